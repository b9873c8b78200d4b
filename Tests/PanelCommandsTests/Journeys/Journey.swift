import RoundStore
import Tables
import Testing

@testable import ExpertReview
@testable import PanelCommands

/// A round under one of the project's schemes, taken through its stages by the program's own verbs.
///
/// Six candidates: J5 fails a gate, J6 is returned for correction and mended. Experts mark the n-th candidate 95 − 5n
/// in every item, so that its score is that mark, and hold every condition to be met.
final class Journey {
  let declarations: JourneyDeclarations
  let folder = TemporaryFolder()
  var day: CivilDay
  /// What was done, a word a stage.
  private(set) var stages: [String] = []
  /// Rules that staff confirmed.
  private(set) var confirmed: [String] = []
  private(set) var listed: [String] = []
  private(set) var verdicts: [String: Int] = [:]
  private(set) var wasExamined = false

  var scheme: Scheme { declarations.scheme }

  init(_ id: String, settings: [String] = [], round: String = "历程") throws {
    declarations = try JourneyDeclarations(id)
    day = try declarations.submitted
    let chosen = settings.flatMap { ["--set", $0] } + (settings.isEmpty ? [] : ["--reason", "本轮设定"])
    try must(["new", "--scheme", id, "--id", round] + chosen)
  }

  // MARK: Verbs

  struct Stopped: Error, CustomStringConvertible { let description: String }

  func run(_ words: [String]) -> CapturedRun {
    told = nil
    return CapturedRun(
      words + ["--round", folder.file("round.panel"), "--rubrics", projectRubrics, "--as-of", "\(day)", "--by", "王敏"])
  }

