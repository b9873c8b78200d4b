import Glibc

@testable import PanelCommands

func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// A new empty folder, gone when the test ends.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((temporary + "/panel-test-XXXXXX").utf8CString)
    precondition(mkdtemp(&template) != nil, "a temporary folder can be made")
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { remove(path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// The permissions of a file.
  func mode(of name: String) -> UInt32 {
    var status = stat()
    return stat(file(name), &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  private func remove(_ path: String) {
    // A link goes, never what it leads to.
    var status = stat()
    let isFolder = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    if isFolder, let folder = opendir(path) {
      var names: [String] = []
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
      }
      closedir(folder)
      names.forEach { remove(path + "/" + $0) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}

func symbolicLink(_ path: String, to target: String) -> Bool { symlink(target, path) == 0 }

/// A file opened as standard input would be.
func descriptorInput(_ path: String) throws -> StandardInput {
  let descriptor = open(path, O_RDONLY)
  precondition(descriptor >= 0, "the test's own file opens")
  return StandardInput(descriptor: descriptor)
}
