/// Keys under which names of units are compared.
///
/// No document says how units are to be matched; the steps are the house's. The exact key folds what writing varies:
/// full and half width, case, spaces, brackets and punctuation, traditional characters with one sure simplified form,
/// and the two ways of writing one legal form (有限责任公司 or 有限公司, 股份有限公司 or 股份公司: 《公司法》第七条).
/// Equal exact keys are the same name.
enum UnitNames {
  /// Equal keys are the same name written differently. Complexity: linear in the name.
  static func exactKey(_ name: String) -> String {
    let key = folded(name)
    guard key.hasSuffix("公司") else { return key }
    return key.replacing("有限责任公司", with: "有限公司").replacing("股份公司", with: "股份有限公司")
  }

  /// The key of a person's name: width, case, spaces, dots and sure traditional characters folded.
  static func personKey(_ name: String) -> String { folded(name) }

  /// A credit code as it is compared: half width, upper case, letters and digits only. Empty where nothing is left.
  static func code(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.halfWidth.unicodeScalars {
      switch scalar {
      case "a"..."z": key.append(Unicode.Scalar(scalar.value - 32) ?? scalar)
      case "A"..."Z", "0"..."9": key.append(scalar)
      default: continue
      }
    }
    return String(key)
  }

  private static func folded(_ name: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in name.halfWidth.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A: key.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
      case 0x61...0x7A, 0x30...0x39: key.append(scalar)
      case 0x4E00...0x9FFF:
        key.append(Unicode.Scalar(TraditionalCharacters.simplified(scalar.value)) ?? scalar)
      default: if !isWritingOnly(scalar) { key.append(scalar) }
      }
    }
    return String(key)
  }

  /// Spaces, brackets, dashes, quotation marks and invisible marks: what tells no two names apart.
  private static func isWritingOnly(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .connectorPunctuation,
      .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }
}

/// What of a name is its legal form, its region and its head office.
struct UnitNameParts: Sendable {
  /// The key without legal form and leading region.
  let core: String
  /// Empty where the name has none.
  let form: String
  let region: String

  init(key: String) {
    var rest = key[...]
    var form = ""
    for known in UnitNameParts.forms where rest.hasSuffix(known) && rest.utf8.count > known.utf8.count {
      form = known
      rest = rest.dropLast(known.count)
      break
    }
    var region = ""
    for length in [5, 4, 3, 2] {
      let start = rest.prefix(length)
      // What was the region in brackets, 某某（湖南）科技, is left in place: it tells subsidiaries apart.
      if start.count == length, rest.count > length, UnitNameParts.regions.contains(String(start)) {
        region = String(start)
        rest = rest.dropFirst(length)
        break
      }
    }
    self.form = form
    self.region = region
    core = String(rest)
  }

  /// Longest first, so that 股份有限公司 is not taken for 有限公司.
  private static let forms = [
    "集团股份有限公司", "股份有限公司", "集团有限公司", "有限公司", "集团公司", "集团", "公司", "coltd", "ltd", "inc",
  ]

  private static let regions: Set<String> = {
    let provinces = [
      "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南",
      "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆", "长沙", "株洲", "湘潭", "衡阳", "邵阳", "岳阳",
      "常德", "张家界", "益阳", "郴州", "永州", "怀化", "娄底", "湘西", "武汉", "深圳",
    ]
    return Set(provinces.flatMap { [$0 + "省", $0 + "市", $0] } + ["中国"])
  }()

  /// The key of the head office, where a name is that of a branch (分公司, 分行, 支行, 分所).
  ///
  /// A branch is no legal person of its own and the company answers for it (《公司法》第十三条, for law and accounting
  /// firms their own laws), so that a branch and its head office are one; a 子公司 is another company.
  static func headOffice(of key: String) -> String? {
    for (ending, seats) in branches where key.hasSuffix(ending) {
      let before = key.dropLast(ending.count)
      for seat in seats {
        if let range = before.ranges(of: seat).last { return String(before[..<range.upperBound]) }
      }
    }
    return nil
  }

  private static let branches = [
    ("分公司", ["公司"]), ("分行", ["公司"]), ("支行", ["公司"]), ("分所", ["事务所特殊普通合伙", "事务所普通合伙", "事务所"]),
  ]

  /// The key with customary short forms written out: 国防科大 is 国防科技大学. Nil where it has none.
  static func writtenOut(_ key: String) -> String? {
    var result = key
    for (short, long) in endings where result.hasSuffix(short) {
      result = String(result.dropLast(short.count)) + long
      break
    }
    for (short, long) in anywhere where result.contains(short) { result = result.replacing(short, with: long) }
    return result == key ? nil : result
  }

  private static let endings = [
    ("理工大", "理工大学"), ("科大", "科技大学"), ("师大", "师范大学"), ("农大", "农业大学"), ("医大", "医科大学"), ("工大", "工业大学"),
    ("交大", "交通大学"), ("财大", "财经大学"), ("林大", "林业大学"),
  ]
  private static let anywhere = [
    ("中科院", "中国科学院"), ("农科院", "农业科学院"), ("社科院", "社会科学院"), ("信通院", "信息通信研究院"), ("工信部", "工业和信息化部"),
    ("工信厅", "工业和信息化厅"), ("工信局", "工业和信息化局"), ("经信厅", "经济和信息化厅"), ("经信局", "经济和信息化局"), ("发改委", "发展和改革委员会"),
    ("科技厅", "科学技术厅"), ("科技局", "科学技术局"),
  ]
}
