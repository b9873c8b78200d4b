import ExpertReview
import Simulation

/// What a study rests on: aim, estimand, the model with its numbers, the designs, and how it was run.
struct StudyGroundsSection {
  let run: StudyRun
  let families: StudyFamilies
  let language: Language

  private var study: Study { run.study }
  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  var html: String {
    section(say("目的和估计的量", "Aim and estimand"), aims)
      + section(say("假定", "What was assumed"), paragraph(assumption) + models)
      + section(say("比较的做法", "What was compared"), paragraph(sameDraws) + designs)
      + section(say("怎样运行", "How it was run"), facts(running))
  }

  private func section(_ title: String, _ content: String) -> String {
    "<section>\n<h2>\(escaped(title))</h2>\n\(content)</section>\n"
  }

  private func paragraph(_ text: String) -> String { "<p>\(escaped(text))</p>\n" }

  private func facts(_ lines: [(head: String, words: String)]) -> String {
    "<dl>\n" + lines.map { "<dt>\(escaped($0.head))</dt><dd>\(escaped($0.words))</dd>\n" }.joined() + "</dl>\n"
  }

  /// As the study's author wrote them, each closed by a stop.
  private var aims: String {
    [study.aim, study.estimand].map { words in
      let text = words[language]
      return paragraph(text.last?.isPunctuation == true ? text : text + say("。", "."))
    }.joined()
  }

  private var assumption: String {
    say(
      "每次模拟先抽出对象的真实水平和专家的习惯，再抽出每个分数，然后按各种做法计分排名，与真实水平比较。数字如下。",
      "Each replicate draws the candidates' true quality and the experts' habits, then every mark; each design scores "
        + "and ranks them, and is held against true quality. The numbers:")
  }

  /// The study's model, then those of designs that have their own, each once.
  private var models: String {
    let own = study.designs.compactMap(\.model)
    var text = ""
    var told: [StudyModel] = []
    for model in (own.count < study.designs.count ? [study.model] : []) + own where !told.contains(model) {
      told.append(model)
      let users = study.designs.filter { ($0.model ?? study.model) == model }.map { $0.label[language] }
      if !own.isEmpty {
        text += paragraph(say("用于“\(users.joined(separator: "”“"))”：", "Of “\(users.joined(separator: "”, “"))”:"))
      }
      text += facts(StudyModelWords(model: model).lines.map { ($0.head[language], $0.words[language]) })
    }
    return text
  }

  private var sameDraws: String {
    say(
      "同一次模拟里，各种做法面对同样的对象、专家和误差，差别只来自做法本身。",
      "Within a replicate every design meets the same candidates, experts and noise: only the design differs.")
  }

  /// What all designs share in words, and a table of what differs.
  private var designs: String {
    let rules = study.designs.map { StudyFamilies.Rule($0) }
    let aspects = StudyFamilies.Aspect.allCases
    let differing = aspects.filter { aspect in Set(rules.map { aspect.words(of: $0) }).count > 1 }
    let shared = aspects.filter { aspect in aspect != .model && !differing.contains { $0 == aspect } }
    var text = ""
    if let rule = rules.first, !shared.isEmpty {
      let parts = shared.map { aspect in
        say("\(aspect.label.zh)：\(aspect.words(of: rule).zh)", "\(aspect.label.en): \(aspect.words(of: rule).en)")
      }
      text += paragraph(say("共同之处：", "Alike in all: ") + parts.joined(separator: say("；", "; ")) + say("。", "."))
    }
    let table = PlotTable(
      headings: [say("做法", "Design"), say("专家人数", "Experts")] + differing.map { $0.label[language].withCapital },
      rows: zip(study.designs, rules).map { design, rule in
        [design.label[language], String(design.experts)] + differing.map { $0.words(of: rule)[language] }
      }, words: Set(2..<2 + differing.count))
    return text + table.html(caption: say("各种做法", "Designs"))
  }

  private var running: [(head: String, words: String)] {
    var lines = [
      (say("模拟次数", "Replicates"), replicates),
      (
        say("分块", "Blocks"),
        say(
          "\(run.blocks)（每块 \(study.blockSize.grouped) 次，全部为 \(study.blockCount) 块）",
          "\(run.blocks) of \(study.blockCount), \(study.blockSize.grouped) replicates each")
      ),
      (say("种子", "Seed"), study.seed),
    ]
    if let stop = study.stop { lines.append((say("停止规则", "Stop rule"), self.stop(stop))) }
    lines.append((say("重做", "To repeat"), "panel simulate \(study.id)"))
    return lines
  }

  private var replicates: String {
    run.replicates == study.replicates
      ? say("\(run.replicates.grouped)，全部完成", "\(run.replicates.grouped), all of them")
      : say(
        "\(run.replicates.grouped)（至多 \(study.replicates.grouped)）",
        "\(run.replicates.grouped) of at most \(study.replicates.grouped)")
  }

  private func stop(_ rule: StopRule) -> String {
    let bound = StudyFigure(rule.measure, error: rule.standardError).text(rule.standardError)
    let words = say(
      "满 \(rule.from.grouped) 次后，各种做法的“\(rule.measure.label.zh)”标准误都不超过 \(bound.zh) 时停止，只在块的边界判断；",
      "from \(rule.from.grouped) replicates on, ends where the standard error of “\(rule.measure.label.en)” is at most \(bound.en) in every design, judged "
        + "between blocks only; ")
    return words + (run.stoppedEarly ? say("因此提前停止", "it ended the run") : say("没有用到", "it did not end the run"))
  }
}
