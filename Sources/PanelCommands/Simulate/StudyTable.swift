import ExpertReview
import Reports
import Simulation
import Tables

/// What a study came to, for the terminal and as CSV: a line a design, a column a measure, standard errors beside.
struct StudyTable {
  private let run: StudyRun
  private var study: Study { run.study }

  init(_ run: StudyRun) { self.run = run }

  func write(to output: inout Output) {
    let language = output.language
    output.line("\(study.id)  \(study.title[language])")
    output.line(study.question)
    let stopped =
      run.stoppedEarly
      ? Bilingual(zh: "；已够精确，提前停止", en: "; precise enough, stopped early") : Bilingual(zh: "", en: "")
    output.line(
      Bilingual(
        zh: "\(run.replicates) 次，种子 \(study.seed)\(stopped.zh)。± 后是蒙特卡洛标准误差",
        en:
          "\(run.replicates) replicates, seed \(study.seed)\(stopped.en). After ± stands the Monte Carlo standard error"
      ))
    for columns in chunks(within: output.terminal.columns ?? 160, language) {
      output.line("")
      output.table(table(columns, language))
    }
  }

  /// Measures in runs that fit the width, each run a table.
  private func chunks(within width: Int, _ language: Language) -> [[Int]] {
    let first = study.designs.map { DisplayWidth.of($0.label[language]) }.max() ?? 0
    var chunks: [[Int]] = []
    var used = 0
    for measure in study.measures.indices {
      let cells = study.designs.indices.map { DisplayWidth.of(cell($0, measure)) }
      let wide = 2 + max(DisplayWidth.of(heading(study.measures[measure], language)), cells.max() ?? 0)
      if chunks.isEmpty || used + wide > width {
        chunks.append([])
        used = first
      }
      chunks[chunks.count - 1].append(measure)
      used += wide
    }
    return chunks
  }

  private func heading(_ measure: StudyMeasure, _ language: Language) -> String {
    measure.quantity == .share ? measure.label[language] + " %" : measure.label[language]
  }

  private func table(_ measures: [Int], _ language: Language) -> TextTable {
    var table = TextTable(
      [.init(Bilingual(zh: "做法", en: "design")[language], mayBeCut: true)]
        + measures.map { .init(heading(study.measures[$0], language), .right) })
    for design in study.designs.indices {
      table.add([study.designs[design].label[language]] + measures.map { cell(design, $0) })
    }
    return table
  }

  /// `83.12 ±0.21`: as many decimals as show the first digit of the error; shares in percent.
  private func cell(_ design: Int, _ measure: Int) -> String {
    guard let (mean, error) = run.sums.estimate(design: design, measure: measure) else { return "—" }
    return Self.text(mean, error: error, isShare: study.measures[measure].quantity == .share)
  }

  static func text(_ mean: Double, error: Double?, isShare: Bool) -> String {
    let factor = isShare ? 100.0 : 1
    guard let error, error > 0 else { return (mean * factor).places(isShare ? 1 : 3) }
    var places = 0
    var shown = error * factor
    while shown < 0.95, places < 6 {
      shown *= 10
      places += 1
    }
    return "\((mean * factor).places(places)) ±\((error * factor).places(places))"
  }

  /// `design,label_zh,label_en,measure,estimate,standard_error,replicates`
  static func csv(_ run: StudyRun) -> [UInt8] {
    var writer = CSVWriter.forPrograms
    writer.append(["design", "label_zh", "label_en", "measure", "estimate", "standard_error", "replicates"])
    for (row, design) in run.study.designs.enumerated() {
      for (column, measure) in run.study.measures.enumerated() {
        let estimate = run.sums.estimate(design: row, measure: column)
        writer.append([
          design.id, design.label.zh, design.label.en, measure.rawValue, estimate?.mean.places(6) ?? "",
          estimate?.standardError?.places(6) ?? "", "\(run.sums.count(design: row, measure: column))",
        ])
      }
    }
    return writer.bytes
  }
}
