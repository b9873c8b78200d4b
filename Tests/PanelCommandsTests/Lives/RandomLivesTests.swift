import ExpertReview
import Reports
import RoundStore
import Testing

@testable import PanelCommands

@Suite struct `A round, whatever is done to it` {
  /// Lives in one of the forty parts: 400 in all, or as many as `PANEL_LIVES` says.
  private static let lives = (environmentVariable("PANEL_LIVES").flatMap { Int($0) } ?? 400) / 40
  private static let acts = 25

  /// All that a reader could see of a round, as bytes.
  private func seen(_ round: Round, on day: CivilDay) -> [UInt8] {
    var bytes = StatusReport(round, head: round.head, asOf: day).json.bytes()
    for step in round.steps {
      if let result = try? StepResult(step, of: round, asOf: day) { bytes += result.bytes }
    }
    return bytes
  }

  @Test(arguments: 0..<40)
  func `never comes to an impossible state, says why it refuses, and is the same again from its facts`(part: Int) throws
  {
    for seed in part * Self.lives..<(part + 1) * Self.lives {
      var life = try RandomLife(seed: seed)
      try life.grow()
      for _ in 0..<Self.acts where try life.step() {
        #expect(life.round.lastSequence == life.entries.count && life.round.head == life.entries.last?.hash)
      }
      let faults = life.round.impossibilities(asOf: life.day)
      #expect(faults.isEmpty, "life \(seed): \(faults)")
      for (kind, refusal) in life.refusals {
        let words = refusal.sentences
        for text in [words.message.zh, words.message.en, words.mend.zh, words.mend.en] {
          #expect(!text.isEmpty, "life \(seed): \(kind) was refused without words: \(refusal)")
        }
      }
      try again(life, seed)
    }
  }

  /// Reads the facts back from their bytes, replays them and recomputes every result that they state.
  private func again(_ life: RandomLife, _ seed: Int) throws {
    let scheme = life.round.scheme
    var replayed: Round?
    var read: [FactEntry] = []
    for entry in life.entries {
      let encoded = entry.fact.encoded(under: scheme)
      let fact = try Fact.decode(
        kind: encoded.kind, form: encoded.form.rawValue, bytes: encoded.bytes, under: replayed == nil ? nil : scheme)
      #expect(fact.encoded(under: scheme).bytes == encoded.bytes, "life \(seed): \(entry.fact.kind)")
      let copy = FactEntry(
        sequence: entry.sequence, asOf: entry.asOf, actor: entry.actor, reason: entry.reason,
        recordedAt: entry.recordedAt, hash: entry.hash, fact: fact)
      read.append(copy)
      if replayed == nil { replayed = try Round(beginning: copy) } else { try replayed?.apply(copy) }
    }
    let round = try #require(replayed)
    #expect(seen(round, on: life.day) == seen(life.round, on: life.day), "life \(seed) is another when replayed")
    let differences = try Recomputation(read).differences
    #expect(differences.isEmpty, "life \(seed): \(differences)")
  }

  @Test func `is tried in every way that the record knows, and refused in most`() throws {
    var taken: [String: Int] = [:]
    var refused: [String: Int] = [:]
    // The rarest kind of act comes late; once all have come, more lives would show nothing new.
    for seed in 0..<900 where refused.count <= 20 || !RandomLife.kinds.isSubset(of: taken.keys) {
      var life = try RandomLife(seed: seed)
      try life.grow()
      for _ in 0..<60 { _ = try life.step() }
      for entry in life.entries { taken[RandomLife.name(of: entry.fact), default: 0] += 1 }
      for (kind, _) in life.refusals { refused[kind, default: 0] += 1 }
    }
    let figures = [("taken", taken), ("refused", refused)].map { name, counts in
      name + ": " + counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
    print(figures.joined(separator: "\n"))
    for kind in RandomLife.kinds { #expect(taken[kind, default: 0] > 0, "\(kind) was never taken") }
    #expect(Set(taken.keys).isSubset(of: RandomLife.kinds.union(RandomLife.others)))
    #expect(refused.count > 20)
  }
}
