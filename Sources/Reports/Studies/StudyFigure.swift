import ExpertReview
import Simulation

/// How the figures of one measure are printed: shares in percent, and no more decimals than their errors bear.
public struct StudyFigure: Sendable, Hashable {
  public let measure: StudyMeasure
  /// Decimals of the figures as printed.
  public let places: Int

  /// - Parameters:
  ///   - measure: what is printed.
  ///   - error: the greatest Monte Carlo standard error among figures that stand together; the last decimal printed is
  ///     the first in which it shows. Nil where no error is known.
  public init(_ measure: StudyMeasure, error: Double?) {
    self.measure = measure
    let isShare = measure.quantity == .share
    let (least, most) = isShare ? (1, 3) : measure.quantity == .count ? (1, 3) : (2, 4)
    guard let error, error.isFinite, error > 0 else {
      places = least
      return
    }
    var places = least
    var shown = (isShare ? 100 * error : error) * PlainArithmetic.powerOfTen(least)
    while shown < 1, places < most {
      shown *= 10
      places += 1
    }
    self.places = places
  }

  /// The number as it is drawn: shares in percent.
  func drawn(_ value: Double) -> Double { measure.quantity == .share ? 100 * value : value }

  /// The bare number: `83.1`.
  public func number(_ value: Double) -> String { drawn(value).places(places).withTrueMinus.withoutMinusOfNought }

  /// The number with its unit: `83.1 %`, `0.04 个标准差`; the space before the sign does not break.
  public func text(_ value: Double) -> Bilingual { unit(behind: number(value)) }

  /// With the standard error behind: `83.1 %（±0.2）`; a figure that is the same in every replicate has none.
  public func text(_ value: Double, error: Double?) -> Bilingual {
    let plain = text(value)
    guard let error, error > 0 else { return plain }
    return Bilingual(zh: "\(plain.zh)（±\(number(error))）", en: "\(plain.en) (±\(number(error)))")
  }

  /// By how much a figure is above or below another, in words: `多 1.9 个百分点`.
  public func step(_ difference: Double) -> Bilingual {
    let size = number(difference.magnitude)
    let rises = difference >= 0
    switch measure.quantity {
    case .share:
      let points = size == "1.0" ? "percentage point" : "percentage points"
      return Bilingual(zh: "\(rises ? "多" : "少") \(size) 个百分点", en: "\(size) \(points) \(rises ? "more" : "less")")
    case .correlation:
      return Bilingual(zh: "\(rises ? "高" : "低") \(size)", en: "\(size) \(rises ? "higher" : "lower")")
    case .deviations:
      return Bilingual(
        zh: "\(rises ? "高" : "低") \(size) 个标准差", en: "\(size) standard deviations \(rises ? "higher" : "lower")")
    case .count: return Bilingual(zh: "\(rises ? "多" : "少") \(size)", en: "\(size) \(rises ? "more" : "fewer")")
    }
  }

  /// The measure's name with its unit, for an axis or a column.
  public var heading: Bilingual {
    switch measure.quantity {
    case .share: Bilingual(zh: "\(measure.label.zh)（%）", en: "\(measure.label.en) (%)")
    case .deviations: Bilingual(zh: "\(measure.label.zh)（标准差）", en: "\(measure.label.en) (standard deviations)")
    case .correlation, .count: measure.label
    }
  }

  private func unit(behind number: String) -> Bilingual {
    switch measure.quantity {
    case .share: Bilingual(zh: "\(number)\u{A0}%", en: "\(number)\u{A0}%")
    case .deviations: Bilingual(zh: "\(number) 个标准差", en: "\(number) standard deviations")
    case .correlation, .count: Bilingual(zh: number, en: number)
    }
  }
}

extension String {
  /// `−0.0` is printed without its sign.
  fileprivate var withoutMinusOfNought: String {
    hasPrefix("−") && allSatisfy { !("1"..."9").contains($0) } ? String(dropFirst()) : self
  }
}
