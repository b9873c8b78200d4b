/// Why a round file could not be used.
public enum StoreFault: Error, Sendable, Hashable {
  case notFound(path: String)
  case alreadyExists(path: String)
  /// There is a file, but no round.
  case notARound(path: String)
  /// Written by a later version of the program; both are versions of the file's form.
  case newerForm(path: String, found: Int, known: Int)
  /// Another process holds the file, and went on holding it for as long as was waited.
  case busy(path: String, holder: LockHolder?, waitedSeconds: Int)
  case damaged(path: String, Damage)
  case diskFull(path: String)
  /// The file, or the disk it is on, does not allow writing.
  case readOnly(path: String)
  case notPermitted(path: String)
  /// Anything else that the system or SQLite reports; `code` is SQLite's, or 0.
  case failed(path: String, code: Int, detail: String)
}

/// What is wrong with a record.
public enum Damage: Error, Sendable, Hashable {
  /// SQLite finds the file itself broken.
  case structure(detail: String)
  /// The facts' numbers leave one out, repeat one or do not begin with 1.
  case sequence(expected: Int, found: Int)
  /// A column of a fact does not hold what it must.
  case malformed(sequence: Int, column: String)
  /// A fact does not name the hash of the one before.
  case previousHash(sequence: Int)
  /// A fact's words or numbers are not those that were hashed.
  case factHash(sequence: Int)
  case payloadHash(sequence: Int)
  /// The parts of a payload are not numbered from 0 without a gap.
  case payloadPart(sequence: Int, expected: Int)
  /// A payload has another length than the fact says.
  case payloadSize(sequence: Int, expected: Int, found: Int)
  /// Parts of a payload whose fact is not there.
  case strayPayload(sequence: Int)
  /// The head that somebody was given is nowhere in the chain: facts were cut off at the end, or rewritten.
  case headNotInChain(expected: String, lastSequence: Int, head: Digest)
}

extension StoreFault {
  /// The file, or the folder, that the fault is about.
  public var path: String {
    switch self {
    case .notFound(let path), .alreadyExists(let path), .notARound(let path), .newerForm(let path, _, _),
      .busy(let path, _, _), .damaged(let path, _), .diskFull(let path), .readOnly(let path), .notPermitted(let path),
      .failed(let path, _, _):
      path
    }
  }
}
