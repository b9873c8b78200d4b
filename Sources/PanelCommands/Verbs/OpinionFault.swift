import ExpertReview

/// What keeps an opinion from being recorded, or a result without opinions from being signed for.
enum OpinionFault: Error {
  case noText
  case twoTexts
  case notADissent(String)
  case noChair(CandidateID, stage: String)
  case sitsNowhere(ExpertID, stage: String)
  case needsFolder
  case gaps(ReviewStage, OpinionGaps)

  var refusal: Refusal {
    let (message, mend, code, exit) = words
    return Refusal([FaultReport(code: "opinion." + code, message: message, mend: mend)], exit)
  }

  private var words: (message: Bilingual, mend: Bilingual, code: String, exit: ExitCode) {
    switch self {
    case .noText:
      (
        Bilingual(zh: "没有写内容", en: "the words are missing"),
        Bilingual(
          zh: "用 --text 写内容，意见长的用 --text-file 文件", en: "give them with --text, or an opinion with --text-file FILE"),
        "noText", .usage
      )
    case .twoTexts:
      (
        Bilingual(zh: "--text 和 --text-file 只能用一个", en: "--text and --text-file exclude each other"),
        Bilingual(zh: "去掉一个", en: "leave one out"), "twoTexts", .usage
      )
    case .notADissent(let text):
      (
        Bilingual(zh: "“\(text)”里看不出是谁的保留意见", en: "“\(text)” does not say who dissents"),
        Bilingual(zh: "写成 --dissent 专家=意见", en: "write --dissent EXPERT=TEXT"), "notADissent", .usage
      )
    case .noChair(let candidate, let stage):
      (
        Bilingual(zh: "\(candidate) 的评审组没有组长", en: "the panel of \(candidate) has no chair"),
        Bilingual(
          zh: "先指定：panel decide chair 专家 --stage \(stage) \(candidate)",
          en: "name one first: panel decide chair EXPERT --stage \(stage) \(candidate)"), "noChair", .needsPerson
      )
    case .sitsNowhere(let expert, let stage):
      (
        Bilingual(zh: "\(expert) 不在阶段“\(stage)”的任何评审组里", en: "\(expert) sits on no panel of stage “\(stage)”"),
        Bilingual(zh: "核对编号；panel status 列出评审组", en: "check the id; see panel status"), "sitsNowhere", .invalidInput
      )
    case .needsFolder:
      (
        Bilingual(zh: "签字页有许多文件，不能写到标准输出", en: "the pages are many files and cannot go to standard output"),
        Bilingual(
          zh: "写一个文件夹：panel export 文件夹 --form opinions", en: "name a folder: panel export FOLDER --form opinions"),
        "needsFolder", .usage
      )
    case .gaps(let stage, let gaps):
      (gaps.message(of: stage), gaps.mend(of: stage), "missing", .needsPerson)
    }
  }
}

extension OpinionGaps {
  /// What is missing, in one sentence.
  func message(of stage: ReviewStage) -> Bilingual {
    var parts: [Bilingual] = []
    if !owing.isEmpty {
      let pairs = owing.map { "\($0.expert)（\(brief($0.candidates))）" }.prefix(8).joined(separator: "、")
      parts.append(
        Bilingual(
          zh: "\(owing.count) 位专家没有写意见：\(pairs)",
          en: "opinions owed by \(owing.count.of("expert")): \(pairs)"))
    }
    if !withoutOpinion.isEmpty {
      parts.append(
        Bilingual(
          zh: "\(withoutOpinion.count) 个评审组没有商定意见：\(brief(withoutOpinion))",
          en: "\(withoutOpinion.count.of("panel")) without an agreed opinion: \(brief(withoutOpinion))"))
    }
    if !outdated.isEmpty {
      parts.append(
        Bilingual(
          zh: "\(outdated.count) 个评审组在商定意见之后换了人：\(brief(outdated))",
          en: "\(outdated.count.of("panel")) changed since the opinion was agreed: \(brief(outdated))"))
    }
    if parts.isEmpty, !withoutChair.isEmpty {
      parts.append(
        Bilingual(
          zh: "\(withoutChair.count) 个评审组没有组长：\(brief(withoutChair))",
          en: "\(withoutChair.count.of("panel")) without a chair: \(brief(withoutChair))"))
    }
    return Bilingual(
      zh: "“\(stage.name.zh)”：" + parts.map(\.zh).joined(separator: "；"),
      en: "“\(stage.name.en)”: " + parts.map(\.en).joined(separator: "; "))
  }

  func mend(of stage: ReviewStage) -> Bilingual {
    guard owing.isEmpty else {
      return Bilingual(
        zh: "意见写在评分表的“总体意见”一行，再 panel collect 文件；或 panel score 专家",
        en: "write them in the sheets' row opinion and run panel collect FILE, or panel score EXPERT")
    }
    return Bilingual(
      zh: "panel decide opinion 申报对象 --text 意见 --signed 专家 --stage \(stage.id)，或 panel import opinions 文件",
      en:
        "panel decide opinion CANDIDATE --text TEXT --signed EXPERT --stage \(stage.id), or panel import opinions FILE")
  }
}
