import ExpertReview

/// Plain decimal text – digits, perhaps a point and digits – as it is read without a number being made of it.
struct PlainDecimal: Sendable {
  /// The digits without the point; −1 where no mark stands.
  var units: Int64
  /// How many of them stand behind the point.
  var places: Int32

  static let missing = PlainDecimal(units: -1, places: 0)

  private init(units: Int64, places: Int32) {
    self.units = units
    self.places = places
  }

  /// Nil for anything else, and for more than twelve characters.
  @inline(__always)
  init?(_ text: CellBytes) {
    guard text.count <= 12 else { return nil }
    var units: Int64 = 0
    var digits: Int32 = 0
    var beforePoint: Int32 = -1
    for byte in text {
      let digit = byte &- 0x30
      if digit <= 9 {
        units = units &* 10 &+ Int64(digit)
        digits &+= 1
      } else {
        guard byte == 0x2E, beforePoint < 0, digits > 0 else { return nil }
        beforePoint = digits
      }
    }
    guard digits > 0, beforePoint != digits else { return nil }
    self.units = units
    places = beforePoint < 0 ? 0 : digits &- beforePoint
  }
}

/// A scale on which plain decimals are placed.
struct PlainScale: Sendable {
  private static let mostPlaces = 6
  private let places: Int32
  private let minimum: Int64
  private let maximum: Int64
  private let step: Int64

  /// Nil for a scale whose numbers do not fit.
  init?(_ scale: MarkScale) {
    let places = [scale.minimum, scale.maximum, scale.step].map(\.places).max() ?? 0
    guard places <= PlainScale.mostPlaces else { return nil }
    func units(_ value: ExactDecimal) -> Int64? {
      let (units, overflow) = value.units.multipliedReportingOverflow(by: PlainScale.power(places - value.places))
      return overflow || units.magnitude > 1 << 40 ? nil : units
    }
    guard let minimum = units(scale.minimum), let maximum = units(scale.maximum), let step = units(scale.step) else {
      return nil
    }
    (self.minimum, self.maximum, self.step) = (minimum, maximum, step)
    self.places = Int32(places)
  }

  private static func power(_ places: Int) -> Int64 { (0..<places).reduce(1) { power, _ in power * 10 } }

  /// How many steps the mark stands above the minimum; nil for one off the scale.
  @inline(__always)
  func steps(_ mark: PlainDecimal) -> Int32? {
    var units = mark.units
    var held = mark.places
    while held < places {
      units = units &* 10
      held &+= 1
    }
    while held > places {
      let (shorter, rest) = units.quotientAndRemainder(dividingBy: 10)
      guard rest == 0 else { return nil }
      units = shorter
      held &-= 1
    }
    guard units >= minimum, units <= maximum else { return nil }
    let above = units &- minimum
    if step == 1 { return Int32(exactly: above) }
    let (count, rest) = above.quotientAndRemainder(dividingBy: step)
    return rest == 0 ? Int32(exactly: count) : nil
  }
}
