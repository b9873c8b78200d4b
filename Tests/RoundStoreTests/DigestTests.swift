import Testing

@testable import RoundStore

@Suite struct `Digests` {
  /// FIPS 180-4 examples, from NIST's "Example Values": SHA-256 of one block, of two, and of nothing.
  @Test(arguments: [
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ), ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ])
  func `are SHA-256`(text: String, expected: String) throws {
    let digest = Digest(of: text)
    #expect(digest.hexadecimal == expected)
    #expect(Digest(hexadecimal: expected.uppercased()) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(digest.short == String(expected.prefix(12)))
  }

  @Test func `are the same piece by piece`() {
    let bytes = noise(1000)
    var builder = DigestBuilder()
    for start in stride(from: 0, to: 1000, by: 37) { builder.update(Array(bytes[start..<min(1000, start + 37)])) }
    #expect(builder.finish() == Digest(of: bytes))
  }

  @Test(arguments: ["", "ba7816bf8f0", "ba7816bf8f0g", String(repeating: "a", count: 65), "ｂa7816bf8f01"])
  func `are not read from anything else`(text: String) {
    #expect(DigestPrefix(text) == nil)
    #expect(Digest(hexadecimal: text) == nil)
  }

  /// Computed apart from the program, with Python's hashlib, from the encoding as it is documented.
  @Test func `of a fact follow the documented encoding`() {
    let hash = StoredFact.hash(
      previous: StoredFact.genesis(of: "R-1"), sequence: 1, kind: "said", recordedAt: "2025-11-20T08:30:00.000Z",
      asOf: "2025-11-20", actor: "张三", reason: "", form: "text", payloadHash: Digest(of: "一"))
    #expect(hash.hexadecimal == "ef01d0bed55892186c12398bcfd4c3acabf453f0ca2daf276c2f224ba2eb7065")
  }

  @Test func `keep neighbouring fields apart`() {
    func hash(_ actor: String, _ reason: String) -> Digest {
      StoredFact.hash(
        previous: StoredFact.genesis(of: "R"), sequence: 1, kind: "k", recordedAt: "t", asOf: "d", actor: actor,
        reason: reason, form: "f", payloadHash: Digest(of: ""))
    }
    #expect(hash("ab", "c") != hash("a", "bc"))
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (1_763_627_399, "2025-11-20T08:29:59.000Z"), (-1, "1969-12-31T23:59:59.000Z"),
  ])
  func `are dated by a clock in UTC`(seconds: Int, expected: String) {
    #expect(RecordClock.text(seconds: seconds, milliseconds: 0) == expected)
  }
}
