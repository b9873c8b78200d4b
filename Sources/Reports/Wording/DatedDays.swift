import ExpertReview

extension CivilDay {
  /// 2025年11月21日（星期五）, or 2025-11-21 (Fri).
  var dated: Bilingual {
    let (year, month, date) = parts
    let zh = ["一", "二", "三", "四", "五", "六", "日"][weekday - 1]
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday - 1]
    return Bilingual(zh: "\(year)年\(month)月\(date)日（星期\(zh)）", en: "\(self) (\(en))")
  }
}
