import ExpertReview

/// The standing words of the help pages.
enum HelpWording {
  static let title = Bilingual(
    zh: "panel：专家评审，从申报到公示，每一步都有依据", en: "panel: expert review from declaration to notice, with grounds at every step")
  static let usage = Bilingual(zh: "用法", en: "Usage")
  static let verbs = Bilingual(zh: "命令（按评审的先后）", en: "Verbs, in the order of the review")
  static let arguments = Bilingual(zh: "参数", en: "Arguments")
  static let options = Bilingual(zh: "选项", en: "Options")
  static let commonOptions = Bilingual(zh: "通用选项", en: "Options of every verb")
  static let examples = Bilingual(zh: "例子", en: "Examples")
  static let exitCodes = Bilingual(zh: "退出码", en: "Exit codes")
  static let environment = Bilingual(zh: "环境变量", en: "Environment")
  static let commonPlaceholder = Bilingual(zh: "[选项]…", en: "[OPTION]…")
  static let verbPlaceholder = Bilingual(zh: "命令", en: "VERB")
  static let argumentPlaceholder = Bilingual(zh: "[参数]…", en: "[ARGUMENT]…")
  static let version = Bilingual(zh: "显示版本", en: "print the version")
  static let more = Bilingual(
    zh: "每个命令的用法和例子：panel help 命令", en: "How to use a verb, with examples: panel help VERB")
  static let dashIsInput = Bilingual(zh: "FILE 写作 - 时读标准输入。", en: "A FILE written - is standard input.")

  static func standard(_ text: Bilingual) -> Bilingual {
    let gap = text.zh.first?.isASCII == true ? " " : ""
    return Bilingual(zh: "默认\(gap)\(text.zh)", en: "default: \(text.en)")
  }
  static let standardBranch = Bilingual(zh: "默认", en: "default")
  static let required = Bilingual(zh: "必写", en: "required")
  static let repeats = Bilingual(zh: "可写多次", en: "may be repeated")
  static func only(_ branches: [String]) -> Bilingual {
    Bilingual.listed(branches).map {
      "只用于 \($0)"
    } en: {
      "only \($0)"
    }
  }
  static func with(_ options: [String]) -> Bilingual {
    let written = options.map { "--" + $0 }.joined(separator: " ")
    return Bilingual(zh: "同时写 \(written)", en: "with \(written)")
  }
  static func oneOf(_ values: [String]) -> Bilingual {
    .listed(values)
  }

  static func meaning(of code: ExitCode) -> Bilingual {
    switch code {
    case .done: Bilingual(zh: "完成；照章不予通过的候选对象不算失败", en: "done; ordinary refusals of candidates included")
    case .needsPerson: Bilingual(zh: "要由人来定，轮次才能往下走", en: "a person must act before the round goes on")
    case .usage: Bilingual(zh: "命令写得不对", en: "the command is not well formed")
    case .invalidInput: Bilingual(zh: "文件或数据有错，未采用", en: "invalid input; nothing of it was taken")
    case .cannotBeFilled: Bilingual(zh: "在所给限制下排不出评审组", en: "panels cannot be filled under the limits given")
    case .recordDamaged: Bilingual(zh: "轮次文件损坏或被改动", en: "the record is damaged or was tampered with")
    }
  }

  static let variables: [(name: String, meaning: Bilingual)] = [
    ("PANEL_ROUND", Bilingual(zh: "轮次文件，--round 优先", en: "the round file, where --round is absent")),
    ("PANEL_RUBRICS", Bilingual(zh: "方案文件夹，--rubrics 优先", en: "the folder of schemes, where --rubrics is absent")),
    ("PANEL_LANG", Bilingual(zh: "zh 或 en，--lang 优先", en: "zh or en, where --lang is absent")),
    ("NO_COLOR", Bilingual(zh: "设了就不用颜色", en: "no colour where it is set")),
  ]

  static let helpVerb = Bilingual(zh: "显示一个命令的用法", en: "show how to use a verb")
}
