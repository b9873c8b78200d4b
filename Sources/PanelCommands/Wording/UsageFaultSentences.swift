import ExpertReview

extension UsageFaults: Reportable {
  var reports: [FaultReport] {
    faults.map { fault in
      let (message, mend) = fault.sentences
      return FaultReport(code: fault.code, value: fault.value, message: message, mend: mend)
    }
  }
  var exitCode: ExitCode { .usage }
}

extension UsageFault {
  var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .noVerb:
      return (
        Bilingual(zh: "没有写命令", en: "no verb was given"),
        Bilingual(zh: "用 panel --help 查看全部命令", en: "see all verbs with: panel --help")
      )
    case .unknownVerb(let verb, let nearest):
      return (
        Bilingual(zh: "没有“\(verb)”这个命令", en: "there is no verb “\(verb)”"),
        didYouMean(
          nearest, Bilingual(zh: "用 panel --help 查看全部命令", en: "see all verbs with: panel --help"))
      )
    case .unknownOption, .optionOfAnotherBranch: return sentencesOfStrangeOption
    case .missingValue, .unexpectedValue, .emptyValue, .repeated, .notAllowed, .notWhole, .notDecimal, .notShare,
      .notDay,
      .environment:
      return sentencesOfWrongValue
    case .missingOption, .neededBy, .notTogether, .missingArgument, .tooManyArguments: return sentencesOfWrongNumber
    }
  }

  private var sentencesOfStrangeOption: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .unknownOption(let option, let verb, let nearest, let elsewhere):
      let page = seePage(of: verb)
      let home =
        elsewhere.isEmpty
        ? page
        : Bilingual(
          zh: "\(Bilingual.listed(elsewhere).zh) 才有这个选项；\(page.zh)",
          en: "that option belongs to \(Bilingual.listed(elsewhere).en); \(page.en)")
      return (
        Bilingual(zh: "\(verb) 没有选项 \(option)", en: "\(verb) has no option \(option)"), didYouMean(nearest, home)
      )
    case .optionOfAnotherBranch(let option, let verb, let branch, let homes):
      let written = homes.map { "\(verb) \($0)" }
      return (
        Bilingual(
          zh: "\(verb) \(branch) 用不上选项 \(option)", en: "\(option) has no meaning for \(verb) \(branch)"),
        Bilingual(
          zh: "去掉它；它只用于 \(Bilingual.listed(written).zh)",
          en: "leave it out; it belongs to \(Bilingual.listed(written).en)")
      )
    default: preconditionFailure("not a fault of a strange option")
    }
  }

  private var sentencesOfWrongValue: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .missingValue(let option, let valueName, let following): missingValue(option, valueName, following)
    case .unexpectedValue(let option, let value):
      (
        Bilingual(
          zh: "--\(option) 是开关，不带值，却写了“\(value)”",
          en: "--\(option) is a flag and takes no value, yet “\(value)” is given"),
        Bilingual(zh: "只写 --\(option)", en: "write --\(option) alone")
      )
    case .emptyValue(let slot):
      (
        Bilingual(zh: "\(slot.name) 的值是空的", en: "the value of \(slot.name) is empty"),
        Bilingual(zh: "写上值，或者去掉它", en: "give a value, or leave it out")
      )
    case .repeated(let option, let values):
      (
        Bilingual(
          zh: "--\(option) 只能写一次，却写了 \(values.count) 次：\(quoted(values).zh)",
          en: "--\(option) may be given once, and is given \(values.count) times: \(quoted(values).en)"),
        Bilingual(zh: "只留一个", en: "keep one of them")
      )
    case .notAllowed(let slot, let value, let allowed, let nearest):
      (
        Bilingual(zh: "\(slot.name) 不能是“\(value)”", en: "\(slot.name) cannot be “\(value)”"),
        didYouMean(
          nearest.map { [$0] } ?? [],
          Bilingual(zh: "可以是 \(alternatives(allowed).zh)", en: "it may be \(alternatives(allowed).en)"))
      )
    case .notWhole(let option, let value, let least):
      (
        Bilingual(
          zh: "--\(option) 要求不小于 \(least) 的整数，“\(value)”不是",
          en: "--\(option) takes a whole number of at least \(least), which “\(value)” is not"),
        Bilingual(
          zh: "请用半角数字，例如 --\(option) \(max(least, 5))", en: "write digits, for example --\(option) \(max(least, 5))")
      )
    case .notShare(let option, let value, let largest):
      (
        Bilingual(
          zh: "--\(option) 要求大于 0、不大于 1 的分数或小数，分母不超过 \(largest)，“\(value)”不是",
          en: """
            --\(option) takes a fraction or decimal above 0 and at most 1, with a denominator of at most \(largest), \
            which “\(value)” is not
            """),
        Bilingual(zh: "例如 --\(option) 4/5 或 --\(option) 0.8", en: "for example --\(option) 4/5 or --\(option) 0.8")
      )
    case .notDecimal(let option, let value):
      (
        Bilingual(
          zh: "--\(option) 要求不小于 0、至多六位小数的数，“\(value)”不是",
          en: "--\(option) takes a decimal of at least 0 with at most six places, which “\(value)” is not"),
        Bilingual(zh: "请用半角数字，例如 --\(option) 0.05", en: "write digits, for example --\(option) 0.05")
      )
    case .notDay(let option, let value):
      (
        Bilingual(
          zh: "--\(option) 要求日历上有的一天，“\(value)”不是",
          en: "--\(option) takes a day of the calendar, which “\(value)” is not"),
        Bilingual(
          zh: "请按 年-月-日 写，例如 --\(option) 2026-05-09", en: "write year-month-day, for example --\(option) 2026-05-09")
      )
    case .environment(let variable, let value, let allowed):
      (
        Bilingual(
          zh: "环境变量 \(variable) 不能是“\(value)”", en: "the environment variable \(variable) cannot be “\(value)”"),
        Bilingual(
          zh: "设为 \(alternatives(allowed).zh)，或者不设", en: "set it to \(alternatives(allowed).en), or unset it")
      )
    default: preconditionFailure("not a fault of a wrong value")
    }
  }

  private var sentencesOfWrongNumber: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .missingOption(let option, let valueName, let verb):
      (
        Bilingual(zh: "\(verb) 缺少选项 --\(option)", en: "\(verb) lacks the option --\(option)"),
        Bilingual(zh: "加上 \(usage(option, valueName))", en: "add \(usage(option, valueName))")
      )
    case .neededBy(let option, let valueName, let by):
      (
        Bilingual(zh: "\(by) 必须同时写明 --\(option)", en: "\(by) must come with --\(option)"),
        Bilingual(zh: "加上 \(usage(option, valueName))", en: "add \(usage(option, valueName))")
      )
    case .notTogether(let option, let other):
      (
        Bilingual(zh: "--\(option) 和 --\(other) 不能一起写", en: "--\(option) cannot stand beside --\(other)"),
        Bilingual(zh: "只留一个", en: "keep one of them")
      )
    case .missingArgument(let name, let verb):
      (
        Bilingual(zh: "\(verb) 缺少 \(name)", en: "\(verb) lacks \(name)"), seePage(of: verb)
      )
    case .tooManyArguments(let extra, let verb, let most):
      (
        Bilingual(
          zh: "\(verb) 后面多出 \(quoted(extra).zh)（\(most == 0 ? "它不带参数" : "最多 \(most) 个参数")）",
          en: "\(quoted(extra).en) is more than \(verb) takes (\(most == 0 ? "no arguments" : "at most \(most)"))"),
        Bilingual(
          zh: "去掉多出的；值里有空格时用引号括起来", en: "leave it out; put quotes around a value that holds blanks")
      )
    default: preconditionFailure("not a fault of number")
    }
  }

  private func missingValue(
    _ option: String, _ valueName: String, _ following: String?
  ) -> (message: Bilingual, mend: Bilingual) {
    let plain = Bilingual(zh: "写成 --\(option) \(valueName)", en: "write --\(option) \(valueName)")
    let joined = following.map { following in
      Bilingual(
        zh: "\(plain.zh)；如果值就是“\(following)”，写成 --\(option)=\(following)",
        en: "\(plain.en); if “\(following)” is the value, write --\(option)=\(following)")
    }
    return (
      Bilingual(zh: "--\(option) 后面缺少值", en: "--\(option) lacks its value"), joined ?? plain
    )
  }

  private func usage(_ option: String, _ valueName: String?) -> String {
    "--\(option)" + (valueName.map { " \($0)" } ?? "")
  }

  private func seePage(of verb: String) -> Bilingual {
    let name = verb.prefix { $0 != " " }
    return Bilingual(zh: "用法见 panel help \(name)", en: "see panel help \(name)")
  }

  private func didYouMean(_ nearest: [String], _ otherwise: Bilingual) -> Bilingual {
    guard !nearest.isEmpty else { return otherwise }
    return Bilingual(
      zh: "是不是要写 \(alternatives(nearest).zh)？\(otherwise.zh)",
      en: "did you mean \(alternatives(nearest).en)? \(otherwise.en)")
  }

  private func alternatives(_ names: [String]) -> Bilingual {
    guard let last = names.last, names.count > 1 else {
      return Bilingual(zh: names.joined(), en: names.joined())
    }
    return Bilingual(
      zh: names.dropLast().joined(separator: "、") + " 或 " + last,
      en: names.dropLast().joined(separator: ", ") + " or " + last)
  }

  private func quoted(_ texts: [String]) -> Bilingual {
    let marked = texts.map { "“\($0)”" }
    return Bilingual(zh: marked.joined(), en: marked.joined(separator: ", "))
  }
}

extension UsageFault.Slot {
  /// As it is typed or named in help.
  fileprivate var name: String {
    switch self {
    case .option(let name): "--" + name
    case .argument(let name): name
    }
  }
}
