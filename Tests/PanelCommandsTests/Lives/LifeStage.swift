import ExpertReview
import Synchronization
import Testing

@testable import PanelCommands

/// How far the sample round has come, and the day on which an act is tried there.
enum LifeStage: String, CaseIterable, CustomTestStringConvertible {
  case begun, declared, examined, searched, assigned, marked, ranked, signed, onNotice, noticeOver, final

  var testDescription: String { rawValue }

  var label: Bilingual {
    switch self {
    case .begun: Bilingual(zh: "新建", en: "begun")
    case .declared: Bilingual(zh: "已申报", en: "declared")
    case .examined: Bilingual(zh: "已审查", en: "examined")
    case .searched: Bilingual(zh: "已回避检索", en: "searched")
    case .assigned: Bilingual(zh: "已分组", en: "assigned")
    case .marked: Bilingual(zh: "已评分", en: "marked")
    case .ranked: Bilingual(zh: "已排名", en: "ranked")
    case .signed: Bilingual(zh: "排名已签字", en: "signed off")
    case .onNotice: Bilingual(zh: "公示中", en: "on notice")
    case .noticeOver: Bilingual(zh: "公示期满", en: "notice over")
    case .final: Bilingual(zh: "已公布", en: "final")
    }
  }

  /// The day of an act at this stage.
  var day: String {
    switch self {
    case .begun: "2026-03-31"
    case .declared: "2026-04-02"
    case .examined, .searched: "2026-04-08"
    case .assigned: "2026-04-13"
    case .marked: "2026-04-15"
    case .ranked, .signed: "2026-04-17"
    case .onNotice: "2026-04-20"
    case .noticeOver, .final: "2026-04-27"
    }
  }

  fileprivate var step: RoundInProgress.Step {
    switch self {
    case .begun: .begun
    case .declared: .imported
    case .examined: .examined
    case .searched: .searched
    case .assigned: .assigned
    case .marked: .marked
    case .ranked, .signed: .ranked
    case .onNotice, .noticeOver, .final: .posted
    }
  }
}

/// The sample round at each of its stages, made once; every act is tried on a copy.
final class LifeStages: Sendable {
  static let all = Result { try LifeStages() }

  /// The sample's scheme with every policy that a round's life turns on.
  static let scheme = SampleScheme.text.replacing(
    #""publicity": {"days""#,
    with: #"""
      "returns": {"days": "3", "unit": "working", "house": "没有规定"},
      "retention": {"years": "15", "house": "没有规定"},
      "changes": {"grounds": [{"id": "typing", "label": {"zh": "录入错误", "en": "Typing error"}}], "secondPerson": true, "house": "没有规定"},
      "publicity": {"days"
      """#)

  private let rounds: [LifeStage: [UInt8]]
  private let states = Mutex<[LifeStage: ActsAtStages.State]>([:])
  /// Another office's round, for the act that takes it in.
  let otherOffice: [UInt8]
  let rubrics: RoundInProgress

  private init() throws {
    var rounds: [LifeStage: [UInt8]] = [:]
    for stage in LifeStage.allCases {
      let round = try RoundInProgress(upTo: stage.step, scheme: LifeStages.scheme)
      if stage.step >= .assigned { try round.must("decide chair E01 C01", on: stage.day) }
      if stage == .signed { try round.must("decide sign-off ranking --by 李局", on: "2026-04-17") }
      if stage == .final { try round.must("publish \(round.folder.file("final")) --final", on: "2026-04-27") }
      rounds[stage] = try Files.read(round.folder.file("round.panel"))
    }
    self.rounds = rounds
    rubrics = try RoundInProgress(upTo: .begun, scheme: LifeStages.scheme)
    let other = rubrics.folder.file("other.panel")
    let place = "--round \(other) --rubrics \(rubrics.folder.file("Rubrics")) --as-of 2026-03-31"
    guard CapturedRun("panel new --scheme \(SampleScheme.id) --id 另一处 \(place)").code == .done else {
      throw RoundInProgress.Stopped(description: "the other office's round could not be begun")
    }
    otherOffice = try Files.read(other)
  }

  /// The state of the round at a stage before anything is tried, found once.
  func state(at stage: LifeStage, _ find: () throws -> ActsAtStages.State) rethrows -> ActsAtStages.State {
    if let known = states.withLock({ $0[stage] }) { return known }
    let found = try find()
    states.withLock { $0[stage] = found }
    return found
  }

  /// A copy of the round at a stage, in a folder of its own.
  func copy(at stage: LifeStage) throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try Files.write(folder.file("round.panel"), try #require(rounds[stage]), mode: Files.ownerOnly)
    return folder
  }
}
