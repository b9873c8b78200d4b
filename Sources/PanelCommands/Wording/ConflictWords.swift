import ExpertReview

extension ConflictPolicy.Level {
  var label: Bilingual {
    switch self {
    case .hard: Bilingual(zh: "必须回避", en: "hard")
    case .soft: Bilingual(zh: "尽量回避", en: "soft")
    }
  }
}

extension Conflict.Status {
  var label: Bilingual {
    switch self {
    case .standing: Bilingual(zh: "成立", en: "standing")
    case .undecided: Bilingual(zh: "待确认", en: "undecided")
    case .dismissed: Bilingual(zh: "已排除", en: "dismissed")
    case .waived: Bilingual(zh: "已豁免", en: "waived")
    }
  }
}

extension ConflictSettlement.Outcome {
  var label: Bilingual {
    switch self {
    case .dismissed: Bilingual(zh: "查实并无此事，已排除", en: "dismissed")
    case .confirmed: Bilingual(zh: "查实确有其事", en: "confirmed")
    case .waived: Bilingual(zh: "经批准不回避", en: "waived")
    case .reopened: Bilingual(zh: "撤销先前的决定", en: "decision taken back")
    }
  }
}

extension ConflictSettlement {
  /// What was decided, and who approved it.
  var words: Bilingual {
    authority.isEmpty
      ? outcome.label
      : Bilingual(
        zh: "\(outcome.label.zh)，批准：\(authority)", en: "\(outcome.label.en), approved by \(authority)")
  }
}

extension ConflictDeclaration.Declarer {
  var label: Bilingual {
    switch self {
    case .expert: Bilingual(zh: "专家本人", en: "the expert")
    case .candidate: Bilingual(zh: "申报单位", en: "the candidate")
    case .staff: Bilingual(zh: "工作人员", en: "staff")
    }
  }
}

extension Conflict {
  /// The tie's kind in the scheme's words.
  func kindLabel(_ scheme: Scheme) -> Bilingual { scheme.conflictLabel(kind) }

  var json: JSON {
    .object([
      "candidate": .text(candidate.rawValue), "expert": .text(expert.rawValue), "kind": .text(kind),
      "role": .text(role), "level": .text(level.rawValue), "evidence": evidence.json,
      "links": .array(links.map(\.json)),
      "nearness": nearness?.json, "status": .text(status.rawValue),
    ])
  }
}

extension Conflict {
  /// With what it was about and what was decided on it last.
  func json(decided: ConflictDecision?) -> JSON {
    let more: [JSON.Member] =
      [JSON.Member(key: "party", value: .text(party))]
      + (decided.map { [JSON.Member(key: "decided", value: $0.json)] } ?? [])
    return JSON(.object((json.members ?? []) + more))
  }
}

extension ConflictDecision {
  /// What was decided, who approved it, who recorded it, when and why.
  var words: Bilingual {
    let what = settlement.words
    return Bilingual(
      zh: "\(what.zh)（\(by)，\(on)：\(reason)）", en: "\(what.en) (\(by), \(on): \(reason))")
  }

  var json: JSON {
    .object([
      "outcome": .text(settlement.outcome.rawValue), "authority": .unlessEmpty(settlement.authority),
      "by": .text(by), "on": .day(on), "reason": .text(reason), "fact": .number(sequence),
    ])
  }
}

extension Scheme {
  /// A kind of tie in the scheme's words.
  func conflictLabel(_ kind: String) -> Bilingual {
    if kind == Conflict.same { return Bilingual(zh: "本人", en: "the same person") }
    if kind == Conflict.unsuitable { return Bilingual(zh: "申报单位申请回避", en: "named as unsuitable") }
    if kind == Conflict.competitor { return Bilingual(zh: "与同组竞争者有关系", en: "tied to a competitor") }
    if kind == Conflict.region { return Bilingual(zh: "同地区", en: "same region") }
    return conflicts?.kinds.first { $0.id == kind }?.label ?? Bilingual(zh: kind, en: kind)
  }
}

extension ConflictSearch {
  /// What goes on record: conflicts of single pairs, and what bars an expert from many candidates once each.
  var json: JSON {
    .object(["conflicts": .array(direct.map(\.json)), "broad": .array(broadBars.map(\.json))])
  }
}
