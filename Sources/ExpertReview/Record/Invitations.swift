/// What an expert answered to an invitation, or what was asked, as it stands on record.
public struct StandingAnswer: Sendable, Hashable {
  public let answer: InvitationAnswer
  /// The number of its fact.
  public let sequence: Int
  public let on: CivilDay
  public let by: String
  public let reason: String

  /// Whether it speaks of a stage: every one does that is for the whole round, or of any where none is named.
  func concerns(_ stage: String) -> Bool { stage.isEmpty || answer.stage.isEmpty || answer.stage == stage }
}

extension Round {
  mutating func take(_ answer: InvitationAnswer, entry: FactEntry) throws(RoundRefusal) {
    _ = try index(of: answer.expert)
    if !answer.stage.isEmpty { _ = try reviewStage(answer.stage) }
    if answer.answer == .invited, let declined = refusal(of: answer.expert, in: answer.stage) {
      throw .declinedBefore(answer.expert, on: declined.on)
    }
    answers[answer.expert, default: []].append(
      StandingAnswer(
        answer: answer, sequence: entry.sequence, on: entry.asOf, by: entry.actor, reason: entry.reason))
  }

  /// Whether an expert may sit on panels of a stage (of any, where none is named): true unless their last word on the
  /// invitation, to that stage or to the whole round, says otherwise.
  public func isAvailable(_ id: ExpertID, in stage: String = "") -> Bool { absence(of: id, in: stage) == nil }

  /// The word by which an expert cannot sit on panels of a stage, declined or unavailable; nil for who can.
  public func absence(of id: ExpertID, in stage: String = "") -> StandingAnswer? {
    for standing in (answers[id] ?? []).reversed() where standing.concerns(stage) {
      switch standing.answer.answer {
      case .declined, .unavailable: return standing
      case .accepted, .available: return nil
      case .invited, .pledged: continue
      }
    }
    return nil
  }

  /// The expert's standing refusal of the very invitation that is to be sent again: to the stage or to the whole round.
  private func refusal(of id: ExpertID, in stage: String) -> StandingAnswer? {
    for standing in (answers[id] ?? []).reversed()
    where standing.answer.stage.isEmpty || standing.answer.stage == stage {
      switch standing.answer.answer {
      case .declined: return standing
      case .accepted, .available: return nil
      case .invited, .pledged, .unavailable: continue
      }
    }
    return nil
  }

  /// Whether the expert's pledge (承诺书) for a stage, or for the whole round, is signed.
  public func hasPledged(_ id: ExpertID, in stage: String) -> Bool {
    (answers[id] ?? []).contains { $0.answer.answer == .pledged && $0.concerns(stage) }
  }

  /// Those asked to answer by a day that is over, and who have said nothing since, by expert: each one's last
  /// invitation.
  public func unanswered(asOf day: CivilDay) -> [StandingAnswer] {
    answers.sorted { $0.key < $1.key }.compactMap { _, history in
      guard let asked = history.lastIndex(where: { $0.answer.answer == .invited }),
        let until = history[asked].answer.until, day > until,
        !history[(asked + 1)...].contains(where: { $0.concerns(history[asked].answer.stage) })
      else { return nil }
      return history[asked]
    }
  }
}
