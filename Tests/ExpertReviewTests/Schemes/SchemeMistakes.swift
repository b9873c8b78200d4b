@testable import ExpertReview

extension `Reading schemes` {
  /// What the reader itself refuses, beside the mistakes that stand with the tests.
  static let formMistakes: [Mistake] = [
    Mistake("kind-missing", 6, "rules.R-03", .missingKey("kind")),
    Mistake("list-instead-of-object", 5, "publicity", .wrongForm(expected: .object, found: .list)),
    Mistake("null-instead-of-a-text", 6, "rules.R-03.also.1", .wrongForm(expected: .text, found: .null)),
    Mistake("empty-label", 6, "materials.MT-02.label.zh", .empty),
    Mistake("id-is-not-the-folder", 2, "id", .idMismatch(folder: "broken", found: "sound-too")),
    Mistake("key-twice", 6, "", .notJSON(.repeatedKey("rules"))),
    Mistake("text-after-the-end", 6, "", .notJSON(.somethingAfter)),
    Mistake("number-in-words", 6, "rules.R-03.check.atLeast.value", .notANumber("八")),
    Mistake("full-width-digits", 6, "rules.R-03.check.atLeast.value", .notANumber("８")),
    Mistake("half-a-year", 6, "rules.R-03.check.completeYearsAtLeast.value", .notWhole("2.5")),
    Mistake("day-that-is-none", 6, "rules.R-03.check.notBefore.day", .notADay("2025-02-30")),
    Mistake(
      "unknown-kind", 6, "rules.R-03.kind",
      .notOneOf("gates", allowed: Rule.Kind.allCases.map(\.rawValue), nearest: "gate")),
    Mistake("check-with-two-names", 6, "rules.R-03.check", .oneKeyOf(SchemeReader.checkNames)),
    Mistake("bound-twice", 6, "rules.R-03.check.atLeast", .oneKeyOf(["value", "other"])),
    Mistake("affinity-weight-too-fine", 5, "affinity.text.weight", .tooManyPlaces("0.12345", most: 4)),
    Mistake("affinity-without-weight", 5, "affinity", .noWeight(["fields", "text", "bids", "imported"])),
    Mistake(
      "bid-worth-more-for-less", 5, "affinity.bids", .bidsOutOfOrder("willing", "0.5", below: "maybe", "0.75")),
    Mistake("bid-worth-too-much", 5, "affinity.bids.eager", .outOfRange("2", from: "0", until: "1")),
    Mistake("range-reversed", 6, "rules.R-03.check.between", .rangeReversed(from: "10", until: "1")),
    Mistake("in-force-reversed", 5, "inForce", .rangeReversed(from: "2026-01-01", until: "2025-12-31")),
    Mistake("scale-reversed", 6, "stages.expert.rubric.scale", .rangeReversed(from: "100", until: "0")),
    Mistake("misspelt-document", 6, "rules.R-02.cite.document", .unknown(.document, "mesure", nearest: "measure")),
    Mistake("misspelt-cell", 6, "rules.R-03.check.distinct.cell", .unknown(.cell, "nmae", nearest: "name")),
    Mistake("misspelt-check", 6, "rules.R-03.check.atleast", .unknown(.check, "atleast", nearest: "atLeast")),
    Mistake(
      "misspelt-group", 6, "stages.expert.rubric.perGroup.generel", .unknown(.group, "generel", nearest: "general")),
    Mistake("carry-of-a-missing-stage", 6, "stages.expert.carry.exprt", .unknown(.stage, "exprt", nearest: "expert")),
    Mistake(
      "vacancy-of-nobody", 6, "stages.selection.vacancy", .notOneOf("nobody", allowed: ["next", "empty"], nearest: nil)),
    Mistake("zone-of-two-widths", 6, "stages.selection.zone", .oneKeyOf(["within", "places"])),
    Mistake("zone-of-less-than-nothing", 6, "stages.selection.zone.within", .outOfRange("-1", from: "0", until: nil)),
    Mistake(
      "zone-decided-by-nobody", 6, "stages.selection.zone.by",
      .notOneOf("chance", allowed: ["discuss", "lot"], nearest: nil)),
    Mistake("zone-without-a-line", 6, "stages.selection.zone", .zoneWithoutLine),
    Mistake(
      "anonymous-objections-misspelt", 5, "publicity.anonymousObjections",
      .notOneOf("holds", allowed: ["hold", "note"], nearest: "hold")),
    Mistake("misspelt-preference", 6, "stages.selection.ties.1", .unknown(.preference, "R-01", nearest: nil)),
    Mistake(
      "unknown-tie", 6, "stages.selection.ties.1", .notOneOf("lots", allowed: SchemeReader.tieNames, nearest: "lot")),
    Mistake(
      "evidence-that-nobody-gives", 7, "stages.expert.rubric.items.A.parts.1.evidence.2",
      .unknown(.field, "patents", nearest: nil)),
    Mistake("label-for-a-field", 6, "rules.R-03.check.atLeast.field", .unknown(.field, "参数", nearest: "params_yi")),
    Mistake(
      "label-for-a-choice", 6, "rules.R-03.check.equals.value",
      .valueNotInList(field: "track", value: "垂直", nearest: "vertical")),
    Mistake("label-for-an-item", 6, "stages.selection.ties.1", .unknown(.item, "效果", nearest: "B")),
    Mistake("two-sources", 6, "rules.R-02", .twoSources),
    Mistake("document-not-listed", 6, "rules.R-02.cite.document", .documentNotListed("notice")),
    Mistake("years-missing", 6, "fields.fin.YYYY.revenue", .needsYears),
    Mistake("years-for-nothing", 6, "fields.revenue", .yearsWithoutPlace),
    Mistake(
      "key-in-chinese", 6, "fields.营收.key", .notOneOf("营收", allowed: ["a–z", "A–Z", "0–9", "_", "."], nearest: nil)),
    Mistake("alias-twice", 6, "fields.summary", .repeatedID("intro")),
    Mistake("gate-without-a-check", 6, "rules.R-03", .needsCheck(kind: "gate")),
    Mistake("judged-with-a-check", 6, "rules.R-03.check", .takesNoCheck(kind: "judged")),
    Mistake("length-without-a-limit", 7, "rules.R-03.check.maxLength", .noMaximumLength(field: "note")),
    Mistake(
      "when-on-another-type", 6, "rules.R-03.check.when.isTrue.field",
      .fieldOfWrongType(field: "track", type: "choice", allowed: ["boolean"])),
    Mistake("levels-begin-late", 6, "stages.expert.rubric.items.B.levels", .levelsStart(from: "10", scale: "0")),
    Mistake("levels-end-early", 6, "stages.expert.rubric.items.B.levels", .levelsEnd(until: "90", scale: "100")),
    Mistake("levels-overlap", 6, "stages.expert.rubric.items.B.levels", .levelsOverlap(until: "60", next: "50")),
    Mistake("minimum-above-the-panel", 6, "stages.expert.panel.minimumSheets", .minimumAboveSize(minimum: 8, size: 7)),
    Mistake("share-above-the-whole", 6, "stages.expert.panel.compose.1.atLeast", .notAShare("3/2")),
    Mistake("some-of-every-unit", 6, "stages.expert.panel.compose.1.atLeast", .leastOfEach(per: "unit")),
    Mistake("more-of-a-kind-than-seats", 6, "stages.expert.panel.compose.1", .limitAbovePanel(least: 8, size: 7)),
    Mistake("kind-above-its-most", 6, "stages.expert.panel.compose.1", .limitsApart(least: 5, most: 4, size: 7)),
    Mistake("chair-of-no-quality", 6, "stages.expert.panel.chair", .oneKeyOf(["kind", "attribute"])),
    Mistake("outliers-on-another-basis", 6, "stages.expert.aggregate.on", .basisDiffers(outliers: "total", on: "item")),
    Mistake(
      "median-that-drops", 6, "stages.expert.aggregate.outliers.high", .keyOfAnotherRule("high", rule: "median")),
    Mistake("trimming-half", 6, "stages.expert.aggregate.outliers.proportion", .notAProportion("1/2")),
    Mistake(
      "fallback-that-never-holds", 6, "stages.expert.aggregate.outliers.then.whenFewerThan",
      .fallbackAbove(whenFewerThan: 7, above: 7)),
    Mistake(
      "rejection-of-everything", 6, "stages.expert.aggregate.outliers.cut",
      .rejectsTheMiddle(cut: "0.5", constant: "1.4826")),
    Mistake(
      "rejection-without-its-constant", 6, "stages.expert.aggregate.outliers", .missingKey("constant")),
    Mistake("winsorised-twice", 6, "stages.expert.aggregate.outliers", .oneKeyOf(["high", "proportion"])),
    Mistake("fallback-without-number", 6, "stages.expert.aggregate.outliers", .missingKey("whenFewerThan")),
    Mistake("shares-short-of-100", 6, "stages.expert.carry", .sharesDoNotSum("90")),
    Mistake("group-without-items", 12, "stages.defence.rubric", .noItems(group: "vertical")),
    Mistake("top-of-nothing", 12, "stages.first.admits", .topOfNothing),
    Mistake("line-without-a-cap", 13, "stages.defence.admits.top", .lineWithoutCap("1.5×cap")),
    Mistake("carry-without-itself", 13, "stages.defence.carry", .missingKey("defence")),
    Mistake("carry-of-an-unrounded-stage", 13, "stages.defence.carry.first", .carriesUnrounded(stage: "first")),
    Mistake("length-of-no-opinion", 6, "stages.expert.opinions.atLeast", .lengthOfNothing(least: 20)),
    Mistake(
      "opinions-misspelt", 6, "stages.expert.opinions.expert",
      .notOneOf("require", allowed: OpinionPolicy.Demand.allCases.map(\.rawValue), nearest: "required")),
    Mistake("admits-misspelt", 13, "stages.defence.admits", .notOneOf("al", allowed: ["all"], nearest: "all")),
    Mistake("carry-of-a-later-stage", 12, "stages.defence.carry.final", .laterStage("final")),
    Mistake("balance-without-minus", 10, "rules.R-03.check.sumWithinMonths.declared", .missingKey("minus")),
    Mistake(
      "form-of-a-whole-list", 6, "rules.R-03.check.matches.field",
      .fieldOfWrongType(field: "members", type: "list", allowed: ["text"])),
    Mistake(
      "words-in-a-choice", 6, "rules.R-03.check.mentions.field",
      .fieldOfWrongType(field: "track", type: "choice", allowed: ["text"])),
    Mistake(
      "process-in-a-named-review", 6, "rules.R-03.stage",
      .notOneOf("expert", allowed: Stage.Kind.allCases.map(\.rawValue), nearest: nil)),
    Mistake("part-of-a-label", 6, "rules.R-03.check.present.field", .unknown(.field, "简", nearest: "intro")),
  ]

