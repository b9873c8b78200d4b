import ExpertReview
import Testing

@testable import PanelCommands

private let words = Bilingual(zh: "字", en: "words")

/// A verb that has one of everything.
private let paint = Command(
  name: "paint", summary: words, discussion: words,
  arguments: [CommandArgument("WALL", words), CommandArgument("ROOM", .any, words)],
  options: [
    CommandOption("colour", .oneOf("COLOUR", ["red", "green"]), words),
    CommandOption("coats", short: "c", .integer("N", least: 1), words),
    CommandOption("on", .day("DAY"), words),
    CommandOption("gloss", .share("SHARE", largestDenominator: 100), words),
    CommandOption("note", .text("TEXT"), repeats: true, words),
    CommandOption("again", .flag, needs: ["reason"], words),
  ], writes: true, examples: [])

private let manage = Command(
  name: "manage", summary: words, discussion: words,
  branching: Branching(
    name: "ACT", standard: "list",
    branches: [
      Branch("list", words, arguments: [CommandArgument("ID", .optional, words)]),
      Branch(
        "add", words, arguments: [CommandArgument("ID", .oneOrMore, words)],
        options: [CommandOption("size", .text("N"), required: true, words)]),
      Branch("drop", words, arguments: [CommandArgument("ID", words)], needs: ["reason"]),
    ]), writes: true, examples: [])

private func parsed(_ line: String, by command: Command = paint) throws -> ParsedArguments {
  try ArgumentParser.parse(CapturedRun.words(of: line), for: command).get()
}

private func faults(_ line: String, of command: Command = paint) -> [UsageFault] {
  guard case .failure(let faults) = ArgumentParser.parse(CapturedRun.words(of: line), for: command) else { return [] }
  return faults.faults
}

@Suite struct ArgumentParserTests {
  @Test func `a value may follow its option or an equals sign`() throws {
    #expect(try parsed("W --coats 2") == parsed("W --coats=2"))
    #expect(try parsed("W --coats 2").options["coats"] == ["2"])
    #expect(try parsed("W -c 2").options["coats"] == ["2"])
    #expect(try parsed("W --note a=b=c").options["note"] == ["a=b=c"])
    #expect(try parsed("W --note=a=b").options["note"] == ["a=b"])
  }

  @Test func `options may stand before, between and after arguments`() throws {
    let plain = try parsed("W A B --coats 2 --again --reason R")
    #expect(try parsed("--again W --coats 2 A --reason R B") == plain)
    #expect(plain.arguments == ["WALL": ["W"], "ROOM": ["A", "B"]])
    #expect(plain.options["again"] == [""])
  }

  @Test func `two dashes end the options and one dash is standard input`() throws {
    #expect(try parsed("W -- --coats -c").arguments["ROOM"] == ["--coats", "-c"])
    #expect(try parsed("-").arguments["WALL"] == ["-"])
    #expect(try parsed("W --note -").options["note"] == ["-"])
  }

  @Test func `a number below zero is an argument`() throws {
    #expect(try parsed("-5 --note -3").arguments["WALL"] == ["-5"])
    #expect(try parsed("-5 --note -3").options["note"] == ["-3"])
  }

  @Test func `an option that repeats keeps its values in order`() throws {
    #expect(try parsed("W --note b --note a --note b").options["note"] == ["b", "a", "b"])
  }

  @Test func `an option given twice that may be given once is told with both values`() {
    #expect(faults("W --coats 2 --coats 3") == [.repeated(option: "coats", values: ["2", "3"])])
    #expect(faults("W --json --json").isEmpty)
  }

