/// An expert whom a candidate asks not to be judged by (申请回避的专家).
struct UnsuitableExpert {
  let name: String
  let unit: String
  let reason: String
}

extension Scheme {
  /// The key of the list in which a declaration names them.
  private static let unsuitableKey = "unsuitable_experts"

  /// The experts whom a candidate's file names as unsuitable, in its order, up to the number that the scheme allows;
  /// the ones beyond have no effect (a rule of the formal check returns such a file).
  func unsuitableExperts(of candidate: Candidate) -> [UnsuitableExpert] {
    guard let most = conflicts?.unsuitableAtMost, most > 0,
      case .list(let entries) = value(Scheme.unsuitableKey, of: candidate)
    else { return [] }
    return entries.compactMap { entry -> UnsuitableExpert? in
      guard case .entry(let cells) = entry else { return nil }
      func text(_ key: String) -> String { if case .text(let text)? = cells[key] { text } else { "" } }
      return text("name").isEmpty
        ? nil : UnsuitableExpert(name: text("name"), unit: text("unit"), reason: text("reason"))
    }.prefix(most).map(\.self)
  }
}
