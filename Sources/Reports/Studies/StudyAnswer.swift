import ExpertReview
import Simulation

/// What the figures of one measure say, in sentences drawn from them alone.
///
/// A difference is told as one only beyond twice its standard error, which is worked out as if the designs were drawn
/// apart: on common random numbers it is smaller as a rule, so this errs towards saying "cannot be told apart".
struct StudyAnswer {
  let run: StudyRun
  let families: StudyFamilies
  let measure: Int
  let figure: StudyFigure

  /// - Parameters:
  ///   - run: what came out.
  ///   - families: of the run's study.
  ///   - measure: its position in the study.
  init(_ run: StudyRun, families: StudyFamilies, measure: Int) {
    self.run = run
    self.families = families
    self.measure = measure
    let errors = run.study.designs.indices.compactMap {
      run.sums.estimate(design: $0, measure: measure)?.standardError
    }
    figure = StudyFigure(run.study.measures[measure], error: errors.max())
  }

  private var name: StudyMeasure { run.study.measures[measure] }

  /// What was found for a design; nil where the measure was never defined.
  func estimate(_ design: Int) -> (mean: Double, standardError: Double?)? {
    run.sums.estimate(design: design, measure: measure)
  }

  /// The sentences, each ending in a full stop; at least one. What more experts buy is told of the way that does best
  /// at the size most ways share; the others are in the plot and the table.
  var sentences: [Bilingual] {
    let told = [leading.map { growth(of: $0) }, comparison].compactMap(\.self)
    guard told.isEmpty else { return told }
    guard let only = run.study.designs.indices.first(where: { estimate($0) != nil }) else {
      return [
        Bilingual(
          zh: "这项指标在每一次模拟里都没有定义。", en: "The measure was not defined in any replicate.")
      ]
    }
    return [sentence(of: only)]
  }

  /// Of the families with several sizes the one with the best figure at the shared size, or the first.
  private var leading: StudyFamilies.Family? {
    let grown = families.families.filter { family in family.designs.count { estimate($0) != nil } > 1 }
    let size = families.sharedSize
    let known = grown.compactMap { family -> (family: StudyFamilies.Family, mean: Double)? in
      guard let design = family.designs.first(where: { run.study.designs[$0].experts == size }),
        let mean = estimate(design)?.mean
      else { return nil }
      return (family, mean)
    }
    guard var best = known.first else { return grown.first }
    for other in known.dropFirst() where other.mean != best.mean && name.isBetterWhenLarger == (other.mean > best.mean)
    {
      best = other
    }
    return best.family
  }

  /// A single design's figure.
  private func sentence(of design: Int) -> Bilingual {
    let label = run.study.designs[design].label
    let clause = name.clause(told(design))
    return Bilingual(zh: "\(label.zh)：\(clause.zh)。", en: "\(label.en): \(clause.en).")
  }

  /// What more experts buy within a family.
  private func growth(of family: StudyFamilies.Family) -> Bilingual {
    let known = family.designs.filter { estimate($0) != nil }
    let first = name.clause(told(known[0]))
    let size = run.study.designs[known[0]].experts
    var zh = "\(size) 位专家时，\(first.zh)"
    var en = "with \(size) \(size == 1 ? "expert" : "experts"), \(first.en)"
    for (before, after) in zip(known, known.dropFirst()) {
      let experts = run.study.designs[after].experts
      let change = self.change(from: before, to: after)
      zh += "；增至 \(experts) 位，\(told(after).zh)，\(change.zh)"
      en += "; with \(experts), \(told(after).en), \(change.en)"
    }
    guard families.families.count > 1 else { return Bilingual(zh: zh + "。", en: en.withCapital + ".") }
    return Bilingual(zh: "按“\(family.label.zh)”，\(zh)。", en: "Under “\(family.label.en)”, \(en).")
  }

