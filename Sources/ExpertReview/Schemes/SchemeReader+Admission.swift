// Which candidates a review stage takes, and how the results of several are joined.
extension SchemeReader {
  /// `"all"`, `{"top": COUNT}` or `{"top": "1.5×cap"}`; a first review takes all.
  mutating func admission(_ spot: Spot, isFirst: Bool) -> Admission {
    guard let found = child(spot, "admits") else { return .all }
    if found.node.text != nil {
      _ = oneOf(found, AdmitsAll.self)
      return .all
    }
    guard let open = open(found, keys: ["top"], sourced: false), let top = required(open, "top") else { return .all }
    if isFirst { note(.topOfNothing, at: found) }
    guard let words = top.node.text, let factor = SchemeReader.factor(words) else {
      return .top(.count(count(top, from: 1)))
    }
    let place = Spot(
      node: SchemeNode(.text(factor), scheme: top.node.scheme, file: top.node.file, line: top.node.line),
      path: top.path, source: top.source)
    let before = faults.count
    let value = decimal(place)
    if faults.count == before, value < ExactDecimal(1) {
      note(.outOfRange(value.description, from: "1", until: nil), at: top)
    }
    return .top(.timesCap(value))
  }

  private enum AdmitsAll: String, CaseIterable { case all }

  /// The number before `×cap` or `x cap`; nil where the text does not end so.
  static func factor(_ words: String) -> String? {
    guard words.hasSuffix("cap") else { return nil }
    let rest = words.dropLast(3).filter { $0 != " " }
    guard let sign = rest.last, sign == "×" || sign == "x" else { return nil }
    return String(rest.dropLast())
  }

  /// A line that is a multiple of the scheme's cap needs that cap.
  mutating func noteLinesWithoutCap(_ stages: [Stage], at root: Spot) {
    let hasCap = stages.contains { stage in
      guard case .selection(let selection) = stage else { return false }
      return selection.caps.contains { $0.scope == .scheme }
    }
    guard !hasCap else { return }
    for spot in elements(root, "stages") {
      guard let top = spot.node["admits"]?["top"], let words = top.text, SchemeReader.factor(words) != nil else {
        continue
      }
      note(.lineWithoutCap(words), at: Spot(node: top, path: spot.path + ".admits.top", source: spot.source))
    }
  }

  /// Shares by stage, this one among them; they sum to 100.
  mutating func carry(_ spot: Spot, stages: [String]) -> [(stage: String, share: ExactDecimal)] {
    guard let carry = child(spot, "carry") else { return [] }
    guard let members = carry.node.members else {
      note(.wrongForm(expected: .object, found: carry.node.form), at: carry)
      return []
    }
    let named = members.map(\.key)
    var shares: [(stage: String, share: ExactDecimal)] = []
    let before = faults.count
    for name in named {
      guard let place = child(carry, name) else { continue }
      if !stages.contains(name), allReviews.contains(name) {
        note(.laterStage(name), at: place)
      } else {
        refer(to: name, .stage, among: allReviews, at: place)
      }
      shares.append((name, decimal(place)))
    }
    if let own = stages.last, faults.count == before, !named.contains(own) { note(.missingKey(own), at: carry) }
    let sum = shares.reduce(Fraction.zero) { $0 + $1.share.fraction }
    if sum != Fraction(100), faults.count == before { note(.sharesDoNotSum(sum.description), at: carry) }
    return shares
  }

  /// What is carried is a stage's official result, so its total must be rounded.
  mutating func noteUnroundedCarries(_ stages: [Stage], at root: Spot) {
    var unrounded: Set<String> = []
    for case .review(let stage) in stages where !stage.aggregation.rounding.contains(where: { $0.after == .total }) {
      unrounded.insert(stage.id)
    }
    for spot in elements(root, "stages") {
      for member in spot.node["carry"]?.members ?? [] where unrounded.contains(member.key) {
        let place = Spot(node: member.node, path: spot.path + ".carry." + member.key, source: spot.source)
        note(.carriesUnrounded(stage: member.key), at: place)
      }
    }
  }

  /// `{"places": COUNT, "mode"}`; left out, two places, half up.
  mutating func joinedRounding(_ spot: Spot) -> Selection.Rounding {
    let usual = Selection.Rounding(places: 2, mode: .halfUp)
    guard let found = child(spot, "rounding"), let rounding = open(found, keys: ["places", "mode"], sourced: false)
    else {
      return usual
    }
    let places = count(rounding, "places", until: 6)
    return Selection.Rounding(places: places, mode: oneOf(rounding, "mode", RoundingMode.self) ?? usual.mode)
  }
}
