/// How a run ended, as a script sees it.
enum ExitCode: Int32, Sendable, CaseIterable, Comparable {
  /// Done; candidates that were refused in the ordinary course are no failure.
  case done = 0
  /// Done as far as a machine can; a person must act before the round goes on.
  case needsPerson = 1
  case usage = 2
  case invalidInput = 3
  /// Panels that cannot be filled under the limits given.
  case cannotBeFilled = 4
  case recordDamaged = 5

  static func < (left: ExitCode, right: ExitCode) -> Bool { left.rawValue < right.rawValue }
}
