// How certainty is written: whole numbers and ids only, so that what is kept is read back the same.

extension Certainty {
  public var json: JSON {
    .object([
      "method": .text(Certainty.version), "stage": .text(stage), "seed": .text(settings.seed),
      "replicates": .number(settings.replicates), "expertCount": .number(expertCount),
      "tiedAtLine": .identifiers(tiedAtLine), "candidates": .array(rows.map(\.json)),
      "rules": .array(rules.map(\.json)), "experts": .array(experts.map(\.json)),
    ])
  }

  /// Nil for anything but what `json` writes.
  public init?(_ json: JSON) {
    guard json["method"]?.text == Certainty.version, let stage = json["stage"]?.text, let seed = json["seed"]?.text,
      let replicates = json["replicates"]?.integer, replicates >= Settings.fewestReplicates,
      let expertCount = json["expertCount"]?.integer, let tied: [CandidateID] = json.identifiers("tiedAtLine"),
      let rows = json.list("candidates", Row.init), let rules = json.list("rules", LineVariant.init),
      let experts = json.list("experts", LineVariant.init)
    else { return nil }
    self.init(
      stage: stage, settings: Settings(seed: seed, replicates: replicates), rows: rows, rules: rules,
      experts: experts, expertCount: expertCount, tiedAtLine: tied)
  }
}

extension Certainty.Row {
  public var json: JSON {
    .object([
      "candidate": .text(candidate.rawValue), "group": .text(group.rawValue),
      "place": place.map { .number($0) } ?? .null, "listed": .boolean(listed), "places": .range(places),
      "above": .number(above), "tested": tested?.json, "orders": orders?.json,
    ])
  }

  init?(_ json: JSON) {
    guard let candidate = json["candidate"]?.text, let group = json["group"]?.text, let listed = json["listed"]?.flag,
      let places = json["places"]?.range, let above = json["above"]?.integer
    else { return nil }
    self.init(
      candidate: CandidateID(candidate), group: GroupID(group), place: json["place"]?.integer, listed: listed,
      places: places, above: above, tested: json["tested"].flatMap { Certainty.Tested($0) },
      orders: json["orders"].flatMap { Certainty.Orders($0) })
  }
}

extension Certainty.Tested {
  public var json: JSON {
    .object(["errorInMillionths": .number(errorInMillionths), "own": .range(own), "together": .range(together)])
  }

  init?(_ json: JSON) {
    guard let error = json["errorInMillionths"]?.integer, let own = json["own"]?.range,
      let together = json["together"]?.range
    else { return nil }
    self.init(errorInMillionths: error, own: own, together: together)
  }
}

extension Certainty.Orders {
  public var json: JSON {
    .object([
      "bordaPlace": .number(bordaPlace), "winPlace": .number(winPlace), "wins": .number(wins), "draws": .number(draws),
      "losses": .number(losses),
    ])
  }

  init?(_ json: JSON) {
    guard let bordaPlace = json["bordaPlace"]?.integer, let winPlace = json["winPlace"]?.integer,
      let wins = json["wins"]?.integer, let draws = json["draws"]?.integer, let losses = json["losses"]?.integer
    else { return nil }
    self.init(bordaPlace: bordaPlace, winPlace: winPlace, wins: wins, draws: draws, losses: losses)
  }
}

extension LineVariant {
  public var json: JSON {
    let words: KeyValuePairs<String, JSON?> =
      switch change {
      case .rule(let rule): ["rule": .text(rule.rawValue)]
      case .weight(let item, let percent): ["weight": .text(item.rawValue), "percent": .number(percent)]
      case .without(let expert): ["expert": .text(expert.rawValue)]
      }
    return JSON.object(words).adding("entered", .identifiers(entered)).adding("left", .identifiers(left))
      .adding("open", .identifiers(open))
  }

  init?(_ json: JSON) {
    let change: Change
    if let rule = json["rule"]?.text.flatMap({ ComparedRule(rawValue: $0) }) {
      change = .rule(rule)
    } else if let item = json["weight"]?.text, let percent = json["percent"]?.integer {
      change = .weight(ItemID(item), percent: percent)
    } else if let expert = json["expert"]?.text {
      change = .without(ExpertID(expert))
    } else {
      return nil
    }
    guard let entered: [CandidateID] = json.identifiers("entered"), let left: [CandidateID] = json.identifiers("left"),
      let open: [CandidateID] = json.identifiers("open")
    else { return nil }
    self.init(change, entered: entered, left: left, open: open)
  }
}
