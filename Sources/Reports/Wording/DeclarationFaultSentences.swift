import ExpertReview

extension DeclarationFault {
  /// What is wrong with the cell and why, and what to write instead. The place is told by the caller.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch kind {
    case .missingID:
      (
        Bilingual(zh: "没有 candidate_id，无法知道是哪一项申报", en: "no candidate_id, so nothing tells which candidate this is"),
        Bilingual(zh: "请给每项申报一个不重复的编号", en: "give each candidate an id of its own")
      )
    case .repeatedID(let places):
      (
        Bilingual(
          zh: "编号“\(value)”在文件中出现\(places.count)次（\(list(places, "、"))），不知以哪一个为准",
          en:
            "the id “\(value)” stands \(places.count) times in this file (\(list(places, ", "))); nothing says which is meant"
        ),
        Bilingual(zh: "只留一处，其余改编号或删除", en: "keep one; give the others their own ids or remove them")
      )
    case .otherScheme(let expected):
      (
        Bilingual(
          zh: "该记录属于方案“\(value)”，本轮是“\(expected)”",
          en: "this record is for the scheme “\(value)”; the round is under “\(expected)”"),
        Bilingual(zh: "放到对应方案的一轮里，或改正 scheme_id", en: "bring it into a round of that scheme, or correct scheme_id")
      )
    case .notARecord:
      (
        Bilingual(zh: "这里应是一条记录（对象），不是“\(value)”", en: "a record (an object) is expected here, not “\(value)”"),
        Bilingual(zh: "每项申报写成 {…}", en: "write each candidate as {…}")
      )
    case .wrongForm(let expected, let found):
      (
        Bilingual(
          zh: "\(name.zh)应是\(expected.words.zh)，写成了\(found.words.zh)：\(value)",
          en: "\(name.en) takes \(expected.words.en), not \(found.words.en): \(value)"),
        Bilingual(zh: expected.example.zh, en: expected.example.en)
      )
    // Numbers
    case .fullWidth(let mended):
      (
        Bilingual(zh: "“\(value)”用了全角数字", en: "“\(value)” has full-width digits"),
        write(mended)
      )
    case .thousandsSeparator(let mended):
      (Bilingual(zh: "“\(value)”带千位分隔符", en: "“\(value)” has thousands separators"), write(mended))
    case .unitInCell(let unit, let mended):
      (
        Bilingual(zh: "“\(value)”把单位“\(unit)”写进了单元格", en: "“\(value)” has the unit “\(unit)” in the cell"),
        write(mended)
      )
    case .exponent:
      (
        Bilingual(
          zh: "“\(value)”是科学计数法，读不出准确的数", en: "“\(value)” is in exponent form, which does not tell the exact digits"),
        Bilingual(zh: "写出全部数字", en: "write out all digits")
      )
    case .tooManyDigits:
      (
        Bilingual(zh: "“\(value)”超过18位数字", en: "“\(value)” has more than 18 digits"),
        Bilingual(zh: "检查单位和位数", en: "check the unit and the number of digits")
      )
    case .tooManyPlaces(let most):
      (
        Bilingual(zh: "“\(value)”的小数超过\(most)位", en: "“\(value)” has more than \(most) decimal places"),
        Bilingual(zh: "最多写\(most)位小数", en: "write at most \(most) decimal places")
      )
    case .notWhole:
      (
        Bilingual(zh: "\(name.zh)应是整数，写成了“\(value)”", en: "\(name.en) is a whole number, not “\(value)”"),
        Bilingual(zh: "填整数，例如 12", en: "write a whole number, e.g. 12")
      )
    case .negative:
      (
        Bilingual(zh: "\(name.zh)不能是负数：\(value)", en: "\(name.en) cannot be negative: \(value)"),
        Bilingual(zh: "检查正负号", en: "check the sign")
      )
    case .notANumber:
      (
        Bilingual(zh: "“\(value)”不是数字", en: "“\(value)” is not a number"),
        Bilingual(zh: "请填数字，例如 8.5；没有就留空", en: "write digits, e.g. 8.5; leave the cell empty where there is none")
      )
    // Days
    case .noSuchDay:
      (
        Bilingual(zh: "日历上没有“\(value)”这一天", en: "the calendar has no day “\(value)”"),
        Bilingual(zh: "检查年月日", en: "check year, month and day")
      )
    case .notAMonth(let mended):
      (
        Bilingual(zh: "“\(value)”不是 YYYY-MM 形式的年月", en: "“\(value)” is not a month in the form YYYY-MM"),
        mended.map { write($0) } ?? Bilingual(zh: "写成 YYYY-MM，例如 2025-03", en: "write YYYY-MM, e.g. 2025-03")
      )
    case .notADay(let mended?):
      (
        Bilingual(zh: "“\(value)”不是 YYYY-MM-DD 形式的日期", en: "“\(value)” is not a day in the form YYYY-MM-DD"),
        write(mended)
      )
    case .notADay(nil):
      (
        Bilingual(zh: "“\(value)”不是 YYYY-MM-DD 形式的日期", en: "“\(value)” is not a day in the form YYYY-MM-DD"),
        Bilingual(zh: "写成 YYYY-MM-DD，例如 2025-03-07", en: "write YYYY-MM-DD, e.g. 2025-03-07")
      )
    // Choices
    case .notAChoice(let allowed, let nearest):
      (
        Bilingual(zh: "“\(value)”不在\(name.zh)的选项中", en: "“\(value)” is none of the choices of \(name.en)"),
        Bilingual(
          zh: (nearest.map { "是不是“\($0.zh)”？" } ?? "") + "可选：" + allowed.map(\.zh).joined(separator: "、"),
          en: (nearest.map { "did you mean “\($0.en)”? " } ?? "") + "choose from: "
            + allowed.map(\.en).joined(separator: ", "))
      )
    case .wrongSeparator(let mended):
      (Bilingual(zh: "“\(value)”中的选项没有用 ; 隔开", en: "the choices in “\(value)” are not separated by ;"), write(mended))
    case .repeatedChoice:
      (
        Bilingual(zh: "“\(value)”选了两次", en: "“\(value)” is chosen twice"),
        Bilingual(zh: "每个选项只写一次", en: "name each choice once")
      )
    case .notTrueOrFalse:
      (
        Bilingual(zh: "“\(value)”既不是“是”也不是“否”", en: "“\(value)” is neither yes nor no"),
        Bilingual(zh: "填 是 或 否（true、false、1、0 也可）", en: "write yes or no (true, false, 1 and 0 will do)")
      )
    // Lists and attachments
    case .unevenLists(let counts):
      (
        Bilingual(
          zh: "\(name.zh)的各列（\(value)）项数不同：\(list(counts, "、"))",
          en: "the columns of \(name.en) (\(value)) have different counts: \(list(counts, ", "))"),
        Bilingual(zh: "各列用 ; 隔开，项数一致，没有的留空位", en: "separate by ; with the same count in each, leaving gaps empty")
      )
    case .attachmentWithoutFile:
      (
        Bilingual(zh: "附件只写了其他信息，没有文件名", en: "the attachment has particulars but no file"),
        Bilingual(zh: "填写 \(column)", en: "fill in \(column)")
      )
    // Columns
    case .ambiguousColumn(let keys):
      (
        Bilingual(zh: "列名“\(value)”可指\(keys.count)个字段", en: "the header “\(value)” may mean \(keys.count) fields"),
        Bilingual(
          zh: "改用键名：\(keys.joined(separator: " 或 "))", en: "use the key instead: \(keys.joined(separator: " or "))")
      )
    case .tooManyCells(let columns):
      (
        Bilingual(
          zh: "这一行的单元格多于\(columns)列，多出“\(value)”", en: "the row has more cells than the \(columns) columns: “\(value)”"),
        Bilingual(zh: "检查多余的逗号，含逗号的文字要加引号", en: "look for a stray comma; quote text that holds one")
      )
    case .repeatedColumn:
      (
        Bilingual(zh: "列“\(value)”出现了两次", en: "the column “\(value)” is there twice"),
        Bilingual(zh: "只留一列", en: "keep one of them")
      )
    }
  }

  private var name: Bilingual {
    label.map { Bilingual(zh: "“\($0.zh)”", en: "“\($0.en)”") } ?? Bilingual(zh: column, en: column)
  }

  private func write(_ mended: String) -> Bilingual { Bilingual(zh: "写成 \(mended)", en: "write \(mended)") }

  private func list(_ numbers: [Int], _ separator: String) -> String {
    numbers.map { String($0) }.joined(separator: separator)
  }
}

