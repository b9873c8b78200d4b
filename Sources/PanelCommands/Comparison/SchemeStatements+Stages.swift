import ExpertReview
import Reports

/// What a scheme says of its stages, of marks and places, and of what comes after.
extension SchemeStatements {
  // MARK: Stages and panels

  var stages: [SchemeStatement] {
    let order = scheme.stages.map { stage -> Bilingual in
      if case .review(let review) = stage { return review.name }
      return stage.kind.words
    }
    let way = Bilingual(
      zh: order.map(\.zh).joined(separator: " → "), en: order.map(\.en).joined(separator: " → "))
    let course = SchemeStatement(
      section: .stages, id: "order", label: Bilingual(zh: "各阶段", en: "The stages"),
      aspects: [.init("次序", "order", way)], source: nil)
    return [course] + reviews.flatMap { [panel(of: $0), opinions(of: $0), aggregation(of: $0)].compactMap(\.self) }
  }

  private var reviews: [ReviewStage] {
    scheme.stages.compactMap { stage in
      guard case .review(let review) = stage else { return nil }
      return review
    }
  }

  private func panel(of review: ReviewStage) -> SchemeStatement {
    let shares = review.carry.map { "\($0.stage) \($0.share)" }.joined(separator: "、")
    return SchemeStatement(
      section: .stages, id: review.id + ".panel",
      label: review.name.map {
        "\($0)的专家组"
      } en: {
        "Panels of \($0)"
      }, subject: "panel" + review.name.zh,
      aspects: [
        .init("人数", "size", review.panel.size.map(String.init) ?? ""),
        .init("至少评分表", "sheets at least", String(review.panel.minimumSheets)),
        .init("须为奇数", "odd", truth(review.panel.odd)),
        .init("同一单位至多", "of one unit at most", review.panel.atMostPerUnit.map(String.init) ?? ""),
        .init("组成", "composition", composition(review.panel)),
        .init("组长", "chair", review.panel.chair?.qualification.words ?? Bilingual(zh: "", en: "")),
        .init("候补", "alternates", String(review.panel.alternates)),
        .init("须先签承诺书", "pledge first", truth(review.panel.pledge == .required)),
        .init("每组对象至多", "block of at most", review.panel.block.map { String($0.size) } ?? ""),
        .init("相邻组共有专家", "experts shared by blocks", review.panel.block.map { String($0.bridges) } ?? ""),
        .init("另评的比对对象", "marked by the next block too", review.panel.block.map { String($0.anchors) } ?? ""),
        .init("按何归组", "blocks by", review.panel.block.flatMap(\.by).map { checks.label($0) } ?? text("")),
        .init("各阶段占比", "shares of stages", shares), .init("入围", "who enters", review.admits.words),
      ], source: review.panel.source)
  }

  /// Limits on who sits together other than those on units.
  private func composition(_ panel: PanelPolicy) -> Bilingual {
    let limits = panel.compose.map(\.limit).filter { $0.scope != .eachUnit }
    return Bilingual(
      zh: limits.map(\.words.zh).joined(separator: "；"), en: limits.map(\.words.en).joined(separator: "; "))
  }

  /// What is asked for in words; nil where the scheme says nothing.
  private func opinions(of review: ReviewStage) -> SchemeStatement? {
    guard let source = review.opinions.source else { return nil }
    let policy = review.opinions
    return SchemeStatement(
      section: .stages, id: review.id + ".opinions",
      label: review.name.map {
        "\($0)的意见"
      } en: {
        "Opinions of \($0)"
      }, subject: "opinions" + review.name.zh,
      aspects: [
        .init("专家意见", "experts'", policy.expert.words), .init("评审组意见", "panels'", policy.panel.words),
        .init("至少字数", "characters at least", policy.atLeast > 1 ? String(policy.atLeast) : ""),
      ], source: source)
  }

  private func aggregation(of review: ReviewStage) -> SchemeStatement {
    let rule = review.aggregation
    let outliers = rule.outliers?.words
    let total = Aggregation.RoundingPoint.total.words
    func part(_ item: ItemID?) -> Bilingual { item.map { text($0.rawValue) } ?? total }
    let rounding = rule.rounding.map { $0.after.words.followed(by: $0.words) }
    let minimums = rule.minimums.map { part($0.item).followed(by: "≥", text("\($0.atLeast)")) }
    let vetoes = rule.vetoes.map {
      part($0.item).followed(by: "<", text("\($0.below)")).followed(by: "×", $0.experts.words)
    }
    return SchemeStatement(
      section: .stages, id: review.id + ".aggregate",
      label: review.name.map {
        "\($0)的计分"
      } en: {
        "Scoring of \($0)"
      }, subject: "aggregate" + review.name.zh,
      aspects: [
        .init("去极值", "outliers", outliers ?? text("")), .init("去极值和合成", "formed", rule.basis.words),
        .init("修约", "rounding", .listed(rounding)),
        .init("最低分", "minimums", .listed(minimums)),
        .init("一票否决", "veto", .listed(vetoes)),
        .init("缺项的评分表", "incomplete sheets", rule.incomplete.words),
      ], source: rule.source)
  }

