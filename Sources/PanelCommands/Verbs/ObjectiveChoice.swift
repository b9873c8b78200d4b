import ExpertReview

extension AssignmentObjective {
  /// What `--objective` names, with the options that belong to it. Throws for options that belong to another.
  init(_ invocation: Invocation) throws {
    let named = invocation.text("objective").flatMap(AssignmentObjective.init) ?? .total
    let depth = invocation.integer("depth")
    if let depth, case .fair = named {
      self = .fair(depth: depth)
    } else {
      guard depth == nil else { throw VerbFault.onlyUnder(objective: "fair", options: ["depth"]).refusal }
      self = named
    }
    guard case .random(let house) = named else {
      let strange = RandomLaw.options.filter { invocation.text($0) != nil }
      guard strange.isEmpty else { throw VerbFault.onlyUnder(objective: "random", options: strange).refusal }
      return
    }
    let perturbation: RandomLaw.Perturbation =
      invocation.share("perturbation").map { .strength($0) } ?? invocation.share("keeping").map { .keeping($0) }
      ?? .none
    guard let law = RandomLaw(cap: invocation.share("cap") ?? house.cap, perturbation: perturbation) else {
      preconditionFailure("the parser lets no other shares pass")
    }
    self = .random(law)
  }
}

extension RandomLaw {
  /// The options of `panel assign` that only drawing at random understands.
  static let options = [capOption, perturbationOption, keepingOption].map(\.name)

  static let capOption = CommandOption(
    "cap", .share("SHARE", largestDenominator: Int(largestDenominator)), needs: ["objective"],
    standard: Bilingual(zh: "\(houseCap)，本系统取值", en: "\(houseCap), a house value"),
    Bilingual(zh: "random：任何一对坐在一起的概率不超过它", en: "with random: no pair is seated with a greater chance"))

  static let perturbationOption = CommandOption(
    "perturbation", .share("SHARE", largestDenominator: Int(largestStrengthDenominator)), needs: ["objective"],
    apartFrom: ["keeping"], standard: Bilingual(zh: "不用", en: "none"),
    Bilingual(
      zh: "random：概率 x 按 x − βx² 计入，β 越大，概率摊得越开",
      en: "with random: a chance x counts x − βx², and the greater β, the wider chances are spread"))

  static let keepingOption = CommandOption(
    "keeping", .share("SHARE", largestDenominator: Int(largestStrengthDenominator)), needs: ["objective"],
    apartFrom: ["perturbation"],
    Bilingual(
      zh: "random：取最大的 β，使期望总和不低于上限下最大值的这个份额",
      en: "with random: the greatest β that keeps this share of the largest expected total under the cap"))
}
