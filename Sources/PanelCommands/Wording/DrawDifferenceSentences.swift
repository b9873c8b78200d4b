import ExpertReview

extension DrawDifference {
  /// What is not as it was recorded, in the fact of this number.
  func message(_ sequence: Int, _ stage: String) -> Bilingual {
    switch self {
    case .seed:
      Bilingual(
        zh: "第 \(sequence) 条记录开启的种子（\(stage)）不是密封的那一个",
        en: "the seed opened in fact \(sequence) (\(stage)) is not the one sealed")
    case .lists:
      Bilingual(
        zh: "第 \(sequence) 条记录的名单（\(stage)）重算后与冻结的校验值不同",
        en: "the lists of fact \(sequence) (\(stage)), made anew, are not those whose digests were frozen")
    case .panels:
      Bilingual(
        zh: "第 \(sequence) 条记录的抽取（\(stage)）按种子重抽，结果不同",
        en: "drawn again from its seed, fact \(sequence) (\(stage)) comes out otherwise")
    }
  }
}
