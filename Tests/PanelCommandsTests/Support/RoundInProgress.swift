import ExpertReview
import RoundStore
import Testing

@testable import PanelCommands

/// A small round, made by the program's own verbs in a folder of its own, as far as a test asks for it.
///
/// Four candidates are reviewed (C01, C02 and C03 general, C04 vertical); C05 fails the gate. E07 declines; E06 works
/// for the applicant of C01, E08 at the unit of E01 and, until December, at one with nearly the name of C02's
/// applicant; E02 has worked with the applicant of C04. The panels that `panel assign` finds are the only best ones.
/// Hand-calculated:
///
///     C01  86 81 [76] 78 [95]         (86 + 81 + 78) ÷ 3 = 81.6667, + 2 = 83.67   first, listed
///     C02  82 82 78 77 [76]           (82 + 78 + 77) ÷ 3 = 79, + 1 = 80.00        second by item A, listed
///     C03  80 78 79 recused 79        316 ÷ 4 = 79, + 1 = 80.00                   third, in reserve
///     C04  70 72 74 76 (B missing)    292 ÷ 4 = 73, + 0 = 73.00                   first of its group, listed
final class RoundInProgress: Sendable {
  enum Step: Int, Comparable {
    case begun, imported, examined, searched, assigned, marked, ranked, posted

