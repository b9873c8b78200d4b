import ExpertReview
import RoundStore

/// `panel analyse`: what statistics say of a stage's marks, beside the official result.
enum AnalyseVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let stage = try AnalysedStage(invocation, &output)
    switch invocation.branch {
    case "certainty": try AnalyseCertainty(stage).write(to: &output)
    case "severity": try AnalyseSeverity(stage).write(to: &output)
    case "agreement": try AnalyseAgreement(stage).write(to: &output)
    default: preconditionFailure("the parser lets no other analysis pass")
    }
    return .done
  }
}

/// A stage whose marks are analysed, with what the command asked for.
struct AnalysedStage {
  let file: RoundFile
  let round: Round
  let stage: ReviewStage
  /// Every group's standings, also where only one is asked for.
  let groups: [GroupStandings]
  let ranking: Ranking
  /// The one group that is asked for.
  let only: GroupID?
  let invocation: Invocation

  /// Opens the round for reading, by default the one that the command is about. Throws where there are no marks, or no
  /// such stage or group.
  init(_ invocation: Invocation, round path: String? = nil, _ output: inout Output) throws {
    self.invocation = invocation
    file = try RoundFile.open(path ?? invocation.round, .readOnly, patience: invocation.patience)
    round = try LoadedRound(file, invocation.surroundings.memory).round
    guard !round.reviewStages.isEmpty else { throw VerbFault.noReview(round.scheme.id).refusal }
    stage = try invocation.markedStage(of: round)
    output.tellStage(stage, of: round)
    guard round.scorebooks[stage.id] != nil else { throw VerbFault.noMarks.refusal }
    groups = try round.groupStandings(stage: stage, asOf: invocation.asOf)
    ranking = round.rank(groups, stage: stage, asOf: invocation.asOf)
    only = invocation.text("group").map { GroupID($0) }
    if let only, !groups.contains(where: { $0.group == only }) {
      throw VerbFault.unknownGroup(only, known: groups.map(\.group).sorted()).refusal
    }
  }

  /// The standings of the groups that are asked for.
  var askedGroups: [GroupStandings] { groups.filter { asks(for: $0.group) } }

  /// What `rank` kept of this result with these settings; else what `work` makes.
  func kept<Analysis: KeptAnalysis>(_ settings: Analysis.Settings, orElse work: () -> Analysis) throws -> Analysis {
    try KeptValue<Analysis>(round, stage: stage, settings: settings, in: file)
      .read(from: file, of: ranking, orElse: work)
  }

  /// The item that `--item` names. Throws where no group that is asked for judges it.
  func judgedItem() throws -> ItemID? {
    guard let item = invocation.text("item").map({ ItemID($0) }) else { return nil }
    let known = Set(askedGroups.flatMap { $0.plan.judgedItems.map(\.id) })
    guard known.contains(item) else { throw VerbFault.unknownJudgedItem(item, known: known.sorted()).refusal }
    return item
  }

  /// An item's name as the group's rubric has it.
  func label(ofItem item: ItemID, in group: GroupID) -> Bilingual {
    let rubric = groups.first { $0.group == group }?.plan.judgedItems
    return rubric?.first { $0.id == item }?.label ?? Bilingual(zh: item.rawValue, en: item.rawValue)
  }

  /// Whether a group is asked for.
  func asks(for group: GroupID) -> Bool { only == nil || only == group }

  /// The candidate's name as people know it.
  func name(of candidate: CandidateID) -> String {
    round.candidateIndex[candidate].map { round.candidates[$0].name } ?? ""
  }

  /// The line under which every analysis stands.
  static let isBeside = Bilingual(
    zh: "以下供参考，写在正式结果旁边，不改变名次", en: "shown beside the official result; it changes no place")
}
