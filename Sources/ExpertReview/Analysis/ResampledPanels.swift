import Statistics

/// How the places of a ranking and its line move when every panel is drawn anew from its own members.
///
/// # Method
///
/// In each replicate every candidate's sheets are drawn from those it has (`SharedRaterDraws`: as many as there are,
/// unbiased spread, the same expert drawn together wherever it sits), and the official kernel and ranking are run on
/// them: extremes dropped, rounding, tie-breaks, minimums, caps and all. Only sheets that count are drawn. Where
/// a replicate leaves a tie across the line that no tie-break settles, a lot is drawn. A candidate that a replicate
/// leaves without a place stands below all that have one.
///
/// What an official's eye may take from it: of so many panels as might have been drawn, this share would have put the
/// candidate above the line. What was decided outside the marks – who withdrew, who was held not to meet a condition,
/// who entered the stage – stays as it is.
///
/// # Bounds
///
/// The interval of places holds the middle nine tenths of the replicates. It is a description of how the result hangs
/// on the choice of experts; close to equal candidates it covers the place by true merit less often than it says (P.
/// Hall and H. Miller, "Using the bootstrap to quantify the authority of an empirical ranking", Annals of Statistics
/// 37(6B), 2009), and the intervals of `RankIntervals`, which promise coverage, stand beside it. A share p of n
/// replicates has the Monte Carlo standard error √(p(1 − p)/n).
///
/// Every replicate has random streams of its own: the result is the same whatever the number of threads.
/// Complexity: replicates × (marks + n log n).
struct ResampledPanels: Sendable {
  /// What one replicate came to.
  struct Replicate: Sendable {
    /// By candidate's number; one more than those placed for who has none.
    var places: [Int32]
    var above: [Bool]
    var scores: ReplicateScores
  }

  let replicates: [Replicate]

  /// - Parameters:
  ///   - replay: the ranking to be made again.
  ///   - count: how many replicates.
  ///   - seed: any text.
  ///   - threads: how many threads share the work.
  init(_ replay: ReplayedRanking, count: Int, seed: String, threads: Int) {
    let panels = replay.marks.map { $0.map { MarkedPanels($0) } }
    let layers = panels.map(\.count).max() ?? 0
    let sizes = (0..<layers).map { layer in
      let ofLayer = panels.filter { $0.count > layer }.map { $0[layer] }
      return (raters: ofLayer.map(\.raterCount).max() ?? 0, seats: ofLayer.map(\.largest).max() ?? 0)
    }
    let fields = replay.fields
    let numbers = Dictionary(uniqueKeysWithValues: zip(replay.candidates, 0...))
    let key = RandomStream.hash(seed)
    replicates = concurrentMap(Array(0..<count), threads: threads) { replicate in
      func stream(_ part: Int) -> RandomStream {
        RandomStream(seed: key, stream: UInt64(replicate * (layers + 1) + part))
      }
      let draws = sizes.enumerated().map { layer, size in
        SharedRaterDraws(raterCount: size.raters, seats: size.seats, stream: stream(layer))
      }
      let groups = replay.groups { group, layer, marks in
        var marks = marks.ofAnyPanel
        marks.matrix = panels[group][layer].drawn(by: draws[layer], from: marks.matrix)
        return marks
      }
      let outcome = replay.problem.outcome(of: groups, settled: false)
      var lots = stream(layers)
      var above = outcome.verdicts.map { $0 == .listed || $0 == .chosen }
      for tie in outcome.undecided {
        for id in lots.sample(min(tie.freePlaces, tie.candidates.count), of: tie.candidates) {
          if let number = numbers[id] { above[number] = true }
        }
      }
      for (number, place) in outcome.places.enumerated() where place == 0 { above[number] = false }
      return Replicate(
        places: fields.closed(outcome.places), above: above, scores: ReplicateScores(of: groups))
    }
  }
}

/// Which candidates are ranked against one another: ranges of their numbers.
struct RankedFields: Sendable {
  let ranges: [Range<Int>]

