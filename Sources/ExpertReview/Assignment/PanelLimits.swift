/// The limits on who sits together, with experts as indices.
///
/// Every limit sorts the experts into classes: those of each unit, those of each region, or the one class of a kind.
/// It bounds how many of one class a panel holds. Seats that are kept count: what is asked for and allowed here is of
/// the seats still to be filled.
struct PanelLimits: Sendable {
  struct Limit: Sendable {
    let said: CompositionLimit
    /// The class of each expert; −1 for one whom the limit does not count.
    let classOf: [Int32]
    let classCount: Int
  }

  let all: [Limit]
  /// Seats of each candidate's whole panel, those kept among them.
  private let size: [Int]
  private let held: [Place: Int]

  private struct Place: Hashable, Sendable {
    let limit: Int
    let `class`: Int32
    let candidate: Int
  }

  static let none = PanelLimits(all: [], size: [], held: [:])

  private init(all: [Limit], size: [Int], held: [Place: Int]) {
    self.all = all
    self.size = size
    self.held = held
  }

  /// - Parameters:
  ///   - pool: the experts in the order of the problem.
  ///   - size: seats of each candidate's whole panel, in the order of the problem.
  ///   - kept: the seats that are kept, with the candidate's index.
  init(
    _ limits: [CompositionLimit], pool: [Expert], size: [Int], kept: [(candidate: Int, expert: Expert)],
    registry: UnitRegistry
  ) {
    var all: [Limit] = []
    var held: [Place: Int] = [:]
    for limit in limits {
      var classes = Classes(limit.scope, registry)
      let classOf = pool.map { classes.number(of: $0) }
      for seat in kept {
        let `class` = classes.number(of: seat.expert)
        guard `class` >= 0 else { continue }
        held[Place(limit: all.count, class: `class`, candidate: seat.candidate), default: 0] += 1
      }
      all.append(Limit(said: limit, classOf: classOf, classCount: classes.count))
    }
    self.init(all: all, size: size, held: held)
  }

  /// Numbers classes as they come.
  private struct Classes {
    private let scope: CompositionLimit.Scope
    private let registry: UnitRegistry
    private var numbers: [String: Int32] = [:]
    var count: Int { scope.isForEach ? numbers.count : 1 }

    init(_ scope: CompositionLimit.Scope, _ registry: UnitRegistry) {
      self.scope = scope
      self.registry = registry
    }

    mutating func number(of expert: Expert) -> Int32 {
      guard let name = scope.name(of: expert, registry) else { return -1 }
      if let known = numbers[name] { return known }
      let fresh = Int32(numbers.count)
      numbers[name] = fresh
      return fresh
    }
  }

  var isEmpty: Bool { all.isEmpty }

  /// The same limits on the panels of some candidates, ascending, who are numbered anew.
  func restricted(to members: [Int]) -> PanelLimits {
    let numbers = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    var left: [Place: Int] = [:]
    for (place, count) in held {
      guard let number = numbers[place.candidate] else { continue }
      left[Place(limit: place.limit, class: place.class, candidate: number)] = count
    }
    return PanelLimits(all: all, size: members.map { size.isEmpty ? 0 : size[$0] }, held: left)
  }

  /// The same without one of them, told by number.
  func without(_ limit: Int) -> PanelLimits {
    var left: [Place: Int] = [:]
    for (place, count) in held where place.limit != limit {
      let number = place.limit > limit ? place.limit - 1 : place.limit
      left[Place(limit: number, class: place.class, candidate: place.candidate)] = count
    }
    return PanelLimits(all: all.indices.filter { $0 != limit }.map { all[$0] }, size: size, held: left)
  }

  /// Seats of a candidate's whole panel, those kept among them.
  func panelSize(_ candidate: Int) -> Int { size[candidate] }

  /// How many of a class a candidate's panel must still be given; zero where the limit is on the most.
  func least(_ limit: Int, class: Int32, candidate: Int) -> Int {
    guard all[limit].said.sense == .atLeast else { return 0 }
    return max(0, all[limit].said.count(of: size[candidate]) - held(limit, `class`, candidate))
  }

  /// How many more of a class a candidate's panel may hold; nil where the limit is on the least.
  func most(_ limit: Int, class: Int32, candidate: Int) -> Int? {
    guard all[limit].said.sense == .atMost else { return nil }
    return max(0, all[limit].said.count(of: size[candidate]) - held(limit, `class`, candidate))
  }

  private func held(_ limit: Int, _ class: Int32, _ candidate: Int) -> Int {
    held.isEmpty ? 0 : held[Place(limit: limit, class: `class`, candidate: candidate), default: 0]
  }
}

/// A limit on one panel that the seats found must keep.
struct BoundLimit: Sendable, Hashable {
  let candidate: Int
  /// Its number among the problem's limits, and the class that it counts.
  let limit: Int
  let `class`: Int32
  /// Of the class so many must be found at least, or at most.
  let count: Int
}

extension PanelProblem {
  /// The pairs of a candidate that a limit counts, as positions.
  func positions(_ bound: BoundLimit) -> [Int] {
    let classOf = limits.all[bound.limit].classOf
    return row(bound.candidate).filter { classOf[Int(expert[$0])] == bound.class }
  }

  /// Whether the pairs taken, told by position, keep a limit.
  func keeps(_ bound: BoundLimit, _ isTaken: (Int) -> Bool) -> Bool {
    let count = positions(bound).count(where: isTaken)
    return limits.all[bound.limit].said.sense == .atLeast ? count >= bound.count : count <= bound.count
  }
}
