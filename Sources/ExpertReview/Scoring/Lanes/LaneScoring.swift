/// Several rules applied to the same planes of marks, eight candidates at a time: the scoring kernel for simulations.
///
/// **Problem.** A study asks what mean, dropped extremes, median and others make of the same sheets, a million panels
/// over. What the rules share should be worked out once, and nothing be allocated from panel to panel.
///
/// **Method.** A sheet's total is worked out for eight candidates at once. The totals of a panel are put in order by a
/// sorting network, lane by lane, sheets that do not count last; sums from the lowest up follow. What a rule makes of
/// *k* totals is then told by two of these sums and the values at the two ends (see `LaneRule`), for each candidate by
/// its own *k*. Plans that do not fit go to `ScoringPlan.aggregate`.
///
/// **Keys.** A candidate's result is a whole number, higher where the official score is higher, equal where that is
/// equal, `none` where there is no score or a minimum or veto bars it. `unit` tells what one is worth. That these are
/// the places that real rounds give is held by a test against `ScoringPlan.aggregate`, rule by rule.
///
/// Complexity: linear in the marks, and s log² s for ordering *s* sheets; no allocation but for plans outside lanes.
public struct LaneScoring: Sendable {
  /// The key of a candidate without a score.
  public static let none = Int64.min
  /// Stands for the total of a sheet that does not count.
  public static let absentTotal = Int32.max

  public let plans: [ScoringPlan]
  public let candidates: Int
  public let sheets: Int
  private let rules: [LaneRule?]
  /// Rules that read sheets alike; each family's first rule reads for all.
  private let families: [[Int]]
  private let network: SortingNetwork
  private let ceilings: [Int32]
  private let stride: Int
  private var keys: [Int64]
  private var totals: [Int32]
  /// Of the family at hand: the totals in order, value after value, each for all candidates; their sums from none up;
  /// and how many sheets count.
  private var ordered: [Int32]
  private var sums: [Int32]
  private var counts: [Int32]

  private typealias Lane = SIMD8<Int32>

  /// A scoring for planes of this shape. Precondition: the plans are of the same items, none of them given or computed.
  public init(_ plans: [ScoringPlan], candidates: Int, sheets: Int) {
    precondition(candidates > 0 && sheets > 0 && !plans.isEmpty, "scoring needs plans, candidates and sheets")
    precondition(plans.allSatisfy { $0.values.isEmpty }, "planes hold no given or computed values")
    ceilings = plans[0].judged.map(\.ceiling)
    let ceilings = ceilings
    precondition(plans.allSatisfy { $0.judged.map(\.ceiling) == ceilings }, "plans of other items")
    self.plans = plans
    self.candidates = candidates
    self.sheets = sheets
    let rules = plans.map { LaneRule($0, sheets: sheets) }
    self.rules = rules
    var families: [[Int]] = []
    for (position, rule) in rules.enumerated() {
      guard let rule else { continue }
      if let family = families.firstIndex(where: { rules[$0[0]]?.readsSheets(as: rule) == true }) {
        families[family].append(position)
      } else {
        families.append([position])
      }
    }
    self.families = families
    network = SortingNetwork(sheets)
    stride = (candidates + MarkPlanes.lanes - 1) / MarkPlanes.lanes * MarkPlanes.lanes
    keys = [Int64](repeating: Self.none, count: plans.count * candidates)
    totals = [Int32](repeating: Self.absentTotal, count: families.count * sheets * stride)
    ordered = [Int32](repeating: 0, count: sheets * stride)
    sums = [Int32](repeating: 0, count: (sheets + 1) * stride)
    counts = [Int32](repeating: 0, count: stride)
  }

  /// Applies every plan to the planes. Precondition: planes of this shape and items, every mark on its scale.
  public mutating func score(_ planes: MarkPlanes) {
    precondition(
      planes.candidates == candidates && planes.sheets == sheets && planes.ceilings == ceilings,
      "planes of another shape")
    for family in families.indices {
      guard let rule = rules[families[family][0]] else { continue }
      addUp(planes, rule, family)
      join(family)
    }
    for position in plans.indices where rules[position] == nil { scoreOutsideLanes(planes, position) }
  }

