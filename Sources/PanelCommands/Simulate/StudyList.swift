import ExpertReview
import Reports
import Simulation

/// The studies that come with the program, each with the question it answers.
enum StudyList {
  static func write(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    guard let folder = StudiesFolder.locate(invocation) else {
      throw SimulateFault.noStudies(tried: StudiesFolder.places(invocation)).refusal
    }
    var studies: [Study] = []
    var faults: [FaultReport] = []
    for name in try folder.names() {
      do {
        studies.append(try LoadedStudy.read("\(folder.path)/\(name)/study.json", invocation, &output).study)
      } catch let refusal as Refusal {
        faults += refusal.reports
      }
    }
    if output.isJSON {
      output.json([
        "studies": .array(
          studies.map {
            .object([
              "id": .text($0.id), "title": $0.title.json, "question": $0.question.json,
              "designs": .number($0.designs.count), "replicates": .number($0.replicates),
            ])
          })
      ])
    } else {
      let language = output.language
      var table = TextTable([
        .init(Bilingual(zh: "研究", en: "study")[language]),
        .init(Bilingual(zh: "回答什么", en: "what it answers")[language], mayBeCut: true),
        .init(Bilingual(zh: "做法", en: "designs")[language], .right),
        .init(Bilingual(zh: "次数", en: "replicates")[language], .right),
      ])
      for study in studies {
        table.add([study.id, study.question[language], "\(study.designs.count)", "\(study.replicates)"])
      }
      output.table(table)
    }
    output.report(faults)
    return faults.isEmpty ? .done : .invalidInput
  }
}

/// What a study would run, without running it.
struct StudyPlan {
  private let study: Study

  init(_ study: Study) { self.study = study }

  func write(to output: inout Output) {
    if output.isJSON { return output.json(json) }
    let language = output.language
    output.line("\(study.id)  \(study.title[language])")
    output.line(study.question)
    output.line(
      Bilingual(
        zh: """
          没有错误。\(study.designs.count) 种做法、\(study.measures.count) 个指标，\(study.replicates) 次，\
          每块 \(study.blockSize) 次、共 \(study.blockCount) 块，种子 \(study.seed)
          """,
        en: """
          no fault. \(study.designs.count) designs, \(study.measures.count) measures, \(study.replicates) replicates \
          in \(study.blockCount) blocks of \(study.blockSize), seed \(study.seed)
          """))
    var table = TextTable([
      .init(Bilingual(zh: "做法", en: "design")[language]), .init(Bilingual(zh: "说明", en: "label")[language]),
    ])
    for design in study.designs { table.add([design.id, design.label[language]]) }
    output.table(table)
  }

  private var json: JSON {
    .object([
      "study": .text(study.id), "title": study.title.json, "question": study.question.json,
      "replicates": .number(study.replicates), "blockSize": .number(study.blockSize),
      "blocks": .number(study.blockCount), "seed": .text(study.seed),
      "designs": .array(study.designs.map { .object(["id": .text($0.id), "label": $0.label.json]) }),
      "measures": .texts(study.measures.map(\.rawValue)),
    ])
  }
}
