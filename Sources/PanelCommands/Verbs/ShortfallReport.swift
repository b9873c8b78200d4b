import ExpertReview
import Reports

/// What `panel assign` says where panels cannot be filled: who blocks, which limits make it so, and the ways out.
struct ShortfallReport {
  private let shortfall: Shortfall
  private let work: PanelWork
  private let round: Round
  private let reasons: [ShortfallReason]
  private let objective: String
  private let seed: String

  /// - Parameters:
  ///   - objective: as it is named; nil for that of the work, with its seed.
  init(_ shortfall: Shortfall, work: PanelWork, round: Round, objective: String? = nil) {
    self.shortfall = shortfall
    self.work = work
    self.round = round
    (self.objective, seed) = (objective ?? work.objective.text, objective == nil ? work.seed : "")
    reasons = work.reasons(behind: shortfall, round)
  }

  func write(to output: inout Output) {
    if output.isJSON { return output.json(json(output.language)) }
    output.line(cause)
    output.line(
      Bilingual(
        zh: "  申报对象：\(brief(shortfall.candidates))", en: "  candidates: \(brief(shortfall.candidates))"))
    output.line(Bilingual(zh: "  专家：\(brief(shortfall.experts))", en: "  experts: \(brief(shortfall.experts))"))
    if shortfall.lacking > shortfall.needed - shortfall.available {
      output.line(
        Bilingual(
          zh: "  这是其中最小的一处；全部对象合计缺 \(shortfall.lacking) 个席位",
          en: "  this is the smallest such set; \(shortfall.lacking.of("seat")) are lacking in all"))
    }
    let tooFew = work.problem.faults.filter(\.isShortage)
    for fault in tooFew.prefix(20) { output.line("  · " + fault.sentences.message[output.language]) }
    if tooFew.count > 20 { output.line("  …（+\(tooFew.count - 20)）") }
    if !shortfall.limits.isEmpty {
      output.line(Bilingual(zh: "构成上的限制：", en: "limits on who sits together:"))
      for limit in shortfall.limits.prefix(20) { output.line("  · " + limit.words[output.language]) }
      if shortfall.limits.count > 20 { output.line("  …（+\(shortfall.limits.count - 20)）") }
    }
    if !reasons.isEmpty {
      output.line(
        Bilingual(zh: "卡在这些限制上（逐项放开后还缺几个席位）：", en: "what limits them, and what would still be lacking without it:"))
      for reason in reasons {
        let words = reason.kind.words(round.scheme)
        output.line(
          Bilingual(
            zh: "  · \(words.zh)——放开后还缺 \(reason.lackingWithout)",
            en: "  · \(words.en) – without it \(reason.lackingWithout)"))
      }
    }
    output.line(
      Bilingual(
        zh: "出路（每一条单独就够，代价小的在前；代价为自定：\(WayOut.pricesInWords.zh)）：",
        en: "ways out, each enough alone, the cheapest first (house prices: \(WayOut.pricesInWords.en)):"))
    for (place, way) in shortfall.ways.enumerated() {
      let words = way.words(round)
      output.line(
        Bilingual(
          zh: "  \(place + 1). \(words.zh)  [代价 \(way.price)]", en: "  \(place + 1). \(words.en)  [price \(way.price)]")
      )
    }
  }

