import ExpertReview

extension PlanFault {
  /// Why the review's rule cannot be computed, and what to do.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .nothingToScore:
      (
        Bilingual(zh: "这一组没有任何评分项，无法计算得分", en: "this group has no item, so there is nothing to score"),
        Bilingual(
          zh: "在 rubric 的 items 或该组的 perGroup 中写明评分项", en: "give it items under rubric, or its own under perGroup")
      )
    case .repeatedItem(let item):
      (
        Bilingual(zh: "评分项“\(item)”出现了两次", en: "the item “\(item)” stands twice"),
        Bilingual(zh: "给其中一项另取编号", en: "give one of them another id")
      )
    case .unsoundScale(let item, let scale):
      (
        Bilingual(
          zh: "“\(item)”的分值范围 \(scale.words.zh) 不成立：从最小值按步长走不到最大值",
          en:
            "the scale of “\(item)”, \(scale.words.en), does not hold: its steps do not lead from the minimum to the maximum"
        ),
        Bilingual(zh: "改正 min、max 或 step，例如 0、100、1", en: "mend min, max or step, e.g. 0, 100, 1")
      )
    case .emptyTable(let item):
      (
        Bilingual(zh: "计算项“\(item)”没有对照表", en: "the computed item “\(item)” has no table"),
        Bilingual(zh: "在 table 中写明每档的下限和得分", en: "write its rows, each with atLeast and value")
      )
    case .roundingElsewhere(let point, let basis):
      (
        Bilingual(
          zh: "按 \(basis.rawValue) 汇总时不经过 \(point.rawValue) 这一步，不能在此舍入",
          en:
            "joined on \(basis.rawValue) the calculation does not pass “\(point.rawValue)”, so nothing is rounded there"
        ),
        Bilingual(
          zh: basis == .item ? "舍入写在 item、product 或 total 之后" : "舍入写在 sheet 或 total 之后",
          en: basis == .item ? "round after item, product or total" : "round after sheet or total")
      )
    case .roundingTwice(let point):
      (
        Bilingual(zh: "\(point.rawValue) 之后写了两次舍入", en: "two roundings stand after “\(point.rawValue)”"),
        Bilingual(zh: "删去其中一个", en: "remove one of them")
      )
    case .roundingPlaces(let point, let places):
      (
        Bilingual(
          zh: "\(point.rawValue) 之后保留 \(places) 位小数，超出 0 至 9 位",
          en: "\(places) places after “\(point.rawValue)” are outside 0 to 9"),
        Bilingual(zh: "填 0 至 9 的整数，例如 2", en: "write a whole number from 0 to 9, e.g. 2")
      )
    case .outliersOnOtherBasis(let outliers, let basis):
      (
        Bilingual(
          zh: "去极值按 \(outliers.rawValue)，而汇总按 \(basis.rawValue)，两者须一致",
          en:
            "extremes are dropped on \(outliers.rawValue) while marks are joined on \(basis.rawValue); they must agree"),
        Bilingual(zh: "把 outliers 的 on 与汇总的 on 写成一样", en: "write the same “on” in outliers and in aggregate")
      )
    case .dropsEverything(let dropped, let least):
      (
        Bilingual(
          zh: "只有 \(least) 个分数时仍要去掉 \(dropped) 个，剩不下分数",
          en: "with \(least) marks \(dropped) would still be dropped, which leaves none"),
        Bilingual(zh: "whenFewerThan 须大于 high 与 low 之和", en: "whenFewerThan must be more than high and low together")
      )
    case .fallbackAbove(let least, let above):
      (
        Bilingual(
          zh: "少于 \(above) 份时的办法又要至少 \(least) 份，永远用不上",
          en: "what holds below \(above) marks needs \(least), so that it never holds"),
        Bilingual(zh: "里层的 whenFewerThan 须小于外层的", en: "make each whenFewerThan less than the one around it")
      )
    case .noProportion(let proportion):
      (
        Bilingual(zh: "两端各去 \(proportion) 不在 0 与 1/2 之间", en: "\(proportion) at each end is not from 0 to below 1/2"),
        Bilingual(zh: "填小于一半的比例，例如 0.2 或 1/5", en: "write less than one half, e.g. 0.2 or 1/5")
      )
    case .keepsNone(let count):
      (
        Bilingual(zh: "居中 \(count) 个，没有分数可计", en: "a middle of \(count) leaves no mark"),
        Bilingual(zh: "count 至少 1", en: "make count at least 1")
      )
    case .rejectsTheMiddle(let cut, let constant):
      (
        Bilingual(
          zh: "界限 \(cut) × \(constant) 不到 MAD 的一倍，或其中一个数超过 1000 或六位小数",
          en: "a limit of \(cut) × \(constant) MADs is below 1, or one of the two is above 1000 or has over six places"),
        Bilingual(zh: "例如 cut 2.5、constant 1.4826", en: "for example cut 2.5 and constant 1.4826")
      )
    case .unknownItem(let item):
      (
        Bilingual(
          zh: "最低分或一票否决所指的“\(item)”不是这一组的评分项",
          en: "a minimum or veto names “\(item)”, which is no item of this group"),
        Bilingual(zh: "改用本组评分项的编号", en: "use the id of one of the group's items")
      )
    case .notJudged(let item):
      (
        Bilingual(zh: "“\(item)”不由专家打分，不能由专家否决", en: "experts do not mark “\(item)”, so they cannot veto on it"),
        Bilingual(zh: "改用 minimums，或指向专家打分的评分项", en: "use minimums, or name an item that experts mark")
      )
    case .bringsNoPoints(let item):
      (
        Bilingual(
          zh: "“\(item)”最高也得不到正分，缺项的打分表无法按比例折算",
          en: "“\(item)” can bring no points, so an incomplete sheet cannot be scaled up over it"),
        Bilingual(
          zh: "把 incomplete 改为 leaveOut，或改正该项的分值范围和权重",
          en: "write incomplete: leaveOut, or mend the item's scale or weight")
      )
    case .tooManyTests(let count):
      (
        Bilingual(zh: "最低分和否决共 \(count) 条，最多 64 条", en: "\(count) minimums and vetoes are more than the 64 allowed"),
        Bilingual(zh: "合并或删去一些", en: "join or remove some")
      )
    case .tooLarge(let step, let most):
      (
        Bilingual(
          zh: "按每个对象最多 \(most) 张打分表计算，“\(step.words.zh)”一步的数可能超出精确整数的范围",
          en:
            "with up to \(most) sheets a candidate, numbers at “\(step.words.en)” could leave the range of exact integers"
        ),
        Bilingual(
          zh: "减少权重或步长的小数位，或在 sheet、item 之后舍入",
          en: "use fewer decimals in weights or steps, or round after sheet or item")
      )
    }
  }
}

