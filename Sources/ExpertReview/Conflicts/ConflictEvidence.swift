/// On what a conflict rests, written out when somebody asks.
struct ConflictGrounds: Sendable {
  indirect enum Place: Sendable, Hashable {
    case tie(Int32, mention: Int32, isDoubtful: Bool)
    case stated(Int32)
    /// What ties the expert to candidate `of`, as a bar with candidate `with`.
    case group(cause: Place, of: Int32, with: Int32)
    case region(String, expert: Int32)
  }

  let world: ConflictWorld
  let place: Place

  var links: [ConflictLink] { links(of: place) }

  private func links(of place: Place) -> [ConflictLink] {
    switch place {
    case .tie(let tie, let mention, let isDoubtful): return tieLinks(tie, mention, isDoubtful: isDoubtful)
    case .stated(let number): return [world.stated[Int(number)].link]
    case .group(let cause, let origin, let candidate):
      return links(of: cause) + [
        ConflictLink(
          from: world.candidateWords(origin), .sameGroup,
          label: Bilingual(zh: "同组竞争", en: "competes in one group with"),
          to: world.candidateWords(candidate), origin: .scheme)
      ]
    case .region(let region, let expert):
      return [
        ConflictLink(
          from: world.expertNames[Int(expert)], .sameRegion, label: Bilingual(zh: "所在地区", en: "region"), to: region,
          origin: .experts)
      ]
    }
  }

  private func tieLinks(_ number: Int32, _ mentionNumber: Int32, isDoubtful: Bool) -> [ConflictLink] {
    let tie = world.ties[Int(number)]
    let mention = world.mentions[Int(mentionNumber)]
    let kind = world.kinds[Int(tie.kind)]
    let other = tie.name.isEmpty ? tie.code : tie.name
    var links = [
      ConflictLink(
        from: world.expertNames[Int(tie.expert)], .tie(kind: kind.id), label: kind.label, to: other, share: tie.share,
        began: tie.began, ended: tie.ended, text: tie.text, origin: tie.origin)
    ]
    var last = other
    if !tie.isPerson, !mention.isPerson {
      for step in steps(number, mentionNumber, isDoubtful: isDoubtful) {
        links.append(step.link(from: last))
        last = step.to
      }
    }
    let party = world.policy?.parties[Int(mention.party)]
    links.append(
      ConflictLink(
        from: last, .party(role: party?.role ?? ""), label: party?.label ?? Bilingual(zh: "", en: ""), to: mention.text,
        origin: mention.candidate < 0 ? .scheme : .candidate))
    return links
  }

  private struct WrittenStep {
    let kind: ConflictChains.Step.Kind
    let to: String
    let share: ExactDecimal?

    func link(from: String) -> ConflictLink {
      let (relation, label, origin): (ConflictLink.Relation, Bilingual, ConflictLink.Origin) =
        switch kind {
        case .alias: (.alias, Bilingual(zh: "又名", en: "also named"), .units)
        case .code: (.sameCode, Bilingual(zh: "信用代码相同", en: "same credit code"), .units)
        case .headOffice: (.headOffice, Bilingual(zh: "所属公司", en: "branch of"), .names)
        case .branch: (.branch, Bilingual(zh: "分支机构", en: "branch"), .names)
        case .parent: (.parent, Bilingual(zh: "上级单位", en: "parent"), .units)
        case .subsidiary: (.subsidiary, Bilingual(zh: "下级单位", en: "subsidiary"), .units)
        case .near: (.near, Bilingual(zh: "名称相近", en: "name near to"), .names)
        }
      return ConflictLink(from: from, relation, label: label, to: to, share: share, origin: origin)
    }
  }

  /// The steps between two units, names in place of numbers; a code between two names is no stop of its own.
  private func steps(_ tie: Int32, _ mention: Int32, isDoubtful: Bool) -> [WrittenStep] {
    let names = Int32(world.registry.keys.count)
    let steps = world.chains.steps(
      from: world.tieUnits[Int(tie)], to: world.mentionUnits[Int(mention)], isDoubtful: isDoubtful)
    return steps.enumerated().compactMap { place, step in
      let isLast = place == steps.count - 1
      if step.kind == .code, step.to >= names, !isLast { return nil }
      let to =
        isLast || step.to >= names || step.to < 0
        ? world.mentions[Int(mention)].text : world.registry.spellings[Int(step.to)]
      return WrittenStep(kind: step.kind, to: to, share: step.share)
    }
  }

  // MARK: Nearness

