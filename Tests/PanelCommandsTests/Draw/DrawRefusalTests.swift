import ExpertReview
import RoundStore
import Testing

@testable import PanelCommands

@Suite struct DrawRefusalTests {
  private static let seed = "99f37ad0b1f5c2d4e6a8091b2c3d4e5f"

  private func refused(_ round: RoundInProgress, _ line: String, _ code: String, on day: String = "2026-04-10") throws {
    let before = try round.round().lastSequence
    let run = round.run(line + " --json", on: day)
    #expect(try run.errors.first?["error"]?["code"]?.text == code, "panel \(line): \(run.results)\(run.messages)")
    #expect(try round.round().lastSequence == before)
    for language in ["zh", "en"] { #expect(round.run("\(line) --lang \(language)", on: day).code != .done) }
  }

  @Test func `the acts of a draw follow one another`() throws {
    let round = try RoundInProgress(upTo: .searched)
    let file = round.folder.file("seed.txt")
    let draw = "assign --objective draw --seed-file \(file)"
    try refused(round, "assign --replay", "draw.nothingDrawn")
    try refused(round, "assign freeze", "round.noSealedSeed")
    try refused(round, "assign --objective draw", "draw.noSeedFile")
    _ = try round.file("seed.txt", "round: a\nstage: expert\nseed: \(Self.seed)\nsalt: 00\n")
    try refused(round, draw, "round.noSealedSeed")
    try refused(round, "assign seal --seed-file \(file)", "record.fileExists")
    try Files.remove(file)
    try round.must("assign seal --seed-file \(file)", on: "2026-04-08")
    try refused(round, draw, "round.listsNotFrozen")
    try refused(round, "export \(round.folder.file("t.csv")) --table draw-experts", "round.listsNotFrozen")
    try refused(round, "assign seal", "round.seedSealed")
    try round.must("assign freeze", on: "2026-04-09")
    // What touches the lists after they were frozen calls for freezing again; what does not touch them does not.
    try round.must("invite accept E05", on: "2026-04-09")
    try round.must("invite decline E07 --reason 出差", on: "2026-04-09")
    try refused(round, draw, "round.listsChanged")
    try round.must("assign freeze", on: "2026-04-09")
    try round.must(draw, on: "2026-04-10")
    try refused(round, "assign freeze", "round.seedOpened")
  }

  @Test func `only the seed that was sealed opens the draw`() throws {
    let round = try RoundInProgress(upTo: .searched)
    let file = round.folder.file("seed.txt")
    try round.must("assign seal --seed \(Self.seed) --seed-file \(file)", on: "2026-04-08")
    try round.must("assign freeze", on: "2026-04-09")
    let text = String(decoding: try Files.read(file), as: UTF8.self)
    func other(_ text: String) throws -> String {
      "assign --objective draw --seed-file \(try round.file("other.txt", text))"
    }
    try refused(round, try other(text.replacing("99f3", with: "99f4")), "draw.notTheSealedSeed")
    try refused(round, try other(text.replacing("salt: ", with: "salt: 0")), "draw.notTheSealedSeed")
    for broken in ["", "seed: x", text + "salt: 1\n", text + "more: 1\n", text.replacing("stage: expert\n", with: "")] {
      try refused(round, try other(broken), "draw.seedFile")
    }
    try Files.write(round.folder.file("other.txt"), [0xFF, 0xFE, 0x00])
    try refused(round, "assign --objective draw --seed-file \(round.folder.file("other.txt"))", "draw.seedFile")
    try round.must("assign --objective draw --seed-file \(file)", on: "2026-04-10")
  }

  @Test func `public numbers are added where they were announced, and nowhere else`() throws {
    let round = try RoundInProgress(upTo: .searched)
    let file = round.folder.file("seed.txt")
    let draw = "assign --objective draw --seed-file \(file)"
    try round.must("assign seal --seed-file \(file)", on: "2026-04-08")
    try round.must("assign freeze", on: "2026-04-08")
    try refused(round, "\(draw) --public 3516", "round.publicNumbersUnannounced")
    try round.must("assign freeze --public-source 公证处掷骰子", on: "2026-04-09")
    try refused(round, draw, "round.publicNumbersMissing")
    try refused(round, "\(draw) --public 3，5", "draw.publicNumbers")
    try round.must("\(draw) --public 3516", on: "2026-04-10")
    #expect(try round.round().drawnPanels(of: "expert")?.record.seed.hasSuffix(" 3516") == true)
  }

  @Test func `a seed too weak to be sealed is refused`() throws {
    let round = try RoundInProgress(upTo: .searched)
    for weak in ["20260509", String(repeating: "1", count: 49), String(repeating: "7", count: 38), "99f3 7ad0", "种子"] {
      try refused(round, "assign seal --seed=\(weak.replacing(" ", with: "_"))", "draw.seed")
    }
    try round.must("assign seal --seed \(String(repeating: "1", count: 50))", on: "2026-04-08")
  }

  @Test func `options of the other objectives mean nothing to a draw, nor its own to them`() throws {
    let round = try RoundInProgress(upTo: .searched)
    for option in ["seed 7", "alternates 2", "repair", "blocks 2", "bridges 1", "places 2"] {
      try refused(round, "assign --objective draw --seed-file x --\(option)", "draw.meansNothing")
    }
    for option in ["seed-file x", "public 3"] { try refused(round, "assign --\(option)", "draw.onlyForDraw") }
  }

  @Test func `a sealed seed may be given up only with a reason, and both seals stay on record`() throws {
    let round = try RoundInProgress(upTo: .searched)
    let (first, second) = (round.folder.file("one.txt"), round.folder.file("two.txt"))
    try round.must("assign seal --seed-file \(first)", on: "2026-04-08")
    try round.must("assign freeze", on: "2026-04-08")
    try round.must("assign seal --seed-file \(second) --reason 受托人遗失", on: "2026-04-09")
    // Lists frozen before the new seal do not count.
    try refused(round, "assign --objective draw --seed-file \(second)", "round.listsNotFrozen")
    try round.must("assign freeze", on: "2026-04-09")
    try refused(round, "assign --objective draw --seed-file \(first)", "draw.notTheSealedSeed")
    try round.must("assign --objective draw --seed-file \(second)", on: "2026-04-10")
    #expect(try RoundFile.open(round.folder.file("round.panel"), .readOnly).facts().count { $0.kind == "sealed" } == 2)
  }

  @Test func `nobody sees what a draw would come to before it is on record`() throws {
    let round = try RoundInProgress(upTo: .searched)
    let file = round.folder.file("seed.txt")
    try round.must("assign seal --seed-file \(file)", on: "2026-04-08")
    try round.must("assign freeze", on: "2026-04-08")
    try refused(round, "assign --objective draw --seed-file \(file) --dry-run", "draw.noTrial")
  }

  @Test func `a round whose seed waits to be opened is not taken into another`() throws {
    let round = try RoundInProgress(upTo: .begun)
    let other = round.folder.file("other.panel")
    let place = "--round \(other) --rubrics \(round.folder.file("Rubrics")) --as-of 2026-03-31"
    #expect(CapturedRun("panel new --scheme \(SampleScheme.id) --id 另一处 \(place)").code == .done)
    #expect(CapturedRun("panel assign seal \(place)").code == .done)
    try refused(round, "import round \(other)", "round.cannotMerge")
    #expect(round.run("import round \(other)").messages.contains("密封"))
  }

  @Test func `panels that judge blocks are not drawn candidate by candidate`() throws {
    let scheme = SampleScheme.text.replacing(
      #""panel": {"size": "5""#, with: #""panel": {"mode": "blocks", "block": {"size": "2"}, "size": "5""#)
    let round = try RoundInProgress(upTo: .searched, scheme: scheme)
    try round.must("assign seal", on: "2026-04-08")
    try refused(round, "assign freeze", "draw.blocks")
  }

  @Test func `lists from which panels cannot be filled are not frozen`() throws {
    let round = try RoundInProgress(upTo: .searched)
    try round.must("assign seal", on: "2026-04-08")
    for expert in 1...4 { try round.must("invite decline E0\(expert) --reason 出差", on: "2026-04-08") }
    let before = try round.round().lastSequence
    try round.must("assign freeze", on: "2026-04-09", ending: .cannotBeFilled)
    #expect(try round.round().lastSequence == before)
  }
}
