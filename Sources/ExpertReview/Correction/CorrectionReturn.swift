/// Declarations that were sent back to be mended (退回补正), as their applicants were told.
public struct CorrectionReturn: Sendable, Hashable {
  /// Something to mend.
  public struct Fault: Sendable, Hashable {
    /// The rule's id; for a material its code, for a cell its field's key.
    public let rule: RuleID
    /// Where in the declaration: labels of cells and materials.
    public let place: Bilingual
    /// What is wrong and what to do.
    public let message: Bilingual

    public init(rule: RuleID, place: Bilingual, message: Bilingual) {
      self.rule = rule
      self.place = place
      self.message = message
    }
  }

  /// One declaration with what is to be mended in it.
  public struct Entry: Sendable, Hashable {
    public let candidate: CandidateID
    /// The version that was sent back.
    public let version: Int
    public let faults: [Fault]

    public init(candidate: CandidateID, version: Int, faults: [Fault]) {
      self.candidate = candidate
      self.version = version
      self.faults = faults
    }
  }

  /// Something to mend as the applicant reads it: faults that ask for the same at the same place are one.
  public struct Point: Sendable, Hashable {
    public let rules: [RuleID]
    public let place: Bilingual
    public let message: Bilingual
  }

  /// The last day for a corrected declaration, until it ends at 23:59:59.
  public let until: CivilDay
  /// By candidate.
  public let entries: [Entry]

  public init(until: CivilDay, entries: [Entry]) {
    self.until = until
    self.entries = entries.sorted { $0.candidate < $1.candidate }
  }
}

/// A return with its place in the record.
public struct StandingReturn: Sendable, Hashable {
  public let sequence: Int
  public let on: CivilDay
  public let by: String
  public let content: CorrectionReturn

  public var ground: ReturnGround { ReturnGround(fact: sequence, on: on, until: content.until) }
}

/// The return that a finding rests on: what was sent back, when, and until when it was to be mended.
public struct ReturnGround: Sendable, Hashable {
  /// The number of the fact that records it.
  public let fact: Int
  public let on: CivilDay
  public let until: CivilDay

  public init(fact: Int, on: CivilDay, until: CivilDay) {
    self.fact = fact
    self.on = on
    self.until = until
  }

  /// Whether the last day has passed when `day` begins.
  public func isOver(on day: CivilDay) -> Bool { day > until }
}

/// When a version of a declaration came in.
public struct Arrival: Sendable, Hashable {
  public let version: Int
  /// The number of the fact that brought it.
  public let fact: Int
  public let on: CivilDay
}

extension CorrectionReturn.Entry {
  /// What is to be mended, in the order of the faults, each thing once.
  public var points: [CorrectionReturn.Point] {
    struct Place: Hashable {
      let place: Bilingual
      let message: Bilingual
    }
    var order: [Place] = []
    var rules: [Place: [RuleID]] = [:]
    for fault in faults {
      let place = Place(place: fault.place, message: fault.message)
      if rules[place] == nil { order.append(place) }
      rules[place, default: []].append(fault.rule)
    }
    return order.map { CorrectionReturn.Point(rules: rules[$0] ?? [], place: $0.place, message: $0.message) }
  }
}

extension Round {
  /// When each version of a candidate's declaration came in, oldest first.
  public func arrivals(of id: CandidateID) -> [Arrival] {
    guard let index = candidateIndex[id] else { return [] }
    return [firstArrivals[index]] + (laterArrivals[id] ?? [])
  }

  /// The returns of a candidate, oldest first.
  public func returns(of id: CandidateID) -> [(standing: StandingReturn, entry: CorrectionReturn.Entry)] {
    returns.compactMap { standing in
      standing.content.entries.first { $0.candidate == id }.map { (standing, $0) }
    }
  }

  /// The last day that a candidate was given, where it has passed on `day` and nobody has let a later correction in.
  public func lapsedLastDay(of id: CandidateID, on day: CivilDay) -> CivilDay? {
    guard let last = lastReturns[id]?.values.map(\.until).max(), day > last, !lateCorrections.contains(id) else {
      return nil
    }
    return last
  }
}

extension Round {
  mutating func take(_ content: CorrectionReturn, entry: FactEntry) throws(RoundRefusal) {
    guard !content.entries.isEmpty else { throw .nothingToReturn }
    guard content.until >= entry.asOf else { throw .returnOver(content.until) }
    let standing = StandingReturn(sequence: entry.sequence, on: entry.asOf, by: entry.actor, content: content)
    for (item, next) in zip(content.entries, content.entries.dropFirst()) where item.candidate == next.candidate {
      throw .twoOf(item.candidate)
    }
    for item in content.entries {
      _ = try index(of: item.candidate)
      if let out = exclusions[item.candidate] { throw .alreadyOut(item.candidate, out) }
      for fault in item.faults { lastReturns[item.candidate, default: [:]][fault.rule] = standing.ground }
      // A new time was given: what was allowed for the old one is used up.
      lateCorrections.remove(item.candidate)
    }
    returns.append(standing)
  }
}
