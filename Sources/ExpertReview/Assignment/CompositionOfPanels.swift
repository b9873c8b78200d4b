extension CompositionLimit.Scope {
  /// What tells the class of an expert from others that the limit counts apart; nil for one whom it does not count.
  func name(of expert: Expert, _ registry: UnitRegistry) -> String? {
    switch self {
    case .eachUnit: registry.unit(of: expert)
    case .eachRegion: expert.region.isEmpty ? nil : expert.region
    case .kind(let kind): expert.kinds.contains(kind) ? kind : nil
    case .attribute(let name, let value): expert.attributes[name] == value ? value : nil
    case .chair(let qualification): qualification.isHeld(by: expert) ? "" : nil
    }
  }
}

/// How the members of one panel, whoever seated them, stand to the limits on who sits together.
public struct PanelComposition {
  /// A limit that leaves no room for an expert.
  public struct Full: Sendable, Hashable {
    public let limit: CompositionLimit
    /// Those on the panel whom it counts beside the expert, by id.
    public let members: [ExpertID]
    public let most: Int
  }

  /// A limit that a panel breaks.
  public struct Break: Sendable, Hashable {
    public let limit: CompositionLimit
    /// Those whom it counts, by id.
    public let members: [ExpertID]
    /// How many there must be at least, or may be at most.
    public let count: Int
  }

  private let limits: [CompositionLimit]
  private let registry: UnitRegistry

  public init(_ limits: [CompositionLimit], units: [UnitEntry]) {
    self.init(limits, UnitRegistry(units: units))
  }

  init(_ limits: [CompositionLimit], _ registry: UnitRegistry) {
    self.limits = limits
    self.registry = registry
  }

  /// The limits that leave no room for an expert beside these members; `size` is that of the whole panel, which shares
  /// are of.
  public func full(for expert: Expert, beside members: [Expert], size: Int) -> [Full] {
    limits.compactMap { limit in
      guard limit.sense == .atMost, let name = limit.scope.name(of: expert, registry) else { return nil }
      let mates = members.filter { $0.id != expert.id && limit.scope.name(of: $0, registry) == name }
      let most = limit.count(of: size)
      return mates.count < most ? nil : Full(limit: limit, members: mates.map(\.id).sorted(), most: most)
    }
  }

  /// The limits that a panel breaks, in their order. That somebody must be there is asked only of a panel that is full.
  public func breaks(of members: [Expert], size: Int) -> [Break] {
    limits.flatMap { limit -> [Break] in
      var classes: [String: [ExpertID]] = [:]
      for member in members {
        if let name = limit.scope.name(of: member, registry) { classes[name, default: []].append(member.id) }
      }
      let count = limit.count(of: size)
      if limit.sense == .atLeast {
        let found = classes.values.first ?? []
        let isBroken = members.count >= size && found.count < count
        return isBroken ? [Break(limit: limit, members: found.sorted(), count: count)] : []
      }
      return classes.sorted { $0.key < $1.key }.filter { $0.value.count > count }.map {
        Break(limit: limit, members: $0.value.sorted(), count: count)
      }
    }
  }

  /// The most of these that may sit on one panel by any limit alone.
  func together(_ experts: [Expert], size: Int) -> Int {
    limits.filter { $0.sense == .atMost }.map { limit in
      var taken: [String: Int] = [:]
      return experts.count { expert in
        guard let name = limit.scope.name(of: expert, registry) else { return true }
        taken[name, default: 0] += 1
        return taken[name, default: 0] <= limit.count(of: size)
      }
    }.min() ?? experts.count
  }
}
