import ExpertReview

/// Checks in words, with the labels of the scheme's own fields: 参数量 ≥ 8 亿.
struct CheckWords {
  let scheme: Scheme

  init(_ scheme: Scheme) { self.scheme = scheme }

  func words(_ check: Check) -> Bilingual { composed(check) ?? bounded(check) ?? counted(check) ?? stated(check) }

  // MARK: Composition

  private func composed(_ check: Check) -> Bilingual? {
    switch check {
    case .all(let checks): joined(checks, zh: "，且", en: ", and ")
    case .any(let checks): joined(checks, zh: "，或", en: ", or ")
    case .not(let check):
      words(check).map {
        "不应：\($0)"
      } en: {
        "not: \($0)"
      }
    case .when(let condition, let then):
      Bilingual(
        zh: "若 \(words(condition).zh)，则 \(words(then).zh)", en: "if \(words(condition).en), then \(words(then).en)")
    default: nil
    }
  }

  private func joined(_ checks: [Check], zh: String, en: String) -> Bilingual {
    let parts = checks.map { part -> Bilingual in
      guard part.isComposed else { return words(part) }
      return words(part).map {
        "（\($0)）"
      } en: {
        "(\($0))"
      }
    }
    return Bilingual(zh: parts.map(\.zh).joined(separator: zh), en: parts.map(\.en).joined(separator: en))
  }

  // MARK: Numbers and days

  private func bounded(_ check: Check) -> Bilingual? {
    switch check {
    case .atLeast(let key, let bound): relation(key, "≥", operand(bound, of: key))
    case .atMost(let key, let bound): relation(key, "≤", operand(bound, of: key))
    case .between(let key, let from, let until): relation(key, "＝", plain("\(from)–\(until)\(unit(key))"))
    case .equals(let key, let value): relation(key, "＝", choice(value, of: key))
    case .same(let key, let other): relation(key, "＝", label(other))
    case .oneOf(let key, let values): relation(key, "∈", .listed(values.map { choice($0, of: key) }))
    case .ratioAtLeast(let top, let bottom, let least): quotient(top, bottom).map { "\($0) ≥ \(least)" }
    case .ratioEquals(let top, let bottom, let percent, let tolerance):
      quotient(top, bottom).followed(by: "＝", label(percent)).followed(by: give(tolerance))
    case .balanceAtLeast(let plus, let minus, let bound):
      sum(plus).followed(by: "−", sum(minus)).followed(by: "≥", operand(bound, of: plus.first ?? ""))
    case .productEquals(let list, let factors, let product, let tolerance):
      label(list).followed(by: "：", joined(factors.map { cell($0, of: list) }, "×"))
        .followed(by: "＝", cell(product, of: list)).followed(by: give(tolerance))
    case .sumEquals(let terms, let total, let tolerance):
      self.terms(terms).followed(by: "＝", operand(total, of: "")).followed(by: give(tolerance))
    case .sumWithinMonths(let list, _, _, let months, let least, let declared):
      label(list).map {
        "近 \(months) 个月\($0)合计"
      } en: {
        "\($0) of the last \(months) months"
      }
      .followed(by: "≥", plain("\(least)\(declared?.plus.first.map { unit($0) } ?? "")"))
    case .notBefore(let key, let bound): relation(key, "≥", day(bound))
    case .notAfter(let key, let bound): relation(key, "≤", day(bound))
    case .within(let key, let from, let until): relation(key, "＝", plain("\(from)–\(until)"))
    default: nil
    }
  }

  // MARK: Counts and lists

  private func counted(_ check: Check) -> Bilingual? {
    switch check {
    case .containsAll(let key, let cell, let values):
      (cell.map { self.cell($0, of: key) } ?? label(key))
        .followed(by: "⊇", .listed(values.map { choice($0, of: key) }))
    case .countAtLeast(let key, let least): number(of: key).map { "\($0) ≥ \(least)" }
    case .countAtMost(let key, let most): number(of: key).map { "\($0) ≤ \(most)" }
    case .countEquals(let key, let bound): number(of: key).followed(by: "＝", operand(bound, of: ""))
    case .completeYearsAtLeast(let key, let years):
      label(key).map {
        "自\($0)起满 \(years) 个完整年度"
      } en: {
        "\(years) complete years since \($0)"
      }
    case .yearsAtLeast(let key, let years):
      label(key).map {
        "自\($0)起满 \(years) 年"
      } en: {
        "\(years) years since \($0)"
      }
    case .distinct(let list, let cell):
      self.cell(cell, of: list).map {
        "各条\($0)不重复"
      } en: {
        "\($0) differs from entry to entry"
      }
    case .notAmong(let key, let list, let cell):
      Bilingual(
        zh: "\(label(key).zh)不在\(label(list).zh)的\(self.cell(cell, of: list).zh)之中",
        en: "\(label(key).en) is no \(self.cell(cell, of: list).en) of \(label(list).en)")
    case .entryComplete(let list, let cell, let values, let cells):
      entries(of: list, marked: cell, values).followed(by: "：", .listed(cells.map { self.cell($0, of: list) }))
    case .notListed(let register, let scope, let months, let grades): register.words(scope, months, grades)
    default: nil
    }
  }

