import ExpertReview

/// What is wrong with a cell, a row or a column of a file that was to be imported.
package struct ImportFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case emptyCell
    /// A record lacks a key that it must have, and has one nearly of that name.
    case misnamed(String)
    /// What stands in a list of records is no object.
    case notARecord
    /// A value of a record is a list or an object where a cell is needed.
    case notACell
    /// A key of a record means a column that another key of it gives.
    case sameColumn(as: String)
    case notANumber(ExactDecimal.Misreading)
    case notAWholeNumber
    case belowZero
    case notADay
    case notInList(allowed: [Bilingual], nearest: String?)
    case unknownCandidate(nearest: String?)
    case unknownExpert(nearest: String?)
    case unknownRecommender(String, nearest: String?)
    /// More than one candidate answers to the line.
    case severalCandidates([CandidateID])
    /// The table names another city than the candidate's declaration.
    case otherCity(CandidateID, declared: String)
    /// Neither a column, nor the table's head, nor the command says who nominates.
    case noRecommender
    /// A recommender of another level than the scheme's; a warning.
    case otherLevel(Recommender.Level, by: Recommender.Level)
    /// A register names a scheme that no shelf has, so the entry bars nobody; a warning.
    case unknownScheme(nearest: String?)
    /// An act dated after the day that the command counts for.
    case afterToday(CivilDay)
    /// The candidate of a file handed on came in before under another id.
    case handedOnAs(CandidateID)
    /// The scheme's declaration has no such list.
    case noSuchField(String)
    /// A candidate handed on has an id that another one of the round bears.
    case takenID(prefix: String)
    case unknownItem(known: [String], nearest: String?)
    /// The same thing stands in an earlier row.
    case repeated(firstRow: Int)
    /// The expert's least load is above the greatest.
    case loadsOutOfOrder(minimum: Int, maximum: Int)
    case tooManyPlaces(most: Int)
    case tooLarge(most: String)
    case offScale(MarkScale)
    case notOnPanel
    /// The expert's seat passed on: to whom, where anybody took it, and when.
    case seatPassedOn(to: ExpertID?, on: CivilDay)
    /// Who is to stand by sits there already.
    case sitsAlready
    /// Who marks for comparison is found with the blocks; a table cannot name others.
    case noSuchAnchor
    /// Who may not sit sits there, or chairs.
    case bannedMember
    case changesMark(old: String)
    case alreadyRecused
    /// The round holds a recusal and the file marks, or the other way round.
    case changesRecusal(stood: Bool)
    /// The mark of a judged condition is neither met nor not met.
    case notAVote
    case changesVote(old: Vote)
    /// The candidate did not enter the stage.
    case notShortListed
    /// The rows of a file are for another stage than the command, or for several.
    case otherStage(String)
    /// A mark in the row of the opinion on the whole.
    case markForOpinion
    /// Words that stand, on an item or on the whole for nil, and differ from the row's.
    case changesWords(ItemID?)
    /// A question names a rule that the scheme has not, or one that is no condition; or it lacks rule or words.
    case unknownCondition(nearest: String?)
    case notACondition
    case questionWithoutRule
    case questionWithoutText
    /// A panel's opinion has no row of its chair, or two; a signer gives words; a row goes with another that is faulty.
    case noChairRow
    case severalChairs(firstRow: Int)
    /// Another expert chairs the panel.
    case changesChair(ExpertID)
    case wordsOfSigner
    case partOfOpinion(row: Int)
    case noGroup
    /// A given value may not name an expert, a judged mark must.
    case expertForGivenItem
    case noExpertForJudgedItem
    /// The sheet is another round's, another expert's, or older than the panels.
    case foreignSheet(round: String)
    case staleSheet
    case mixedSheet
    /// The row names another expert than the one the sheet was written for.
    case otherExpert(String)
    /// An expert's own statement names another expert.
    case statedByOther(ExpertID)
    case dateOrder
    /// Only those on the final list owe reports.
    case notRecognised
    case notAPeriod(Duty.Cycle)
    /// A report that came before its period began.
    case beforePeriod(CivilDay)
    /// A declaration is taken back that nobody made.
    case nothingDeclared
    /// A declaration is taken back without saying why.
    case noGround
    /// Another name of a term has a wider term of its own.
    case parentOfAlias
    /// A wider term, or what another name stands for, is no term of the file or the round.
    case unknownTerm(nearest: String?)
    /// Terms that lead back to themselves, the first again at the end.
    case termsInCircle([String])
    /// Who must stay away says so as a conflict, not as a bid.
    case bidIsConflict
    /// The candidate has named as many unsuitable experts as it may.
    case unsuitableTooMany(most: Int, named: [String])
  }

  package let row: Int
  package let column: String
  package let value: String
  package let kind: Kind

  package init(row: Int, column: String, value: String, kind: Kind) {
    self.row = row
    self.column = column
    self.value = value
    self.kind = kind
  }
}
