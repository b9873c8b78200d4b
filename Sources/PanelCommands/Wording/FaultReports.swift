import ExpertReview
import Flow
import Reports
import Tables

// Faults of other rooms with their places, as the command line reports them.

extension TableFault {
  func report(in file: String) -> FaultReport {
    let words = sentences
    return FaultReport(
      code: "table." + String(describing: problem).prefix { $0 != "(" }, file: file, row: place.row ?? place.line,
      column: place.column ?? place.columnLetters, message: words.message, mend: words.mend)
  }
}

extension JSONFault {
  func report(in file: String) -> FaultReport {
    SchemeFault(file: file, line: line, path: "", kind: .notJSON(kind)).report
  }
}

extension SchemeFault {
  var report: FaultReport {
    let words = sentences
    return FaultReport(
      code: "scheme." + String(describing: kind).prefix { $0 != "(" }, file: file.isEmpty ? nil : file,
      row: line == 0 ? nil : line, column: path.isEmpty ? nil : path, message: words.message, mend: words.mend)
  }
}

extension DeclarationFault {
  /// `record` is the number in a list whose records were read one by one.
  func report(in file: String, record: Int? = nil) -> FaultReport {
    let words = sentences
    return FaultReport(
      code: "declaration." + String(describing: kind).prefix { $0 != "(" }, file: file, row: row ?? line,
      record: record ?? (row == nil && index > 0 ? index : nil), column: column, value: value.isEmpty ? nil : value,
      message: words.message, mend: words.mend)
  }
}

extension DeclarationNotice {
  /// A column that nobody knows is kept; said once.
  var sentence: Bilingual {
    let asked = nearest.map { Bilingual(zh: "；是不是“\($0)”？", en: "; did you mean “\($0)”?") }
    return Bilingual(
      zh: "不认识的列“\(column)”作为附加信息保留\(asked?.zh ?? "")",
      en: "the unknown column “\(column)” is kept as an attribute\(asked?.en ?? "")")
  }
}

extension RoundRefusal: Reportable {
  var reports: [FaultReport] {
    let words = sentences
    return [FaultReport(code: code, message: words.message, mend: words.mend)]
  }
  var exitCode: ExitCode {
    switch self {
    case .noticeRunning, .signedOff, .lateSheetOver, .notConcluded, .noNotice, .correctionLate, .changesOpen,
      .samePerson, .seedSealed, .noSealedSeed, .listsNotFrozen, .listsChanged, .publicNumbersMissing,
      .earlierStale:
      .needsPerson
    case .noReason, .nameless, .unknownStage: .usage
    default: .invalidInput
    }
  }
}

extension AssignmentFault: Reportable {
  var reports: [FaultReport] {
    if case .contradictory(let faults) = self {
      return faults.map {
        FaultReport(code: "assignment." + $0.code, message: $0.sentences.message, mend: $0.sentences.mend)
      }
    }
    let words = sentences
    return [
      FaultReport(code: "assignment." + String(describing: self).prefix { $0 != "(" }, message: words.0, mend: words.1)
    ]
  }
  var exitCode: ExitCode { .invalidInput }

  private var sentences: (Bilingual, Bilingual) {
    switch self {
    case .noCandidates:
      (
        Bilingual(zh: "没有可以进入评审的申报对象", en: "no candidate goes on to review"),
        Bilingual(
          zh: "先运行 panel examine；待定的用 panel decide admit 或 refuse 定",
          en: "run panel examine; settle those under review with panel decide")
      )
    case .noExperts:
      (
        Bilingual(zh: "没有可以参加评审的专家", en: "no expert is available"),
        Bilingual(zh: "先运行 panel import experts 文件", en: "first run panel import experts FILE")
      )
    case .contradictory: preconditionFailure("contradictions are told one by one")
    case .undecided(let limits):
      (
        Bilingual(
          zh: "构成上的限制相互交叉，限定的计算量内既没有排出来，也没有证明排不出来",
          en:
            "limits on who sits together cross, and within the budget neither panels nor a proof that there are none was found"
        ),
        Bilingual(
          zh: "放宽或去掉其中一些，例如：\(limits.prefix(3).map(\.words.zh).joined(separator: "；"))",
          en: "relax or drop some of them, such as: \(limits.prefix(3).map(\.words.en).joined(separator: "; "))")
      )
    case .crossing(let limits):
      (
        Bilingual(
          zh:
            "随机排组或抽取时，同一评审组的两项限制不能相互交叉（既不包含，也不分开）：\(limits.prefix(3).map(\.words.zh).joined(separator: "；"))",
          en: """
            panels made by chance cannot keep two limits on one panel that cross, neither nested nor apart: \
            \(limits.prefix(3).map(\.words.en).joined(separator: "; "))
            """),
        Bilingual(
          zh: "去掉其中一项，或改成一项包含另一项；也可以用 --objective total",
          en: "drop one of them, or make one hold the other; or use --objective total")
      )
    case .tooLarge(let fault): fault.sentences
    }
  }
}

