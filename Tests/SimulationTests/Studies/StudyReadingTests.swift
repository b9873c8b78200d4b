import ExpertReview
import Foundation
import Reports
import Testing

@testable import Simulation

@Suite struct `Reading studies` {
  @Test func `the sound sample reads without a fault, and says what it says`() throws {
    let attempt = BrokenStudies.attempt("sound")
    #expect(attempt.faults == [])
    let study = try #require(attempt.study)
    #expect(study.id == "broken" && study.designs.map(\.id) == ["three", "five"])
    #expect(study.model.items.map(\.weight) == [ExactDecimal(60), ExactDecimal(40)])
    #expect(study.model.noise.mark == 0.8 && study.model.experts.severity == 0.5)
    #expect(study.measures == [.recall, .kendall, .regret])
    #expect(study.blockCount == 10 && study.seed == "sample")
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let name: String
    let line: Int
    let path: String
    let kind: StudyFault.Kind
    /// Where it is not the study itself.
    var file: String?
    var testDescription: String { name }

    init(_ name: String, _ line: Int, _ path: String, _ kind: StudyFault.Kind, in file: String? = nil) {
      self.name = name
      self.line = line
      self.path = path
      self.kind = kind
      self.file = file
    }
  }

  static let mistakes: [Mistake] = [
    Mistake("key-of-another-kind", 14, "model.quality.shape", .keyOfAnotherKind("shape", kind: "normal")),
    Mistake("no-designs", 1, "", .noDesigns),
    Mistake("figure-of-no-design", 26, "published.1.design", .unknownDesign("fiv", nearest: "five")),
    Mistake("figure-not-measured", 26, "published.1.measure", .notMeasured("precision")),
    Mistake("figure-twice", 27, "published.2", .figureTwice(design: "five", measure: "recall")),
    Mistake("quantile-not-kept", 26, "published.1.quantile", .noQuantiles("recall")),
    Mistake("quantiles-without-bounds", 26, "quantiles", .noRange("regret")),
    Mistake("stop-not-measured", 26, "stop.measure", .notMeasured("spearman")),
    Mistake("bins-out-of-order", 16, "model.noise.residuals", .binsOutOfOrder("1.0")),
    Mistake("places-for-all", 9, "model.places", .placesForAll(places: 20, candidates: 20)),
    Mistake("nobody-judges", 20, "designs.three", .nobodyJudges(behaving: 3, experts: 3, design: "three")),
    Mistake("pool-below-panel", 20, "designs.five", .poolBelowPanel(pool: 4, experts: 5, design: "five")),
    Mistake(
      "first-stage-sends-too-few", 20, "designs.five.firstStage",
      .sendsOutOfRange(sends: 4, places: 5, candidates: 20)),
    Mistake(
      "lottery-too-wide", 20, "designs.five.lottery", .lotteryTooWide(half: 6, places: 5, candidates: 20)),
    Mistake(
      "unsound-scheme", 10, "model.scheme",
      .unsoundScheme(
        "unsound",
        fault: SchemeFault(
          file: "unsound/scheme.json", line: 7, path: "stages.expert.rubric.items",
          kind: .weightsDoNotSum(group: "", sum: "99")))),
    Mistake("group-needed", 7, "model", .groupNeeded(["general"])),
    Mistake("item-not-plain", 10, "model.scheme", .itemNotPlain("A")),
    Mistake("unknown-scheme", 10, "model.scheme", .form(.unknown(.scheme, "sond", nearest: "sound"))),
    Mistake("unknown-stage", 10, "model.stage", .form(.unknown(.stage, "exprt", nearest: "expert"))),
    Mistake("group-without-scheme", 12, "model.group", .noSchemeNamed),
    Mistake("rule-of-no-scheme", 20, "designs.five.aggregate", .noSchemeNamed),
    Mistake("scheme-and-scale", 10, "model.scale", .form(.oneKeyOf(["scheme", "scale"]))),
    Mistake("no-such-file", 14, "model.quality.file", .noFileBeside("means.txt")),
    Mistake("too-few-numbers", 14, "model.quality.values", .tooFewNumbers("values", found: 1, least: 2)),
    Mistake("number-in-a-file", 4, "", .form(.notANumber("八十")), in: "numbers.txt"),
    Mistake("unknown-key", 16, "model.noice", .form(.unknownKey("noice", nearest: "noise"))),
    Mistake("missing-seed", 1, "", .form(.missingKey("seed"))),
    Mistake("design-twice", 20, "designs.three", .form(.repeatedID("three"))),
    Mistake(
      "misspelt-measure", 22, "measures.2",
      .form(.notOneOf("kendal", allowed: StudyMeasure.allCases.map(\.rawValue), nearest: "kendall"))),
    Mistake("weights-short-of-100", 11, "model.items", .form(.weightsDoNotSum(group: "", sum: "99"))),
    Mistake("id-is-not-the-folder", 2, "id", .form(.idMismatch(folder: "broken", found: "another"))),
    Mistake("number-with-exponent", 23, "replicates", .form(.exponent("1e5"))),
    Mistake(
      "chance-above-one", 17, "model.gaps.missingMark", .form(.outOfRange("1.1", from: "0", until: "1"))),
    Mistake(
      "rule-of-the-wrong-panel", 20, "designs.five.outliers.whenFewerThan",
      .form(.tooFewForDropping(whenFewerThan: 2, dropped: 2))),
    Mistake(
      "rounding-on-another-basis", 20, "designs.five.rounding.sheet.after",
      .form(.roundingNotApplicable(after: "sheet", on: "item"))),
    Mistake("empty-grid", 22, "grid.experts", .form(.empty)),
    Mistake("plain-value-with-a-source", 13, "model.unit", .form(.wrongForm(expected: .number, found: .object))),
    Mistake("english-missing", 20, "designs.five.label", .form(.missingLanguage(.english))),
    Mistake("not-json", 25, "", .form(.notJSON(.unexpected("sample")))),
  ]

