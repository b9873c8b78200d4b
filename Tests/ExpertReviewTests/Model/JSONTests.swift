import Testing

@testable import ExpertReview

@Test func `numbers keep their digits and values their lines`() throws {
  let json = try JSON.read("{\n \"a\": 8.50,\n \"b\": [true, null, \"x\\n\\u4e2d\\ud83d\\ude00\"]\n}")
  #expect(json["a"]?.scalarText == "8.50")
  #expect(json["a"]?.line == 2)
  #expect(json["b"]?.elements?[2].text == "x\n中😀")
  #expect(json["b"]?.line == 3)
}

@Test(arguments: [
  ("{\"a\":1,\"a\":2}", JSONFault.Kind.repeatedKey("a")), ("[1,]", .unexpected("]")), ("[1", .unexpectedEnd),
  ("01", .somethingAfter), ("\"\\q\"", .badEscape), ("{a:1}", .unexpected("a:1}")), ("", .unexpectedEnd),
  ("\"\\ud800\"", .badEscape), ("[1] 2", .somethingAfter), ("nul", .unexpected("nul")),
])
func `what is no JSON is refused with its kind`(text: String, kind: JSONFault.Kind) {
  #expect(throws: JSONFault(kind: kind, line: 1)) { try JSON.read(text) }
}

@Test func `bytes that are not UTF-8 are refused`() {
  #expect(throws: JSONFault(kind: .badUTF8, line: 1)) { try JSON.read([0x22, 0xC0, 0xAF, 0x22]) }
}

@Test func `what is written is read back the same`() throws {
  let value = JSON.object([
    "text": .text("引号\"、反斜杠\\、换行\n、\u{1}"), "number": .number(-7), "none": nil,
    "list": .array([.boolean(false), .null]),
  ])
  #expect(try JSON.read(value.bytes()) == value)
  #expect(value["none"] == nil)
}

@Test func `keys that repeat are found in large objects too`() {
  let members = (0..<40).map { "\"k\($0)\":1" } + ["\"k17\":2"]
  #expect(throws: JSONFault(kind: .repeatedKey("k17"), line: 1)) {
    try JSON.read("{\(members.joined(separator: ","))}")
  }
}