extension NetworkFault {
  /// What of the candidates, experts and affinities the solver cannot take, and what to do.
  fileprivate var sentences: (Bilingual, Bilingual) {
    switch self {
    case .boundsOutOfOrder(let lower, let capacity):
      (
        Bilingual(
          zh: "有专家最少要评 \(lower) 个，最多却只能评 \(capacity) 个",
          en: "an expert must judge at least \(lower) candidates and may judge at most \(capacity)"),
        Bilingual(
          zh: "改正 experts.csv 里的 minimum_load 和 maximum_load 后重新读入；最少评审数也不能超过申报对象数",
          en:
            "mend minimum_load and maximum_load in experts.csv and import it again; nobody can judge more than all candidates"
        )
      )
    case .capacityTooLarge(let found, let largest):
      (
        Bilingual(zh: "最多评审数 \(found) 太大，最大是 \(largest)", en: "a load of \(found) is beyond the greatest, \(largest)"),
        Bilingual(zh: "不设上限就把 maximum_load 留空", en: "leave maximum_load empty where there is no limit")
      )
    case .costTooLarge(_, let largest):
      (
        Bilingual(
          zh: "契合度与席位数相乘太大，精确的整数放不下（每单位至多 \(largest)）",
          en: "affinities times seats are beyond what exact whole numbers hold (\(largest) a unit)"),
        Bilingual(zh: "契合度用较小的数，例如 0 到 1", en: "use smaller affinities, such as 0 to 1")
      )
    case .tooMuchFlow(let largest):
      (
        Bilingual(zh: "席位总数超过 \(largest)", en: "more than \(largest) seats are asked for"),
        Bilingual(zh: "核对每个对象的评审专家人数", en: "check how many experts each candidate asks for")
      )
    case .tooManyArcs(let largest):
      (
        Bilingual(
          zh: "可以配对的申报对象和专家超过 \(largest) 对", en: "more than \(largest) pairs of candidate and expert are open"),
        Bilingual(
          zh: "用 panel import affinities --absent forbid 只读入可能的配对",
          en: "import only the likely pairs with panel import affinities --absent forbid")
      )
    case .noSuchNode(let node, let count):
      (
        Bilingual(
          zh: "分派问题前后不一致（\(node)／\(count)）", en: "the assignment problem contradicts itself (\(node) of \(count))"),
        Bilingual(
          zh: "这是程序的缺陷，请连同所用命令一起报告", en: "this is a defect of the program; please report it with the command")
      )
    }
  }
}

extension StandingsFault: Reportable {
  var reports: [FaultReport] {
    switch self {
    case .plan(let group, let fault):
      [
        FaultReport(
          code: "scoring.plan", value: group.rawValue,
          message: Bilingual(
            zh: "“\(group)”组的计分规则无法执行：\(fault)", en: "the scoring rule of group “\(group)” cannot be run: \(fault)"),
          mend: Bilingual(zh: "用 panel schemes --check 检查方案", en: "check the scheme with panel schemes --check"))
      ]
    case .marks(let candidate, let fault):
      [
        FaultReport(
          code: "scoring.marks", value: candidate.rawValue,
          message: Bilingual(
            zh: "\(candidate) 的分数与方案不符：\(fault)", en: "the marks of \(candidate) do not fit the scheme: \(fault)"),
          mend: Bilingual(zh: "核对该对象的组别和评分项", en: "check the candidate's group and items"))
      ]
    }
  }
  var exitCode: ExitCode { .invalidInput }
}

extension WorkingCalendar.Uncovered: Reportable {
  var reports: [FaultReport] {
    let covered = years.map(String.init).joined(separator: "、")
    return [
      FaultReport(
        code: "calendar.uncovered", value: day.description,
        message: Bilingual(
          zh: "工作日历只有 \(covered) 年，算不出 \(day)", en: "the calendar covers \(covered) only, and not \(day)"),
        mend: Bilingual(
          zh: "当年放假安排公布后，补入 Rubrics/calendars/china.json 再开新一轮",
          en: "add the year to Rubrics/calendars/china.json once its holidays are known, and begin a new round"))
    ]
  }
  var exitCode: ExitCode { .invalidInput }
}
