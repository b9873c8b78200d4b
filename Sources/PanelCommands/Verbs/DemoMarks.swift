import ExpertReview
import Intake
import Simulation
import Tables

/// The marks of the demonstration's experts: as they stand on their sheets, and as one of them types them.
///
/// A tie at the line is arranged: the sheets of a candidate that would miss the list are made equal to those of the
/// last candidate on it.
struct DemoMarks {
  private struct Cell: Hashable {
    let candidate: CandidateID
    let expert: ExpertID
    let item: ItemID
  }

  /// Those on panels, by id.
  let experts: [ExpertID]
  /// Whose sheet has digits that must be mended.
  let spoiledSheet: ExpertID
  /// Who types marks instead of returning a sheet: of those with nothing missing, the one with the fewest.
  let typist: ExpertID
  /// The candidates that are tied at the line.
  let tied: [CandidateID]
  /// The candidate whom most experts hold not to meet a condition, and that condition; nil where nobody votes.
  let doubted: (candidate: CandidateID, rule: RuleID)?
  private let rules: [RuleID]
  private let marks: [SimulatedMark]
  private let cells: [Cell: SimulatedMark]

  /// What the experts on the round's panels give.
  init(of round: Round, made: SimulatedRound, asOf: CivilDay) throws {
    let stage = try round.reviewStage(nil)
    let seats = round.seats(in: stage.id).map { (candidate: $0.candidate, expert: $0.expert) }
    let drawn = made.marks(for: seats, rubric: stage.rubric)
    (marks, tied) = try DemoMarks.tied(drawn, in: round, stage: stage, asOf: asOf)
    cells = Dictionary(
      uniqueKeysWithValues: marks.map { (Cell(candidate: $0.candidate, expert: $0.expert, item: $0.item), $0) })
    experts = Set(seats.map(\.expert)).sorted()
    let rules = round.scheme.votedRules(in: stage.id).map(\.id)
    self.rules = rules
    // One who would be last on the list were nobody in doubt.
    let ranking = try DemoMarks.ranking(of: marks, in: round, stage: stage, asOf: asOf)
    let tiedAtLine = Set(tied)
    let listed = ranking.rows.first { $0.listed && !tiedAtLine.contains($0.candidate) }?.candidate
    doubted = listed.flatMap { listed in rules.first.map { (listed, $0) } }
    let incomplete = Set(marks.filter { !$0.isGiven }.map(\.expert))
    let counts = Dictionary(grouping: marks, by: \.expert).mapValues(\.count)
    let complete = experts.filter { !incomplete.contains($0) }
    guard let typist = complete.min(by: { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }),
      let spoiled = complete.first(where: { $0 != typist })
    else { preconditionFailure("of the simulated experts at most five leave marks out") }
    self.typist = typist
    spoiledSheet = spoiled
  }

  // MARK: - A tie at the line

  private static func tied(
    _ marks: [SimulatedMark], in round: Round, stage: ReviewStage, asOf: CivilDay
  ) throws -> (marks: [SimulatedMark], tied: [CandidateID]) {
    let ranking = try ranking(of: marks, in: round, stage: stage, asOf: asOf)
    for group in Set(ranking.rows.map(\.group)).sorted() {
      let rows = ranking.rows.filter { $0.group == group && $0.place != nil }
      guard let last = rows.last(where: \.listed)?.candidate else { continue }
      for row in rows where !row.listed {
        guard let tied = SimulatedRound.tying(row.candidate, to: last, in: marks) else { continue }
        let open = try self.ranking(of: tied, in: round, stage: stage, asOf: asOf).undecidedAtLine
        if open.contains(last), open.contains(row.candidate) { return (tied, open) }
      }
    }
    return (marks, [])
  }

