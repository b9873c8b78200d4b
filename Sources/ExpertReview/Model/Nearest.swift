/// The name that a mistyped one most likely means, or nil where none is close.
///
/// Close means: at most one edit in three characters (at least one), counted as the optimal string alignment distance,
/// that is insertions, deletions, substitutions and swaps of neighbours (Damerau 1964; Levenshtein 1966). Letters count
/// the same in upper and lower case. Of several equally close names the first in alphabetical order is taken, so the
/// answer does not depend on the order of `names`. Complexity: `typed.count × name.count` a name; names whose length
/// alone rules them out cost nothing.
public func nearest(to typed: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(typed.lowercased())
  guard !wanted.isEmpty else { return nil }
  let most = max(1, wanted.count / 3)
  var best: (distance: Int, name: String)?
  for name in names {
    let letters = Array(name.lowercased())
    guard abs(letters.count - wanted.count) <= most else { continue }
    let distance = alignmentDistance(wanted, letters)
    guard distance <= most, distance < wanted.count else { continue }
    if let best, (best.distance, best.name) <= (distance, name) { continue }
    best = (distance, name)
  }
  return best?.name
}

/// Three rows of the usual table suffice: a swap looks back two rows.
private func alignmentDistance(_ first: [Character], _ second: [Character]) -> Int {
  var beforeLast = [Int](repeating: 0, count: second.count + 1)
  var last = Array(0...second.count)
  var row = last
  for i in 0..<first.count {
    row[0] = i + 1
    for j in 0..<second.count {
      row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (first[i] == second[j] ? 0 : 1))
      if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
        row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
      }
    }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[second.count]
}
