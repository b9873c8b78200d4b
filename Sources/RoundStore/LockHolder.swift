import Glibc

/// The process that holds a round file.
public struct LockHolder: Sendable, Hashable {
  public let processID: Int
  /// The login name it runs under.
  public let user: String?
  /// The command with its arguments; `--by` among them tells who acts.
  public let command: [String]
  /// When it was started: UTC, ISO 8601.
  public let startedAt: String?
}

extension LockHolder {
  /// The bytes of a database file that SQLite locks: pending, reserved, and the range that readers share.
  /// See "SQLite File Format", 1.6.3 The Lock-Byte Page.
  private static let reservedByte = 0x4000_0001
  private static let sharedBytes = 0x4000_0002
  private static let sharedCount = 510

  /// Finds who holds the lock on the file at `path`; nil where nobody does any more, where it is this process, or where
  /// the system does not say.
  ///
  /// Asks the kernel through a descriptor that SQLite already has open on the file: opening and closing one of our own
  /// would let go of this process's locks on it (fcntl(2), "Record locks"). Nothing is stored on disk for this.
  static func find(at path: String) -> LockHolder? {
    guard let descriptor = openDescriptor(of: path) else { return nil }
    for (start, count) in [(reservedByte, 1), (sharedBytes, sharedCount)] {
      var request = flock()
      request.l_type = Int16(F_WRLCK)
      request.l_whence = Int16(SEEK_SET)
      request.l_start = start
      request.l_len = count
      if fcntl(descriptor, F_GETLK, &request) == 0, request.l_type != F_UNLCK, request.l_pid > 0 {
        return LockHolder(processID: Int(request.l_pid))
      }
    }
    return nil
  }

  private static func openDescriptor(of path: String) -> Int32? {
    var wanted = stat()
    guard stat(path, &wanted) == 0 else { return nil }
    return (0..<Int32(256)).first { descriptor in
      var found = stat()
      return fstat(descriptor, &found) == 0 && found.st_ino == wanted.st_ino && found.st_dev == wanted.st_dev
    }
  }

  /// Describes a process from what `/proc` tells; where there is none, by its number alone.
  init(processID: Int) {
    self.processID = processID
    let folder = "/proc/\(processID)"
    command = (smallFile("\(folder)/cmdline") ?? []).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    user = LockHolder.owner(of: folder)
    startedAt = LockHolder.start(statistics: smallFile("\(folder)/stat"))
  }

  private static func owner(of folder: String) -> String? {
    var information = stat()
    guard stat(folder, &information) == 0 else { return nil }
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(information.st_uid, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return entry.pw_name.map { String(cString: $0) }
  }

  /// The 22nd field of `/proc/PID/stat` counts ticks from the boot, whose second `/proc/stat` gives (proc(5)). The
  /// second field is a name in brackets that may hold spaces.
  private static func start(statistics: [UInt8]?) -> String? {
    guard let statistics, let bracket = statistics.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = statistics[(bracket + 1)...].split(separator: UInt8(ascii: " "))
    let lines = (smallFile("/proc/stat") ?? []).split(separator: 0x0A)
    let boot = lines.first { $0.starts(with: "btime ".utf8) }
    guard fields.count > 19, let ticks = Int(String(decoding: fields[19], as: UTF8.self)),
      let boot, let seconds = Int(String(decoding: boot.dropFirst(6), as: UTF8.self))
    else { return nil }
    return RecordClock.text(seconds: seconds + ticks / sysconf(Int32(_SC_CLK_TCK)), milliseconds: nil)
  }
}

/// The first 64 KiB of a file, or nil where it cannot be read.
private func smallFile(_ path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  let size = 1 << 16
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let length = read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
      guard length > 0 else { return }
      count += length
    }
  }
}
