import ExpertReview
import Simulation

extension StudyFault {
  /// What is wrong with the study file and why, and what to do. The place is told by the caller.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch kind {
    case .form(let fault):
      SchemeFault(file: file, line: line, path: path, kind: fault).sentences
    case .keyOfAnotherKind(let key, let kind):
      (
        Bilingual(zh: "“\(key)”与 \(kind) 无关", en: "“\(key)” says nothing to \(kind)"),
        Bilingual(zh: "删去它，或改 kind", en: "remove it, or change the kind")
      )
    case .noDesigns:
      (
        Bilingual(zh: "没有写要比较的做法", en: "there is nothing to compare"),
        Bilingual(zh: "写 designs（逐个）或 grid（组合）", en: "write designs, one by one, or a grid of them")
      )
    case .unknownDesign(let id, let nearest):
      (
        Bilingual(zh: "没有做法“\(id)”", en: "there is no design “\(id)”"),
        nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
          ?? Bilingual(
            zh: "panel simulate 研究 --dry-run 列出各做法的代号", en: "panel simulate STUDY --dry-run lists the designs")
      )
    case .notMeasured(let measure):
      (
        Bilingual(zh: "这里用到 \(measure)，而 measures 里没有它", en: "\(measure) is used here and not among the measures"),
        Bilingual(zh: "把它加进 measures", en: "add it to measures")
      )
    case .noRange(let measure):
      (
        Bilingual(zh: "\(measure) 没有上下界，不能求分位数", en: "\(measure) has no bounds, so no quantiles are kept of it"),
        Bilingual(zh: "从 quantiles 里删去它", en: "remove it from quantiles")
      )
    case .noQuantiles(let measure):
      (
        Bilingual(zh: "没有保留 \(measure) 的分位数", en: "no quantiles of \(measure) are kept"),
        Bilingual(zh: "把它加进 quantiles", en: "add it to quantiles")
      )
    case .binsOutOfOrder(let bound):
      (
        Bilingual(
          zh: "各档的上界要从小到大，\(bound) 不比前一个大", en: "the bounds of bins ascend, and \(bound) is not above the one before"),
        Bilingual(zh: "按 qualityAtMost 从小到大排列", en: "sort them by qualityAtMost")
      )
    case .placesForAll(let places, let candidates):
      (
        Bilingual(
          zh: "\(candidates) 个对象、\(places) 个名额，没有谁会落选",
          en: "\(places) places for \(candidates) candidates leave nobody out"),
        Bilingual(zh: "名额要少于对象", en: "give fewer places than there are candidates")
      )
    case .nobodyJudges(let behaving, let experts, let design):
      (
        Bilingual(
          zh: "做法 \(design) 每组 \(experts) 位专家，不公正的就有 \(behaving) 位，没有人在评",
          en: "the design \(design) has panels of \(experts), and \(behaving) experts do not judge: nobody does"),
        Bilingual(zh: "减少 behaviours 里的 experts，或增加专家", en: "lower experts in behaviours, or enlarge the panel")
      )
    case .poolBelowPanel(let pool, let experts, let design):
      (
        Bilingual(
          zh: "专家库只有 \(pool) 位，做法 \(design) 每组要 \(experts) 位",
          en: "the pool has \(pool) experts, and the design \(design) wants \(experts) a panel"),
        Bilingual(zh: "扩大 pool，或缩小评审组", en: "enlarge pool, or make panels smaller")
      )
    case .sendsOutOfRange(let sends, let places, let candidates):
      (
        Bilingual(
          zh: "第一阶段送 \(sends) 个；应不少于名额（\(places)），少于对象（\(candidates)）",
          en: "the first stage sends \(sends); it must be \(places) places or more, and fewer than \(candidates)"),
        Bilingual(zh: "改 firstStage.places", en: "change firstStage.places")
      )
    case .lotteryTooWide(let half, let places, let candidates):
      (
        Bilingual(
          zh: "线上线下各 \(half) 名抽签，超出了名次的范围（名额 \(places)，对象 \(candidates)）",
          en: "a lottery of \(half) on either side goes beyond the places (\(places) of \(candidates))"),
        Bilingual(
          zh: "至多 \(min(places, candidates - places))", en: "\(min(places, candidates - places)) at most")
      )
    case .figureTwice(let design, let measure):
      (
        Bilingual(zh: "\(design) 的 \(measure) 写了两个公布值", en: "two figures are given for \(measure) of \(design)"),
        Bilingual(zh: "留下一个", en: "keep one")
      )
    case .unsoundScheme(let id, let fault):
      (
        Bilingual(
          zh: "方案 \(id) 有错，不能取用：\(fault.file) 第 \(fault.line) 行，\(fault.sentences.message.zh)",
          en: "the scheme \(id) has faults: \(fault.file), line \(fault.line), \(fault.sentences.message.en)"),
        Bilingual(zh: "先用 panel schemes --check 改好它", en: "mend it first with panel schemes --check")
      )
    case .groupNeeded(let groups):
      (
        Bilingual(zh: "这个阶段各组的评分项不同，没有写是哪一组", en: "the stage's items differ by group, and none is named"),
        Bilingual(
          zh: "写 group：\(groups.joined(separator: "、")) 之一", en: "write group: one of \(groups.joined(separator: ", "))"
        )
      )
    case .itemNotPlain(let item):
      (
        Bilingual(
          zh: "评分项 \(item) 不是按百分比加权、用同一量程的评分项，模拟不能直接取用",
          en: "the item \(item) is not one that is judged on the common scale and weighed in percent"),
        Bilingual(zh: "在 scale 和 items 里自己写出评分项", en: "spell out scale and items instead of naming the scheme")
      )
    case .noSchemeNamed:
      (
        Bilingual(zh: "没有写取自哪个方案", en: "no scheme is named to take it from"),
        Bilingual(zh: "在 model 里写 scheme 和 stage", en: "write scheme and stage in model")
      )
    case .noFileBeside(let name):
      (
        Bilingual(zh: "study.json 旁边没有文件“\(name)”", en: "there is no file “\(name)” beside study.json"),
        Bilingual(zh: "写同一文件夹里的文件名，不带路径", en: "name a file of the same folder, without a path")
      )
    case .tooFewNumbers(let name, let found, let least):
      (
        Bilingual(
          zh: "\(name) 里只有 \(found) 个数，至少要 \(least) 个", en: "\(name) holds \(found) numbers, and \(least) are needed"),
        Bilingual(zh: "补上数据", en: "add the data")
      )
    }
  }
}