extension DeclarationFault.Form {
  fileprivate var words: Bilingual {
    switch self {
    case .object: Bilingual(zh: "对象", en: "an object")
    case .list: Bilingual(zh: "列表", en: "a list")
    case .text: Bilingual(zh: "文字", en: "text")
    case .number: Bilingual(zh: "数字", en: "a number")
    case .truth: Bilingual(zh: "是/否", en: "true or false")
    }
  }

  fileprivate var example: Bilingual {
    switch self {
    case .object: Bilingual(zh: "写成 {\"键\": 值}", en: "write {\"key\": value}")
    case .list: Bilingual(zh: "写成 [ … ]", en: "write [ … ]")
    case .text: Bilingual(zh: "写成带引号的文字", en: "write text in quotation marks")
    case .number: Bilingual(zh: "写成数字或带引号的数字", en: "write a number, bare or in quotation marks")
    case .truth: Bilingual(zh: "写 true 或 false", en: "write true or false")
    }
  }
}

extension DeclarationNotice {
  /// That a column is unknown to the scheme and is kept, and which one may have been meant.
  public var sentence: Bilingual {
    Bilingual(
      zh: "方案不认识列“\(column)”（\(records)条记录有内容），已作为附加信息保留" + (nearest.map { "；是不是“\($0)”？" } ?? "。"),
      en: "the scheme has no column “\(column)” (filled in \(records) records); kept as an attribute"
        + (nearest.map { "; did you mean “\($0)”?" } ?? "."))
  }
}
