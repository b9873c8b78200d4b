import CSodium

/// A SHA-256 digest: what a payload, a fact or a whole record is known by.
public struct Digest: Hashable, Sendable {
  private let words: SIMD4<UInt64>

  /// The digest of `bytes`. Complexity: linear.
  public init(of bytes: [UInt8]) {
    var builder = DigestBuilder()
    builder.update(bytes)
    self = builder.finish()
  }

  /// The digest of the UTF-8 bytes of `text`.
  public init(of text: String) { self.init(of: Array(text.utf8)) }

  /// The digest that 32 bytes hold; nil for any other number.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    var words = SIMD4<UInt64>()
    for (index, byte) in bytes.enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
    self.words = words
  }

  /// The digest that 64 hexadecimal digits write; nil for anything else.
  public init?(hexadecimal text: String) {
    guard text.utf8.count == 64, let prefix = DigestPrefix(text) else { return nil }
    var bytes: [UInt8] = []
    let digits = prefix.digits.utf8.map { $0 > 57 ? $0 - 87 : $0 - 48 }
    for index in stride(from: 0, to: 64, by: 2) { bytes.append(digits[index] << 4 | digits[index + 1]) }
    self.init(bytes: bytes)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64(56 - 8 * ($0 % 8))) }
  }

  /// All 64 hexadecimal digits, lower case.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The first twelve hexadecimal digits, for people to compare.
  public var short: String { String(hexadecimal.prefix(DigestPrefix.fewestDigits)) }
}

extension Digest: CustomStringConvertible {
  public var description: String { hexadecimal }
}

/// A digest, or the beginning of one as it is printed on sheets and notices.
public struct DigestPrefix: Hashable, Sendable, CustomStringConvertible {
  public static let fewestDigits = 12
  /// 12…64 hexadecimal digits, lower case.
  public let digits: String

  /// Reads 12…64 hexadecimal digits, capital or small; nil for anything else.
  public init?(_ text: String) {
    let isHexadecimal = text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0 | 0x20) }
    guard (DigestPrefix.fewestDigits...64).contains(text.utf8.count), isHexadecimal else { return nil }
    digits = text.lowercased()
  }

  public init(_ digest: Digest) { digits = digest.hexadecimal }

  public func matches(_ digest: Digest) -> Bool { digest.hexadecimal.hasPrefix(digits) }

  public var description: String { digits }
}

/// Makes a digest of bytes that come piece by piece.
public struct DigestBuilder {
  private var state = crypto_hash_sha256_state()
  /// libsodium must be set up once in a process; it cannot fail on a system that has random bytes.
  private static let isReady: Bool = sodium_init() >= 0

  public init() {
    precondition(DigestBuilder.isReady, "libsodium could not be set up")
    crypto_hash_sha256_init(&state)
  }

  public mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    crypto_hash_sha256_update(&state, bytes.baseAddress, UInt64(bytes.count))
  }

  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { update($0) }
  }

  /// The digest of all bytes so far; the builder is spent.
  public consuming func finish() -> Digest {
    var output = [UInt8](repeating: 0, count: 32)
    crypto_hash_sha256_final(&state, &output)
    guard let digest = Digest(bytes: output) else { preconditionFailure("SHA-256 has 32 bytes") }
    return digest
  }
}
