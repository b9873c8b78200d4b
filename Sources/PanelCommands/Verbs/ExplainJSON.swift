import ExpertReview
import Reports

// The stable shape of `panel explain --json`. Official numbers are decimal text; values before rounding are exact, as
// `245/3` or a whole number.

extension CandidateExplanation {
  var json: JSON {
    let history = SeatHistory(round: round, stage: stage, candidate: candidate)
    return .object([
      "candidate": .text(candidate.id.rawValue), "name": .text(candidate.name), "group": .orNull(group?.rawValue),
      "stage": .text(stage.id), "asOf": .day(asOf), "version": .number(candidate.version),
      "verdict": .text(examination.verdict.rawValue), "admitted": .boolean(round.isAdmitted(examination)),
      "findings": examination.json["findings"] ?? .array([]),
      "versions": .array(round.arrivals(of: candidate.id).map(\.json)), "returns": CorrectionPage(self).json,
      "decisions": .array(acts.map(\.json)),
      "recommender": .orNull(recommender?.id.rawValue),
      "nominations": .array(nominations.map(\.json)),
      "handedOn": round.handedOn[candidate.id]?.levelsJSON ?? .array([]),
      "panel": .array(seats.map { $0.json }), "runnersUp": prices.runnersUpJSON,
      "anchors": guests.isEmpty
        ? nil
        : .array(
          guests.map { .object(["expert": .text($0.expert.id.rawValue), "marked": .boolean($0.hasMarked)]) }),
      "panelSource": round.panels[stage.id].map { .text($0.code) } ?? .null,
      "draw": draw?.json(of: candidate.id), "chair": OpinionPage(self).chairJSON,
      "opinions": OpinionPage(self).expertsJSON,
      "panelOpinions": OpinionPage(self).panelJSON, "questions": OpinionPage(self).questionsJSON,
      "alternates": history.alternatesJSON, "seatChanges": history.changesJSON, "void": history.voidJSON,
      "trace": scoring?.json(round.experts) ?? .null,
      "earlierMarks": ChangePage(self).earlierJSON, "changes": ChangePage(self).othersJSON,
      "reopened": .array(round.reopenings.map(\.json)),
      "judged": tallies.isEmpty ? nil : .array(tallies.map { $0.tally.json(stage: $0.stage.id) }),
      "stages": placing?.joined.map { joined, position in
        .array(
          joined.parts.map { part in
            .object([
              "stage": .text(part.stage), "share": .text(part.share.description),
              "score": part.score(of: position).map { .text($0.text) } ?? .null,
              "product": .exact(part.product(of: position)),
            ])
          })
      },
      "score": placing?.row.score.map { .text($0.text) } ?? .null,
      "place": placing?.row.place.map { .number($0) } ?? .null, "placed": placing.map { .number($0.placed) } ?? .null,
      "listed": placing.map { .boolean($0.row.listed) } ?? .null,
      "reserve": placing?.row.reserve.map { .number($0) } ?? .null,
      "tieBrokenBy": placing?.row.tieBrokenBy.map { .text($0.code) } ?? .null,
      "tied": .identifiers(placing?.row.tied ?? []), "equals": placing.map(\.equalsJSON) ?? .array([]),
      "barredBy": .texts(placing?.row.barredBy.map(\.code) ?? []),
      "keptOutBy": .texts(placing?.row.keptOutBy.map(\.rawValue) ?? []),
      "undecided": placing.map { .boolean($0.undecided != nil) } ?? .null,
      "ranking": .text(placing?.state ?? "none"), "certainty": beside?.certainty?.json,
      "severity": beside?.severity?.json, "notKept": beside?.notKept,
      "exclusion": .orNull(round.exclusions[candidate.id]?.rawValue),
      "openObjections": .number(round.openObjections(against: candidate.id).count),
      "notice": .day(shown?.showing.posted) ?? .null,
      "final": .day(round.board.publication(of: candidate.id)?.on) ?? .null,
    ])
  }
}

