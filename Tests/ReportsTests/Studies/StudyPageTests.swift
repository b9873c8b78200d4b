import ExpertReview
import Simulation
import Testing

@testable import Reports

/// Runs made up by hand: means and standard errors chosen, so that every sentence can be read off them.
enum MadeUpRun {
  static let model = StudyModel(
    candidates: 100, places: 20, items: [StudyModel.Item(id: "A", weight: ExactDecimal(100))],
    scale: MarkScale(minimum: .zero, maximum: ExactDecimal(100), step: ExactDecimal(1)), centre: 75, unit: 8,
    quality: .normal(deviation: 1), experts: StudyModel.Experts(severity: 0.4),
    noise: StudyModel.Noise(mark: 0.8))

  static let dropOne = Aggregation.Outliers(.dropExtremes(high: 1, low: 1), on: .total, whenFewerThan: 3)

  static func design(
    _ id: String, experts: Int, outliers: Aggregation.Outliers? = nil,
    correction: StudyDesign.Correction = .none
  ) -> StudyDesign {
    StudyDesign(
      id: id, label: Bilingual(zh: "做法\(id)", en: "design \(id)"), experts: experts, outliers: outliers,
      correction: correction)
  }

  /// A run of 400 replicates whose means and standard errors are those given, by design and measure; nil for one that
  /// was never defined.
  static func run(
    _ designs: [StudyDesign], _ measures: [StudyMeasure], _ figures: [[(mean: Double, error: Double)?]],
    published: [PublishedFigure] = [], title: String = "题", stop: StopRule? = nil
  ) -> StudyRun {
    let count = 400
    var (counts, sums, squares) = ([Int](), [Double](), [Double]())
    for row in figures {
      for figure in row {
        guard let figure else {
          counts.append(0)
          sums.append(0)
          squares.append(0)
          continue
        }
        let n = Double(count)
        counts.append(count)
        sums.append(figure.mean * n)
        // s² = n·se², and Σx² = (n − 1)s² + n·mean².
        squares.append((n - 1) * n * figure.error * figure.error + n * figure.mean * figure.mean)
      }
    }
    let words = Bilingual(zh: title, en: title)
    let study = Study(
      id: "made-up", title: words, question: words, aim: words, estimand: words, model: model, designs: designs,
      measures: measures, replicates: 1000, blockSize: 100, seed: "s", stop: stop, published: published)
    return StudyRun(
      study: study, blocks: 4, replicates: count,
      sums: MeasureSums(
        designs: designs.count, measures: measures.count, counts: counts, sums: sums, squares: squares),
      stoppedEarly: stop != nil)
  }

  static func answer(_ run: StudyRun, measure: Int = 0) -> StudyAnswer {
    StudyAnswer(run, families: StudyFamilies(run.study), measure: measure)
  }
}

/// The no-break space before a percent sign reads as a space.
private func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }

