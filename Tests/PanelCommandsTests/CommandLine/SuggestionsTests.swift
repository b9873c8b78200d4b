import Testing

@testable import PanelCommands

@Suite struct SuggestionsTests {
  private let verbs = ["assign", "examine", "explain", "export", "verify"]

  @Test func `what begins a name comes before what is a slip of one`() {
    #expect(Suggestions.names(for: "exp", among: verbs) == ["explain", "export"])
    #expect(Suggestions.names(for: "EXPORT", among: verbs) == ["export"])
    #expect(Suggestions.names(for: "sheet", among: ["shet", "sheets"]) == ["sheets", "shet"])
  }

  @Test func `only what is close is offered`() {
    #expect(Suggestions.names(for: "exmaine", among: verbs) == ["examine"])
    #expect(Suggestions.names(for: "zzz", among: verbs).isEmpty)
    #expect(Suggestions.names(for: "", among: verbs).isEmpty)
    #expect(Suggestions.name(for: "xy", among: ["a", "b"]) == nil)
    #expect(Suggestions.name(for: "verfy", among: verbs) == "verify")
  }

  @Test func `at most three are offered, in one order whatever the order of the list`() {
    #expect(Suggestions.names(for: "bat", among: ["rat", "cat", "hat", "bar"]) == ["bar", "cat", "hat"])
    #expect(Suggestions.names(for: "bat", among: ["bar", "hat", "rat", "cat"]) == ["bar", "cat", "hat"])
  }
}
