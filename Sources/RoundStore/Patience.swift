/// How long to wait for a file that another process holds, and whom to tell.
public struct Patience {
  public let longest: Duration
  /// Called about once a second while waiting, with the holder where it is known and the seconds waited so far.
  public let onWait: (_ holder: LockHolder?, _ waitedSeconds: Int) -> Void

  public init(longest: Duration = .seconds(10), onWait: @escaping (LockHolder?, Int) -> Void = { _, _ in }) {
    self.longest = longest
    self.onWait = onWait
  }
}

/// Waits on behalf of SQLite. A class, because SQLite keeps its address between calls.
final class Waiter {
  private let patience: Patience
  private let path: String
  private let clock = ContinuousClock()
  private var since: ContinuousClock.Instant
  private var announced = 0
  /// Who held the file when it was last looked at.
  private(set) var holder: LockHolder?

  init(_ patience: Patience, path: String) {
    self.patience = patience
    self.path = path
    since = clock.now
  }

  private var waited: Duration { clock.now - since }
  var waitedSeconds: Int { Int(waited.components.seconds) }

  /// Sleeps a little and says whether to try again; `attempt` is 0 for the first of a wait.
  func tryAgain(attempt: Int, sleep: (_ milliseconds: Int32) -> Void) -> Bool {
    if attempt == 0 {
      since = clock.now
      announced = 0
    }
    let isLast = waited >= patience.longest
    if isLast || waitedSeconds > announced { holder = LockHolder.find(at: path) }
    guard !isLast else { return false }
    if waitedSeconds > announced {
      announced = waitedSeconds
      patience.onWait(holder, announced)
    }
    sleep(Int32(min(5 + attempt, 50)))
    return true
  }
}
