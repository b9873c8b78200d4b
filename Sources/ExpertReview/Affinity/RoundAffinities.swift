// A round's affinities: mixed where its scheme, its bids or its taxonomy ask for it, and otherwise as they always were.

extension Round {
  /// Whether affinities are mixed: the scheme says how, or experts have bid, or fields have a taxonomy to meet in. Else
  /// the imported table holds alone, or the topics that an expert's fields name word for word.
  public var mixesAffinities: Bool {
    scheme.affinity != nil || bids != nil || (affinities == nil && !taxonomy.entries.isEmpty)
  }

  /// The mix of the round's affinities, over all candidates and experts that it has, whoever is admitted or available:
  /// so one expert's withdrawal changes nobody's affinity. Nil where nothing is mixed.
  public func affinityMix() -> AffinityMix? {
    guard mixesAffinities else { return nil }
    let policy = scheme.affinity ?? .unstated(isImported: affinities != nil)
    let reading = AffinityReading(policy, scheme)
    return AffinityMix(
      policy: policy, candidates: candidates.map(reading.subject(of:)), experts: experts.map(reading.subject(of:)),
      taxonomy: taxonomy, bids: bids, imported: affinities)
  }

  /// The affinities of single pairs, for one who asks for several.
  public func pairAffinities() -> PairAffinities { PairAffinities(round: self, mix: affinityMix()) }

  /// Whether the imported table bars a pair by leaving it out. Complexity: logarithmic.
  func forbidsByAffinity(_ candidate: CandidateID, _ expert: ExpertID) -> Bool {
    guard let affinities, affinities.absent == .forbid else { return false }
    return affinities.millionths(candidate: candidate, expert: expert) == nil
  }
}

/// How well experts of a round suit its candidates, pair by pair.
public struct PairAffinities: Sendable {
  private let round: Round
  public let mix: AffinityMix?

  fileprivate init(round: Round, mix: AffinityMix?) { (self.round, self.mix) = (round, mix) }

  /// The affinity of one pair. Complexity: that of a row where affinities are mixed, else logarithmic.
  public func affinity(of expert: Expert, for candidate: Candidate) -> PairAffinity {
    affinities(of: [expert], for: candidate)[0]
  }

  /// The affinities of some experts for a candidate, in their order. Complexity: a row where affinities are mixed.
  public func affinities(of experts: [Expert], for candidate: Candidate) -> [PairAffinity] {
    guard let mix else { return experts.map { round.plainAffinity(of: $0, for: candidate) } }
    let values = affinities(for: candidate)
    return experts.map { expert in
      mix.expertAt[expert.id].map { PairAffinity(mixed: values[$0]) } ?? .absentForbids
    }
  }

  /// The affinities of all experts for a candidate, in the order of the round's experts.
  public func affinities(ofAllFor candidate: Candidate) -> [PairAffinity] {
    affinities(of: round.experts, for: candidate)
  }

  private func affinities(for candidate: Candidate) -> [Int32] {
    var row = AffinityMix.Row()
    mix?.fill(&row, of: candidate.id)
    return row.values
  }
}

extension PairAffinity {
  fileprivate init(mixed value: Int32) { self = value == AffinityMix.forbidden ? .absentForbids : .mixed(value) }
}

/// What of a declaration, and of an expert, a policy reads.
private struct AffinityReading {
  private let policy: AffinityPolicy
  private let scheme: Scheme
  private let topicSlots: [Int]
  private let textSlots: [Int]

  init(_ policy: AffinityPolicy, _ scheme: Scheme) {
    self.policy = policy
    self.scheme = scheme
    let topics = policy.fields?.of ?? []
    topicSlots =
      topics.isEmpty
      ? scheme.fields.indices.filter { scheme.fields[$0].kind == .choices } : topics.compactMap { scheme.slots[$0] }
    let texts = policy.text?.of ?? []
    textSlots =
      texts.isEmpty
      ? scheme.fields.indices.filter {
        scheme.fields[$0].kind == .text && scheme.fields[$0].maxLength ?? 0 >= AffinityPolicy.Text.leastLength
      } : texts.compactMap { scheme.slots[$0] }
  }

  func subject(of candidate: Candidate) -> AffinityMix.Subject<CandidateID> {
    AffinityMix.Subject(
      id: candidate.id, topics: policy.fields == nil ? [] : topicSlots.flatMap { topics(of: candidate, $0) },
      texts: policy.text == nil ? [] : [candidate.name] + textSlots.flatMap { texts(candidate.values[$0], $0) })
  }

  func subject(of expert: Expert) -> AffinityMix.Subject<ExpertID> {
    AffinityMix.Subject(
      id: expert.id, topics: policy.fields == nil ? [] : expert.fields.map { [$0] },
      texts: (policy.text?.profile ?? []).flatMap { column in
        column == "fields" ? expert.fields : [expert.attributes[column]].compactMap(\.self)
      })
  }

  /// What a value says of the candidate's topics. 其他 (`other`) is no topic: what it stands for is in a field of its
  /// own.
  private func topics(of candidate: Candidate, _ slot: Int) -> [[String]] {
    let field = scheme.fields[slot]
    switch candidate.values[slot] {
    case .choice(let id): return names([id], field)
    case .choices(let ids): return names(ids, field)
    case .text(let text):
      return text.split(whereSeparator: { ";；、,，".contains($0) }).map { [String($0)] }
        .filter { !Taxonomy.key($0[0]).isEmpty }
    default: return []
    }
  }

  private func names(_ ids: [String], _ field: Field) -> [[String]] {
    field.choices.filter { ids.contains($0.id) && $0.id != "other" }
      .map { [$0.label.zh, $0.label.en] + $0.aliases + [$0.id] }
  }

  private func texts(_ value: FieldValue, _ slot: Int) -> [String] {
    switch value {
    case .text(let text): [text]
    case .choice(let id): names([id], scheme.fields[slot]).map { $0[0] }
    case .choices(let ids): names(ids, scheme.fields[slot]).map { $0[0] }
    case .list(let values): values.flatMap { texts($0, slot) }
    case .entry(let cells): cells.sorted { $0.key < $1.key }.flatMap { texts($0.value, slot) }
    default: []
    }
  }
}
