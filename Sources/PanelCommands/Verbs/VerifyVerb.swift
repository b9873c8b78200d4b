import ExpertReview
import RoundStore

/// `panel verify`: whether the record is whole, and whether its results still follow from its facts.
enum VerifyVerb {
  /// What a check has shown.
  struct Finding {
    /// Nil where the file could not even be opened as a round.
    var chain: ChainReport?
    var differences: [RecordDifference] = []
    /// Whether the facts were replayed to the end without a difference.
    var isSame = false

    var isIntact: Bool { chain?.isIntact ?? false }
  }

  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let expected = try invocation.text("head").map { text in
      guard let prefix = DigestPrefix(text) else { throw RecordFault.badHead(text) }
      return prefix
    }
    let finding = try check(invocation.round, expected: expected, patience: invocation.patience)
    if output.isJSON {
      output.json([
        "record": .text(finding.isIntact ? "intact" : "damaged"),
        "recomputed": .text(finding.isSame ? "same" : "different"),
        "differences": .array(finding.differences.map { $0.json(output.language) }),
      ])
    } else {
      tell(finding, expected: expected, &output)
    }
    return finding.isIntact && finding.isSame ? .done : .recordDamaged
  }

  /// Checks the chain, then replays it. Where the chain is broken nothing is replayed; where only the head that was
  /// given is missing from it, the facts are sound in themselves, and are.
  private static func check(_ path: String, expected: DigestPrefix?, patience: Patience) throws -> Finding {
    var finding = Finding()
    do {
      let file = try RoundFile.open(path, .readOnly, patience: patience)
      let chain = try file.verifyChain(expected: expected)
      finding.chain = chain
      if let damage = chain.damage {
        finding.differences.append(.damage(damage))
        guard case .headNotInChain = damage else { return finding }
      }
      let recomputation = try Recomputation(file)
      finding.differences += recomputation.differences
      finding.isSame = recomputation.differences.isEmpty && recomputation.facts > 0
      if recomputation.facts == 0, recomputation.differences.isEmpty {
        finding.differences.append(.unreadable(sequence: 1, cause: String(describing: RoundRefusal.notBegun)))
      }
    } catch let fault as StoreFault where fault.isDamage {
      finding.chain = nil
      finding.differences.append(.unopened(fault))
    }
    return finding
  }

  private static func tell(_ finding: Finding, expected: DigestPrefix?, _ output: inout Output) {
    if finding.isIntact, let chain = finding.chain {
      output.line(
        Bilingual(
          zh: "记录完好：\(chain.soundFacts) 条，校验链首尾相接", en: "the record is intact: \(chain.soundFacts) facts in one chain"))
    } else {
      output.line(Bilingual(zh: "记录已损坏", en: "the record is damaged"))
    }
    if finding.isSame {
      output.line(
        Bilingual(zh: "全部结果已从头重算，与记录相同", en: "every result was computed anew and is what was recorded"))
    } else if finding.chain?.isIntact ?? false {
      output.line(Bilingual(zh: "重算的结果与记录不同", en: "results computed anew differ from the record"))
    } else {
      output.line(Bilingual(zh: "未能确认结果与记录相同", en: "results could not be shown to be those recorded"))
    }
    for difference in finding.differences { output.line("  · " + difference.message[output.language]) }
    guard let chain = finding.chain else { return }
    if let expected, let place = chain.expectedHeadAt { output.line(standing(expected, at: place, of: chain)) }
    output.line(
      chain.isIntact
        ? Bilingual(zh: "卷宗校验值 \(chain.head)", en: "head of the record \(chain.head)")
        : Bilingual(
          zh: "完好的最后一条是第 \(chain.soundFacts) 条，校验值 \(chain.head)",
          en: "the last sound fact is number \(chain.soundFacts), its hash \(chain.head)"))
  }

  private static func standing(_ expected: DigestPrefix, at place: Int, of chain: ChainReport) -> Bilingual {
    let later = chain.soundFacts - place
    return later == 0
      ? Bilingual(
        zh: "\(expected) 就是最后一条（第 \(place) 条）的校验值", en: "\(expected) is the hash of the last fact, number \(place)")
      : Bilingual(
        zh: "\(expected) 是第 \(place) 条的校验值，此后又记了 \(later) 条",
        en: "\(expected) is the hash of fact \(place); \(later) were added since")
  }
}

extension StoreFault {
  /// Whether the fault says that the file itself is not what a round file must be, rather than that it is missing, held
  /// by another process, kept from us, or of a later program.
  fileprivate var isDamage: Bool {
    switch self {
    case .notARound, .damaged: true
    // Whatever SQLite says of a file that it can open and read is about what the file holds; 10 is its code for reading
    // and writing gone wrong.
    case .failed(_, let code, _): code != 0 && code & 0xFF != 10 || code == 522
    case .notFound, .alreadyExists, .newerForm, .busy, .diskFull, .readOnly, .notPermitted: false
    }
  }
}
