/// Checks panels of blocks on record: the blocks divide the candidates of the problem and keep the law's size, every
/// member marks every candidate that no conflict bars, and a search made anew over the same blocks comes to the same.
func provesBlocks(_ record: AssignmentRecord, _ law: BlockLaw, for problem: PanelProblem) -> Bool {
  guard SeatsOnRecord(record, for: problem) != nil, let blocks = record.candidateBlocks(in: problem),
    blocks.allSatisfy({ !$0.candidates.isEmpty && $0.candidates.count <= law.size }),
    blocks.flatMap(\.candidates).sorted() == Array(problem.candidates.indices),
    case .assigned(let again)? = try? assignBlocks(problem, blocks: blocks, law: law, seed: record.seed)
  else { return false }
  let made = again.record(stage: record.panels.stage)
  return made.panels.seats == record.panels.seats && made.blocks == record.blocks && made.anchors == record.anchors
}

extension AssignmentRecord {
  /// The blocks on record with candidates as indices of a problem; nil where one is not of the problem.
  func candidateBlocks(in problem: PanelProblem) -> [CandidateBlock]? {
    let place = Dictionary(uniqueKeysWithValues: problem.candidates.enumerated().map { ($1, $0) })
    var made: [CandidateBlock] = []
    for block in blocks {
      let candidates = block.candidates.compactMap { place[$0] }
      guard candidates.count == block.candidates.count else { return nil }
      made.append(
        CandidateBlock(
          group: block.group, ranking: block.ranking, fields: block.fields, candidates: candidates.sorted()))
    }
    return made
  }
}
