/// Who holds whom, by the units file, and which units stand together through it.
///
/// A link of half or more, or one marked as parent without a share, joins two units for good; a smaller one down to 5 %
/// only lightly; below that it says nothing. From a unit one may go up any number of links and then down any number:
/// parents, subsidiaries and sisters are met, but not two owners of one joint venture. A way with one light link is
/// light, a way with two is none. (All house; no document says how groups of companies count.)
struct UnitHoldings {
  /// A unit that stands together with another.
  struct Related {
    let name: String
    let code: String
    let level: ConflictPolicy.Level
    /// The links from the one to the other, in words.
    let chain: Bilingual
  }

  private struct Link {
    let unit: String
    let share: ExactDecimal?
    let level: ConflictPolicy.Level
  }

  /// Where a walk has come to. Two walks to one unit differ in what they may still do.
  private struct Position: Hashable {
    let unit: String
    let wentDown: Bool
    let isLight: Bool
  }

  private static let half = ExactDecimal(50)
  private static let least = ExactDecimal(5)

  private let registry: UnitRegistry
  private var parents: [String: [Link]] = [:]
  private var children: [String: [Link]] = [:]
  private var names: [String: String] = [:]

  var isEmpty: Bool { parents.isEmpty }

  init(units: [UnitEntry], registry: UnitRegistry) {
    self.registry = registry
    for entry in units.sorted(by: { ($0.name, $0.parent) < ($1.name, $1.parent) }) where !entry.parent.isEmpty {
      guard let level = UnitHoldings.level(of: entry.share) else { continue }
      let child = registry.identity(of: entry.name, code: entry.code)
      let parent = registry.identity(of: entry.parent, code: "")
      guard child != parent else { continue }
      names[child] = names[child] ?? entry.name
      names[parent] = names[parent] ?? entry.parent
      parents[child, default: []].append(Link(unit: parent, share: entry.share, level: level))
      children[parent, default: []].append(Link(unit: child, share: entry.share, level: level))
    }
  }

  /// Nil for a holding too small to count.
  private static func level(of share: ExactDecimal?) -> ConflictPolicy.Level? {
    guard let share else { return .hard }
    return share >= half ? .hard : share >= least ? .soft : nil
  }

  /// Every other unit that stands together with the one of this name and code, by the shortest way, hard ones before
  /// soft ones. Complexity: linear in the links within reach; circles are walked once.
  func related(to name: String, code: String) -> [Related] {
    let start = Position(unit: registry.identity(of: name, code: code), wentDown: false, isLight: false)
    var cameFrom: [Position: (position: Position, link: Link, isUp: Bool)] = [:]
    var queue = [start]
    var next = 0
    var best: [String: Position] = [start.unit: start]
    while next < queue.count {
      let here = queue[next]
      next += 1
      for (link, isUp) in moves(from: here) {
        let there = Position(
          unit: link.unit, wentDown: here.wentDown || !isUp, isLight: here.isLight || link.level == .soft)
        guard there != start, cameFrom[there] == nil else { continue }
        cameFrom[there] = (here, link, isUp)
        queue.append(there)
        if let known = best[there.unit], !known.isLight || there.isLight { continue }
        best[there.unit] = there
      }
    }
    return queue.dropFirst().filter { best[$0.unit] == $0 }.map { position in
      Related(
        name: names[position.unit] ?? "", code: registry.code(of: names[position.unit] ?? "", given: ""),
        level: position.isLight ? .soft : .hard, chain: chain(to: position, cameFrom))
    }.sorted { $1.level < $0.level }
  }

  private func moves(from here: Position) -> [(link: Link, isUp: Bool)] {
    let up = here.wentDown ? [] : (parents[here.unit] ?? []).map { ($0, true) }
    let down = (children[here.unit] ?? []).map { ($0, false) }
    return (up + down).filter { !here.isLight || $0.0.level == .hard }
  }

  private func chain(
    to end: Position, _ cameFrom: [Position: (position: Position, link: Link, isUp: Bool)]
  ) -> Bilingual {
    var zh = ""
    var en = ""
    var here = end
    while let step = cameFrom[here] {
      let name = names[here.unit] ?? ""
      let share = step.link.share.map { (zh: "，持股\($0)%", en: ", \($0) % held") } ?? (zh: "", en: "")
      zh = "—\(step.isUp ? "上级单位" : "下级单位")\(share.zh)→\(name)" + zh
      en = " – \(step.isUp ? "parent" : "subsidiary")\(share.en) → \(name)" + en
      here = step.position
    }
    return Bilingual(zh: zh, en: en)
  }
}