  /// The candidates' keys under the plan at a position.
  public func keys(of plan: Int) -> ArraySlice<Int64> { keys[plan * candidates..<(plan + 1) * candidates] }

  /// What one in a key is worth in points; nil for a plan outside lanes, whose keys tell the order only.
  public func unit(of plan: Int) -> Fraction? { rules[plan]?.unit }

  /// The sheets' totals under the plan at a position in units that all of them share, or `absentTotal`; nil for a plan
  /// outside lanes. Candidate *c* of sheet *s* stands at s × `rowLength` + c.
  public func withSheetTotals<Result>(
    of plan: Int, _ body: (_ totals: UnsafeBufferPointer<Int32>, _ rowLength: Int) -> Result
  ) -> Result? {
    guard let family = families.firstIndex(where: { $0.contains(plan) }) else { return nil }
    let size = sheets * stride
    return totals.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[family * size..<(family + 1) * size]), stride)
    }
  }
}

// MARK: - Totals

extension LaneScoring {
  /// Every sheet's total. A mark off its scale leaves a sign in `faults`.
  private mutating func addUp(_ planes: MarkPlanes, _ rule: LaneRule, _ family: Int) {
    let (width, sheets, stride) = (planes.width, sheets, stride)
    let steps = rule.steps
    let ceilings = ceilings
    precondition(planes.cells.count == width * sheets * stride && steps.count == width && width > 0)
    let size = MemoryLayout<Int32>.stride
    let faults = planes.cells.withUnsafeBytes { cells in
      totals.withUnsafeMutableBytes { totals in
        guard let cells = cells.baseAddress, let totals = totals.baseAddress else { return Lane() }
        var faults = Lane()
        let plane = sheets &* stride &* size
        for place in Swift.stride(from: 0, to: plane, by: MarkPlanes.lanes &* size) {
          var total = Lane(repeating: rule.constant)
          var present = Lane()
          var cell = cells + place
          for item in 0..<width {
            let mark = cell.load(as: Lane.self)
            present |= mark
            faults |= Lane(repeating: ceilings[item]) &- mark
            total &+= mark &* Lane(repeating: steps[item])
            cell += plane
          }
          let isAbsent = present .< Lane()
          (totals + family &* plane + place).storeBytes(
            of: total.replacing(with: Lane(repeating: Self.absentTotal), where: isAbsent), as: Lane.self)
        }
        return faults
      }
    }
    precondition(faults.min() >= 0, "a mark off its scale")
  }
}

// MARK: - Panels joined

extension LaneScoring {
  /// Joins every panel's totals under all rules of a family.
  private mutating func join(_ family: Int) {
    let (sheets, stride, candidates) = (sheets, stride, candidates)
    let start = family * sheets * stride
    precondition(totals.count >= start + sheets * stride && candidates <= stride)
    totals.withUnsafeBytes { totals in
      network.pairs.withUnsafeBufferPointer { pairs in
        ordered.withUnsafeMutableBytes { ordered in
          sums.withUnsafeMutableBytes { sums in
            counts.withUnsafeMutableBytes { counts in
              guard let totals = totals.baseAddress, let ordered = ordered.baseAddress, let sums = sums.baseAddress,
                let counts = counts.baseAddress
              else { return }
              let panels = OrderedPanels(rowBytes: stride * 4, ordered: ordered, sums: sums, counts: counts)
              for first in Swift.stride(from: 0, to: stride * 4, by: MarkPlanes.lanes * 4) {
                panels.order(totals + start * 4, at: first, sheets, pairs)
              }
            }
          }
        }
      }
    }
    for position in families[family] { apply(position) }
  }

