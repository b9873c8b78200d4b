import ExpertReview
import Simulation

/// The data-generating model as lines that a reader can check, every number among them.
struct StudyModelWords {
  let model: StudyModel

  struct Line {
    let head: Bilingual
    let words: Bilingual
  }

  /// What is in the model, in the order in which a mark comes about; last what was left out.
  var lines: [Line] {
    [candidates, scale, quality, items, experts, habits, noise, gaps].compactMap(\.self) + behaviours
      + [absent].compactMap(\.self)
  }

  private var candidates: Line {
    Line(
      head: Bilingual(zh: "对象", en: "Candidates"),
      words: Bilingual(
        zh: "\(model.candidates) 个对象，\(model.places) 个名额", en: "\(model.candidates) candidates, \(model.places) places")
    )
  }

  private var scale: Line {
    let scale = model.scale
    return Line(
      head: Bilingual(zh: "分值", en: "Scale"),
      words: Bilingual(
        zh:
          "\(scale.minimum)–\(scale.maximum) 分，步长 \(scale.step)；水平为 0 的对象得 \(model.centre.plain) 分，水平每高 1 个单位多 \(model.unit.plain) 分",
        en:
          "\(scale.minimum) to \(scale.maximum) in steps of \(scale.step); a candidate of quality 0 has \(model.centre.plain), each unit of quality makes \(model.unit.plain)"
      ))
  }

  private var quality: Line {
    let words: Bilingual =
      switch model.quality {
      case .normal(let deviation):
        Bilingual(zh: "正态分布，标准差 \(deviation.plain)", en: "normal, standard deviation \(deviation.plain)")
      case .skewed(let shape, let deviation):
        Bilingual(
          zh: "偏态（伽马分布，形状 \(shape.plain)，标准差 \(deviation.plain)）：普通的多，突出的少",
          en:
            "skewed (gamma of shape \(shape.plain), standard deviation \(deviation.plain)): many ordinary, few excellent"
        )
      case .clustered(let share, let width, let deviation):
        Bilingual(
          zh: "\(share.percent) 的对象挤在入选线附近（标准差 \(width.plain)），其余为正态分布，标准差 \(deviation.plain)",
          en:
            "\(share.percent) stand close to the line (standard deviation \(width.plain)), the others are normal with standard deviation \(deviation.plain)"
        )
      case .resampled(let values):
        Bilingual(
          zh: "从 \(values.count) 个真实对象的均值中有放回地抽取",
          en: "drawn with replacement from the means of \(values.count) real candidates")
      }
    return Line(head: Bilingual(zh: "真实水平", en: "True quality"), words: words)
  }

  private var items: Line {
    let list = model.items.map { "\($0.id) \($0.weight) %" }
    let strength =
      model.itemStrength == 0
      ? Bilingual(zh: "；同一对象各项水平相同", en: "; a candidate is equally strong in all")
      : Bilingual(
        zh: "；同一对象各项水平不同，标准差 \(model.itemStrength.plain)",
        en: "; a candidate's strength differs between them, standard deviation \(model.itemStrength.plain)")
    return Line(
      head: Bilingual(zh: "评分项", en: "Items"),
      words: Bilingual(
        zh: "\(list.count) 项：\(list.joined(separator: "、"))\(strength.zh)",
        en: "\(list.count): \(list.joined(separator: ", "))\(strength.en)"))
  }

  private var experts: Line {
    let experts = model.experts
    var parts = [
      experts.pool > 0
        ? Bilingual(zh: "共有 \(experts.pool) 位", en: "a pool of \(experts.pool)")
        : Bilingual(
          zh: "用专家库时，每位专家评 \(experts.load) 个对象", en: "where there is a pool, \(experts.load) candidates an expert")
    ]
    if experts.pairs > 0 {
      parts.append(
        Bilingual(
          zh: "每个对象有 \(experts.pairs) 位专家可选，其中五分之四与它同一领域",
          en: "\(experts.pairs) come into question for a candidate, four fifths of its own topic"))
    }
    if model.noise.fall != 0 || experts.pairs > 0 {
      parts.append(Bilingual(zh: "分属 \(experts.topics) 个领域", en: "of \(experts.topics) topics"))
    }
    parts.append(
      Bilingual(
        zh: "填一份评分表用 \(experts.minutesPerSheet.plain) 分钟", en: "a sheet takes \(experts.minutesPerSheet.plain) minutes")
    )
    return Line(head: Bilingual(zh: "专家", en: "Experts"), words: Bilingual.parts(parts))
  }

