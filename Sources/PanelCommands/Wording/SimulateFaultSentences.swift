import ExpertReview
import Reports
import Simulation

extension StudyFault {
  var report: FaultReport {
    let words = sentences
    let code = if case .form(let kind) = kind { String(describing: kind) } else { String(describing: kind) }
    return FaultReport(
      code: "study." + code.prefix { $0 != "(" }, file: file, row: line == 0 ? nil : line,
      column: path.isEmpty ? nil : path, message: words.message, mend: words.mend)
  }
}

extension ReplicateFault: Reportable {
  var reports: [FaultReport] {
    let (message, mend) = sentences
    return [
      FaultReport(code: "study." + String(describing: self).prefix { $0 != "(" }, message: message, mend: mend)
    ]
  }
  var exitCode: ExitCode { .invalidInput }
}

extension SimulateFault {
  var refusal: Refusal {
    let (code, file, row) = place
    return Refusal(
      [FaultReport(code: "simulate." + code, file: file, row: row, message: words.message, mend: words.mend)],
      exitCode)
  }

  private var exitCode: ExitCode {
    switch self {
    case .oneStudy, .badShard, .nothingToMerge, .oneGroup: .usage
    case .unfinished, .inUse, .gaps, .interrupted: .needsPerson
    case .damaged: .recordDamaged
    default: .invalidInput
    }
  }

  private var place: (code: String, file: String?, row: Int?) {
    switch self {
    case .noStudies: ("noStudies", nil, nil)
    case .unknownStudy: ("unknownStudy", nil, nil)
    case .nothingToMerge: ("nothingToMerge", nil, nil)
    case .oneGroup: ("oneGroup", nil, nil)
    case .tellsNoModel(let round, _): ("tellsNoModel", round, nil)
    case .oneStudy: ("oneStudy", nil, nil)
    case .badShard: ("badShard", nil, nil)
    case .unfinished(let file): ("unfinished", file, nil)
    case .inUse(let file): ("inUse", file, nil)
    case .notBlocks(let file): ("notBlocks", file, nil)
    case .damaged(let file, let line, _, _): ("damaged", file, line)
    case .otherStudy(let file, _, _): ("otherStudy", file, nil)
    case .changedStudy(let file, _): ("changedStudy", file, nil)
    case .otherProgram(let file, _, _): ("otherProgram", file, nil)
    case .otherShard(let file, _, _): ("otherShard", file, nil)
    case .otherReplicates(let file, _, _, _): ("otherReplicates", file, nil)
    case .blockTwice(_, let file, _): ("blockTwice", file, nil)
    case .interrupted(let file, _, _): ("interrupted", file, nil)
    case .gaps: ("gaps", nil, nil)
    }
  }

