/// Round numbers for an axis.
///
/// **Problem.** Given the data's extent [a, b] and a wished number *m* of labels, find an arithmetic sequence of round
/// numbers that covers the data without much room left over.
///
/// **Method.** The search of J. Talbot, S. Lin and P. Hanrahan, "An extension of Wilkinson's algorithm for positioning
/// tick labels on axes", IEEE Transactions on Visualization and Computer Graphics 16 (2010) 1036–1043. Every sequence is
/// (s + i·j)·q·10ᶻ with q of 1, 5, 2, 2.5, 4, 3 – the nicer first – and a skip *j*. Its score is
/// 0.2·simplicity + 0.25·coverage + 0.5·density + 0.05·legibility:
///
/// - simplicity 1 − (place of q − 1)/5 − j + 1, and 1 more where nought is among the labels;
/// - coverage 1 − ½((b − l_b)² + (a − l_a)²)/(0.1(b − a))² for outermost labels l_a and l_b;
/// - density 2 − max(r/t, t/r) for labels per length r, wished t;
/// - legibility is taken as 1: labels here are horizontal, of one size and few.
///
/// Upper bounds on what a j, a number of labels and a z can still reach end the loops early, as in the paper.
///
/// Labels are held as whole numbers of q·10ᶻ, so they are printed exactly and no 0.30000000000000004 appears.
struct TickMarks: Sendable, Hashable {
  struct Tick: Sendable, Hashable {
    let value: Double
    let label: String
  }
  /// From the least up; at least two.
  let ticks: [Tick]

  /// What the axis spans: the data and the outermost labels.
  let extent: ClosedRange<Double>

  /// - Parameters:
  ///   - data: finite bounds; where they are equal, room is made on both sides.
  ///   - count: about how many labels, at least 2.
  ///   - wholeOnly: no label between whole numbers, as for places and counts.
  init(over data: ClosedRange<Double>, about count: Int, wholeOnly: Bool = false) {
    precondition(data.lowerBound.isFinite && data.upperBound.isFinite, "an axis needs finite bounds")
    precondition(count >= 2, "an axis has at least two labels")
    let wide = Self.widened(data, wholeOnly: wholeOnly)
    let best = Self.search(wide.lowerBound, wide.upperBound, wished: count, wholeOnly: wholeOnly)
    // Decimals that no label needs are cut off, so that all have equally many.
    let units = (0..<best.count).map { best.start + $0 * best.step }
    var (divisor, exponent) = (1, best.exponent)
    while exponent < 0, units.allSatisfy({ $0 % (divisor * 10) == 0 }) {
      (divisor, exponent) = (divisor * 10, exponent + 1)
    }
    ticks = units.map { unit in
      Tick(
        value: Self.value(of: unit, exponent: best.exponent), label: Self.label(of: unit / divisor, exponent: exponent))
    }
    extent = min(wide.lowerBound, ticks[0].value)...max(wide.upperBound, ticks[ticks.count - 1].value)
  }

  /// Labels are start, start + step, … in units of 10 to the exponent.
  private struct Sequence {
    var start = 0
    var step = 1
    var exponent = 0
    var count = 2
  }

  private static func widened(_ data: ClosedRange<Double>, wholeOnly: Bool) -> ClosedRange<Double> {
    let (low, high) = (data.lowerBound, data.upperBound)
    guard high - low <= 1e-12 * max(high.magnitude, low.magnitude) else { return data }
    let room = wholeOnly ? 1 : low == 0 ? 1 : low.magnitude / 10
    return low - room...high + room
  }

  /// Ten times the nice numbers, the nicer first.
  private static let nice = [10, 50, 20, 25, 40, 30]

  private static func search(_ low: Double, _ high: Double, wished: Int, wholeOnly: Bool) -> Sequence {
    let range = high - low
    let target = Double(wished - 1)
    var best = Sequence()
    var bestScore = -Double.infinity

    func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
      0.2 * simplicity + 0.25 * coverage + 0.5 * density + 0.05
    }

    var skip = 1
    search: while true {
      for (place, tenths) in nice.enumerated() {
        let plain = 1 - Double(place) / Double(nice.count - 1) - Double(skip) + 1
        // Later numbers of this skip, and later skips, are no simpler: with full marks for the rest they fall short.
        if score(plain + 1, 1, 1) <= bestScore {
          if place == 0 { break search }
          break
        }
        var count = 2
        while true {
          let densityBound = count >= wished ? 2 - Double(count - 1) / target : 1
          if score(plain + 1, 1, densityBound) <= bestScore { break }
          let unit = Double(tenths) / 10 * Double(skip)
          var exponent = PlainArithmetic.ceilingOfLog10(range / Double(count + 1) / unit)
          while true {
            let step = unit * PlainArithmetic.powerOfTen(exponent)
            let span = step * Double(count - 1)
            let over = max(0, span - range) / 2
            let coverageBound = 1 - over * over / (0.01 * range * range)
            if score(plain + 1, coverageBound, densityBound) <= bestScore { break }
            let first = (high / step).rounded(.down) * Double(skip) - Double((count - 1) * skip)
            let last = (low / step).rounded(.up) * Double(skip)
            if first <= last, first.magnitude < 1e12, last.magnitude < 1e12,
              !wholeOnly || isWhole(tenths: tenths, exponent: exponent)
            {
              for start in Int(first)...Int(last) {
                let units = start * tenths
                let lowest = value(of: units, exponent: exponent - 1)
                let highest = value(of: units + (count - 1) * skip * tenths, exponent: exponent - 1)
                let hasZero = start <= 0 && start + (count - 1) * skip >= 0 && start % skip == 0
                let (missLow, missHigh) = (low - lowest, high - highest)
                let coverage = 1 - 0.5 * (missLow * missLow + missHigh * missHigh) / (0.01 * range * range)
                let ratio = Double(count - 1) / (highest - lowest) * (max(high, highest) - min(low, lowest)) / target
                let reached = score(plain + (hasZero ? 1 : 0), coverage, 2 - max(ratio, 1 / ratio))
                if reached > bestScore {
                  bestScore = reached
                  best = Sequence(start: units, step: skip * tenths, exponent: exponent - 1, count: count)
                }
              }
            }
            exponent += 1
          }
          count += 1
        }
      }
      skip += 1
    }
    return best
  }

  /// Whether every multiple of tenths × 10^(exponent − 1) is whole.
  private static func isWhole(tenths: Int, exponent: Int) -> Bool {
    exponent >= 1 || (exponent == 0 && tenths % 10 == 0)
  }

  private static func value(of units: Int, exponent: Int) -> Double {
    exponent >= 0
      ? Double(units) * PlainArithmetic.powerOfTen(exponent) : Double(units) / PlainArithmetic.powerOfTen(-exponent)
  }

  private static func label(of units: Int, exponent: Int) -> String {
    let digits = String(units.magnitude)
    let sign = units < 0 ? "−" : ""
    guard exponent < 0 else { return sign + digits + String(repeating: "0", count: units == 0 ? 0 : exponent) }
    let places = -exponent
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
