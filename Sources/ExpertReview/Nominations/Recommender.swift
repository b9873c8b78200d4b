/// A body that recommends candidates (推荐单位).
public struct Recommender: Sendable, Hashable {
  public enum Level: String, Sendable, CaseIterable { case district, city, province, central }

  /// What a recommender is beside its level, where that changes what it may do.
  public enum Kind: String, Sendable, CaseIterable {
    /// A city directly under the province (直管市).
    case directCity = "direct-city"
    /// A forestry district (林区).
    case forestryDistrict = "forestry-district"
    /// A city planned separately by the state (计划单列市).
    case plannedCity = "planned-city"
    /// The Xinjiang Production and Construction Corps (兵团).
    case corps
  }
  public let id: RecommenderID
  public let name: String
  public let level: Level
  /// Nil for an ordinary one of its level.
  public let kind: Kind?
  public let province: String
  public let city: String

  public init(id: RecommenderID, name: String, level: Level, kind: Kind? = nil, province: String, city: String) {
    self.id = id
    self.name = name
    self.level = level
    self.kind = kind
    self.province = province
    self.city = city
  }
}

extension Recommender {
  /// Whether the recommender belongs to a province, whatever the form of the name (湖南, 湖南省). Where the roster gives
  /// no province, its own name tells.
  public func isOf(province: String) -> Bool {
    let wanted = PlaceNames.key(province)
    return self.province.isEmpty ? name.hasPrefix(wanted) : PlaceNames.key(self.province) == wanted
  }
}

/// How names of places are compared and divided.
public enum PlaceNames {
  private static let endings = [
    "土家族苗族自治州", "维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州", "地区", "林区", "省", "市", "州", "盟",
  ]

  /// The name without what says of which level it is: 湖南 for 湖南省, 恩施 for 恩施州.
  public static func key(_ name: String) -> String {
    let name = name.filter { !$0.isWhitespace }
    for ending in endings where name.hasSuffix(ending) && name.count > ending.count {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// Whether two names of cities can mean the same one.
  public static func areSame(_ first: String, _ second: String) -> Bool { key(first) == key(second) }

  /// A cell of two levels, `长沙市/岳麓区` or `长沙市岳麓区`, as city and county; the county is empty where there is none.
  public static func pair(_ cell: String) -> (city: String, county: String) {
    let parts = cell.split { "/／\\、,， \t\u{3000}".contains($0) }.map { String($0) }
    if parts.count >= 2 { return (parts[0], parts[1...].joined()) }
    guard let only = parts.first else { return ("", "") }
    // 市 first: the 州 of 永州市 is part of the name, that of 湘西州吉首市 is not.
    for ending in ["市", "州"] as [Character] {
      guard let last = only.dropFirst().firstIndex(of: ending) else { continue }
      let next = only.index(after: last)
      if next < only.endIndex, only[next...] != "市" { return (String(only[..<next]), String(only[next...])) }
    }
    return (only, "")
  }
}