  @discardableResult
  func must(_ words: [String], ending code: ExitCode = .done) throws -> CapturedRun {
    let run = run(words)
    guard run.code == code else {
      throw Stopped(
        description: "\(scheme.id): panel \(words.joined(separator: " ")) ended with \(run.code): \(run.messages)")
    }
    return run
  }

  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Files.write(folder.file(name), bytes)
    return folder.file(name)
  }

  func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

  /// What status told last; nothing once another verb has run or another day has come.
  private var told: (day: CivilDay, status: JSON)?

  var status: JSON {
    get throws {
      if let told, told.day == day { return told.status }
      let status = try must(["status", "--json"]).json
      told = (day, status)
      return status
    }
  }
  var next: String { get throws { try status["next"]?["zh"]?.text ?? "" } }

  // MARK: Stages

  /// Does what a stage asks for, whatever stage it is.
  func pass(_ stage: Stage, choosing chosen: [String]) throws {
    switch stage {
    case .nomination: try nominate()
    case .formalCheck: try check()
    case .review(let review): try self.review(review)
    case .selection(let selection): try select(selection, chosen)
    case .publicity: try post()
    case .publication: try publish()
    }
    let name = if case .review(let review) = stage { ":" + review.id } else { "" }
    stages.append(stage.kind.rawValue + name)
  }

  func bringIn(_ records: [JSON]) throws {
    try must(["import", "candidates", file("candidates.json", JSON.array(records).bytes())])
  }

  private func nominate() throws {
    let policy = scheme.nominations
    let level = policy?.by ?? .city
    let city = declarations.text("recommender_city") ?? declarations.text("reg_city") ?? "长沙市"
    var recommenders = "recommender_id,name,level,province,city\n"
    for (place, province) in ["湖北", "湖南", "江西"].enumerated() {
      let own = level == .province ? province : declarations.text("reg_province") ?? "湖南"
      recommenders += "R\(place + 1),第\(place + 1)推荐单位,\(level.rawValue),\(own),\(city)\n"
    }
    try must(["import", "recommenders", file("recommenders.csv", recommenders)])
    let last = policy?.deadlines.first { $0.act == .sent }?.until
    if let last { day = max(day, last) }
    var lines = "recommender_id,order,candidate_id,opinion,sealed,sent_on\n"
    for number in 1...6 { lines += "R\((number + 1) / 2),\(2 - number % 2),J\(number),同意推荐,是,\(day)\n" }
    try must(["import", "nominations", file("nominations.csv", lines)])
    if wasExamined { try examine() }
  }

  /// Examines, returns what can be corrected, takes the correction, and admits whom the rules leave to a person.
  private func check() throws {
    try examine()
    #expect(verdicts["formError"] == 1, "\(scheme.id): \(verdicts)")
    let until = scheme.returns == nil ? ["--until", "\(day.adding(days: 3))"] : []
    let returned = run(["examine", "--return", folder.file("returned"), "--json"] + until)
    #expect(try returned.json["returned"]?["candidates"]?.elements?.map { $0["id"]?.text } == ["J6"])
    day = day.adding(days: 1)
    let mended = JSON.array([declarations.record(6)])
    try must(["import", "candidates", file("mended.json", mended.bytes()), "--replace", "--reason", "补正"])
    try examine()
    let waiting = try status["candidates"]?["waiting"]?.elements?.compactMap(\.text) ?? []
    for id in waiting { try must(["decide", "admit", id, "--reason", "研究同意"]) }
    if !waiting.isEmpty { try examine() }
    #expect(try status["returns"]?.elements?.map { $0["state"]?.text } == ["mended"])
  }

  func examine() throws {
    let run = run(["examine", "--json"])
    #expect(run.code == .done || run.code == .needsPerson, "\(run.messages)")
    verdicts = [:]
    for candidate in try run.json["candidates"]?.elements ?? [] {
      verdicts[candidate["verdict"]?.text ?? "", default: 0] += 1
    }
    wasExamined = true
  }

  private func review(_ review: ReviewStage) throws {
    if try status["experts"]?["total"]?.compactText == "0" {
      #expect(try next == "panel import experts 文件")
      var experts = "expert_id,name,employer,minimum_load,maximum_load\n"
      for number in 1...9 { experts += "E\(number),专家\(number),外省第\(number)大学,0,\n" }
      try must(["import", "experts", file("experts.csv", experts)])
      try must(["conflicts"])
    }
    #expect(try next == "panel assign")
    let seats = try must(["assign", "--stage", review.id, "--seed", "7", "--json"]).json["assignments"]?.elements ?? []
    #expect(seats.count == (review.panel.size ?? 0) * Set(seats.map { $0["candidate"]?.text }).count)
    let sheets = folder.file("sheets-" + review.id)
    try must(["sheets", sheets])
    let filled = try Files.list(sheets).filter { $0.hasSuffix(".csv") }.map { try fill(sheets + "/" + $0) }
    try must(["collect"] + filled)
    day = day.adding(days: 1)
    #expect(try next == "panel rank")
    let rows = try must(["rank", "--json"]).json["ranking"]?.elements ?? []
    for row in rows where row["score"]?.text != nil {
      let number = Int(row["candidate"]?.text?.dropFirst() ?? "") ?? 0
      #expect(row["score"]?.text == "\(95 - 5 * number).00", "\(scheme.id) \(review.id)")
    }
    #expect(try stage(review.id)?["panels"]?["faults"]?.elements?.isEmpty == true)
  }

  func stage(_ id: String) throws -> JSON? {
    try status["stages"]?.elements?.first { $0["stage"]?.text == id }
  }

  /// A sheet as its expert sends it back.
  private func fill(_ path: String) throws -> String {
    let sheet = try Table(csv: Files.read(path))
    let mark = try #require(sheet.headers.firstIndex(of: "评分"))
    var writer = CSVWriter.forPeople
    writer.append(sheet.headers)
    for row in sheet.rows {
      var cells = row.cells
      let number = Int(cells[0].dropFirst()) ?? 0
      if cells.contains("符合/不符合") {
        cells[mark] = "符合"
      } else if !["opinion", "question"].contains(cells[2]) {
        cells[mark] = "\(95 - 5 * number)"
      }
      writer.append(cells)
    }
    return try file("filled-" + (path.split(separator: "/").last.map(String.init) ?? ""), writer.bytes)
  }

  private func select(_ selection: Selection, _ chosen: [String]) throws {
    if selection.by == .choice {
      #expect(try next == "panel decide choose 申报对象 --reason 理由")
      try must(["rank"], ending: .needsPerson)
      try must(["decide", "choose"] + chosen + ["--reason", "集体研究，择优选定"])
    }
    try confirm()
  }

  /// The round as its file tells it.
  var round: Round {
    get throws { try LoadedRound(RoundFile.open(folder.file("round.panel"), .readOnly)).round }
  }

  /// Staff confirm everything that is open for those listed.
  func confirm() throws {
    let items = try status["openItems"]?.elements ?? []
    #expect(try next == "panel decide confirm \(items.first?["rule"]?.text ?? "") --reason 核实经过")
    for item in items {
      let ids = item["candidates"]?.elements?.compactMap(\.text) ?? []
      let rule = item["rule"]?.text ?? ""
      try must(["decide", "confirm", rule] + ids + ["--reason", "已逐一核实"])
      confirmed.append(rule)
    }
    #expect(try status["openItems"]?.elements?.isEmpty == true)
  }

  private func post() throws {
    #expect(try next == "panel publish 文件夹")
    let posted = try must(["publish", folder.file("notice"), "--json"]).json
    let from = try #require(posted["publishFrom"]?.text.flatMap { CivilDay($0) })
    #expect(try next == "公示中；\(from) 起 panel publish 文件夹 --final")
    day = from.adding(days: -1)
    try must(["publish", folder.file("early"), "--final"], ending: .needsPerson)
    day = from
  }

  /// The final list; of a scheme that ends with a choice, the list that goes to the next level.
  func publish() throws {
    let isReviewed = !scheme.stages.contains { if case .selection(let one) = $0 { one.by == .choice } else { false } }
    #expect(try next == "panel publish 文件夹" + (isReviewed ? " --final" : ""))
    let final = try must(["publish", folder.file("final"), "--json"] + (isReviewed ? ["--final"] : [])).json
    #expect(final["kind"]?.text == "final" && final["held"]?.elements?.isEmpty == true)
    listed = final["listed"]?.elements?.compactMap(\.text) ?? []
    #expect(Files.exists(folder.file("final/final.csv")))
  }
}
