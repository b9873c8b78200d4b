import Testing

@testable import ExpertReview

/// What a scheme says of a place that falls empty, and of objections that nobody stands for.
@Suite struct `Places that fall empty` {
  private func scheme(_ word: String) throws -> Scheme {
    let text = TinyRound.text.replacing(#""vacancy": "next""#, with: word)
    let shelf = SchemeShelf(schemes: [TinyRound.schemeID: Array(text.utf8)], documents: Array(TinyRound.documents.utf8))
    return try readScheme(TinyRound.schemeID, from: shelf).get()
  }

  private func nextMayRise(_ scheme: Scheme) -> Bool? {
    for case .selection(let selection) in scheme.stages { return selection.nextMayRise }
    return nil
  }

  @Test(arguments: [
    (#""vacancy": "next""#, true), (#""vacancy": "empty""#, false),
    (#""vacancy": {"value": "next", "house": "依次递补"}"#, true), (#""places": "standard""#, false),
    // As rounds embed it that were begun before the key had its name.
    (#""nextMayRise": true"#, true), (#""nextMayRise": false"#, false),
    (#""nextMayRise": {"value": true, "house": "依次递补"}"#, true),
  ])
  func `are filled by the next in order, or stay empty`(word: String, rises: Bool) throws {
    #expect(nextMayRise(try scheme(word)) == rises)
  }

  @Test func `are spoken of in one word`() throws {
    let both = Result { try scheme(#""vacancy": "next", "nextMayRise": true"#) }
    guard case .failure(let error) = both, let faults = error as? SchemeFaults else {
      Issue.record("two words for one thing")
      return
    }
    #expect(faults.faults.map(\.kind) == [.unknownKey("nextMayRise", nearest: nil)])
  }
}