  /// The places with those who have none put below the others of their field.
  func closed(_ places: [Int32]) -> [Int32] {
    var closed = places
    for range in ranges {
      let placed = Int32(places[range].count { $0 > 0 })
      for number in range where places[number] == 0 { closed[number] = placed + 1 }
    }
    return closed
  }
}

extension ReplayedRanking {
  var fields: RankedFields {
    var ranges: [Range<Int>] = []
    for group in problem.groups {
      let start = ranges.last?.upperBound ?? 0
      let range = start..<start + group.contenders.count
      if problem.together, let first = ranges.first {
        ranges[0] = first.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return RankedFields(ranges: ranges)
  }
}

extension ReplicateScores {
  /// The scores of all candidates in order of their numbers.
  init(of groups: [RankedGroup]) {
    self.init(
      groups.flatMap { group in
        (0..<group.standings.count).map { candidate in
          group.ratio(of: candidate).map { ReplicateScores.Quotient($0.numerator, over: $0.denominator) }
        }
      })
  }
}

/// The sheets of each candidate that count under a plan, their experts numbered without gaps.
struct MarkedPanels: Sendable {
  let raterCount: Int
  let largest: Int
  private let starts: [Int]
  private let rows: [Int32]
  private let raters: [Int32]
  /// Whether a mark is missing on some sheet that counts.
  private let hasGaps: [Bool]

  init(_ marks: ReplayedRanking.Marks) {
    var starts = [0]
    var rows: [Int32] = []
    var hasGaps: [Bool] = []
    marks.matrix.forEachBlock { candidate, block in
      let first = marks.matrix.sheets(of: candidate).lowerBound
      var gaps = false
      for sheet in 0..<block.count where marks.plan.counts(sheet, block) {
        rows.append(Int32(first + sheet))
        gaps = gaps || (0..<block.width).contains { block.cells[sheet * block.width + $0] < 0 }
      }
      starts.append(rows.count)
      hasGaps.append(gaps)
    }
    let present = Set(rows.map { marks.matrix.experts[Int($0)] }).sorted()
    let dense = Dictionary(uniqueKeysWithValues: zip(present, Int32(0)...))
    raterCount = present.count
    largest = zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 0
    raters = rows.map { dense[marks.matrix.experts[Int($0)]] ?? 0 }
    (self.starts, self.rows, self.hasGaps) = (starts, rows, hasGaps)
  }

  /// How many sheets of a candidate count.
  func size(of candidate: Int) -> Int { starts[candidate + 1] - starts[candidate] }

  /// The matrix with each candidate's sheets drawn anew. Where an item that was marked would be left without a mark,
  /// the candidate keeps its own sheets in this replicate: a gap on a sheet is no reason to have no place.
  func drawn(by draws: SharedRaterDraws, from matrix: MarkMatrix) -> MarkMatrix {
    matrix.choosing { candidate, _, chosen in
      let panel = starts[candidate]..<starts[candidate + 1]
      draws.draw(from: raters[panel], into: &chosen)
      for seat in chosen.indices { chosen[seat] = rows[panel.lowerBound + Int(chosen[seat])] }
      if hasGaps[candidate], matrix.marked(by: rows[panel]) != matrix.marked(by: chosen[...]) {
        chosen = Array(rows[panel])
      }
    }
  }
}

extension ScoringPlan {
  /// Whether a sheet counts: where totals are joined one that has a total, else one with a mark.
  fileprivate func counts(_ sheet: Int, _ block: SheetBlock) -> Bool {
    switch aggregation.basis {
    case .total: exactTotal(sheet, block) != nil
    case .item: (0..<block.width).contains { block.cells[sheet * block.width + $0] >= 0 }
    }
  }
}

extension MarkMatrix {
  /// Which items some of the rows mark.
  fileprivate func marked(by rows: ArraySlice<Int32>) -> [Bool] {
    (0..<width).map { item in rows.contains { cells[Int($0) * width + item] >= 0 } }
  }
}
