import Glibc

/// Who sits at the machine.
enum Account {
  /// The login name: of the session, else of the process's user, else `$USER`, else the user's number.
  static func name(environment: [String: String]) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    if getlogin_r(&buffer, buffer.count) == 0, let name = text(buffer) { return name }
    if let entry = getpwuid(getuid()), let pointer = entry.pointee.pw_name {
      let name = String(cString: pointer)
      if !name.isEmpty { return name }
    }
    if let name = environment["USER"], !name.isEmpty { return name }
    return "uid-\(getuid())"
  }

  private static func text(_ buffer: [CChar]) -> String? {
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
