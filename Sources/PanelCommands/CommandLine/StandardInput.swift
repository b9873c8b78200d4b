/// Where `-` and prompts read from: the process's standard input, or given bytes.
///
/// A class because its place in the stream is shared: a line that was read is gone for every holder.
final class StandardInput {
  private var pending: [UInt8]
  private let descriptor: Int32?
  private var ended: Bool

  /// Reads a descriptor as it is asked.
  init(descriptor: Int32) {
    pending = []
    self.descriptor = descriptor
    ended = false
  }

  /// Holds what was typed beforehand.
  init(_ text: String) {
    pending = Array(text.utf8)
    descriptor = nil
    ended = true
  }

  /// Everything that is still to come.
  func everything() throws(FileFault) -> [UInt8] {
    defer { pending = [] }
    guard let descriptor, !ended else { return pending }
    ended = true
    return pending + (try Files.read(descriptor: descriptor, named: "-"))
  }

  /// The next line without its end (`\n` or `\r\n`), or nil where there is no more.
  func line() throws(FileFault) -> String? {
    while true {
      if let end = pending.firstIndex(of: 0x0A) {
        let line = pending[..<end]
        pending.removeSubrange(...end)
        return text(line)
      }
      if try !more() {
        guard !pending.isEmpty else { return nil }
        defer { pending = [] }
        return text(pending[...])
      }
    }
  }

  private func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
  }

  /// Reads what is there; false at the end.
  private func more() throws(FileFault) -> Bool {
    guard let descriptor, !ended else { return false }
    let bytes = try Files.readSome(descriptor: descriptor, named: "-")
    ended = bytes.isEmpty
    pending += bytes
    return !ended
  }
}