  /// What reads well and cannot be meant.
  static let senseMistakes: [Mistake] = [
    Mistake("also-an-unknown-rule", 6, "rules.R-03.also", .unknown(.rule, "R-O2", nearest: "R-02")),
    Mistake("choices-with-one-label", 7, "fields.level.values.b", .repeatedID("国家级")),
    Mistake("rule-that-never-fires", 6, "rules.R-03.check", .alwaysHolds),
    Mistake("rule-that-nothing-meets", 6, "rules.R-03.check", .neverHolds),
    Mistake("condition-that-never-comes", 6, "rules.R-03.check", .alwaysHolds),
    Mistake("material-never-asked-for", 7, "materials.MT-02.required.when", .neverHolds),
    Mistake("also-in-a-circle", 6, "rules.R-01.also", .circle(key: "also", ["R-01", "R-02", "R-01"])),
    Mistake(
      "review-after-the-selection", 43, "stages.selection", .stageOutOfOrder(stage: "selection", after: "review")),
    Mistake(
      "publication-before-publicity", 6, "stages.publication",
      .stageOutOfOrder(stage: "publication", after: "publicity")),
    Mistake(
      "minimum-beyond-the-marks", 6, "stages.expert.aggregate.minimums.1.atLeast",
      .outOfRange("600", from: "0", until: "100")),
    Mistake("forwards-to-nobody", 5, "forwardsTo", .unknown(.scheme, "soud", nearest: "sound")),
    Mistake("also-bars-nobody", 6, "sanctions.alsoBars.1", .unknown(.scheme, "soud", nearest: "sound")),
    Mistake("also-bars-one-way", 6, "sanctions.alsoBars.1", .barsOneWay("sound")),
    Mistake("forwards-to-itself", 5, "forwardsTo", .circle(key: "forwardsTo", ["broken", "broken"])),
    Mistake("publicity-without-terms", 8, "stages.publicity", .needsPart("publicity", for: "publicity")),
    Mistake("publicity-of-nothing", 8, "stages.publicity", .needsStage("selection", for: "publicity")),
  ]
}