@Suite struct `What a study answers` {
  @Test func `more experts: the figure at each size and what the step brings`() {
    let run = MadeUpRun.run(
      [
        MadeUpRun.design("a", experts: 9, outliers: MadeUpRun.dropOne),
        MadeUpRun.design("b", experts: 7, outliers: MadeUpRun.dropOne),
      ], [.recall], [[(0.85, 0.002)], [(0.831, 0.002)]])
    let sentences = MadeUpRun.answer(run).sentences
    #expect(sentences.map { plain($0.zh) } == ["7 位专家时，应入选者有 83.1 %（±0.2）入选；增至 9 位，85.0 %（±0.2），多 1.9 个百分点。"])
    #expect(
      sentences.map { plain($0.en) } == [
        "With 7 experts, 83.1 % (±0.2) of the deserving get in; with 9, 85.0 % (±0.2), 1.9 percentage points more."
      ])
  }

  @Test func `a step within chance is told as one`() {
    let designs = [MadeUpRun.design("a", experts: 7), MadeUpRun.design("b", experts: 9)]
    // Error of the difference √2 · 0.2 = 0.28 points: 0.5 points are within twice that, 0.6 are not.
    for (second, isChance) in [(0.836, true), (0.837, false)] {
      let run = MadeUpRun.run(designs, [.recall], [[(0.831, 0.002)], [(second, 0.002)]])
      #expect(MadeUpRun.answer(run).sentences[0].zh.contains("在误差之内") == isChance)
    }
  }

  @Test func `ways of one size: the best and the worst, by the measure's own direction`() {
    let designs = [
      MadeUpRun.design("a", experts: 7), MadeUpRun.design("b", experts: 7, correction: .leastSquares),
      MadeUpRun.design("c", experts: 7, correction: .components),
    ]
    let figures: [[(mean: Double, error: Double)?]] = [[(0.42, 0.01)], [(0.31, 0.01)], [(0.36, 0.01)]]
    let error = MadeUpRun.answer(MadeUpRun.run(designs, [.rootMeanSquareError], figures)).sentences[0].zh
    #expect(error.contains("最好的是“做法b”") && error.contains("最差的是“做法a”") && error.contains("低 0.11 个标准差"))
    let recall = MadeUpRun.answer(MadeUpRun.run(designs, [.recall], figures)).sentences[0].zh
    #expect(recall.contains("最好的是“做法a”") && recall.contains("最差的是“做法b”"))
  }

  @Test func `a second as good as the best is named`() {
    let designs = [
      MadeUpRun.design("a", experts: 7), MadeUpRun.design("b", experts: 7, correction: .leastSquares),
      MadeUpRun.design("c", experts: 7, correction: .components),
    ]
    let run = MadeUpRun.run(designs, [.recall], [[(0.80, 0.001)], [(0.801, 0.001)], [(0.7, 0.001)]])
    #expect(MadeUpRun.answer(run).sentences[0].zh.contains("（与“做法a”相差在误差之内）"))
  }

  @Test func `ways that chance alone may part are not ranked`() {
    let designs = [MadeUpRun.design("a", experts: 7), MadeUpRun.design("b", experts: 7, correction: .leastSquares)]
    let run = MadeUpRun.run(designs, [.recall], [[(0.80, 0.01)], [(0.81, 0.01)]])
    let sentence = MadeUpRun.answer(run).sentences[0]
    #expect(sentence.zh.contains("分不出高下") && !sentence.zh.contains("最好的是"))
    #expect(sentence.en.contains("cannot be told apart"))
  }

  @Test func `a grid: the best way's growth, then the ways at the size all have`() {
    let designs = [3, 5].flatMap { size in
      [
        MadeUpRun.design("mean\(size)", experts: size),
        MadeUpRun.design("drop\(size)", experts: size, outliers: MadeUpRun.dropOne),
      ]
    }
    let run = MadeUpRun.run(
      designs, [.recall], [[(0.70, 0.001)], [(0.72, 0.001)], [(0.75, 0.001)], [(0.76, 0.001)]])
    let sentences = MadeUpRun.answer(run).sentences.map(\.zh)
    #expect(sentences.count == 2)
    #expect(sentences[0].hasPrefix("按“去掉 1 个最高、1 个最低再平均”，3 位专家时"))
    #expect(sentences[1].hasPrefix("同样 3 位专家，最好的是“去掉 1 个最高、1 个最低再平均”"))
  }

  @Test func `a figure without chance has no error, and equal figures are no contest`() {
    let designs = [MadeUpRun.design("a", experts: 7), MadeUpRun.design("b", experts: 7, correction: .leastSquares)]
    let run = MadeUpRun.run(designs, [.sheetsPerCandidate], [[(7, 0)], [(7, 0)]])
    #expect(MadeUpRun.answer(run).sentences.map(\.zh) == ["同样 7 位专家，各种做法都一样，7.0。"])
  }

  @Test func `a measure never defined is said to be so`() {
    let run = MadeUpRun.run([MadeUpRun.design("a", experts: 7)], [.kendall], [[nil]])
    #expect(MadeUpRun.answer(run).sentences.map(\.zh) == ["这项指标在每一次模拟里都没有定义。"])
    #expect(StudyPage(run, in: .english).html.contains("not defined"))
  }

  @Test func `decimals go as far as the error, and no further`() {
    for (error, text) in [(0.02, "83.1"), (0.002, "83.1"), (0.0004, "83.10"), (0.00004, "83.100"), (1e-9, "83.100")] {
      #expect(StudyFigure(.recall, error: error).number(0.831) == text)
    }
    #expect(StudyFigure(.kendall, error: 0.0031).number(0.7) == "0.700")
    #expect(StudyFigure(.recall, error: nil).number(-0.0001) == "0.0")
  }
}

