import ExpertReview
import Testing

@testable import PanelCommands

/// The table as a whole: what a verb's declaration must be for parser, help and completion to rely on it.
@Suite struct CommandTableTests {
  @Test func `verbs stand in the order of the flow and none twice`() {
    #expect(
      CommandTable.all.map(\.name) == [
        "schemes", "new", "import", "examine", "conflicts", "assign", "invite", "sheets", "collect", "score", "rank",
        "analyse", "decide", "publish", "status", "explain", "verify", "export", "simulate", "demo",
      ])
  }

  @Test(arguments: CommandTable.all.map(\.name))
  func `every verb has an example, and every example parses`(name: String) throws {
    let command = try command(name)
    #expect(!command.examples.isEmpty)
    for example in command.examples {
      var asked: Invocation?
      let run = CapturedRun(
        example.line,
        verbs: stub { invocation, _ in
          asked = invocation
          return .done
        })
      #expect(run.code == .done, "\(example.line)\n\(run.messages)")
      #expect(asked?.command.name == name, "\(example.line)")
    }
  }

  @Test(arguments: CommandTable.all.map(\.name))
  func `options have one meaning wherever they stand in a verb`(name: String) throws {
    let command = try command(name)
    var forms: [String: String] = [:]
    for option in command.everyOption {
      let form = "\(option.value) \(option.repeats)"
      #expect(forms[option.name, default: form] == form, "--\(option.name)")
      forms[option.name] = form
    }
    let branches: [Branch?] = command.branching.map { $0.branches.map(Optional.some) } ?? [nil]
    for branch in branches {
      let names = command.options(of: branch).map(\.name)
      #expect(Set(names).count == names.count, "\(branch?.name ?? "")")
      for needed in (branch?.needs ?? []) + command.options(of: branch).flatMap(\.needs) {
        #expect(names.contains(needed), "\(branch?.name ?? "") needs --\(needed)")
      }
      for other in command.options(of: branch).flatMap(\.apartFrom) {
        #expect(names.contains(other), "\(branch?.name ?? "") knows no --\(other)")
      }
      let shorts = command.options(of: branch).compactMap(\.short)
      #expect(Set(shorts).count == shorts.count)
    }
  }

  @Test(arguments: CommandTable.all.map(\.name))
  func `at most one argument repeats and no branch is declared twice`(name: String) throws {
    let command = try command(name)
    let branches = command.branching?.branches ?? []
    #expect(Set(branches.map(\.name)).count == branches.count)
    #expect(command.branching == nil || command.arguments.isEmpty)
    for arguments in [command.arguments] + branches.map(\.arguments) {
      #expect(arguments.filter(\.repeats).count <= 1)
      #expect(Set(arguments.map(\.name)).count == arguments.count)
    }
    if let standard = command.branching?.standard { #expect(branches.contains { $0.name == standard }) }
  }

  @Test(arguments: CommandTable.all.map(\.name))
  func `every word is there in both languages`(name: String) throws {
    let command = try command(name)
    let branches = command.branching?.branches ?? []
    let arguments = command.arguments + branches.flatMap(\.arguments)
    var texts = [command.summary, command.discussion]
    texts += command.examples.map(\.explanation)
    texts += command.everyOption.map(\.help) + command.everyOption.compactMap(\.standard)
    texts += branches.map(\.summary) + arguments.map(\.help)
    for text in texts {
      #expect(!text.zh.isEmpty && !text.en.isEmpty)
      #expect(text.en.unicodeScalars.allSatisfy { !("\u{4E00}"..."\u{9FFF}").contains($0) }, "\(text.en)")
    }
    for text in [command.summary, command.discussion] + branches.map(\.summary) {
      #expect(text.zh.unicodeScalars.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }, "\(text.zh)")
    }
  }

  @Test func `a verb that writes nothing takes no dry run`() throws {
    #expect(try !command("status").everyOption.contains { $0.name == "dry-run" })
    #expect(try command("assign").everyOption.contains { $0.name == "dry-run" })
  }

  private func command(_ name: String) throws -> Command {
    try #require(CommandTable.all.first { $0.name == name })
  }
}
