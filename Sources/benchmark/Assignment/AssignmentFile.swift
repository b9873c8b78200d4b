import Glibc
import Simulation

extension AssignmentInstance {
  /// Reads an `.asg` file; one that cannot be read ends the program with 3.
  static func read(_ file: String) -> AssignmentInstance {
    guard let stream = fopen(file, "rb") else { refuse(file, "cannot be read: \(String(cString: strerror(errno)))") }
    defer { fclose(stream) }
    var status = stat()
    guard fstat(fileno(stream), &status) == 0, status.st_size % 4 == 0 else { refuse(file, notAnInstance) }
    let count = status.st_size / 4
    // The words of the file are those of this machine: both are little-endian.
    let words = [Int32](unsafeUninitializedCapacity: count) { $1 = fread($0.baseAddress, 4, count, stream) }
    guard words.count == count else { refuse(file, "ends before its length") }
    do {
      return try AssignmentInstance(words: words)
    } catch {
      switch error {
      case .notAnInstance: refuse(file, notAnInstance)
      case .wrongLength(let words, let promised):
        refuse(file, "has \(4 * words) bytes where its header promises \(4 * promised)")
      case .pairOutOfPlace(let pair):
        refuse(file, "names in pair \(pair) what its header does not count, or is not sorted by candidate and expert")
      }
    }
  }

  /// Writes an `.asg` file; one that cannot be written ends the program with 3.
  func write(_ file: String) {
    let words = words
    guard let stream = fopen(file, "wb") else {
      AssignmentInstance.refuse(file, "cannot be written: \(String(cString: strerror(errno)))")
    }
    let written = words.withUnsafeBufferPointer { fwrite($0.baseAddress, 4, $0.count, stream) }
    guard fclose(stream) == 0, written == words.count else { AssignmentInstance.refuse(file, "is not written whole") }
  }

  private static let notAnInstance =
    "is not an .asg file: it does not begin with the mark 0x41534731 and a sound header"

  private static func refuse(_ file: String, _ why: String) -> Never {
    Benchmark.end(3, "benchmark: \(file) \(why)\n")
  }
}
