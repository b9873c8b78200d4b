import ExpertReview

extension StatusReport {
  /// Seeds that were sealed and wait to be opened, by stage: each with what comes next.
  var sealedSeeds: [WaitingItem] {
    round.reviewStages.compactMap { stage in
      guard let standing = round.draws[stage.id], !standing.isOpened else { return nil }
      let seal = standing.seal
      let isReady = (try? round.frozenLists(of: stage.id)) != nil
      let state: Bilingual =
        if isReady {
          Bilingual(zh: "名单已冻结", en: "the lists are frozen")
        } else if standing.freeze != nil {
          Bilingual(zh: "名单冻结后又动过", en: "the lists may have changed since they were frozen")
        } else {
          Bilingual(zh: "名单还没有冻结", en: "the lists are not frozen")
        }
      return WaitingItem(
        kind: "draw", ids: [stage.id],
        message: Bilingual(
          zh: "\(seal.by) 于 \(seal.on) 密封的抽取种子还没有开启；\(state.zh)",
          en: "a seed that \(seal.by) sealed on \(seal.on) for a draw waits to be opened; \(state.en)"),
        verb: isReady
          ? Bilingual(
            zh: "panel assign --objective draw --seed-file 文件", en: "panel assign --objective draw --seed-file FILE")
          : Bilingual(zh: "panel assign freeze", en: "panel assign freeze"))
    }
  }
}
