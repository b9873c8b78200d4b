import ExpertReview

/// What keeps a command from starting.
enum SessionFault: Error, Hashable {
  case noRubrics(tried: [String])
  case noSchema(tried: [String])
  case unknownScheme(String, known: [SchemeID])
  /// Neither the scheme nor one of its bases has worked cases.
  case noCases(SchemeID)
  case abstractScheme(SchemeID)
  case badSetting(String)
  case emptyRound(file: String)
  /// A stored fact that this program cannot read, or that does not follow from those before it.
  case unreadable(file: String, sequence: Int, cause: String)
}