  // MARK: Rubric

  var rubrics: [SchemeStatement] {
    reviews.flatMap { review -> [SchemeStatement] in
      let rubric = review.rubric
      let scale = SchemeStatement(
        section: .rubric, id: review.id + ".scale",
        label: review.name.map {
          "\($0)的分值"
        } en: {
          "Marks of \($0)"
        }, subject: "scale" + review.name.zh,
        aspects: [.init("分值", "marks", words(rubric.scale))], source: rubric.source)
      let common = rubric.items.map { item($0, in: review, group: nil) }
      let groups = rubric.perGroup.sorted { $0.key < $1.key }.flatMap { group, own in
        own.items.map { item($0, in: review, group: group) }
          + (own.ties.map { [ties($0, in: review, of: group)] } ?? [])
      }
      return [scale] + common + groups
    }
  }

  private func words(_ scale: MarkScale) -> String { "\(scale.minimum)–\(scale.maximum) / \(scale.step)" }

  private func item(_ item: RubricItem, in review: ReviewStage, group: GroupID?) -> SchemeStatement {
    let place = [review.id, group?.rawValue, item.id.rawValue].compactMap { $0 }.joined(separator: ".")
    let bands = item.table.map { "≥\($0.atLeast): \($0.value)" }.joined(separator: "、")
    let levels = item.levels.map { level in
      SchemeStatement.Aspect(
        "等级 \(level.from)–\(level.until)", "level \(level.from)–\(level.until)",
        level.label.followed(by: "：", level.description))
    }
    let parts = item.parts.enumerated().map { place, part in
      SchemeStatement.Aspect(
        "要点 \(place + 1)", "part \(place + 1)", part.label.map { "\($0)（\(part.evidence.joined(separator: "、"))）" })
    }
    return SchemeStatement(
      section: .rubric, id: place, label: item.label, subject: "\(group?.rawValue ?? "").\(item.label.zh)",
      aspects: [
        .init("名称", "label", item.label), .init("权重或系数", "weight or factor", item.multiplier.text),
        .init("来自", "kind", item.kind.label), .init("扣分", "deducted", truth(item.deduct)),
        .init("分值", "marks", item.scale.map { words($0) } ?? ""),
        .init("评分说明", "guidance", item.guidance ?? text("")),
        .init("取自", "from", item.from.map { checks.label($0) } ?? text("")), .init("对照", "table", bands),
      ] + parts + levels, source: item.source)
  }

  private func ties(_ ties: [TieBreak], in review: ReviewStage, of group: GroupID) -> SchemeStatement {
    SchemeStatement(
      section: .rubric, id: "\(review.id).\(group.rawValue).ties",
      label: Bilingual(zh: "\(group.rawValue) 组同分", en: "Ties of \(group.rawValue)"),
      aspects: [.init("依次看", "in turn", inTurn(ties))], source: review.rubric.source)
  }

  private func inTurn(_ ties: [TieBreak]) -> Bilingual {
    let labels = ties.map { $0.label([]) }
    return Bilingual(zh: labels.map(\.zh).joined(separator: " → "), en: labels.map(\.en).joined(separator: " → "))
  }

  // MARK: Quotas

  var quotas: [SchemeStatement] {
    scheme.stages.flatMap { stage -> [SchemeStatement] in
      guard case .selection(let selection) = stage else { return [] }
      let caps = selection.caps.map { cap in
        SchemeStatement(
          section: .quotas, id: "cap." + cap.scope.rawValue,
          label: cap.scope.label.map {
            "名额：\($0)"
          } en: {
            "Cap: \($0)"
          },
          aspects: [.init("至多", "at most", String(cap.atMost))], source: cap.source)
      }
      let order = SchemeStatement(
        section: .quotas, id: "selection", label: Bilingual(zh: "排名和同分", en: "Places and ties"),
        aspects: [
          .init("同分依次看", "ties in turn", inTurn(selection.ties)),
          .init("名次", "places", selection.places.words), .init("备选", "reserve", String(selection.reserve)),
          .init("可递补", "next may rise", truth(selection.nextMayRise)),
          .init("线边", "zone at the line", selection.zone?.words ?? Bilingual(zh: "无", en: "none")),
          .init(
            "合成后修约", "rounding of the joined result",
            selection.rounding.words),
        ], source: selection.source)
      return caps + [order]
    }
  }

  // MARK: Conflicts and afterwards

