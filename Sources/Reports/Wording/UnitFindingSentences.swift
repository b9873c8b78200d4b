import ExpertReview

extension UnitFinding {
  /// What is wrong with the units file, with the names concerned, and what the search makes of it.
  public var sentence: Bilingual {
    switch self {
    case .parentCircle(let names):
      Bilingual(
        zh: "单位表：上级单位成环：\(UnitFinding.ring(names))，按互为关联对待，请核对",
        en: "units: parents in a circle: \(UnitFinding.ring(names)); they count as tied to one another, please check")
    case .aliasOfSeveral(let name, let units):
      Bilingual(
        zh: "单位表：“\(name)”是几个单位的别名：\(units.joined(separator: "、"))，凡涉及的都待人确认",
        en:
          "units: “\(name)” is another name of several units: \(units.joined(separator: ", ")); a person decides each match"
      )
    case .aliasCircle(let names):
      Bilingual(
        zh: "单位表：别名成环：\(UnitFinding.ring(names))，按同一单位对待，请写明正式名称",
        en:
          "units: other names in a circle: \(UnitFinding.ring(names)); they count as one unit, please give the main name"
      )
    case .severalCodes(let name, let codes):
      Bilingual(
        zh: "单位表：“\(name)”有几个信用代码：\(codes.joined(separator: "、"))，只写名称的都待人确认",
        en:
          "units: “\(name)” has several codes: \(codes.joined(separator: ", ")); matches by the name alone are for a person"
      )
    case .codeOfSeveral(let code, let units):
      Bilingual(
        zh: "单位表：信用代码 \(code) 属于名称不同的单位：\(units.joined(separator: "、"))，按同一单位对待，请核对",
        en:
          "units: code \(code) stands with unlike names: \(units.joined(separator: ", ")); they count as one unit, please check"
      )
    case .aliasWithOtherCode(let name, let unit, let codes):
      Bilingual(
        zh: "单位表：“\(name)”是“\(unit)”的别名，信用代码却不同（\(codes.joined(separator: "、"))），按代码视为两个单位，请核对",
        en:
          "units: “\(name)” is another name of “\(unit)” with another code (\(codes.joined(separator: ", "))); by their codes they are two, please check"
      )
    case .ownParent(let name):
      Bilingual(zh: "单位表：“\(name)”的上级单位是它自己，这一行不起作用", en: "units: “\(name)” is its own parent; the row has no effect")
    case .sharesAbove100(let name, let sum, let parents):
      Bilingual(
        zh: "单位表：“\(name)”的持股合计 \(sum)%，超过100%：\(parents.joined(separator: "、"))",
        en: "units: shares of “\(name)” sum to \(sum) %, above 100 %: \(parents.joined(separator: ", "))")
    case .severalShares(let name, let parent, let shares):
      Bilingual(
        zh: "单位表：“\(parent)”持有“\(name)”的比例有几个：\(UnitFinding.list(shares, "、", "未填"))，按最高的对待",
        en:
          "units: “\(parent)” holds “\(name)” with several shares: \(UnitFinding.list(shares, ", ", "none given")); the highest counts"
      )
    case .aliasWithOtherParent(let name, let unit, let parent):
      Bilingual(
        zh: "单位表：“\(name)”是“\(unit)”的别名，却另有上级单位“\(parent)”，两者都按上级对待，请核对",
        en:
          "units: “\(name)” is another name of “\(unit)” and has another parent, “\(parent)”; both count, please check")
    }
  }

  /// The stable name of the finding's kind.
  public var kind: String {
    switch self {
    case .parentCircle: "parentCircle"
    case .aliasOfSeveral: "aliasOfSeveral"
    case .aliasCircle: "aliasCircle"
    case .severalCodes: "severalCodes"
    case .codeOfSeveral: "codeOfSeveral"
    case .aliasWithOtherCode: "aliasWithOtherCode"
    case .ownParent: "ownParent"
    case .sharesAbove100: "sharesAbove100"
    case .severalShares: "severalShares"
    case .aliasWithOtherParent: "aliasWithOtherParent"
    }
  }

  private static func ring(_ names: [String]) -> String {
    (names + names.prefix(1)).joined(separator: "→")
  }

  private static func list(_ shares: [String], _ separator: String, _ none: String) -> String {
    shares.map { $0.isEmpty ? none : $0 + "%" }.joined(separator: separator)
  }
}
