import ExpertReview
import Statistics

// How agreement is written, for scripts and to be kept: the two are one form.

extension AgreementFindings {
  public var json: JSON {
    .object([
      "analysis": .text("agreement"), "stage": .text(stage), "seed": .text(settings.seed), "level": .statistic(0.95),
      "item": settings.item.map { .text($0.rawValue) }, "groups": .array(groups.map(\.json)),
    ])
  }

  /// Nil for anything but what `json` writes.
  public init?(_ json: JSON) {
    guard json["analysis"]?.text == "agreement", let stage = json["stage"]?.text, let seed = json["seed"]?.text,
      let groups = json.list("groups", Group.init)
    else { return nil }
    self.init(
      stage: stage, settings: Settings(seed: seed, item: json["item"]?.text.map { ItemID($0) }), groups: groups)
  }
}

extension AgreementFindings.Group {
  public var json: JSON {
    .object([
      "group": .text(group.rawValue), "members": .number(members), "parts": .array(parts.map(\.json)),
      "questions": .array(questions.map(\.json)),
    ])
  }

  init?(_ json: JSON) {
    guard let group = json["group"]?.text, let members = json["members"]?.integer,
      let parts = json.list("parts", AgreementFindings.Part.init)
    else { return nil }
    self.init(group: GroupID(group), members: members, parts: parts)
  }
}

extension AgreementFindings.Part {
  var json: JSON {
    JSON.object(["item": item.map { .text($0.rawValue) } ?? .null]).joining(refusal?.json ?? AgreementGap.noRefusal)
      .joining(figures?.json ?? JSON(.object([]))).joining(
        .object([
          "blocks": .array(blocks.map(\.json)), "apart": apart?.json, "expertsAsked": .number(asked),
          "questions": .array(questions.map(\.json)),
        ]))
  }

  init?(_ json: JSON) {
    let (refusal, figures) = (AgreementGap(json), AgreementFindings.Figures(json))
    guard (refusal == nil) != (figures == nil), let blocks = json.list("blocks", AgreementFindings.Block.init),
      let questions = json.list("questions", AgreementFindings.Question.init),
      let asked = json["expertsAsked"]?.integer
    else { return nil }
    self.init(
      item: json["item"]?.text.map { ItemID($0) }, refusal: refusal, figures: figures, blocks: blocks,
      apart: json["apart"].flatMap { AgreementFindings.Apart($0) }, asked: asked, questions: questions)
  }
}

extension AgreementGap {
  fileprivate static let noRefusal = JSON.object(["refused": .null])

  fileprivate var json: JSON {
    var (found, needed): (Int?, Int?)
    switch self {
    case .tooFewSubjects(let count, let least), .tooFewRaters(let count, let least): (found, needed) = (count, least)
    case .incomplete(let missing): found = missing
    case .noVariation, .notSeparable: break
    }
    return .object([
      "refused": .text(code), "found": found.map { .number($0) }, "needed": needed.map { .number($0) },
    ])
  }

  fileprivate init?(_ json: JSON) {
    let (found, needed) = (json["found"]?.integer ?? 0, json["needed"]?.integer ?? 0)
    let all: [AgreementGap] = [
      .tooFewSubjects(found: found, needed: needed), .tooFewRaters(found: found, needed: needed),
      .incomplete(missing: found), .noVariation, .notSeparable,
    ]
    guard let code = json["refused"]?.text, let gap = all.first(where: { $0.code == code }) else { return nil }
    self = gap
  }
}

extension AgreementFindings.Figure {
  var json: JSON { .object(["value": .orNull(value), "lower": .orNull(lower), "upper": .orNull(upper)]) }

  init?(_ json: JSON?) {
    guard let json, let value = json["value"] else { return nil }
    self.init(value: value.statistic, lower: json["lower"]?.statistic, upper: json["upper"]?.statistic)
  }
}

extension AgreementFindings.Figures {
  var json: JSON {
    .object([
      "candidates": .number(candidates), "experts": .number(experts), "marks": .number(marks),
      "panelSize": .number(panelSize), "complete": .boolean(complete), "single": single.json, "order": order.json,
      "alpha": alpha.json, "ordinalAlpha": ordinalAlpha.json,
      "variances": .object([
        "candidates": .statistic(study.subjects), "experts": .statistic(study.raters),
        "rest": .statistic(study.residual),
      ]),
      "decisions": .array(
        sizes.map { size in
          let outcome = study.outcome(raters: size)
          return .object([
            "experts": .number(size), "same": .statistic(outcome.generalizability),
            "own": .statistic(outcome.dependability),
          ])
        }),
    ])
  }

  init?(_ json: JSON) {
    guard let candidates = json["candidates"]?.integer, let experts = json["experts"]?.integer,
      let marks = json["marks"]?.integer, let panelSize = json["panelSize"]?.integer,
      let complete = json["complete"]?.flag, let single = AgreementFindings.Figure(json["single"]),
      let order = AgreementFindings.Figure(json["order"]), let alpha = AgreementFindings.Figure(json["alpha"]),
      let ordinal = AgreementFindings.Figure(json["ordinalAlpha"]),
      let subjects = json["variances"]?["candidates"]?.statistic, let raters = json["variances"]?["experts"]?.statistic,
      let rest = json["variances"]?["rest"]?.statistic
    else { return nil }
    self.init(
      candidates: candidates, experts: experts, marks: marks, panelSize: panelSize, complete: complete, single: single,
      order: order, alpha: alpha, ordinalAlpha: ordinal,
      study: DecisionStudy(subjects: subjects, raters: raters, residual: rest))
  }
}

