import ExpertReview

/// What keeps a draw from being sealed or made although the round is sound.
enum DrawFault: Error, Hashable {
  case seed(SeedFault)
  case publicNumbers(SeedFault)
  case noSeedFile
  case seedFile(String, SealedSeed.Fault)
  /// The file holds another seed than the one whose commitment is on record.
  case notTheSealedSeed(String, on: CivilDay)
  /// The lists come out otherwise than when they were frozen, though no fact has touched them.
  case listsDiffer
  case nothingDrawn
  /// A draw is not tried out: whoever saw what would come could still refrain from it.
  case noTrial
  /// The scheme has panels judge blocks of candidates, which are not drawn.
  case blocks
  /// An option that other objectives take.
  case meansNothing(option: String)
  /// An option that only a draw takes.
  case onlyForDraw(option: String)

  var refusal: Refusal {
    let (code, message, mend) = words
    let exitCode: ExitCode =
      switch self {
      case .noSeedFile, .noTrial, .meansNothing, .onlyForDraw: .usage
      default: .invalidInput
      }
    return Refusal([FaultReport(code: "draw." + code, message: message, mend: mend)], exitCode)
  }

  private var words: (code: String, message: Bilingual, mend: Bilingual) {
    switch self {
    case .seed(let fault): ("seed", fault.message(of: DrawFault.seed), DrawFault.seedMend)
    case .publicNumbers(let fault): ("publicNumbers", fault.message(of: DrawFault.numbers), DrawFault.numbersMend)
    case .noSeedFile:
      (
        "noSeedFile", Bilingual(zh: "随机抽取要开启密封的种子", en: "a draw opens the sealed seed"),
        Bilingual(
          zh: "加上 --seed-file 文件；没有密封过的，先运行 panel assign seal",
          en: "add --seed-file FILE; where none was sealed, first run panel assign seal")
      )
    case .seedFile(let path, let fault):
      (
        "seedFile",
        Bilingual(
          zh: "\(path) 不是种子文件：\(fault.words.zh)", en: "\(path) is no file of a sealed seed: \(fault.words.en)"),
        Bilingual(
          zh: "用 panel assign seal 写出的文件，四行：round、stage、seed、salt",
          en: "use the file that panel assign seal wrote, with the lines round, stage, seed and salt")
      )
    case .notTheSealedSeed(let path, let day):
      (
        "notTheSealedSeed",
        Bilingual(
          zh: "\(path) 里的种子与 \(day) 密封的承诺值对不上", en: "the seed in \(path) is not the one that was sealed on \(day)"),
        Bilingual(
          zh: "找到密封的那一个；确已遗失，写明理由重新密封：panel assign seal --reason 理由",
          en: "find the one that was sealed; if it is lost, seal another: panel assign seal --reason TEXT")
      )
    case .listsDiffer:
      (
        "listsDiffer",
        Bilingual(zh: "名单与冻结时的校验值对不上", en: "the lists are not those that were frozen, by their digests"),
        Bilingual(zh: "运行 panel verify 核对卷宗，再重新冻结", en: "check the record with panel verify, then freeze again")
      )
    case .nothingDrawn:
      (
        "nothingDrawn", Bilingual(zh: "这个阶段的评审组不是抽取的", en: "the panels of this stage were not drawn"),
        Bilingual(zh: "先密封、冻结、抽取：panel assign seal", en: "seal, freeze and draw first: panel assign seal")
      )
    case .noTrial:
      (
        "noTrial",
        Bilingual(
          zh: "抽取不能试运行：看过结果还能不作数，就不是抽取了",
          en: "a draw cannot be tried out: whoever saw what would come could still refrain from it"),
        Bilingual(
          zh: "去掉 --dry-run；能不能排满，冻结时已核对",
          en: "leave --dry-run out; that panels can be filled was found when the lists were frozen")
      )
    case .blocks:
      (
        "blocks",
        Bilingual(
          zh: "方案规定这个阶段分组评审，一组专家评一组对象；随机抽取是逐个对象抽",
          en: "the scheme has panels judge blocks of candidates in this stage; a draw is made candidate by candidate"),
        Bilingual(
          zh: "不写 --objective draw 运行 panel assign；要抽取，方案里去掉 block",
          en: "run panel assign without --objective draw; to draw, take block out of the scheme")
      )
    case .meansNothing(let option):
      (
        "meansNothing", Bilingual(zh: "随机抽取用不上 --\(option)", en: "--\(option) means nothing to a draw"),
        option == "alternates"
          ? Bilingual(
            zh: "候补人数在冻结时写：panel assign freeze --alternates N",
            en: "say how many when freezing: panel assign freeze --alternates N")
          : Bilingual(zh: "去掉 --\(option)", en: "leave out --\(option)")
      )
    case .onlyForDraw(let option):
      (
        "onlyForDraw", Bilingual(zh: "--\(option) 只用于随机抽取", en: "--\(option) is for draws alone"),
        Bilingual(zh: "加上 --objective draw，或去掉它", en: "add --objective draw, or leave it out")
      )
    }
  }

  private static let seed = Bilingual(zh: "种子", en: "the seed")
  private static let numbers = Bilingual(zh: "公开数字", en: "the public numbers")
  private static let seedMend = Bilingual(
    zh: "只用英文字母和数字：骰子点数至少 50 个，十进制数字 39 位，小写十六进制 32 位，其他 22 位；不写 --seed 就由系统产生",
    en:
      "letters and digits only: 50 digits of dice, 39 decimal, 32 hexadecimal in small letters, or 22 others; without --seed the system makes one"
  )
  private static let numbersMend = Bilingual(
    zh: "英文字母、数字和 + - . :，中间用一个空格隔开，如 3 5 1 6",
    en: "letters, digits and + - . : with single spaces between, such as 3 5 1 6")
}

extension SeedFault {
  fileprivate func message(of what: Bilingual) -> Bilingual {
    switch self {
    case .badCharacter(let character):
      Bilingual(zh: "\(what.zh)里不能有“\(character)”", en: "\(what.en) may not hold “\(character)”")
    case .tooShort(let count, let needed):
      Bilingual(
        zh: "\(what.zh)只有 \(count) 个字符，不足 128 位：这样的字符要 \(needed) 个",
        en: "\(what.en) has \(count.of("character")), too few for 128 bits: of such characters it needs \(needed)")
    case .spaces: Bilingual(zh: "\(what.zh)空着，或空格多了", en: "\(what.en) are empty or have spaces too many")
    }
  }
}

extension SealedSeed.Fault {
  fileprivate var words: Bilingual {
    switch self {
    case .notText: Bilingual(zh: "不是 UTF-8 文本", en: "not text in UTF-8")
    case .noSuchLine(let key): Bilingual(zh: "缺 \(key) 一行", en: "the line \(key) is missing")
    case .twice(let key): Bilingual(zh: "\(key) 写了两次", en: "\(key) stands twice")
    case .unknownLine(let line): Bilingual(zh: "不认识“\(line)”", en: "“\(line)” is not known")
    }
  }
}
