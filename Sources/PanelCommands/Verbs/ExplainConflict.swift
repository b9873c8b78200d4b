import ExpertReview
import Reports

/// A conflict link by link: from whom to whom, by what tie and share, on which days and whether these count, in whose
/// words and from which file; and how near two names are where a person must compare them.
struct ConflictSteps {
  private let conflict: Conflict
  private let scheme: Scheme
  private let asOf: CivilDay

  init(_ conflict: Conflict, under scheme: Scheme, asOf: CivilDay) {
    self.conflict = conflict
    self.scheme = scheme
    self.asOf = asOf
  }

  /// One line a link, then one on the names where they are only near.
  var lines: [Bilingual] {
    let links = conflict.links.map { link -> Bilingual in
      let details = details(of: link)
      let way = way(of: link)
      return Bilingual(
        zh: "\(way.zh)（\(details.map(\.zh).joined(separator: "；"))）",
        en: "\(way.en) (\(details.map(\.en).joined(separator: "; ")))")
    }
    guard let nearness = conflict.nearness else { return links }
    return links + [nearness.words]
  }

  private func way(of link: ConflictLink) -> Bilingual {
    if case .party = link.relation {
      return Bilingual(
        zh: "\(link.from) ＝ \(link.label.zh)“\(link.to)”", en: "\(link.from) = \(link.label.en) “\(link.to)”")
    }
    return Bilingual(
      zh: "\(link.from) —\(link.label.zh)→ \(link.to)", en: "\(link.from) – \(link.label.en) → \(link.to)")
  }

  private func details(of link: ConflictLink) -> [Bilingual] {
    var details: [Bilingual] = []
    if let share = link.share { details.append(Bilingual(zh: "持股 \(share)%", en: "\(share) % held")) }
    if let began = link.began { details.append(Bilingual(zh: "始于 \(began)", en: "since \(began)")) }
    if let end = end(of: link) { details.append(end) }
    if !link.text.isEmpty { details.append(Bilingual(zh: "“\(link.text)”", en: "“\(link.text)”")) }
    return details + [link.origin.label]
  }

  /// When a tie ended and why it still counts; nil for links that have no days.
  private func end(of link: ConflictLink) -> Bilingual? {
    guard case .tie(let id) = link.relation, link.origin == .relations else { return nil }
    guard let ended = link.ended else { return Bilingual(zh: "没有终止日期，按仍在计", en: "no end given, counts as going on") }
    guard ended < asOf, let months = scheme.conflicts?.kinds.first(where: { $0.id == id })?.months else {
      return Bilingual(zh: "到 \(ended) 止，\(asOf) 仍在", en: "until \(ended), goes on as of \(asOf)")
    }
    let edge = asOf.adding(months: -months)
    return Bilingual(
      zh: "止于 \(ended)，在 \(edge) 之后，即 \(months) 个月之内，仍算",
      en: "ended \(ended), after \(edge), so within \(months) months: it counts")
  }
}

extension LapsedTie {
  /// That it is over and why it no longer counts.
  func words(_ scheme: Scheme) -> Bilingual {
    let kind = scheme.conflictLabel(relation.kind.rawValue)
    let role = scheme.conflicts?.parties.first { $0.role == seen.role }?.label
    let party = Bilingual(
      zh: "\(role?.zh ?? seen.role)“\(seen.party)”", en: "\(role?.en ?? seen.role) “\(seen.party)”")
    return months == 0
      ? Bilingual(
        zh: "\(kind.zh) → \(party.zh)，止于 \(ended)，方案只看当前，不算",
        en: "\(kind.en) → \(party.en), ended \(ended); the scheme looks only at now: it does not count")
      : Bilingual(
        zh: "\(kind.zh) → \(party.zh)，止于 \(ended)，不晚于 \(edge)，即已满 \(months) 个月，不算",
        en:
          "\(kind.en) → \(party.en), ended \(ended), not after \(edge), so \(months) months ago or more: it does not count"
      )
  }

  var json: JSON {
    .object([
      "kind": .text(relation.kind.rawValue), "role": .text(seen.role), "party": .text(seen.party),
      "level": .text(seen.level.rawValue), "ended": .day(ended), "countsAfter": .day(edge),
    ])
  }
}

extension ConflictLink.Origin {
  /// The file, or whatever else it is from.
  fileprivate var label: Bilingual {
    switch self {
    case .experts: Bilingual(zh: "据专家名单", en: "from the list of experts")
    case .relations: Bilingual(zh: "据关系表", en: "from the relations")
    case .units: Bilingual(zh: "据单位表", en: "from the units file")
    case .candidate: Bilingual(zh: "据申报材料", en: "from the candidate's file")
    case .declaration: Bilingual(zh: "据声明", en: "declared")
    case .scheme: Bilingual(zh: "据方案", en: "from the scheme")
    case .names: Bilingual(zh: "据名称", en: "from the names")
    }
  }
}
