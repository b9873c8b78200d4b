import ExpertReview
import Reports

extension LineFault {
  /// What is wrong, who is tied at the line, and how to settle it.
  func words(_ ranking: Ranking) -> (message: Bilingual, mend: Bilingual, code: String) {
    switch self {
    case .notTied(let ids):
      let ties = ranking.undecided.map { $0.words(in: ranking) }
      let open =
        ties.isEmpty
        ? Bilingual(zh: "线上没有同分待定的", en: "no tie at the line is open")
        : Bilingual(
          zh: "线上同分待定的是 \(ties.map(\.zh).joined(separator: "；"))",
          en: "tied there are \(ties.map(\.en).joined(separator: "; "))")
      return (
        Bilingual(
          zh: "\(ids.spaced(upTo: 10)) 没有在入选线上同分；\(open.zh)",
          en: "\(ids.spaced(upTo: 10)): not tied at the line; \(open.en)"),
        Bilingual(zh: "只写线上同分的；panel rank 看名次", en: "name only those tied there; panel rank shows the places"),
        "notTied"
      )
    case .settlesNothing(let tie, let among):
      let mend =
        ranking.canBeDrawn(tie)
        ? Bilingual(zh: "按抽签的先后把这些全部写上", en: "name all of these in the order drawn")
        : Bilingual(
          zh: "分别排名的组之间不能抽签排先后，用 panel decide choose 选定",
          en: "candidates of groups that are ranked apart have no order; use panel decide choose")
      return (
        Bilingual(
          zh: "这样抽签定不了先后：抽签要在同分的 \(among.spaced) 之间进行",
          en: "this lot settles nothing: it is drawn among \(among.spaced)"),
        mend, "settlesNothing"
      )
    case .decidedOtherwise(let tie, let decision):
      let verb = tie.verb(in: ranking)
      return (
        decision == .lot
          ? Bilingual(
            zh: "方案规定线边上的由抽签定，不能选定", en: "the scheme lets a lot decide in the zone at the line; nobody may choose")
          : Bilingual(
            zh: "方案规定线边上的经讨论选定，不能抽签", en: "the scheme lets people decide in the zone at the line; no lot is drawn"),
        verb, "decidedOtherwise"
      )
    case .tooMany(let tie, let chosen):
      return (
        Bilingual(
          zh: "选定 \(chosen.count) 个，超过线上剩余的名额：\(tie.words(in: ranking).zh)",
          en: "\(chosen.count) chosen, more than there is room for at the line: \(tie.words(in: ranking).en)"),
        Bilingual(zh: "少选几个，或 panel decide lot", en: "choose fewer, or use panel decide lot"), "tooManyChosen"
      )
    }
  }
}

extension UndecidedTie {
  /// Who is tied, who is equal to them but sure of a place, and for how many there is room.
  fileprivate func words(in ranking: Ranking) -> Bilingual {
    let sure = ranking.drawnAmong(self).filter { !candidates.contains($0) }
    let also =
      sure.isEmpty
      ? Bilingual(zh: "", en: "")
      : Bilingual(zh: "，同分而必入选的 \(sure.spaced)", en: ", equal and sure of a place \(sure.spaced)")
    return Bilingual(
      zh: "\(candidates.spaced)（\(freePlaces) 个名额\(also.zh)）",
      en: "\(candidates.spaced) (\(freePlaces.of("place"))\(also.en))")
  }

  /// Who stands in the zone, for how many there is room, and what settles it.
  /// - Parameter verb: the command that does.
  func zoneSentence(_ verb: Bilingual) -> Bilingual {
    let words = (zone ?? .discuss).words
    return Bilingual(
      zh: "在线边上：\(candidates.spaced)，只剩 \(freePlaces) 个名额，按方案\(words.zh)：\(verb.zh)",
      en:
        "in the zone at the line with \(freePlaces.of("place")) left: \(candidates.spaced); by the scheme \(words.en): \(verb.en)"
    )
  }

  /// The command with which people settle it. Ids that are too many to type in one line are left to whoever drew.
  func verb(in ranking: Ranking) -> Bilingual {
    guard ranking.canBeDrawn(self) else {
      return Bilingual(
        zh: "panel decide choose 申报对象 --reason 理由", en: "panel decide choose CANDIDATE… --reason TEXT")
    }
    let ids = typed(ranking.drawnAmong(self))
    return Bilingual(
      zh: "panel decide lot \(ids.zh) --reason 抽签经过", en: "panel decide lot \(ids.en) --reason TEXT")
  }
}

/// Up to ten ids as they are typed in a command; the place of the argument where there are more.
func typed(_ ids: [CandidateID]) -> Bilingual {
  ids.count > 10 ? Bilingual(zh: "申报对象", en: "CANDIDATE…") : Bilingual(zh: ids.spaced, en: ids.spaced)
}

extension Selection.Zone.Decision {
  /// The act of `panel decide` that settles a zone.
  var verb: String {
    switch self {
    case .discuss: "choose"
    case .lot: "lot"
    }
  }
}
