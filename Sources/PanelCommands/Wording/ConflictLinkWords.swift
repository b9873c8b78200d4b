import ExpertReview
import Reports

extension ConflictLink {
  var json: JSON {
    .object([
      "from": .text(from), "relation": .text(relation.name), "label": label.json, "to": .text(to),
      "share": .decimal(share), "began": .day(began), "ended": .day(ended), "text": .unlessEmpty(text),
      "origin": .text(origin.rawValue),
    ])
  }
}

extension ConflictLink.Relation {
  /// The relation's stable name; of a tie its kind, of a party its role.
  var name: String {
    switch self {
    case .tie(let kind): kind
    case .party(let role): role
    case .alias: "alias"
    case .sameCode: "sameCode"
    case .headOffice: "headOffice"
    case .branch: "branch"
    case .parent: "parent"
    case .subsidiary: "subsidiary"
    case .near: "near"
    case .sameGroup: "sameGroup"
    case .sameRegion: "sameRegion"
    case .declared: "declared"
    case .unsuitable: "unsuitable"
    }
  }
}

extension Nearness {
  var json: JSON {
    .object([
      "score": .text(score.description), "name": .text(name), "nearest": .text(nearest),
      "reasons": .texts(reasons.map(\.rawValue)),
    ])
  }
}

extension BroadBar {
  /// Whom it strikes.
  var scopeWords: Bilingual {
    switch scope {
    case .everyone: Bilingual(zh: "全部 \(count) 个", en: "all \(count)")
    case .group: Bilingual(zh: "同组另 \(count) 个", en: "\(count) others of the group")
    case .region(let region): Bilingual(zh: "\(region)的 \(count) 个", en: "\(count) of \(region)")
    }
  }

  var json: JSON {
    let (scopeName, scopeID): (String, String?) =
      switch scope {
      case .everyone: ("everyone", nil)
      case .group(let group): ("group", group.rawValue)
      case .region(let region): ("region", region)
      }
    return .object([
      "expert": .text(expert.rawValue), "scope": .text(scopeName), "of": scopeID.map { .text($0) },
      "kind": .text(kind), "role": .text(role), "level": .text(level.rawValue), "undecided": .boolean(isDoubtful),
      "because": .identifiers(causes), "count": .number(count), "evidence": evidence.json,
    ])
  }
}

extension UnitFinding {
  var json: JSON { .object(["kind": .text(kind), "names": .texts(names), "message": sentence.json]) }
}

/// The lines on what makes light conflicts with many candidates at once, and on what is wrong with the units file.
enum BroadConflictLines {
  static func tell(_ bars: [BroadBar], _ findings: [UnitFinding], round: Round, _ output: inout Output) {
    let language = output.language
    // Hard ones and doubtful ones stand in the table.
    for bar in bars where bar.level == .soft && !bar.isDoubtful {
      let words = [
        bar.expert.rawValue, bar.scopeWords[language], round.scheme.conflictLabel(bar.kind)[language],
        bar.level.label[language], bar.evidence[language],
      ]
      output.line("  " + words.joined(separator: "  "))
    }
    for finding in findings { output.note(finding.sentence) }
  }
}