  /// Writes the keys of all candidates under a rule.
  private mutating func apply(_ position: Int) {
    guard let rule = rules[position] else { return }
    let (stride, candidates) = (stride, candidates)
    precondition(ordered.count == sheets * stride && sums.count == ordered.count + stride && counts.count == stride)
    precondition(rule.cuts.count == sheets + 1)
    ordered.withUnsafeBufferPointer { ordered in
      sums.withUnsafeBufferPointer { sums in
        counts.withUnsafeBufferPointer { counts in
          rule.cuts.withUnsafeBufferPointer { cuts in
            keys.withUnsafeMutableBufferPointer { keys in
              for candidate in 0..<candidates {
                let count = Int(counts[candidate])
                var key = Self.none
                if count >= rule.needed {
                  let cut = cuts[count]
                  let top = count &- cut.high
                  var sum =
                    Int64(sums[top &* stride &+ candidate]) &- Int64(sums[cut.low &* stride &+ candidate])
                  if cut.replaces {
                    sum &+= Int64(cut.low) &* Int64(ordered[cut.low &* stride &+ candidate])
                    sum &+= Int64(cut.high) &* Int64(ordered[(top &- 1) &* stride &+ candidate])
                  }
                  key = rule.key(sum, cut)
                }
                keys[position &* candidates &+ candidate] = key
              }
            }
          }
        }
      }
    }
  }
}

/// The panels' totals in order, value after value, each for all candidates; their sums from none up; and how many
/// sheets count.
private struct OrderedPanels {
  let rowBytes: Int
  let ordered: UnsafeMutableRawPointer
  let sums: UnsafeMutableRawPointer
  let counts: UnsafeMutableRawPointer

  private typealias Lane = SIMD8<Int32>

  /// Orders and adds up the eight panels that stand so many bytes into a row.
  @inline(__always) func order(
    _ totals: UnsafeRawPointer, at first: Int, _ sheets: Int,
    _ pairs: UnsafeBufferPointer<(first: Int, second: Int)>
  ) {
    let absent = Lane(repeating: LaneScoring.absentTotal)
    let values = ordered + first
    var count = Lane()
    for sheet in 0..<sheets {
      let total = (totals + first + sheet &* rowBytes).loadUnaligned(as: Lane.self)
      (values + sheet &* rowBytes).storeBytes(of: total, as: Lane.self)
      count &+= Lane().replacing(with: Lane(repeating: 1), where: total .!= absent)
    }
    (counts + first).storeBytes(of: count, as: Lane.self)
    for pair in pairs {
      let (low, high) = (values + pair.first &* rowBytes, values + pair.second &* rowBytes)
      let (first, second) = (low.loadUnaligned(as: Lane.self), high.loadUnaligned(as: Lane.self))
      let isFalling = first .> second
      low.storeBytes(of: first.replacing(with: second, where: isFalling), as: Lane.self)
      high.storeBytes(of: second.replacing(with: first, where: isFalling), as: Lane.self)
    }
    var sum = Lane()
    for sheet in 0..<sheets {
      sum &+= (values + sheet &* rowBytes).loadUnaligned(as: Lane.self)
      (sums + first + (sheet &+ 1) &* rowBytes).storeBytes(of: sum, as: Lane.self)
    }
  }
}

extension LaneRule {
  /// The key of a panel whose totals sum to `sum` after the cut.
  @inline(__always) fileprivate func key(_ sum: Int64, _ cut: Cut) -> Int64 {
    guard let rounding else { return sum &* cut.multiplier }
    return rounding.mode.quotient(of: sum &* rounding.scale, by: rounding.divisor &* cut.left)
  }
}

// MARK: - Plans outside lanes

extension LaneScoring {
  private mutating func scoreOutsideLanes(_ planes: MarkPlanes, _ position: Int) {
    let plan = plans[position]
    let standings = plan.aggregate(planes.matrix(for: plan), keepingItems: false)
    var scored: [(candidate: Int, score: ExactRatio)] = []
    for candidate in 0..<candidates {
      keys[position * candidates + candidate] = Self.none
      guard !standings.isBarred(candidate), let score = standings.score.ratio(candidate) else { continue }
      scored.append((candidate, score))
    }
    scored.sort { $0.score < $1.score }
    var key: Int64 = 0
    for (place, entry) in scored.enumerated() {
      if place > 0, scored[place - 1].score < entry.score { key += 1 }
      keys[position * candidates + entry.candidate] = key
    }
  }
}
