/// SHA-256 of some bytes: 32 bytes. This room has no digest of its own; who draws brings one (`RoundStore.Digest`).
public typealias HashFunction = @Sendable ([UInt8]) -> [UInt8]

/// Ronald L. Rivest's sampler: numbers that anybody can check who has the seed and a hash tool.
///
/// # Method
///
/// Draw number *i* = 1, 2, 3, … out of *total* is
///
///     1 + SHA-256(UTF-8 of "SEED,i") mod total
///
/// the digest being read as one integer of 256 bits, its first byte the highest. It is the sampler of election audits:
/// `printf '%s' 'SEED,17' | sha256sum` gives the digest on any machine, and a calculator for long integers the rest.
///
/// # Evenness
///
/// The remainder is taken of the whole integer, without rounding. Of two numbers one comes up for at most one digest
/// more than the other, so that each has a chance within 2⁻²⁵⁶ of 1 ÷ total: two thousand draws out of any totals are
/// together nearer than 2⁻²⁰⁰ to what ideal dice would give, if SHA-256 is as good as chance.
///
/// # Without duplicates
///
/// Rivest passes over a number that came up before. The law of a draw (`drawPanels`) has no need to: whoever is drawn
/// leaves the list, and the next number is out of those who remain.
///
/// # Reference
///
/// R. L. Rivest, "Reference implementation code for pseudo-random sampler for election audits or other purposes", 2011.
/// RFC 3797 (D. Eastlake, 2004) is the other public standard for this job.
public struct RivestSampler: Sendable {
  public let seed: String
  private let sha256: HashFunction

  public init(seed: String, sha256: @escaping HashFunction) {
    self.seed = seed
    self.sha256 = sha256
  }

  /// The text whose UTF-8 bytes are hashed for a draw.
  public func input(of draw: Int) -> String { "\(seed),\(draw)" }

  /// The digest of a draw, 32 bytes.
  public func digest(of draw: Int) -> [UInt8] { sha256(Array(input(of: draw).utf8)) }

  /// The number of a draw, `1...total`. Precondition: `total` is from 1 to 2³¹ − 1, and the hash gives 32 bytes.
  public func number(of draw: Int, outOf total: Int) -> Int {
    precondition(total >= 1 && total <= Int(Int32.max), "nothing to draw from, or too much")
    let bytes = digest(of: draw)
    precondition(bytes.count == 32, "SHA-256 has 32 bytes")
    // The remainder of a number written in base 256 follows digit by digit.
    return 1 + bytes.reduce(0) { ($0 << 8 | Int($1)) % total }
  }
}
