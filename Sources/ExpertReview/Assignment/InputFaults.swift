/// What contradicts itself in what an assignment problem is made from. No panels are looked for while any stands, for
/// what is wrong would otherwise be told as if experts were lacking.
public enum PanelInputFault: Error, Sendable, Hashable {
  /// Where an id stands that nobody bears.
  public enum Place: String, Sendable, Hashable, CaseIterable { case pins, bans }
  /// Why a pair may not sit together.
  public enum Bar: Sendable, Hashable {
    case banned
    /// A hard conflict, or one that nobody has settled.
    case conflict
    /// The table of affinities leaves the pair out.
    case noAffinity
  }

  case candidateTwice(CandidateID)
  case expertTwice(ExpertID)
  case demandBelowOne(CandidateID, Int)
  /// More members than experts of whom any may judge the candidate; `pool` counts all.
  case demandAbovePool(CandidateID, demand: Int, left: Int, pool: Int)
  case evenDemand(CandidateID, Int)
  case loadBelowZero(ExpertID, Int)
  case loadsOutOfOrder(ExpertID, least: Int, greatest: Int)
  case unknownCandidate(CandidateID, in: Place, nearest: String?)
  case unknownExpert(ExpertID, in: Place, nearest: String?)
  case pinBarred(CandidateID, ExpertID, Bar)
  case pinsAboveDemand(CandidateID, pins: [ExpertID], demand: Int)
  case pinsAboveLoad(ExpertID, pins: [CandidateID], greatest: Int)
  case pinsAboveLimit(CandidateID, pins: [ExpertID], CompositionLimit, most: Int)
  /// A panel is to hold more of a kind than it has members.
  case limitAboveDemand([CandidateID], CompositionLimit, least: Int, demand: Int)
  /// Two limits that no panel of this size keeps both.
  case limitsContradict([CandidateID], CompositionLimit, CompositionLimit, demand: Int)
  /// Kinds that share no expert are each asked for, together more than the panel has members.
  case limitsAboveDemand([CandidateID], [CompositionLimit], least: Int, demand: Int)

  /// Whether it may be mended by finding experts, and a search can say how.
  public var isShortage: Bool {
    if case .demandAbovePool = self { return true }
    return false
  }
}

extension PanelProblem {
  /// All that contradicts itself, in the order of the cases above and then of ids. Complexity: linear in pairs and
  /// pins × limits, beside the square of the limits for each size of panel.
  func inputFaults(_ input: PanelInput) -> [PanelInputFault] {
    repeats(input) + demands(input) + loads(input) + unknown(input) + pins(input) + contradictions(input)
  }

  private func repeats(_ input: PanelInput) -> [PanelInputFault] {
    repeated(input.demands.map(\.candidate)).map { .candidateTwice($0) }
      + repeated(input.experts.map(\.id)).map { .expertTwice($0) }
  }

  private func repeated<ID: Identifier>(_ ids: [ID]) -> [ID] {
    let sorted = ids.sorted()
    let again = sorted.indices.dropFirst().filter { sorted[$0] == sorted[$0 - 1] }.map { sorted[$0] }
    return again.indices.filter { $0 == 0 || again[$0 - 1] != again[$0] }.map { again[$0] }
  }

  private func demands(_ input: PanelInput) -> [PanelInputFault] {
    let sorted = input.demands.sorted { $0.candidate < $1.candidate }
    let left = Dictionary(uniqueKeysWithValues: candidates.indices.map { (candidates[$0], row($0).count) })
    let seated = Dictionary(grouping: input.kept, by: \.candidate).mapValues(\.count)
    var faults = sorted.filter { $0.demand < 1 }.map { PanelInputFault.demandBelowOne($0.candidate, $0.demand) }
    for (candidate, demand) in sorted {
      let able = left[candidate, default: 0] + seated[candidate, default: 0]
      if demand > able {
        faults.append(.demandAbovePool(candidate, demand: demand, left: able, pool: experts.count))
      }
    }
    if input.odd {
      faults += sorted.filter { $0.demand > 0 && $0.demand % 2 == 0 }.map { .evenDemand($0.candidate, $0.demand) }
    }
    return faults
  }

  private func loads(_ input: PanelInput) -> [PanelInputFault] {
    let sorted = input.experts.sorted { $0.id < $1.id }
    let negative = sorted.flatMap { expert in
      [expert.minimumLoad, expert.maximumLoad ?? 0].filter { $0 < 0 }.prefix(1)
        .map { PanelInputFault.loadBelowZero(expert.id, $0) }
    }
    return negative
      + sorted.compactMap { expert in
        guard let greatest = expert.maximumLoad, greatest >= 0, expert.minimumLoad > greatest else { return nil }
        return .loadsOutOfOrder(expert.id, least: expert.minimumLoad, greatest: greatest)
      }
  }

