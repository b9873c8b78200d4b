/// What keeps the record from being checked or written out.
enum RecordFault: Error, Hashable {
  /// Not twelve or more hexadecimal digits.
  case badHead(String)
  /// There is a file of that name.
  case fileExists(String)
  /// A backup is a file of its own and cannot be poured into a pipe.
  case backupToOutput
  /// A round is taken in whole or not at all: the option means nothing.
  case roundIsWhole(option: String)
  /// A round is read from a file of its own.
  case roundFromInput
}
