/// Finds what bars an expert from more than one candidate at once.
struct BroadConflicts {
  let world: ConflictWorld
  let scheme: Scheme
  let people: ConflictPeople
  let scopes: ConflictScopes
  /// In order, with decisions.
  let entries: [ConflictEntry]
  /// By expert: parties that the scheme names for all.
  let named: [Int32: [ConflictEntry]]

  /// Sorted by expert, then kind, role and scope. Complexity: linear in entries, and experts times regions.
  func found() -> [BroadConflict] {
    guard let policy = scheme.conflicts else { return [] }
    let broad = groupBars(policy) + namedParties() + regions(policy)
    return broad.sorted { $0.isBefore($1) }
  }

  // MARK: Groups

  private struct Seat: Hashable {
    let expert: Int32
    let group: Int32
  }

  /// Whose own unit applies, or who applies by somebody's declaration, is out for the group; who is tied to one that
  /// applies is a light conflict for the others. What is doubtful bars nobody else before somebody has confirmed it.
  private func groupBars(_ policy: ConflictPolicy) -> [BroadConflict] {
    var own: [Seat: [Int32]] = [:]
    var tied: [Seat: [Int32]] = [:]
    for (place, entry) in entries.enumerated() where entry.flags.contains(.applies) && entry.isTrue {
      let seat = Seat(expert: entry.expert, group: scopes.group(of: entry.candidate))
      if entry.flags.contains(.own), policy.ownUnitBarsGroup { own[seat, default: []].append(Int32(place)) }
      if policy.competitors != nil { tied[seat, default: []].append(Int32(place)) }
    }
    let hard = own.map { seat, causes in
      bar(seat, Relation.Kind.applicant.rawValue, .hard, causes, source: policy.source)
    }
    guard let competitors = policy.competitors else { return hard }
    let soft = tied.filter { own[$0.key] == nil }.map { seat, causes in
      bar(seat, Conflict.competitor, competitors.level, causes, source: competitors.source)
    }
    return (hard + soft).filter { reaches($0) }
  }

  private func bar(
    _ seat: Seat, _ kind: String, _ level: ConflictPolicy.Level, _ causes: [Int32], source: Source
  ) -> BroadConflict {
    BroadConflict(
      expert: seat.expert, scope: .group(seat.group), kind: kind, role: Conflict.competitor, level: level,
      isCertain: true, isByName: false, ground: .group(causes), source: source)
  }

  /// Whether it strikes anybody but the one that it comes from.
  private func reaches(_ bar: BroadConflict) -> Bool {
    guard case .group(let causes) = bar.ground else { return true }
    return scopes.count(of: bar.scope) > 1 || Set(causes.map { entries[Int($0)].candidate }).count > 1
  }

  // MARK: Parties that the scheme names

  private func namedParties() -> [BroadConflict] {
    named.flatMap { expert, entries -> [BroadConflict] in
      var best: [[Int32]: ConflictEntry] = [:]
      for entry in entries {
        let key = [entry.kind, entry.role, entry.mention]
        if let known = best[key], !entry.outranks(known) { continue }
        best[key] = entry
      }
      return best.values.map { entry in
        let kind = world.kinds[Int(world.ties[Int(entry.tie)].kind)]
        return BroadConflict(
          expert: expert, scope: .everyone, kind: kind.id, role: world.roleNames[Int(entry.role)], level: entry.level,
          isCertain: entry.isCertain, isByName: entry.flags.contains(.byName),
          ground: .named(tie: entry.tie, mention: entry.mention), source: kind.source)
      }
    }
  }

  // MARK: Regions

  private func regions(_ policy: ConflictPolicy) -> [BroadConflict] {
    guard let region = policy.region else { return [] }
    return people.expertRecords.enumerated().flatMap { expert, record -> [BroadConflict] in
      guard let record, !record.region.isEmpty else { return [] }
      return scopes.regions.enumerated().filter { RegionNames.isWithin(record.region, $1) }.map { number, name in
        BroadConflict(
          expert: Int32(expert), scope: .region(Int32(number)), kind: Conflict.region, role: Conflict.region,
          level: region.level, isCertain: true, isByName: false, ground: .region(name), source: region.source)
      }
    }
  }
}

extension BroadConflict {
  fileprivate func isBefore(_ other: BroadConflict) -> Bool {
    if expert != other.expert { return expert < other.expert }
    if kind != other.kind { return kind < other.kind }
    if role != other.role { return role < other.role }
    return order < other.order
  }

  private var order: Int64 {
    let place: Int64 =
      switch scope {
      case .everyone: 0
      case .group(let number): 1 << 40 + Int64(number)
      case .region(let number): 2 << 40 + Int64(number)
      }
    guard case .named(_, let mention) = ground else { return place }
    return place + Int64(mention)
  }
}

/// Names of provinces and cities.
enum RegionNames {
  /// Whether what a file says of where an expert lives is, or is part of, a region: 湖南省长沙市 and 长沙 are within 长沙市,
  /// 长沙县 is not. 吉林市 and 吉林省 are two, 吉林 may be either.
  static func isWithin(_ place: String, _ region: String) -> Bool {
    let wanted = UnitNames.exactKey(region)
    guard !wanted.isEmpty else { return false }
    let parts = parts(of: UnitNames.exactKey(place))
    return parts.contains { part in
      if part == wanted { return true }
      let (one, other) = (stem(part), stem(wanted))
      return one == other && (one == part || other == wanted)
    }
  }

  /// 湖南省长沙市 in two, 湖南长沙 in two.
  private static func parts(of place: String) -> [String] {
    var parts: [String] = []
    var open = ""
    for character in place {
      open.append(character)
      if "省市州盟县旗区".contains(character), open.count > 2 {
        parts.append(open)
        open = ""
      }
    }
    if !open.isEmpty { parts.append(open) }
    return parts.flatMap { part -> [String] in
      guard let province = provinces.first(where: { part.hasPrefix($0) && part.count > $0.count + 1 }) else {
        return [part]
      }
      let rest = part.dropFirst(province.count)
      return "省市".contains(rest.first ?? "省") ? [part] : [province, String(rest)]
    }
  }

  private static func stem(_ part: String) -> String {
    for ending in ["自治区", "自治州", "省", "市", "州"] where part.hasSuffix(ending) && part.count > ending.count + 1 {
      return String(part.dropLast(ending.count))
    }
    return part
  }

  private static let provinces = [
    "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南",
    "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆",
  ]
}
