import Simulation
import Testing

@testable import ExpertReview

private func item(_ id: String) -> RubricItem {
  RubricItem(
    id: ItemID(id), kind: .judged, label: Bilingual(zh: id, en: id), multiplier: .weight(ExactDecimal(25)),
    deduct: false, scale: nil, guidance: nil, parts: [], levels: [], from: nil, table: [],
    source: .house(reason: "test"))
}

private func rubric(step: String = "1") -> Rubric {
  Rubric(
    scale: MarkScale(minimum: .zero, maximum: ExactDecimal(100), step: ExactDecimal(step) ?? ExactDecimal(1)),
    items: ["research", "innovation", "application"].map(item),
    perGroup: [
      GroupID("vertical"): GroupRubric(items: ["research", "innovation", "scenario", "service"].map(item), ties: nil)
    ], source: .house(reason: "test"))
}

/// Seven experts for every sound candidate, in a round.
private let panels: [(candidate: CandidateID, expert: ExpertID)] = demoRound.soundIDs.enumerated().flatMap {
  position, candidate in
  (0..<7).map { (candidate, demoRound.experts[(position * 7 + $0 * 3) % 40].id) }
}
private let marks = demoRound.marks(for: panels, rubric: rubric())

private func value(_ mark: SimulatedMark) -> Double? {
  guard case .mark(let mark) = mark.value else { return nil }
  return Double(mark.units)
}

@Suite struct SimulatedMarksTests {
  @Test func `every seat has a mark for every judged item of its group, in order`() {
    let groups = Dictionary(uniqueKeysWithValues: demoRound.candidates.map { ($0.id, $0.group) })
    let expected = panels.map { rubric().items(of: groups[$0.candidate] ?? .everyone).count }.reduce(0, +)
    #expect(marks.count == expected)
    let seats = marks.map { [$0.candidate.rawValue, $0.expert.rawValue] }
    #expect(zip(seats, seats.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) || $0 == $1 })
  }

  @Test(arguments: ["1", "0.5", "5"])
  func `marks lie on the scale`(step: String) throws {
    let size = try #require(ExactDecimal(step)).fraction
    for mark in demoRound.marks(for: panels, rubric: rubric(step: step)) {
      guard case .mark(let given) = mark.value else { continue }
      #expect((given.fraction / size).denominator == 1)
      #expect(given >= .zero && given <= ExactDecimal(100))
    }
  }

  @Test func `the order of the panels does not change a mark`() {
    let others = panels.enumerated().sorted { ($0.offset % 11, $0.offset) < ($1.offset % 11, $1.offset) }.map(\.element)
    #expect(demoRound.marks(for: others, rubric: rubric()) == marks)
    #expect(demoRound.marks(for: panels.reversed(), rubric: rubric()) == marks)
  }

  @Test func `three marks are missing, one sheet is empty and one expert recuses`() {
    let missing = Dictionary(grouping: marks.filter { $0.value == .missing }) {
      [$0.candidate.rawValue, $0.expert.rawValue]
    }
    #expect(missing.values.filter { $0.count == 1 }.count == 3)
    #expect(missing.values.filter { $0.count > 1 }.count == 1)
    #expect(Set(marks.filter { $0.value == .recused }.map(\.expert)).count == 1)
    #expect(marks.filter { $0.value == .recused }.allSatisfy { $0.cell == "recused" })
    #expect(marks.filter { $0.value == .missing }.allSatisfy { $0.cell.isEmpty })
    // No panel of seven falls below five complete sheets.
    let incomplete = marks.filter { value($0) == nil }
    #expect(Dictionary(grouping: incomplete, by: \.candidate).values.allSatisfy { Set($0.map(\.expert)).count == 1 })
  }