@Suite struct `Families of designs` {
  @Test func `differ in the number of experts alone, by rising number`() {
    let study = MadeUpRun.run(
      [
        MadeUpRun.design("a", experts: 9), MadeUpRun.design("b", experts: 5, outliers: MadeUpRun.dropOne),
        MadeUpRun.design("c", experts: 5), MadeUpRun.design("d", experts: 7, outliers: MadeUpRun.dropOne),
      ], [.recall], [[nil], [nil], [nil], [nil]]
    ).study
    let families = StudyFamilies(study)
    #expect(families.families.map(\.designs) == [[2, 0], [1, 3]])
    #expect(families.families.map(\.label.zh) == ["平均", "去掉 1 个最高、1 个最低再平均"])
    #expect(families.sharedSize == 5)
  }

  @Test func `two designs of one size that look alike stand apart`() {
    let study = MadeUpRun.run(
      [MadeUpRun.design("a", experts: 7), MadeUpRun.design("b", experts: 7)], [.recall], [[nil], [nil]]
    ).study
    #expect(StudyFamilies(study).families.map(\.label.zh) == ["做法a", "做法b"])
  }
}

@Suite struct `Published figures beside a study's own` {
  private static func compare(_ value: Double, _ error: Double, design: String = "a") throws -> PublishedComparison {
    let run = MadeUpRun.run(
      [MadeUpRun.design("a", experts: 7)], [.recall], [[(0.80, 0.003)]],
      published: [PublishedFigure(design: design, measure: .recall, value: value, standardError: error, source: "x")])
    return try #require(PublishedComparison.all(of: run).first)
  }

  @Test func `lie apart by the error of the difference`() throws {
    // 0.05 ÷ √(0.003² + 0.004²) = 10.
    let far = try #require(try Self.compare(0.75, 0.004).deviations)
    #expect((far - 10).magnitude < 1e-9)
    #expect(try Self.compare(0.75, 0.004).agrees == false)
    // A closed form: 0.011 ÷ 0.003 = 3.7.
    #expect(try Self.compare(0.811, 0).agrees == true)
  }

  @Test func `of a design that is not there cannot be compared`() throws {
    let none = try Self.compare(0.75, 0.004, design: "gone")
    #expect(none.ours == nil && none.deviations == nil && none.agrees == nil)
  }
}

@Suite struct `A study's page` {
  private static let run = MadeUpRun.run(
    [MadeUpRun.design("a", experts: 5), MadeUpRun.design("b", experts: 7)], [.recall, .regret],
    [[(0.8, 0.002), (0.05, 0.001)], [(0.83, 0.002), (0.04, 0.001)]],
    published: [
      PublishedFigure(design: "a", measure: .recall, value: 0.9, standardError: 0, source: hostileName)
    ], title: hostileName, stop: StopRule(measure: .recall, standardError: 0.002, from: 200))

  @Test(arguments: Language.allCases) func `is one file, the same bytes each time, with names as text`(
    language: Language
  ) {
    let html = StudyPage(Self.run, in: language).html
    #expect(html == StudyPage(Self.run, in: language).html)
    #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
    #expect(!html.contains("href=") && !html.contains("src=") && !html.contains("url("))
  }