  private func unknown(_ input: PanelInput) -> [PanelInputFault] {
    let candidates = Set(input.demands.map(\.candidate)).union(input.kept.map(\.candidate))
    let experts = Set(input.experts.map(\.id)).union(input.kept.map(\.expert.id))
    var faults: [PanelInputFault] = []
    for (place, pairs) in [(PanelInputFault.Place.pins, input.pins), (.bans, input.bans)] {
      for id in Set(pairs.map(\.candidate)).subtracting(candidates).sorted() {
        faults.append(
          .unknownCandidate(
            id, in: place, nearest: nearest(to: id.rawValue, among: self.candidates.map(\.rawValue))))
      }
      for id in Set(pairs.map(\.expert)).subtracting(experts).sorted() {
        faults.append(
          .unknownExpert(id, in: place, nearest: nearest(to: id.rawValue, among: self.experts.map(\.rawValue))))
      }
    }
    return faults
  }

  private func pins(_ input: PanelInput) -> [PanelInputFault] {
    guard !input.pins.isEmpty else { return [] }
    let pins = Set(input.pins).sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
    let kept = Set(input.kept.map { PanelInput.Pair($0.candidate, $0.expert.id) })
    let bans = Set(input.bans)
    let candidateAt = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1, $0) })
    let expertAt = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1, Int32($0)) })
    var faults: [PanelInputFault] = []
    var ofCandidate: [CandidateID: [ExpertID]] = [:]
    var ofExpert: [ExpertID: [CandidateID]] = [:]
    for pin in pins {
      if bans.contains(pin) { faults.append(.pinBarred(pin.candidate, pin.expert, .banned)) }
      guard let candidate = candidateAt[pin.candidate], let expert = expertAt[pin.expert], !kept.contains(pin) else {
        continue
      }
      if position(candidate: candidate, expert: expert) != nil {
        ofCandidate[pin.candidate, default: []].append(pin.expert)
        ofExpert[pin.expert, default: []].append(pin.candidate)
      } else if !bans.contains(pin) {
        let isBarred = input.barred.contains(pin) || input.conflicts?.bars(pin.candidate, pin.expert) == true
        faults.append(.pinBarred(pin.candidate, pin.expert, isBarred ? .conflict : .noAffinity))
      }
    }
    for (candidate, id) in candidates.enumerated() {
      guard let own = ofCandidate[id] else { continue }
      if own.count > demand[candidate] { faults.append(.pinsAboveDemand(id, pins: own, demand: demand[candidate])) }
    }
    for (expert, id) in experts.enumerated() {
      guard let own = ofExpert[id], own.count > maximumLoad[expert] else { continue }
      faults.append(.pinsAboveLoad(id, pins: own, greatest: maximumLoad[expert]))
    }
    for (candidate, id) in candidates.enumerated() {
      guard let own = ofCandidate[id] else { continue }
      let members = own.compactMap { expertAt[$0] }
      for (number, limit) in limits.all.enumerated() {
        for (pinned, same) in Dictionary(grouping: members, by: { limit.classOf[Int($0)] }).sorted(by: {
          $0.key < $1.key
        })
        where pinned >= 0 {
          guard let most = limits.most(number, class: pinned, candidate: candidate), same.count > most else { continue }
          faults.append(.pinsAboveLimit(id, pins: same.map { experts[Int($0)] }, limit.said, most: most))
        }
      }
    }
    return faults
  }

  /// Limits that no panel of a size can keep, whoever sits on it.
  private func contradictions(_ input: PanelInput) -> [PanelInputFault] {
    let limits = input.limits
    let least = limits.filter { $0.sense == .atLeast && !$0.scope.isForEach }
    guard !least.isEmpty else { return [] }
    let bySize = Dictionary(grouping: input.demands.filter { $0.demand > 0 }, by: \.demand).sorted { $0.key < $1.key }
    var faults: [PanelInputFault] = []
    for (size, own) in bySize {
      let candidates = own.map(\.candidate).sorted()
      for limit in least where limit.count(of: size) > size {
        faults.append(.limitAboveDemand(candidates, limit, least: limit.count(of: size), demand: size))
      }
      for limit in least {
        for other in limits
        where other.sense == .atMost && other.scope == limit.scope && other.count(of: size) < limit.count(of: size) {
          faults.append(.limitsContradict(candidates, limit, other, demand: size))
        }
      }
      let apart = apart(least)
      let sum = apart.reduce(0) { $0 + $1.count(of: size) }
      if apart.count > 1, sum > size, apart.allSatisfy({ $0.count(of: size) <= size }) {
        faults.append(.limitsAboveDemand(candidates, apart, least: sum, demand: size))
      }
    }
    return faults
  }

  /// Limits of which no two count the same expert, taken as they come.
  private func apart(_ least: [CompositionLimit]) -> [CompositionLimit] {
    var taken: [(said: CompositionLimit, members: Set<Int>)] = []
    for said in least {
      guard let limit = limits.all.first(where: { $0.said == said }) else { continue }
      let members = Set(experts.indices.filter { limit.classOf[$0] >= 0 })
      if taken.allSatisfy({ $0.members.isDisjoint(with: members) }) { taken.append((said, members)) }
    }
    return taken.map(\.said)
  }
}