  private var habits: Line? {
    let experts = model.experts
    var parts: [Bilingual] = []
    if experts.severity != 0 {
      parts.append(
        Bilingual(
          zh: "松紧不一，标准差 \(experts.severity.plain) 个水平单位",
          en: "severity, standard deviation \(experts.severity.plain) units"))
    }
    if experts.spread != 0 {
      parts.append(
        Bilingual(
          zh: "拉开分数的程度不一，对数标准差 \(experts.spread.plain)",
          en: "how far they spread marks, standard deviation of its logarithm \(experts.spread.plain)"))
    }
    if experts.drift != 0 {
      parts.append(
        Bilingual(
          zh: "越评越松或越紧，从头到尾的变化标准差 \(experts.drift.plain)",
          en: "drift from the first candidate to the last, standard deviation \(experts.drift.plain)"))
    }
    if experts.centralTendency != 0 {
      parts.append(
        Bilingual(
          zh: "分数向中间靠拢，平均靠拢 \(experts.centralTendency.percent)",
          en: "marks drawn towards the centre, by \(experts.centralTendency.percent) of the way on the mean"
        ))
    }
    if experts.rounders != 0 {
      parts.append(
        Bilingual(
          zh: "\(experts.rounders.percent) 的专家只给 \(experts.roundTo) 的倍数",
          en: "\(experts.rounders.percent) of them give multiples of \(experts.roundTo) only"))
    }
    guard !parts.isEmpty else { return nil }
    return Line(head: Bilingual(zh: "专家习惯", en: "Experts' habits"), words: Bilingual.parts(parts))
  }

  private var noise: Line {
    let noise = model.noise
    let bins = noise.residuals
    let real = bins.reduce(0) { $0 + $1.deviations.count }
    var parts = [
      !bins.isEmpty
        ? Bilingual(
          zh: "单个分数的偶然误差从 \(real) 个真实分数的偏差中抽取，按水平分 \(bins.count) 档，乘以 \(noise.mark.plain)",
          en:
            "of a single mark: drawn from \(real) deviations of real marks, in \(bins.count) bins by quality, times \(noise.mark.plain)"
        )
        : Bilingual(
          zh: "单个分数的偶然误差，标准差 \(noise.mark.plain) 个水平单位",
          en: "of a single mark, standard deviation \(noise.mark.plain) units")
    ]
    if noise.sheet != 0 {
      parts.append(
        Bilingual(
          zh: "同一张评分表各项共有的误差（晕轮），标准差 \(noise.sheet.plain)",
          en: "shared by a sheet's items (halo), standard deviation \(noise.sheet.plain)"))
    }
    if noise.fall != 0 {
      parts.append(
        Bilingual(
          zh: "专业越对口误差越小，完全对口时减少 \(noise.fall.percent)",
          en: "falling with affinity, by \(noise.fall.percent) at full affinity"))
    }
    return Line(head: Bilingual(zh: "误差", en: "Noise"), words: Bilingual.parts(parts))
  }

  private var gaps: Line? {
    let gaps = model.gaps
    var parts: [Bilingual] = []
    if gaps.missingSheet != 0 {
      parts.append(
        Bilingual(
          zh: "\(gaps.missingSheet.percent) 的评分表没有交", en: "\(gaps.missingSheet.percent) of the sheets never come"))
    }
    if gaps.missingMark != 0 {
      parts.append(
        Bilingual(zh: "\(gaps.missingMark.percent) 的分数漏填", en: "\(gaps.missingMark.percent) of the marks are left out"))
    }
    if gaps.recusal != 0 {
      parts.append(
        Bilingual(zh: "\(gaps.recusal.percent) 的评分表因回避空缺", en: "\(gaps.recusal.percent) of the sheets are recused"))
    }
    if gaps.slippedConflict != 0 {
      parts.append(
        Bilingual(
          zh: "\(gaps.slippedConflict.percent) 的专家与对象有未被发现的利益关系，各加 \(gaps.conflictBonus.plain) 个水平单位",
          en:
            "\(gaps.slippedConflict.percent) of the pairs have a conflict that nobody noticed, which adds \(gaps.conflictBonus.plain) units"
        ))
    }
    guard !parts.isEmpty else { return nil }
    return Line(head: Bilingual(zh: "缺漏", en: "Gaps"), words: Bilingual.parts(parts))
  }