  /// What is lacking, in one line.
  private var cause: Bilingual {
    let (needed, available) = (shortfall.needed, shortfall.available)
    switch shortfall.cause {
    case .seats:
      return Bilingual(
        zh:
          "排不出来：这 \(shortfall.candidates.count) 个申报对象共要 \(needed) 个席位，能评它们的 \(shortfall.experts.count) 位专家只能给 \(available) 个",
        en:
          "cannot be filled: \(shortfall.candidates.count.of("candidate")) here need \(needed.of("seat")), and the \(shortfall.experts.count.of("expert")) left to them can take \(available)"
      )
    case .minimumLoads:
      return Bilingual(
        zh: "排不出来：这 \(shortfall.experts.count) 位专家至少要评 \(needed) 个席位，能分给他们的只有 \(available) 个",
        en:
          "cannot be filled: \(shortfall.experts.count.of("expert")) must be given \(needed.of("seat")), and there are \(available) for them"
      )
    case .cap(let cap):
      return Bilingual(
        zh:
          "排不出来：任何一对的概率不超过 \(cap) 时，这 \(shortfall.candidates.count) 个申报对象共要 \(needed) 个席位，能评它们的 \(shortfall.experts.count) 位专家只抵 \(available) 个",
        en: """
          cannot be filled: with no pair above a chance of \(cap), \(shortfall.candidates.count.of("candidate")) here \
          need \(needed.of("seat")), and the \(shortfall.experts.count.of("expert")) left to them count for \(available)
          """)
    case .minimumLoadsUnderCap(let cap):
      return Bilingual(
        zh:
          "排不出来：任何一对的概率不超过 \(cap) 时，这 \(shortfall.experts.count) 位专家至少要评 \(needed) 个席位，能分给他们的只抵 \(available) 个",
        en: """
          cannot be filled: with no pair above a chance of \(cap), \(shortfall.experts.count.of("expert")) must be given \
          \(needed.of("seat")), and what there is for them counts for \(available)
          """)
    case .limits:
      return Bilingual(
        zh: "排不出来：这 \(shortfall.candidates.count) 个申报对象的评审组，没有一种组合能满足构成上的限制",
        en:
          "cannot be filled: no panels of \(shortfall.candidates.count.of("candidate")) here keep the limits on who sits together"
      )
    }
  }

  private func json(_ language: Language) -> JSON {
    .object([
      "status": .text("shortfall"), "objective": .text(objective), "seed": .text(seed),
      "assignments": .array([]),
      "seats": work.calls.isEmpty ? nil : work.calls.json,
      "shortfall": .object([
        "cause": .text(shortfall.cause.code),
        "candidates": .identifiers(shortfall.candidates), "experts": .identifiers(shortfall.experts),
        "needed": .number(shortfall.needed), "available": .number(shortfall.available),
        "lacking": .number(shortfall.lacking), "limits": .array(shortfall.limits.map(\.json)),
        "reasons": .array(reasons.map(\.json)),
        "tooFew": .array(work.problem.faults.compactMap(\.shortageJSON)),
        "ways": .array(
          shortfall.ways.map { way in
            .text(way.words(round)[language])
          }),
        "waysOut": .array(shortfall.ways.map(\.json)),
        "prices": JSON(
          .object(WayOut.Kind.allCases.map { JSON.Member(key: $0.rawValue, value: .number($0.price)) })),
      ]),
    ])
  }
}

// MARK: - Words

extension WayOut {
  /// What each kind of change counts for.
  fileprivate static var pricesInWords: Bilingual {
    let parts = Kind.allCases.map { kind -> Bilingual in
      switch kind {
      case .minimumLoads: Bilingual(zh: "最少评审数减一 \(kind.price)", en: "a least load lowered by one \(kind.price)")
      case .softPairs: Bilingual(zh: "用一对尽量回避的 \(kind.price)", en: "a soft conflict \(kind.price)")
      case .loads: Bilingual(zh: "最多评审数加一 \(kind.price)", en: "a greatest load raised by one \(kind.price)")
      case .experts: Bilingual(zh: "增补一位专家 \(kind.price)", en: "a new expert \(kind.price)")
      case .pins: Bilingual(zh: "取消一处固定 \(kind.price)", en: "a pinned pair freed \(kind.price)")
      case .demand: Bilingual(zh: "少一位评审专家 \(kind.price)", en: "an expert fewer on a panel \(kind.price)")
      case .cap: Bilingual(zh: "提高概率上限 \(kind.price)", en: "a higher cap on chances \(kind.price)")
      case .composition:
        Bilingual(zh: "构成上破例一个席位 \(kind.price)", en: "a seat against a limit on who sits together \(kind.price)")
      }
    }
    return Bilingual(zh: parts.map(\.zh).joined(separator: "、"), en: parts.map(\.en).joined(separator: ", "))
  }
}

