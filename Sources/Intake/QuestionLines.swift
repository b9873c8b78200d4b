import ExpertReview

/// Questions on conditions as lines of a file give them: the criterion is `question`, the mark names the rule, the
/// comment says why. A row left empty asks nothing.
package enum QuestionLines {
  /// The word that a sheet writes as the criterion.
  package static let word = "question"
  private static let words: Set<String> = [word, "条件存疑", "疑问"]

  package static func isQuestion(_ criterion: String) -> Bool { words.contains(criterion) }

  package enum Reading {
    case nothing
    case question(GateQuestion)
    case fault(ImportFault.Kind)
  }

  /// What a row asks.
  package static func question(
    rule: String, text: String, of expert: ExpertID, on candidate: CandidateID, stage: String, in round: Round
  ) -> Reading {
    guard !rule.isEmpty || !text.isEmpty else { return .nothing }
    guard !rule.isEmpty else { return .fault(.questionWithoutRule) }
    let id = RuleID(rule)
    do throws(RoundRefusal) { try round.checkQuestionable(id) } catch {
      if case .unknownRule(_, let nearest) = error {
        return .fault(.unknownCondition(nearest: nearest?.rawValue))
      }
      return .fault(.notACondition)
    }
    guard !text.isEmpty else { return .fault(.questionWithoutText) }
    return .question(GateQuestion(stage: stage, candidate: candidate, expert: expert, rule: id, text: text))
  }

  /// `?RULE text`, as it is typed where a mark is asked for; nil where the line is none.
  package static func typed(_ line: String) -> (rule: String, text: String)? {
    guard let first = line.first, first == "?" || first == "？" else { return nil }
    let rest = String(line.dropFirst()).trimmed
    let end = rest.firstIndex(where: \.isWhitespace) ?? rest.endIndex
    return (String(rest[..<end]), String(rest[end...]).trimmed)
  }
}