  /// The best and the worst of designs of one size, or of all where sizes differ from family to family.
  private var comparison: Bilingual? {
    guard families.families.count > 1 else { return nil }
    let size = families.sharedSize
    let designs = run.study.designs.indices.filter { design in
      (size == nil || run.study.designs[design].experts == size) && estimate(design) != nil
    }
    guard designs.count > 1 else { return nil }
    let order = designs.sorted { left, right in
      guard let a = estimate(left)?.mean, let b = estimate(right)?.mean, a != b else { return left < right }
      return name.isBetterWhenLarger == (a > b)
    }
    let (best, worst) = (order[0], order[order.count - 1])
    let among =
      size.map { Bilingual(zh: "同样 \($0) 位专家，", en: "With \($0) \($0 == 1 ? "expert" : "experts") alike, ") }
      ?? Bilingual(zh: "", en: "")
    if estimate(best)?.mean == estimate(worst)?.mean {
      let figure = told(best)
      return Bilingual(
        zh: "\(among.zh)各种做法都一样，\(figure.zh)。", en: "\(among.en)all ways come to the same, \(figure.en).".withCapital)
    }
    guard isKnown(from: worst, to: best) else {
      return Bilingual(
        zh: "\(among.zh)各种做法相差在误差之内，分不出高下（最高 \(extreme(order, by: >).zh)，最低 \(extreme(order, by: <).zh)）。",
        en:
          "\(among.en)the ways cannot be told apart (highest \(extreme(order, by: >).en), lowest \(extreme(order, by: <).en))."
          .withCapital)
    }
    let (top, bottom) = (label(of: best), label(of: worst))
    let change = self.change(from: worst, to: best)
    let level = order.dropFirst().first.map { isKnown(from: $0, to: best) } == false && order.count > 2
    let beside =
      level
      ? Bilingual(
        zh: "（与“\(label(of: order[1]).zh)”相差在误差之内）", en: " (not to be told from “\(label(of: order[1]).en)”)")
      : Bilingual(zh: "", en: "")
    return Bilingual(
      zh:
        "\(among.zh)最好的是“\(top.zh)”，\(told(best).zh)\(beside.zh)；最差的是“\(bottom.zh)”，\(told(worst).zh)。前者比后者\(change.zh)。",
      en:
        "\(among.en)“\(top.en)” does best, \(told(best).en)\(beside.en), “\(bottom.en)” worst, \(told(worst).en): \(change.en)."
        .withCapital)
  }

  private func extreme(_ designs: [Int], by precedes: (Double, Double) -> Bool) -> Bilingual {
    let values = designs.compactMap { estimate($0)?.mean }
    guard let value = values.sorted(by: precedes).first else { return Bilingual(zh: "—", en: "—") }
    return figure.text(value)
  }

  /// A family's label where it has several sizes, else the design's.
  private func label(of design: Int) -> Bilingual {
    families.families.first { $0.designs.contains(design) }?.label ?? run.study.designs[design].label
  }

  private func told(_ design: Int) -> Bilingual {
    guard let found = estimate(design) else { return Bilingual(zh: "—", en: "—") }
    return figure.text(found.mean, error: found.standardError)
  }

  private func change(from: Int, to: Int) -> Bilingual {
    guard let a = estimate(from)?.mean, let b = estimate(to)?.mean else { return Bilingual(zh: "—", en: "—") }
    let step = figure.step(b - a)
    return isKnown(from: from, to: to)
      ? step : Bilingual(zh: "\(step.zh)，在误差之内", en: "\(step.en), within chance")
  }

  /// Whether two figures lie further apart than twice the error of their difference.
  private func isKnown(from: Int, to: Int) -> Bool {
    guard let a = estimate(from), let b = estimate(to) else { return false }
    guard let first = a.standardError, let second = b.standardError else { return false }
    let error = (first * first + second * second).squareRoot()
    return (b.mean - a.mean).magnitude > 2 * error
  }
}

extension StudyMeasure {
  /// The clause in both languages, each with its own figure.
  fileprivate func clause(_ figure: Bilingual) -> Bilingual {
    // No space behind a closing full-width bracket.
    Bilingual(zh: clause(figure.zh).zh.replacing("） ", with: "）"), en: clause(figure.en).en)
  }
}

extension String {
  /// With a capital at its beginning.
  var withCapital: String { prefix(1).uppercased() + dropFirst() }
}
