import ExpertReview

extension Invocation {
  /// The review stage that a command is for: the one named with `--stage`, else the one the round is at.
  func stage(of round: Round) throws -> ReviewStage { try round.reviewStage(text(CommandTable.stage.name)) }

  /// The stage whose step is signed off where none is named: the last whose step was run.
  func signingStage(_ procedure: Procedure, of round: Round) throws -> ReviewStage {
    if text(CommandTable.stage.name) != nil { return try stage(of: round) }
    let run = round.staleness().last { $0.procedure == procedure && $0.state != .notRun }
    return try run.map { try round.reviewStage($0.stage) } ?? stage(of: round)
  }

  /// The same for a command that looks at marks: while the stage at hand has none, the one before it.
  func markedStage(of round: Round) throws -> ReviewStage {
    if text(CommandTable.stage.name) != nil { return try stage(of: round) }
    let current = try stage(of: round)
    guard round.scorebooks[current.id] == nil, let before = round.scheme.stage(before: current),
      round.scorebooks[before.id] != nil
    else { return current }
    return before
  }
}

extension Output {
  /// Says which stage a command was for, in a round that has several.
  mutating func tellStage(_ stage: ReviewStage, of round: Round) {
    guard round.reviewStages.count > 1 else { return }
    note(Bilingual(zh: "阶段：\(stage.name.zh)（\(stage.id)）", en: "stage: \(stage.name.en) (\(stage.id))"))
  }
}

extension Round {
  /// A step's name for people, with its stage in a round that has several.
  func label(of step: Conclusion.Key) -> Bilingual {
    let label = step.procedure.label
    guard reviewStages.count > 1, let stage = reviewStages.first(where: { $0.id == step.stage }) else { return label }
    return Bilingual(zh: "\(stage.name.zh)·\(label.zh)", en: "\(stage.name.en): \(label.en)")
  }

  /// A step's command as it is typed, with what must stand behind it.
  func command(of step: Conclusion.Key) -> Bilingual {
    let (command, stage) = (step.procedure.command, reviewStages.count > 1 && !step.stage.isEmpty)
    return stage
      ? Bilingual(zh: "\(command.zh) --stage \(step.stage)", en: "\(command.en) --stage \(step.stage)") : command
  }

  /// A step's command, with `--stage` in a round that has several stages.
  func verb(of step: Conclusion.Key) -> String {
    step.procedure.verb + (reviewStages.count > 1 && !step.stage.isEmpty ? " --stage \(step.stage)" : "")
  }
}
