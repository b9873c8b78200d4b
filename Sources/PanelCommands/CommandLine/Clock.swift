import ExpertReview
import Glibc

/// Today, as a round counts days.
enum Clock {
  /// The civil day in Asia/Shanghai, which keeps UTC+8 the whole year.
  static func today() -> CivilDay { day(secondsSince1970: Int(time(nil))) }

  static func day(secondsSince1970 seconds: Int) -> CivilDay {
    let shifted = seconds + 8 * 3600
    let days = shifted >= 0 ? shifted / 86_400 : (shifted - 86_399) / 86_400
    return CivilDay(daysSince1970: Int32(days))
  }

  /// A day as `--as-of` and the like take it.
  static func day(_ text: String) -> CivilDay? { CivilDay(text) }
}
