/// Reads a scheme as ``readScheme(_:from:overrides:)`` does and looks besides for what reads well and cannot be meant:
/// rules that can never find anything or that nothing can meet, stages in an order that has no result to go on,
/// names of other rules and schemes that nobody has.
///
/// For those who write schemes, and for a round that begins. A round that has begun keeps its scheme as it is, so that
/// it can be read in ten years whatever is looked for by then. Complexity: as for reading.
public func checkScheme(
  _ id: SchemeID, on shelf: SchemeShelf, overrides: [SchemeOverride] = []
) -> Result<Scheme, SchemeFaults> {
  let attempt = SchemeAttempt(id, from: shelf, overrides: overrides)
  var faults = attempt.faults
  if let scheme = attempt.scheme, let tree = attempt.tree {
    var sense = SchemeSense(scheme: scheme, tree: tree, shelf: shelf)
    sense.look()
    // Where a part could not be read, a harmless value stands for it, which is no ground to complain of.
    faults += sense.faults.filter { fault in
      !attempt.faults.contains { $0.path.isWithin(fault.path) || fault.path.isWithin($0.path) }
    }
  }
  guard faults.isEmpty, let scheme = attempt.scheme else { return .failure(SchemeFaults(faults: faults)) }
  return .success(scheme)
}

/// Looks for what is wrong in a scheme whose every part can be read.
struct SchemeSense {
  let scheme: Scheme
  let tree: SchemeTree
  let shelf: SchemeShelf
  private(set) var faults: [SchemeFault] = []

  init(scheme: Scheme, tree: SchemeTree, shelf: SchemeShelf) {
    self.scheme = scheme
    self.tree = tree
    self.shelf = shelf
  }

  mutating func look() {
    noteSuccessors()
    noteChoices()
    noteConditions()
    noteRules()
    noteRestatements()
    noteStages()
    noteZone()
    noteBars()
    noteSharedBans()
  }

  private mutating func note(_ kind: SchemeFault.Kind, at steps: [String]) {
    var node = tree.root
    for step in steps { node = node.step(step) ?? node.numbered(step) ?? node }
    faults.append(SchemeFault(file: node.file, line: node.line, path: steps.joined(separator: "."), kind: kind))
  }

  // MARK: Fields and rules

  /// A label that two choices of one field share cannot be told apart in a file of candidates.
  private mutating func noteChoices() {
    for field in scheme.fields {
      var owners: [String: String] = [:]
      for choice in field.choices {
        for name in Set([choice.id, choice.label.zh, choice.label.en] + choice.aliases).sorted() {
          if let owner = owners[name], owner != choice.id {
            note(.repeatedID(name), at: ["fields", field.key, "values", choice.id])
          }
          owners[name] = choice.id
        }
      }
    }
  }

  private mutating func noteConditions() {
    for field in scheme.fields { noteCondition(field.required, at: ["fields", field.key, "required", "when"]) }
    for material in scheme.materials {
      noteCondition(material.required, at: ["materials", material.id.rawValue, "required", "when"])
    }
  }

  private mutating func noteCondition(_ requirement: Requirement, at steps: [String]) {
    if case .when(let check) = requirement { noteOutcome(check, at: steps) }
  }

  private mutating func noteRules() {
    for rule in scheme.rules {
      if let check = rule.check { noteOutcome(check, at: ["rules", rule.id.rawValue, "check"]) }
    }
  }

  private mutating func noteOutcome(_ check: Check, at steps: [String]) {
    switch check.outcome(in: scheme) {
    case true?: note(.alwaysHolds, at: steps)
    case false?: note(.neverHolds, at: steps)
    case nil: break
    }
  }

  /// `also` names rules of this scheme, or of its base that it leaves out. Rules that name one another in a circle
  /// would all be left untested.
  private mutating func noteRestatements() {
    let names = scheme.rules.map(\.id.rawValue)
    let omitted = Set(scheme.replacements.filter { $0.now == "—" }.map(\.path))
    var circled: Set<RuleID> = []
    for rule in scheme.rules {
      let place = ["rules", rule.id.rawValue, "also"]
      if !scheme.isAbstract {
        for name in rule.also.map(\.rawValue) where !names.contains(name) && !omitted.contains("rules." + name) {
          let close = nearest(to: name, among: names) ?? SchemeLabels(of: tree.root).name(.rule, name)
          note(.unknown(.rule, name, nearest: close), at: place)
        }
      }
      if !circled.contains(rule.id), let circle = circle(from: rule.id) {
        circled.formUnion(circle)
        note(.circle(key: "also", (circle + [rule.id]).map(\.rawValue)), at: place)
      }
    }
  }

  /// The rules on the shortest way from a rule back to itself; nil where there is none.
  private func circle(from start: RuleID) -> [RuleID]? {
    let also = Dictionary(scheme.rules.map { ($0.id, $0.also) }) { first, _ in first }
    var ways = [[start]]
    var seen: Set<RuleID> = []
    while !ways.isEmpty {
      var longer: [[RuleID]] = []
      for way in ways {
        for next in also[way[way.count - 1]] ?? [] {
          if next == start { return way }
          if seen.insert(next).inserted { longer.append(way + [next]) }
        }
      }
      ways = longer
    }
    return nil
  }

  // MARK: Stages