    static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }
  }

  let folder = TemporaryFolder()

  /// Runs every verb up to `step`; a verb that does not end as it should fails the test.
  init(upTo step: Step, scheme: String = SampleScheme.text, marks: String = RoundInProgress.marks) throws {
    try layOut(scheme)
    try must("new --scheme \(SampleScheme.id) --id 样例一轮", on: "2026-03-30")
    if step >= .imported { try bringIn() }
    if step >= .examined {
      try must("examine", on: "2026-04-07", ending: .needsPerson)
      try must("decide admit C04 --reason 单位经核实无误 --by 王敏", on: "2026-04-08")
      try must("examine", on: "2026-04-08")
    }
    if step >= .searched {
      try must("conflicts", on: "2026-04-08", ending: .needsPerson)
      try must("conflicts dismiss C02 E08 --reason 查实为两家单位 --by 王敏", on: "2026-04-08")
      try must("conflicts", on: "2026-04-08")
    }
    if step >= .assigned {
      try must("invite decline E07 --reason 出差", on: "2026-04-09")
      try must("assign --seed 7", on: "2026-04-09")
    }
    if step >= .marked { try must("import scores \(try file("scores.csv", marks))", on: "2026-04-15") }
    if step >= .ranked { try must("rank", on: "2026-04-16") }
    if step >= .posted {
      try must("decide confirm R-03 --reason 已逐一查询 --by 王敏", on: "2026-04-17")
      try must("publish \(folder.file("notice"))", on: "2026-04-17")
    }
  }

  // MARK: Running verbs

  /// Runs a verb on this round; `line` is what stands after `panel`.
  func run(_ line: String, on day: String = "2026-04-20", columns: Int? = nil, workBeside: Int = 0) -> CapturedRun {
    let place = " --round \(folder.file("round.panel")) --rubrics \(folder.file("Rubrics")) --as-of \(day)"
    return CapturedRun("panel " + line + place, columns: columns, workBeside: workBeside)
  }

  struct Stopped: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs a verb that must end as said.
  @discardableResult
  func must(_ line: String, on day: String = "2026-04-20", ending code: ExitCode = .done) throws -> CapturedRun {
    let run = run(line, on: day)
    guard run.code == code else {
      throw Stopped(description: "panel \(line) ended with \(run.code): \(run.results)\(run.messages)")
    }
    return run
  }

  /// The round as its file tells it.
  func round() throws -> Round {
    try LoadedRound(RoundFile.open(folder.file("round.panel"), .readOnly)).round
  }

  // MARK: Files

  /// Writes a file into the round's folder and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    let path = folder.file(name)
    try Files.write(path, Array(text.utf8))
    return path
  }

  private func layOut(_ scheme: String) throws {
    let repository = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 }
    for name in ["Rubrics", "Rubrics/calendars", "Rubrics/" + SampleScheme.id] {
      try Files.makeFolder(folder.file(name))
    }
    _ = try file("Rubrics/documents.json", SampleScheme.documents)
    _ = try file("Rubrics/\(SampleScheme.id)/scheme.json", scheme)
    let calendar = try Files.read(repository + "/Rubrics/calendars/china.json")
    try Files.write(folder.file("Rubrics/calendars/china.json"), calendar)
  }

  private func bringIn() throws {
    let day = "2026-04-01"
    try must("import recommenders \(try file("recommenders.csv", RoundInProgress.recommenders))", on: day)
    try must("import candidates \(try file("candidates.csv", RoundInProgress.candidates))", on: day)
    try must("import nominations \(try file("nominations.csv", RoundInProgress.nominations))", on: day)
    try must("import experts \(try file("experts.csv", RoundInProgress.experts))", on: day)
    try must("import relations \(try file("relations.csv", RoundInProgress.relations))", on: day)
    let affinities = try file("affinities.csv", RoundInProgress.affinities)
    try must("import affinities \(affinities) --absent forbid", on: day)
  }

  static let recommenders = """
    recommender_id,name,level,province,city
    R1,北江市工业和信息化局,city,湖南,北江市

    """

  static let candidates = """
    candidate_id,name,submitted_on,applicant_name,project_name,recommender_id,track,domains,params_yi
    C01,星河大模型,2026-03-20,星河公司,星河大模型,R1,general,health;traffic,70
    C02,长风大模型,2026-03-21,长风公司,长风大模型,R1,general,traffic,130
    C03,云杉大模型,2026-03-22,云杉公司,云杉大模型,R1,general,health,72
    C04,医衡大模型,2026-03-23,医衡公司,医衡大模型,,vertical,health,5000
    C05,小舟大模型,2026-03-24,小舟公司,小舟大模型,,general,traffic,3

    """

  static let nominations = """
    recommender_id,order,unit,project
    R1,1,星河公司,星河大模型
    R1,2,长风公司,长风大模型
    R1,3,云杉公司,云杉大模型

    """

  static let experts = """
    expert_id,name,employer,fields,minimum_load,maximum_load
    E01,赵一,甲大学,医疗,0,
    E02,钱二,乙大学,医疗;交通,0,
    E03,孙三,丙研究院,交通,0,
    E04,李四,丁研究院,交通,0,
    E05,周五,戊学院,医疗,0,3
    E06,吴六,星河公司,医疗,0,3
    E07,郑七,己学院,医疗;交通,0,
    E08,王八,甲大学,交通,0,

    """

  static let relations = """
    expert_id,party,party_type,kind,from,until,evidence
    E02,医衡公司,unit,collaboration,2023-05-01,2024-06-30,联合课题
    E08,长枫公司,unit,employment,2020-01-01,2025-12-31,曾任总工

    """

  /// Every pair of a candidate that is reviewed and an expert.
  static let affinities = """
    candidate,expert,affinity
    C01,E01,0.9
    C01,E02,0.8
    C01,E03,0.7
    C01,E04,0.6
    C01,E05,0.5
    C01,E06,0.9
    C01,E07,0.1
    C01,E08,0.2
    C02,E01,0.9
    C02,E02,0.8
    C02,E03,0.7
    C02,E04,0.6
    C02,E05,0.5
    C02,E06,0.4
    C02,E07,0.1
    C02,E08,0.2
    C03,E01,0.9
    C03,E02,0.8
    C03,E03,0.7
    C03,E04,0.6
    C03,E05,0.3
    C03,E06,0.4
    C03,E07,0.1
    C03,E08,0.2
    C04,E01,0.9
    C04,E02,0.8
    C04,E03,0.7
    C04,E04,0.6
    C04,E05,0.5
    C04,E06,0.4
    C04,E07,0.1
    C04,E08,0.2

    """

  static let marks = """
    candidate,expert,criterion,mark,comment
    C01,E01,A,90,
    C01,E01,B,80,
    C01,E02,A,85,
    C01,E02,B,75,
    C01,E03,A,80,
    C01,E03,B,70,
    C01,E04,A,70,
    C01,E04,B,90,
    C01,E05,A,95,
    C01,E05,B,95,
    C01,,G,2,
    C02,E01,A,82,
    C02,E01,B,82,
    C02,E02,A,80,
    C02,E02,B,85,
    C02,E03,A,78,
    C02,E03,B,78,
    C02,E04,A,77,
    C02,E04,B,77,
    C02,E05,A,76,
    C02,E05,B,76,
    C02,,G,1,
    C03,E01,A,80,
    C03,E01,B,80,
    C03,E02,A,80,
    C03,E02,B,75,
    C03,E03,A,79,
    C03,E03,B,79,
    C03,E04,A,recused,
    C03,E06,A,75,
    C03,E06,B,85,
    C03,,G,1,
    C04,E01,A,70,
    C04,E01,B,70,
    C04,E03,A,72,
    C04,E03,B,72,
    C04,E04,A,74,
    C04,E04,B,74,
    C04,E05,A,76,
    C04,E05,B,76,
    C04,E06,A,88,
    C04,E06,B,,
    C04,,G,0,

    """
}
