import ExpertReview
import Simulation
import Testing

@testable import PanelCommands

@Suite(.serialized) struct DemoTests {
  private let told = Demonstration.told
  private let made = SimulatedRound.generate(seed: DemoVerb.seed)

  @Test func `the demonstration ends well in both languages`() {
    #expect(told.run.code == .done, "\(told.run.messages)")
    #expect(Demonstration.english.run.code == .done, "\(Demonstration.english.run.messages)")
    #expect(Demonstration.english.run.results.contains("tied at the line"))
  }

  @Test func `every verb of a round is run at least once`() throws {
    let run = Set(try told.steps.map { CapturedRun.words(of: $0.line)[1] })
    #expect(run == Set(CommandTable.all.map(\.name)).subtracting(["demo", "simulate"]))
  }

  @Test func `a command fails only where a person must act or a sheet is faulty`() throws {
    let failing = try told.steps.filter { $0.code != 0 }.map { step in
      CapturedRun.words(of: step.line)[1] + " \(step.code)"
    }
    #expect(failing == ["examine 1", "examine 1", "conflicts 1", "collect 3", "rank 1", "publish 1"])
  }

  @Test func `what a dry run lists is what is run, and it writes nothing`() throws {
    let folder = TemporaryFolder()
    let dry = Demonstration(in: folder, ["--dry-run", "--json"])
    #expect(!Files.exists(folder.file("round")))
    let forms = try (dry.run.json["chapters"]?.elements ?? []).flatMap { $0["commands"]?.elements ?? [] }
      .compactMap(\.text)
    #expect(!forms.isEmpty)
    /// The verb and, where the second word is one of its branches, the branch.
    func act(_ words: [String]) -> String {
      let branches = CommandTable.all.first { $0.name == words[0] }?.branching?.branches.map(\.name) ?? []
      return words.count > 1 && branches.contains(words[1]) ? words[0] + " " + words[1] : words[0]
    }
    let listed = Set(forms.map { act(CapturedRun.words(of: $0)) })
    let run = Set(try told.steps.map { act(Array(CapturedRun.words(of: $0.line).dropFirst())) })
    #expect(run == listed)
  }

