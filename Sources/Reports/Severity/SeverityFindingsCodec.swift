import ExpertReview

// How severity is written, for scripts and to be kept: the two are one form.

extension SeverityFindings {
  public var json: JSON {
    .object([
      "analysis": .text("severity"), "stage": .text(stage), "seed": .text(settings.seed),
      "drawsOfChain": .number(settings.draws), "item": settings.item.map { .text($0.rawValue) },
      "groups": .array(groups.map(\.json)),
    ])
  }

  /// Nil for anything but what `json` writes.
  public init?(_ json: JSON) {
    guard json["analysis"]?.text == "severity", let stage = json["stage"]?.text, let seed = json["seed"]?.text,
      let draws = json["drawsOfChain"]?.integer, draws >= Settings.fewestDraws,
      let groups = json.list("groups", Group.init)
    else { return nil }
    let item = json["item"]?.text.map { ItemID($0) }
    self.init(stage: stage, settings: Settings(seed: seed, draws: draws, item: item), groups: groups)
  }
}

extension SeverityFindings.Group {
  public var json: JSON {
    let head = JSON.object([
      "group": .text(group.rawValue), "item": item.map { .text($0.rawValue) }, "listed": .number(listed),
    ])
    return head.joining(worth.json).joining(
      .object([
        "standardScoreWarnings": .array(scoreCautions.map { $0.json.joining($0.scoreWords.json) }),
        "parts": .number(parts), "variances": variances?.json, "bayesian": bayesian?.json,
        "experts": .array(experts.map(\.json)), "candidates": .array(candidates.map(\.json)),
        "items": items.isEmpty ? nil : .array(items.map(\.json)),
      ]))
  }

  init?(_ json: JSON) {
    guard let group = json["group"]?.text, let listed = json["listed"]?.integer, let parts = json["parts"]?.integer,
      let worth = SeverityFindings.Worth(json),
      let scores = json.list("standardScoreWarnings", SeverityFindings.Caution.init),
      let experts = json.list("experts", SeverityFindings.Expert.init),
      let candidates = json.list("candidates", SeverityFindings.Candidate.init)
    else { return nil }
    self.init(
      group: GroupID(group), item: json["item"]?.text.map { ItemID($0) }, listed: listed, parts: parts, worth: worth,
      scoreCautions: scores, variances: json["variances"].flatMap { SeverityFindings.Variances($0) },
      bayesian: json["bayesian"].flatMap { SeverityFindings.Bayesian($0) }, experts: experts, candidates: candidates,
      items: json.list("items", SeverityFindings.ItemPart.init) ?? [])
  }
}

extension SeverityFindings.Worth {
  var json: JSON {
    .object([
      "cautions": .array(cautions.map { $0.json.adding("words", $0.words(change: change).json) }),
      "simpleError": .orNull(simpleError), "correctedError": .orNull(correctedError), "change": .orNull(change),
      "test": test.map {
        .object([
          "ratio": .statistic($0.ratio),
          "degreesOfFreedom": .array([.number($0.expertFreedom), .number($0.errorFreedom)]),
          "probability": .statistic($0.probability),
        ])
      },
    ])
  }

  init?(_ json: JSON) {
    guard let cautions = json.list("cautions", SeverityFindings.Caution.init) else { return nil }
    var test: SeverityFindings.Test?
    if let written = json["test"], let freedom = written["degreesOfFreedom"]?.elements?.compactMap(\.integer),
      freedom.count == 2, let ratio = written["ratio"]?.statistic, let chance = written["probability"]?.statistic
    {
      test = .init(ratio: ratio, expertFreedom: freedom[0], errorFreedom: freedom[1], probability: chance)
    }
    self.init(
      cautions: cautions, simpleError: json["simpleError"]?.statistic,
      correctedError: json["correctedError"]?.statistic,
      change: json["change"]?.statistic, test: test)
  }
}

extension SeverityFindings.Caution {
  var json: JSON {
    .object([
      "code": .text(kind.rawValue), "count": count == 0 ? nil : .number(count),
      "experts": experts.isEmpty ? nil : .identifiers(experts),
    ])
  }

  init?(_ json: JSON) {
    guard let kind = json["code"]?.text.flatMap({ Kind(rawValue: $0) }) else { return nil }
    self.init(kind: kind, count: json["count"]?.integer ?? 0, experts: json.identifiers("experts") ?? [])
  }
}

extension SeverityFindings.Variances {
  var json: JSON {
    .object([
      "candidates": .statistic(candidates), "experts": .statistic(experts), "error": .statistic(error),
      "probability": .orNull(probability), "converged": .boolean(converged),
    ])
  }

  init?(_ json: JSON) {
    guard let candidates = json["candidates"]?.statistic, let experts = json["experts"]?.statistic,
      let error = json["error"]?.statistic, let converged = json["converged"]?.flag
    else { return nil }
    self.init(
      candidates: candidates, experts: experts, error: error, probability: json["probability"]?.statistic,
      converged: converged)
  }
}

extension SeverityFindings.Bayesian {
  var json: JSON {
    .object([
      "converged": .boolean(converged), "reduction": .orNull(reduction), "bulkSize": .orNull(bulkSize),
      "tailSize": .orNull(tailSize), "chains": .number(chains), "draws": .number(draws),
      "priors": .object([
        "candidates": .statistic(candidatesPrior), "errors": .statistic(errorsPrior),
        "experts": .statistic(expertsPrior),
      ]),
    ])
  }

