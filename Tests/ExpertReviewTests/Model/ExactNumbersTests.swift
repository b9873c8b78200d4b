import ExpertReview
import Testing

@Test(arguments: [
  ("8", "8"), ("8.00", "8"), ("0.50", "0.5"), ("-12.250", "-12.25"), ("000.1", "0.1"),
  ("999999999999999999", "999999999999999999"),
])
func `decimals are read exactly and written without trailing zeros`(written: String, read: String) {
  #expect(ExactDecimal(written)?.description == read)
}

@Test(arguments: [
  "", "-", ".5", "5.", "1e3", "1,000", "１２", "0x10", " 1", "1 ", "--1", "1.2.3", "1234567890123456789", "0.1234567891",
])
func `what is no plain decimal is refused`(text: String) {
  #expect(ExactDecimal(text) == nil)
}

@Test func `full-width digits are refused with their mend`() {
  #expect(ExactDecimal.read("８．５".utf8) == .failure(.fullWidth(mended: "8.5")))
}

@Test func `equal decimals are equal however written, and order is exact`() throws {
  #expect(ExactDecimal("7.990") == ExactDecimal("7.99"))
  let close = try #require(ExactDecimal("7.999999999"))
  #expect(close < ExactDecimal(8))
  #expect(close > (try #require(ExactDecimal("7.99999999"))))
}

@Test(arguments: [
  // numerator, denominator, places, halfUp, halfEven, down, up
  (1, 8, 2, "0.13", "0.12", "0.12", "0.13"), (3, 8, 2, "0.38", "0.38", "0.37", "0.38"),
  (-1, 8, 2, "-0.13", "-0.12", "-0.12", "-0.13"), (1, 3, 2, "0.33", "0.33", "0.33", "0.34"),
  (5, 1, 2, "5", "5", "5", "5"), (2, 3, 0, "1", "1", "0", "1"),
])
func `rounding is what its name says`(
  numerator: Int, denominator: Int, places: Int, halfUp: String, halfEven: String, down: String, up: String
) {
  let value = Fraction(Int128(numerator), Int128(denominator))
  #expect(value.rounded(places: places, .halfUp).description == halfUp)
  #expect(value.rounded(places: places, .halfEven).description == halfEven)
  #expect(value.rounded(places: places, .down).description == down)
  #expect(value.rounded(places: places, .up).description == up)
}

@Test func `fractions add, multiply and compare exactly`() {
  let third = Fraction(1, 3)
  #expect(third + third + third == Fraction(1))
  #expect(third * Fraction(3, 2) == Fraction(1, 2))
  #expect(third / Fraction(-2) == Fraction(-1, 6))
  #expect(Fraction(1, 3) < Fraction(334, 1000))
  #expect(Fraction(10, -4).description == "-5/2")
}

@Test func `every day of four centuries has the parts it was made from, and days follow one another`() throws {
  var last = try #require(CivilDay(year: 1899, month: 12, day: 31))
  for year in 1900..<2300 {
    for month in 1...12 {
      var day = 1
      while let next = CivilDay(year: year, month: month, day: day) {
        #expect(next.daysSince1970 == last.daysSince1970 + 1)
        let parts = next.parts
        #expect(parts == (year, month, day))
        last = next
        day += 1
      }
      #expect(day >= 29)
    }
  }
  #expect(CivilDay("2025-11-21")?.weekday == 5)
  #expect(CivilDay("1970-01-01")?.daysSince1970 == 0)
}

@Test func `months later keeps the day or takes the month's last`() {
  #expect(CivilDay("2024-02-29")?.adding(months: -12).description == "2023-02-28")
  #expect(CivilDay("2025-12-10")?.adding(years: 3).description == "2028-12-10")
  #expect(CivilDay("2025-01-31")?.adding(months: 1).description == "2025-02-28")
}

@Test(arguments: ["2025-02-29", "2025-13-01", "2025-1-1", "2025/01/01", "20250101", "2025-00-10", "２０２５-01-01"])
func `what is no day is refused`(text: String) { #expect(CivilDay(text) == nil) }
