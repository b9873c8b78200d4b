import ExpertReview
import Simulation

/// `panel simulate --merge FILE…`: the shards of a study, put together as if it had been run in one piece.
struct MergedShards {
  private let files: [BlockFile]

  init(_ paths: [String]) throws {
    files = try paths.map { path in
      guard let file = try BlockFile.read(path) else { throw SimulateFault.notBlocks(path).refusal }
      return file
    }
  }

  /// Reads the study out of the first file, sees that all are of it, and merges their blocks in order. Throws where a
  /// block is missing or there twice.
  func run(_ invocation: Invocation) throws -> StudyRun {
    let first = files[0]
    guard let own = first.heading.files.first(where: { $0.name == "study.json" }) else {
      throw SimulateFault.notBlocks(first.path).refusal
    }
    var loaded = try LoadedStudy.read(own.bytes, file: first.path, folder: nil, invocation) { name in
      first.heading.files.first { $0.name == name }?.bytes
    }
    loaded.study = loaded.study.with(replicates: first.heading.replicates)
    var blocks: [Int: (sums: MeasureSums, path: String)] = [:]
    for file in files {
      try loaded.admit(file)
      guard file.heading.replicates == first.heading.replicates else {
        throw SimulateFault.otherReplicates(
          file.path, found: file.heading.replicates, wanted: first.heading.replicates, of: first.path
        ).refusal
      }
      for block in try file.blocks(of: loaded.study) {
        if let other = blocks[block.block] {
          throw SimulateFault.blockTwice(block.block, file.path, other.path).refusal
        }
        blocks[block.block] = (block.sums, file.path)
      }
    }
    try noteGaps(loaded.study, blocks.keys)
    var sums = MeasureSums(of: loaded.study)
    for block in 0..<loaded.study.blockCount {
      if let next = blocks[block] { sums.merge(next.sums) }
    }
    return StudyRun(
      study: loaded.study, blocks: loaded.study.blockCount, replicates: loaded.study.replicates, sums: sums,
      stoppedEarly: false)
  }

  /// Throws where blocks are missing, with the shards that should hold them: those at hand that are unfinished, and
  /// those that are not at hand.
  private func noteGaps(_ study: Study, _ found: some Collection<Int>) throws {
    let found = Set(found)
    let missing = (0..<study.blockCount).filter { !found.contains($0) }
    guard !missing.isEmpty else { return }
    let unfinished = files.filter { file in
      let range = file.heading.shard?.blocks(of: study.blockCount) ?? 0..<study.blockCount
      return missing.contains { range.contains($0) }
    }
    let counts = Set(files.compactMap { $0.heading.shard?.count })
    var absent: [Shard] = []
    if counts.count == 1, let count = counts.first {
      let present = Set(files.compactMap { $0.heading.shard?.number })
      absent = (1...count).filter { !present.contains($0) }.compactMap { Shard($0, of: count) }
        .filter { shard in missing.contains { shard.blocks(of: study.blockCount).contains($0) } }
    }
    throw SimulateFault.gaps(
      missing: missing, of: study.blockCount, unfinished: unfinished.map(\.path), absent: absent
    ).refusal
  }
}
