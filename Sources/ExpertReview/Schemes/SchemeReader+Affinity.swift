extension SchemeReader {
  mutating func affinity(_ root: Spot) -> AffinityPolicy? {
    let parts = AffinityPolicy.Part.allCases.map(\.rawValue)
    guard let spot = child(root, "affinity").flatMap({ open($0, keys: parts) }) else { return nil }
    let before = faults.count
    let policy = AffinityPolicy(
      fields: affinityOfFields(spot), text: affinityOfText(spot), bids: affinityOfBids(spot),
      imported: affinityImported(spot), source: source(spot))
    if faults.count == before, AffinityPolicy.Part.allCases.allSatisfy({ policy.weight(of: $0) == .zero }) {
      note(.noWeight(parts), at: spot)
    }
    return policy
  }

  private mutating func affinityOfFields(_ spot: Spot) -> AffinityPolicy.Fields? {
    guard let spot = child(spot, "fields").flatMap({ open($0, keys: ["weight", "of", "step", "steps"]) }) else {
      return nil
    }
    return AffinityPolicy.Fields(
      weight: weight(spot), of: elements(spot, "of").map { field($0, [.choice, .choices, .text]) },
      step: worth(spot, "step") ?? AffinityPolicy.half, steps: optionalCount(spot, "steps", until: 9) ?? 2,
      source: source(spot))
  }

  private mutating func affinityOfText(_ spot: Spot) -> AffinityPolicy.Text? {
    guard let spot = child(spot, "text").flatMap({ open($0, keys: ["weight", "of", "profile"]) }) else { return nil }
    return AffinityPolicy.Text(
      weight: weight(spot), of: elements(spot, "of").map { field($0, [.choice, .choices, .text, .list]) },
      profile: child(spot, "profile") == nil ? AffinityPolicy.Text.usualProfile : texts(spot, "profile"),
      source: source(spot))
  }

  private mutating func affinityOfBids(_ spot: Spot) -> AffinityPolicy.Bids? {
    let keys = ["weight", "eager", "willing", "maybe", "not", "none"]
    guard let spot = child(spot, "bids").flatMap({ open($0, keys: keys) }) else { return nil }
    let before = faults.count
    let usual = AffinityPolicy.Bids(weight: .zero)
    let policy = AffinityPolicy.Bids(
      weight: weight(spot), eager: worth(spot, "eager") ?? usual.eager,
      willing: worth(spot, "willing") ?? usual.willing,
      maybe: worth(spot, "maybe") ?? usual.maybe, not: worth(spot, "not") ?? usual.not,
      none: worth(spot, "none") ?? usual.none, source: source(spot))
    guard faults.count == before else { return policy }
    let falling = [policy.eager, policy.willing, policy.maybe, policy.not]
    for (place, (higher, lower)) in zip(falling, falling.dropFirst()).enumerated() where higher < lower {
      note(
        .bidsOutOfOrder(keys[place + 1], higher.description, below: keys[place + 2], lower.description), at: spot)
    }
    return policy
  }

  private mutating func affinityImported(_ spot: Spot) -> AffinityPolicy.Imported? {
    guard let spot = child(spot, "imported").flatMap({ open($0, keys: ["weight"]) }) else { return nil }
    return AffinityPolicy.Imported(weight: weight(spot), source: source(spot))
  }

  private mutating func weight(_ spot: Spot) -> ExactDecimal {
    required(spot, "weight").map {
      decimal($0, upTo: AffinityPolicy.mostWeight, places: AffinityPolicy.weightPlaces)
    } ?? .zero
  }

  /// What something is worth: 0…1.
  private mutating func worth(_ spot: Spot, _ key: String) -> ExactDecimal? {
    child(spot, key).map { decimal($0, upTo: 1, places: AffinityPolicy.worthPlaces) }
  }

  private mutating func decimal(_ spot: Spot, upTo most: Int, places: Int) -> ExactDecimal {
    let before = faults.count
    let value = decimal(spot)
    guard faults.count == before else { return .zero }
    guard !value.isNegative, value <= ExactDecimal(most) else {
      note(.outOfRange(value.description, from: "0", until: String(most)), at: spot)
      return .zero
    }
    guard value.places <= places else {
      note(.tooManyPlaces(value.description, most: places), at: spot)
      return .zero
    }
    return value
  }
}
