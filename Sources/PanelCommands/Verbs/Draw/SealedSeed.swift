import ExpertReview
import Intake
import RoundStore

/// A seed with its salt, as the trustee keeps it: a short text file that only its owner may read.
struct SealedSeed: Equatable {
  let round: String
  let stage: String
  let seed: String
  let salt: String

  enum Fault: Error, Hashable {
    case notText
    case noSuchLine(String)
    case twice(String)
    case unknownLine(String)
  }

  /// A seed of 256 bits and a salt of 128, from the system's source of randomness; or the seed that is given.
  init(round: String, stage: String, seed: String?) {
    var random = SystemRandomNumberGenerator()
    func hexadecimal(_ bytes: Int) -> String {
      let digits = Array("0123456789abcdef")
      return String((0..<2 * bytes).map { _ in digits[Int.random(in: 0..<16, using: &random)] })
    }
    self.round = round
    self.stage = stage
    self.seed = seed ?? hexadecimal(32)
    salt = hexadecimal(16)
  }

  /// SHA-256 of "SALT,SEED", in hexadecimal: what is put on record.
  var commitment: String { SealedSeed.commitment(salt: salt, seed: seed) }

  static func commitment(salt: String, seed: String) -> String {
    Digest(of: SeedSeal.input(salt: salt, seed: seed)).hexadecimal
  }

  /// A line each for `round`, `stage`, `seed` and `salt`; lines that begin with `#` are for people.
  var text: String {
    """
    # 抽取种子（密封）：交受托人保管，开启前不得给任何人看。 Sealed seed of a draw: show it to nobody before it is opened.
    # 卷宗上的承诺值 commitment on record: \(commitment)
    round: \(round)
    stage: \(stage)
    seed: \(seed)
    salt: \(salt)

    """
  }

  init(reading bytes: [UInt8]) throws(Fault) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline).map({ String($0).trimmed })
    where !line.isEmpty && !line.hasPrefix("#") {
      let parts = line.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
      guard parts.count == 2, ["round", "stage", "seed", "salt"].contains(parts[0]) else { throw .unknownLine(line) }
      guard values.updateValue(parts[1], forKey: parts[0]) == nil else { throw .twice(parts[0]) }
    }
    func value(_ key: String) throws(Fault) -> String {
      guard let value = values[key], !value.isEmpty else { throw .noSuchLine(key) }
      return value
    }
    round = try value("round")
    stage = try value("stage")
    seed = try value("seed")
    salt = try value("salt")
  }
}