  var conflicts: [SchemeStatement] {
    guard let policy = scheme.conflicts else { return [] }
    let general = SchemeStatement(
      section: .conflicts, id: "conflicts", label: Bilingual(zh: "回避总则", en: "Conflicts in general"),
      aspects: [
        .init("可申请回避的专家", "experts named as unsuitable", String(policy.unsuitableAtMost)),
        .init("本单位申报则全组回避", "own unit bars the group", truth(policy.ownUnitBarsGroup)),
      ], source: policy.source)
    let kinds = policy.kinds.map { kind in
      SchemeStatement(
        section: .conflicts, id: "kind." + kind.id, label: kind.label,
        aspects: [
          .init("名称", "label", kind.label), .init("程度", "level", kind.level.label),
          .init("月数", "months", String(kind.months)), .init("不随当事方减轻", "absolute", truth(kind.absolute)),
          .init("可以豁免", "waivable", truth(kind.waivable)),
          .init("从多少持股起", "from what share", kind.hardFrom.map { "\($0)%" } ?? ""),
        ], source: kind.source)
    }
    let parties = policy.parties.map { party in
      SchemeStatement(
        section: .conflicts, id: "party." + party.role, label: party.label,
        aspects: [
          .init("名称", "label", party.label), .init("程度", "level", party.level.label),
          .init("列表", "list", party.list ?? ""), .init("单位", "unit", party.unit ?? ""),
          .init("代码", "code", party.code ?? ""), .init("个人", "person", party.person ?? ""),
          .init("文件点名", "named", party.named ?? ""), .init("即申报者", "applies", truth(party.applies)),
        ], source: party.source)
    }
    return [general] + conflictReach(policy) + kinds + parties
  }

  var afterwards: [SchemeStatement] {
    var statements: [SchemeStatement] = []
    if let publicity = scheme.publicity {
      statements.append(
        SchemeStatement(
          section: .publicity, id: "publicity", label: Bilingual(zh: "公示", en: "Public notice"),
          aspects: [
            .init("期限", "days", publicity.words),
            .init("当日计入", "the day of posting counts", truth(publicity.countPostingDay)),
            .init("匿名异议暂缓公布", "anonymous objections hold", truth(publicity.anonymousObjections == .hold)),
          ], source: publicity.source))
    }
    if let sanctions = scheme.sanctions {
      statements.append(
        SchemeStatement(
          section: .sanctions, id: "sanctions", label: Bilingual(zh: "弄虚作假", en: "Fraud"),
          aspects: [
            .init("禁报年数", "years barred", sanctions.banYears.map(String.init) ?? ""),
            .init("同样禁报的方案", "bars as well under", sanctions.alsoBars.spaced),
            .init("由人判定的方案", "a person weighs bans under", sanctions.review.spaced),
            .init("联合体成员", "members of a consortium", sanctions.members?.words ?? Bilingual(zh: "", en: "")),
          ],
          source: sanctions.source))
    }
    if let recognitions = scheme.recognitions {
      statements.append(
        SchemeStatement(
          section: .sanctions, id: "recognitions", label: Bilingual(zh: "以往认定", en: "Earlier recognitions"),
          aspects: [.init("由人判定的方案", "a person weighs those under", recognitions.review.spaced)],
          source: recognitions.source))
    }
    if let returns = scheme.returns {
      statements.append(
        SchemeStatement(
          section: .publicity, id: "returns", label: Bilingual(zh: "补正", en: "Returns for correction"),
          aspects: [.init("期限", "days", returns.words)], source: returns.source))
    }
    if let retention = scheme.retention {
      statements.append(
        SchemeStatement(
          section: .publicity, id: "retention", label: Bilingual(zh: "卷宗保存", en: "Keeping of the record"),
          aspects: [.init("年数", "years", String(retention.years))], source: retention.source))
    }
    if let changes = scheme.changes {
      statements.append(
        SchemeStatement(
          section: .publicity, id: "changes", label: Bilingual(zh: "更改分数", en: "Changing marks"),
          aspects: [.init("办法", "how", changes.words)]
            + changes.grounds.map { .init($0.label.zh, $0.label.en, $0.id) }, source: changes.source))
    }
    return statements
      + scheme.duties.map { duty in
        SchemeStatement(
          section: .duties, id: duty.id.rawValue, label: duty.label, subject: duty.label.zh,
          aspects: [
            .init("名称", "label", duty.label), .init("每", "every", duty.every.words),
            .init("期满后天数", "days after its end", duty.dueWithinDays.map(String.init) ?? ""),
          ], source: duty.source)
      }
  }
}

extension Admission {
  fileprivate var words: Bilingual {
    switch self {
    case .all: Bilingual(zh: "全部", en: "all")
    case .top(.count(let count)): Bilingual(zh: "前 \(count) 名", en: "the best \(count)")
    case .top(.timesCap(let factor)): Bilingual(zh: "名额的 \(factor) 倍", en: "\(factor) times the cap")
    }
  }
}
