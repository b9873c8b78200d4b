/// How many whole accounting years (1 January to 31 December) lie between founding and submission.
///
/// A unit founded on 1 January has that year counted; the year of submission is not over and never counts. Zero where
/// founding lies after submission. (Reading of “two complete accounting years”, 两个完整会计年度, as whole calendar years.)
public func completeYears(from founded: CivilDay, to submitted: CivilDay) -> Int {
  let (year, month, day) = founded.parts
  let first = month == 1 && day == 1 ? year : year + 1
  return max(0, submitted.year - first)
}

/// How many years lie between two days, full on the anniversary (of 29 February on the 28th in a common year). Zero
/// where the first lies after the second.
public func anniversaries(from first: CivilDay, to last: CivilDay) -> Int {
  let years = max(0, last.year - first.year)
  return years > 0 && first.adding(years: years) > last ? years - 1 : years
}

/// The last `count` complete years before a day, ascending: for a submission in 2025 and two years, 2023 and 2024.
public func completeYears(_ count: Int, before day: CivilDay) -> [Int] {
  let year = day.year
  return Array((year - count)..<year)
}

extension Sanction {
  /// The first day on which the unit may declare again: as decided, else so many months after the decision; nil where
  /// the ban has no end that is known.
  public func freeOn(months: Int?) -> CivilDay? {
    until ?? months.map { decidedOn.adding(months: $0) }
  }

  /// Whether a declaration submitted on `day` is barred. Exactly as many months later the unit is free again.
  public func bars(submission day: CivilDay, months: Int?) -> Bool {
    freeOn(months: months).map { day < $0 } ?? true
  }
}

extension String {
  /// Characters without white space, as the limits of the forms count them. Complexity: linear; grapheme clusters.
  public var characterCountWithoutSpace: Int { count { !$0.isWhitespace } }

  /// Whether there are more characters than `limit`, white space not counted. Nearly always one pass over the bytes
  /// decides: there are never more characters than code points.
  func exceeds(limit: Int) -> Bool {
    guard utf8.count > limit else { return false }
    let points = utf8.withContiguousStorageIfAvailable { bytes in
      bytes.reduce(into: 0) { count, byte in count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
    }
    if let points, points <= limit { return false }
    return characterCountWithoutSpace > limit
  }

  /// Whether this is a unified social credit code (统一社会信用代码) with a right check character.
  ///
  /// GB 32100-2015: 18 characters of a 31-character alphabet; the last is 31 − Σ value(i)·3^i mod 31.
  public var isCreditCode: Bool {
    let bytes = Array(utf8)
    guard bytes.count == 18 else { return false }
    var sum = 0
    var weight = 1
    for byte in bytes.dropLast() {
      guard let value = CreditCode.value(of: byte) else { return false }
      sum += value * weight
      weight = weight * 3 % 31
    }
    return CreditCode.value(of: bytes[17]) == (31 - sum % 31) % 31
  }

  /// Digits with the signs that go with them, at least seven digits.
  var isPhone: Bool {
    let digits = utf8.count { (48...57).contains($0) }
    return digits >= 7 && digits <= 20 && utf8.allSatisfy { (48...57).contains($0) || "+-() ,;/".utf8.contains($0) }
  }

  /// One `@` with something before it and a dotted name after it.
  var isEmail: Bool {
    let parts = split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !contains(where: \.isWhitespace) else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
  }
}

private enum CreditCode {
  static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  static func value(of byte: UInt8) -> Int? { alphabet.firstIndex(of: byte) }
}
