import ExpertReview
import Testing

@testable import PanelCommands

@Suite struct ProgramTests {
  /// What a verb sees of a line.
  private func invocation(
    _ line: String, environment: [String: String] = [:], input: String = ""
  ) throws -> Invocation {
    var seen: Invocation?
    let run = CapturedRun(
      line, input: input, environment: environment,
      verbs: stub { invocation, _ in
        seen = invocation
        return .done
      })
    #expect(run.code == .done, "\(run.messages)")
    return try #require(seen)
  }

  @Test func `what is not said has its default`() throws {
    let plain = try invocation("panel status")
    #expect(plain.round == "round.panel")
    #expect(plain.rubrics == nil)
    #expect(plain.asOf.description == "2026-05-09")
    #expect(plain.actor == "tester")
    #expect(plain.wait == 10)
    #expect(plain.language == .chinese)
    #expect(!plain.isJSON && !plain.isQuiet && !plain.isDryRun)
    #expect(plain.reason == nil && plain.branch.isEmpty)
  }

  @Test func `an option goes before the environment`() throws {
    let environment = ["PANEL_ROUND": "env.panel", "PANEL_RUBRICS": "env", "PANEL_LANG": "en"]
    let preset = try invocation("panel status", environment: environment)
    #expect(preset.round == "env.panel" && preset.rubrics == "env" && preset.language == .english)
    let said = try invocation(
      "panel status --round a.panel --rubrics b --lang zh --by 王敏 --as-of 2025-12-31 --wait 0 -q",
      environment: environment)
    #expect(said.round == "a.panel" && said.rubrics == "b" && said.language == .chinese)
    #expect(said.actor == "王敏" && said.asOf.description == "2025-12-31" && said.wait == 0 && said.isQuiet)
    let empty = try invocation("panel status", environment: ["PANEL_ROUND": "", "PANEL_LANG": ""])
    #expect(empty.round == "round.panel" && empty.language == .chinese)
  }

  @Test func `options of every verb may stand before the verb`() throws {
    let early = try invocation("panel --round a.panel --lang=en rank --group g")
    #expect(early.round == "a.panel" && early.language == .english && early.text("group") == "g")
  }

  @Test func `values are read as what they are`() throws {
    let decide = try invocation("panel decide choose C03 C01 --reason r --dry-run")
    #expect(decide.branch == "choose")
    #expect(decide.arguments("CANDIDATE") == ["C03", "C01"])
    #expect(decide.argument("STEP") == nil)
    #expect(decide.isDryRun)
    let invite = try invocation("panel invite send E1 --until 2026-06-01")
    #expect(invite.day("until")?.description == "2026-06-01")
    let new = try invocation("panel new --scheme s --set a=1 --set b=2 --reason r")
    #expect(new.texts("set") == ["a=1", "b=2"] && new.text("scheme") == "s")
    #expect(!new.flag("dry-run") && new.integer("wait") == nil)
  }

  @Test func `a dash reads standard input`() throws {
    let run = try invocation("panel import experts -", input: "a,b\n1,2\n")
    #expect(run.required("FILE") == "-")
    #expect(String(decoding: try run.bytes(of: "-"), as: UTF8.self) == "a,b\n1,2\n")
    #expect(try run.bytes(of: "-").isEmpty)
  }

  @Test func `a prompt is answered by the lines of a pipe`() throws {
    let prompter = try invocation("panel score E01", input: "8\r\n\n9.5").prompter
    #expect(try prompter.ask("? ") == "8")
    #expect(try prompter.ask("? ") == "")
    #expect(try prompter.ask("? ") == "9.5")
    #expect(try prompter.ask("? ") == nil)
  }

