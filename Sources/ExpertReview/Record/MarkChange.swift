/// Marks, values, votes and recusals that stand and are to be others: what one person puts forward (更改申请)
/// and, where the scheme asks for a second person, another approves.
public struct MarkChange: Sendable, Hashable {
  /// What is to stand in one cell of the record.
  public enum Entry: Sendable, Hashable {
    /// An expert's mark, in steps above the scale's minimum as in `MarkBatch`.
    case mark(ItemID, steps: Int32)
    /// A value that no expert gave.
    case given(ItemID, ExactDecimal)
    /// An expert's vote on a condition.
    case vote(RuleID, Vote)
    /// Whether the expert has recused themself from the candidate, which takes all their marks for it out.
    case recusal(Bool)
  }

  /// One cell and what is to stand there.
  public struct Line: Sendable, Hashable {
    public let candidate: CandidateID
    /// Nil for a value that no expert gave.
    public let expert: ExpertID?
    public let entry: Entry

    public init(candidate: CandidateID, expert: ExpertID?, entry: Entry) {
      self.candidate = candidate
      self.expert = expert
      self.entry = entry
    }
  }

  public let stage: String
  /// Which of the scheme's grounds; empty where it names none.
  public let ground: String
  /// In the order of the file or of typing.
  public let lines: [Line]

  public init(stage: String, ground: String, lines: [Line]) {
    self.stage = stage
    self.ground = ground
    self.lines = lines
  }

  /// Whether only sheets of these experts would be changed; never where a value without an expert would.
  func isOnly(of experts: Set<ExpertID>) -> Bool {
    lines.allSatisfy { line in line.expert.map(experts.contains) ?? false }
  }
}

/// Why a change of marks is not possible, or no longer.
public enum ChangeObstacle: Sendable, Hashable {
  /// The same stands already, or nothing stands there that would be changed: new marks are just collected.
  case nothingToChange
  /// The change speaks of the cell twice.
  case saidTwice
  /// The expert does not sit on the candidate's panel, or no longer.
  case notSeated
  /// The expert has recused themself from the candidate, and the change does not lift that.
  case recused
  /// The candidate is not marked on it in this stage, or not in the group that its newest declaration names.
  case noSuchItem
  case offScale
  /// What stands is no longer what stood when the change was put forward.
  case changedSince
}

// MARK: - As bytes

extension MarkChange {
  init(from reader: FactReader) throws {
    self.init(
      stage: try reader.text("stage"), ground: reader.textIfAny("ground"),
      lines: try reader.list("changes") { line in
        let expert = line.textIfAny("expert")
        return Line(
          candidate: try line.identifier("candidate"), expert: expert.isEmpty ? nil : ExpertID(expert),
          entry: try Entry(from: line))
      })
  }

  var json: JSON {
    .object([
      "stage": .text(stage), "ground": .unlessEmpty(ground), "changes": .array(lines.map(\.json)),
    ])
  }
}

extension MarkChange.Line {
  /// `{"candidate", "expert"?}` with `"item"` and `"steps"` or `"value"`, `"rule"` and `"met"`, or `"recused"`.
  var json: JSON {
    let (candidate, expert) = (JSON.text(candidate.rawValue), expert.map { JSON.text($0.rawValue) })
    return switch entry {
    case .mark(let item, let steps):
      .object([
        "candidate": candidate, "expert": expert, "item": .text(item.rawValue), "steps": .number(Int(steps)),
      ])
    case .given(let item, let value):
      .object(["candidate": candidate, "expert": expert, "item": .text(item.rawValue), "value": .decimal(value)])
    case .vote(let rule, let vote):
      .object([
        "candidate": candidate, "expert": expert, "rule": .text(rule.rawValue), "met": .boolean(vote == .met),
      ])
    case .recusal(let recused):
      .object(["candidate": candidate, "expert": expert, "recused": .boolean(recused)])
    }
  }
}

extension MarkChange.Entry {
  fileprivate init(from line: FactReader) throws {
    if line.root["recused"] != nil {
      self = .recusal(line.flag("recused"))
    } else if line.root["rule"] != nil {
      self = .vote(try line.identifier("rule"), line.flag("met") ? .met : .notMet)
    } else if line.root["value"] != nil {
      guard let value = try line.decimalIfAny("value") else { throw line.fault("value") }
      self = .given(try line.identifier("item"), value)
    } else {
      guard let steps = Int32(exactly: try line.integer("steps")), steps >= 0 else { throw line.fault("steps") }
      self = .mark(try line.identifier("item"), steps: steps)
    }
  }
}
