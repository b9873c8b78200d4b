import Glibc
import Testing

@testable import ExpertReview

@Suite struct `Texts beside profiles` {
  private static func terms(_ text: String) -> [String] {
    var terms = TextTerms()
    var numbers: [Int32] = []
    terms.append(termsOf: text, to: &numbers)
    return numbers.map { terms.texts[Int($0)] }
  }

  @Test(arguments: [
    ("智能制造", ["智能", "能制", "制造"]), ("智能，制造", ["智能", "制造"]), ("油", ["油"]), ("", []),
    ("5G工厂", ["5g", "工厂"]), ("ＡＩ大模型", ["ai", "大模", "模型"]), ("Deep LEARNING, x 2024年", ["deep", "learning", "年"]),
    ("銀行业務", ["银行", "行业", "业务"]), ("Äpfel naïve", ["äpfel", "naïve"]), ("a 1 22", []),
  ])
  func `are read as pairs of characters and as words`(text: String, terms: [String]) {
    #expect(Self.terms(text) == terms)
  }

  private static func value(_ texts: TextSimilarity, _ candidate: Int, _ expert: Int, of experts: Int) -> Int64 {
    var sums = [Int64](repeating: 0, count: experts)
    texts.add(candidate: candidate, to: &sums)
    return TextSimilarity.millionths(sums[expert])
  }

  @Test func `come to what they come to by hand`() {
    // Four documents; 智能 and 制造 stand in two of them, 能制 and 农业 in one. With a = log₂(5/2) and b = log₂ 5 the
    // candidate's vector is (a, b, a) over √(2a² + b²), each expert's a single term: a ÷ √(2a² + b²) = 0.44345180…
    let texts = TextSimilarity(candidates: [["智能制造"]], experts: [["智能"], ["制造", "制造"], ["农业"]])
    #expect((0..<3).map { Self.value(texts, 0, $0, of: 3) } == [443_452, 443_452, 0])
    #expect(texts.sharedTerms(candidate: 0, expert: 1) == [.init(text: "制造", millionths: 443_452)])
    #expect(texts.sharedTerms(candidate: 0, expert: 2).isEmpty)
  }

  @Test func `are 1 where they say the same and 0 where they share no term`() {
    let texts = TextSimilarity(candidates: [["工业互联网平台"], ["paper"]], experts: [["工业互联网平台"], [""]])
    #expect(Self.value(texts, 0, 0, of: 2) == 1_000_000)
    #expect(Self.value(texts, 1, 0, of: 2) == 0)
    #expect(Self.value(texts, 0, 1, of: 2) == 0)
    #expect(!TextSimilarity(candidates: [["工业"]], experts: [["1"]]).hasBothSides)
  }

  /// Texts of terms drawn from a few, so that many are shared.
  private static func made(_ seed: Int, _ count: Int) -> [[String]] {
    var lottery = Lottery(seed)
    let words = (0..<60).map { "w\($0)" } + ["智能", "制造", "数据", "安全", "农业", "桥梁"]
    return (0..<count).map { _ in
      [(0..<lottery.count(0...40)).map { _ in words[lottery.count(0...words.count - 1)] }.joined(separator: " ")]
    }
  }

  @Test func `lie within a millionth of what real numbers come to`() {
    let (candidates, experts) = (Self.made(1, 12), Self.made(2, 15))
    let texts = TextSimilarity(candidates: candidates, experts: experts)
    let real = RealSimilarity(candidates: candidates, experts: experts)
    var met = 0
    for candidate in candidates.indices {
      for expert in experts.indices {
        let (found, wanted) = (Self.value(texts, candidate, expert, of: 15), real.value(candidate, expert) * 1e6)
        // Half a millionth of rounding, 5 × 10⁻² millionths of the weights' (the file's head), and Double's own.
        #expect(abs(Double(found) - wanted) < 0.6)
        let terms = texts.sharedTerms(candidate: candidate, expert: expert)
        #expect(abs(terms.reduce(0) { $0 + $1.millionths } - found) <= Int64(terms.count))
        if found > 0 { met += 1 }
      }
    }
    #expect(met > 100)
  }

  @Test func `do not depend on the order of documents`() {
    let (candidates, experts) = (Self.made(3, 9), Self.made(4, 11))
    let texts = TextSimilarity(candidates: candidates, experts: experts)
    let turned = TextSimilarity(candidates: candidates.reversed(), experts: experts.reversed())
    for candidate in 0..<9 {
      for expert in 0..<11 {
        #expect(
          Self.value(texts, candidate, expert, of: 11) == Self.value(turned, 8 - candidate, 10 - expert, of: 11))
        #expect(
          texts.sharedTerms(candidate: candidate, expert: expert)
            == turned.sharedTerms(candidate: 8 - candidate, expert: 10 - expert))
      }
    }
  }
}

/// The same similarity in floating point, term by term.
private struct RealSimilarity {
  private let candidates: [[String: Double]]
  private let experts: [[String: Double]]

  init(candidates: [[String]], experts: [[String]]) {
    func counts(_ document: [String]) -> [String: Int] {
      document.joined(separator: " ").split(separator: " ").reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    }
    let all = (candidates + experts).map(counts)
    let documents = all.count { !$0.isEmpty }
    func vector(_ counts: [String: Int]) -> [String: Double] {
      var vector: [String: Double] = [:]
      for (term, count) in counts {
        let having = all.count { $0[term] != nil }
        vector[term] = (1 + log2(Double(count))) * log2(Double(documents + 1) / Double(having))
      }
      let length = vector.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return vector.mapValues { $0 / length }
    }
    self.candidates = all.prefix(candidates.count).map(vector)
    self.experts = all.suffix(experts.count).map(vector)
  }

  func value(_ candidate: Int, _ expert: Int) -> Double {
    candidates[candidate].reduce(0) { $0 + $1.value * (experts[expert][$1.key] ?? 0) }
  }
}