  @Test func `the harsh expert marks lowest and the outlying one against the others`() throws {
    let harsh = try #require(demoRound.experts.first { $0.temper == .harsh }).id
    let means = Dictionary(grouping: marks, by: \.expert).mapValues { sheet in
      sheet.compactMap(value).reduce(0, +) / Double(max(1, sheet.compactMap(value).count))
    }
    #expect(means.min { $0.value < $1.value }?.key == harsh)
    // The covariance of an expert's marks with the mean of the candidate's others.
    let byCandidate = Dictionary(grouping: marks, by: \.candidate)
    func agreement(_ expert: ExpertID) -> Double {
      let pairs = marks.filter { $0.expert == expert }.compactMap { mark -> (Double, Double)? in
        let others = (byCandidate[mark.candidate] ?? []).filter { $0.expert != expert }.compactMap(value)
        return value(mark).map { ($0, others.reduce(0, +) / Double(others.count)) }
      }
      let x = pairs.map(\.0).reduce(0, +) / Double(pairs.count)
      let y = pairs.map(\.1).reduce(0, +) / Double(pairs.count)
      return pairs.map { ($0.0 - x) * ($0.1 - y) }.reduce(0, +)
    }
    for expert in demoRound.experts {
      #expect((agreement(expert.id) < 0) == (expert.temper == .outlying), "\(expert.id)")
    }
  }

  @Test func `tied candidates have the same marks on every item, sheet by sheet`() throws {
    let complete = completeCandidates(of: "general")
    let (model, copy) = (complete[0], complete[1])
    let tied = try #require(SimulatedRound.tying(copy, to: model, in: marks))
    #expect(sheets(of: copy, in: tied) == sheets(of: model, in: marks))
    #expect(tied.filter { $0.candidate != copy } == marks.filter { $0.candidate != copy })
  }

  @Test func `exchanging two items keeps every sheet's sum and parts the items`() throws {
    let complete = completeCandidates(of: "vertical")
    let (model, copy) = (complete[0], complete[1])
    let items = (ItemID("research"), ItemID("innovation"))
    let tied = try #require(SimulatedRound.tying(copy, to: model, exchanging: items, in: marks))
    func sums(_ candidate: CandidateID, _ item: ItemID) -> Double {
      tied.filter { $0.candidate == candidate && $0.item == item }.compactMap(value).reduce(0, +)
    }
    #expect(sums(copy, items.0) == sums(model, items.1) && sums(copy, items.1) == sums(model, items.0))
    #expect(sums(copy, ItemID("service")) == sums(model, ItemID("service")))
  }

  @Test func `panels that cannot be made equal are not`() throws {
    let incomplete = try #require(marks.first { $0.value == .missing }).candidate
    let model = try #require(completeCandidates(of: "general").first)
    #expect(SimulatedRound.tying(incomplete, to: model, in: marks) == nil)
    let vertical = try #require(completeCandidates(of: "vertical").first)
    #expect(SimulatedRound.tying(vertical, to: model, in: marks) == nil)
    #expect(SimulatedRound.tying(CandidateID("C999"), to: model, in: marks) == nil)
  }

  @Test func `the best of those left out objects against the last of those proposed`() throws {
    let ids = demoRound.soundIDs
    let objection = try #require(demoRound.objection(proposed: Array(ids[0..<3]), others: Array(ids[3...])))
    #expect(objection.against == ids[2] && objection.objector == ids[3])
    #expect(objection.by == demoRound.candidates.first { $0.id == ids[3] }?.applicant.name)
    #expect(demoRound.objection(proposed: [], others: ids) == nil)
  }

  private func completeCandidates(of group: String) -> [CandidateID] {
    let incomplete = Set(marks.filter { value($0) == nil }.map(\.candidate))
    let sound = Set(demoRound.soundIDs)
    return demoRound.candidates.filter {
      $0.group == GroupID(group) && sound.contains($0.id) && !incomplete.contains($0.id)
    }.map(\.id)
  }

  private func sheets(of candidate: CandidateID, in marks: [SimulatedMark]) -> [[String]] {
    let own = marks.filter { $0.candidate == candidate }.sorted { ($0.expert, $0.item) < ($1.expert, $1.item) }
    return own.map { [$0.item.rawValue, $0.cell] }
  }
}
