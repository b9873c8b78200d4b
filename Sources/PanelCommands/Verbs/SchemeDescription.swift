import ExpertReview
import Reports

/// A scheme as `panel schemes` shows it: all of it, with the source of each value.
struct SchemeDescription {
  let scheme: Scheme

  init(_ scheme: Scheme) { self.scheme = scheme }

  /// The groups' ids and labels: the choices of the field that makes them.
  var groups: [Choice] {
    guard let grouping = scheme.grouping, let slot = scheme.slots[grouping.by] else { return [] }
    return scheme.fields[slot].choices
  }

  var summary: JSON {
    .object([
      "id": .text(scheme.id.rawValue), "name": scheme.name.json, "tracks": .texts(groups.map(\.id)),
      "rules": .number(scheme.rules.count), "houseValues": .number(scheme.houseValues.count),
    ])
  }

  private func say(_ language: Language, _ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  private func from(_ source: Source, _ language: Language) -> String {
    "〔\(source.words(scheme.documents)[language])〕"
  }

  // MARK: As text

  func lines(_ language: Language) -> [String] {
    var lines = [scheme.name[language] + "  " + scheme.id.rawValue, ""]
    lines += heading(language, "文件", "Documents")
    lines += scheme.documents.map { "  \($0.number.isEmpty ? "—" : $0.number)  \($0.title)（\($0.issuer)，\($0.date)）" }
    if !scheme.extends.isEmpty {
      let bases = scheme.extends.map(\.rawValue).joined(separator: " ← ")
      lines.append("  " + say(language, "建立在：\(bases)", "builds on: \(bases)"))
    }
    lines += inForce(language) + ruleLines(language) + fieldLines(language) + materialLines(language)
    for stage in scheme.stages { lines += stageLines(stage, language) }
    lines +=
      affinityLines(language) + conflictLines(language) + afterwards(language) + replacementLines(language)
      + houseLines(language)
    return lines
  }

  private func heading(_ language: Language, _ zh: String, _ en: String) -> [String] {
    [say(language, "【\(zh)】", "[\(en)]")]
  }

  private func inForce(_ language: Language) -> [String] {
    let from = scheme.inForce.from?.description ?? "…"
    let until = scheme.inForce.until?.description ?? "…"
    let doubtful = scheme.inForce.doubtful.map { "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: "、")
    return [
      "",
      say(language, "施行：\(from) 至 \(until)", "in force: \(from) to \(until)")
        + (doubtful.isEmpty ? "" : say(language, "（\(doubtful) 待定）", " (in doubt: \(doubtful))")) + " "
        + self.from(scheme.inForce.source, language),
    ]
  }

  private func ruleLines(_ language: Language) -> [String] {
    guard !scheme.rules.isEmpty else { return [] }
    return [""] + heading(language, "规则 \(scheme.rules.count) 条", "\(scheme.rules.count) rules")
      + scheme.rules.flatMap { rule in
        [
          "  \(rule.id)  \(rule.kind.label[language])  \(rule.title[language])",
          "      \(rule.message[language]) \(from(rule.source, language))",
        ]
      }
  }

  private func fieldLines(_ language: Language) -> [String] {
    guard !scheme.fields.isEmpty else { return [] }
    return [""] + heading(language, "填报项 \(scheme.fields.count) 个", "\(scheme.fields.count) fields")
      + scheme.fields.map { field in
        let unit = field.unit.isEmpty ? "" : "（\(field.unit)）"
        let limit = field.maxLength.map { say(language, " ≤\($0)字", " ≤\($0) characters") } ?? ""
        let choices =
          field.choices.isEmpty ? "" : "：" + field.choices.map { $0.label[language] }.joined(separator: "、")
        return "  \(field.key)  \(field.label[language])\(unit)  \(field.kind.words[language])\(limit)"
          + "  \(required(field.required, language))\(choices) \(from(field.source, language))"
      }
  }

  private func required(_ requirement: Requirement, _ language: Language) -> String {
    switch requirement {
    case .always: say(language, "必填", "required")
    case .never: say(language, "选填", "optional")
    case .when: say(language, "视情况", "conditional")
    }
  }

  private func materialLines(_ language: Language) -> [String] {
    guard !scheme.materials.isEmpty else { return [] }
    return [""] + heading(language, "材料", "Materials")
      + scheme.materials.map { material in
        let same = material.satisfies.map(\.rawValue).joined(separator: "、")
        return "  \(material.id)  \(material.label[language])  \(required(material.required, language))"
          + (same.isEmpty ? "" : " = \(same)") + " \(from(material.source, language))"
      }
  }

  private func stageLines(_ stage: Stage, _ language: Language) -> [String] {
    func plain(_ zh: String, _ en: String, _ source: Source) -> [String] {
      [""] + heading(language, zh, en) + ["  " + from(source, language)]
    }
    switch stage {
    case .formalCheck(let source): return plain("形式审查", "Formal check", source)
    case .nomination(let source): return plain("推荐", "Nomination", source)
    case .publicity(let source): return plain("公示", "Publicity", source)
    case .publication(let source): return plain("公布", "Publication", source)
    case .selection(let selection): return [""] + selectionLines(selection, language)
    case .review(let review): return [""] + reviewLines(review, language)
    }
  }

  private func selectionLines(_ selection: Selection, _ language: Language) -> [String] {
    let caps =
      selection.caps.isEmpty
      ? [say(language, "  名额：没有规定", "  caps: none stated")]
      : selection.caps.map {
        "  " + say(language, "名额", "cap") + " \($0.scope.label[language]) ≤ \($0.atMost) \(from($0.source, language))"
      }
    return heading(language, "入选", "Selection") + caps + [
      "  " + say(language, "同分依次看：", "ties, in turn: ")
        + selection.ties.map { $0.label([])[language] }.joined(separator: " → ")
        + " " + from(selection.source, language)
    ] + zoneLines(selection, language)
  }

  private func zoneLines(_ selection: Selection, _ language: Language) -> [String] {
    selection.zone.map { zone in
      ["  " + say(language, "线边：", "zone at the line: ") + "\(zone.words[language]) \(from(zone.source, language))"]
    } ?? []
  }

  private func opinions(_ policy: OpinionPolicy, _ language: Language) -> [String] {
    guard let source = policy.source else { return [] }
    let least =
      policy.atLeast > 1 ? say(language, "，至少 \(policy.atLeast) 字", ", at least \(policy.atLeast) characters") : ""
    return [
      "  "
        + say(
          language, "专家意见\(policy.expert.words.zh)，评审组意见\(policy.panel.words.zh)",
          "experts' opinions \(policy.expert.words.en), panels' opinions \(policy.panel.words.en)") + least + " "
        + from(source, language)
    ]
  }

  private func reviewLines(_ review: ReviewStage, _ language: Language) -> [String] {
    let panel = review.panel
    let size =
      panel.size.map { say(language, "每组 \($0) 人", "panels of \($0)") }
      ?? say(language, "评审组由外部给出", "panels from outside")
    var lines = heading(language, review.name.zh, review.name.en) + joining(of: review, language)
    lines.append(
      "  " + size + say(language, "，至少 \(panel.minimumSheets) 份评分", ", at least \(panel.minimumSheets) sheets")
        + panel.compose.map { (language == .chinese ? "，" : ", ") + $0.limit.words[language] }.joined()
        + (panel.odd ? say(language, "，须为奇数", ", odd") : "")
        + (panel.alternates > 0 ? say(language, "，候补 \(panel.alternates) 人", ", \(panel.alternates) standing by") : "")
        + (panel.block.map {
          say(
            language,
            "，每组评审至多 \($0.size) 个对象、相邻组共有 \($0.bridges) 位专家"
              + ($0.anchors > 0 ? "、每组 \($0.anchors) 个对象由下一组另评作比对" : ""),
            ", panels of blocks of at most \($0.size), \($0.bridges) shared by neighbours"
              + ($0.anchors > 0 ? ", \($0.anchors) candidates of each marked by the next too, for comparison" : ""))
        } ?? "")
        + (panel.pledge == .required ? say(language, "，先签承诺书", ", pledge signed first") : "") + " "
        + from(panel.source, language))
    if let chair = panel.chair {
      lines.append(
        "  " + say(language, "组长：", "chair: ") + chair.qualification.words[language] + " "
          + from(chair.source, language))
    }
    lines += opinions(review.opinions, language)
    let scale = review.rubric.scale
    lines.append(
      "  "
        + say(
          language, "打分 \(scale.minimum)–\(scale.maximum)，每档 \(scale.step)",
          "marks \(scale.minimum)–\(scale.maximum) by \(scale.step)")
        + " " + from(review.rubric.source, language))
    lines.append("  " + aggregation(review.aggregation, language) + " " + from(review.aggregation.source, language))
    if review.rubric.perGroup.isEmpty {
      lines += review.rubric.items.flatMap { itemLines($0, language) }
    } else {
      for group in groups {
        guard let own = review.rubric.perGroup[GroupID(group.id)] else { continue }
        lines.append("  ◆ " + group.label[language])
        lines += own.items.flatMap { itemLines($0, language) }
      }
    }
    return lines
  }

  /// Who enters the stage, how its result is joined with earlier ones, and what its experts vote on.
  private func joining(of review: ReviewStage, _ language: Language) -> [String] {
    var lines: [String] = []
    if let line = scheme.line(of: review) {
      lines.append(
        "  "
          + say(
            language, "上一阶段前 \(line) 名进入，线上同分的都进入",
            "the best \(line) of the stage before enter, with equals at the line")
          + " " + from(review.source, language))
    }
    if !review.carry.isEmpty {
      let shares = review.carry.map { "\($0.stage) \($0.share)%" }.joined(separator: " + ")
      lines.append("  " + say(language, "合成：", "joined: ") + shares + " " + from(review.source, language))
    }
    let voted = scheme.votedRules(in: review.id).map(\.id.rawValue)
    if !voted.isEmpty {
      lines.append("  " + say(language, "专家投票判断：", "experts vote on: ") + voted.joined(separator: " "))
    }
    return lines
  }

  private func aggregation(_ aggregation: Aggregation, _ language: Language) -> String {
    let outliers = aggregation.outliers?.words[language]
    let rounding = Bilingual.listed(aggregation.rounding.map { $0.after.words.followed(by: $0.words) })[language]
    return (outliers ?? say(language, "平均", "the mean"))
      + (rounding.isEmpty ? "" : say(language, "；修约 \(rounding)", "; rounding \(rounding)"))
  }

  private func itemLines(_ item: RubricItem, _ language: Language) -> [String] {
    let multiplier: String =
      switch item.multiplier {
      case .weight(let weight): "\(weight)%"
      case .factor(let factor): "× \(factor)"
      }
    var lines = ["    \(item.id)  \(item.label[language])  \(multiplier) \(from(item.source, language))"]
    if let guidance = item.guidance { lines.append("      " + guidance[language]) }
    lines += item.parts.map { part in
      "      · \(part.label[language])（\(part.evidence.joined(separator: "、"))） \(from(part.source, language))"
    }
    lines += item.levels.map { level in
      "      \(level.from)–\(level.until) \(level.label[language])：\(level.description[language])"
    }
    return lines
  }

  private func affinityLines(_ language: Language) -> [String] {
    let statements = SchemeStatements(scheme).affinities
    guard !statements.isEmpty else { return [] }
    return [""] + heading(language, "契合度", "Affinities")
      + statements.map { statement in
        let aspects = statement.aspects.filter { !$0.value[language].isEmpty }
          .map { say(language, "\($0.name.zh) \($0.value.zh)", "\($0.name.en) \($0.value.en)") }
        return "  \(statement.label[language])  " + aspects.joined(separator: say(language, "，", ", ")) + " "
          + (statement.source.map { from($0, language) } ?? "")
      }
  }

  private func conflictLines(_ language: Language) -> [String] {
    guard let policy = scheme.conflicts else { return [] }
    func level(_ level: ConflictPolicy.Level) -> String {
      level == .hard ? say(language, "必须回避", "hard") : say(language, "尽量回避", "soft")
    }
    let (chains, near) = (policy.chains, policy.nearNames)
    let reach =
      [
        "  "
          + say(
            language, "持股链条：\(chains.hardFrom)%起必须回避，\(chains.softFrom)%起尽量回避",
            "chains of holdings: hard from \(chains.hardFrom) %, soft from \(chains.softFrom) %") + " "
          + from(chains.source, language),
        "  "
          + say(
            language, "名称相近须人工确认：\(near.kinds.map { Nearness.Reason($0).label.zh }.joined(separator: "、"))",
            "near names for a person: \(near.kinds.map { Nearness.Reason($0).label.en }.joined(separator: ", "))") + " "
          + from(near.source, language),
      ]
      + [
        policy.competitors.map {
          "  " + say(language, "与同组竞争者有关系：", "tied to a competitor: ") + level($0.level) + " "
            + from($0.source, language)
        },
        policy.region.map {
          "  " + say(language, "同地区（\($0.field)）：", "same region (\($0.field)): ") + level($0.level) + " "
            + from($0.source, language)
        },
      ].compactMap(\.self)
    return [""] + heading(language, "回避", "Conflicts") + ["  " + from(policy.source, language)] + reach
      + policy.kinds.map {
        "  \($0.id)  \($0.label[language])  \(level($0.level))，\($0.months) \(say(language, "个月", "months")) \(from($0.source, language))"
      }
      + policy.parties.map { "  \($0.role)  \($0.label[language])  \(level($0.level)) \(from($0.source, language))" }
  }

  private func afterwards(_ language: Language) -> [String] {
    var lines: [String] = []
    if let publicity = scheme.publicity {
      let unit = publicity.unit == .working ? say(language, "个工作日", "working days") : say(language, "天", "days")
      lines.append(
        say(language, "公示期：", "notice: ") + "\(publicity.days) \(unit) " + from(publicity.source, language))
    }
    if let returns = scheme.returns {
      lines.append(
        say(language, "补正期限：", "time for corrections: ") + returns.words[language] + " "
          + from(returns.source, language))
    }
    if let retention = scheme.retention {
      lines.append(
        say(
          language, "卷宗保存：最终名单公布后 \(retention.years) 年 ",
          "the record is kept \(retention.years.of("year")) after the final list ") + from(retention.source, language))
    }
    if let changes = scheme.changes {
      lines.append(
        say(language, "更改已有的分数：", "changing marks that stand: ") + changes.words[language] + " "
          + from(changes.source, language))
      lines += changes.grounds.map { "  \($0.id)  \($0.label[language]) " + from($0.source, language) }
    }
    if let years = scheme.sanctions?.banYears, let source = scheme.sanctions?.source {
      lines.append(
        say(language, "弄虚作假：\(years) 年内不得再申报本方案 ", "fraud: barred from this scheme for \(years) years ")
          + from(source, language))
    }
    lines += registers(language)
    for duty in scheme.duties {
      let often = duty.every == .quarter ? say(language, "每季度", "every quarter") : say(language, "每年", "every year")
      let within = duty.dueWithinDays.map {
        say(language, "，期满后 \($0) 天内", ", within \($0.of("day")) of its end")
      }
      lines.append("\(duty.id)  \(duty.label[language])：\(often)\(within ?? "") " + from(duty.source, language))
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  /// Which bans and recognitions under other schemes count here.
  private func registers(_ language: Language) -> [String] {
    var lines: [String] = []
    if let sanctions = scheme.sanctions {
      if !sanctions.alsoBars.isEmpty {
        lines.append(say(language, "  同样禁报的方案：", "  bars as well under: ") + sanctions.alsoBars.spaced)
      }
      if !sanctions.review.isEmpty {
        lines.append(say(language, "  受过处理由人判定的方案：", "  a person weighs bans under: ") + sanctions.review.spaced)
      }
      if let members = sanctions.members {
        lines.append(say(language, "  联合体成员：", "  members of a consortium: ") + members.words[language])
      }
    }
    if let recognitions = scheme.recognitions {
      lines.append(
        say(language, "以往认定由人判定的方案：", "a person weighs recognitions under: ") + recognitions.review.spaced + " "
          + from(recognitions.source, language))
    }
    return lines
  }

  private func replacementLines(_ language: Language) -> [String] {
    guard !scheme.replacements.isEmpty else { return [] }
    return [""] + heading(language, "取代上一级的内容", "What it puts in place of its bases")
      + scheme.replacements.map { "  \($0.path)（\($0.base)）：\($0.was) → \($0.now)" }
  }

  private func houseLines(_ language: Language) -> [String] {
    [""]
      + heading(
        language, "自定值 \(scheme.houseValues.count) 个：文件没有规定",
        "\(scheme.houseValues.count) house values: no document gives them")
      + scheme.houseValues.map { value in
        "  \(value.path) = \(value.value)  \(value.reason)"
          + (value.setBy.map { say(language, "（本轮由 \($0) 设定）", " (set for this round by \($0))") } ?? "")
      }
  }

  // MARK: As JSON

  var json: JSON {
    JSON(
      .object(
        (summary.members ?? []) + (details.members ?? [])))
  }

  private var details: JSON {
    .object([
      "documents": .array(
        scheme.documents.map {
          .object([
            "id": .text($0.id), "number": .text($0.number), "title": .text($0.title), "issuer": .text($0.issuer),
            "date": .text($0.date),
          ])
        }),
      "fields": .array(
        scheme.fields.map {
          .object([
            "key": .text($0.key), "label": $0.label.json, "type": .text($0.kind.rawValue), "source": $0.source.json,
          ])
        }),
      "materials": .array(
        scheme.materials.map {
          .object(["id": .text($0.id.rawValue), "label": $0.label.json, "source": $0.source.json])
        }),
      "ruleList": .array(
        scheme.rules.map {
          .object([
            "id": .text($0.id.rawValue), "kind": .text($0.kind.rawValue), "title": $0.title.json,
            "message": $0.message.json,
            "source": $0.source.json,
          ])
        }),
      "houseValueList": .array(
        scheme.houseValues.map {
          .object([
            "path": .text($0.path), "value": .text($0.value), "reason": .text($0.reason),
            "setBy": $0.setBy.map { .text($0) },
          ])
        }),
      "replacements": .array(
        scheme.replacements.map {
          .object(["path": .text($0.path), "base": .text($0.base.rawValue), "was": .text($0.was), "now": .text($0.now)])
        }),
    ])
  }
}