  @Test func `the final list is within the caps and holds no candidate that was planted to fall`() throws {
    let rows = try told.table("final/final.csv").rows
    let groups = Dictionary(grouping: rows, by: \.cells[0]).mapValues(\.count)
    #expect(groups.count == 2 && groups.values.allSatisfy { $0 == 10 })
    let fallen = made.planted.filter { $0.verdict == .fail || ($0.verdict == .formError && !$0.isCorrected) }
    #expect(fallen.count >= 9)
    for planted in fallen { #expect(!rows.contains { $0.cells.last == planted.candidate.rawValue }, "\(planted)") }
  }

  @Test func `two candidates are tied at the line and a lot parts them`() throws {
    let table = try told.table("notice/ranking.csv")
    let drawn = try #require(table.rows.firstIndex { $0.cells[8] == "lot" })
    let (first, second) = (table.rows[drawn].cells, table.rows[drawn + 1].cells)
    #expect(first[1] == "10" && second[1] == "11" && first[0] == second[0])
    #expect(first[5] == second[5] && first[6] == "是" && second[6] == "否")
    #expect(try told.text("transcript.txt").contains("panel decide lot \(first[2]) \(second[2])"))
  }

  @Test func `a bad sheet is refused with its place and its mend`() throws {
    let transcript = try told.text("transcript.txt")
    #expect(transcript.contains("第 2 行 mark 列：“７４”是全角数字"))
    #expect(transcript.contains("改成半角：74"))
  }

  @Test func `an incomplete declaration is sent back by a letter, corrected in time, and passes`() throws {
    let acts = try told.steps.map { CapturedRun.words(of: $0.line) }
    let returned = try #require(acts.firstIndex { $0.contains("--return") })
    let correction = try #require(acts.firstIndex { $0.contains(told.path("input/candidates-corrected.json")) })
    #expect(returned < correction)
    let planted = try #require(made.planted.first { $0.verdict == .formError && $0.isCorrected })
    let letter = try told.text("corrections/letters/\(planted.candidate).txt")
    #expect(letter.contains(try #require(planted.rule).rawValue) && letter.contains("2025年12月11日"))
    let transcript = try told.text("transcript.txt")
    let body = letter.split(separator: "\n")
    #expect(body.count > 3 && body.allSatisfy { transcript.contains($0) })
    // A letter for each that was to be corrected, and none for others.
    let wanted = made.planted.filter { $0.verdict == .formError }.map { "\($0.candidate).txt" }
    let letters = try Files.list(told.path("corrections/letters")).filter { $0.hasSuffix(".txt") }
    #expect(Set(wanted).isSubset(of: letters))
    let english = try Demonstration.english.text("corrections/letters/\(planted.candidate).txt")
    #expect(english.contains("2025-12-11 (Thu)"))
  }

  @Test func `an objection is answered before the final list`() throws {
    let acts = try told.steps.map { CapturedRun.words(of: $0.line) }.filter { ["publish", "decide"].contains($0[1]) }
    let names = acts.map { $0[1] == "publish" ? ($0.contains("--final") ? "final" : "notice") : $0[2] }
    #expect(Array(names.suffix(5)) == ["notice", "object", "final", "answer", "final"])
    let objection = try #require(acts.first { $0[2] == "object" })
    let from = try #require(objection.firstIndex(of: "--from"))
    #expect(made.candidates.contains { $0.applicant.name == objection[from + 1] })
  }

  @Test func `the files that it names are there, in both languages`() throws {
    let named = try (told.run.json["files"]?.elements ?? []).compactMap(\.text)
    #expect(named.contains(told.path("notice/notice.html")) && named.contains(told.path("round.panel")))
    for path in named { #expect(try !Files.read(path).isEmpty, "\(path)") }
    for name in ["notice/notice.html", "notice/ranking.csv", "final/final.csv", "sheets/E01.csv", "filled/E01.csv"] {
      #expect(Files.exists(Demonstration.english.path(name)), "\(name)")
    }
  }

  @Test func `every command can be typed again`() throws {
    for step in try told.steps {
      let typed = CapturedRun.words(of: step.line).prefix { $0 != "<" }
      let command = try #require(CommandTable.all.first { $0.name == typed.dropFirst().first })
      let parsed = ArgumentParser.parse(Array(typed.dropFirst(2)), for: command)
      #expect(throws: Never.self, "\(step.line)") { try parsed.get() }
    }
  }

  @Test func `once more in the same folder gives the same bytes and leaves strangers' files alone`() throws {
    let before = try told.files()
    let note = told.path("notice/my-notes.txt")
    try Files.write(note, Array("mine".utf8))
    defer { try? Files.remove(note) }
    let again = Demonstration(in: told.folder, ["--json"])
    #expect(again.run.code == .done, "\(again.run.messages)")
    #expect(again.run.results == told.run.results)
    var after = try told.files()
    #expect(after.removeValue(forKey: "notice/my-notes.txt") == Array("mine".utf8))
    #expect(Set(after.keys) == Set(before.keys))
    // The heads that sheets and notices print are equal too; a database need not lie on the disk the same way, and data
    // without names stand in an order that nobody can know again.
    for (name, bytes) in before where !name.hasSuffix(".panel") && name != "anonymous.json" {
      #expect(after[name] == bytes, "\(name)")
    }
  }

  @Test func `a folder with other files is refused and left as it was`() throws {
    let folder = TemporaryFolder()
    try Files.makeFolder(folder.file("round"))
    try Files.write(folder.file("round/letter.txt"), [1])
    let refused = Demonstration(in: folder, ["--json"])
    #expect(refused.run.code == .invalidInput)
    #expect(try refused.run.errors.first?["error"]?["code"]?.text == "verb.folderNotEmpty")
    #expect(try Files.list(folder.file("round")) == ["letter.txt"])
  }

  @Test func `a command that does not end as it must stops the demonstration and is told`() throws {
    let folder = TemporaryFolder()
    let stopped = CapturedRun(["demo", folder.file("round"), "--json", "--rubrics", folder.file("nowhere")])
    #expect(stopped.code == .needsPerson)
    #expect(stopped.messages.contains("nowhere"))
    #expect(stopped.messages.contains("verb.demonstrationStopped"))
  }
}

@Suite struct DemoStepTests {
  @Test(arguments: ["plain", "两个 词", "it's", "a*b", "", "(x)", "$HOME", "中文，标点。", "a\"b"])
  func `a word comes back from a shell as it was`(word: String) {
    let step = DemoStep(["decide", word])
    #expect(step.arguments == ["decide", word])
    guard !word.contains("'") else {
      #expect(step.line == "panel decide 'it'\\''s'")
      return
    }
    #expect(CapturedRun.words(of: step.line) == ["panel", "decide", word])
  }

  @Test func `a pattern is typed and its files are given`() {
    var step = DemoStep(["collect"])
    step.add(pattern: "filled/*.csv", of: ["filled/a.csv", "filled/b.csv"])
    #expect(step.line == "panel collect filled/*.csv")
    #expect(step.arguments == ["collect", "filled/a.csv", "filled/b.csv"])
  }
}
