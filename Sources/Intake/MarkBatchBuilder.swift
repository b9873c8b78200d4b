import ExpertReview

/// Turns lines of marks – candidate, expert, criterion, mark, comment – into a batch for the record.
///
/// What the round already holds is left out, so that the same file twice changes nothing. A mark that differs from one
/// that stands is a fault unless it was said that marks may be replaced.
///
/// Made for ten million lines: a line is read as bytes, ids are found without making strings of them, and the marks of
/// all sheets stand in one array, `stride` cells a sheet.
package struct MarkBatchBuilder {
  /// What stands in the mark's cell for a recusal.
  package static let recusalWords: Set<String> = ["recused", "回避"]
  /// What stands for the criterion of an opinion on the whole file.
  package static let opinionWords: Set<String> = ["", "opinion", "总体意见", "专家意见"]

  /// A sheet as far as the lines so far tell it.
  private struct Sheet {
    let candidate: Int32
    let expert: Int32
    /// How many items the candidate is judged on.
    let width: Int32
    /// The first line that says so; 0 where none does.
    var recusedLine: Int32 = 0
    /// Whether a line gives a mark.
    var isMarked = false
    /// Whether the round holds a sheet, and a recusal on it.
    let stands: Bool
    let stoodRecused: Bool
  }

  private struct GivenKey: Hashable {
    let candidate: Int
    let item: Int
  }

  private let round: Round
  private let stage: ReviewStage
  private let book: Scorebook?
  private let mayReplace: Bool
  private let adoptsExperts: Bool
  /// By pair, the last time that an expert left a seat.
  private let left: [UInt64: StandingSeatChange]
  private let adoptsPanels: Bool

  private let candidates: ByteIndex
  private var expertIndex: ByteIndex
  private var experts: [ExpertID]
  private var rubrics: MarkRubrics
  private var sheets: [Sheet] = []
  private var sheetOfPair: [UInt64: Int32] = [:]
  private var lastPair: (key: UInt64, sheet: Int) = (.max, 0)
  /// New marks as step counts, and the line that gave each cell; both `stride` a sheet.
  private var steps: [Int32] = []
  private var lines: [Int32] = []
  private let stride: Int
  private var given: [MarkBatch.Given] = []
  private var givenLine: [GivenKey: Int] = [:]
  private var comments: [(sheet: Int, item: ItemID?, text: String)] = []
  private var opinionLine: [Int: Int] = [:]
  private var voteLines: VoteLines
  private var votedSheets: Set<Int> = []
  private var askingSheets: Set<Int> = []
  /// Questions on conditions that the round does not hold, in the order of their lines.
  package private(set) var questions: [GateQuestion] = []

  package private(set) var faults: [ImportFault] = []
  /// Marks, values and recusals that the round did not hold before.
  package private(set) var news = 0
  /// Those that it held.
  package private(set) var unchanged = 0
  /// Lines whose mark is empty: missing, not zero.
  package private(set) var missing = 0

  package init(round: Round, stage: ReviewStage, origin: MarkOrigin, mayReplace: Bool) {
    self.round = round
    self.stage = stage
    self.mayReplace = mayReplace
    book = round.scorebooks[stage.id]
    adoptsExperts = origin == .outside && round.hasNoPoolOfItsOwn
    adoptsPanels = origin == .outside && round.adoptsPanels(in: stage.id)
    left = round.leavers(in: stage.id).reduce(into: [:]) { left, change in
      guard let expert = change.change.leaves.flatMap({ round.expertIndex[$0] }),
        let candidate = round.candidateIndex[change.change.candidate]
      else { return }
      left[UInt64(candidate) << 32 | UInt64(expert)] = change
    }
    candidates = ByteIndex(round.candidates.lazy.map(\.id.rawValue))
    experts = round.experts.map(\.id)
    expertIndex = ByteIndex(round.experts.lazy.map(\.id.rawValue))
    rubrics = MarkRubrics(stage.rubric, of: round)
    stride = rubrics.mostJudged
    voteLines = VoteLines(round.scheme.votedRules(in: stage.id))
  }

  /// One line given as text.
  package mutating func add(
    line: Int, candidate: String, expert: String, criterion: String, mark: String, comment: String
  ) {
    var cells = [candidate, expert, criterion, mark, comment]
    // The texts are laid end to end, so that their bytes are in one place for the time of reading.
    var (bytes, ends): ([UInt8], [Int]) = ([], [0])
    for place in cells.indices {
      cells[place].withUTF8 { bytes.append(contentsOf: $0) }
      ends.append(bytes.count)
    }
    bytes.withUnsafeBufferPointer { all in
      func cell(_ place: Int) -> CellBytes { CellBytes(rebasing: all[ends[place]..<ends[place + 1]]) }
      add(
        MarkLine(
          number: line, candidate: cell(0), expert: cell(1), criterion: cell(2), mark: cell(3), comment: cell(4)))
    }
  }

  /// One line of a file. What is wrong with it is added to `faults`.
  package mutating func add(_ line: MarkLine) {
    guard let candidate = candidates.find(line.candidate) else {
      let text = line.candidate.text
      let near = nearest(to: text, among: round.candidates.lazy.map(\.id.rawValue))
      return fault(line, "candidate", text, .unknownCandidate(nearest: near))
    }
    guard let rubric = rubrics.items(of: candidate) else {
      return fault(line, "candidate", line.candidate.text, .noGroup)
    }
    if let item = rubric.given.find(line.criterion) {
      guard line.expert.isEmpty else { return fault(line, "expert", line.expert.text, .expertForGivenItem) }
      return addGiven(line, candidate: candidate, item: item, of: rubric)
    }
    guard !line.expert.isEmpty else { return fault(line, "expert", "", .noExpertForJudgedItem) }
    guard let expert = index(ofExpert: line.expert) else {
      let text = line.expert.text
      return fault(
        line, "expert", text, .unknownExpert(nearest: nearest(to: text, among: experts.lazy.map(\.rawValue))))
    }
    if !left.isEmpty, let change = left[UInt64(candidate) << 32 | UInt64(expert)] {
      return fault(line, "expert", line.expert.text, .seatPassedOn(to: change.change.enters, on: change.on))
    }
    guard adoptsPanels || round.panels[stage.id]?.takesMarks(candidate: candidate, expert: expert) == true else {
      return fault(line, "expert", line.expert.text, .notOnPanel)
    }
    addJudged(line, sheet: sheet(candidate, expert, width: rubric.judgedItems.count), of: rubric)
  }

  private mutating func fault(_ line: MarkLine, _ column: String, _ value: String, _ kind: ImportFault.Kind) {
    faults.append(ImportFault(row: line.number, column: column, value: value, kind: kind))
  }

  // MARK: - Judged items

  private mutating func addJudged(_ line: MarkLine, sheet: Int, of rubric: MarkRubrics.Items) {
    let item = rubric.judged.find(line.criterion)
    if item == nil, let rule = voteLines.rule(line.criterion.text) { return addVote(line, sheet: sheet, rule: rule) }
    if item == nil, QuestionLines.isQuestion(line.criterion.text) { return addQuestion(line, sheet: sheet) }
    let isOpinion = item == nil && MarkBatchBuilder.opinionWords.contains(line.criterion.text)
    guard item != nil || isOpinion else {
      let text = line.criterion.text
      let near = nearest(to: text, among: rubric.known)
      return fault(line, "criterion", text, .unknownItem(known: rubric.known, nearest: near))
    }
    let memo = line.mark.packed.flatMap { rubrics.memo(of: item.map { rubric.scaleOfJudged[$0] } ?? 0, $0) }
    if let item, let memo {
      addMark(line, memo, sheet: sheet, item: item, of: rubric)
    } else if MarkBatchBuilder.recusalWords.contains(line.mark.text) {
      return recuse(line, sheet: sheet)
    } else if let item {
      readMark(line, sheet: sheet, item: item, of: rubric)
    } else if !line.mark.isEmpty {
      return fault(line, "mark", line.mark.text, .markForOpinion)
    } else if let first = opinionLine.updateValue(line.number, forKey: sheet) {
      return fault(line, "criterion", line.criterion.text, .repeated(firstRow: first))
    }
    addWords(line, on: item.map { rubric.judgedItems[$0].id }, sheet: sheet)
  }

  /// An expert's words on an item, or on the whole for nil; a cell left empty says nothing.
  private mutating func addWords(_ line: MarkLine, on item: ItemID?, sheet: Int) {
    guard !line.comment.isEmpty else { return }
    let text = line.comment.text
    let (candidate, expert) = (Int(sheets[sheet].candidate), Int(sheets[sheet].expert))
    if let old = book?.comment(candidate: candidate, expert: expert, item: item), old != text, !mayReplace {
      return fault(line, "comment", text, .changesWords(item))
    }
    comments.append((sheet, item, text))
  }

  /// A question on a condition; the same one that the round holds is left out.
  private mutating func addQuestion(_ line: MarkLine, sheet: Int) {
    let rule = line.mark.text
    if MarkBatchBuilder.recusalWords.contains(rule) { return recuse(line, sheet: sheet) }
    let found = QuestionLines.question(
      rule: rule, text: line.comment.text, of: experts[Int(sheets[sheet].expert)],
      on: round.candidates[Int(sheets[sheet].candidate)].id, stage: stage.id, in: round)
    switch found {
    case .nothing: return
    case .fault(let kind): fault(line, "mark", rule, kind)
    case .question(let question):
      if sheets[sheet].recusedLine != 0 || sheets[sheet].stoodRecused {
        return fault(line, "mark", rule, .alreadyRecused)
      }
      guard !round.holds(question), !questions.contains(question) else {
        unchanged += 1
        return
      }
      questions.append(question)
      askingSheets.insert(sheet)
      news += 1
    }
  }

  /// A vote on a judged condition; an empty one was not given.
  private mutating func addVote(_ line: MarkLine, sheet: Int, rule: Int) {
    let cell = VoteLines.Cell(sheet: sheet, rule: rule)
    let text = line.mark.text
    if MarkBatchBuilder.recusalWords.contains(text) { return recuse(line, sheet: sheet) }
    if let first = voteLines.claim(cell, line: line.number) {
      return fault(line, "criterion", line.criterion.text, .repeated(firstRow: first))
    }
    addWords(line, on: ItemID(voteLines.rules[rule].id.rawValue), sheet: sheet)
    guard !text.isEmpty else {
      missing += 1
      return
    }
    guard let vote = VoteLines.vote(text) else { return fault(line, "mark", text, .notAVote) }
    if sheets[sheet].recusedLine != 0 || sheets[sheet].stoodRecused {
      return fault(line, "mark", text, .alreadyRecused)
    }
    let (candidate, expert) = (Int(sheets[sheet].candidate), Int(sheets[sheet].expert))
    let old = round.ballots[stage.id]?.vote(candidate: candidate, expert: expert, rule: voteLines.rules[rule].id)
    if old == vote {
      unchanged += 1
    } else if let old, !mayReplace {
      fault(line, "mark", text, .changesVote(old: old))
    } else {
      voteLines.put(vote, at: cell)
      votedSheets.insert(sheet)
      news += 1
    }
  }

  private mutating func recuse(_ line: MarkLine, sheet: Int) {
    if sheets[sheet].isMarked || askingSheets.contains(sheet) {
      return fault(line, "mark", line.mark.text, .alreadyRecused)
    }
    guard sheets[sheet].recusedLine == 0 else { return }
    if sheets[sheet].stands, !sheets[sheet].stoodRecused, !mayReplace, holdsMarks(sheets[sheet]) {
      return fault(line, "mark", line.mark.text, .changesRecusal(stood: false))
    }
    sheets[sheet].recusedLine = Int32(line.number)
    if sheets[sheet].stoodRecused { unchanged += 1 } else { news += 1 }
  }

  private mutating func readMark(_ line: MarkLine, sheet: Int, item: Int, of rubric: MarkRubrics.Items) {
    guard !line.mark.isEmpty else {
      missing += 1
      return claim(line, sheet: sheet, item: item)
    }
    switch ExactDecimal.read(line.mark) {
    case .failure(let misreading): fault(line, "mark", line.mark.text, .notANumber(misreading))
    case .success(let value):
      let scale = rubric.scale(ofJudged: item)
      guard let count = scale.steps(of: value) else { return fault(line, "mark", line.mark.text, .offScale(scale)) }
      if let packed = line.mark.packed { rubrics.keep(rubric.scaleOfJudged[item], packed, count) }
      addMark(line, count, sheet: sheet, item: item, of: rubric)
    }
  }

  /// Notes which line speaks of a cell; a fault where an earlier one did.
  private mutating func claim(_ line: MarkLine, sheet: Int, item: Int) {
    let cell = sheet * stride + item
    if lines[cell] != 0 { return fault(line, "criterion", line.criterion.text, .repeated(firstRow: Int(lines[cell]))) }
    lines[cell] = Int32(line.number)
  }

  private mutating func addMark(
    _ line: MarkLine, _ count: Int32, sheet: Int, item: Int, of rubric: MarkRubrics.Items
  ) {
    let cell = sheet * stride + item
    guard lines[cell] == 0 else { return claim(line, sheet: sheet, item: item) }
    lines[cell] = Int32(line.number)
    if sheets[sheet].recusedLine != 0 { return fault(line, "mark", line.mark.text, .alreadyRecused) }
    sheets[sheet].isMarked = true
    if sheets[sheet].stoodRecused, !mayReplace {
      return fault(line, "mark", line.mark.text, .changesRecusal(stood: true))
    }
    let old = standing(sheets[sheet], item: item)
    if old == count && !sheets[sheet].stoodRecused {
      unchanged += 1
    } else if old != MarkBatch.missing && old != count && !mayReplace {
      fault(line, "mark", line.mark.text, .changesMark(old: rubric.scale(ofJudged: item).mark(at: old).description))
    } else {
      steps[cell] = count
      news += 1
    }
  }

  private func standing(_ sheet: Sheet, item: Int) -> Int32 {
    guard sheet.stands, let held = book?.sheet(candidate: Int(sheet.candidate), expert: Int(sheet.expert)),
      let marks = book?.marks(of: held)
    else { return MarkBatch.missing }
    return marks[marks.startIndex + item]
  }

  private func holdsMarks(_ sheet: Sheet) -> Bool {
    (0..<Int(sheet.width)).contains { standing(sheet, item: $0) != MarkBatch.missing }
  }

  // MARK: - Given items

  private mutating func addGiven(_ line: MarkLine, candidate: Int, item: Int, of rubric: MarkRubrics.Items) {
    let key = GivenKey(candidate: candidate, item: item)
    if let first = givenLine.updateValue(line.number, forKey: key) {
      return fault(line, "criterion", line.criterion.text, .repeated(firstRow: first))
    }
    let (id, scale) = (rubric.givenItems[item].id, rubric.givenItems[item].scale)
    switch ExactDecimal.read(line.mark) {
    case .failure(.empty): missing += 1
    case .failure(let misreading): fault(line, "mark", line.mark.text, .notANumber(misreading))
    case .success(let value):
      if let scale, scale.steps(of: value) == nil { return fault(line, "mark", line.mark.text, .offScale(scale)) }
      let old = book?.given(id, of: candidate)
      if old == value {
        unchanged += 1
      } else if let old, !mayReplace {
        fault(line, "mark", line.mark.text, .changesMark(old: old.description))
      } else {
        given.append(MarkBatch.Given(candidate: round.candidates[candidate].id, item: id, value: value))
        news += 1
      }
    }
  }

  // MARK: - Looking up

  private mutating func sheet(_ candidate: Int, _ expert: Int, width: Int) -> Int {
    let pair = UInt64(candidate) << 32 | UInt64(expert)
    if lastPair.key == pair { return lastPair.sheet }
    let known = sheetOfPair[pair].map { Int($0) }
    let sheet = known ?? newSheet(candidate, expert, width: width, pair: pair)
    lastPair = (pair, sheet)
    return sheet
  }

  private mutating func newSheet(_ candidate: Int, _ expert: Int, width: Int, pair: UInt64) -> Int {
    let held = book?.sheet(candidate: candidate, expert: expert)
    sheetOfPair[pair] = Int32(sheets.count)
    sheets.append(
      Sheet(
        candidate: Int32(candidate), expert: Int32(expert), width: Int32(width), stands: held != nil,
        stoodRecused: held?.recused ?? false))
    for _ in 0..<stride {
      steps.append(MarkBatch.missing)
      lines.append(0)
    }
    return sheets.count - 1
  }

  private mutating func index(ofExpert cell: CellBytes) -> Int? {
    if let known = expertIndex.find(cell) { return known }
    guard adoptsExperts else { return nil }
    experts.append(ExpertID(cell.text))
    return expertIndex.add(cell)
  }

  // MARK: - The batch

  /// The votes that are new; nil where none is. Marks of the same file go first: they may make the panels.
  package func voteBatch() -> VoteBatch? {
    guard !votedSheets.isEmpty else { return nil }
    return VoteBatch(
      stage: stage.id,
      rows: votedSheets.sorted().map { sheet in
        VoteBatch.Row(
          candidate: round.candidates[Int(sheets[sheet].candidate)].id, expert: experts[Int(sheets[sheet].expert)],
          votes: voteLines.row(of: sheet))
      })
  }

  /// The batch of what is new; nil where nothing is.
  package func batch() -> MarkBatch? {
    let spoken = comments.filter { isNews($0) }
    let speaks = Set(spoken.map(\.sheet))
    let spokenFor = adoptsPanels ? votedSheets.union(askingSheets) : []
    // By candidate, then by expert, those whom only the file knows by their ids: the order of the lines never shows.
    let place = placeOfExpert
    let kept = sheets.indices.filter { isNews($0) || speaks.contains($0) || spokenFor.contains($0) }
      .sorted {
        (sheets[$0].candidate, place[Int(sheets[$0].expert)]) < (sheets[$1].candidate, place[Int(sheets[$1].expert)])
      }
    guard !kept.isEmpty || !given.isEmpty else { return nil }
    let candidates = Numbering(kept.map { sheets[$0].candidate }, of: round.candidates.count)
    let experts = Numbering(kept.map { place[Int(sheets[$0].expert)] }, of: self.experts.count)
    let ordered = zip(place, self.experts).sorted { $0.0 < $1.0 }.map(\.1)
    let width = Int(kept.map { sheets[$0].width }.max() ?? 0)
    var marks: [Int32] = []
    marks.reserveCapacity(kept.count * width)
    for sheet in kept { marks.append(contentsOf: steps[sheet * stride..<sheet * stride + width]) }
    let rowOfSpeaker = speaks.isEmpty ? [:] : Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    return MarkBatch(
      stage: stage.id, candidates: candidates.members.map { round.candidates[$0].id },
      experts: experts.members.map { ordered[$0] }, width: width,
      candidateIndex: kept.map { candidates.number[Int(sheets[$0].candidate)] },
      expertIndex: kept.map { experts.number[Int(place[Int(sheets[$0].expert)])] },
      recused: kept.map { sheets[$0].recusedLine != 0 }, steps: marks, given: given,
      comments: spoken.compactMap { comment in
        rowOfSpeaker[comment.sheet].map { MarkBatch.Comment(row: $0, item: comment.item, text: comment.text) }
      })
  }

  /// By number, the place of each expert among all: the round's as they stand, then the others by id.
  private var placeOfExpert: [Int32] {
    let known = round.experts.count
    var place = (0..<Int32(experts.count)).map { $0 }
    let news = (known..<experts.count).sorted { experts[$0] < experts[$1] }
    for (rank, expert) in news.enumerated() { place[expert] = Int32(known + rank) }
    return place
  }

  /// Those of `count` things that are named at all, in order, and the number of each among them.
  private struct Numbering {
    private(set) var members: [Int] = []
    private(set) var number: [Int32]

    init(_ named: [Int32], of count: Int) {
      number = [Int32](repeating: -1, count: count)
      for index in named { number[Int(index)] = 0 }
      for index in 0..<count where number[index] == 0 {
        number[index] = Int32(members.count)
        members.append(index)
      }
    }
  }

  private func isNews(_ sheet: Int) -> Bool {
    if sheets[sheet].recusedLine != 0 { return !sheets[sheet].stoodRecused }
    return steps[sheet * stride..<(sheet + 1) * stride].contains { $0 != MarkBatch.missing }
  }

  private func isNews(_ comment: (sheet: Int, item: ItemID?, text: String)) -> Bool {
    let sheet = sheets[comment.sheet]
    return book?.comment(candidate: Int(sheet.candidate), expert: Int(sheet.expert), item: comment.item)
      != comment.text
  }
}
