import ExpertReview
import Glibc

/// The clock that a record notes its facts by. No rule ever reads it; a demonstration puts its own in its place, so
/// that the same acts give the same hashes.
public struct RecordClock: Sendable {
  private let read: @Sendable () -> String

  /// A clock that gives UTC in ISO 8601 with milliseconds, `2025-11-20T08:30:00.000Z`.
  public init(_ read: @escaping @Sendable () -> String) { self.read = read }

  /// The system's clock.
  public static let system = RecordClock {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return text(seconds: now.tv_sec, milliseconds: now.tv_nsec / 1_000_000)
  }

  public func now() -> String { read() }

  static func text(seconds: Int, milliseconds: Int?) -> String {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let second = seconds - days * 86_400
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let time = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
    let fraction = milliseconds.map { "." + padded($0, 3) } ?? ""
    return "\(CivilDay(daysSince1970: Int32(days)))T\(time)\(fraction)Z"
  }
}
