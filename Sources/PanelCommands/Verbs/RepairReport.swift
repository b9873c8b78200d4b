import ExpertReview
import Reports

/// What `panel assign --repair` says beside the panels: which seats pass on that could have stayed, whether fewer would
/// have done, and every seat that changed.
struct RepairReport {
  private let repair: PanelRepair?
  private let loss: Int64?
  /// Who sat where once the alternates had been called.
  private let before: [PanelList.Seat]

  init(_ outcome: RepairOutcome, loss: Int64?, stage: ReviewStage, round: Round) {
    if case .repaired(let repair) = outcome { self.repair = repair } else { repair = nil }
    self.loss = loss
    before = round.seats(in: stage.id)
  }

  /// A seat that is held by another than before, or by nobody.
  struct Change: Hashable {
    let candidate: CandidateID
    let leaves: ExpertID?
    let enters: ExpertID?
  }

  /// The changes to these panels, by candidate; of one candidate the first who leaves is put beside the first who
  /// enters.
  func changes(to seats: [PanelList.Seat]) -> [Change] {
    let (old, new) = (Set(before), Set(seats))
    let gone = Dictionary(grouping: before.filter { !new.contains($0) }, by: \.candidate)
    let come = Dictionary(grouping: seats.filter { !old.contains($0) }, by: \.candidate)
    return Set(gone.keys).union(come.keys).sorted().flatMap { candidate -> [Change] in
      let leaves = (gone[candidate] ?? []).map(\.expert).sorted()
      let enters = (come[candidate] ?? []).map(\.expert).sorted()
      return (0..<max(leaves.count, enters.count)).map { place in
        Change(
          candidate: candidate, leaves: place < leaves.count ? leaves[place] : nil,
          enters: place < enters.count ? enters[place] : nil)
      }
    }
  }

  func write(_ seats: [PanelList.Seat], to output: inout Output) {
    guard let repair else { return }
    let released = repair.released.count
    if released > 0 || loss != nil {
      let least =
        released == repair.bound
        ? Bilingual(zh: "不可能更少", en: "no fewer would do")
        : Bilingual(zh: "至少要 \(repair.bound) 个", en: "at least \(repair.bound) must")
      output.line(
        Bilingual(
          zh: "本可留下而换人的席位 \(released) 个，\(least.zh)",
          en: "\(released.of("seat")) that could have stayed passed on; \(least.en)"))
    }
    if let total = repair.total, let largest = repair.largestTotal {
      let words = (AssignVerb.millionths(total), AssignVerb.millionths(largest), AssignVerb.millionths(largest - total))
      output.line(
        Bilingual(
          zh: "未评席位的契合度总和 \(words.0)，最好可到 \(words.1)，少 \(words.2)",
          en: "total affinity of the seats without marks \(words.0), at best \(words.1), \(words.2) less"))
    }
    let changes = changes(to: seats)
    guard !changes.isEmpty else { return }
    output.line(Bilingual(zh: "席位变动：", en: "seats that change:"))
    for change in changes { output.line("  " + words(change, changes)[output.language]) }
  }

  /// `C05：E17 换为 E22，E17 改评 C09`.
  private func words(_ change: Change, _ all: [Change]) -> Bilingual {
    let elsewhere = all.filter { $0.enters != nil && $0.enters == change.leaves }.map(\.candidate.rawValue)
    let place = elsewhere.joined(separator: " ")
    switch (change.leaves, change.enters) {
    case (let leaves?, let enters?):
      let moved = Bilingual(
        zh: elsewhere.isEmpty ? "" : "，\(leaves) 改评 \(place)",
        en: elsewhere.isEmpty ? "" : "; \(leaves) goes to \(place)")
      return Bilingual(
        zh: "\(change.candidate)：\(leaves) 换为 \(enters)\(moved.zh)",
        en: "\(change.candidate): \(enters) in place of \(leaves)\(moved.en)")
    case (nil, let enters?):
      return Bilingual(
        zh: "\(change.candidate)：\(enters) 补上空缺", en: "\(change.candidate): \(enters) takes an empty seat")
    case (let leaves?, nil):
      return Bilingual(zh: "\(change.candidate)：\(leaves) 退出", en: "\(change.candidate): \(leaves) leaves")
    case (nil, nil): return Bilingual(zh: "", en: "")
    }
  }

  /// `{"released", "bound", "total", "largestTotal", "loss", "changes": [{"candidate", "leaves", "enters"}]}`
  func json(_ seats: [PanelList.Seat]) -> JSON? {
    guard let repair else { return nil }
    return .object([
      "released": .number(repair.released.count), "bound": .number(repair.bound),
      "total": repair.total.map { .text(AssignVerb.millionths($0)) },
      "largestTotal": repair.largestTotal.map { .text(AssignVerb.millionths($0)) },
      "loss": loss.map { .text(AssignVerb.millionths($0)) },
      "changes": .array(
        changes(to: seats).map {
          .object([
            "candidate": .text($0.candidate.rawValue), "leaves": .orNull($0.leaves?.rawValue),
            "enters": .orNull($0.enters?.rawValue),
          ])
        }),
    ])
  }
}
