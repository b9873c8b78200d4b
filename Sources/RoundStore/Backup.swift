extension RoundFile {
  /// Copies the round, as it is at one moment, into a new file of mode 0600: whole, or not at all. Other processes may
  /// go on using the round. Throws `StoreFault`: `alreadyExists` where the file is there.
  public func backUp(to path: String) throws(StoreFault) {
    try FilePlacement(path: path).place { (temporary) throws(StoreFault) in
      let copy = try Connection(path: temporary, patience: Patience())
      try copy.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
      try connection.copy(to: copy)
    }
  }
}
