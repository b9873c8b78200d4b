// Which seats the candidates of blocks ask for once panels stand. A block has places, each for one expert on all its
// candidates; a member whom a conflict keeps from one of them does not mark it, and nobody is called for that as long
// as the least marks are there.

extension Round {
  /// How many seats each candidate of a block asks for: those that it has, one for each place of the block without a
  /// member, and as many as it needs marks in any case. Candidates with panels of their own are not among them.
  ///
  /// - Parameters:
  ///   - stage: a review stage; without blocks nothing is said.
  ///   - seats: who sits where; nil for those who do now.
  func seatsAskedInBlocks(of stage: ReviewStage, seats: [PanelList.Seat]? = nil) -> [CandidateID: Int] {
    let blocks = blocksAsAssigned(in: stage.id)
    guard !blocks.isEmpty else { return [:] }
    let panels = BlockSeats(seats ?? self.seats(in: stage.id))
    var asked: [CandidateID: Int] = [:]
    for block in blocks {
      let vacant = max(0, blockSize(block, in: stage) - panels.members(of: block).count)
      for id in block.candidates {
        guard let candidate = candidateIndex[id].map({ candidates[$0] }) else { continue }
        let least = min(demand(of: candidate, in: stage), leastMarks(in: stage))
        asked[id] = max(least, panels.experts(on: id).count + vacant)
      }
    }
    return asked
  }

  /// The places of a block: as many as the most that one of its candidates asks for.
  func blockSize(_ block: AssignedBlock, in stage: ReviewStage) -> Int {
    block.candidates.compactMap { candidateIndex[$0] }.map { demand(of: candidates[$0], in: stage) }.max() ?? 0
  }

  /// The fewest marks of a candidate that is judged in a block.
  func leastMarks(in stage: ReviewStage) -> Int { max(1, stage.panel.minimumSheets) }
}

/// Who sits where, as blocks see it.
struct BlockSeats {
  private var panels: [CandidateID: [ExpertID]] = [:]

  init(_ seats: [PanelList.Seat]) {
    for seat in seats { panels[seat.candidate, default: []].append(seat.expert) }
  }

  func experts(on candidate: CandidateID) -> [ExpertID] { panels[candidate] ?? [] }

  /// Who has a place in a block, by id: of those whom it was given at first everyone who still sits there, and whoever
  /// has come to more than one of its candidates. One who was called to a single candidate has no place.
  func members(of block: AssignedBlock) -> [ExpertID] {
    var number: [ExpertID: Int] = [:]
    for candidate in block.candidates { for expert in experts(on: candidate) { number[expert, default: 0] += 1 } }
    return number.filter { expert, count in
      count > 1 || block.candidates.count == 1 || block.experts.contains(expert)
    }.keys.sorted()
  }
}
