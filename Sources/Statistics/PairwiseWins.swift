/// What raters' own orders say of subjects: Borda points, and wins pair by pair (Copeland).
///
/// Each rater's marks are read as an order of the subjects that it marked and nothing more, so a rater's severity and
/// how much of the scale it uses do not count.
///
/// - **Borda** (J.-C. de Borda, 1781, for orders of different lengths): from a rater of *m* subjects one gets
///   `(those marked lower + half those marked equal) ÷ (m − 1)`, between 0 and 1; the points are averaged over the
///   subject's raters. A rater of one subject gives none.
/// - **Pairwise wins** (A. H. Copeland, 1951): of two subjects with raters in common the one that more of them put
///   higher wins. Points are wins and half the draws, over the pairs compared.
///
/// # When not to use it
///
/// Both compare a subject with those that its raters marked too. Where panels hold few subjects in common, a subject
/// among strong ones gets few points for no fault of its own; `compared` says how many others it was held against.
/// Marks are compared as numbers: equal exact marks must come in as equal numbers.
///
/// Complexity: the sum over raters of the square of how many subjects each marked.
public struct PairwiseWins: Sendable, Hashable {
  /// By subject; nil where no rater gives points.
  public let borda: [Double?]
  public let wins: [Int]
  public let draws: [Int]
  public let losses: [Int]

  /// - Parameter ratings: who marked what.
  public init(_ ratings: Ratings) {
    let subjects = ratings.subjectCount
    var marked = [[(subject: Int, value: Double)]](repeating: [], count: ratings.raterCount)
    for subject in 0..<subjects {
      for mark in ratings.marks(of: subject) {
        marked[Int(ratings.raters[mark])].append((subject, ratings.values[mark]))
      }
    }
    var points = [Double](repeating: 0, count: subjects)
    var givers = points
    for list in marked where list.count > 1 {
      let sorted = list.map(\.value).sorted()
      for (subject, value) in list {
        let lower = Self.firstIndex(in: sorted) { $0 >= value }
        let equal = Self.firstIndex(in: sorted) { $0 > value } - lower - 1
        points[subject] += (Double(lower) + Double(equal) / 2) / Double(list.count - 1)
        givers[subject] += 1
      }
    }
    borda = zip(points, givers).map { $1 > 0 ? $0 / $1 : nil }
    var balance = [Int](repeating: 0, count: subjects)
    var meetings = balance
    var (wins, draws, losses) = (balance, balance, balance)
    for subject in 0..<subjects {
      var met: [Int] = []
      for mark in ratings.marks(of: subject) {
        for (other, value) in marked[Int(ratings.raters[mark])] where other != subject {
          if meetings[other] == 0 { met.append(other) }
          meetings[other] += 1
          let own = ratings.values[mark]
          balance[other] += own > value ? 1 : own < value ? -1 : 0
        }
      }
      for other in met {
        if balance[other] > 0 {
          wins[subject] += 1
        } else if balance[other] < 0 {
          losses[subject] += 1
        } else {
          draws[subject] += 1
        }
        (balance[other], meetings[other]) = (0, 0)
      }
    }
    (self.wins, self.draws, self.losses) = (wins, draws, losses)
  }

  private static func firstIndex(in sorted: [Double], where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(sorted[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// How many others a subject was compared with.
  public func compared(_ subject: Int) -> Int { wins[subject] + draws[subject] + losses[subject] }

  /// Places by Borda points, the most first; equals share the best of their places. Nil where there are no points.
  public var bordaPlaces: [Int?] { Self.places(borda) }

  /// Places by the share of pairs won, draws half; equals share the best of their places. Nil where nothing was
  /// compared.
  public var winPlaces: [Int?] {
    Self.places(
      wins.indices.map { subject in
        let compared = compared(subject)
        return compared == 0 ? nil : Double(2 * wins[subject] + draws[subject]) / Double(2 * compared)
      })
  }

  private static func places(_ values: [Double?]) -> [Int?] {
    let sorted = values.compactMap { $0.map { -$0 } }.sorted()
    return values.map { value in
      value.map { value in firstIndex(in: sorted) { $0 >= -value } + 1 }
    }
  }
}
