import ExpertReview
import RoundStore

/// Names that say nothing of those they stand for: `C1`, `C2`, … in the order of SHA-256 of a salt and the id.
///
/// With one salt the same round gives the same names. The salt is drawn anew for every export and kept nowhere, so
/// nobody can find an id by trying all of them, nor join two exports. What is public anyway still tells: whoever knows
/// a candidate's score from the notice finds it here.
struct Pseudonyms<ID: Identifier> {
  private let names: [ID: String]
  /// In the order of the names.
  let ids: [ID]

  init(_ ids: some Sequence<ID>, letter: String, salt: [UInt8]) {
    let keyed = Set(ids).map {
      (key: Digest(of: salt + Array(letter.utf8) + Array($0.rawValue.utf8)).hexadecimal, id: $0)
    }
    self.ids = keyed.sorted { $0.key < $1.key }.map(\.id)
    names = Dictionary(uniqueKeysWithValues: self.ids.enumerated().map { ($1, "\(letter)\($0 + 1)") })
  }

  subscript(id: ID) -> JSON { names[id].map { .text($0) } ?? .null }
}

/// A round as data for study: groups, verdicts, marks, votes, scores and places. No name, id, unit, text or comment of
/// anybody.
struct AnonymousRound {
  private(set) var bytes: [UInt8] = []
  let candidates: Int
  let experts: Int

  private let round: Round
  private let candidateNames: Pseudonyms<CandidateID>
  private let expertNames: Pseudonyms<ExpertID>
  private let groupNames: Pseudonyms<GroupID>
  /// Whether groups are the scheme's own words, which tell nothing of the candidates.
  private let groupsAreChoices: Bool

  /// Throws `StandingsFault` where the marks cannot be ranked.
  init(_ round: Round, asOf: CivilDay, salt: [UInt8]) throws {
    self.round = round
    candidateNames = Pseudonyms(round.candidates.map(\.id), letter: "C", salt: salt)
    expertNames = Pseudonyms(round.experts.map(\.id), letter: "E", salt: salt)
    groupNames = Pseudonyms(round.candidates.compactMap { round.scheme.group(of: $0) }, letter: "G", salt: salt)
    groupsAreChoices =
      round.scheme.grouping.map { grouping in
        round.scheme.fields.contains { $0.key == grouping.by && !$0.choices.isEmpty }
      } ?? true
    candidates = candidateNames.ids.count
    experts = expertNames.ids.count
    let stages = try round.reviewStages.filter { round.scorebooks[$0.id] != nil || round.ballots[$0.id] != nil }
      .map { try json(of: $0, asOf) }
    let object = JSON.object([
      "schemaVersion": .number(Output.schemaVersion), "scheme": .text(round.scheme.id.rawValue),
      "names": .text("SHA-256 of a salt drawn for this export and not kept, then the id; numbered in that order"),
      "candidates": .array(candidateRows(asOf)),
      "experts": .array(expertNames.ids.map { expertNames[$0] }), "stages": .array(stages),
    ])
    object.write(to: &bytes)
    bytes.append(0x0A)
  }

  private func name(of group: GroupID) -> JSON { groupsAreChoices ? .text(group.rawValue) : groupNames[group] }

  private func candidateRows(_ asOf: CivilDay) -> [JSON] {
    let examinations = Dictionary(
      uniqueKeysWithValues: round.examinations(asOf: asOf).map { ($0.candidate, $0) })
    return candidateNames.ids.map { id in
      let group = round.candidateIndex[id].flatMap { round.scheme.group(of: round.candidates[$0]) }
      return .object([
        "candidate": candidateNames[id], "group": group.map(name(of:)) ?? .null,
        "verdict": examinations[id].map { .text($0.verdict.rawValue) } ?? .null,
        "admitted": examinations[id].map { .boolean(round.isAdmitted($0)) } ?? .null,
      ])
    }
  }