  private var words: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .noStudies(let tried):
      (
        Bilingual.listed(tried).map {
          "找不到研究所在的文件夹；找过：\($0)"
        } en: {
          "the folder of studies was not found; looked in: \($0)"
        }, Bilingual(zh: "写出 study.json 的路径", en: "name the path of a study.json")
      )
    case .unknownStudy(let word, let nearest):
      (
        Bilingual(zh: "没有研究“\(word)”", en: "there is no study “\(word)”"),
        nearest.map {
          Bilingual(zh: "是不是 \($0)？panel simulate 列出全部", en: "did you mean \($0)? panel simulate lists all")
        } ?? Bilingual(zh: "panel simulate 列出全部", en: "panel simulate lists all")
      )
    case .nothingToMerge:
      (
        Bilingual(zh: "没有写要合并的文件", en: "no files to merge are named"),
        Bilingual(zh: "写出各段的块文件：--merge 文件…", en: "name the block files of the shards: --merge FILE…")
      )
    case .oneGroup(let groups):
      (
        Bilingual(
          zh: "这一轮有几个组，一次取一个组的模型", en: "the round has several groups, and a model is taken from one"),
        Bilingual.listed(groups).map {
          "加 --group，取其一：\($0)"
        } en: {
          "say --group, one of \($0)"
        }
      )
    case .tellsNoModel(_, let gap): Self.words(gap)
    case .oneStudy(let studies):
      (
        Bilingual(
          zh: "一次运行一项研究，写了 \(studies.count) 项：\(studies.joined(separator: " "))",
          en: "one study is run at a time, and \(studies.count) are named: \(studies.joined(separator: " "))"),
        Bilingual(
          zh: "逐项运行；合并各段的结果用 --merge", en: "run them one by one; to put shards together say --merge")
      )
    case .badShard(let text):
      (
        Bilingual(zh: "“\(text)”不是一段：应写第几段/共几段", en: "“\(text)” is no shard: write which of how many"),
        Bilingual(zh: "例如 --shard 2/8：共八段，运行第二段", en: "for example --shard 2/8: the second of eight")
      )
    case .unfinished(let file):
      (
        Bilingual(zh: "\(file) 里已有做完的块", en: "\(file) already holds finished blocks"),
        Bilingual(
          zh: "加 --resume 接着做；要从头做，先删去它，或用 --blocks 另写一个文件",
          en: "add --resume to go on; to begin anew remove it, or name another file with --blocks")
      )
    case .inUse(let file):
      (
        Bilingual(zh: "另一个进程正在写 \(file)", en: "another process is writing \(file)"),
        Bilingual(zh: "等它做完，或用 --blocks 另写一个文件", en: "wait for it, or name another file with --blocks")
      )
    case .notBlocks(let file):
      (
        Bilingual(
          zh: "\(file) 不是 panel simulate 写的块文件，或开头已损坏", en: "\(file) is no file of blocks, or its heading is damaged"),
        Bilingual(
          zh: "核对文件名；若确是块文件，删去它，重做这一段", en: "check the name; if it was one, remove it and run that shard again")
      )
    case .damaged(let file, let line, let study, let shard):
      (
        Bilingual(
          zh: "\(study)\(shard.map { " 第 \($0) 段" } ?? "")的块文件 \(file) 第 \(line) 行损坏：与校验值不符",
          en: """
            line \(line) of \(file), blocks of \(study)\(shard.map { ", shard \($0)" } ?? ""), is damaged: it does not \
            fit its checksum
            """),
        Bilingual(
          zh: "删去这一行，再以 --resume 运行一次：只重做缺的块",
          en: "remove that line and run once more with --resume: only what is missing is run")
      )
    case .otherStudy(let file, let found, let wanted):
      (
        Bilingual(zh: "\(file) 是研究 \(found) 的，不是 \(wanted) 的", en: "\(file) is of the study \(found), not \(wanted)"),
        Bilingual(zh: "核对文件；各项研究的块分开放", en: "check the file; keep the blocks of each study apart")
      )
    case .changedStudy(let file, let study):
      (
        Bilingual(
          zh: "\(file) 写成之后，\(study) 的研究文件、数据或所用方案改过了",
          en: "the file of \(study), its data or its scheme have changed since \(file) was written"),
        Bilingual(
          zh: "改回原样后接着做；或删去块文件，按新的从头做",
          en: "put the study back as it was and go on; or remove the blocks and run the new one from the beginning")
      )
    case .otherProgram(let file, let found, let wanted):
      (
        Bilingual(
          zh: "\(file) 由另一版程序写成（模型第 \(found) 版，本程序第 \(wanted) 版），同一种子抽出的数不同",
          en: """
            \(file) was written by another program (model version \(found), this one has \(wanted)), which draws other \
            numbers from the same seed
            """),
        Bilingual(zh: "全部用同一版程序重做", en: "run all of it with one program")
      )
    case .otherShard(let file, let found, let wanted):
      (
        Bilingual(
          zh: "\(file) 是\(Self.words(found).zh)的，要做的是\(Self.words(wanted).zh)",
          en: "\(file) is of \(Self.words(found).en), and \(Self.words(wanted).en) is asked for"),
        Bilingual(zh: "用 --blocks 给各段各自的文件", en: "give each shard a file of its own with --blocks")
      )
    case .otherReplicates(let file, let found, let wanted, let other):
      (
        Bilingual(
          zh: "\(file) 按 \(found) 次分块，\(other) 按 \(wanted) 次",
          en: "\(file) is of \(found) replicates, \(other) of \(wanted)"),
        Bilingual(zh: "各段用同一个 --replicates", en: "run all shards with the same --replicates")
      )
    case .blockTwice(let block, let file, let other):
      (
        Bilingual(
          zh: "第 \(block + 1) 块在 \(file) 和 \(other) 里都有", en: "block \(block + 1) is in \(file) and in \(other)"),
        Bilingual(zh: "每一段只写一个文件", en: "name one file for each shard")
      )
    case .interrupted(let file, let blocks, let study):
      (
        Bilingual(
          zh: "\(study) 没有做完：做完的 \(blocks) 块存在 \(file)",
          en: "\(study) was broken off; \(blocks) finished blocks are in \(file)"),
        Bilingual(zh: "再运行一次，加 --resume", en: "run it again with --resume")
      )
    case .gaps(let missing, let all, let unfinished, let absent):
      Self.gaps(missing, all, unfinished, absent)
    }
  }

  private static func words(_ shard: Shard?) -> Bilingual {
    shard.map { Bilingual(zh: "第 \($0) 段", en: "shard \($0)") } ?? Bilingual(zh: "整项研究", en: "the whole study")
  }

  private static func words(_ gap: FittedModelGap) -> (message: Bilingual, mend: Bilingual) {
    switch gap {
    case .tooFewMarks(let candidates, let experts):
      (
        Bilingual(
          zh: "只有 \(candidates) 个对象、\(experts) 位专家的分数，看不出模型",
          en: "marks of \(candidates) candidates by \(experts) experts tell no model"),
        Bilingual(zh: "等分数收齐，或换一个更大的轮次", en: "wait for the other marks, or name a larger round")
      )
    case .noDifferences:
      (
        Bilingual(
          zh: "对象之间的差别不超过偶然，没有真实水平可言", en: "candidates differ by no more than chance, so there is no quality to measure"
        ),
        Bilingual(zh: "换一个轮次，或自己写模型", en: "name another round, or write the model yourself")
      )
    case .nothingJudged:
      (
        Bilingual(zh: "这一组没有由专家评的项目", en: "no item of the group is marked by experts"),
        Bilingual(zh: "换一个阶段或组：--stage、--group", en: "name another stage or group: --stage, --group")
      )
    }
  }

  private static func gaps(
    _ missing: [Int], _ all: Int, _ unfinished: [String], _ absent: [Shard]
  ) -> (message: Bilingual, mend: Bilingual) {
    let ranges = missing.reduce(into: [ClosedRange<Int>]()) { ranges, block in
      if let last = ranges.last, last.upperBound + 1 == block {
        ranges[ranges.count - 1] = last.lowerBound...block
      } else {
        ranges.append(block...block)
      }
    }
    let named = ranges.prefix(8).map {
      $0.count == 1 ? "\($0.lowerBound + 1)" : "\($0.lowerBound + 1)–\($0.upperBound + 1)"
    }
    let list = named.joined(separator: ", ") + (ranges.count > 8 ? ", …" : "")
    var zh: [String] = []
    var en: [String] = []
    if !absent.isEmpty {
      let names = absent.prefix(20).map(\.description).joined(separator: " ")
      zh.append("运行并交来 --shard \(names)")
      en.append("run --shard \(names) and name its file")
    }
    if !unfinished.isEmpty {
      let names = unfinished.joined(separator: " ")
      zh.append("没有做完的用 --resume 做完：\(names)")
      en.append("finish these with --resume: \(names)")
    }
    if zh.isEmpty {
      zh.append("找出缺的那几段的文件")
      en.append("find the files of the shards that hold them")
    }
    return (
      Bilingual(
        zh: "共 \(all) 块，缺 \(missing.count) 块：第 \(list) 块", en: "of \(all) blocks \(missing.count) are missing: \(list)"),
      Bilingual(zh: zh.joined(separator: "；"), en: en.joined(separator: "; "))
    )
  }
}
