import Glibc
import Statistics

/// `benchmark bits`: the generator of simulations as bytes without end, least significant byte of a word first.
enum BitStream {
  private enum Kind: String { case words, normals }

  /// Words written at a time.
  private static let chunk = 1 << 14

  static func run(_ arguments: [String]) {
    var kind = Kind.words
    var seed = 1
    var streams: Int?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--kind":
        guard let named = rest.popFirst().flatMap(Kind.init) else { Benchmark.refuse("--kind is words or normals") }
        kind = named
      case "--seed": seed = wholeNumber(rest.popFirst(), of: argument)
      case "--streams": streams = wholeNumber(rest.popFirst(), of: argument)
      default: Benchmark.refuse("no option is called “\(argument)”")
      }
    }
    switch (kind, streams) {
    case (.words, nil): writeWords(seed: UInt64(seed))
    case (.words, let streams?): writeInTurn(seed: UInt64(seed), streams: streams)
    case (.normals, _): writeNormals(seed: UInt64(seed))
    }
  }

  /// Writes until nobody reads any more, and ends.
  private static func put(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    while place < bytes.count {
      let written = write(STDOUT_FILENO, bytes.baseAddress.map { $0 + place }, bytes.count - place)
      if written <= 0 { exit(0) }
      place += written
    }
  }

  private static func writeWords(seed: UInt64) {
    signal(SIGPIPE, SIG_IGN)
    var stream = LaneStream(seed: seed, replicate: 0, purpose: 0)
    var words = [UInt32](repeating: 0, count: chunk)
    while true {
      words.withUnsafeMutableBufferPointer { stream.fillWords($0) }
      words.withUnsafeBytes { put($0) }
    }
  }

  /// Eight words of each stream, round after round: what neighbouring replicates have in common would show.
  private static func writeInTurn(seed: UInt64, streams count: Int) {
    signal(SIGPIPE, SIG_IGN)
    var streams = (0..<count).map { LaneStream(seed: seed, replicate: UInt64($0), purpose: 0) }
    var words = [UInt32](repeating: 0, count: 8 * count)
    while true {
      for number in streams.indices {
        words.withUnsafeMutableBufferPointer {
          streams[number].fillWords(UnsafeMutableBufferPointer(rebasing: $0[8 * number..<8 * number + 8]))
        }
      }
      words.withUnsafeBytes { put($0) }
    }
  }

  /// The distribution function makes normals even numbers; sixteen bits of each are within what single precision tells.
  private static func writeNormals(seed: UInt64) {
    signal(SIGPIPE, SIG_IGN)
    var stream = LaneStream(seed: seed, replicate: 0, purpose: 0)
    var normals = [Float](repeating: 0, count: chunk)
    var halves = [UInt16](repeating: 0, count: chunk)
    while true {
      normals.withUnsafeMutableBufferPointer { stream.fillStandardNormals($0) }
      for place in normals.indices {
        let share = 0.5 * erfc(-Double(normals[place]) / 2.0.squareRoot())
        halves[place] = UInt16(min(65_535, share * 65_536))
      }
      halves.withUnsafeBytes { put($0) }
    }
  }
}
