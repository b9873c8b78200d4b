import ExpertReview
import Testing

@testable import PanelCommands

/// `panel schemes A B`.
@Suite struct `Comparing schemes` {
  static let package = Files.folder(of: #filePath) + "/../../.."
  static let rubrics = package + "/Rubrics"

  static func shelf() throws -> SchemeShelf { try RubricsFolder(path: rubrics).shelf() }

  static func scheme(_ id: String) throws -> Scheme { try readScheme(SchemeID(id), from: try shelf()).get() }

  /// Each scheme that can be read with the next of the shelf.
  static let pairs: [[String]] = {
    guard let shelf = try? shelf() else { return [] }
    let ids = shelf.ids.filter { (try? readScheme($0, from: shelf).get()) != nil }.map(\.rawValue)
    return zip(ids, ids.dropFirst() + ids.prefix(1)).map { [$0, $1] }
  }()

  @Test(arguments: Language.allCases)
  func `the call beside the measures reads as it was agreed`(language: Language) throws {
    let run = CapturedRun([
      "schemes", "hunan-2025-llm", "hunan-2025-call-llm", "--rubrics", Self.rubrics, "--lang", language.rawValue,
    ])
    #expect(run.code == .done && run.messages.isEmpty)
    try Snapshot.compare(run.results, with: "schemes-llm-call-\(language.rawValue).txt")
  }

  @Test(arguments: pairs)
  func `the other way round is the mirror image`(pair: [String]) throws {
    let (first, second) = (try Self.scheme(pair[0]), try Self.scheme(pair[1]))
    let forth = SchemeComparison(first, second)
    let back = SchemeComparison(second, first)
    #expect(Set(forth.differences.map(Mirrored.init)) == Set(back.differences.map { Mirrored($0).turned }))
    #expect(forth.agreements.count == back.agreements.count)
    #expect(forth.differences.count == back.differences.count)
  }

  @Test(arguments: pairs.compactMap(\.first))
  func `a scheme does not differ from itself`(id: String) throws {
    let scheme = try Self.scheme(id)
    let comparison = SchemeComparison(scheme, scheme)
    #expect(comparison.differences.isEmpty)
    #expect(comparison.agreements.count == SchemeStatements(scheme).all.count)
  }

  @Test(arguments: pairs.compactMap(\.first))
  func `everything that a scheme says has a name of its own in its section`(id: String) throws {
    var seen: Set<[String]> = []
    for statement in SchemeStatements(try Self.scheme(id)).all {
      #expect(seen.insert([statement.section.rawValue, statement.id]).inserted, "\(statement.id) stands twice")
    }
  }

  // MARK: Two versions of a file

  @Test(arguments: Language.allCases)
  func `two versions of a file are compared point by point`(language: Language) throws {
    let folder = TemporaryFolder()
    let old = folder.file("last-year.json")
    let new = folder.file("this-year.json")
    try Files.write(folder.file("documents.json"), SampleScheme.documents.utf8)
    try Files.write(old, SampleScheme.text.utf8)
    let edits = [
      (#""value": "8""#, #""value": "10""#), (#""weight": "60""#, #""weight": "55""#),
      (#""weight": "40""#, #""weight": "45""#), (#""atMost": "2""#, #""atMost": "3""#),
      (#""id": "R-02""#, #""id": "R-12""#), (#""until": "1000""#, #""until": "2000""#),
    ]
    try Files.write(new, edits.reduce(SampleScheme.text) { $0.replacing($1.0, with: $1.1) }.utf8)
    let run = CapturedRun(["schemes", old, new, "--rubrics", folder.path, "--lang", language.rawValue])
    #expect(run.messages == "")
    let text = run.results.replacing(folder.path + "/", with: "")
    try Snapshot.compare(text, with: "schemes-versions-\(language.rawValue).txt")
  }

  @Test func `the same condition under another number stands on one line with both bounds`() throws {
    let old = try Self.versions(#""id": "R-01""#, #""id": "R-01""#)[0]
    let new = try Self.versions(#""id": "R-01""#, #""id": "N-7""#)[1]
    let found = SchemeComparison(old, new).differences
    #expect(found.map { $0.first?.id } == ["R-01"])
    #expect(found.map { $0.second?.id } == ["N-7"])
  }

  @Test func `platform and factory: the investment, the earlier award and the true papers stand side by side`() throws {
    let comparison = SchemeComparison(
      try Self.scheme("hunan-2025-platform"), try Self.scheme("hunan-2025-5g-factory"))
    let pairs = comparison.differences.filter { $0.section == .conditions }
      .reduce(into: [:]) { $0[$1.first?.id ?? ""] = $1 }
    let investment = try #require(pairs["HP-07"])
    #expect(investment.second?.id == "HF-08")
    let bounds = try #require(investment.changes.first { $0.name.zh == "条件" })
    #expect(bounds.first.zh.hasSuffix("≥ 200 万元") && bounds.second.zh.hasSuffix("≥ 300 万元"))
    #expect(investment.first?.source != investment.second?.source)
    #expect(pairs["HP-04"]?.second?.id == "HF-04")
    #expect(pairs["HP-09"]?.second?.id == "HF-09")
    // Different demands stay apart, whatever their numbers.
    #expect(pairs["HP-05b"]?.second == nil)
  }

  @Test func `the centres of province and ministry: cap on members, trades, years and look-back are told`() throws {
    let comparison = SchemeComparison(
      try Self.scheme("hunan-2025-promotion-centre"), try Self.scheme("miit-2026-promotion-centre-b2"))
    let found = comparison.differences.filter { $0.section == .conditions }
    func condition(_ statement: SchemeStatement?) -> String {
      statement?.aspects.first { $0.name.zh == "条件" }?.value.zh ?? ""
    }
    func only(_ id: String) throws -> (difference: SchemeComparison.Difference, condition: String) {
      let difference = try #require(found.first { $0.first?.id == id || $0.second?.id == id })
      return (difference, condition(difference.first ?? difference.second))
    }
    // Two years of violations beside three: one line with both.
    let lookBack = try only("HC-01").difference
    #expect(lookBack.second?.id == "MI-03")
    let change = try #require(lookBack.changes.first { $0.name.zh == "条件" })
    #expect(change.first.zh.contains("近 24 个月不在违法违规记录") && change.second.zh.contains("近 36 个月不在违法违规记录"))
    // The province alone limits the members, the ministry alone the trades.
    let members = try only("HC-03")
    #expect(members.difference.second == nil && members.condition.hasSuffix("≤ 7"))
    #expect(!found.contains { condition($0.second).contains("成员单位的个数") })
    let trades = try only("MI-04")
    #expect(trades.difference.first == nil && trades.condition == "服务的主要行业的个数 ≤ 3")
    #expect(!found.contains { condition($0.first).contains("行业类型的个数") })
    // Two complete years since founding, and two years of service: different demands, which stay apart.
    let founded = try only("X-13")
    #expect(founded.difference.second == nil && founded.condition.hasSuffix("满 2 个完整年度"))
    let serving = try only("MI-05")
    #expect(serving.difference.first == nil && serving.condition == "自开始服务相关行业和地区的日期起满 2 年")
  }

  /// The sample as it stands and with a replacement.
  static func versions(_ text: String, _ replacement: String) throws -> [Scheme] {
    let texts = [SampleScheme.text, SampleScheme.text.replacing(text, with: replacement)]
    return try texts.map { text in
      let shelf = SchemeShelf(
        schemes: [SchemeID(SampleScheme.id): Array(text.utf8)], documents: Array(SampleScheme.documents.utf8))
      return try readScheme(SchemeID(SampleScheme.id), from: shelf).get()
    }
  }

  @Test(arguments: pairs)
  func `no token of the grammar stands in the words of a comparison`(pair: [String]) throws {
    let run = CapturedRun(["schemes", pair[0], pair[1], "--rubrics", Self.rubrics])
    let lines = run.results.split(separator: "\n").filter { line in
      ["何事：", "须有：", "结果：", "超出：", "计：", "哪些：", "修约：", "合成后修约：", "依次看：", "一票否决："].contains(where: line.contains)
    }
    let tokens = [
      "declared", "sent", "opinion", "seal", "warn", "refused", "review", "consortium", "planned-city", "direct-city",
      "halfUp", "total", "sheet", "product", "judgedTotal", "untrimmedMean", "majority", "item:",
    ]
    for line in lines {
      for token in tokens { #expect(!line.contains(token), "\(line)") }
    }
  }

  // MARK: Nothing is overlooked

  static let everyKey = package + "/Tests/ExpertReviewTests/Resources/every-key.json"

  /// The sample that uses every key of the grammar, with one value of it changed.
  private static func changed(_ root: JSON, by edit: (inout JSON) -> Void) throws -> Scheme? {
    var root = root
    edit(&root)
    let folder = package + "/Tests/ExpertReviewTests/Resources/BrokenSchemes/"
    let shelf = SchemeShelf(
      schemes: [SchemeID("every-key"): root.bytes(), SchemeID("sound"): try Files.read(folder + "sound.json")],
      documents: try Files.read(folder + "documents.json"))
    return try? readScheme(SchemeID("every-key"), from: shelf).get()
  }

  /// Keys whose change is none of the scheme's meaning, or is told elsewhere: sources beside what they are of.
  private static let silent: Set<String> = ["$schema", "id", "cite", "house", "extends"]

  @Test func `whatever value of a scheme is changed, the comparison tells it`() throws {
    let root = try JSON.read(try Files.read(Self.everyKey))
    let base = try #require(try Self.changed(root) { _ in })
    var tried = 0
    var overlooked: [String] = []
    for place in JSONLeaf.all(in: root) where !place.path.contains(where: { Self.silent.contains($0) }) {
      // The names of both stand at the head of the page.
      guard place.path.first != "name" else { continue }
      for value in place.others {
        guard let scheme = try Self.changed(root, by: { place.put(value, into: &$0) }) else { continue }
        tried += 1
        if SchemeComparison(base, scheme).differences.isEmpty { overlooked.append(place.path.joined(separator: ".")) }
      }
    }
    #expect(overlooked == [])
    #expect(tried > 150, "only \(tried) changes could be read")
  }

  // MARK: Commands

  @Test func `as JSON the sections stand with both sides and their sources`() throws {
    let run = CapturedRun(["schemes", "hunan-2025-llm", "hunan-2025-call-llm", "--json", "--rubrics", Self.rubrics])
    let json = try run.json
    #expect(json["first"]?["id"]?.text == "hunan-2025-llm")
    #expect(json["sections"]?.elements?.count == SchemeStatement.Section.allCases.count)
    let found = json["sections"]?.elements?.flatMap { $0["differences"]?.elements ?? [] } ?? []
    #expect(json["different"]?.scalarText == String(found.count))
    #expect(found.allSatisfy { $0["first"] != nil || $0["second"] != nil })
  }

  @Test func `an unknown scheme and a faulty file are refused as everywhere`() throws {
    let unknown = CapturedRun([
      "schemes", "hunan-2025-llm", "hunan-2025-lml", "--rubrics", Self.rubrics, "--lang", "en",
    ])
    #expect(unknown.code == .invalidInput && unknown.messages.contains("did you mean hunan-2025-llm?"))
    let broken = Self.package + "/Tests/ExpertReviewTests/Resources/BrokenSchemes/kind-missing.json"
    let faulty = CapturedRun(["schemes", "hunan-2025-llm", broken, "--rubrics", Self.rubrics, "--json"])
    #expect(faulty.code == .invalidInput)
    #expect(try faulty.errors.first?["error"]?["file"]?.text == broken)
  }
}

/// A difference with its changes in no order, and the same seen from the other side.
private struct Mirrored: Hashable {
  var first: SchemeStatement?
  var second: SchemeStatement?
  var changes: Set<SchemeComparison.Change>

  init(_ difference: SchemeComparison.Difference) {
    first = difference.first
    second = difference.second
    changes = Set(difference.changes)
  }

  var turned: Mirrored {
    var turned = self
    (turned.first, turned.second) = (second, first)
    turned.changes = Set(changes.map { SchemeComparison.Change(name: $0.name, first: $0.second, second: $0.first) })
    return turned
  }
}

/// A value in a JSON document that is no object and no list, with the steps that lead to it.
private struct JSONLeaf {
  let path: [String]
  let value: JSON

  static func all(in json: JSON, path: [String] = []) -> [JSONLeaf] {
    if let members = json.members { return members.flatMap { all(in: $0.value, path: path + [$0.key]) } }
    if let elements = json.elements {
      return elements.enumerated().flatMap { all(in: $0.element, path: path + [String($0.offset)]) }
    }
    return [JSONLeaf(path: path, value: json)]
  }

  /// Other values that may stand here; the reader refuses those that may not.
  var others: [JSON] {
    if let flag = value.flag { return [.boolean(!flag)] }
    guard let text = value.text else { return [] }
    if let number = Int(text) { return [.text(String(number + 2))] }
    let names = ["general", "warn", "together", "soft", "province", "TB-1", "item", "down", "year", "uscc", "head"]
    return [.text(text + "二")] + names.filter { $0 != text }.map { .text($0) }
  }

  func put(_ new: JSON, into root: inout JSON) { JSONLeaf.put(new, at: path[...], in: &root) }

  private static func put(_ new: JSON, at path: ArraySlice<String>, in json: inout JSON) {
    guard let step = path.first else { return json = new }
    if var members = json.members, let place = members.firstIndex(where: { $0.key == step }) {
      put(new, at: path.dropFirst(), in: &members[place].value)
      json = JSON(.object(members), line: json.line)
    } else if var elements = json.elements, let place = Int(step) {
      put(new, at: path.dropFirst(), in: &elements[place])
      json = .array(elements)
    }
  }
}