  init?(_ json: JSON) {
    guard let converged = json["converged"]?.flag, let chains = json["chains"]?.integer,
      let draws = json["draws"]?.integer, let candidates = json["priors"]?["candidates"]?.statistic,
      let errors = json["priors"]?["errors"]?.statistic, let experts = json["priors"]?["experts"]?.statistic
    else { return nil }
    self.init(
      converged: converged, reduction: json["reduction"]?.statistic, bulkSize: json["bulkSize"]?.statistic,
      tailSize: json["tailSize"]?.statistic, chains: chains, draws: draws, candidatesPrior: candidates,
      errorsPrior: errors, expertsPrior: experts)
  }
}

extension SeverityFindings.Expert {
  var json: JSON {
    .object([
      "expert": .text(expert.rawValue), "marks": .number(marks), "mean": .orNull(mean),
      "deviation": .orNull(deviation), "severity": .orNull(severity), "standardError": .orNull(standardError),
      "predicted": predicted.map { .orNull($0.value) }, "predictedError": predicted.map { .orNull($0.error) },
      "part": .number(part),
    ])
  }

  init?(_ json: JSON) {
    guard let expert = json["expert"]?.text, let marks = json["marks"]?.integer, let part = json["part"]?.integer
    else { return nil }
    self.init(
      expert: ExpertID(expert), marks: marks, mean: json["mean"]?.statistic, deviation: json["deviation"]?.statistic,
      severity: json["severity"]?.statistic, standardError: json["standardError"]?.statistic,
      predicted: SeverityFindings.Estimate(json), part: part)
  }
}

extension SeverityFindings.Estimate {
  /// The prediction of an expert or a candidate; nil where none was written.
  fileprivate init?(_ json: JSON) {
    guard let value = json["predicted"] else { return nil }
    self.init(value: value.statistic, error: json["predictedError"]?.statistic)
  }
}

extension SeverityFindings.Candidate {
  public var json: JSON {
    .object([
      "candidate": .text(candidate.rawValue), "place": place.map { .number($0) } ?? .null, "mean": .orNull(mean),
      "meanPlace": .number(meanPlace), "part": .number(part), "corrected": .orNull(corrected.value),
      "standardError": .orNull(corrected.error), "correctedPlace": .number(correctedPlace),
      "predicted": predicted.map { .orNull($0.value) }, "predictedError": predicted.map { .orNull($0.error) },
      "predictedPlace": predictedPlace.map { .number($0) }, "pluggedInRank": pluggedInRank.map { .statistic($0) },
      "bayesian": drawn?.json, "standardScore": .orNull(standardScore),
      "standardPlace": standardPlace.map { .number($0) },
    ])
  }

  init?(_ json: JSON) {
    guard let candidate = json["candidate"]?.text, let meanPlace = json["meanPlace"]?.integer,
      let part = json["part"]?.integer, let correctedPlace = json["correctedPlace"]?.integer
    else { return nil }
    self.init(
      candidate: CandidateID(candidate), place: json["place"]?.integer, mean: json["mean"]?.statistic,
      meanPlace: meanPlace, part: part,
      corrected: .init(value: json["corrected"]?.statistic, error: json["standardError"]?.statistic),
      correctedPlace: correctedPlace, predicted: SeverityFindings.Estimate(json),
      predictedPlace: json["predictedPlace"]?.integer, pluggedInRank: json["pluggedInRank"]?.statistic,
      drawn: json["bayesian"].map { SeverityFindings.Drawn($0) }, standardScore: json["standardScore"]?.statistic,
      standardPlace: json["standardPlace"]?.integer)
  }
}

extension SeverityFindings.Drawn {
  var json: JSON {
    .object([
      "effect": .orNull(effect), "deviation": .orNull(deviation),
      "interval": .array([.orNull(lower), .orNull(upper)]),
      "expectedRank": .orNull(expectedRank), "rankError": .orNull(rankError), "pcer": .orNull(percentile),
      "sucra": .orNull(surface), "chance": chance.map { .statistic($0) },
    ])
  }

  init(_ json: JSON) {
    let bounds = json["interval"]?.elements ?? []
    self.init(
      effect: json["effect"]?.statistic, deviation: json["deviation"]?.statistic, lower: bounds.first?.statistic,
      upper: bounds.last?.statistic, expectedRank: json["expectedRank"]?.statistic,
      rankError: json["rankError"]?.statistic, percentile: json["pcer"]?.statistic, surface: json["sucra"]?.statistic,
      chance: json["chance"]?.statistic)
  }
}

extension SeverityFindings.ItemPart {
  var json: JSON {
    JSON.object(["item": .text(item.rawValue), "parts": .number(parts)]).joining(worth.json)
      .joining(.object(["variances": variances?.json, "experts": .array(experts.map(\.json))]))
  }

  init?(_ json: JSON) {
    guard let item = json["item"]?.text, let parts = json["parts"]?.integer, let worth = SeverityFindings.Worth(json),
      let experts = json.list("experts", SeverityFindings.ItemExpert.init)
    else { return nil }
    self.init(
      item: ItemID(item), parts: parts, worth: worth,
      variances: json["variances"].flatMap { SeverityFindings.Variances($0) }, experts: experts)
  }
}

extension SeverityFindings.ItemExpert {
  var json: JSON {
    .object([
      "expert": .text(expert.rawValue), "marks": .number(marks), "severity": .orNull(severity.value),
      "standardError": .orNull(severity.error),
    ])
  }

  init?(_ json: JSON) {
    guard let expert = json["expert"]?.text, let marks = json["marks"]?.integer else { return nil }
    self.init(
      expert: ExpertID(expert), marks: marks,
      severity: .init(value: json["severity"]?.statistic, error: json["standardError"]?.statistic))
  }
}
