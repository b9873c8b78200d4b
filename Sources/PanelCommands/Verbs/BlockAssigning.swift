import ExpertReview
import Reports
import Statistics

/// `panel assign` where panels judge blocks of candidates (评审组).
struct BlockAssigning {
  let work: PanelWork
  let law: BlockLaw
  private let by: String?

  /// Nil where every candidate is to have a panel of its own: the scheme says so and the command nothing else, or
  /// panels are only repaired.
  init?(_ work: PanelWork, _ invocation: Invocation) throws {
    let policy = work.stage.panel.block
    guard !work.repairs else { return nil }
    guard let size = invocation.integer("blocks") ?? policy?.size else {
      let strange = ["bridges", "anchors", "places"].filter { invocation.text($0) != nil }
      guard strange.isEmpty else { throw VerbFault.onlyWithBlocks(options: strange).refusal }
      return nil
    }
    self.work = work
    law = BlockLaw(
      size: size, bridges: invocation.integer("bridges") ?? policy?.bridges ?? 0,
      places: invocation.integer("places") ?? 1, leastMarks: work.stage.panel.minimumSheets,
      anchors: invocation.integer("anchors") ?? policy?.anchors ?? 0)
    by = policy?.by
  }

  func run(_ session: inout RoundSession, _ output: inout Output) throws -> ExitCode {
    let stage = work.stage
    guard work.objective == .total else { throw VerbFault.objectiveOfBlocks(work.objective.text).refusal }
    let marked = work.kept.count + session.round.markedAnchorSeats(in: stage.id).count
    guard marked == 0 else { throw VerbFault.blocksMarked(stage: stage.id, seats: marked).refusal }
    let blocks = formBlocks(of: session.round.blockCandidates(work.problem.candidates, by: by), size: law.size)
    switch try assignBlocks(work.problem, blocks: blocks, law: law, seed: work.seed) {
    case .shortfall(let shortfall):
      tell(shortfall, blocks, &output)
      return .cannotBeFilled
    case .assigned(let found):
      let alternates = try found.alternates(work.wanted ?? 0)
      let record = found.record(stage: stage.id, alternates: alternates.seats)
      if work.isHeld(record, in: session.round) {
        output.note(Bilingual(zh: "与已有的分派相同，没有改动", en: "the same panels stand already; nothing changed"))
      } else {
        try work.recordLeaving(in: &session)
        try session.add(.assigned(record))
      }
      BlockReport(found, record, alternates).write(to: &output)
      return .done
    }
  }

  private func tell(_ shortfall: BlockShortfall, _ blocks: [CandidateBlock], _ output: inout Output) {
    let words = shortfall.words
    if output.isJSON {
      return output.json([
        "status": .text("shortfall"), "objective": .text(law.text), "seed": .text(work.seed), "assignments": .array([]),
        "shortfall": shortfall.json(blocks, work.problem, ways: words.ways.map { .text($0[output.language]) }),
      ])
    }
    output.line(words.fault)
    output.line(Bilingual(zh: "出路：", en: "ways out:"))
    for way in words.ways { output.line("  · " + way[output.language]) }
  }
}

extension BlockShortfall {
  /// What is lacking, and what would mend it.
  fileprivate var words: (fault: Bilingual, ways: [Bilingual]) {
    func list(_ ids: [String]) -> String { ids.prefix(12).joined(separator: " ") + (ids.count > 12 ? " …" : "") }
    let morePlaces = Bilingual(
      zh: "让一位专家进不止一组：--places 2", en: "let an expert sit in more than one block: --places 2")
    switch self {
    case .places(let blocks, let experts, let needed, let available):
      let numbers = list(blocks.map { String($0 + 1) })
      return (
        Bilingual(
          zh: "排不出来：第 \(numbers) 组共要 \(needed) 个席位，能评的 \(experts.count) 位专家只能给 \(available) 个",
          en:
            "cannot be filled: blocks \(numbers) need \(needed) places, and the \(experts.count) experts left to them can take \(available)"
        ),
        [
          morePlaces,
          Bilingual(
            zh: "增补能评这些组的专家 \(needed - available) 位",
            en: "add \(needed - available) experts who may judge in these blocks"),
          Bilingual(zh: "加大每组的对象数：--blocks", en: "make blocks larger: --blocks"),
        ]
      )
    case .minimumLoads(let experts):
      return (
        Bilingual(
          zh: "排不出来：\(list(experts.map(\.rawValue))) 有最少评审数，却没有能进的组",
          en: "cannot be filled: \(list(experts.map(\.rawValue))) have a least load and no block to sit in"),
        [Bilingual(zh: "降低他们的最少评审数", en: "lower their least loads")]
      )
    case .bridges(let block, let panel, let shared):
      return (
        Bilingual(
          zh: "排不出来：第 \(block + 1) 组只有 \(panel) 位专家，却要与相邻组共有 \(shared) 位",
          en:
            "cannot be filled: block \(block + 1) has a panel of \(panel) and is to share \(shared) with its neighbours"
        ),
        [Bilingual(zh: "减少共有的专家：--bridges", en: "share fewer: --bridges")]
      )
    case .limits(let candidates):
      return (
        Bilingual(
          zh: "排不出来：回避、同一单位和工作量合在一起，无法让每个对象都有足够的评分；最紧的是 \(list(candidates.map(\.rawValue)))",
          en:
            "cannot be filled: with conflicts, units and loads together not every candidate can keep enough marks; tightest are \(list(candidates.map(\.rawValue)))"
        ),
        [
          Bilingual(zh: "增补与它们没有回避关系的专家", en: "add experts without a conflict with them"), morePlaces,
          Bilingual(zh: "缩小每组的对象数：--blocks", en: "make blocks smaller: --blocks"),
        ]
      )
    case .unknown:
      return (
        Bilingual(
          zh: "在规定的计算量内没有找到，也没有证明排不出来", en: "nothing was found within the work allowed, nor proved to be impossible"),
        [Bilingual(zh: "换一个种子，或放宽一项限制", en: "try another seed, or loosen one limit")]
      )
    }
  }

  fileprivate func json(_ blocks: [CandidateBlock], _ problem: PanelProblem, ways: [JSON]) -> JSON {
    func ids(of numbers: [Int]) -> [CandidateID] {
      numbers.flatMap { blocks[$0].candidates.map { problem.candidates[$0] } }
    }
    let (candidates, experts, needed, available): ([CandidateID], [ExpertID], Int, Int) =
      switch self {
      case .places(let numbers, let experts, let needed, let available): (ids(of: numbers), experts, needed, available)
      case .minimumLoads(let experts): ([], experts, experts.count, 0)
      case .bridges(let block, let panel, let shared): (ids(of: [block]), [], shared, panel)
      case .limits(let candidates): (candidates, [], 0, 0)
      case .unknown: ([], [], 0, 0)
      }
    return .object([
      "candidates": .identifiers(candidates), "experts": .identifiers(experts), "needed": .number(needed),
      "available": .number(available), "ways": .array(ways),
    ])
  }
}
