import Glibc

/// Puts a new file in its place whole or not at all.
///
/// The file is made under a hidden name in the same folder, synced, and then given its real name by a hard link, which
/// fails where the name is taken. Killed midway, it leaves at most the hidden file; the next attempt removes it, unless
/// the process that makes it is alive (it holds an advisory lock on it).
struct FilePlacement {
  private let path: String
  private let folder: String
  private let prefix: String

  init(path: String) {
    self.path = path
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    prefix = "." + (slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path) + ".new-"
  }

  /// Calls `make` with the name of an empty file of mode 0600 to be filled, and gives that file the name of this
  /// placement.
  func place(_ make: (String) throws(StoreFault) -> Void) throws(StoreFault) {
    var existing = stat()
    guard lstat(path, &existing) != 0 else { throw .alreadyExists(path: path) }
    removeLeftovers()
    let temporary = "\(folder)/\(prefix)\(getpid())"
    let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(errno, path: errno == ENOENT ? folder : path) }
    defer {
      unlink(temporary)
      close(descriptor)
    }
    flock(descriptor, LOCK_EX | LOCK_NB)
    // The umask may have taken permissions away.
    guard fchmod(descriptor, 0o600) == 0 else { throw .system(errno, path: path) }
    try make(temporary)
    guard fsync(descriptor) == 0 else { throw .system(errno, path: path) }
    try name(temporary)
    try syncFolder()
  }

  private func name(_ temporary: String) throws(StoreFault) {
    if link(temporary, path) == 0 { return }
    let error = errno
    // Some file systems know no hard links.
    guard error == EPERM || error == ENOTSUP || error == ENOSYS || error == EMLINK else {
      throw .system(error, path: path)
    }
    guard rename(temporary, path) == 0 else { throw .system(errno, path: path) }
  }

  private func syncFolder() throws(StoreFault) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno, path: folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .system(errno, path: folder) }
  }

  private func removeLeftovers() {
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard name.hasPrefix(prefix) else { continue }
      let descriptor = open("\(folder)/\(name)", O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink("\(folder)/\(name)") }
      close(descriptor)
    }
  }
}
