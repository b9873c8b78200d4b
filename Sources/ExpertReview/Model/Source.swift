/// Where a rule, a number or a list of a scheme comes from. There is no third kind: what is not cited is the house's
/// own.
public enum Source: Hashable, Sendable {
  /// An article of a document that `Rubrics/documents.json` lists.
  case cited(document: String, article: String)
  /// A value that no document gives, with the reason for it.
  case house(reason: String)

  public var isHouse: Bool {
    if case .house = self { return true }
    return false
  }
}

/// An official document that schemes cite.
public struct OfficialDocument: Hashable, Sendable {
  public let id: String
  public let title: String
  /// The document's own number, such as 湘工信人工智能〔2025〕381号; empty where it bears none.
  public let number: String
  public let issuer: String
  public let date: String
  /// Articles that may be cited; a citation names one of them, or one of them followed by more.
  public let articles: [String]

  public init(id: String, title: String, number: String, issuer: String, date: String, articles: [String]) {
    self.id = id
    self.title = title
    self.number = number
    self.issuer = issuer
    self.date = date
    self.articles = articles
  }
}
