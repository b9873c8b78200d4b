import Foundation

/// The package's own files, found from where this source stands.
enum Repository {
  static let root: URL = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }()

  struct SourceFile {
    /// The folder under `Sources`.
    let room: String
    let path: String
    let lines: [String]
  }

  /// Every Swift file under `Sources`.
  static func sources() throws -> [SourceFile] {
    let folder = root.appendingPathComponent("Sources")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    return try paths.sorted().map { path in
      let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      return SourceFile(
        room: String(path.prefix { $0 != "/" }), path: "Sources/" + path,
        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
  }
}
