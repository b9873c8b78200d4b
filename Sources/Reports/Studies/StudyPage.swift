import ExpertReview
import Simulation

/// A study as a page that somebody who decides can read: the question, the answer in plain words, plots with their
/// tables, what was assumed, how it was run, and how it meets figures of others.
///
/// Everything on it is drawn from the run; the same run gives the same bytes. One file without outside resources, fit
/// for print on A4.
public struct StudyPage: Sendable {
  public let run: StudyRun
  public let language: Language

  /// - Parameters:
  ///   - run: what came out, of at least one replicate.
  ///   - language: of the page.
  public init(_ run: StudyRun, in language: Language) {
    self.run = run
    self.language = language
  }

  private var study: Study { run.study }

  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  /// The page. Complexity: linear in designs × measures.
  public var html: String {
    let families = StudyFamilies(study)
    let answers = study.measures.indices.map { StudyAnswer(run, families: families, measure: $0) }
    var body = "<h1>\(escaped(study.title[language]))</h1>\n"
    body += "<p class=\"question\">\(escaped(study.question[language]))</p>\n"
    if let first = answers.first { body += box(first) }
    for (index, answer) in answers.enumerated() {
      let section = StudyMeasureSection(answer: answer, language: language, id: "plot-\(index + 1)")
      body += section.html(withSentences: index > 0)
    }
    body += StudyPublishedSection(run: run, language: language).html
    body += StudyGroundsSection(run: run, families: families, language: language).html
    return htmlPage(
      title: study.title[language], style: PlotFigure.style + "\n" + Self.style, body: body, in: language)
  }

  private func box(_ answer: StudyAnswer) -> String {
    var text = "<div class=\"answer\">\n<h2>\(say("结论", "Answer"))</h2>\n"
    for sentence in answer.sentences { text += "<p>\(escaped(sentence[language]))</p>\n" }
    let note = say(
      "以上由 \(run.replicates.grouped) 次模拟得出；± 后是蒙特卡洛标准误，即模拟次数有限带来的误差。结论只在下面写明的假定之内成立。",
      "From \(run.replicates.grouped) simulated rounds; behind ± stands the Monte Carlo standard error, which comes of their "
        + "number. The answer holds within the assumptions below.")
    return text + "<p class=\"note\">\(escaped(note))</p>\n</div>\n"
  }

  private static let style = """
    h2 { font-size: 1.2em; margin: 1.8em 0 .4em; line-height: 1.4; break-after: avoid; }
    .question { font-size: 1.1em; text-align: center; text-indent: 0; color: #333; margin-bottom: 1.5em; }
    .answer { border: 1px solid #0072B2; border-left-width: 6px; padding: .4em 1.2em .6em; margin: 1.2em 0 1.6em;
      break-inside: avoid; }
    .answer h2 { margin-top: .5em; }
    .answer p, .meaning, section p { text-indent: 0; }
    .note, .meaning { font-size: .88em; color: #444; }
    .published td:last-child { font-weight: 600; white-space: nowrap; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .25em 1.2em; margin: .6em 0 1em;
         font-size: .95em; }
    dt { font-weight: 600; }
    dd { margin: 0; overflow-wrap: anywhere; }
    .meaning { break-after: avoid; }
    @media print { body { font-size: 11pt; line-height: 1.6; } }
    """
}