  private func json(of stage: ReviewStage, _ asOf: CivilDay) throws -> JSON {
    let ranking = try round.ranking(stage: stage, asOf: asOf)
    let rows = Dictionary(uniqueKeysWithValues: ranking.rows.map { ($0.candidate, $0) })
    return .object([
      "stage": .text(stage.id),
      "sheets": .array(try candidateNames.ids.flatMap { try sheets(of: $0, in: stage) }),
      "votes": .array(candidateNames.ids.flatMap { votes(on: $0, in: stage) }),
      "ranking": .array(
        candidateNames.ids.compactMap { rows[$0] }.map { row in
          .object([
            "candidate": candidateNames[row.candidate], "group": name(of: row.group),
            "place": row.place.map { .number($0) } ?? .null, "score": row.score.map { .text($0.text) } ?? .null,
            "listed": .boolean(row.listed),
          ])
        }),
    ])
  }

  /// The votes on one candidate, in the order of the experts' new names: each with the conditions voted on, and what
  /// the chair decided of them. A rule is the scheme's own word and tells nothing of anybody.
  private func votes(on id: CandidateID, in stage: ReviewStage) -> [JSON] {
    guard let index = round.candidateIndex[id], let ballots = round.ballots[stage.id] else { return [] }
    let rules = round.scheme.votedRules(in: stage.id).map(\.id)
    var rows: [JSON] = []
    for expert in expertNames.ids {
      guard let place = round.expertIndex[expert] else { continue }
      let members = rules.compactMap { rule in
        ballots.vote(candidate: index, expert: place, rule: rule).map {
          JSON.Member(key: rule.rawValue, value: .boolean($0 == .met))
        }
      }
      guard !members.isEmpty else { continue }
      rows.append(
        .object(["candidate": candidateNames[id], "expert": expertNames[expert], "met": JSON(.object(members))]))
    }
    let decided = round.tallies(of: id, in: stage.id).compactMap { tally in
      tally.judgment.map { JSON.Member(key: tally.rule.rawValue, value: .boolean($0.met)) }
    }
    if !decided.isEmpty {
      rows.append(.object(["candidate": candidateNames[id], "expert": .null, "met": JSON(.object(decided))]))
    }
    return rows
  }

  /// The sheets of one candidate in the order of the experts' new names, and the values that no expert gave.
  private func sheets(of id: CandidateID, in stage: ReviewStage) throws -> [JSON] {
    guard let index = round.candidateIndex[id], let book = round.scorebooks[stage.id] else { return [] }
    let candidate = round.candidates[index]
    guard let group = round.scheme.group(of: candidate) else { return [] }
    let items = stage.rubric.items(of: group)
    let judged = items.filter { $0.kind == .judged }
    var rows: [JSON] = []
    for expert in expertNames.ids {
      guard let place = round.expertIndex[expert], let sheet = book.sheet(candidate: index, expert: place) else {
        continue
      }
      let marks = zip(judged, book.marks(of: sheet)).map { item, steps in
        JSON.Member(
          key: item.id.rawValue,
          value: steps == MarkBatch.missing || sheet.recused
            ? .null : .text((item.scale ?? stage.rubric.scale).mark(at: steps).description))
      }
      rows.append(
        .object([
          "candidate": candidateNames[id], "expert": expertNames[expert], "recused": .boolean(sheet.recused),
          "marks": JSON(.object(marks)),
          "forComparison": round.panels[stage.id]?.isGuest(candidate: index, expert: place) == true
            ? .boolean(true) : nil,
        ]))
    }
    let given = items.filter { $0.kind == .given }.compactMap { item in
      book.given(item.id, of: index).map { JSON.Member(key: item.id.rawValue, value: .text($0.description)) }
    }
    if !given.isEmpty {
      rows.append(.object(["candidate": candidateNames[id], "expert": .null, "marks": JSON(.object(given))]))
    }
    return rows
  }
}
