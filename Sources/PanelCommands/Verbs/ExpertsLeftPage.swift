import ExpertReview

/// Who is left to judge a candidate, for a reader and as JSON.
struct ExpertsLeftPage {
  private let left: ExpertsLeft
  private let candidate: Candidate
  private let round: Round

  init(_ left: ExpertsLeft, _ candidate: Candidate, _ round: Round) {
    self.left = left
    self.candidate = candidate
    self.round = round
  }

  func write(to output: inout Output) {
    let language = output.language
    output.line("\(candidate.id)  \(candidate.name)")
    output.line(
      Bilingual(
        zh: "需要 \(left.demand) 位专家，可评的有 \(left.members.count) 位，其中 \(left.soft) 位尽量回避；已排 \(left.seated) 位",
        en:
          "\(left.demand.of("expert")) needed, \(left.members.count) left, \(left.soft) of them with a soft conflict; \(left.seated) seated"
      ))
    if left.together < left.members.count {
      output.line(
        Bilingual(
          zh: "同一单位人数有限，至多 \(left.together) 位可以同组", en: "as units are limited, \(left.together) may sit together"))
    }
    if !left.members.isEmpty { output.table(table(in: language)) }
    if left.outCount > 0 {
      output.line(Bilingual(zh: "不能评的 \(left.outCount) 位：", en: "\(left.outCount) out:"))
      for (reason, experts) in left.out {
        let ids = experts.prefix(20).map(\.rawValue).joined(separator: " ") + (experts.count > 20 ? " …" : "")
        let words = reason.words(round.scheme)
        output.line(
          Bilingual(zh: "  · \(words.zh) \(experts.count) 位：\(ids)", en: "  · \(words.en) \(experts.count): \(ids)"))
      }
    }
    guard left.lacking > 0 else { return }
    output.line(
      Bilingual(
        zh: "还缺 \(left.lacking) 位：补充专家库，或经批准豁免可以豁免的关系",
        en: "\(left.lacking) lacking: add experts to the pool, or have what may be waived waived by authority"))
  }

  private func table(in language: Language) -> TextTable {
    var table = TextTable([
      .init(Bilingual(zh: "专家", en: "expert")[language]), .init(Bilingual(zh: "姓名", en: "name")[language]),
      .init(Bilingual(zh: "单位", en: "employer")[language], mayBeCut: true),
      .init(Bilingual(zh: "契合度", en: "affinity")[language]), .init(Bilingual(zh: "工作量", en: "load")[language]),
      .init(Bilingual(zh: "情况", en: "remarks")[language]),
    ])
    for member in left.members {
      let most = member.expert.maximumLoad.map { "/\($0)" } ?? ""
      table.add([
        member.expert.id.rawValue, member.expert.name, member.expert.employer, member.affinity.words[language],
        "\(member.load)\(most)", remarks(on: member).map { $0[language] }.joined(separator: language.comma),
      ])
    }
    return table
  }

  private func remarks(on member: ExpertsLeft.Member) -> [Bilingual] {
    var remarks: [Bilingual] = []
    if member.isSeated { remarks.append(Bilingual(zh: "已在组里", en: "seated")) }
    if member.isFull { remarks.append(Bilingual(zh: "工作量已满", en: "full load")) }
    for conflict in member.soft {
      let kind = conflict.kindLabel(round.scheme)
      remarks.append(Bilingual(zh: "尽量回避：\(kind.zh)", en: "soft: \(kind.en)"))
    }
    return remarks
  }

  var json: JSON {
    .object([
      "candidate": .text(left.candidate.rawValue), "stage": .text(left.stage), "demand": .number(left.demand),
      "left": .number(left.members.count), "soft": .number(left.soft), "seated": .number(left.seated),
      "together": .number(left.together), "lacking": .number(left.lacking),
      "experts": .array(
        left.members.map { member in
          .object([
            "expert": .text(member.expert.id.rawValue), "name": .text(member.expert.name),
            "affinity": member.affinity.json, "affinityFrom": .text(member.affinity.code),
            "load": .number(member.load), "maximumLoad": member.expert.maximumLoad.map { .number($0) } ?? .null,
            "seated": .boolean(member.isSeated), "full": .boolean(member.isFull),
            "soft": .texts(member.soft.map(\.kind)),
          ])
        }),
      "out": .array(
        left.out.map { reason, experts in
          .object([
            "reason": .text(reason.code), "kind": reason.kind.map { .text($0) }, "count": .number(experts.count),
            "experts": .identifiers(experts),
          ])
        }),
    ])
  }
}

extension ExpertsLeft.Reason {
  var code: String {
    switch self {
    case .conflict: "conflict"
    case .undecided: "undecided"
    case .unavailable: "unavailable"
    case .noAffinity: "noAffinity"
    }
  }

  var kind: String? {
    switch self {
    case .conflict(let kind), .undecided(let kind): kind
    case .unavailable, .noAffinity: nil
    }
  }

  func words(_ scheme: Scheme) -> Bilingual {
    switch self {
    case .conflict(let kind):
      let label = scheme.conflictLabel(kind)
      return Bilingual(zh: "必须回避（\(label.zh)）", en: "hard conflict (\(label.en))")
    case .undecided(let kind):
      let label = scheme.conflictLabel(kind)
      return Bilingual(zh: "待确认（\(label.zh)）", en: "undecided (\(label.en))")
    case .unavailable: return Bilingual(zh: "不能参加", en: "not available")
    case .noAffinity: return Bilingual(zh: "契合度表里没有", en: "not in the table of affinities")
    }
  }
}

extension Language {
  fileprivate var comma: String { self == .chinese ? "，" : ", " }
}
