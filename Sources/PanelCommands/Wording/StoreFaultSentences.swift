import ExpertReview
import RoundStore

extension StoreFault: Reportable {
  var reports: [FaultReport] {
    let (message, mend) = sentences
    return [FaultReport(code: "store.\(name)", file: path, message: message, mend: mend)]
  }

  var exitCode: ExitCode {
    switch self {
    case .damaged: .recordDamaged
    case .busy: .needsPerson
    case .notFound, .alreadyExists, .notARound, .newerForm, .diskFull, .readOnly, .notPermitted, .failed: .invalidInput
    }
  }

  /// The case without its facts, for scripts.
  private var name: Substring { String(describing: self).prefix { $0 != "(" } }
}

extension StoreFault {
  /// Why the round file could not be used, and what to do. The file is told apart.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .notFound:
      (
        Bilingual(zh: "没有这个文件", en: "there is no such file"),
        Bilingual(
          zh: "用 --round 指明评审文件，或用 panel new --scheme 方案 新建",
          en: "name the round with --round FILE, or begin one with panel new --scheme ID")
      )
    case .alreadyExists:
      (
        Bilingual(zh: "已有这个文件，没有动它", en: "the file is there already and was left alone"),
        Bilingual(zh: "另取一个文件名", en: "choose another name")
      )
    case .notARound:
      (
        Bilingual(zh: "这不是评审文件，或文件头已损坏", en: "this is no round file, or its beginning is damaged"),
        Bilingual(
          zh: "检查文件名（--round 或所给的文件）；若确是评审文件，取用备份",
          en: "check the file's name (--round, or the file given); if it was a round, take the backup")
      )
    case .newerForm(_, let found, let known):
      (
        Bilingual(
          zh: "文件由更新的程序写成（格式 \(found)，本程序只懂到 \(known)）",
          en: "the file was written by a later program (form \(found); this one knows up to \(known))"),
        Bilingual(zh: "用新版的 panel 打开", en: "open it with the newer panel")
      )
    case .busy(_, let holder, let seconds): StoreFault.busy(holder, seconds)
    case .damaged(_, let damage):
      (
        damage.message,
        Bilingual(
          zh: "不要再写这个文件：留存一份，运行 panel verify，并取用最近的备份",
          en: "write to this file no more: keep a copy, run panel verify, and go back to the last backup")
      )
    case .diskFull:
      (
        Bilingual(zh: "磁盘空间不够，这一步什么也没有记下", en: "the disk is full; nothing of this step was recorded"),
        Bilingual(zh: "腾出空间后再做一次", en: "free some space and do it again")
      )
    case .readOnly:
      (
        Bilingual(zh: "文件或所在的磁盘只许读", en: "the file, or the disk it is on, may only be read"),
        Bilingual(
          zh: "请所有者允许写入，或把文件复制到能写的文件夹", en: "have its owner permit writing, or copy it to a folder you may write to")
      )
    case .notPermitted:
      (
        Bilingual(zh: "没有权限", en: "this is not permitted"),
        Bilingual(
          zh: "换用能读写这个文件及其文件夹的账号", en: "use an account that may read and write the file and its folder")
      )
    case .failed(_, let code, let detail):
      (
        Bilingual(zh: "读写失败（\(detail)，代码 \(code)）", en: "reading or writing failed (\(detail), code \(code))"),
        Bilingual(zh: "检查磁盘或网络文件夹后再做一次", en: "check the disk or network folder and do it again")
      )
    }
  }

  private static func busy(_ holder: LockHolder?, _ seconds: Int) -> (message: Bilingual, mend: Bilingual) {
    guard let holder else {
      return (
        Bilingual(
          zh: "别的命令正在用这个文件，等了 \(seconds) 秒仍没有让出；什么也没有记下",
          en: "another command is using the file and did not let go in \(seconds) s; nothing was recorded"),
        Bilingual(zh: "等它结束后再做一次，或用 --wait 多等一会", en: "do it again when that one is done, or wait longer with --wait")
      )
    }
    let words = holder.words
    return (
      Bilingual(
        zh: "\(words.zh)正在用这个文件，等了 \(seconds) 秒仍没有让出；什么也没有记下",
        en: "\(words.en) is using the file and did not let go in \(seconds) s; nothing was recorded"),
      Bilingual(
        zh: "等它结束后再做一次，或用 --wait 多等一会；它若已停住，结束进程 \(holder.processID)，文件不会受损",
        en:
          "do it again when that one is done, or wait longer with --wait; if it hangs, ending process \(holder.processID) does the file no harm"
      )
    )
  }
}

extension LockHolder {
  /// Which process it is: its number, user, command and start, as far as the system tells.
  var words: Bilingual {
    let command = command.joined(separator: " ")
    let zh = [user.map { "用户 \($0)" }, command.isEmpty ? nil : command, startedAt.map { "始于 \($0)" }]
    let en = [user.map { "user \($0)" }, command.isEmpty ? nil : command, startedAt.map { "since \($0)" }]
    func bracketed(_ parts: [String?], _ open: String, _ separator: String, _ close: String) -> String {
      let known = parts.compactMap(\.self)
      return known.isEmpty ? "" : open + known.joined(separator: separator) + close
    }
    return Bilingual(
      zh: "进程 \(processID)\(bracketed(zh, "（", "，", "）"))", en: "process \(processID)\(bracketed(en, " (", ", ", ")"))")
  }
}

extension Damage {
  /// What is wrong with the record.
  public var message: Bilingual {
    switch self {
    case .structure(let detail): Bilingual(zh: "文件结构已损坏（\(detail)）", en: "the file's structure is damaged (\(detail))")
    case .sequence(let expected, let found):
      Bilingual(
        zh: "记录缺号：应为第 \(expected) 条，却是第 \(found) 条", en: "fact \(expected) should follow, but it is fact \(found)")
    case .malformed(let sequence, let column):
      Bilingual(zh: "第 \(sequence) 条记录的 \(column) 不成样子", en: "\(column) of fact \(sequence) does not hold what it must")
    case .previousHash(let sequence):
      Bilingual(zh: "第 \(sequence) 条记录与前一条接不上", en: "fact \(sequence) does not follow from the one before")
    case .factHash(let sequence):
      Bilingual(zh: "第 \(sequence) 条记录被改动过", en: "fact \(sequence) is not what was recorded")
    case .payloadHash(let sequence):
      Bilingual(zh: "第 \(sequence) 条记录的内容被改动过", en: "the content of fact \(sequence) is not what was recorded")
    case .payloadPart(let sequence, let expected):
      Bilingual(
        zh: "第 \(sequence) 条记录的内容缺第 \(expected + 1) 段",
        en: "part \(expected + 1) of the content of fact \(sequence) is missing")
    case .payloadSize(let sequence, let expected, let found):
      Bilingual(
        zh: "第 \(sequence) 条记录的内容应有 \(expected) 字节，却有 \(found)",
        en: "the content of fact \(sequence) should have \(expected) bytes and has \(found)")
    case .strayPayload(let sequence):
      Bilingual(zh: "有内容属于不存在的第 \(sequence) 条记录", en: "there is content of a fact \(sequence) that does not exist")
    case .headNotInChain(let expected, let last, let head):
      Bilingual(
        zh: "\(expected) 不在记录链里：末尾被截去，或整个重写过（现有 \(last) 条，链头 \(head.short)）",
        en:
          "\(expected) is nowhere in the chain: its end was cut off, or it was rewritten (\(last) facts, head \(head.short))"
      )
    }
  }
}