  @Test func `an unknown option is told with the nearest`() {
    #expect(
      faults("W --color red") == [
        .unknownOption("--color", verb: "paint", nearest: ["--colour"], elsewhere: [])
      ])
    #expect(
      faults("W -json") == [.unknownOption("-json", verb: "paint", nearest: ["--json"], elsewhere: [])])
    #expect(faults("W --zzzzzz=1") == [.unknownOption("--zzzzzz", verb: "paint", nearest: [], elsewhere: [])])
  }

  @Test func `a missing value does not swallow the next option`() {
    #expect(
      faults("W --note --json") == [.missingValue(option: "note", valueName: "TEXT", following: "--json")])
    #expect(faults("W --coats -h") == [.missingValue(option: "coats", valueName: "N", following: "-h")])
    #expect(faults("W --note") == [.missingValue(option: "note", valueName: "TEXT", following: nil)])
  }

  @Test func `a value that begins with two dashes is written with an equals sign`() throws {
    #expect(try parsed("W --note=--json").options["note"] == ["--json"])
  }

  @Test(arguments: ["0", "-1", "x", "2.5", "+3", "２", "99999999999999999999"])
  func `a number that is none or too small is refused`(value: String) {
    #expect(faults("W --coats=\(value)") == [.notWhole(option: "coats", value: value, least: 1)])
  }

  @Test(arguments: ["2026-02-29", "2026-5-9", "20260509", "2026-13-01", "today"])
  func `a day that the calendar lacks is refused`(value: String) {
    #expect(faults("W --on \(value)") == [.notDay(option: "on", value: value)])
  }

  @Test(arguments: ["0", "6/5", "1.01", "-1/2", "1/101", "0.123", "80%", "x", ".5", "1/0", "1/2/3"])
  func `a share that is none or out of range is refused`(value: String) {
    #expect(faults("W --gloss=\(value)") == [.notShare(option: "gloss", value: value, largestDenominator: 100)])
  }

  @Test(arguments: ["4/5", "0.8", "1", "80/100", "10/1000", "0.50"])
  func `a share may be a fraction or a decimal`(value: String) throws {
    #expect(try parsed("W --gloss \(value)").options["gloss"] == [value])
  }

  @Test func `a value outside the list is told with the nearest`() {
    #expect(
      faults("W --colour gren") == [
        .notAllowed(.option("colour"), value: "gren", allowed: ["red", "green"], nearest: "green")
      ])
  }

  @Test func `an empty value is no value`() {
    #expect(faults("W --note ''") == [.emptyValue(.option("note"))])
    #expect(faults("W --note=") == [.emptyValue(.option("note"))])
    #expect(faults("''") == [.emptyValue(.argument("WALL"))])
  }

  @Test func `a flag takes no value`() {
    #expect(faults("W --json=yes") == [.unexpectedValue(option: "json", value: "yes")])
  }

  @Test func `an option may need another beside it`() {
    #expect(faults("W --again") == [.neededBy(option: "reason", valueName: "TEXT", by: "--again")])
  }

  @Test func `all faults are told together in the order typed`() {
    #expect(
      faults("--coats x --colour blue --json=1 --bogus=1") == [
        .notWhole(option: "coats", value: "x", least: 1),
        .notAllowed(.option("colour"), value: "blue", allowed: ["red", "green"], nearest: nil),
        .unexpectedValue(option: "json", value: "1"),
        .unknownOption("--bogus", verb: "paint", nearest: [], elsewhere: []),
        .missingArgument("WALL", verb: "paint"),
      ])
  }

  @Test func `a branch decides how many arguments there are`() throws {
    #expect(try parsed("", by: manage) == ParsedArguments(branch: "list"))
    #expect(try parsed("list A", by: manage).arguments == ["ID": ["A"]])
    #expect(try parsed("add --size 3 A B", by: manage).arguments == ["ID": ["A", "B"]])
    #expect(faults("list A B C", of: manage) == [.tooManyArguments(["B", "C"], verb: "manage list", most: 1)])
    #expect(faults("drop --reason x", of: manage) == [.missingArgument("ID", verb: "manage drop")])
  }

  @Test func `a branch has its own options and needs`() {
    #expect(faults("add A", of: manage) == [.missingOption("size", valueName: "N", verb: "manage add")])
    #expect(faults("drop A", of: manage) == [.neededBy(option: "reason", valueName: "TEXT", by: "manage drop")])
    #expect(
      faults("list --size 3", of: manage) == [
        .optionOfAnotherBranch("--size", verb: "manage", branch: "list", belongsTo: ["add"])
      ])
  }

  @Test func `an unknown branch is the only fault told of its place`() {
    #expect(
      faults("ad A B", of: manage) == [
        .notAllowed(.argument("ACT"), value: "ad", allowed: ["list", "add", "drop"], nearest: "add")
      ])
  }

  @Test func `the value of an unknown option is not told a second time as too many arguments`() {
    #expect(
      faults("list A --sise 3", of: manage) == [
        .unknownOption("--sise", verb: "manage", nearest: ["--size"], elsewhere: [])
      ])
  }

  @Test func `an optional argument leaves enough for those that must be there`() throws {
    let copy = Command(
      name: "copy", summary: words, discussion: words,
      arguments: [
        CommandArgument("FROM", .oneOrMore, words), CommandArgument("HINT", .optional, words),
        CommandArgument("TO", words),
      ], writes: true, examples: [])
    #expect(try parsed("a b c", by: copy).arguments == ["FROM": ["a", "b"], "TO": ["c"]])
    #expect(try parsed("a b", by: copy).arguments == ["FROM": ["a"], "TO": ["b"]])
    #expect(faults("a", of: copy) == [.missingArgument("TO", verb: "copy")])
  }
}