extension Shortfall.Cause {
  fileprivate var code: String {
    switch self {
    case .seats: "seats"
    case .minimumLoads: "minimumLoads"
    case .limits: "limits"
    case .cap: "cap"
    case .minimumLoadsUnderCap: "minimumLoadsUnderCap"
    }
  }
}

extension WayOut.Change {
  func words(_ round: Round) -> Bilingual {
    switch self {
    case .lowerMinimumLoad(let expert, let by):
      return Bilingual(zh: "\(expert) 的最少评审数减 \(by)", en: "least load of \(expert) −\(by)")
    case .useSoftPair(let candidate, let expert):
      return Bilingual(zh: "用尽量回避的 \(candidate)–\(expert)", en: "use the soft pair \(candidate)–\(expert)")
    case .raiseLoad(let expert, let by):
      return Bilingual(zh: "\(expert) 的最多评审数加 \(by)", en: "greatest load of \(expert) +\(by)")
    case .lowerDemand(let candidate, let by):
      return Bilingual(zh: "\(candidate) 少请 \(by) 位专家", en: "\(by.of("expert")) fewer for \(candidate)")
    case .raiseCap(let cap): return Bilingual(zh: "把 --cap 提高到 \(cap)", en: "raise --cap to \(cap)")
    case .unpin(let candidate, let expert):
      return Bilingual(
        zh: "取消固定的 \(candidate)–\(expert)（--free）", en: "free the pinned pair \(candidate)–\(expert) (--free)")
    case .relaxLimit(let candidate, let limit, let by):
      return Bilingual(
        zh: "\(candidate) 在“\(limit.words.zh)”上破例 \(by) 个席位",
        en: "\(by.of("seat")) of \(candidate) against “\(limit.words.en)”")
    case .addExperts(let count, let load, let seats):
      let candidates = Set(seats.map(\.candidate)).sorted()
      let ids = candidates.spaced(upTo: 8)
      var (zh, en) = ([String](), [String]())
      for field in round.topics(wantedFor: candidates).prefix(3) {
        zh.append(field.topic)
        en.append(field.topic)
      }
      for limit in seats.compactMap(\.limit) where !zh.contains(limit.words.zh) {
        zh.append(limit.words.zh)
        en.append(limit.words.en)
      }
      let (kindsZh, kindsEn) = (zh.joined(separator: "、"), en.joined(separator: ", "))
      return Bilingual(
        zh: "增补 \(count) 位能评 \(ids) 的专家\(kindsZh.isEmpty ? "" : "（\(kindsZh)）")，每人至多 \(load) 个",
        en:
          "\(count.of("more expert"))\(kindsEn.isEmpty ? "" : " (\(kindsEn))") who may judge \(ids), up to \(load) each"
      )
    }
  }

  fileprivate var json: JSON {
    switch self {
    case .lowerMinimumLoad(let expert, let by):
      .object(["kind": .text(kind.rawValue), "expert": .text(expert.rawValue), "by": .number(by)])
    case .useSoftPair(let candidate, let expert), .unpin(let candidate, let expert):
      .object([
        "kind": .text(kind.rawValue), "candidate": .text(candidate.rawValue), "expert": .text(expert.rawValue),
      ])
    case .raiseLoad(let expert, let by):
      .object(["kind": .text(kind.rawValue), "expert": .text(expert.rawValue), "by": .number(by)])
    case .lowerDemand(let candidate, let by):
      .object(["kind": .text(kind.rawValue), "candidate": .text(candidate.rawValue), "by": .number(by)])
    case .raiseCap(let cap): .object(["kind": .text(kind.rawValue), "to": .text("\(cap)")])
    case .relaxLimit(let candidate, let limit, let by):
      .object([
        "kind": .text(kind.rawValue), "candidate": .text(candidate.rawValue), "limit": .text(limit.code),
        "by": .number(by),
      ])
    case .addExperts(let count, let load, let seats):
      .object([
        "kind": .text(kind.rawValue), "count": .number(count), "load": .number(load),
        "seats": .array(
          seats.map {
            .object([
              "candidate": .text($0.candidate.rawValue), "count": .number($0.count),
              "limit": $0.limit.map { .text($0.code) },
            ])
          }),
      ])
    }
  }
}

