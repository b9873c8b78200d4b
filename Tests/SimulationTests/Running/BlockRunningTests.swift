import ExpertReview
import Statistics
import Testing

@testable import Simulation

/// A worker whose figures depend on the replicate alone, and that takes longer for some than for others.
private struct UnevenWorker: ReplicateRunning {
  let study: Study
  struct Broken: Error {}
  var breaksAt: Int?

  mutating func run(_ replicate: Int, into sums: inout MeasureSums) throws {
    if replicate == breaksAt { throw Broken() }
    var stream = RandomStream(seed: study.seed, label: "uneven \(replicate)")
    var total = 0.0
    for _ in 0..<(replicate % 7 == 0 ? 400 : 10) { total += stream.openUnit() }
    for design in study.designs.indices {
      for measure in study.measures.indices {
        sums.add(total / Double(design + 1 + measure), design: design, measure: measure)
      }
    }
  }
}

@Suite struct `Running blocks` {
  static func study(replicates: Int = 230, blockSize: Int = 10, stop: StopRule? = nil) throws -> Study {
    let sound = try #require(BrokenStudies.attempt("sound").study)
    return Study(
      id: sound.id, title: sound.title, question: sound.question, aim: sound.aim, estimand: sound.estimand,
      model: sound.model, designs: sound.designs, measures: sound.measures, replicates: replicates,
      blockSize: blockSize, seed: sound.seed, stop: stop, quantiles: [.recall])
  }

  static func merged(_ study: Study, blocks: [Int], threads: Int) throws -> (sums: MeasureSums, order: [Int]) {
    var sums = MeasureSums(of: study)
    var order: [Int] = []
    let all = try runBlocks(of: study, blocks: blocks, threads: threads, worker: { UnevenWorker(study: study) }) {
      sums.merge($1)
      order.append($0)
      return true
    }
    #expect(all)
    return (sums, order)
  }

  @Test(arguments: [1, 2, 3, 8]) func `sums are the same to the last bit with any number of threads`(threads: Int)
    throws
  {
    let study = try Self.study()
    let blocks = Array(0..<study.blockCount)
    let one = try Self.merged(study, blocks: blocks, threads: 1)
    let many = try Self.merged(study, blocks: blocks, threads: threads)
    #expect(many.order == blocks && many.sums == one.sums)
    #expect(many.sums.sums.map(\.bitPattern) == one.sums.sums.map(\.bitPattern))
    #expect(one.sums.counts.allSatisfy { $0 == 230 })
  }

  @Test(arguments: [1, 2, 3, 7, 23, 40]) func `shards are the whole, each block once`(count: Int) throws {
    let shards = (1...count).compactMap { Shard($0, of: count) }
    #expect(shards.flatMap { Array($0.blocks(of: 23)) } == Array(0..<23))
    let sizes = shards.map { $0.blocks(of: 23).count }
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
  }

  @Test func `a shard is written as which of how many`() {
    #expect(Shard("2/8") == Shard(2, of: 8) && Shard("2/8")?.description == "2/8")
    for text in ["0/8", "9/8", "2", "2/", "a/b", "2/8/1", "-1/8", ""] { #expect(Shard(text) == nil, "\(text)") }
  }

  @Test func `a run that is ended takes no further block, and one that was not taken is not half counted`() throws {
    let study = try Self.study()
    var taken: [Int] = []
    let all = try runBlocks(
      of: study, blocks: Array(0..<study.blockCount), threads: 3, worker: { UnevenWorker(study: study) }
    ) { block, _ in
      taken.append(block)
      return block < 4
    }
    #expect(!all && taken == [0, 1, 2, 3, 4])
  }

  @Test func `what a worker throws ends the run`() throws {
    let study = try Self.study()
    #expect(throws: UnevenWorker.Broken.self) {
      try runBlocks(
        of: study, blocks: Array(0..<study.blockCount), threads: 2,
        worker: { UnevenWorker(study: study, breaksAt: 57) }
      ) { _, _ in true }
    }
  }

  @Test func `a stored block reads back to the last bit, and nothing else reads`() throws {
    let study = try Self.study()
    var sums = MeasureSums(of: study)
    var worker = UnevenWorker(study: study)
    for replicate in 0..<10 { try worker.run(replicate, into: &sums) }
    sums.add(-0.0, design: 0, measure: 0)
    sums.add(.nan, design: 0, measure: 1)
    let block = StoredBlock(block: 3, replicates: 11, sums: sums)
    let read = try #require(StoredBlock(try JSON.read(block.json.compactText), of: study))
    #expect(read == block && read.sums.sums.map(\.bitPattern) == sums.sums.map(\.bitPattern))
    let wider = try Self.study().with(measures: [.recall])
    #expect(StoredBlock(block.json, of: wider) == nil)
    for (old, new) in [
      ("\"block\":3", "\"block\":-3"), ("\"counts\":[11", "\"counts\":[12"), ("\"sums\":\"", "\"sums\":\"g"),
    ] {
      let text = block.json.compactText
      #expect(text.contains(old))
      #expect(StoredBlock(try JSON.read(text.replacing(old, with: new)), of: study) == nil, "\(new)")
    }
  }

  @Test func `a rule to stop waits for its least number of replicates and for every design`() throws {
    let rule = StopRule(measure: .recall, standardError: 0.01, from: 20)
    let study = try Self.study(stop: rule)
    var sums = MeasureSums(of: study)
    for value in [0.5, 0.5, 0.5] {
      for design in study.designs.indices { sums.add(value, design: design, measure: 0) }
    }
    #expect(!rule.isMet(by: sums, replicates: 19, in: study))
    #expect(rule.isMet(by: sums, replicates: 20, in: study))
    sums.add(1, design: 1, measure: 0)
    #expect(!rule.isMet(by: sums, replicates: 20, in: study))
    #expect(!rule.isMet(by: MeasureSums(of: study), replicates: 20, in: study))
  }
}

extension Study {
  fileprivate func with(measures: [StudyMeasure]) -> Study {
    Study(
      id: id, title: title, question: question, aim: aim, estimand: estimand, model: model, designs: designs,
      measures: measures, replicates: replicates, blockSize: blockSize, seed: seed)
  }
}