  // MARK: Statements

  private func stated(_ check: Check) -> Bilingual {
    switch check {
    case .inForce: return Bilingual(zh: "在施行期内提交", en: "submitted while in force")
    case .present(.field(let key)):
      return label(key).map {
        "填写\($0)"
      } en: {
        "\($0) is given"
      }
    case .present(.material(let id)):
      let name = scheme.materials.first { $0.id == id }?.label ?? plain(id.rawValue)
      return name.map {
        "附有\($0)"
      } en: {
        "\($0) is attached"
      }
    case .isTrue(let key):
      return label(key).map {
        "\($0)：是"
      } en: {
        "\($0): yes"
      }
    case .isFalse(let key):
      return label(key).map {
        "\($0)：否"
      } en: {
        "\($0): no"
      }
    case .matches(let key, nil, let pattern): return label(key).followed(by: "：", pattern.words)
    case .matches(let key, let cell?, let pattern):
      return Bilingual(
        zh: "\(label(key).zh)的\(self.cell(cell, of: key).zh)", en: "\(self.cell(cell, of: key).en) in \(label(key).en)"
      ).followed(by: "：", pattern.words)
    case .mentions(let key, let words):
      return label(key).map {
        "\($0)提到\(words.joined(separator: "、"))之一"
      } en: {
        "\($0) mentions one of \(words.joined(separator: ", "))"
      }
    case .maxLength(let key, let limit):
      return label(key).map {
        "\($0) ≤ \(limit) 字"
      } en: {
        "\($0) ≤ \(limit) characters"
      }
    case .lengthLimits: return Bilingual(zh: "各栏不超过规定字数", en: "every text keeps its limit")
    case .unique(let key):
      return label(key).map {
        "\($0)不与他人相同"
      } en: {
        "\($0) is nobody else's"
      }
    case .otherStated(let key):
      return label(key).map {
        "\($0)选其他的要说明"
      } en: {
        "\($0): what “other” is"
      }
    case .pledgesCoverAllUnits: return Bilingual(zh: "每个单位都作出承诺", en: "every unit has pledged")
    case .nominated: return Bilingual(zh: "有推荐单位推荐", en: "a recommender nominates it")
    case .opinionGiven: return Bilingual(zh: "有盖章的推荐意见", en: "a sealed opinion is given")
    case .recommendedFrom(let key):
      return label(key).map {
        "推荐单位属于\($0)"
      } en: {
        "recommended from \($0)"
      }
    default: preconditionFailure("every check is composed, bounded, counted or stated")
    }
  }

  // MARK: Names

  private func field(_ key: String) -> Field? { scheme.slots[key].map { scheme.fields[$0] } }
  private func plain(_ text: String) -> Bilingual { Bilingual(zh: text, en: text) }

  /// A label that has a place for the year means each of them.
  func label(_ key: String) -> Bilingual {
    guard let label = field(key)?.label else { return plain(key) }
    return label.map {
      $0.replacing("YYYY年", with: "各年")
    } en: {
      $0.replacing("YYYY", with: "each year")
    }
  }

  private func unit(_ key: String) -> String { field(key).map { $0.unit.isEmpty ? "" : " " + $0.unit } ?? "" }

  private func cell(_ key: String, of list: String) -> Bilingual {
    field(list)?.entry.first { $0.key == key }?.label ?? plain(key)
  }

  private func choice(_ value: String, of key: String) -> Bilingual {
    if let choice = field(key)?.choices.first(where: { $0.id == value }) { return choice.label }
    let cells = field(key)?.entry.flatMap(\.choices) ?? []
    return cells.first { $0.id == value }?.label ?? plain(value + unit(key))
  }

