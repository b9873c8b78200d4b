import ExpertReview
import Foundation
import RoundStore
import Tables
import Testing

@testable import PanelCommands

/// A round whose panels are drawn by the program's own verbs.
private struct DrawnRound {
  let round: RoundInProgress
  static let seed = "99f37ad0b1f5c2d4e6a8091b2c3d4e5f"
  var seedFile: String { round.folder.file("seed.txt") }

  init(publicSource: String = "") throws {
    round = try RoundInProgress(upTo: .searched)
    try round.must("assign seal --seed \(DrawnRound.seed) --seed-file \(seedFile)", on: "2026-04-08")
    let source = publicSource.isEmpty ? "" : " --public-source \(publicSource)"
    try round.must("assign freeze --alternates 1\(source)", on: "2026-04-09")
  }

  func draw(_ more: String = "", on day: String = "2026-04-10") -> CapturedRun {
    round.run("assign --objective draw --seed-file \(seedFile)\(more)", on: day)
  }

  /// A table of the draw, as its bytes and as lines of cells.
  func table(_ code: String) throws -> (bytes: [UInt8], rows: [[String]]) {
    let path = round.folder.file("\(code)-\(UUID().uuidString).csv")
    try round.must("export \(path) --table \(code)")
    let bytes = try Files.read(path)
    let table = try Table(csv: bytes)
    return (bytes, [table.headers] + table.rows.map(\.cells))
  }
}

@Suite struct DrawVerbTests {
  @Test func `a seed is sealed, the lists are frozen, the seed is opened, and the record is verified`() throws {
    let drawn = try DrawnRound()
    let run = drawn.draw()
    #expect(run.code == .done, "\(run.messages)")
    let round = try drawn.round.round()
    let record = try #require(round.drawnPanels(of: "expert")).record
    #expect(record.seed == DrawnRound.seed && record.objective == "draw" && record.prices.isEmpty)
    #expect(round.seats(in: "expert") == record.panels.seats)
    let verified = try drawn.round.must("verify --json")
    #expect(try verified.json["recomputed"]?.text == "same")
    // Run again it says that nothing changed; another draw needs another seal.
    #expect(drawn.draw().code == .done)
    #expect(try drawn.round.round().lastSequence == round.lastSequence)
    try drawn.round.must("assign freeze", on: "2026-04-11", ending: .invalidInput)
  }

  @Test func `the protocol alone is enough to check every number`() throws {
    let drawn = try DrawnRound(publicSource: "某期彩票")
    #expect(drawn.draw(" --public 03-08-17").code == .done)
    let (bytes, rows) = try drawn.table("draw")
    #expect(rows[0] == DrawProtocol.columns)
    var order: [String] = []
    var left: [String] = []
    for row in rows.dropFirst() where row[1] == "order" { left.append(row[6]) }
    left.sort()
    for (index, row) in rows.dropFirst().enumerated() {
      #expect(row[0] == String(index + 1))
      #expect(row[7] == "\(DrawnRound.seed) 03-08-17,\(index + 1)")
      #expect(row[8] == Digest(of: row[7]).hexadecimal)
      // The remainder of the digest by long division, digit by digit, as with a pencil.
      let eligible = try #require(Int(row[4]))
      let remainder = row[8].reduce(0) { ($0 * 16 + ($1.hexDigitValue ?? 0)) % eligible }
      let number = remainder + 1
      #expect(row[5] == String(number))
      if row[1] == "order" {
        #expect(left.count == eligible && left[number - 1] == row[6])
        order.append(left.remove(at: number - 1))
      } else {
        let ids = row[9].split(separator: " ").map(String.init)
        #expect(ids.count == eligible && ids == ids.sorted() && ids[number - 1] == row[6])
      }
    }
    let seats = rows.dropFirst().filter { $0[1] == "seat" }
    #expect(seats.map { $0[2] } == order.flatMap { [String](repeating: $0, count: 5) })
    let round = try drawn.round.round()
    let panels = round.seats(in: "expert").map { "\($0.candidate) \($0.expert)" }
    #expect(panels.sorted() == seats.map { "\($0[2]) \($0[6])" }.sorted())
    // The file has the digest that is on record.
    #expect(round.drawnPanels(of: "expert")?.protocolDigest == Digest(of: bytes).hexadecimal)
  }

