/// Who would enter or leave the list if one thing were otherwise: another outlier rule, another weight, one expert
/// less.
///
/// Each is a whole ranking made anew by the official kernel and the official rule of the line, exact, with the recorded
/// lots and choices where the same candidates are tied; nothing is drawn. A changed rule or weight holds for the stage
/// that is ranked; earlier stages that are joined to it keep their official results. An expert who is left out is left
/// out of all of them. Where the panel is then smaller than the scheme demands, it is ranked all the same: what is
/// asked is whose marks decide.
///
/// Complexity: one ranking a variant; there are some ten rules and two weights an item, and as many experts as there
/// are.
public struct LineVariant: Sendable, Hashable {
  public enum Change: Sendable, Hashable {
    case rule(ComparedRule)
    /// An item's weight by so many percent of itself.
    case weight(ItemID, percent: Int)
    case without(ExpertID)
  }
  public let change: Change
  /// Not on the official list and on this one, in order of their numbers; and the reverse.
  public let entered: [CandidateID]
  public let left: [CandidateID]
  /// Tied across the line under this change and not officially.
  public let open: [CandidateID]

  public init(_ change: Change, entered: [CandidateID], left: [CandidateID], open: [CandidateID]) {
    self.change = change
    self.entered = entered
    self.left = left
    self.open = open
  }

  /// Whether anybody stands elsewhere than officially.
  public var matters: Bool { !entered.isEmpty || !left.isEmpty || !open.isEmpty }

  /// By how many percent of itself a weight is moved.
  public static let weightStep = 10
}

extension ReplayedRanking {
  /// Every other rule, then every item's weight a step more and a step less, in the rubric's order.
  func ruleVariants() -> [LineVariant] {
    var changes: [LineVariant.Change] = ComparedRule.allCases.map { .rule($0) }
    var seen: Set<ItemID> = []
    for item in marks.flatMap({ $0[0].plan.items }) where seen.insert(item.id).inserted {
      for percent in [LineVariant.weightStep, -LineVariant.weightStep] {
        changes.append(.weight(item.id, percent: percent))
      }
    }
    let official = official
    return changes.compactMap { change in
      var isAnother = false
      let groups = groups { _, layer, marks in
        guard layer == 0, let plan = marks.plan.under(change) else { return marks }
        isAnother = true
        var marks = marks
        marks.plan = plan
        return marks
      }
      return isAnother ? variant(change, of: groups, official) : nil
    }
  }

  /// Every expert left out in turn, in the order of the register.
  ///
  /// - Parameters:
  ///   - register: the ids of the round's experts, in its order.
  ///   - threads: how many threads share the work.
  func expertVariants(register: [ExpertID], threads: Int) -> [LineVariant] {
    let present = Set(marks.joined().flatMap { $0.matrix.experts }).sorted()
    let official = official
    return concurrentMap(present, threads: threads) { expert in
      let groups = groups { _, _, marks in
        var marks = marks.ofAnyPanel
        marks.matrix = marks.matrix.without(expert)
        return marks
      }
      return variant(.without(register[Int(expert)]), of: groups, official)
    }
  }

  private var official: RankingOutcome { problem.outcome(of: problem.groups, settled: true) }

  private func variant(
    _ change: LineVariant.Change, of groups: [RankedGroup], _ official: RankingOutcome
  ) -> LineVariant {
    let other = problem.outcome(of: groups, settled: true)
    let ids = candidates
    func numbers(_ holds: (LineSide, LineSide) -> Bool) -> [CandidateID] {
      ids.indices.filter { holds(official.side(of: $0), other.side(of: $0)) }.map { ids[$0] }
    }
    return LineVariant(
      change, entered: numbers { $0 != .above && $1 == .above }, left: numbers { $0 == .above && $1 == .below },
      open: numbers { $0 != .open && $1 == .open })
  }
}

extension ScoringPlan {
  /// This plan with a rule or weight changed; nil where the change does not concern it or cannot be computed.
  fileprivate func under(_ change: LineVariant.Change) -> ScoringPlan? {
    switch change {
    case .rule(let rule): under(rule)
    case .weight(let item, let percent): moving(item, by: Fraction(Int128(percent), 100))
    case .without: nil
    }
  }
}

/// Where a candidate stands to the line.
enum LineSide { case above, below, open }

extension RankingOutcome {
  func side(of number: Int) -> LineSide {
    guard places[number] > 0 else { return .below }
    switch verdicts[number] {
    case .listed, .chosen: return .above
    case .undecided: return .open
    case .keptOut, .unseen: return .below
    }
  }
}

extension MarkMatrix {
  /// The same without the sheets of an expert. Complexity: linear in the cells; nothing is copied where the expert has
  /// none.
  func without(_ expert: Int32) -> MarkMatrix {
    guard experts.contains(expert) else { return self }
    return choosing { _, rows, chosen in
      for row in rows where experts[row] != expert { chosen.append(Int32(row)) }
    }
  }
}
