import ExpertReview
import Reports

// `panel decide` for what comes in while a list is on notice, and for those who are final.

extension Invocation {
  /// The objection that the options describe.
  func objection(against id: CandidateID) throws -> ObjectionStatement {
    let kind = text("objector").flatMap { Objector.Kind(rawValue: $0) }
    let (name, contact) = (text("from") ?? "", text("contact") ?? "")
    if kind == .anonymous {
      guard name.isEmpty, contact.isEmpty else { throw VerbFault.namedAndAnonymous.refusal }
    } else {
      guard !name.allSatisfy(\.isWhitespace) else { throw VerbFault.noObjector.refusal }
    }
    return ObjectionStatement(
      id, from: Objector(kind: kind, name: name, contact: contact), ground: text("ground") ?? "",
      against: text("against").map { RuleID($0) }, evidence: text("evidence") ?? "", received: day("received"))
  }

  /// The answer that the options describe.
  func answer(to id: CandidateID) throws -> ObjectionAnswer {
    if text("outcome") == "dismissed", text("effect") != nil { throw VerbFault.effectOfDismissal.refusal }
    let outcome: ObjectionAnswer.Outcome =
      text("outcome") != "upheld" ? .dismissed : text("effect") == "rerank" ? .rerank : .out
    return ObjectionAnswer(id, number: integer("number"), outcome)
  }
}

extension Decision {
  /// The number of the objection that was just recorded.
  func objectionNumber(in round: Round) -> Int? {
    guard case .object = self else { return nil }
    return round.objections.last?.number
  }

  /// What was recorded, for decisions from the notice on.
  func publicitySentence(_ round: Round) -> Bilingual {
    switch self {
    case .object(let statement): recorded(statement, round)
    case .answer(let answer): answered(answer, round)
    case .withdrawObjection(let id, let number):
      Bilingual(zh: "对 \(id) 的第 \(number) 号异议已撤回", en: "objection \(number) to \(id) is withdrawn")
    case .lateObjection(let id):
      Bilingual(zh: "已记下：准收对 \(id) 的一件逾期异议", en: "recorded: one late objection to \(id) is taken")
    case .recognition(let id, let stands):
      stands
        ? Bilingual(zh: "已记下：\(id) 的认定保留", en: "recorded: the recognition of \(id) stands")
        : Bilingual(zh: "已记下：取消 \(id) 的认定", en: "recorded: the recognition of \(id) is taken back")
    case .sanction(let id, _):
      round.recognitionsInDoubt.contains(id)
        ? Bilingual(
          zh: "已记下：\(id) 的单位按方案禁报；已经公布的认定不自动撤销，由人来定",
          en:
            "recorded: the unit of \(id) is barred by the scheme; its recognition is published and a person must decide on it"
        )
        : Bilingual(zh: "已记下：\(id) 取消资格，其单位按方案禁报", en: "recorded: \(id) is disqualified, its unit barred by the scheme")
    default: words
    }
  }

  private func recorded(_ statement: ObjectionStatement, _ round: Round) -> Bilingual {
    let id = statement.candidate
    let objection = round.objections.last
    let number = objection.map { String($0.number) } ?? ""
    let name =
      statement.from.kind == .anonymous ? Bilingual(zh: "匿名", en: "an anonymous person") : .same(statement.from.name)
    let follows =
      objection.flatMap { round.hold(of: $0) } == nil
      ? Bilingual(zh: "登记备查，不暂缓公布", en: "it holds nothing")
      : Bilingual(zh: "答复之前 \(id) 暂缓公布", en: "\(id) is held until it is answered")
    return Bilingual(
      zh: "已登记 \(name.zh) 对 \(id) 的异议（第 \(number) 号）；\(follows.zh)",
      en: "objection \(number) of \(name.en) to \(id) recorded; \(follows.en)")
  }

  private func answered(_ answer: ObjectionAnswer, _ round: Round) -> Bilingual {
    let id = answer.candidate
    let which = answer.number.map { Bilingual(zh: "第 \($0) 号", en: " \($0)") } ?? .same("")
    switch answer.outcome {
    case .out where round.recognitionsInDoubt.contains(id):
      return Bilingual(
        zh: "对 \(id) 的\(which.zh)异议成立；已经公布的认定不自动撤销，由人来定",
        en: "objection\(which.en) to \(id) is upheld; its recognition is published and a person must decide on it")
    case .out:
      return Bilingual(
        zh: "对 \(id) 的\(which.zh)异议成立，\(id) 退出名单", en: "objection\(which.en) to \(id) is upheld; \(id) leaves the list")
    case .rerank:
      return Bilingual(
        zh: "对 \(id) 的\(which.zh)异议成立，更正并重新排名之前 \(id) 暂缓公布",
        en: "objection\(which.en) to \(id) is upheld; \(id) is held until it is corrected and ranked anew")
    case .dismissed:
      let left = round.openObjections(against: id).count
      let more =
        left == 0
        ? Bilingual(zh: "公示继续", en: "the notice goes on")
        : Bilingual(zh: "还有 \(left) 件没有答复", en: "\(left) more \(left == 1 ? "is" : "are") open")
      return Bilingual(
        zh: "对 \(id) 的\(which.zh)异议不成立，\(more.zh)", en: "objection\(which.en) to \(id) is dismissed; \(more.en)")
    }
  }

  /// The command that follows, for decisions from the notice on.
  func publicityNext(_ round: Round) -> Bilingual? {
    let rank = Bilingual(zh: "下一步：panel rank", en: "next: panel rank")
    switch self {
    case .answer(let answer) where answer.outcome == .rerank:
      return Bilingual(
        zh: "下一步：更正有关材料、评分或结论，再 panel rank", en: "next: correct the file, marks or finding, then panel rank")
    case .answer(let answer) where answer.outcome == .dismissed: return nil
    case .answer(let answer) where round.recognitionsInDoubt.contains(answer.candidate):
      return Self.decideOn(answer.candidate)
    case .sanction(let id, _) where round.recognitionsInDoubt.contains(id): return Self.decideOn(id)
    case .recognition(_, true): return nil
    default: return rank
    }
  }

  private static func decideOn(_ id: CandidateID) -> Bilingual {
    Bilingual(
      zh: "下一步：panel decide recognition \(id) --ruling stands 或 revoked --reason 理由",
      en: "next: panel decide recognition \(id) --ruling stands or revoked --reason TEXT")
  }
}

/// The letters that an answer sends to those who objected.
struct ObjectionLetters {
  private let letters: [(number: Int, letter: ObjectionReply)]

  init(of decision: Decision, _ session: RoundSession, _ invocation: Invocation) {
    guard case .answer = decision, invocation.text("letters") != nil else {
      letters = []
      return
    }
    let (round, head) = (session.round, session.head.hexadecimal)
    letters = round.objections.filter { $0.reply?.sequence == round.lastSequence }.compactMap { objection in
      ObjectionReply(objection, round, head: head, in: invocation.language).map { (objection.number, $0) }
    }
  }

  /// Writes them and gives their paths; with `--dry-run` only names them.
  func write(_ invocation: Invocation) throws -> [String] {
    guard let folder = invocation.text("letters") else { return [] }
    var paths: [String] = []
    for (number, letter) in letters {
      for (ending, text) in [("html", letter.html), ("txt", letter.text)] {
        let path = "\(folder)/objection-\(number).\(ending)"
        if !invocation.isDryRun {
          try Files.makeFolder(folder)
          try Files.write(path, Array(text.utf8))
        }
        paths.append(path)
      }
    }
    return paths
  }
}
