/// How near candidates' texts are to experts' profiles: the cosine of their TF-IDF vectors, in whole numbers.
///
/// **Weights.** A document of candidate or expert is the terms of its texts (`TextTerms`). With *N* documents that have
/// a term at all, of both sides, and *d* of them with term *t*, a term that stands *f* times in a document weighs
///
///     (1 + log₂ f) × log₂((N + 1) ÷ d)
///
/// (Salton & Buckley 1988, weighting `ltc`; *N* + 1, so that in a small round a term of all documents keeps some
/// weight). The vector is divided by its length, and the similarity of two is their inner product: 0 where no term is
/// shared, 1 for equal weights throughout. A document without a term is like none.
///
/// **Exactness.** Logarithms are whole numbers of 2^−32 (`ExactLogarithm`), a weight is cut off at 2^−32, and weights
/// divided by the length, itself a whole square root, are whole numbers of 2^−30, rounded half up. A sum of products in
/// 2^−60 cannot leave 64 bits, for the vectors have length 1. Rounding moves a weight by at most 2^−31, so by Cauchy's
/// inequality a similarity of documents with *k* terms each by less than 2√k × 2^−31: 5 × 10^−8 for 2,500 terms. It is
/// told in millionths, rounded half up. Sums of whole numbers do not depend on the order of terms or documents.
///
/// **Work.** The experts' vectors stand as postings by term (Zobel & Moffat 2006); a candidate's row walks those of its
/// terms. Complexity: linear in the texts to build; a row costs the postings that it meets, and nothing is kept of it.
struct TextSimilarity: Sendable {
  /// Parts of a unit in a vector.
  private static let unitBits = 30

  private let candidateStart: [Int]
  private let candidateTerm: [Int32]
  private let candidateWeight: [Int32]
  private let postingStart: [Int]
  private let postingExpert: [Int32]
  private let postingWeight: [Int32]
  private let texts: [String]
  /// Whether any expert's document has a term, and any candidate's.
  let hasBothSides: Bool

  /// - Parameters:
  ///   - candidates: of each candidate, the texts that count.
  ///   - experts: of each expert, the same.
  init(candidates: [[String]], experts: [[String]]) {
    var terms = TextTerms()
    let ofCandidates = TermCounts(candidates, &terms)
    let ofExperts = TermCounts(experts, &terms)
    let weights = InverseFrequency([ofCandidates, ofExperts], terms: terms.texts.count)
    let candidateVectors = ofCandidates.vectors(weights)
    let expertVectors = ofExperts.vectors(weights)
    candidateStart = ofCandidates.start
    candidateTerm = ofCandidates.term
    candidateWeight = candidateVectors
    (postingStart, postingExpert, postingWeight) = ofExperts.postings(expertVectors, terms: terms.texts.count)
    texts = terms.texts
    hasBothSides = !ofCandidates.term.isEmpty && !ofExperts.term.isEmpty
  }

  /// Adds to each expert's sum the inner product with a candidate's vector, in 2^−60.
  /// Precondition: one sum an expert. Complexity: the postings met.
  func add(candidate: Int, to sums: inout [Int64]) {
    sums.withUnsafeMutableBufferPointer { sums in
      postingExpert.withUnsafeBufferPointer { experts in
        postingWeight.withUnsafeBufferPointer { weights in
          for place in candidateStart[candidate]..<candidateStart[candidate + 1] {
            let term = Int(candidateTerm[place])
            let own = Int64(candidateWeight[place])
            for posting in postingStart[term]..<postingStart[term + 1] {
              sums[Int(experts[posting])] += own * Int64(weights[posting])
            }
          }
        }
      }
    }
  }

  /// A sum of products in millionths, rounded half up, 1,000,000 at most.
  static func millionths(_ sum: Int64) -> Int64 {
    // Forty digits after the point leave room for the product.
    min(1_000_000, ((sum >> 20) * 1_000_000 + 1 << 39) >> 40)
  }

  /// A term that both documents have, with what it adds to their similarity, in millionths.
  struct SharedTerm: Hashable, Sendable {
    let text: String
    let millionths: Int64
  }

  /// What each term adds to the similarity of a pair: the greatest first, and equals by text.
  /// Complexity: the candidate's terms, each with a search in its postings.
  func sharedTerms(candidate: Int, expert: Int) -> [SharedTerm] {
    var shared: [(sum: Int64, text: String)] = []
    for place in candidateStart[candidate]..<candidateStart[candidate + 1] {
      let term = Int(candidateTerm[place])
      guard let weight = weight(of: term, expert: expert) else { continue }
      shared.append((Int64(candidateWeight[place]) * Int64(weight), texts[term]))
    }
    return shared.sorted { ($1.sum, $0.text) < ($0.sum, $1.text) }
      .map { SharedTerm(text: $0.text, millionths: TextSimilarity.millionths($0.sum)) }
  }

