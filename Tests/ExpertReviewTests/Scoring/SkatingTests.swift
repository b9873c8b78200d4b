import ExpertReview
import FoundationEssentials
import Testing

/// Official results of figure skating, exactly: see `Tests/Golden/skating/README.md`.
@Suite struct `Skating results` {
  struct Counts: Equatable {
    var means = 0
    var componentTotals = 0
    var scores = 0
    var places = 0
    var tiesBroken = 0
  }

  /// Compares everything official with what Panel makes of the marks, and counts what agrees.
  private func recompute(_ skating: Skating) throws -> Counts {
    var counts = Counts()
    for (segment, candidates) in skating.segments {
      let (plan, matrix) = try skating.matrix(of: segment)
      let standings = plan.aggregate(matrix)
      for (position, candidate) in candidates.enumerated() {
        let standing = standings[position]
        let official = try #require(skating.results[candidate])
        for item in standing.items {
          guard let mean = skating.means[candidate]?[item.id] else { continue }
          #expect(item.rounded == mean)
          if item.rounded == mean { counts.means += 1 }
        }
        let components = standing.judgedTotal?.rounded(places: 2, .down).text(places: 2)
        #expect(components == official.componentTotal)
        if components == official.componentTotal { counts.componentTotals += 1 }
        #expect(standing.score?.text == official.score)
        if standing.score?.text == official.score { counts.scores += 1 }
        #expect(plan.trace(candidate: position, in: matrix).standing == standing)
      }
    }
    for row in try skating.ranking().rows {
      let official = try #require(skating.results[row.candidate])
      #expect(row.place == official.place)
      if row.place == official.place { counts.places += 1 }
      if row.tieBrokenBy != nil { counts.tiesBroken += 1 }
    }
    return counts
  }

  @Test func `three segments come out as they were published`() throws {
    let counts = try recompute(Skating(folder: Skating.golden + "/slice"))
    #expect(counts == Counts(means: 310, componentTotals: 62, scores: 62, places: 62, tiesBroken: 1))
  }

  @Test func `the one tie is broken by the components, on the row that it lifted`() throws {
    let ranking = try Skating(folder: Skating.golden + "/slice").ranking()
    let rows = ranking.rows.filter { $0.score?.text == "80.62" }
    #expect(rows.map(\.place) == [22, 23])
    #expect(rows.map(\.candidate) == [CandidateID("dc041820c3"), CandidateID("5ebb06bf1a")])
    #expect(rows.map(\.tieBrokenBy) == [.judgedTotal, nil])
    #expect(rows.allSatisfy { $0.tied.isEmpty && $0.listed })
  }

  @Test func `a judge whose marks are missing is left out of the mean, not counted as zero`() throws {
    let skating = try Skating(folder: Skating.golden + "/slice")
    let (plan, matrix) = try skating.matrix(of: GroupID("S40"))
    for candidate in 0..<matrix.candidateCount {
      let trace = plan.trace(candidate: candidate, in: matrix)
      for item in trace.items where item.kind == .judged {
        #expect(item.marks.count { $0.fate == .missing } == 1)
        #expect(item.trimming?.found == item.marks.count - 1)
      }
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["PANEL_SKATING"] != nil, "PANEL_SKATING names the folder"))
  func `all eighty segments come out as they were published`() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["PANEL_SKATING"])
    let counts = try recompute(Skating(folder: folder))
    #expect(counts == Counts(means: 4935, componentTotals: 987, scores: 987, places: 987, tiesBroken: 1))
  }
}
