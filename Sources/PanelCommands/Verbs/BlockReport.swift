import ExpertReview
import Reports
import Statistics

/// What `panel assign` says of panels of blocks: each block, what was lost to conflicts, and whether blocks can be
/// compared.
struct BlockReport {
  private let found: BlockAssignment
  private let record: AssignmentRecord
  private var blocks: [AssignedBlock] { record.blocks }
  private let alternates: Alternates
  private let design: RaterDesign

  init(_ found: BlockAssignment, _ record: AssignmentRecord, _ alternates: Alternates) {
    self.found = found
    self.record = record
    self.alternates = alternates
    var raters = [[Int]](repeating: [], count: found.problem.candidates.count)
    for seat in found.assignment.seats { raters[seat.candidate].append(seat.expert) }
    for pair in found.anchors { raters[pair.candidate].append(pair.expert) }
    design = RaterDesign(raters: raters, raterCount: found.problem.experts.count)
  }

  func write(to output: inout Output) {
    if output.isJSON { return output.json(json) }
    let assignment = found.assignment
    let experts = Set(found.panels.joined()).count
    output.line(
      Bilingual(
        zh: "\(found.problem.candidates.count) 个申报对象分 \(blocks.count) 组，\(experts) 位专家，\(assignment.seats.count) 份评分",
        en:
          "\(found.problem.candidates.count) candidates in \(blocks.count.of("block")), \(experts) experts, \(assignment.seats.count) sheets"
      ))
    for (number, block) in blocks.enumerated() {
      let fields = block.fields.filter { !$0.isEmpty }.joined(separator: "、")
      let group = [block.group, fields].filter { !$0.isEmpty }.joined(separator: " · ")
      let head = Bilingual(
        zh: "第 \(number + 1) 组（\(block.candidates.count) 个）", en: "block \(number + 1) (\(block.candidates.count))")
      output.line("  \(head[output.language]) \(group)：\(block.experts.map(\.rawValue).joined(separator: " "))")
    }
    for pair in found.recused.prefix(20) {
      let (candidate, expert) = (found.problem.candidates[pair.candidate], found.problem.experts[pair.expert])
      output.line(Bilingual(zh: "  \(expert) 回避 \(candidate)", en: "  \(expert) does not mark \(candidate)"))
    }
    if found.recused.count > 20 { output.line("  …（+\(found.recused.count - 20)）") }
    for (candidate, experts) in anchors {
      let list = experts.map(\.rawValue).joined(separator: " ")
      output.line(
        Bilingual(
          zh: "  比对：\(candidate) 另由 \(list) 评，不计入成绩",
          en: "  for comparison: \(candidate) is marked by \(list) too, which no result uses"))
    }
    if assignment.softSeats > 0 {
      output.line(
        Bilingual(
          zh: "不得已用了 \(assignment.softSeats) 个“尽量回避”的席位，请复核",
          en: "\(assignment.softSeats) seats have a soft conflict, for want of others: please look at them"))
    }
    let total = AssignVerb.millionths(assignment.total)
    let proved = PanelProof(record).words
    output.line(
      Bilingual(
        zh: "契合度总和 \(total)，\(proved.zh)；种子 \(assignment.seed)",
        en: "total affinity \(total), \(proved.en); seed \(assignment.seed)"))
    for line in comparison { output.line(line) }
    if alternates.wanted > 0 {
      let short = alternates.shortages.count
      output.line(
        Bilingual(
          zh: "候补：按组排，每组 \(alternates.wanted) 位" + (short > 0 ? "，\(short) 个对象不足" : ""),
          en: "alternates: \(alternates.wanted) for each block"
            + (short > 0 ? ", \(short.of("candidate")) with fewer" : "")))
    }
    output.note(Bilingual(zh: "下一步：panel sheets 文件夹", en: "next: panel sheets FOLDER"))
  }

  // MARK: Whether blocks can be compared

  /// By candidate, who marks it for comparison only.
  private var anchors: [(candidate: CandidateID, experts: [ExpertID])] {
    record.anchors.map(\.candidate).reduce(into: [CandidateID]()) { if $0.last != $1 { $0.append($1) } }.map { id in
      (id, record.anchors.filter { $0.candidate == id }.map(\.expert))
    }
  }