  @Test func `the exit code is the verb's`() {
    for code in ExitCode.allCases {
      #expect(CapturedRun("panel status", verbs: stub { _, _ in code }).code == code)
    }
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5])
  }

  @Test func `a wrong verb is told with the nearest`() {
    let run = CapturedRun("panel asign", verbs: stub())
    #expect(run.code == .usage && run.results.isEmpty)
    #expect(run.messages == "错误：没有“asign”这个命令\n  如何改：是不是要写 assign？用 panel --help 查看全部命令\n")
    let english = CapturedRun("panel --lang en zzz", verbs: stub())
    #expect(english.messages == "error: there is no verb “zzz”\n  mend: see all verbs with: panel --help\n")
    #expect(CapturedRun("panel help asign", verbs: stub()).code == .usage)
  }

  @Test func `no verb at all is a fault`() {
    #expect(CapturedRun("panel", verbs: stub()).messages == "错误：没有写命令\n  如何改：用 panel --help 查看全部命令\n")
    #expect(CapturedRun("panel", verbs: stub()).code == .usage)
    #expect(CapturedRun("panel --frob", verbs: stub()).messages.contains("--frob"))
  }

  @Test func `an option of other verbs is told where it belongs`() {
    let run = CapturedRun("panel status --seed 7 --lang en", verbs: stub())
    #expect(
      run.messages
        == "error: status has no option --seed\n  mend: that option belongs to assign, analyse, decide; see panel help status\n"
    )
  }

  @Test func `a language that is none is refused wherever it is written`() {
    let preset = CapturedRun("panel status", environment: ["PANEL_LANG": "fr"], verbs: stub())
    #expect(preset.code == .usage && preset.messages.contains("PANEL_LANG"))
    let typed = CapturedRun("panel status --lang fr", verbs: stub())
    #expect(typed.code == .usage && typed.messages.contains("--lang 不能是“fr”"))
    #expect(CapturedRun("panel status --lang en", environment: ["PANEL_LANG": "fr"], verbs: stub()).code == .done)
    #expect(CapturedRun("panel --help", environment: ["PANEL_LANG": "fr"], verbs: stub()).code == .done)
  }

  @Test func `with json even a usage fault is an object a line`() throws {
    let run = CapturedRun("panel assign --sed --objective best --json --lang en", verbs: stub())
    #expect(run.code == .usage && run.results.isEmpty)
    let errors = try run.errors
    #expect(errors.count == 2)
    #expect(errors[0].members?.map(\.key) == ["schemaVersion", "error"])
    #expect(
      errors[0]["error"]?.members?.map(\.key) == [
        "code", "file", "row", "record", "column", "value", "message", "mend",
      ])
    #expect(errors[0]["error"]?["code"]?.text == "usage.unknownOption")
    #expect(errors[1]["error"]?["value"]?.text == "best")
    #expect(errors[1]["error"]?["file"] == .null)
  }

  @Test func `the version is one line`() {
    #expect(CapturedRun("panel --version", verbs: stub()).results == "panel \(Program.version)\n")
  }

  @Test func `a verb that throws leaves no half result and says why`() throws {
    let report = FaultReport(
      code: "table.notNumber", file: "scores.csv", row: 3, column: "mark", value: "eight",
      message: Bilingual(zh: "不是数字", en: "not a number"), mend: Bilingual(zh: "填数字", en: "write digits"))
    let run = CapturedRun(
      "panel rank",
      verbs: stub { _, output in
        output.line("half")
        throw Refusal([report])
      })
    #expect(run.code == .invalidInput && run.results.isEmpty)
    #expect(run.messages == "错误 scores.csv 第 3 行 mark 列 “eight”：不是数字\n  如何改：填数字\n")
    let filled = CapturedRun("panel assign", verbs: stub { _, _ in throw Refusal([report], .cannotBeFilled) })
    #expect(filled.code == .cannotBeFilled)
  }

  @Test func `a file fault is told like any other`() {
    let run = CapturedRun(
      "panel import experts gone.csv --lang en",
      verbs: stub { invocation, _ in
        _ = try invocation.bytes(of: invocation.required("FILE"))
        return .done
      })
    #expect(run.code == .invalidInput)
    #expect(run.messages.hasPrefix("error: gone.csv: there is no such file or folder\n"))
  }

  @Test func `an error nobody foresaw is still told`() {
    struct Odd: Error {}
    let run = CapturedRun("panel rank --json", verbs: stub { _, _ in throw Odd() })
    #expect(run.code == .invalidInput && run.messages.contains(#""code":"unexpected""#))
  }
}
