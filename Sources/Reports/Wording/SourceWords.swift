import ExpertReview

extension Source {
  /// 〔湘工信人工智能〔2025〕381号 附件4 第七条（四）〕, or 〔自定：理由〕.
  public func words(_ documents: [OfficialDocument]) -> Bilingual {
    switch self {
    case .cited(let id, let article):
      let document = documents.first { $0.id == id }
      // What stands in brackets after a title lists its annexes: too long for a line.
      let name = document.map { $0.number.isEmpty ? "《\($0.title.prefix { $0 != "（" })》" : $0.number } ?? id
      return Bilingual(zh: "\(name) \(article)", en: "\(name) \(article)")
    case .house(let reason): return Bilingual(zh: "自定：\(reason)", en: "house value: \(reason)")
    }
  }
}