  @Test(arguments: Language.allCases) func `has a plot and a table for every measure, each well-formed`(
    language: Language
  ) throws {
    let html = StudyPage(Self.run, in: language).html
    let plots = html.matches(of: /<svg[^>]*>[\s\S]*?<\/svg>/).map { String($0.output) }
    #expect(plots.count == 2)
    let titles = try plots.map { try #require(DrawnElements($0).elements.first?.attributes["aria-labelledby"]) }
    #expect(Set(titles).count == 2)
    #expect(html.split(separator: "<figure>").count == 3 && html.split(separator: "<table ").count == 5)
  }

  @Test func `says what was assumed and how it was run`() {
    let html = plain(StudyPage(Self.run, in: .chinese).html)
    for told in [
      "100 个对象，20 个名额", "松紧不一，标准差 0.4 个水平单位", "单个分数的偶然误差，标准差 0.8 个水平单位", "没有考虑的", "400（至多 1,000）",
      "4（每块 100 次，全部为 10 块）", "满 200 次后，各种做法的“应入选者中入选的”标准误都不超过 0.2 % 时停止", "因此提前停止", "panel simulate made-up",
    ] {
      #expect(html.contains(told), "\(told)")
    }
  }

  @Test func `says how many published figures lie off`() {
    #expect(StudyPage(Self.run, in: .chinese).html.contains("1 个已发表或可推导的数字，有 1 个相差超过 4 个标准误。"))
  }

  @Test func `speaks one language at a time`() {
    let english = StudyPage(Self.run, in: .english).html.replacing(hostileName, with: "")
    let text = english.replacing(/<style>[\s\S]*?<\/style>|font-family="[^"]*"|专家|做法/, with: "")
    #expect(!text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  }
}

@Suite struct `Quantiles and other models on a study's page` {
  /// Ten replicates of a correlation: −0.8, −0.6 … 1.0.
  private static func run(quantile: Double) -> StudyRun {
    let words = Bilingual(zh: "题", en: "title")
    let other = StudyModel(
      candidates: 50, places: 5, items: MadeUpRun.model.items, scale: MadeUpRun.model.scale, centre: 75, unit: 8,
      quality: .normal(deviation: 2), noise: StudyModel.Noise(mark: 0.8))
    let study = Study(
      id: "made-up", title: words, question: words, aim: words, estimand: words, model: MadeUpRun.model,
      designs: [
        MadeUpRun.design("a", experts: 5),
        StudyDesign(
          id: "b", label: Bilingual(zh: "做法b", en: "design b"), experts: 7,
          selection: .logistic(intercept: -2, slope: 0.5), model: other),
      ], measures: [.kendall], replicates: 10, blockSize: 10, seed: "s",
      published: [
        PublishedFigure(
          design: "a", measure: .kendall, quantile: quantile, value: 0.1, standardError: 0.05, source: "x")
      ], quantiles: [.kendall])
    var sums = MeasureSums(of: study)
    for design in 0..<2 { for step in 0..<10 { sums.add(-0.8 + 0.2 * Double(step), design: design, measure: 0) } }
    return StudyRun(study: study, blocks: 1, replicates: 10, sums: sums, stoppedEarly: false)
  }

  @Test func `a published median is held against the median`() throws {
    let own = try #require(PublishedComparison.all(of: Self.run(quantile: 0.5)).first?.ours)
    // Half of the replicates lie below the end of the bin that holds 0.0: a bin is a thousandth wide.
    #expect(own >= 0 && own <= 0.002)
    #expect(StudyPage(Self.run(quantile: 0.5), in: .chinese).html.contains("肯德尔 τ-b，中位数"))
    #expect(StudyPage(Self.run(quantile: 0.9), in: .english).html.contains("90 % quantile"))
  }

  @Test func `tables give the median and nine tenths of the replicates`() {
    let html = StudyPage(Self.run(quantile: 0.5), in: .chinese).html
    #expect(html.contains("中位数</th>") && html.contains("中间九成的模拟</th>"))
  }

  @Test func `each model is told with the designs that use it, and a chance to get in with its numbers`() {
    let html = StudyPage(Self.run(quantile: 0.5), in: .chinese).html
    #expect(html.contains("用于“做法a”：") && html.contains("用于“做法b”："))
    #expect(html.contains("100 个对象，20 个名额") && html.contains("50 个对象，5 个名额"))
    #expect(html.contains("1 ÷ (1 + exp(−(−2) − 0.5 s))"))
  }

  @Test func `designs of different models are no family`() {
    #expect(StudyFamilies(Self.run(quantile: 0.5).study).families.map(\.designs) == [[0], [1]])
  }
}

@Suite struct `The words of measures` {
  @Test(arguments: StudyMeasure.allCases) func `hold the figure in both languages, and differ`(measure: StudyMeasure) {
    let clause = measure.clause("42 %")
    #expect(clause.zh.contains("42 %") && clause.en.contains("42 %"))
    #expect(StudyMeasure.allCases.count { $0.label == measure.label } == 1)
    #expect(!measure.explanation.zh.hasSuffix("。") && !measure.explanation.en.hasSuffix("."))
  }
}
