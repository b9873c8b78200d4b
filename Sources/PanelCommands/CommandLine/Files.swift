import Glibc

/// What went wrong with a file or a folder.
enum FileFault: Error, Hashable, Sendable {
  /// `nearest` is a name in the same folder that was perhaps meant.
  case notFound(path: String, nearest: String?)
  case isFolder(path: String)
  case isNoFolder(path: String)
  case notPermitted(path: String, writing: Bool)
  case noSpace(path: String)
  /// Anything else, with the system's own words.
  case failed(path: String, writing: Bool, cause: String)

  var path: String {
    switch self {
    case .notFound(let path, _), .isFolder(let path), .isNoFolder(let path), .notPermitted(let path, _),
      .noSpace(let path), .failed(let path, _, _):
      path
    }
  }

  var code: String {
    switch self {
    case .notFound: "file.notFound"
    case .isFolder: "file.isFolder"
    case .isNoFolder: "file.isNoFolder"
    case .notPermitted: "file.notPermitted"
    case .noSpace: "file.noSpace"
    case .failed: "file.failed"
    }
  }

  /// The fault for the system's error number `code`.
  init(code: Int32, path: String, writing: Bool) {
    switch code {
    case ENOENT: self = .notFound(path: path, nearest: Files.nearest(to: path))
    case EISDIR: self = .isFolder(path: path)
    case ENOTDIR: self = .isNoFolder(path: path)
    case EACCES, EPERM, EROFS: self = .notPermitted(path: path, writing: writing)
    case ENOSPC, EDQUOT: self = .noSpace(path: path)
    default: self = .failed(path: path, writing: writing, cause: String(cString: strerror(code)))
    }
  }
}

/// Files and folders by the system's own calls: reading whole, and writing so that a reader sees the old content or the
/// new and nothing between.
enum Files {
  /// The permissions of a file only its owner may read.
  static let ownerOnly: mode_t = 0o600
  static let everyoneReads: mode_t = 0o644

  /// All bytes of a file.
  static func read(_ path: String) throws(FileFault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault(code: errno, path: path, writing: false) }
    defer { close(descriptor) }
    var status = stat()
    let expected = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    return try read(descriptor: descriptor, expecting: expected, named: path)
  }

  /// All bytes that a descriptor still has.
  static func read(descriptor: Int32, expecting: Int = 0, named path: String) throws(FileFault) -> [UInt8] {
    var bytes: [UInt8] = []
    // One more than expected, so that a file of known size needs one read and one that finds its end.
    bytes.reserveCapacity(expecting + 1)
    while true {
      let some = try readSome(descriptor: descriptor, most: min(max(65_536, expecting + 1), 1 << 24), named: path)
      if some.isEmpty { return bytes }
      bytes.append(contentsOf: some)
    }
  }

  /// The bytes that are there, waiting for the first of them; none at the end.
  static func readSome(descriptor: Int32, most: Int = 65_536, named path: String) throws(FileFault) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      var result = Glibc.read(descriptor, buffer.baseAddress, most)
      while result < 0, errno == EINTR { result = Glibc.read(descriptor, buffer.baseAddress, most) }
      failure = result < 0 ? errno : 0
      count = max(result, 0)
    }
    guard failure == 0 else { throw FileFault(code: failure, path: path, writing: false) }
    return bytes
  }

  /// Writes a file in one step: into a new file beside it, made durable, then renamed over it. Whatever interrupts this
  /// leaves the old file as it was. A link is followed; a pipe or device is written to as it stands.
  static func write(_ path: String, _ bytes: some Sequence<UInt8>, mode: mode_t = everyoneReads) throws(FileFault) {
    let bytes = Array(bytes)
    var status = stat()
    let kind = stat(path, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
    guard kind != S_IFDIR else { throw .isFolder(path: path) }
    let failure = kind == S_IFREG ? replace(resolved(path), bytes, mode) : pour(path, bytes)
    // Told of the file asked for: the person does not know the one beside it.
    guard failure == 0 else { throw FileFault(code: failure, path: path, writing: true) }
  }

  /// The file that a path stands for once links are followed.
  private static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// 0, or the system's error number.
  private static func replace(_ path: String, _ bytes: [UInt8], _ mode: mode_t) -> Int32 {
    let folder = folder(of: path)
    var descriptor: Int32 = -1
    var beside = ""
    // Another number where a killed process of the same id left its file.
    for attempt in 0..<100 where descriptor < 0 {
      beside = "\(folder)/.panel-\(getpid())-\(attempt)"
      descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor < 0, errno != EEXIST { return errno }
    }
    guard descriptor >= 0 else { return errno }
    var failure = writeAll(bytes, to: descriptor) ?? 0
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    close(descriptor)
    if failure == 0, rename(beside, path) != 0 { failure = errno }
    if failure != 0 { unlink(beside) } else { synchronise(folder: folder) }
    return failure
  }

  private static func pour(_ path: String, _ bytes: [UInt8]) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    return writeAll(bytes, to: descriptor) ?? 0
  }

  /// Writes everything to a descriptor; the system's error number where it cannot.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer -> Int32? in
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        offset += count
      }
      return nil
    }
  }

  /// A rename is only durable once its folder is. A file system that cannot do this is no reason to fail.
  private static func synchronise(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Makes a folder and those above it; one that exists is left as it is.
  static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(FileFault) {
    if isFolder(path) { return }
    let parent = folder(of: path)
    if parent != path, !exists(parent) { try makeFolder(parent, mode: mode) }
    guard mkdir(path, mode) == 0 || (errno == EEXIST && isFolder(path)) else {
      if errno == EEXIST { throw .isNoFolder(path: path) }
      throw FileFault(code: errno, path: path, writing: true)
    }
  }

  /// Removes a file; nothing happens where there is none.
  static func remove(_ path: String) throws(FileFault) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileFault(code: errno, path: path, writing: true) }
  }

  /// The names in a folder, sorted by their bytes, without `.` and `..`.
  static func list(_ path: String) throws(FileFault) -> [String] {
    guard let folder = opendir(path) else { throw FileFault(code: errno, path: path, writing: false) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: capacity) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether there is a file with content of its own, unlike a pipe, a device or a folder.
  static func isOrdinary(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The folder part of a path; `.` where it has none.
  static func folder(of path: String) -> String {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let slash = trimmed.lastIndex(of: "/") else { return trimmed }
    return String(trimmed[trimmed.index(after: slash)...])
  }

  /// The path with `addition` before its extension: `a/b.csv` and `-rejected` make `a/b-rejected.csv`.
  static func path(_ path: String, adding addition: String) -> String {
    let name = name(of: path)
    let stem = path.dropLast(name.count)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return path + addition }
    return stem + name[..<dot] + addition + name[dot...]
  }

  /// A name in the same folder that was perhaps meant, as a path.
  static func nearest(to path: String) -> String? {
    let folder = folder(of: path)
    guard let names = try? list(folder), let name = Suggestions.name(for: name(of: path), among: names) else {
      return nil
    }
    return path.contains("/") ? (folder == "/" ? "/" : folder + "/") + name : name
  }
}

extension Files {
  /// The name of a file without its folder and ending: `llm` for `rounds/llm.panel`.
  static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// An id as the name of a file: what a file system might not take, or might take for a folder, becomes `_`.
  static func safeName(_ text: String) -> String {
    let cleaned = String(text.map { "/\\:*?\"<>|\0".contains($0) || $0.isNewline ? "_" : $0 })
    return cleaned.isEmpty || cleaned.allSatisfy({ $0 == "." }) ? "_" : cleaned
  }
}