extension WayOut {
  fileprivate func words(_ round: Round) -> Bilingual {
    let words = changes.map { $0.words(round) }
    return Bilingual(zh: words.map(\.zh).joined(separator: "；"), en: words.map(\.en).joined(separator: "; "))
  }

  fileprivate var json: JSON {
    .object(["price": .number(price), "changes": .array(changes.map(\.json))])
  }
}

extension ShortfallReason.Kind {
  fileprivate func words(_ scheme: Scheme) -> Bilingual {
    switch self {
    case .loads(let experts):
      Bilingual(zh: "最多评审数：\(experts.spaced(upTo: 8))", en: "greatest loads of \(experts.spaced(upTo: 8))")
    case .composition(let limit): limit.words
    case .pins: Bilingual(zh: "固定的专家", en: "pinned pairs")
    case .bans(let pairs): Bilingual(zh: "禁止的：\(pairs.inWords)", en: "banned pairs: \(pairs.inWords)")
    case .demand(let candidates):
      Bilingual(
        zh: "\(candidates.spaced(upTo: 8)) 只要这么多专家", en: "how many experts \(candidates.spaced(upTo: 8)) ask for")
    case .out(let reason, let pairs):
      Bilingual(
        zh: "\(reason.words(scheme).zh)：\(pairs.inWords)", en: "\(reason.words(scheme).en): \(pairs.inWords)")
    }
  }
}

extension ShortfallReason {
  fileprivate var json: JSON {
    func object(
      _ code: String, kind: String? = nil, experts: [ExpertID]? = nil, candidates: [CandidateID]? = nil,
      pairs: [PanelInput.Pair]? = nil
    ) -> JSON {
      .object([
        "limit": .text(code), "kind": kind.map { .text($0) }, "experts": experts.map { .identifiers($0) },
        "candidates": candidates.map { .identifiers($0) },
        "pairs": pairs.map { pairs in
          .array(
            pairs.map {
              .object(["candidate": .text($0.candidate.rawValue), "expert": .text($0.expert.rawValue)])
            })
        },
        "lackingWithout": .number(lackingWithout),
      ])
    }
    return switch kind {
    case .loads(let ids): object("loads", experts: ids)
    case .composition(let limit): object("composition", kind: limit.code)
    case .pins: object("pins")
    case .bans(let pairs): object("bans", pairs: pairs)
    case .demand(let ids): object("demand", candidates: ids)
    case .out(let reason, let pairs): object(reason.code, kind: reason.kind, pairs: pairs)
    }
  }
}

extension [PanelInput.Pair] {
  /// `C05–E03 C05–E07 …（+12）`.
  fileprivate var inWords: String {
    let shown = prefix(8).map { "\($0.candidate)–\($0.expert)" }.joined(separator: " ")
    return count > 8 ? "\(shown) …（+\(count - 8)）" : shown
  }
}

extension PanelInputFault {
  /// `{"candidate", "demand", "left"}` of a candidate whom too few may judge; nil for another fault.
  fileprivate var shortageJSON: JSON? {
    guard case .demandAbovePool(let id, let demand, let left, _) = self else { return nil }
    return .object(["candidate": .text(id.rawValue), "demand": .number(demand), "left": .number(left)])
  }
}

extension LimitInTheWay {
  /// `{"candidate", "limit", "asked", "left"}`
  fileprivate var json: JSON {
    let code: String
    switch limit {
    case .pins: code = "pins"
    case .composition(let limit): code = limit.code
    }
    return .object([
      "candidate": .text(candidate.rawValue), "limit": .text(code), "asked": .number(asked), "left": .number(left),
    ])
  }
}

extension CompositionLimit {
  /// As a scheme's keys say it: `atLeast 2/3 kind technical`.
  var code: String {
    let whom =
      switch scope {
      case .eachUnit: "per unit"
      case .eachRegion: "per region"
      case .kind(let kind): "kind " + kind
      case .attribute(let name, let value): "attribute \(name) \(value)"
      case .chair: "chair"
      }
    return "\(sense.rawValue) \(amount.text) \(whom)"
  }
}
