import ExpertReview

/// How two schemes differ, statement by statement.
///
/// Statements are matched by id, then, among those left over in a section, by what they are about: the same check of
/// the same fields, then the same label, then the only two that look into a register. Where several are about the same
/// thing they are paired in the order of their ids, so that comparing the other way round pairs the same. Complexity:
/// linear but for sorting.
struct SchemeComparison {
  /// One difference. At least one side is there.
  struct Difference: Hashable {
    let section: SchemeStatement.Section
    let first: SchemeStatement?
    let second: SchemeStatement?
    /// What differs where both are there; empty values where a side says nothing of it.
    let changes: [Change]
  }
  struct Change: Hashable {
    let name: Bilingual
    let first: Bilingual
    let second: Bilingual
  }
  /// Statements of both that say the same.
  struct Agreement: Hashable {
    let section: SchemeStatement.Section
    let first: SchemeStatement
    let second: SchemeStatement
  }

  private(set) var differences: [Difference] = []
  private(set) var agreements: [Agreement] = []

  /// - Complexity: linear in the statements, but for sorting those that are matched by subject.
  init(_ first: Scheme, _ second: Scheme) {
    let left = SchemeStatements(first).all
    let right = SchemeStatements(second).all
    for section in SchemeStatement.Section.allCases {
      compare(left.filter { $0.section == section }, right.filter { $0.section == section }, in: section)
    }
  }

  private mutating func compare(
    _ left: [SchemeStatement], _ right: [SchemeStatement], in section: SchemeStatement.Section
  ) {
    let pairs = SchemeComparison.pairs(left, right)
    let matched = Set(pairs.values)
    for (place, statement) in left.enumerated() {
      guard let other = pairs[place] else {
        differences.append(Difference(section: section, first: statement, second: nil, changes: []))
        continue
      }
      let changes = SchemeComparison.changes(statement, right[other])
      if changes.isEmpty, statement.id == right[other].id {
        agreements.append(Agreement(section: section, first: statement, second: right[other]))
      } else {
        differences.append(Difference(section: section, first: statement, second: right[other], changes: changes))
      }
    }
    for (place, statement) in right.enumerated() where !matched.contains(place) {
      differences.append(Difference(section: section, first: nil, second: statement, changes: []))
    }
  }

  /// The place on the right of each statement on the left that has one.
  private static func pairs(_ left: [SchemeStatement], _ right: [SchemeStatement]) -> [Int: Int] {
    var pairs: [Int: Int] = [:]
    let ids = Dictionary(right.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    for (place, statement) in left.enumerated() { pairs[place] = ids[statement.id] }
    for trait in [\SchemeStatement.subject, \SchemeStatement.label.zh] {
      let taken = Set(pairs.values)
      let free = Dictionary(grouping: right.indices.filter { !taken.contains($0) }) { right[$0][keyPath: trait] }
      let alone = Dictionary(grouping: left.indices.filter { pairs[$0] == nil }) { left[$0][keyPath: trait] }
      for (subject, places) in alone where !subject.isEmpty {
        let ours = places.sorted { left[$0].id < left[$1].id }
        let theirs = (free[subject] ?? []).sorted { right[$0].id < right[$1].id }
        for (one, other) in zip(ours, theirs) { pairs[one] = other }
      }
    }
    for register in Check.Register.allCases {
      let taken = Set(pairs.values)
      let ours = left.indices.filter { pairs[$0] == nil && left[$0].registers.contains(register) }
      let theirs = right.indices.filter { !taken.contains($0) && right[$0].registers.contains(register) }
      if let one = ours.first, let other = theirs.first, ours.count == 1, theirs.count == 1 { pairs[one] = other }
    }
    return pairs
  }

  private static func changes(_ left: SchemeStatement, _ right: SchemeStatement) -> [Change] {
    let isSame = left.id == right.id
    let ours = left.aspects.filter { isSame || !$0.isWording }
    let theirs = right.aspects.filter { isSame || !$0.isWording }
    let nothing = Bilingual(zh: "", en: "")
    var changes: [Change] = []
    for aspect in ours {
      let other = theirs.first { $0.name == aspect.name }?.value ?? nothing
      if other != aspect.value { changes.append(Change(name: aspect.name, first: aspect.value, second: other)) }
    }
    for aspect in theirs where !ours.contains(where: { $0.name == aspect.name }) && aspect.value != nothing {
      changes.append(Change(name: aspect.name, first: nothing, second: aspect.value))
    }
    return changes
  }
}
