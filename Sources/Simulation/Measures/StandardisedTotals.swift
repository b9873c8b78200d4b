import ExpertReview

/// What candidates come to where each expert's totals are first brought to mean nought and deviation one: z-scores.
///
/// The same statistic as `StandardScores`, whose words say when not to use it, for the inner loop of a
/// simulation: row by row over the totals of a `LaneScoring`, where sheet *s* of every candidate is by one expert. The
/// deviation is that of the expert's own marks (divided by their number); an expert whose totals are all equal brings
/// nought to everyone. In single precision: totals of one expert less than 2^24 units apart. Complexity: linear, no
/// allocation.
public struct StandardisedTotals: Sendable {
  private let candidates: Int
  private let sheets: Int
  private var sums: [Float]
  private var counts: [Float]
  /// Of one expert: totals less one of them, nought where there is none, and whether there is one; whole vectors long.
  private var offsets: [Float]
  private var there: [Float]
  /// By candidate: the mean of the standardised totals; the lowest number where no sheet counts.
  public private(set) var means: [Float]

  /// The mean of a candidate without a sheet: below every other.
  public static let none = -Float.greatestFiniteMagnitude

  public init(candidates: Int, sheets: Int) {
    precondition(candidates > 0 && sheets > 0, "totals need candidates and sheets")
    self.candidates = candidates
    self.sheets = sheets
    sums = [Float](repeating: 0, count: candidates)
    counts = sums
    means = sums
    offsets = [Float](repeating: 0, count: (candidates + 7) / 8 * 8)
    there = offsets
  }

  /// Works out the means from totals by sheet and candidate; `absentTotal` stands where a sheet does not count.
  /// Precondition: `sheets` rows of `rowLength`, at least one a candidate.
  public mutating func fill(_ totals: UnsafeBufferPointer<Int32>, rowLength: Int) {
    precondition(rowLength >= candidates && totals.count >= sheets * rowLength, "too few totals")
    for candidate in 0..<candidates { (sums[candidate], counts[candidate]) = (0, 0) }
    for sheet in 0..<sheets {
      add(UnsafeBufferPointer(rebasing: totals[sheet * rowLength..<sheet * rowLength + candidates]))
    }
    for candidate in 0..<candidates {
      means[candidate] = counts[candidate] > 0 ? sums[candidate] / counts[candidate] : Self.none
    }
  }

  private mutating func add(_ row: UnsafeBufferPointer<Int32>) {
    let (absent, candidates) = (LaneScoring.absentTotal, candidates)
    guard let totals = row.baseAddress, let centre = row.first(where: { $0 != absent }) else { return }
    offsets.withUnsafeMutableBufferPointer { offsets in
      there.withUnsafeMutableBufferPointer { there in
        for candidate in 0..<candidates {
          let isThere = totals[candidate] != absent
          offsets[candidate] = Float(isThere ? totals[candidate] &- centre : 0)
          there[candidate] = isThere ? 1 : 0
        }
      }
    }
    let (count, sum, squares) = (Self.sum(there, there), Self.sum(offsets, there), Self.sum(offsets, offsets))
    let mean = sum / count
    let variance = squares / count - mean * mean
    let scale = variance > 0 ? Float(1 / variance.squareRoot()) : 0
    let shift = Float(mean)
    sums.withUnsafeMutableBufferPointer { sums in
      counts.withUnsafeMutableBufferPointer { counts in
        offsets.withUnsafeBufferPointer { offsets in
          there.withUnsafeBufferPointer { there in
            for candidate in 0..<candidates {
              sums[candidate] += (offsets[candidate] - there[candidate] * shift) * scale
              counts[candidate] += there[candidate]
            }
          }
        }
      }
    }
  }

  /// The sum of products, in double precision over eight sums in single precision.
  private static func sum(_ first: [Float], _ second: [Float]) -> Double {
    var sums = SIMD8<Float>()
    first.withUnsafeBytes { first in
      second.withUnsafeBytes { second in
        for place in stride(from: 0, to: first.count, by: 32) {
          sums +=
            first.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
            * second.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
        }
      }
    }
    var sum = 0.0
    for lane in sums.indices { sum += Double(sums[lane]) }
    return sum
  }
}
