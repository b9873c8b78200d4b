/// The terms of texts, numbered as they are met.
///
/// A run of Chinese characters gives each two neighbours as a term (character bigrams: for retrieval as good as a
/// dictionary's words, Nie, Gao, Zhang & Zhou 2000, and without one), a character that stands alone itself. Any other
/// run of letters and digits is a word, in small letters. Words of one letter and runs of digits alone are left out:
/// years, amounts and numbers of lists tell nothing of a subject. Full-width letters count as half-width ones, and
/// traditional characters as the simplified ones that they surely stand for.
struct TextTerms {
  /// The texts of the terms, by number.
  private(set) var texts: [String] = []
  /// Two characters in one number, the second 0 for one alone.
  private var pairs: [UInt64: Int32] = [:]
  private var words: [String: Int32] = [:]

  /// The terms of a text, one for every place where it stands. Complexity: linear in its length.
  mutating func append(termsOf text: String, to terms: inout [Int32]) {
    var run = Run()
    for scalar in text.unicodeScalars {
      let value = TextTerms.folded(scalar.value)
      if TextTerms.isChinese(value) {
        endWord(&run, &terms)
        if let last = run.last { terms.append(number(ofPair: last, value)) }
        run.length += 1
        run.last = value
      } else {
        endChinese(&run, &terms)
        if TextTerms.isOfWord(value) {
          TextTerms.append(value, to: &run)
        } else {
          endWord(&run, &terms)
        }
      }
    }
    endChinese(&run, &terms)
    endWord(&run, &terms)
  }

  /// What of a text is not yet a term.
  private struct Run {
    /// The last of a run of Chinese characters, and how many there are.
    var last: UInt32?
    var length = 0
    var word: [UInt8] = []
    var letters = 0
    var hasLetter = false
  }

  private mutating func endChinese(_ run: inout Run, _ terms: inout [Int32]) {
    if run.length == 1, let last = run.last { terms.append(number(ofPair: last, 0)) }
    run.last = nil
    run.length = 0
  }

  private mutating func endWord(_ run: inout Run, _ terms: inout [Int32]) {
    guard run.letters > 0 else { return }
    if run.letters > 1, run.hasLetter { terms.append(number(ofWord: String(decoding: run.word, as: UTF8.self))) }
    run.word.removeAll(keepingCapacity: true)
    run.letters = 0
    run.hasLetter = false
  }

  private mutating func number(ofPair first: UInt32, _ second: UInt32) -> Int32 {
    let key = UInt64(first) << 32 | UInt64(second)
    if let known = pairs[key] { return known }
    let text = [first, second].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    return add(String(String.UnicodeScalarView(text))) { $0.pairs[key] = $1 }
  }

  private mutating func number(ofWord word: String) -> Int32 {
    if let known = words[word] { return known }
    return add(word) { $0.words[word] = $1 }
  }

  private mutating func add(_ text: String, _ keep: (inout TextTerms, Int32) -> Void) -> Int32 {
    let number = Int32(texts.count)
    texts.append(text)
    keep(&self, number)
    return number
  }

  // MARK: Characters

  /// Half width, small letters of ASCII, simplified.
  private static func folded(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return (0x41...0x5A).contains(scalar) ? scalar + 0x20 : scalar }
    if (0xFF01...0xFF5E).contains(scalar) { return folded(scalar - 0xFEE0) }
    return TraditionalCharacters.simplified(scalar)
  }

  /// The unified ideographs with their extensions, and the two signs that stand among them.
  private static func isChinese(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x323AF, 0xF900...0xFAFF, 0x3005, 0x3007: true
    default: false
    }
  }

  private static func isOfWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (0x61...0x7A).contains(scalar) || (0x30...0x39).contains(scalar) }
    return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
  }

  private static func append(_ scalar: UInt32, to run: inout Run) {
    run.letters += 1
    if !(0x30...0x39).contains(scalar) { run.hasLetter = true }
    if scalar < 0x80 {
      run.word.append(UInt8(scalar))
    } else if let letter = Unicode.Scalar(scalar) {
      run.word.append(contentsOf: letter.properties.lowercaseMapping.utf8)
    }
  }
}
