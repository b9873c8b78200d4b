import ExpertReview

extension StudyModel {
  /// The model as a study file says it, numbers to six decimals; reading it gives the same model where its numbers have
  /// no more. See the article on the study file.
  public var json: JSON {
    .object([
      "candidates": .count(candidates), "places": .count(places),
      "scale": .object([
        "min": .text(scale.minimum.description), "max": .text(scale.maximum.description),
        "step": .text(scale.step.description),
      ]),
      "items": .array(
        items.map { .object(["id": .text($0.id), "weight": .text($0.weight.description)]) }),
      "centre": .decimal(centre), "unit": .decimal(unit), "quality": quality.json,
      "itemStrength": .decimal(itemStrength), "experts": experts.json, "noise": noise.json, "gaps": gaps.json,
      "behaviours": behaviours.isEmpty ? nil : .array(behaviours.map(\.json)),
    ])
  }
}

extension StudyModel.Quality {
  fileprivate var json: JSON {
    switch self {
    case .normal(let deviation): .object(["kind": .text("normal"), "deviation": .decimal(deviation)])
    case .skewed(let shape, let deviation):
      .object(["kind": .text("skewed"), "shape": .decimal(shape), "deviation": .decimal(deviation)])
    case .clustered(let share, let width, let deviation):
      .object([
        "kind": .text("clustered"), "share": .decimal(share), "width": .decimal(width),
        "deviation": .decimal(deviation),
      ])
    case .resampled(let values):
      .object(["kind": .text("resampled"), "values": .array(values.map { .decimal($0) })])
    }
  }
}

extension StudyModel.Experts {
  fileprivate var json: JSON {
    .object([
      "pool": pool > 0 ? .count(pool) : nil, "load": pool > 0 ? nil : .count(load), "severity": .decimal(severity),
      "spread": .decimal(spread), "drift": .decimal(drift), "centralTendency": .decimal(centralTendency),
      "rounders": .decimal(rounders), "roundTo": .text(roundTo.description), "topics": .count(topics),
      "pairs": pairs > 0 ? .count(pairs) : nil, "minutesPerSheet": .decimal(minutesPerSheet),
    ])
  }
}

extension StudyModel.Noise {
  fileprivate var json: JSON {
    .object([
      "mark": .decimal(mark), "sheet": .decimal(sheet), "fall": .decimal(fall),
      "residuals": residuals.isEmpty
        ? nil
        : .array(
          residuals.map {
            .object([
              "qualityAtMost": .decimal($0.qualityAtMost), "deviations": .array($0.deviations.map { .decimal($0) }),
            ])
          }),
    ])
  }
}

extension StudyModel.Gaps {
  fileprivate var json: JSON {
    .object([
      "missingSheet": .decimal(missingSheet), "missingMark": .decimal(missingMark), "recusal": .decimal(recusal),
      "slippedConflict": .decimal(slippedConflict), "conflictBonus": .decimal(conflictBonus),
    ])
  }
}

extension StudyModel.Behaviour {
  fileprivate var json: JSON {
    let keys = kind.keys
    return .object([
      "kind": .text(kind.rawValue), "experts": .count(experts),
      "targets": keys.contains("targets") ? .count(targets) : nil,
      "amount": keys.contains("amount") ? .decimal(amount) : nil,
      "aim": keys.contains("aim") ? .text(aim.rawValue) : nil,
    ])
  }
}

extension JSON {
  /// Numbers stand as text, as schemes write them.
  fileprivate static func count(_ count: Int) -> JSON { .text(String(count)) }

  /// Precondition: below a billion in size.
  fileprivate static func decimal(_ value: Double) -> JSON {
    .text(ExactDecimal(units: Int64((value * 1_000_000).rounded()), places: 6).description)
  }
}