  var nearness: Nearness? {
    switch place {
    case .tie(let tie, let mention, _): nearness(tie, mention)
    case .stated(let number): world.stated[Int(number)].nearness
    case .group, .region: nil
    }
  }

  private func nearness(_ number: Int32, _ mentionNumber: Int32) -> Nearness {
    let tie = world.ties[Int(number)]
    let mention = world.mentions[Int(mentionNumber)]
    guard !tie.isPerson, !mention.isPerson else {
      return Nearness(score: ExactDecimal(100), name: tie.name, nearest: mention.person, reasons: [.personName])
    }
    let (from, to) = (world.tieUnits[Int(number)], world.mentionUnits[Int(mentionNumber)])
    let steps = world.chains.steps(from: from, to: to, isDoubtful: true)
    let spelled = { (name: Int32, own: UnitRegistry.Reference, text: String) in
      name == own.name ? text : self.world.registry.spellings[Int(name)]
    }
    if let step = steps.first(where: { $0.kind == .near }) {
      return Nearness(
        score: NearNames.score(world.registry.keys[Int(step.from)], world.registry.keys[Int(step.to)]),
        name: spelled(step.from, from, tie.name), nearest: spelled(step.to, to, mention.text),
        reasons: (world.near.grounds(step.from, step.to)?.kinds ?? []).map { Nearness.Reason($0) })
    }
    let reason: Nearness.Reason =
      from.unit == to.unit && (from.code < 0) != (to.code < 0) ? .severalCodes : .contradiction
    return Nearness(
      score: NearNames.score(UnitNames.exactKey(tie.name), UnitNames.exactKey(mention.text)), name: tie.name,
      nearest: mention.text, reasons: [reason])
  }

  // MARK: Words

  /// The links in words, such as 张三—任职→甲集团—下级单位，持股62%→甲公司＝申报单位“甲公司”.
  func words(links: [ConflictLink], nearness: Nearness?) -> Bilingual {
    switch place {
    case .stated(let number): return world.stated[Int(number)].words
    case .region(let region, let expert):
      let name = world.expertNames[Int(expert)]
      return Bilingual(zh: "\(name)与申报单位同在\(region)", en: "\(name) and the applicant are both of \(region)")
    case .group(let cause, let origin, _):
      let before = ConflictGrounds(world: world, place: cause)
      let words = before.words(links: before.links, nearness: nil)
      let candidate = world.candidateWords(origin)
      return Bilingual(
        zh: "与同组的 \(candidate) 有关系：\(words.zh)",
        en: "tied to \(candidate), which is ranked in the same group: \(words.en)")
    case .tie:
      var (zh, en) = (links.first?.from ?? "", links.first?.from ?? "")
      for link in links { link.add(to: &zh, &en) }
      if let nearness {
        let (a, b) = (nearness.words.zh, nearness.words.en)
        zh += "；\(a)，须人工确认"
        en += "; \(b), a person must decide"
      }
      return Bilingual(zh: zh, en: en)
    }
  }
}

extension ConflictWorld {
  fileprivate func candidateWords(_ number: Int32) -> String {
    "\(candidates[Int(number)])（\(candidateNames[Int(number)])）"
  }
}

extension ConflictLink {
  fileprivate func add(to zh: inout String, _ en: inout String) {
    if case .party = relation {
      zh += "＝\(label.zh)“\(to)”"
      en += " = \(label.en) “\(to)”"
      return
    }
    let held = share.map { (zh: "，持股\($0)%", en: ", \($0) % held") } ?? (zh: "", en: "")
    zh += "—\(label.zh)\(held.zh)→\(to)"
    en += " – \(label.en)\(held.en) → \(to)"
    let days = [began?.description, ended?.description].compactMap { $0 }.joined(separator: "–")
    let detail = [days, text].filter { !$0.isEmpty }.joined(separator: "，")
    if !detail.isEmpty {
      zh += "（\(detail)）"
      en += " (\(detail))"
    }
  }
}

extension Nearness {
  /// Why a person must decide, with the names where they differ.
  public var words: Bilingual {
    let zh = reasons.map(\.label.zh).joined(separator: "、")
    let en = reasons.map(\.label.en).joined(separator: ", ")
    if reasons == [.personName] { return Bilingual(zh: zh, en: en) }
    return Bilingual(
      zh: "“\(name)”与“\(nearest)”相近\(score)%（\(zh)）", en: "“\(name)” and “\(nearest)” are \(score) % alike (\(en))")
  }
}