  private var behaviours: [Line] {
    model.behaviours.map { Line(head: Bilingual(zh: "不公正的专家", en: "Who do not judge"), words: $0.words) }
  }

  /// What the model could hold and does not: a reader should know.
  private var absent: Line? {
    let experts = model.experts
    let gaps = model.gaps
    let parts: [(isAbsent: Bool, Bilingual)] = [
      (experts.severity == 0, Bilingual(zh: "专家松紧不一", en: "severity")),
      (experts.spread == 0, Bilingual(zh: "拉开分数的程度不一", en: "spread")),
      (experts.drift == 0, Bilingual(zh: "前后变化", en: "drift")),
      (experts.centralTendency == 0, Bilingual(zh: "趋中", en: "central tendency")),
      (experts.rounders == 0, Bilingual(zh: "爱给整数", en: "rounding habits")),
      (model.noise.sheet == 0, Bilingual(zh: "晕轮", en: "halo")),
      (
        gaps.missingSheet == 0 && gaps.missingMark == 0 && gaps.recusal == 0,
        Bilingual(zh: "缺分和回避", en: "missing marks and recusals")
      ),
      (gaps.slippedConflict == 0, Bilingual(zh: "未发现的利益关系", en: "conflicts that slip through")),
      (model.behaviours.isEmpty, Bilingual(zh: "串通和乱评", en: "collusion and marking at random")),
    ]
    let left = parts.filter(\.isAbsent).map(\.1)
    guard !left.isEmpty else { return nil }
    return Line(
      head: Bilingual(zh: "没有考虑的", en: "Left out"),
      words: Bilingual(
        zh: left.map(\.zh).joined(separator: "、"), en: left.map(\.en).joined(separator: ", ")))
  }
}

extension StudyModel.Behaviour {
  /// What those experts do, each number among it.
  public var words: Bilingual {
    let size = amount.plain
    return switch kind {
    case .push:
      Bilingual(
        zh: "\(experts) 位专家合力抬高\(aim.words.zh) \(targets) 个对象，各加 \(size) 个水平单位",
        en: "pushing: \(experts.of("expert")), \(targets.of("candidate"))\(aim.words.en), by \(size) units")
    case .bury:
      Bilingual(
        zh: "\(experts) 位专家压低\(aim.words.zh) \(targets) 个对象，各减 \(size) 个水平单位",
        en: "burying: \(experts.of("expert")), \(targets.of("candidate"))\(aim.words.en), by \(size) units")
    case .swap:
      Bilingual(
        zh: "\(experts) 位专家互抬对方的\(aim.words.zh) \(targets) 个对象，各加 \(size) 个水平单位",
        en:
          "swapping: \(experts.of("expert")) push one another's \(targets.of("candidate"))\(aim.words.en), by \(size) units"
      )
    case .bribed:
      Bilingual(
        zh: "\(experts) 位专家给\(aim.words.zh) \(targets) 个对象打满分",
        en: "bribed: \(experts.of("expert")), full marks for \(targets.of("candidate"))\(aim.words.en)")
    case .copier:
      Bilingual(zh: "\(experts) 位专家照抄前一位专家的评分表", en: "copying the sheet of the expert before: \(experts.of("expert"))")
    case .random: Bilingual(zh: "\(experts) 位专家在分值范围内随意打分", en: "marking evenly at random: \(experts.of("expert"))")
    }
  }
}

extension StudyModel.Behaviour.Aim {
  /// Who the targets are, before and behind their number.
  var words: Bilingual {
    switch self {
    case .anyone: Bilingual(zh: "任意", en: " drawn evenly")
    case .line: Bilingual(zh: "入选线旁的", en: " next to the line")
    case .top: Bilingual(zh: "真实水平最高的", en: " of the highest true quality")
    }
  }
}

extension Double {
  /// As a person would write it: at most six decimals, none idle.
  var plain: String { places(6).withoutIdleZeros.withTrueMinus }
  /// `5 %`.
  fileprivate var percent: String { (100 * self).plain + " %" }
}

extension Int {
  /// `1 expert`, `2 experts`.
  fileprivate func of(_ noun: String) -> String { "\(self) \(self == 1 ? noun : noun + "s")" }
}

extension Bilingual {
  fileprivate static func parts(_ parts: [Bilingual]) -> Bilingual {
    Bilingual(zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
  }
}
