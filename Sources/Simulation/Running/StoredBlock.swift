import ExpertReview

/// A block's sums as a line of JSON, exact to the last bit: floating-point numbers are the sixteen hexadecimal digits
/// of their 64 bits.
public struct StoredBlock: Sendable, Hashable {
  /// From 0.
  public let block: Int
  /// Replicates that the block holds.
  public let replicates: Int
  public let sums: MeasureSums

  public init(block: Int, replicates: Int, sums: MeasureSums) {
    self.block = block
    self.replicates = replicates
    self.sums = sums
  }

  /// `{"block": 3, "replicates": 100, "counts": […], "sums": "…", "squares": "…", "histograms": [[bin, count, …]]}`;
  /// of a histogram only the bins that are not empty stand there.
  public var json: JSON {
    .object([
      "block": .number(block), "replicates": .number(replicates),
      "counts": .array(sums.counts.map { .number($0) }), "sums": .text(Self.digits(sums.sums)),
      "squares": .text(Self.digits(sums.squares)),
      "histograms": sums.histograms.isEmpty
        ? nil : .array(sums.histograms.map { .array(Self.pairs($0.counts).map { .number($0) }) }),
    ])
  }

  /// Of what `json` wrote for this study; nil for anything else.
  public init?(_ json: JSON, of study: Study) {
    let cells = study.designs.count * study.measures.count
    let empty = MeasureSums(of: study).histograms
    guard let block = json["block"]?.scalarText.flatMap({ Int($0) }), block >= 0,
      let replicates = json["replicates"]?.scalarText.flatMap({ Int($0) }), replicates > 0,
      let counts = json["counts"]?.elements?.compactMap({ $0.scalarText.flatMap { Int($0) } }), counts.count == cells,
      counts.allSatisfy({ (0...replicates).contains($0) }),
      let sums = json["sums"]?.text.flatMap({ Self.numbers($0, count: cells) }),
      let squares = json["squares"]?.text.flatMap({ Self.numbers($0, count: cells) })
    else { return nil }
    let lists = json["histograms"]?.elements ?? []
    guard lists.count == empty.count else { return nil }
    var histograms: [MeasureHistogram] = []
    for (list, histogram) in zip(lists, empty) {
      guard let pairs = list.elements?.compactMap({ $0.scalarText.flatMap { Int($0) } }),
        let counts = Self.counts(pairs, most: replicates)
      else { return nil }
      histograms.append(MeasureHistogram(range: histogram.range, counts: counts))
    }
    self.init(
      block: block, replicates: replicates,
      sums: MeasureSums(of: study, counts: counts, sums: sums, squares: squares, histograms: histograms))
  }

  /// Bins that are not empty, each with its count.
  private static func pairs(_ counts: [Int]) -> [Int] {
    counts.enumerated().flatMap { bin, count in count == 0 ? [] : [bin, count] }
  }

  private static func counts(_ pairs: [Int], most: Int) -> [Int]? {
    guard pairs.count.isMultiple(of: 2) else { return nil }
    var counts = [Int](repeating: 0, count: MeasureHistogram.bins)
    for place in stride(from: 0, to: pairs.count, by: 2) {
      guard counts.indices.contains(pairs[place]), (1...most).contains(pairs[place + 1]) else { return nil }
      counts[pairs[place]] = pairs[place + 1]
    }
    return counts
  }

  private static func digits(_ numbers: [Double]) -> String {
    let hexadecimal = Array("0123456789abcdef".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 16)
    for number in numbers {
      for shift in stride(from: 60, through: 0, by: -4) {
        bytes.append(hexadecimal[Int(number.bitPattern >> UInt64(shift) & 15)])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func numbers(_ text: String, count: Int) -> [Double]? {
    let bytes = Array(text.utf8)
    guard bytes.count == 16 * count else { return nil }
    var numbers: [Double] = []
    for start in stride(from: 0, to: bytes.count, by: 16) {
      var bits: UInt64 = 0
      for byte in bytes[start..<start + 16] {
        switch byte {
        case 48...57: bits = bits << 4 | UInt64(byte - 48)
        case 97...102: bits = bits << 4 | UInt64(byte - 87)
        default: return nil
        }
      }
      numbers.append(Double(bitPattern: bits))
    }
    return numbers
  }
}