  /// Standard errors are worked out for at most so many blocks of one ranking.
  private static let mostCompared = 200

  /// For each ranking, its blocks.
  private var rankings: [(ranking: String, blocks: [Int])] {
    blocks.map(\.ranking).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.map { ranking in
      (ranking, blocks.indices.filter { blocks[$0].ranking == ranking })
    }
  }

  private struct Comparison {
    let components: Int
    let least: Double?
    let greatest: Double?
  }

  private func comparison(of numbers: [Int]) -> Comparison {
    let members = numbers.map { found.blocks[$0].candidates }
    let components = Set(members.flatMap { design.components(of: $0) }).count
    guard components == 1, numbers.count <= BlockReport.mostCompared else {
      return Comparison(components: components, least: nil, greatest: nil)
    }
    let errors = design.standardErrors(between: members)
    let apart = numbers.indices.flatMap { row in errors[row].indices.filter { $0 > row }.map { errors[row][$0] } }
    return Comparison(components: components, least: apart.min(), greatest: apart.max())
  }

  private var comparison: [Bilingual] {
    rankings.filter { $0.blocks.count > 1 }.map { ranking in
      let told = comparison(of: ranking.blocks)
      let name = ranking.ranking.isEmpty ? "" : ranking.ranking + " "
      guard told.components == 1 else {
        return Bilingual(
          zh: "\(name)各组分成互不相通的 \(told.components) 片，专家宽严无法跨片比较；可用 --bridges 让相邻组共有专家，或用 --anchors 让下一组另评几个对象",
          en:
            "\(name)the blocks fall into \(told.components) parts that share nobody; severities cannot be compared between them: --bridges lets neighbours share experts, and --anchors lets the next block mark some candidates too"
        )
      }
      guard let least = told.least, let greatest = told.greatest else {
        return Bilingual(zh: "\(name)各组相通", en: "\(name)all blocks are connected")
      }
      return Bilingual(
        zh: "\(name)各组相通；两组均值之差的标准误 \(least.places(2))–\(greatest.places(2))（以单个评分的误差为 1）",
        en:
          "\(name)all blocks are connected; standard error of a difference between two blocks \(least.places(2))–\(greatest.places(2)) (error of one mark = 1)"
      )
    }
  }

  private var json: JSON {
    let assignment = found.assignment
    return .object([
      "status": .text("assigned"), "objective": .text(record.objective),
      "total": .text(AssignVerb.millionths(assignment.total)),
      "worst": .text(AssignVerb.millionths(assignment.worst)),
      "bound": .text(AssignVerb.millionths(found.bounds.total)), "proved": .boolean(found.isProved),
      "seed": .text(assignment.seed),
      "softSeats": .number(assignment.softSeats),
      "assignments": .array(
        assignment.seats.map { seat in
          .object([
            "candidate": .text(found.problem.candidates[seat.candidate].rawValue),
            "expert": .text(found.problem.experts[seat.expert].rawValue),
            "affinity": .text(AssignVerb.millionths(Int64(found.problem.millionths[seat.position]))),
          ])
        }),
      "blocks": .array(
        blocks.map { block in
          .object([
            "group": .text(block.group), "ranking": .text(block.ranking), "fields": .texts(block.fields),
            "candidates": .identifiers(block.candidates), "experts": .identifiers(block.experts),
          ])
        }),
      "recused": .array(
        found.recused.map { pair in
          .object([
            "candidate": .text(found.problem.candidates[pair.candidate].rawValue),
            "expert": .text(found.problem.experts[pair.expert].rawValue),
          ])
        }),
      "anchors": record.anchors.isEmpty
        ? nil
        : .array(
          anchors.map {
            .object(["candidate": .text($0.candidate.rawValue), "experts": .identifiers($0.experts)])
          }),
      "comparison": .array(
        rankings.map { ranking in
          let told = comparison(of: ranking.blocks)
          return .object([
            "ranking": .text(ranking.ranking), "blocks": .number(ranking.blocks.count),
            "components": .number(told.components), "leastStandardError": told.least.map { .statistic($0) },
            "greatestStandardError": told.greatest.map { .statistic($0) },
          ])
        }),
      "alternates": alternates.seatsJSON, "shortOfAlternates": alternates.shortagesJSON,
    ])
  }
}
