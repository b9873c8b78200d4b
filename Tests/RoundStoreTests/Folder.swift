import ExpertReview
import Glibc
import RoundStore

/// A folder of its own for one test, removed with all that is in it.
final class Folder {
  let path: String

  init() {
    let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((temporary + "/round-store-XXXXXX").utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? ""
    precondition(!path.isEmpty, "no folder for a test")
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// All names in the folder, hidden ones too.
  var names: [String] {
    guard let listing = opendir(path) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

func contents(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

/// A fact that says `text`.
func fact(_ text: String, kind: String = "said", reason: String = "") -> NewFact {
  NewFact(
    kind: kind, asOf: CivilDay(daysSince1970: 20_412), actor: "张三", reason: reason, form: "text",
    payload: Array(text.utf8))
}

/// A clock that always shows the same.
let stoppedClock = RecordClock { "2025-11-20T08:30:00.000Z" }

/// Bytes that look random and are always the same.
func noise(_ count: Int) -> [UInt8] {
  var state: UInt64 = 1
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 56)
  }
}
