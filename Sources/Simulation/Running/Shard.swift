/// A part of a study that one of several machines runs: the `number`-th of `count`.
///
/// Shards are runs of neighbouring blocks whose numbers differ by one at most. Together they are the whole study, and
/// none needs to know of another.
public struct Shard: Hashable, Sendable {
  /// From 1 to `count`.
  public let number: Int
  public let count: Int

  /// Nil unless `1 ≤ number ≤ count`.
  public init?(_ number: Int, of count: Int) {
    guard number >= 1, number <= count else { return nil }
    self.number = number
    self.count = count
  }

  /// Reads `2/8`.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number, of: count)
  }

  /// The blocks of this shard among so many; none where there are fewer blocks than shards before it.
  public func blocks(of all: Int) -> Range<Int> {
    all * (number - 1) / count..<all * number / count
  }
}

extension Shard: CustomStringConvertible {
  public var description: String { "\(number)/\(count)" }
}