  private func weight(of term: Int, expert: Int) -> Int32? {
    var range = postingStart[term]..<postingStart[term + 1]
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let found = Int(postingExpert[middle])
      if found == expert { return postingWeight[middle] }
      range = found < expert ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}

/// How often each term stands in each document of one side: of document *d*, the places `start[d] ..< start[d + 1]`.
private struct TermCounts {
  var start = [0]
  var term: [Int32] = []
  var count: [Int32] = []

  init(_ documents: [[String]], _ terms: inout TextTerms) {
    var met: [Int32] = []
    for document in documents {
      met.removeAll(keepingCapacity: true)
      for text in document { terms.append(termsOf: text, to: &met) }
      met.sort()
      for number in met {
        if let last = term.last, last == number, term.count > start[start.count - 1] {
          count[count.count - 1] += 1
        } else {
          term.append(number)
          count.append(1)
        }
      }
      start.append(term.count)
    }
  }

  /// The weights of every document's terms with the document's vector of length 1, in 2^−30.
  func vectors(_ inverse: InverseFrequency) -> [Int32] {
    var frequency = FrequencyWeights()
    var vectors: [Int32] = []
    vectors.reserveCapacity(term.count)
    var weights: [UInt64] = []
    for document in 0..<start.count - 1 {
      weights.removeAll(keepingCapacity: true)
      var square: UInt128 = 0
      for place in start[document]..<start[document + 1] {
        let own = frequency.weight(of: Int(count[place])).multipliedFullWidth(by: inverse.of(Int(term[place])))
        let weight = own.high << 32 | own.low >> 32
        weights.append(weight)
        square += UInt128(weight) * UInt128(weight)
      }
      // A weight is below 2^41 and its length at least as great, so the quotient is at most 2^30.
      let length = max(1, ExactLogarithm.squareRoot(of: square))
      for weight in weights { vectors.append(Int32((UInt128(weight) << 30 + length / 2) / length)) }
    }
    return vectors
  }

  /// The documents of every term, ascending, with their weights.
  func postings(_ vectors: [Int32], terms: Int) -> (start: [Int], document: [Int32], weight: [Int32]) {
    var postingStart = [Int](repeating: 0, count: terms + 1)
    for term in term { postingStart[Int(term) + 1] += 1 }
    for term in 0..<terms { postingStart[term + 1] += postingStart[term] }
    var next = postingStart
    var documents = [Int32](repeating: 0, count: term.count)
    var weights = [Int32](repeating: 0, count: term.count)
    for document in 0..<start.count - 1 {
      for place in start[document]..<start[document + 1] {
        let posting = next[Int(term[place])]
        next[Int(term[place])] += 1
        documents[posting] = Int32(document)
        weights[posting] = vectors[place]
      }
    }
    return (postingStart, documents, weights)
  }
}

/// log₂((N + 1) ÷ d) of every term, in 2^−32.
private struct InverseFrequency {
  private let weights: [UInt64]

  init(_ sides: [TermCounts], terms: Int) {
    var documents = 0
    var having = [Int](repeating: 0, count: terms)
    for side in sides {
      for document in 0..<side.start.count - 1 where side.start[document] < side.start[document + 1] { documents += 1 }
      for term in side.term { having[Int(term)] += 1 }
    }
    let all = ExactLogarithm.base2(of: documents + 1)
    var known: [Int: UInt64] = [:]
    weights = having.map { count in
      if let weight = known[count] { return weight }
      let weight = UInt64(max(0, all - ExactLogarithm.base2(of: max(1, count))))
      known[count] = weight
      return weight
    }
  }

  func of(_ term: Int) -> UInt64 { weights[term] }
}

/// 1 + log₂ f, in 2^−32, each worked out once.
private struct FrequencyWeights {
  private var known: [UInt64] = []

  mutating func weight(of count: Int) -> UInt64 {
    while known.count < min(count, 1_024) {
      known.append(UInt64(ExactLogarithm.one + ExactLogarithm.base2(of: known.count + 1)))
    }
    return count <= known.count ? known[count - 1] : UInt64(ExactLogarithm.one + ExactLogarithm.base2(of: count))
  }
}
