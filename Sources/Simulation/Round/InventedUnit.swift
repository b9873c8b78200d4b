import Statistics

/// An organisation that does not exist, with a name, a valid credit code and a seat.
public struct InventedUnit: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case enterprise, institution, university, association
    case researchInstitute = "research-institute"

    /// The first two characters of its credit code.
    var registration: String {
      switch self {
      case .enterprise: "91"
      case .institution, .university, .researchInstitute: "12"
      case .association: "51"
      }
    }
  }
  public let name: String
  /// 18 characters, check character valid.
  public let code: String
  public let kind: Kind
  /// The two characters that the name is built on.
  public let stem: String
  /// Which of `Prefecture.all` it sits in.
  let prefecture: Int
  let county: Int

  var seat: Prefecture { Prefecture.all[prefecture] }
  var seatCounty: Prefecture.County { seat.counties[county] }
}

/// Founds the units of a simulated round: each has a name and a code of its own.
struct UnitBook {
  private(set) var units: [InventedUnit] = []
  private var book: NameBook
  private var stream: RandomStream
  private var numbersGiven: Set<Int> = []

  init(seed: String) {
    book = NameBook(seed: seed)
    stream = RandomStream(seed: seed, label: "units")
  }

  mutating func person() -> String { book.person() }

  mutating func applicant() -> InventedUnit {
    let place = seat()
    let stem = book.stem()
    let draw = stream.integer(below: 100)
    if draw < 84 {
      let area = stream.chance(0.7) ? "湖南" : Prefecture.all[place.prefecture].short
      let form = stream.chance(0.82) ? "有限公司" : "股份有限公司"
      return found(area + stem + stream.element(of: Words.applicants) + form, .enterprise, stem, place)
    }
    if draw < 92 { return found(stem + stream.element(of: Words.institutes), .researchInstitute, stem, place) }
    if draw < 96 { return found(stem + stream.element(of: Words.universities), .university, stem, place) }
    return found("湖南" + stem + stream.element(of: Words.institutions), .institution, stem, place)
  }

  /// A unit named by `before`, a new stem and `after`.
  mutating func found(_ kind: InventedUnit.Kind, before: String = "", after: String) -> InventedUnit {
    let stem = book.stem()
    return found(before + stem + after, kind, stem, seat())
  }

  /// A unit of a given whole name in the seat of another.
  mutating func found(named name: String, like unit: InventedUnit) -> InventedUnit {
    found(name, unit.kind, unit.stem, (unit.prefecture, unit.county))
  }

  private mutating func found(
    _ name: String, _ kind: InventedUnit.Kind, _ stem: String, _ place: (prefecture: Int, county: Int)
  ) -> InventedUnit {
    var number = stream.integer(below: 100_000_000)
    while !numbersGiven.insert(number).inserted { number = stream.integer(below: 100_000_000) }
    let region = Prefecture.all[place.prefecture].counties[place.county].code
    let unit = InventedUnit(
      name: name, code: CreditCode.make(kind: kind.registration, region: region, number: number), kind: kind,
      stem: stem, prefecture: place.prefecture, county: place.county)
    units.append(unit)
    return unit
  }

  private mutating func seat() -> (prefecture: Int, county: Int) {
    let prefecture = stream.index(weights: Prefecture.all.map(\.weight))
    return (prefecture, stream.integer(below: Prefecture.all[prefecture].counties.count))
  }

  private enum Words {
    static let applicants = [
      "智能科技", "数智科技", "人工智能科技", "认知智能", "软件技术", "数据科技", "云智科技", "工业软件", "智造科技", "信息技术",
    ]
    static let institutes = ["人工智能研究院", "智能计算研究所", "先进制造技术研究院"]
    static let universities = ["理工大学", "科技大学", "工程学院"]
    static let institutions = ["大数据中心", "科技信息中心"]
  }
}