  @Test(arguments: mistakes)
  func `a broken study is refused with the place and the mend`(mistake: Mistake) {
    let faults = BrokenStudies.attempt(mistake.name).faults
    // A form that is not there at all may be told beside what it leaves open.
    let expected = StudyFault(
      file: mistake.file ?? mistake.name, line: mistake.line, path: mistake.path, kind: mistake.kind)
    #expect(faults.contains(expected), "\(faults)")
    #expect(faults.count <= 3)
    for fault in faults {
      let words = fault.sentences
      for text in [words.message.zh, words.message.en, words.mend.zh, words.mend.en] { #expect(!text.isEmpty) }
    }
  }

  @Test func `every kind of fault of studies has a broken study, and every broken study is tested`() throws {
    let source = BrokenStudies.folder.appending(path: "../../../../Sources/Simulation/Studies/StudyFault.swift")
    let text = String(decoding: try Data(contentsOf: source), as: UTF8.self)
    let start = try #require(text.range(of: "public enum Kind"))
    let kinds = text[start.upperBound...].split(separator: "\n").compactMap { line -> String? in
      let words = line.drop { $0 == " " }
      return words.hasPrefix("case ") ? String(words.dropFirst(5).prefix { $0.isLetter }) : nil
    }
    let shown = Set(Self.mistakes.map { String(String(describing: $0.kind).prefix { $0 != "(" }) })
    #expect(kinds.count > 15)
    for kind in kinds { #expect(shown.contains(kind), "no file of BrokenStudies shows \(kind)") }
    let files = try FileManager.default.contentsOfDirectory(atPath: BrokenStudies.folder.path)
    let named = Set(files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) })
    #expect(named.subtracting(["sound"]) == Set(Self.mistakes.map(\.name)))
  }

  @Test func `a grid is every combination, the key written first varying slowest`() throws {
    let text = String(decoding: try #require(BrokenStudies.bytes("sound.json")), as: UTF8.self)
    let grid = """
      "grid": {"rules": [
        {"id": "mean", "label": {"zh": "平均", "en": "mean"}},
        {"id": "median", "label": {"zh": "中位数", "en": "median"}, "outliers": {"rule": "median", "on": "total"}}],
        "experts": ["5", "7"], "corrections": ["none"]}, "measures"
      """
    let attempt = StudyAttempt(Array(text.replacing("\"measures\"", with: grid).utf8), file: "study.json")
    let designs = try #require(attempt.study).designs
    #expect(attempt.faults == [])
    #expect(
      designs.map(\.id) == [
        "three", "five", "mean-5-experts", "mean-7-experts", "median-5-experts", "median-7-experts",
      ])
    #expect(designs.last?.label == Bilingual(zh: "中位数，7 位专家", en: "median, 7 experts"))
    #expect(designs.last?.outliers?.tiers.first?.rule == .median && designs.last?.experts == 7)
  }

