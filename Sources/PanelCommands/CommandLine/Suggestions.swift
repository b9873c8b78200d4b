import ExpertReview

/// Did-you-mean for what is typed: names that it begins, then names it may be a slip of.
enum Suggestions {
  /// At most `limit` names: those that begin with `word` (two characters or more) in the order of `names`, then those
  /// that `nearest` finds close, the closest first. Letter case does not count.
  static func names(for word: String, among names: [String], limit: Int = 3) -> [String] {
    let begun = word.lowercased()
    var found = begun.count < 2 ? [] : Array(names.filter { $0.lowercased().hasPrefix(begun) }.prefix(limit))
    var rest = names.filter { !found.contains($0) }
    while found.count < limit, let next = nearest(to: word, among: rest) {
      found.append(next)
      rest.removeAll { $0 == next }
    }
    return found
  }

  /// The first of these names, or nil.
  static func name(for word: String, among names: [String]) -> String? {
    Suggestions.names(for: word, among: names, limit: 1).first
  }
}
