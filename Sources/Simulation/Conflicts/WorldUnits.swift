import ExpertReview
import Statistics

/// Founds the units of a planted world and keeps its units file.
///
/// A planted unit's brand is two stems long. Two such brands differ in at least two characters that are no swap of
/// neighbours, so that no two planted units are near by accident, and none is near an ordinary unit, whose brand is one
/// stem.
struct WorldUnits {
  /// A unit with its credit code, whether or not a file gives it.
  struct Unit: Hashable {
    let name: String
    let code: String
  }

  private(set) var entries: [UnitEntry] = []
  private var book: NameBook
  private var stream: RandomStream
  private var numbersGiven: Set<Int> = []

  init(seed: String) {
    book = NameBook(seed: seed + " world")
    stream = RandomStream(seed: seed, label: "world units")
  }

  // MARK: - The units file

  mutating func enter(
    _ name: String, code: String = "", aliasOf: String = "", parent: String = "", share: ExactDecimal? = nil
  ) {
    entries.append(
      UnitEntry(name: name, code: code, aliasOf: aliasOf, parent: parent, share: share))
  }

  /// The rows in an order that says nothing of how they came about.
  mutating func shuffledEntries() -> [UnitEntry] { stream.shuffled(entries) }

  // MARK: - Names

  mutating func person() -> String { book.person() }

  mutating func code(_ registration: String = "91") -> String {
    var number = stream.integer(below: 100_000_000)
    while !numbersGiven.insert(number).inserted { number = stream.integer(below: 100_000_000) }
    let county = stream.element(of: stream.element(of: Prefecture.all).counties)
    return CreditCode.make(kind: registration, region: county.code, number: number)
  }

  /// The name of a company that resembles no other.
  mutating func company() -> CompanyName {
    CompanyName(
      region: stream.element(of: Words.regions), brand: book.stem() + book.stem(),
      trade: stream.element(of: Words.trades)
    )
  }

  mutating func unit(_ company: CompanyName) -> Unit { Unit(name: company.text, code: code()) }

  /// A unit of any kind that resembles no other.
  mutating func stranger() -> Unit {
    switch stream.integer(below: 8) {
    case 0: Unit(name: book.stem() + book.stem() + stream.element(of: Words.universities), code: code("12"))
    case 1: Unit(name: book.stem() + book.stem() + stream.element(of: Words.hospitals), code: code("12"))
    case 2: Unit(name: book.stem() + book.stem() + stream.element(of: Words.institutes), code: code("12"))
    case 3: Unit(name: book.stem() + book.stem() + stream.element(of: Words.partnerships), code: code())
    default: unit(company())
    }
  }

  mutating func university() -> Unit {
    Unit(name: book.stem() + book.stem() + stream.element(of: Words.universities), code: code("12"))
  }

  /// A place where experts work whom nothing ties to any candidate; its name resembles no other's.
  mutating func neutral() -> Unit {
    let unit = Unit(name: book.stem() + book.stem() + "野外观测站", code: code("12"))
    enter(unit.name, code: unit.code)
    return unit
  }

  mutating func stem() -> String { book.stem() }

  // MARK: - Ordinary units

  enum Ordinary: CaseIterable { case company, university, hospital, institute, association, partnership }

  mutating func ordinary(_ kind: Ordinary) -> Unit {
    let brand = book.stem()
    switch kind {
    case .company:
      let form = stream.chance(0.8) ? "有限公司" : stream.chance(0.6) ? "股份有限公司" : "有限责任公司"
      let place = stream.chance(0.06) ? stream.element(of: ["北京", "深圳", "湖南", "上海"]) : ""
      let letters = stream.chance(0.03) ? stream.element(of: ["AI", "IT", "5G", "3D"]) : ""
      let region = place.isEmpty ? stream.element(of: Words.regions) : ""
      return unit(
        CompanyName(
          region: region, brand: brand, place: place, letters: letters, trade: stream.element(of: Words.trades),
          form: form))
    case .university: return Unit(name: brand + stream.element(of: Words.universities), code: code("12"))
    case .hospital: return Unit(name: brand + stream.element(of: Words.hospitals), code: code("12"))
    case .institute: return Unit(name: brand + stream.element(of: Words.institutes), code: code("12"))
    case .association: return Unit(name: "湖南" + brand + "行业协会", code: code("51"))
    case .partnership: return Unit(name: brand + stream.element(of: Words.partnerships), code: code())
    }
  }

  enum Words {
    static let regions = [
      "湖南", "湖南省", "长沙", "长沙市", "株洲", "湘潭", "衡阳", "岳阳", "常德", "郴州", "湖北", "武汉", "广东", "深圳", "北京", "江苏",
    ]
    static let trades = [
      "智能科技", "数据科技", "电子信息", "软件技术", "机械制造", "新材料", "轨道装备", "医疗器械", "农业科技", "供应链管理", "工业互联网", "环保工程", "检测技术",
      "云计算", "网络科技", "自动化设备", "集成电路", "精密铸造",
    ]
    static let universities = ["理工大学", "科技大学", "师范大学", "医科大学", "农林大学", "工程学院"]
    static let hospitals = ["人民医院", "中心医院", "中医医院"]
    static let institutes = ["自动化研究所", "先进制造研究院", "标准化研究院", "材料研究所"]
    static let partnerships = ["会计师事务所（普通合伙）", "会计师事务所（特殊普通合伙）", "律师事务所"]
  }
}
