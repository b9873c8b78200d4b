import ExpertReview

extension RoundRefusal {
  /// What is told where an act of a draw is refused; of any other refusal its own sentences.
  var drawSentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .seedSealed(let day, let by):
      (
        Bilingual(
          zh: "\(by) 于 \(day) 密封的种子还没有开启", en: "a seed that \(by) sealed on \(day) waits to be opened"),
        Bilingual(
          zh: "用它抽取；确须作废另封一个的，加 --reason 理由", en: "draw with it; to seal another in its place, add --reason TEXT")
      )
    case .noSealedSeed:
      (
        Bilingual(zh: "这个阶段没有密封过抽取种子", en: "no seed was sealed for a draw in this stage"),
        Bilingual(zh: "先运行 panel assign seal --seed-file 文件", en: "first run panel assign seal --seed-file FILE")
      )
    case .seedOpened(let day):
      (
        Bilingual(zh: "种子已于 \(day) 开启，不能再抽", en: "the seed was opened on \(day) and serves no second draw"),
        Bilingual(
          zh: "要重抽，另封一个种子：panel assign seal；只补空缺：panel assign --repair",
          en: "to draw again, seal another: panel assign seal; to fill vacancies: panel assign --repair")
      )
    case .listsNotFrozen:
      (
        Bilingual(zh: "密封种子以后，名单还没有冻结", en: "the lists were not frozen since the seed was sealed"),
        Bilingual(zh: "先运行 panel assign freeze", en: "first run panel assign freeze")
      )
    case .listsChanged(let fact):
      (
        Bilingual(
          zh: "冻结以后，第 \(fact) 条记录动了名单", en: "fact \(fact) may have changed the lists since they were frozen"),
        Bilingual(zh: "重新冻结：panel assign freeze", en: "freeze them again: panel assign freeze")
      )
    case .publicNumbersMissing(let source):
      (
        Bilingual(
          zh: "冻结名单时公布过要加公开数字：\(source)", en: "public numbers were announced with the frozen lists: \(source)"),
        Bilingual(zh: "加上 --public 数字", en: "add them with --public NUMBERS")
      )
    case .publicNumbersUnannounced:
      (
        Bilingual(zh: "冻结名单时没有公布要加公开数字", en: "no public numbers were announced when the lists were frozen"),
        Bilingual(
          zh: "去掉 --public；要加，先公布来源重新冻结：panel assign freeze --public-source 来源",
          en: "leave --public out, or freeze again and announce them: panel assign freeze --public-source TEXT")
      )
    default: sentences
    }
  }
}
