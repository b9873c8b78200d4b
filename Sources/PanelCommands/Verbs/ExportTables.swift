import ExpertReview
import RoundStore
import Tables

/// What `panel export --table` writes: recommendation tables of the round, and lists of one declaration.
enum TableExport {
  enum Fault: Error, Hashable {
    case needsCandidate(String)
    case needsRecommender([RecommenderID])
    case unknownRecommender(String, nearest: String?)
    case nothing(String)
    case noSuchList(String, field: String)
    /// The scheme's recommenders write another table.
    case otherTable(String, here: String)
  }

  /// The bytes of a table and how many rows it has.
  static func bytes(_ code: String, _ invocation: Invocation, _ file: RoundFile) throws -> (bytes: [UInt8], rows: Int) {
    if code == MarginalTable.code {
      let table = try MarginalTable(file, invocation)
      return (table.csv, table.rows.count)
    }
    let round = try LoadedRound(file).round
    if let list = CandidateTable.all.first(where: { $0.code == code }) {
      guard let id = invocation.text("candidate") else { throw Fault.needsCandidate(code).refusal }
      let candidate = try round.candidate(CandidateID(id))
      guard round.scheme.slots[list.field] != nil else { throw Fault.noSuchList(code, field: list.field).refusal }
      guard case .list(let entries) = round.scheme.value(list.field, of: candidate), !entries.isEmpty else {
        throw Fault.nothing(code).refusal
      }
      return (list.csv(of: candidate, in: round.scheme), entries.count)
    }
    if code == AffinityExport.code {
      let table = AffinityExport(round)
      guard table.rows > 0 else { throw Fault.nothing(code).refusal }
      return (table.csv, table.rows)
    }
    if code == SeatTable.code {
      let table = SeatTable(round)
      guard let table, table.rows > 0 else { throw Fault.nothing(code).refusal }
      return (table.csv, table.rows)
    }
    guard let table = NominationPolicy.Table(rawValue: code) else {
      preconditionFailure("the parser lets no other table pass")
    }
    return invocation.flag("listed")
      ? try listed(table, invocation, round) : try nominated(table, invocation, round)
  }

  /// The lines of one recommender, in its order.
  private static func nominated(
    _ table: NominationPolicy.Table, _ invocation: Invocation, _ round: Round
  ) throws -> (bytes: [UInt8], rows: Int) {
    if let own = round.scheme.nominations?.table, own != table {
      throw Fault.otherTable(table.rawValue, here: own.rawValue).refusal
    }
    let nominating = Set(round.nominations.map(\.recommender)).sorted()
    let id: RecommenderID
    if let name = invocation.text("recommender") {
      guard let known = round.recommender(called: name) else {
        throw Fault.unknownRecommender(name, nearest: round.nearestRecommender(to: name)).refusal
      }
      id = known.id
    } else {
      guard nominating.count <= 1 else { throw Fault.needsRecommender(nominating).refusal }
      guard let only = nominating.first else { throw Fault.nothing(table.rawValue).refusal }
      id = only
    }
    let lines = round.nominations.filter { $0.recommender == id }.sorted {
      ($0.order, $0.candidate?.rawValue ?? "") < ($1.order, $1.candidate?.rawValue ?? "")
    }
    guard !lines.isEmpty else { throw Fault.nothing(table.rawValue).refusal }
    let recommender = round.recommender(id)
    let rows = lines.map { line in
      (candidate: line.candidate.flatMap { round.candidateIndex[$0] }.map { round.candidates[$0] }, cells: line.cells)
    }
    let bytes = PrintedTable(table).csv(
      rows, recommender, name: recommender?.name ?? id.rawValue, round: round,
      sentOn: lines.compactMap(\.sentOn).max())
    return (bytes, rows.count)
  }

  /// What this level itself recommends to the next: the published list, else the one chosen.
  private static func listed(
    _ table: NominationPolicy.Table, _ invocation: Invocation, _ round: Round
  ) throws -> (bytes: [UInt8], rows: Int) {
    let isPublished = round.board.lastPublished != nil
    let lines = isPublished ? round.finalLines : round.isSelectedByChoice ? round.choiceLines() : []
    guard !lines.isEmpty else { throw Fault.nothing(table.rawValue).refusal }
    let name = invocation.text("recommender") ?? ""
    let recommender = round.recommender(called: name)
    let rows = lines.map { line in
      (candidate: round.candidateIndex[line.candidate].map { round.candidates[$0] }, cells: [String: String]())
    }
    let bytes = PrintedTable(table).csv(
      rows, recommender, name: recommender?.name ?? name, round: round, sentOn: round.board.lastPublished)
    return (bytes, rows.count)
  }
}

extension TableExport.Fault {
  var refusal: Refusal {
    let (message, mend, code) = words
    return Refusal([FaultReport(code: "table." + code, message: message, mend: mend)])
  }

  private var words: (message: Bilingual, mend: Bilingual, code: String) {
    switch self {
    case .needsCandidate(let table):
      (
        Bilingual(zh: "\(table) 是一个申报对象的表", en: "\(table) belongs to one candidate"),
        Bilingual(zh: "加上 --candidate 编号", en: "add --candidate ID"), "needsCandidate"
      )
    case .needsRecommender(let ids):
      (
        Bilingual(
          zh: "有 \(ids.count) 个推荐单位，每个一张表", en: "\(ids.count) recommenders nominated, each with a table of its own"),
        Bilingual(
          zh: "用 --recommender 写明哪一个：\(ids.prefix(8).spaced)",
          en: "say which with --recommender: \(ids.prefix(8).spaced)"),
        "needsRecommender"
      )
    case .unknownRecommender(let name, let nearest):
      (
        Bilingual(zh: "没有推荐单位“\(name)”", en: "there is no recommender “\(name)”"),
        nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
          ?? Bilingual(zh: "先用 panel import recommenders 读入", en: "first run panel import recommenders"),
        "unknownRecommender"
      )
    case .nothing(let table):
      (
        Bilingual(zh: "\(table) 没有内容可写", en: "there is nothing to write in \(table)"),
        Bilingual(zh: "先读入推荐或清单，或先选定名单", en: "first import what it lists, or choose the list"), "nothing"
      )
    case .noSuchList(let table, let field):
      (
        Bilingual(
          zh: "这个方案的申报书没有 \(table) 的内容（\(field)）", en: "declarations of this scheme have no \(field) for \(table)"),
        Bilingual(zh: "panel schemes 列出各项指标", en: "panel schemes lists the fields"), "noSuchList"
      )
    case .otherTable(let table, let here):
      (
        Bilingual(
          zh: "这个方案的推荐单位填 \(here)，不是 \(table)", en: "recommenders of this scheme write \(here), not \(table)"),
        Bilingual(zh: "用 --table \(here)", en: "use --table \(here)"), "otherTable"
      )
    }
  }
}