extension MarkFault {
  /// Why the mark or value cannot be taken, and what to do.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .offScale(let item, let value, let scale):
      (
        Bilingual(
          zh: "“\(item)”的值 \(value) 不在 \(scale.words.zh) 之内",
          en: "\(value) for “\(item)” is not on its scale, \(scale.words.en)"),
        Bilingual(zh: "填范围内按步长的数", en: "write a number on the scale")
      )
    case .stepsOffScale(let item, let steps, let most):
      (
        Bilingual(
          zh: "“\(item)”的分数在第 \(steps) 级，而该项只有 0 至 \(most) 级",
          en: "the mark for “\(item)” is step \(steps) of a scale that has 0 to \(most)"),
        Bilingual(zh: "重新导入该专家的打分表", en: "import the expert's sheet again")
      )
    case .wrongWidth(let found, let expected):
      (
        Bilingual(
          zh: "打分表有 \(found) 个分数，该组有 \(expected) 项",
          en: "the sheet has \(found) marks where the group has \(expected) items"),
        Bilingual(zh: "核对对象的组别后重新导入", en: "check the candidate's group and import again")
      )
    case .wrongValueCount(let found, let expected):
      (
        Bilingual(
          zh: "给定项和计算项有 \(found) 个值，该组有 \(expected) 项",
          en: "\(found) given and computed values where the group has \(expected) such items"),
        Bilingual(zh: "核对对象的组别后重新导入", en: "check the candidate's group and import again")
      )
    case .tooManySheets(let most):
      (
        Bilingual(zh: "一个对象的打分表超过 \(most) 张", en: "a candidate has more than \(most) sheets"),
        Bilingual(zh: "核对专家组名单", en: "check who sits on the panel")
      )
    }
  }
}

extension MarkScale {
  fileprivate var words: Bilingual {
    Bilingual(zh: "\(minimum) 至 \(maximum)（步长 \(step)）", en: "\(minimum) to \(maximum) in steps of \(step)")
  }
}

extension PlanFault.Step {
  fileprivate var words: Bilingual {
    switch self {
    case .scale: Bilingual(zh: "分值范围", en: "scale")
    case .sheet: Bilingual(zh: "每位专家的总分", en: "each expert's total")
    case .item: Bilingual(zh: "单项平均", en: "item means")
    case .product: Bilingual(zh: "加权", en: "products")
    case .total: Bilingual(zh: "总分", en: "total")
    }
  }
}
