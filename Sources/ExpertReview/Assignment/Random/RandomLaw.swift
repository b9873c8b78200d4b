/// By what law panels are drawn at random: no pair sits together with a greater chance than the cap, and how far the
/// chances are spread beyond that.
///
/// The text form is what stands on record after the word `random`: `cap=4/5`, or
/// `cap=4/5 perturbation=121/1024 pieces=10`.
public struct RandomLaw: Sendable, Hashable {
  /// What a pair counts for that sits together with the chance x: its affinity × (x − β x²), which rewards an even
  /// spread; told in straight pieces (Xu, Jecmen, Song and Fang, "A one-size-fits-all approach to improving randomness
  /// in paper assignment", NeurIPS 2023).
  public enum Perturbation: Sendable, Hashable {
    /// Chances as the largest expected total wants them.
    case none
    /// With this β, above zero and at most one.
    case strength(Fraction)
    /// With the greatest β, in steps of `RandomLaw.strengthStep`, that leaves so large a share of the largest expected
    /// total under the cap.
    case keeping(Fraction)
  }

  /// The greatest chance of any pair, above zero and at most one. What people have fixed is not drawn and has none.
  public let cap: Fraction
  public let perturbation: Perturbation
  /// In how many straight pieces of equal width the perturbation is told.
  public let pieces: Int

  /// The cap where none is given (house): of ten who scheme for a seat, two at least do not get it.
  public static let houseCap = Fraction(4, 5)
  /// The pieces where none are given (house, as in the authors' trials).
  public static let housePieces = 10
  /// The greatest denominator of a cap.
  public static let largestDenominator: Int128 = 1_000
  public static let largestPieces = 100
  /// The greatest denominator of β.
  public static let largestStrengthDenominator: Int128 = 1_000_000
  /// Where β is searched for, it is a multiple of this.
  public static let strengthStep = Fraction(1, 1_024)

  /// Nil where a value is out of range.
  public init?(cap: Fraction, perturbation: Perturbation = .none, pieces: Int = housePieces) {
    guard cap > .zero, cap <= Fraction(1), cap.denominator <= RandomLaw.largestDenominator else { return nil }
    guard (1...RandomLaw.largestPieces).contains(pieces) else { return nil }
    switch perturbation {
    case .none: break
    case .strength(let value), .keeping(let value):
      guard value > .zero, value <= Fraction(1), value.denominator <= RandomLaw.largestStrengthDenominator else {
        return nil
      }
    }
    self.cap = cap
    self.perturbation = perturbation
    // Without a perturbation there is nothing to tell in pieces, and equal laws are to be equal.
    self.pieces = perturbation == .none ? RandomLaw.housePieces : pieces
  }

  private init(cap: Fraction) {
    self.cap = cap
    perturbation = .none
    pieces = RandomLaw.housePieces
  }

  /// The cap of the house and no perturbation.
  public static let house = RandomLaw(cap: houseCap)

  /// The same law with β as given; without a perturbation where it is zero.
  func with(strength: Fraction) -> RandomLaw {
    RandomLaw(cap: cap, perturbation: strength == .zero ? .none : .strength(strength), pieces: pieces) ?? self
  }
}

extension RandomLaw {
  /// Nil where the text is none that `text` gives. Keys may be left out, for the house's values.
  public init?(_ text: Substring) {
    var values: [Substring: Substring] = [:]
    for word in text.split(separator: " ") {
      let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, values.updateValue(halves[1], forKey: halves[0]) == nil else { return nil }
    }
    let known: Set<Substring> = ["cap", "perturbation", "keeping", "pieces"]
    guard values.keys.allSatisfy(known.contains), values["perturbation"] == nil || values["keeping"] == nil else {
      return nil
    }
    var fractions: [Substring: Fraction] = [:]
    for key in ["cap", "perturbation", "keeping"] as [Substring] {
      guard let text = values[key] else { continue }
      guard let value = Fraction(plain: text) else { return nil }
      fractions[key] = value
    }
    let count = values["pieces"] ?? "\(RandomLaw.housePieces)"
    guard let pieces = Int(count), count.allSatisfy(\.isNumber) else { return nil }
    let perturbation =
      fractions["perturbation"].map { Perturbation.strength($0) } ?? fractions["keeping"].map { .keeping($0) } ?? .none
    let cap = fractions["cap"] ?? RandomLaw.houseCap
    self.init(cap: cap, perturbation: perturbation, pieces: pieces)
  }

  public var text: String {
    switch perturbation {
    case .none: "cap=\(cap)"
    case .strength(let strength): "cap=\(cap) perturbation=\(strength) pieces=\(pieces)"
    case .keeping(let share): "cap=\(cap) keeping=\(share) pieces=\(pieces)"
    }
  }
}

extension Fraction {
  /// A fraction or a decimal number without sign: `4/5`, `0.8`, `1`. At most nine digits a number.
  public init?(plain text: some StringProtocol) {
    func number(_ digits: some StringProtocol) -> Int128? {
      guard !digits.isEmpty, digits.count <= 9, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      return Int128(String(digits))
    }
    let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if halves.count == 2 {
      guard let numerator = number(halves[0]), let denominator = number(halves[1]), denominator > 0 else { return nil }
      self.init(numerator, denominator)
      return
    }
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ number($0) }) else { return nil }
    guard parts.count == 2 else {
      self.init(whole)
      return
    }
    guard let rest = number(parts[1]) else { return nil }
    let power = Int128(powerOfTen(parts[1].count))
    self.init(whole * power + rest, power)
  }
}
