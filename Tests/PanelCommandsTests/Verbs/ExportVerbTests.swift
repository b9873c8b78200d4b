import ExpertReview
import RoundStore
import Testing

@testable import PanelCommands

@Suite struct `panel export` {
  // MARK: Backup

  @Test func `copies the round into a file of its owner's own`() throws {
    let round = try RoundInProgress(upTo: .marked)
    let path = round.folder.file("backup.panel")
    let run = try round.must("export \(path) --json")
    #expect(round.folder.mode(of: "backup.panel") == 0o600)
    let copy = CapturedRun(["verify", "--round", path])
    #expect(copy.code == .done)
    #expect(try RoundFile.open(path, .readOnly).head().hexadecimal == run.json["head"]?.text)
    // What is there is left alone.
    #expect(round.run("export \(path)").code == .invalidInput)
    #expect(round.run("export - ").code == .usage)
    let dry = round.folder.file("dry.panel")
    try round.must("export \(dry) --dry-run")
    #expect(!Files.exists(dry))
  }

  @Test func `makes no backup of a damaged round`() throws {
    let round = try RoundInProgress(upTo: .imported)
    let path = round.folder.file("round.panel")
    var bytes = try Files.read(path)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("长风大模型".utf8)) })
    bytes[place] ^= 1
    try Files.write(path, bytes)
    for form in ["backup", "archive", "anonymous"] {
      #expect(round.run("export \(round.folder.file("copy")) --form \(form)").code == .recordDamaged)
      #expect(!Files.exists(round.folder.file("copy")))
    }
  }

  // MARK: Archive

  /// The lines of an archive, as bytes.
  private func lines(_ archive: CapturedRun) -> [[UInt8]] {
    archive.results.utf8.split(separator: 0x0A).map(Array.init)
  }

  @Test func `writes a record from which its chain can be computed again`() throws {
    let round = try RoundInProgress(upTo: .posted)
    let all = lines(try round.must("export - --form archive"))
    let first = try JSON.read(all[0])
    let last = try JSON.read(all[all.count - 1])
    var head = try #require(first["genesis"]?.text.flatMap { Digest(hexadecimal: $0) })
    #expect(head == Digest(of: try #require(first["round"]?.text)))
    var packed = 0
    for line in all[1..<all.count - 1] {
      let fact = try JSON.read(line)
      func text(_ key: String) throws -> String { try #require(fact[key]?.scalarText) }
      #expect(try text("previousHash") == head.hexadecimal)
      // As the first line says: the previous hash, then every field behind its length.
      let payloadHash = try #require(Digest(hexadecimal: try text("payloadHash")))
      var hashed = head.bytes
      let fields = try ["fact-1"] + ["sequence", "kind", "recordedAt", "asOf", "actor", "reason", "form"].map(text)
      for bytes in fields.map({ Array($0.utf8) }) + [payloadHash.bytes] {
        hashed += (0..<8).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) } + bytes
      }
      head = Digest(of: hashed)
      #expect(try text("hash") == head.hexadecimal)
      if try text("form") == "json" {
        let marker = Array(#""payload":"#.utf8)
        let start = try #require(line.indices.first { line[$0...].starts(with: marker) }) + marker.count
        #expect(Digest(of: Array(line[start..<line.count - 1])) == payloadHash)
      } else {
        packed += 1
      }
      #expect(fact["payload"]?.members?.isEmpty == false)
    }
    #expect(packed == 1)
    #expect(last["head"]?.text == head.hexadecimal)
    #expect(last["facts"]?.scalarText == "\(all.count - 2)")
  }

  @Test func `writes packed facts out in words`() throws {
    let round = try RoundInProgress(upTo: .imported)
    let facts = try lines(try round.must("export - --form archive")).map { try JSON.read($0) }
    let affinities = try #require(facts.first { $0["kind"]?.text == "affinities-imported" })
    let pairs = try #require(affinities["payload"]?["pairs"]?.elements)
    #expect(pairs.count == 32)
    #expect(pairs[0]["candidate"]?.text == "C01" && pairs[0]["expert"]?.text == "E01")
    #expect(pairs[0]["affinity"]?.text.flatMap { ExactDecimal($0) } == ExactDecimal("0.9"))
  }

  @Test func `writes to a file that only its owner may read, and over none`() throws {
    let round = try RoundInProgress(upTo: .imported)
    let path = round.folder.file("archive.jsonl")
    try round.must("export \(path) --form archive")
    #expect(round.folder.mode(of: "archive.jsonl") == 0o600)
    #expect(
      String(decoding: try Files.read(path), as: UTF8.self) == (try round.must("export - --form archive")).results)
    #expect(round.run("export \(path) --form archive").code == .invalidInput)
    try round.must("export \(round.folder.file("no.jsonl")) --form archive --dry-run")
    #expect(!Files.exists(round.folder.file("no.jsonl")))
  }

  // MARK: Anonymous

  @Test func `leaves out every name, id, unit and text of the input`() throws {
    let round = try RoundInProgress(upTo: .posted)
    try round.must("decide object C02 --from 举报单位 --ground 数据不实")
    let text = try round.must("export - --form anonymous").results
    var cells: Set<String> = ["王敏", "举报单位", "数据不实", "样例一轮", "tester"]
    let files = [
      RoundInProgress.recommenders, RoundInProgress.candidates, RoundInProgress.nominations, RoundInProgress.experts,
      RoundInProgress.relations,
    ]
    for row in files.flatMap({ $0.split(separator: "\n").dropFirst() }) {
      cells.formUnion(row.split(separator: ",").map(String.init))
    }
    // Words of the scheme, and numbers, belong to nobody.
    let common: Set<String> = [
      "general", "vertical", "unit", "employment", "collaboration", "city", "1", "2", "3", "0", "70", "72", "130",
      "5000",
    ]
    for cell in cells.subtracting(common) { #expect(!text.contains(cell), "\(cell)") }
  }

  @Test func `keeps groups, marks, scores and places`() throws {
    let round = try RoundInProgress(upTo: .posted)
    let data = try round.must("export - --form anonymous").json
    #expect(data["scheme"]?.text == "sample")
    let candidates = try #require(data["candidates"]?.elements)
    #expect(candidates.compactMap { $0["candidate"]?.text } == ["C1", "C2", "C3", "C4", "C5"])
    #expect(data["experts"]?.elements?.compactMap(\.text) == (1...8).map { "E\($0)" })
    let stage = try #require(data["stages"]?.elements?.first)
    let ranking = try #require(stage["ranking"]?.elements)
    let rows = Set(
      ranking.map {
        "\($0["group"]?.text ?? "") \($0["place"]?.scalarText ?? "") \($0["score"]?.text ?? "") \($0["listed"]?.flag == true)"
      })
    #expect(
      rows == ["general 1 83.67 true", "general 2 80 true", "general 3 80 false", "vertical 1 73 true"]
        || rows == ["general 1 83.67 true", "general 2 80.00 true", "general 3 80.00 false", "vertical 1 73.00 true"])
    let sheets = try #require(stage["sheets"]?.elements).filter { $0["expert"]?.text != nil }
    #expect(sheets.count == 20 && sheets.count { $0["recused"]?.flag == true } == 1)
    let marks = sheets.flatMap { $0["marks"]?.members ?? [] }
    #expect(marks.count == 40)
    #expect(marks.compactMap(\.value.text).reduce(0) { $0 + (Int($1) ?? 0) } == given)
  }

  /// The sum of all marks in the file that was imported.
  private var given: Int {
    RoundInProgress.marks.split(separator: "\n").dropFirst().reduce(0) { sum, row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return cells[1].isEmpty ? sum : sum + (Int(cells[3]) ?? 0)
    }
  }

  @Test func `gives the same names for the same salt, and others for another`() throws {
    let ids = (1...40).map { CandidateID("C\($0)") }
    let first = Pseudonyms(ids, letter: "C", salt: [1, 2, 3])
    #expect(first.ids == Pseudonyms(ids.shuffled(), letter: "C", salt: [1, 2, 3]).ids)
    #expect(first.ids != Pseudonyms(ids, letter: "C", salt: [1, 2, 4]).ids)
    #expect(first.ids != ids)
    #expect(first.ids.enumerated().allSatisfy { first[$1].text == "C\($0 + 1)" })
    let round = try RoundInProgress(upTo: .imported)
    let exports = try (0..<8).map { _ in try round.must("export - --form anonymous").results }
    #expect(Set(exports).count > 1)
  }
}