  @Test func `the rubric and the rule of a scheme are taken as they stand`() throws {
    let text = String(decoding: try #require(BrokenStudies.bytes("rule-of-no-scheme.json")), as: UTF8.self)
    let own = try #require(text.firstRange(of: #/"scale".*\n.*"items".*,/#))
    let taken = text.replacingCharacters(in: own, with: #""scheme": "sound", "stage": "expert","#)
    let attempt = StudyAttempt(Array(taken.utf8), file: "study.json", schemes: { BrokenStudies.shelf })
    #expect(attempt.faults == [])
    let study = try #require(attempt.study)
    #expect(study.model.items == [StudyModel.Item(id: "A", weight: ExactDecimal(100))])
    #expect(study.designs[1].outliers?.tiers.first?.rule == .median)
    #expect(study.designs[1].rounding == [Aggregation.Rounding(after: .total, places: 1, mode: .halfUp)])
    #expect(study.designs[0].outliers == nil)
  }

  @Test func `a design's own model replaces only what it says, and faults of the rest are told once`() throws {
    let text = String(decoding: try #require(BrokenStudies.bytes("sound.json")), as: UTF8.self)
      .replacing(#""experts": "5"}"#, with: #""experts": "5", "model": {"noise": {"mark": "0"}}}"#)
    let study = try #require(StudyAttempt(Array(text.utf8), file: "study.json").study)
    #expect(study.designs[0].model == nil && study.designs[1].model?.noise.mark == 0)
    #expect(study.designs[1].model?.experts == study.model.experts)
    let broken = text.replacing(#""severity": "0.5""#, with: #""severity": "-1""#)
    #expect(StudyAttempt(Array(broken.utf8), file: "study.json").faults.map(\.path) == ["model.experts.severity"])
  }

  @Test func `deviations of real marks are read from a file, bin by bin`() throws {
    let text = String(decoding: try #require(BrokenStudies.bytes("sound.json")), as: UTF8.self)
      .replacing(#"{"mark": "0.8"}"#, with: #"{"mark": "1", "residualsFile": "bins.csv"}"#)
    let bins = "quality,deviation\r\n-1,0.5\r\n-1,-0.5\r\n# above\n2,1.25\n"
    let study = try #require(
      StudyAttempt(Array(text.utf8), file: "study.json", beside: { _ in Array(bins.utf8) }).study)
    #expect(
      study.model.noise.residuals == [
        StudyModel.ResidualBin(qualityAtMost: -1, deviations: [0.5, -0.5]),
        StudyModel.ResidualBin(qualityAtMost: 2, deviations: [1.25]),
      ])
  }

  @Test(arguments: [
    #"{"kind": "normal", "deviation": "1"}"#, #"{"kind": "skewed", "shape": "2.5", "deviation": "1.25"}"#,
    #"{"kind": "clustered", "share": "0.3", "width": "0.1"}"#, #"{"kind": "resampled", "values": ["1", "-0.5", "2"]}"#,
  ])
  func `a model that is written as a study says it reads as the same`(quality: String) throws {
    let more = """
      "noise": {"mark": "0.8", "sheet": "0.25", "fall": "0.1", "residuals": [{"qualityAtMost": "0", "deviations": ["1"]}]},
        "itemStrength": "0.4", "gaps": {"missingMark": "0.01", "slippedConflict": "0.02", "conflictBonus": "-1"},
        "behaviours": [{"kind": "bury", "experts": "1", "targets": "2", "amount": "1.5", "aim": "top"}, {"kind": "copier"}]
      """
    let text = String(decoding: try #require(BrokenStudies.bytes("sound.json")), as: UTF8.self)
      .replacing(#"{"kind": "normal", "deviation": "1"}"#, with: quality)
      .replacing(#""noise": {"mark": "0.8"}"#, with: more)
      .replacing(#""experts": "3"}"#, with: #""experts": "4"}"#)
    let first = StudyAttempt(Array(text.utf8), file: "study.json")
    #expect(first.faults == [])
    let study = try #require(first.study)
    let members = try #require(try JSON.read(text).members).map {
      $0.key == "model" ? JSON.Member(key: "model", value: study.model.json) : $0
    }
    let second = StudyAttempt(Array(JSON(.object(members)).compactText.utf8), file: "study.json")
    #expect(second.faults == [] && second.study?.model == study.model)
  }
}