extension CandidateExplanation.Seat {
  fileprivate var json: JSON {
    .object([
      "expert": .text(expert.id.rawValue), "affinity": affinity.json, "affinityFrom": .text(affinity.code),
      "recused": .boolean(sheet?.recused ?? false), "available": .boolean(isAvailable),
    ])
  }
}

extension CandidateExplanation.Placing {
  /// Whether the ranking told of is the one on record.
  fileprivate var state: String {
    switch isOnRecord {
    case true?: "onRecord"
    case false?: "stale"
    case nil: "notRun"
    }
  }

  fileprivate var equalsJSON: JSON {
    .array(
      equals.map { equal in
        .object([
          "candidate": .text(equal.row.candidate.rawValue), "place": equal.row.place.map { .number($0) } ?? .null,
          "values": .array(
            zip(ties, equal.values).map { tie, value in
              .object(["tieBreak": .text(tie.code), "value": .exact(value)])
            }),
        ])
      })
  }
}

extension CandidateExplanation.Scoring {
  fileprivate func json(_ experts: [Expert]) -> JSON {
    .object([
      "on": .text(plan.aggregation.basis.rawValue), "items": .array(trace.items.map { $0.json(experts) }),
      "sheets": .array(trace.sheets.map { $0.json(experts) }), "trimming": trace.trimming?.json ?? .null,
      "panelMean": .exact(trace.panelMean), "sum": .exact(trace.sum),
      "score": trace.standing.score.map { .text($0.text) } ?? .null, "sheetsUsed": .number(trace.standing.sheetsUsed),
      "untrimmedMean": .exact(trace.standing.untrimmedMean), "markMean": .exact(trace.standing.markMean),
      "judgedTotal": .exact(trace.standing.judgedTotal),
    ])
  }
}

extension ScoreTrace.Item {
  fileprivate func json(_ experts: [Expert]) -> JSON {
    .object([
      "item": .text(id.rawValue), "kind": .text(kind.rawValue), "multiplier": .text(multiplier.text),
      "deduct": .boolean(deduct),
      "marks": .array(
        marks.map { mark in
          .object([
            "expert": .text(experts[Int(mark.expert)].id.rawValue), "mark": .official(mark.value),
            "fate": .text(mark.fate.code),
          ])
        }),
      "trimming": trimming?.json ?? .null, "value": .exact(value), "rounded": .official(rounded),
      "product": .exact(product), "roundedProduct": .official(roundedProduct),
    ])
  }
}

extension ScoreTrace.Sheet {
  fileprivate func json(_ experts: [Expert]) -> JSON {
    .object([
      "expert": .text(experts[Int(expert)].id.rawValue), "total": .exact(exact), "rounded": .official(rounded),
      "scaledUp": .boolean(scaledUp), "fate": .text(fate.code), "share": .exact(share),
    ])
  }
}

extension ScoreTrace.Trimming {
  fileprivate var json: JSON {
    .object([
      "found": .number(found), "rule": .text(rule.code), "droppedHigh": .number(droppedHigh),
      "droppedLow": .number(droppedLow), "replacedHigh": .number(replacedHigh), "replacedLow": .number(replacedLow),
      "fellBack": .boolean(fellBack),
      "spread": spread.map {
        .object([
          "median": .exact($0.median), "deviation": .exact($0.deviation), "limit": .exact($0.limit),
        ])
      },
    ])
  }
}

extension Panels {
  /// `assigned`, `drawn`, `imported` or `adopted`.
  var code: String {
    switch origin {
    case .assigned(let record) where record.isDrawn: "drawn"
    case .assigned: "assigned"
    case .imported: "imported"
    case .adopted: "adopted"
    }
  }
}

extension JSON {
  /// An exact value: `245/3`, or `79`; null where there is none.
  fileprivate static func exact(_ value: Fraction?) -> JSON { value.map { .text($0.description) } ?? .null }

  /// A mark or an official number as decimal text; null where there is none.
  fileprivate static func official(_ value: ExactDecimal?) -> JSON { value.map { .text($0.description) } ?? .null }
}
