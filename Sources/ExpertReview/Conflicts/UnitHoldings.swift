/// Which bodies stand together because one holds another, by the units file.
///
/// A holding of the scheme's `hardFrom` percent or more, or one marked as parent without a share, joins two bodies for
/// good; a smaller one down to `softFrom` only lightly; below that it says nothing. From a body one may go up any
/// number of links and then down any number: parents, subsidiaries and sisters are met, but not two owners of one
/// joint venture. A way with one light link is light, a way with two is none. A body that the scheme lists under
/// `notThrough` is met, and no way leads on from it: units are not sisters only because the state holds both. (All
/// house; no document says how groups of companies count.)
struct UnitHoldings: Sendable {
  /// A body that stands together with another.
  struct Related: Sendable, Hashable {
    let body: Int32
    let level: ConflictPolicy.Level
  }

  /// One row of the units file that counts.
  struct Holding: Sendable {
    let child: Int32
    let parent: Int32
    let share: ExactDecimal?
    let level: ConflictPolicy.Level
  }

  private struct Step: Sendable {
    let body: Int32
    let isLight: Bool
  }

  /// Rows between names, sorted.
  let holdings: [Holding]
  let isClosed: [Bool]
  private var parents: [Int32: [Step]] = [:]
  private var children: [Int32: [Step]] = [:]

  var isEmpty: Bool { holdings.isEmpty }

  init(units: [UnitEntry], registry: UnitRegistry, chains: ConflictPolicy.Chains) {
    var rows: [Holding] = []
    for entry in units where !entry.parent.isEmpty {
      guard let level = chains.level(of: entry.share) else { continue }
      let child = registry.name(entry.name)
      let parent = registry.name(entry.parent)
      guard child >= 0, parent >= 0, registry.body(ofName: child) != registry.body(ofName: parent) else { continue }
      rows.append(Holding(child: child, parent: parent, share: entry.share, level: level))
    }
    // A parent without a share counts as the whole.
    let whole = ExactDecimal(100)
    rows.sort { left, right in
      if (left.child, left.parent) != (right.child, right.parent) {
        return (left.child, left.parent) < (right.child, right.parent)
      }
      if left.share == right.share { return false }
      return left.share.map { $0 > right.share ?? whole } ?? true
    }
    holdings = rows
    var closed = [Bool](repeating: false, count: registry.bodyCount)
    let endings = chains.notThrough.map { UnitNames.exactKey($0) }
    for (name, key) in registry.keys.enumerated() where endings.contains(where: { key.hasSuffix($0) }) {
      closed[Int(registry.body(ofName: Int32(name)))] = true
    }
    isClosed = closed
    for row in rows {
      let (child, parent) = (registry.body(ofName: row.child), registry.body(ofName: row.parent))
      let isLight = row.level == .soft
      parents[child, default: []].append(Step(body: parent, isLight: isLight))
      children[parent, default: []].append(Step(body: child, isLight: isLight))
    }
  }

  func holdsOrIsHeld(_ body: Int32) -> Bool { parents[body] != nil || children[body] != nil }

  /// Every other body that stands together with this one, at its gravest. Complexity: linear in the links within reach;
  /// circles are walked once.
  func related(to start: Int32) -> [Related] {
    guard holdsOrIsHeld(start) else { return [] }
    // A walk may still go up or only down, and may still take a light link or not: four places for each body.
    var seen: Set<Int64> = [UnitHoldings.place(start, wentDown: false, isLight: false)]
    var queue: [(body: Int32, wentDown: Bool, isLight: Bool)] = [(start, false, false)]
    var next = 0
    var best: [Int32: Bool] = [:]
    while next < queue.count {
      let here = queue[next]
      next += 1
      if here.body != start { best[here.body] = (best[here.body] ?? true) && here.isLight }
      if here.body != start, isClosed[Int(here.body)] { continue }
      func visit(_ steps: [Step], down: Bool) {
        for step in steps where !(here.isLight && step.isLight) {
          let there = (body: step.body, wentDown: here.wentDown || down, isLight: here.isLight || step.isLight)
          if seen.insert(UnitHoldings.place(there.body, wentDown: there.wentDown, isLight: there.isLight)).inserted {
            queue.append(there)
          }
        }
      }
      if !here.wentDown { visit(parents[here.body] ?? [], down: false) }
      visit(children[here.body] ?? [], down: true)
    }
    return best.sorted { $0.key < $1.key }.map { Related(body: $0.key, level: $0.value ? .soft : .hard) }
  }

  private static func place(_ body: Int32, wentDown: Bool, isLight: Bool) -> Int64 {
    Int64(body) * 4 + (wentDown ? 2 : 0) + (isLight ? 1 : 0)
  }
}