  @Test func `a hash tool comes to the same digests`() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sha256sum") else { return }
    let drawn = try DrawnRound()
    #expect(drawn.draw().code == .done)
    for row in try drawn.table("draw").rows.dropFirst().prefix(3) {
      let process = Process()
      let (input, output) = (Pipe(), Pipe())
      process.executableURL = URL(filePath: "/usr/bin/sha256sum")
      (process.standardInput, process.standardOutput) = (input, output)
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: Data(row[7].utf8))
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      #expect(said.hasPrefix(row[8]))
    }
  }

  @Test func `the lists that were frozen have the digests on record, before the draw and after`() throws {
    let drawn = try DrawnRound()
    let freeze = try #require(try drawn.round.round().draws["expert"]?.freeze).content
    let tables = [("candidates", freeze.candidates), ("experts", freeze.experts), ("pairs", freeze.pairs)]
    for (name, digest) in tables { #expect(Digest(of: try drawn.table("draw-\(name)").bytes).hexadecimal == digest) }
    #expect(drawn.draw().code == .done)
    // A later conflict changes the lists of today, not those that were drawn from.
    try drawn.round.must("conflicts declare C03 E08 --kind collaboration --evidence 合著论文", on: "2026-04-12")
    for (name, digest) in tables { #expect(Digest(of: try drawn.table("draw-\(name)").bytes).hexadecimal == digest) }
    let pairs = try drawn.table("draw-pairs").rows
    #expect(pairs.contains(["C01", "E06", "barred"]) && pairs.contains(["C04", "E02", "soft"]))
  }

  @Test func `replayed it gives the same bytes, whatever came after`() throws {
    let drawn = try DrawnRound()
    #expect(drawn.draw().code == .done)
    let first = try drawn.round.must("assign --replay")
    try drawn.round.must("conflicts declare C03 E08 --kind collaboration --evidence 合著论文", on: "2026-04-12")
    let again = try drawn.round.must("assign --replay")
    #expect(first.results == again.results)
    #expect(Array(first.results.utf8) == (try drawn.table("draw").bytes))
    let lines = try drawn.round.must("assign --replay --json").json["draws"]?.elements ?? []
    #expect(lines.count == first.results.split(separator: "\n").count - 1)
  }

  @Test func `a seed that is sealed later leaves the panels that stand as they are, and their protocol`() throws {
    let drawn = try DrawnRound()
    #expect(drawn.draw().code == .done)
    let protocolBefore = try drawn.round.must("assign --replay").results
    let seats = try drawn.round.round().seats(in: "expert")
    let other = drawn.round.folder.file("other.txt")
    try drawn.round.must("assign seal --seed-file \(other)", on: "2026-04-11")
    try drawn.round.must("assign freeze", on: "2026-04-11")
    #expect(try drawn.round.must("assign --replay").results == protocolBefore)
    #expect(try drawn.round.round().seats(in: "expert") == seats)
    try drawn.round.must("assign --objective draw --seed-file \(other)", on: "2026-04-12")
    #expect(try drawn.round.must("assign --replay").results != protocolBefore)
    try drawn.round.must("verify")
    // Panels found otherwise have no protocol.
    try drawn.round.must("assign --seed 7", on: "2026-04-12")
    try drawn.round.must("assign --replay", ending: .invalidInput)
  }

  @Test func `explain lists the numbers that made a panel`() throws {
    let drawn = try DrawnRound()
    #expect(drawn.draw().code == .done)
    let page = try drawn.round.must("explain C01").results
    #expect(page.contains("随机抽取") && page.contains("第 5 席，可抽") && page.contains("候补第 1"))
    #expect(try drawn.round.must("explain C01 --lang en").results.contains("seat 5, number"))
    let json = try drawn.round.must("explain C01 --json").json
    #expect(json["panelSource"]?.text == "drawn")
    #expect(json["draw"]?.elements?.count == 7)
    // A pair that might have been drawn and was not is told so.
    let seated = Set(
      try drawn.round.round().seats(in: "expert").filter { $0.candidate == CandidateID("C02") }.map(\.expert))
    let other = ["E01", "E02", "E03", "E04", "E05"].first { !seated.contains(ExpertID($0)) } ?? "E06"
    #expect(try drawn.round.must("explain C02 \(other)").results.contains("随机抽取"))
  }

  @Test func `status says what a sealed seed waits for`() throws {
    let drawn = try DrawnRound()
    func waiting() throws -> [String] {
      try (drawn.round.must("status --json").json["waiting"]?.elements ?? []).filter { $0["kind"]?.text == "draw" }
        .compactMap { $0["verb"]?["zh"]?.text }
    }
    #expect(try waiting() == ["panel assign --objective draw --seed-file 文件"])
    try drawn.round.must("conflicts declare C03 E08 --kind collaboration --evidence 合著论文", on: "2026-04-10")
    #expect(try waiting() == ["panel assign freeze"])
    try drawn.round.must("assign freeze", on: "2026-04-10")
    #expect(drawn.draw().code == .done)
    #expect(try waiting() == [])
    #expect(try drawn.round.must("status").results.contains("随机抽取"))
  }

  @Test func `the seed file is its owner's alone and holds what is sealed`() throws {
    let drawn = try DrawnRound()
    let attributes = try FileManager.default.attributesOfItem(atPath: drawn.seedFile)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let sealed = try SealedSeed(reading: try Files.read(drawn.seedFile))
    #expect(sealed.seed == DrawnRound.seed && sealed.stage == "expert")
    #expect(try drawn.round.round().draws["expert"]?.seal.content.commitment == sealed.commitment)
    #expect(Digest(of: "\(sealed.salt),\(sealed.seed)").hexadecimal == sealed.commitment)
    // It is nowhere in the round before it is opened.
    let bytes = try Files.read(drawn.round.folder.file("round.panel"))
    #expect(!String(decoding: bytes, as: UTF8.self).contains(DrawnRound.seed))
  }

  @Test func `without a seed of their own people get 256 bits from the system, shown once`() throws {
    let round = try RoundInProgress(upTo: .searched)
    let first = try round.must("assign seal --json --dry-run").json
    let second = try round.must("assign seal --json").json
    let seeds = [first, second].compactMap { $0["seed"]?.text }
    #expect(Set(seeds).count == 2 && seeds.allSatisfy { $0.count == 64 })
    #expect(try round.round().draws["expert"]?.seal.content.commitment == second["commitment"]?.text)
  }
}
