/// Which pairs to compare, in which order, so that values come in order whatever they are: K. E. Batcher's odd–even
/// merging ("Sorting networks and their applications", AFIPS Spring Joint Computer Conference (1968) 307–314).
///
/// The network for the next power of two, without the pairs that would touch a value past the last: those stand for
/// infinity and never move. As no pair depends on a value, eight panels are sorted at once, one a lane. Seven values
/// take 16 pairs.
struct SortingNetwork: Sendable {
  /// Of each pair the lower value goes to the first place.
  let pairs: [(first: Int, second: Int)]

  init(_ count: Int) {
    var pairs: [(first: Int, second: Int)] = []
    var whole = 1
    while whole < count { whole *= 2 }
    var run = 1
    while run < whole {
      var gap = run
      while gap >= 1 {
        for start in stride(from: gap % run, through: whole - 1 - gap, by: 2 * gap) {
          for place in start..<min(start + gap, whole - gap)
          where place / (2 * run) == (place + gap) / (2 * run) && place + gap < count {
            pairs.append((place, place + gap))
          }
        }
        gap /= 2
      }
      run *= 2
    }
    self.pairs = pairs
  }
}