  /// The ranking that these marks would come to.
  private static func ranking(
    of marks: [SimulatedMark], in round: Round, stage: ReviewStage, asOf: CivilDay
  ) throws -> Ranking {
    var builder = MarkBatchBuilder(round: round, stage: stage, origin: .sheet, mayReplace: false)
    for (line, mark) in marks.enumerated() {
      builder.add(
        line: line, candidate: mark.candidate.rawValue, expert: mark.expert.rawValue, criterion: mark.item.rawValue,
        mark: mark.cell, comment: "")
    }
    guard let batch = builder.batch() else { preconditionFailure("simulated experts give marks") }
    let entry = FactEntry(
      sequence: round.lastSequence + 1, asOf: asOf, actor: "", reason: "", recordedAt: "", hash: "",
      fact: .marked(batch, origin: .sheet))
    return try round.applying(entry).ranking(stage: stage, asOf: asOf)
  }

  // MARK: - On paper and typed

  /// An expert's sheet with the marks filled in; with one of them in full-width digits where it is to be spoiled.
  func sheet(of expert: ExpertID, from demo: DemoRun, spoiled: Bool) throws -> [UInt8] {
    let blank = try Files.read(demo.path("sheets/\(Files.safeName(expert.rawValue)).csv"))
    let table = try Table(csv: blank, droppingFormulaGuards: true)
    func place(_ names: String...) -> Int { table.headers.firstIndex { names.contains($0) } ?? 0 }
    let (candidate, item) = (place("candidate", "申报编号"), place("criterion", "评分项"))
    let (mark, comment) = (place("mark", "评分"), place("comment", "评语"))
    var writer = CSVWriter.forPeople
    writer.append(table.headers)
    var mustSpoil = spoiled
    for row in table.rows {
      var cells = row.cells
      let cell = Cell(candidate: CandidateID(cells[candidate]), expert: expert, item: ItemID(cells[item]))
      let rule = RuleID(cells[item])
      if rules.contains(rule), hasMarked(expert, cell.candidate) {
        cells[mark] = VoteLines.word(vote(of: expert, on: rule, for: cell.candidate), demo.language)
      }
      if let given = self.cells[cell] {
        cells[mark] = written(given, in: demo.language)
        cells[comment] = given.comment
      }
      if mustSpoil, !cells[mark].isEmpty {
        cells[mark] = fullWidth(cells[mark])
        mustSpoil = false
      }
      writer.append(cells)
    }
    return writer.bytes
  }

  /// How an expert votes: all say met, but of one candidate and condition most do not.
  private func vote(of expert: ExpertID, on rule: RuleID, for candidate: CandidateID) -> Vote {
    guard let doubted, doubted.candidate == candidate, doubted.rule == rule else { return .met }
    let panel = Set(marks.filter { $0.candidate == candidate }.map(\.expert)).sorted()
    return panel.first == expert ? .met : .notMet
  }

  /// Who recused themselves, or never returned a candidate's marks, does not vote on it either.
  private func hasMarked(_ expert: ExpertID, _ candidate: CandidateID) -> Bool {
    marks.contains { $0.expert == expert && $0.candidate == candidate && $0.isGiven }
  }

  /// A recusal is written once, beside its reason.
  private func written(_ mark: SimulatedMark, in language: Language) -> String {
    guard mark.value == .recused else { return mark.cell }
    return mark.comment.isEmpty ? "" : Bilingual(zh: "回避", en: "recused")[language]
  }

  /// What an input method for Chinese leaves behind.
  private func fullWidth(_ digits: String) -> String {
    String(String.UnicodeScalarView(digits.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
  }

  /// What the expert types: candidate by candidate a line for each mark, for each vote, then an opinion.
  func answers(of expert: ExpertID) -> String {
    let own = marks.filter { $0.expert == expert }
    var lines: [String] = []
    for (position, mark) in own.enumerated() {
      lines.append(mark.cell)
      let isLast = position + 1 == own.count || own[position + 1].candidate != mark.candidate
      guard isLast else { continue }
      lines += rules.map { VoteLines.word(vote(of: expert, on: $0, for: mark.candidate), .chinese) }
      lines.append(
        own.filter { $0.candidate == mark.candidate && !$0.comment.isEmpty }.map(\.comment).joined(separator: "；"))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension SimulatedMark {
  fileprivate var isGiven: Bool {
    if case .mark = value { return true }
    return false
  }
}
