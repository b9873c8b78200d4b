/// Keys under which names of units are compared.
///
/// No document says how units are to be matched; the steps are the house's. The exact key folds what writing varies
/// (full and half width, case, spaces, brackets); the loose key also drops the legal form and a leading region, and
/// equal loose keys of unequal names are a question for a person, never an answer.
enum UnitNames {
  /// The name with widths, case, spaces and punctuation folded: equal keys are the same name written differently.
  static func exactKey(_ name: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in name.halfWidth.unicodeScalars {
      switch scalar {
      case "A"..."Z": key.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
      case " ", "\t", "\u{A0}", "(", ")", "·", "•", ".", "-", "—", ",", "、", "“", "”", "\"", "'", "《", "》", "〔", "〕",
        "【", "】":
        continue
      default: key.append(scalar)
      }
    }
    return String(key)
  }

  /// The exact key without legal form and leading region. Never empty: a name that is nothing else keeps its exact key.
  static func looseKey(_ name: String) -> String {
    let exact = exactKey(name)
    var key = exact[...]
    for form in legalForms where key.hasSuffix(form) && key.count > form.count {
      key = key.dropLast(form.count)
      break
    }
    for region in regions where key.hasPrefix(region) && key.count > region.count {
      key = key.dropFirst(region.count)
      break
    }
    // What was the region in brackets, "某某（湖南）科技", is left in place: it tells subsidiaries apart.
    return key.count >= 2 ? String(key) : exact
  }

  /// Longest first, so that 股份有限公司 is not taken for 有限公司.
  private static let legalForms = [
    "集团股份有限公司", "集团有限责任公司", "股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "集团", "公司",
    "co.ltd", "coltd", "ltd", "inc",
  ]

  private static let regions: [String] = {
    let provinces = [
      "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南",
      "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆", "长沙", "株洲", "湘潭", "衡阳", "邵阳", "岳阳",
      "常德", "张家界", "益阳", "郴州", "永州", "怀化", "娄底", "湘西", "武汉", "深圳",
    ]
    return (provinces.flatMap { [$0 + "省", $0 + "市", $0] } + ["中国"]).sorted {
      ($0.count, $0) > ($1.count, $1)
    }
  }()

  /// Whether two keys of at least four characters differ by one insertion, deletion, substitution or swap of
  /// neighbours (optimal string alignment distance 1; Damerau 1964). Equal keys are not one edit apart.
  static func isOneEditApart(_ first: [Character], _ second: [Character]) -> Bool {
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    guard short.count >= 4, long.count - short.count <= 1 else { return false }
    var head = 0
    while head < short.count, short[head] == long[head] { head += 1 }
    var tail = 0
    while tail < short.count - head, short[short.count - 1 - tail] == long[long.count - 1 - tail] { tail += 1 }
    let left = short.count - head - tail
    if long.count != short.count { return left == 0 }
    if left == 1 { return true }
    return left == 2 && short[head] == long[head + 1] && short[head + 1] == long[head]
  }

  /// The keys of a name with one character left out at each place, and the name itself: two names one edit apart share
  /// one of these or differ by a swap, which shares two deletions (Mor and Fraenkel 1982). Complexity: length².
  static func neighbourhood(_ key: [Character]) -> [String] {
    [String(key)]
      + key.indices.map { index in
        var copy = key
        copy.remove(at: index)
        return String(copy)
      }
  }
}