  /// A zone lies about one line: that of the scheme where all are ranked against one another, each group's where they
  /// are ranked apart and share no line.
  private mutating func noteZone() {
    let selections = scheme.stages.compactMap { stage -> Selection? in
      if case .selection(let selection) = stage { selection } else { nil }
    }
    guard !scheme.isAbstract, let selection = selections.first, selection.zone != nil else { return }
    let scopes = Set(selection.caps.map(\.scope))
    let isApart = scheme.grouping.map { $0.ranking != .together } ?? false
    let hasLine = isApart ? scopes.contains(.group) && !scopes.contains(.scheme) : scopes.contains(.scheme)
    if !hasLine || selection.by == .choice { note(.zoneWithoutLine, at: ["stages", "selection", "zone"]) }
  }

  /// Stages that need what others make: marks before a selection, a list before it is shown.
  private mutating func noteStages() {
    guard !scheme.isAbstract else { return }
    let kinds = scheme.stages.map(\.kind)
    for (place, stage) in scheme.stages.enumerated() {
      let later = Set(kinds[(place + 1)...])
      for needed in stage.kind.follows where later.contains(needed) && !kinds[..<place].contains(needed) {
        note(.stageOutOfOrder(stage: stage.kind.rawValue, after: needed.rawValue), at: ["stages", stage.name])
      }
      if stage.kind == .selection, later.contains(.review) {
        note(.stageOutOfOrder(stage: stage.kind.rawValue, after: "review"), at: ["stages", stage.name])
      }
      if stage.kind == .publicity, !kinds.contains(.selection) {
        note(.needsStage("selection", for: "publicity"), at: ["stages", stage.name])
      }
      if stage.kind == .publicity, scheme.publicity == nil {
        note(.needsPart("publicity", for: "publicity"), at: ["stages", stage.name])
      }
    }
  }

  /// A minimum or a veto beyond the marks that may be given bars everybody or nobody.
  private mutating func noteBars() {
    for case .review(let review) in scheme.stages {
      let lists = [review.rubric.items] + review.rubric.perGroup.values.map(\.items)
      let items = Dictionary(lists.joined().map { ($0.id, $0) }) { first, _ in first }
      func noteBar(_ item: ItemID?, _ bar: ExactDecimal, at steps: [String], in sense: inout SchemeSense) {
        guard let item, let found = items[item] else { return }
        let scale = found.scale ?? review.rubric.scale
        guard bar <= scale.minimum || bar > scale.maximum else { return }
        let until = scale.maximum.description
        sense.note(.outOfRange(bar.description, from: scale.minimum.description, until: until), at: steps)
      }
      let place = ["stages", review.id, "aggregate"]
      for (row, minimum) in review.aggregation.minimums.enumerated() {
        noteBar(minimum.item, minimum.atLeast, at: place + ["minimums", String(row + 1), "atLeast"], in: &self)
      }
      for (row, veto) in review.aggregation.vetoes.enumerated() {
        noteBar(veto.item, veto.below, at: place + ["veto", String(row + 1), "below"], in: &self)
      }
    }
  }

  // MARK: Other schemes

  /// Schemes whose bans count alike are on the shelf and list one another. One that cannot be read tells its own
  /// faults.
  private mutating func noteSharedBans() {
    for (row, other) in (scheme.sanctions?.alsoBars ?? []).enumerated() {
      let place = ["sanctions", "alsoBars", String(row + 1)]
      guard shelf.schemes[other] != nil else {
        let close = nearest(to: other.rawValue, among: shelf.ids.map(\.rawValue))
        note(.unknown(.scheme, other.rawValue, nearest: close), at: place)
        continue
      }
      guard let found = SchemeAttempt(other, from: shelf).scheme else { continue }
      if found.sanctions?.alsoBars.contains(scheme.id) != true { note(.barsOneWay(other.rawValue), at: place) }
    }
  }

  /// The next level of a cascade must be on the shelf, and no level may come twice.
  private mutating func noteSuccessors() {
    var way = [scheme.id]
    var next = scheme.forwardsTo
    while let level = next {
      guard let bytes = shelf.schemes[level] else {
        if way.count == 1 {
          let close = nearest(to: level.rawValue, among: shelf.ids.map(\.rawValue))
          note(.unknown(.scheme, level.rawValue, nearest: close), at: ["forwardsTo"])
        }
        return
      }
      way.append(level)
      guard way.firstIndex(of: level) == way.count - 1 else {
        if level == scheme.id { note(.circle(key: "forwardsTo", way.map(\.rawValue)), at: ["forwardsTo"]) }
        return
      }
      next = (try? JSON.read(bytes))?["forwardsTo"]?.text.map { SchemeID($0) }
    }
  }
}

extension Stage {
  /// Which kind of stage this is.
  public var kind: Kind {
    switch self {
    case .formalCheck: .formalCheck
    case .nomination: .nomination
    case .review: .review
    case .selection: .selection
    case .publicity: .publicity
    case .publication: .publication
    }
  }

  /// What names the stage among the others.
  var name: String {
    if case .review(let review) = self { return review.id }
    return kind.rawValue
  }
}

extension Stage.Kind {
  /// The stages that come before this one wherever a scheme has both.
  fileprivate var follows: [Stage.Kind] {
    switch self {
    case .formalCheck, .nomination: []
    case .review: [.formalCheck]
    case .selection: [.formalCheck]
    case .publicity: [.formalCheck, .review, .selection]
    case .publication: [.formalCheck, .review, .selection, .publicity]
    }
  }
}

extension SchemeNode {
  /// The element that a step names by its number, counted from 1.
  fileprivate func numbered(_ step: String) -> SchemeNode? {
    guard let elements, let place = Int(step), elements.indices.contains(place - 1) else { return nil }
    return elements[place - 1]
  }
}

extension String {
  /// Whether this path is `other` or lies below it.
  fileprivate func isWithin(_ other: String) -> Bool {
    other.isEmpty || self == other || hasPrefix(other + ".")
  }
}
