import ExpertReview

/// A candidate whose marks are too few for a score: who owes some, whose can no longer come, and what to do.
struct TooFewSheets {
  let candidate: CandidateID
  let found: Int
  let needed: Int
  /// Seated experts who can still return a whole sheet.
  let owing: [ExpertID]
  /// Seated experts who recused themselves.
  let recused: [ExpertID]
  /// Seated experts who cannot take part, with marks missing.
  let absent: [ExpertID]

  /// Whether the sheets that are owed are enough.
  var mayBeEnough: Bool { found + owing.count >= needed }

  init?(_ row: RankingRow, stage: ReviewStage, round: Round) {
    guard let bar = row.barredBy.first(where: \.isTooFew), let index = round.candidateIndex[row.candidate] else {
      return nil
    }
    candidate = row.candidate
    if case .tooFewSheets(let found, let needed) = bar {
      (self.found, self.needed) = (found, needed)
    } else {
      (found, needed) = (0, max(1, stage.panel.minimumSheets))
    }
    var (owing, recused, absent): ([ExpertID], [ExpertID], [ExpertID]) = ([], [], [])
    let book = round.scorebooks[stage.id]
    for expert in round.panel(of: row.candidate, in: stage.id) {
      let sheet = book?.sheet(candidate: index, expert: round.expertIndex[expert.id] ?? 0)
      if sheet?.recused == true {
        recused.append(expert.id)
      } else if let sheet, book?.isComplete(sheet) == true {
        continue
      } else if round.isAvailable(expert.id, in: stage.id) {
        owing.append(expert.id)
      } else {
        absent.append(expert.id)
      }
    }
    (self.owing, self.recused, self.absent) = (owing, recused, absent)
  }

  /// The command with which a person goes on.
  var verb: Bilingual {
    if mayBeEnough { return Bilingual(zh: "panel collect 文件", en: "panel collect FILE") }
    if let recused = recused.first {
      return Bilingual(
        zh: "panel assign replace \(candidate) \(recused)，新专家交表后 panel collect 文件",
        en: "panel assign replace \(candidate) \(recused), then panel collect FILE for the new expert's sheet")
    }
    return Bilingual(
      zh: "panel assign --repair 补足席位，交表后 panel collect 文件",
      en: "panel assign --repair to fill the seats, then panel collect FILE")
  }

  /// `C04：评分 2 份，还差 1；欠评 E05 E06；回避 E04。…`
  var sentence: Bilingual {
    func part(_ ids: [ExpertID], _ zh: String, _ en: String) -> Bilingual {
      ids.isEmpty ? Bilingual(zh: "", en: "") : Bilingual(zh: "；\(zh) \(ids.spaced)", en: "; \(en) \(ids.spaced)")
    }
    let missing = needed - found
    let head = Bilingual(
      zh: "\(candidate)：评分 \(found) 份，还差 \(missing)",
      en: "\(candidate): \(found.of("sheet")), \(missing) short")
    let who =
      part(owing, "欠评", "owed by") + part(recused, "回避", "recused:") + part(absent, "不能参加", "cannot take part:")
    return head + who + Bilingual(zh: "。要做：\(verb.zh)", en: ". To do: \(verb.en)")
  }

  /// `{"candidate","found","needed","owing":[…],"recused":[…],"absent":[…],"verb":{"zh","en"}}`
  var json: JSON {
    .object([
      "candidate": .text(candidate.rawValue), "found": .number(found), "needed": .number(needed),
      "owing": .identifiers(owing), "recused": .identifiers(recused), "absent": .identifiers(absent),
      "verb": verb.json,
    ])
  }
}

extension Bar {
  /// Marks are missing of this stage.
  fileprivate var isTooFew: Bool {
    switch self {
    case .tooFewSheets, .unmarked: true
    default: false
    }
  }
}

extension CapEffect {
  /// `每组至多 2 个：挡住 3 个，只因它的 2 个（C05 C07）`.
  var sentence: Bilingual {
    let ids = alone.isEmpty ? Bilingual(zh: "", en: "") : Bilingual(zh: "（\(brief(alone))）", en: " (\(brief(alone)))")
    return Bilingual(
      zh: "\(scope.label.zh)至多 \(atMost) 个：挡住 \(keptOut.count) 个，只因它的 \(alone.count) 个\(ids.zh)",
      en: "\(scope.label.en) at most \(atMost): keeps out \(keptOut.count), it alone \(alone.count)\(ids.en)")
  }

  /// `{"scope","atMost","keptOut":[…],"alone":[…]}`
  var json: JSON {
    .object([
      "scope": .text(scope.rawValue), "atMost": .number(atMost), "keptOut": .identifiers(keptOut),
      "alone": .identifiers(alone),
    ])
  }
}
