import ExpertReview

extension Taxonomy.Fault {
  /// What is wrong with the terms; how to mend it.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .unknown(let name, let term):
      (
        Bilingual(zh: "“\(term)”所属或所指的“\(name)”不在领域分类里", en: "“\(term)” leads to “\(name)”, which is no term"),
        Bilingual(zh: "为“\(name)”补一行，或改正名称", en: "give “\(name)” a row of its own, or correct the name")
      )
    case .circle(let terms):
      (
        Bilingual(
          zh: "领域分类绕成了一圈：\(terms.joined(separator: " → "))",
          en: "terms lead back to themselves: \(terms.joined(separator: " → "))"),
        Bilingual(zh: "改正其中一个的上级", en: "correct the parent of one of them")
      )
    }
  }
}
