import Statistics

/// What holds between a candidate and an expert of a replicate, whatever the layout: the same pair is in conflict, and
/// as well suited, in every design.
///
/// Nothing is stored: each fact is read off a Philox block whose counter is the replicate, the candidate, the expert
/// and what is asked, under a key of its own, so that any pair of a country is known in some nanoseconds.
struct PairFacts {
  private let key: SIMD2<UInt32>
  private let model: StudyModel
  private let role: UInt32
  private let replicate: Int

  /// - Parameters:
  ///   - key: a hash of the seed, not the seed of the streams.
  ///   - number: the model's number in the study.
  init(key: UInt64, model: StudyModel, number: Int, replicate: Int, role: PanelRole) {
    self.key = SIMD2(UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32) &+ UInt32(number))
    self.model = model
    self.role = UInt32(role.rawValue)
    self.replicate = replicate
  }

  /// Three numbers of [0, 1) that belong to a pair: of a known conflict, an unknown one, and the affinity.
  private func units(_ candidate: Int, _ expert: Int, _ question: UInt32) -> (Double, Double, Double) {
    let words = Philox.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: replicate),
        UInt32(truncatingIfNeeded: replicate >> 32) << 8 | role << 4 | question,
        UInt32(truncatingIfNeeded: candidate), UInt32(truncatingIfNeeded: expert)), key: key)
    func unit(_ word: UInt32) -> Double { Double(word) * 0x1p-32 }
    return (unit(words[0]), unit(words[1]), unit(words[2]))
  }

  /// Whether a conflict of the pair is known.
  func isRecused(_ candidate: Int, _ expert: Int) -> Bool {
    model.gaps.recusal > 0 && units(candidate, expert, 0).0 < model.gaps.recusal
  }

  /// Whether the pair has a conflict that nobody noticed.
  func hasSlipped(_ candidate: Int, _ expert: Int) -> Bool {
    guard model.gaps.slippedConflict > 0 else { return false }
    let units = units(candidate, expert, 0)
    return units.0 >= model.gaps.recusal && units.1 < model.gaps.slippedConflict
  }

  func topic(ofCandidate candidate: Int) -> Int { Int(units(candidate, 0, 1).0 * Double(model.experts.topics)) }
  func topic(ofExpert expert: Int) -> Int { Int(units(0, expert, 2).0 * Double(model.experts.topics)) }

  /// From 0 to 1: above ½ where both are of one topic.
  func affinity(_ candidate: Int, _ expert: Int) -> Double {
    let isNear = topic(ofCandidate: candidate) == topic(ofExpert: expert)
    return (isNear ? 0.5 : 0) + 0.5 * units(candidate, expert, 0).2
  }
}