extension AgreementFindings.Block {
  var json: JSON {
    .object([
      "experts": .identifiers(experts), "candidates": .identifiers(candidates), "single": single.json,
      "mean": mean.json, "concordance": concordance?.json ?? .null,
    ])
  }

  init?(_ json: JSON) {
    guard let experts: [ExpertID] = json.identifiers("experts"),
      let candidates: [CandidateID] = json.identifiers("candidates"),
      let single = AgreementFindings.Figure(json["single"]), let mean = AgreementFindings.Figure(json["mean"])
    else { return nil }
    self.init(
      experts: experts, candidates: candidates, single: single, mean: mean,
      concordance: json["concordance"].flatMap { AgreementFindings.Concordance($0) })
  }
}

extension AgreementFindings.Concordance {
  var json: JSON {
    .object([
      "value": .orNull(value), "chiSquare": .orNull(chiSquare), "degreesOfFreedom": .number(degreesOfFreedom),
      "probability": .orNull(probability),
    ])
  }

  init?(_ json: JSON) {
    guard let freedom = json["degreesOfFreedom"]?.integer else { return nil }
    self.init(
      value: json["value"]?.statistic, chiSquare: json["chiSquare"]?.statistic, degreesOfFreedom: freedom,
      probability: json["probability"]?.statistic)
  }
}

extension AgreementFindings.Apart {
  var json: JSON {
    .object([
      "panels": .number(panels), "spread": .statistic(spread), "expected": .statistic(expected),
      "probability": .statistic(probability), "errorWithin": .statistic(errorWithin),
      "errorAcross": .statistic(errorAcross),
    ])
  }

  init?(_ json: JSON) {
    guard let panels = json["panels"]?.integer, let spread = json["spread"]?.statistic,
      let expected = json["expected"]?.statistic, let probability = json["probability"]?.statistic,
      let within = json["errorWithin"]?.statistic, let across = json["errorAcross"]?.statistic
    else { return nil }
    self.init(
      panels: panels, spread: spread, expected: expected, probability: probability, errorWithin: within,
      errorAcross: across)
  }
}

extension AgreementFindings.Question {
  var json: JSON {
    .object([
      "expert": .text(expert.rawValue), "kind": .text(kind.code), "words": words.json, "marks": .number(marks),
      "distinct": .number(distinct), "modalMark": .statistic(modalMark), "modalCount": .number(modalCount),
      "spread": .orNull(spread), "correlation": .orNull(correlation.value),
      "correlationInterval": .array([.orNull(correlation.lower), .orNull(correlation.upper)]),
      "rankCorrelation": .orNull(rankCorrelation), "others": .orNull(others), "swap": swap?.json,
      "probability": .orNull(probability), "adjusted": .orNull(adjusted),
    ])
  }

  init?(_ json: JSON) {
    guard let expert = json["expert"]?.text,
      let kind = RaterQuestions.Kind.allCases.first(where: { $0.code == json["kind"]?.text }),
      let marks = json["marks"]?.integer, marks > 0, let distinct = json["distinct"]?.integer,
      let modalMark = json["modalMark"]?.statistic, let modalCount = json["modalCount"]?.integer
    else { return nil }
    let swap = json["swap"].flatMap { AgreementFindings.Swap($0) }
    guard (kind == .swapped) == (swap != nil) else { return nil }
    let interval = json["correlationInterval"]?.elements ?? []
    self.init(
      expert: ExpertID(expert), kind: kind, marks: marks, distinct: distinct, modalMark: modalMark,
      modalCount: modalCount, spread: json["spread"]?.statistic,
      correlation: .init(
        value: json["correlation"]?.statistic, lower: interval.first?.statistic, upper: interval.last?.statistic),
      rankCorrelation: json["rankCorrelation"]?.statistic, others: json["others"]?.statistic, swap: swap,
      probability: json["probability"]?.statistic, adjusted: json["adjusted"]?.statistic)
  }
}

extension AgreementFindings.Swap {
  var json: JSON {
    .object([
      "candidates": .identifiers(candidates), "marks": .array(marks.map { .statistic($0) }), "before": .orNull(before),
      "after": .orNull(after), "correlation": .orNull(correlation),
    ])
  }

  init?(_ json: JSON) {
    guard let candidates: [CandidateID] = json.identifiers("candidates"), candidates.count == 2,
      let marks = json["marks"]?.elements?.compactMap(\.statistic), marks.count == 2
    else { return nil }
    self.init(
      candidates: candidates, marks: marks, before: json["before"]?.statistic, after: json["after"]?.statistic,
      correlation: json["correlation"]?.statistic)
  }
}

extension AgreementFindings.Asked {
  var json: JSON {
    .object([
      "expert": .text(expert.rawValue), "kind": .text(kind.code),
      "candidates": evidence.swap.map { .identifiers($0.candidates) },
      "items": .array(places.map { $0.map { .text($0.rawValue) } ?? .null }),
      "evidenceFrom": plainest.map { .text($0.rawValue) } ?? .null, "words": evidence.words.json,
    ])
  }
}
