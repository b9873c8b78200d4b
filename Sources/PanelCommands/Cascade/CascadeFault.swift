import ExpertReview

/// Why a file cannot be taken over from the level below.
enum CascadeFault: Error, Hashable {
  case notAHandOn(String)
  case changed(String)
  case otherScheme(file: String, from: String, to: String, here: SchemeID)
  case noNextLevel(SchemeID)
  case nothingPublished

  var refusal: Refusal {
    let (message, mend, code) = words
    return Refusal([FaultReport(code: "cascade." + code, file: file, message: message, mend: mend)], exitCode)
  }

  private var file: String? {
    switch self {
    case .notAHandOn(let file), .changed(let file), .otherScheme(let file, _, _, _): file
    case .noNextLevel, .nothingPublished: nil
    }
  }

  private var exitCode: ExitCode {
    switch self {
    case .nothingPublished: .needsPerson
    default: .invalidInput
    }
  }

  private var words: (message: Bilingual, mend: Bilingual, code: String) {
    switch self {
    case .notAHandOn:
      (
        Bilingual(zh: "不是移交文件", en: "this is no file of candidates handed on"),
        Bilingual(
          zh: "下级用 panel export 文件 --form hand-on 写出",
          en: "the level below writes it with panel export FILE --form hand-on"),
        "notAHandOn"
      )
    case .changed:
      (
        Bilingual(zh: "文件在移交之后被改动过，校验值不符", en: "the file was changed since it was handed on: its digest differs"),
        Bilingual(zh: "请下级重新发来原文件", en: "ask the level below for the file as it wrote it"), "changed"
      )
    case .otherScheme(_, let from, let to, let here):
      (
        Bilingual(
          zh: "这份文件由 \(from) 移交给 \(to)，而这一轮是 \(here)", en: "\(from) hands on to \(to), and this round is under \(here)"),
        Bilingual(zh: "用 --round 写出 \(to) 那一轮", en: "name the round under \(to) with --round"), "otherScheme"
      )
    case .noNextLevel(let scheme):
      (
        Bilingual(zh: "\(scheme) 没有上一级方案，无处移交", en: "\(scheme) forwards to no scheme"),
        Bilingual(zh: "方案里的 forwardsTo 指明上一级", en: "forwardsTo in the scheme names the next level"), "noNextLevel"
      )
    case .nothingPublished:
      (
        Bilingual(zh: "名单还没有公布，没有可移交的对象", en: "no final list is out, so there is nothing to hand on"),
        Bilingual(zh: "先运行 panel publish 文件夹", en: "first run panel publish FOLDER"), "nothingPublished"
      )
    }
  }
}