  private func relation(_ key: String, _ sign: String, _ bound: Bilingual) -> Bilingual {
    label(key).followed(by: sign, bound)
  }

  private func operand(_ bound: Check.Operand, of key: String) -> Bilingual {
    switch bound {
    case .value(let value): plain("\(value)\(unit(key))")
    case .field(let other): label(other)
    }
  }

  private func day(_ bound: Check.DayOperand) -> Bilingual {
    switch bound {
    case .day(let day): plain(day.description)
    case .field(let other): label(other)
    }
  }

  private func joined(_ names: [Bilingual], _ sign: String) -> Bilingual {
    Bilingual(
      zh: names.map(\.zh).joined(separator: " \(sign) "), en: names.map(\.en).joined(separator: " \(sign) "))
  }

  private func sum(_ keys: [String]) -> Bilingual { joined(keys.map { label($0) }, "＋") }
  private func quotient(_ top: String, _ bottom: String) -> Bilingual { label(top).followed(by: "÷", label(bottom)) }

  private func terms(_ terms: Check.SumTerms) -> Bilingual {
    switch terms {
    case .fields(let keys): sum(keys)
    case .list(let list, let amount):
      Bilingual(
        zh: "\(label(list).zh)的\(cell(amount, of: list).zh)合计",
        en: "sum of \(cell(amount, of: list).en) of \(label(list).en)")
    }
  }

  private func give(_ tolerance: ExactDecimal) -> Bilingual {
    tolerance == .zero ? plain("") : plain("±\(tolerance)")
  }

  private func number(of key: String) -> Bilingual {
    label(key).map {
      "\($0)的个数"
    } en: {
      "number of \($0)"
    }
  }

  private func entries(of list: String, marked cell: String?, _ values: [String]) -> Bilingual {
    guard let cell else {
      return label(list).map {
        "\($0)逐条填写"
      } en: {
        "each entry of \($0) gives"
      }
    }
    let marks = Bilingual.listed(values.map { choice($0, of: list) })
    let name = self.cell(cell, of: list)
    return Bilingual(
      zh: "\(label(list).zh)中\(name.zh)为\(marks.zh)的填写",
      en: "entries of \(label(list).en) with \(name.en) \(marks.en) give")
  }
}

extension Check {
  fileprivate var isComposed: Bool {
    switch self {
    case .all, .any, .when: true
    default: false
    }
  }
}

extension Check.Pattern {
  fileprivate var words: Bilingual {
    switch self {
    case .creditCode: Bilingual(zh: "合格的统一社会信用代码", en: "a valid credit code")
    case .phone: Bilingual(zh: "合格的电话号码", en: "a valid phone number")
    case .email: Bilingual(zh: "合格的邮箱", en: "a valid e-mail address")
    }
  }
}

extension Check.Register {
  fileprivate func words(_ scope: Check.UnitScope, _ months: Int?, _ grades: [String]) -> Bilingual {
    let list: Bilingual =
      switch self {
      case .recognised: Bilingual(zh: "已认定名单", en: "the list of those recognised")
      case .sanctioned: Bilingual(zh: "处理名单", en: "the list of sanctions")
      case .violations: Bilingual(zh: "违法违规记录", en: "the record of violations")
      case .accidents: Bilingual(zh: "事故记录", en: "the record of accidents")
      }
    let who: Bilingual =
      scope == .lead
      ? Bilingual(zh: "申报单位", en: "the applicant") : Bilingual(zh: "所有单位", en: "all units")
    let window = months.map { Bilingual(zh: "近 \($0) 个月", en: " of the last \($0) months") }
    let kinds = grades.isEmpty ? "" : "（\(grades.joined(separator: "、"))）"
    return Bilingual(
      zh: "\(who.zh)\(window?.zh ?? "")不在\(list.zh)\(kinds)之中",
      en: "\(who.en) not on \(list.en)\(kinds)\(window?.en ?? "")")
  }
}

extension Bilingual {
  func followed(by sign: String, _ other: Bilingual) -> Bilingual {
    Bilingual(zh: "\(zh) \(sign) \(other.zh)", en: "\(en) \(sign) \(other.en)")
  }

  func followed(by other: Bilingual) -> Bilingual {
    other.zh.isEmpty ? self : Bilingual(zh: "\(zh) \(other.zh)", en: "\(en) \(other.en)")
  }
}
