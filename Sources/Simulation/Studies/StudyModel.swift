import ExpertReview

/// What a study draws: candidates with a true quality, experts with habits, and the marks that they give.
///
/// Without bounds and steps a mark of expert *j* for candidate *i* on item *c* is
///
///     centre + unit · ( scale_j · (θ_i + ι_ic) − severity_j + drift_j · t_ij + η_ij + ε_ijc )
///
/// θ is the candidate's quality (standard deviation 1 unless said otherwise), ι its strength in the item, η noise that
/// a sheet shares (halo), ε noise of the mark; t runs from −½ to ½ in the order of reading, which is the candidates'
/// own. The mark is then drawn towards the centre (central tendency), brought to the expert's own habit of rounding, to
/// the nearest step of the scale and within it. Behaviours that are no judgement (collusion, copying, marking at
/// random) come last.
public struct StudyModel: Sendable, Hashable {
  public let candidates: Int
  /// Places to be given.
  public let places: Int
  public let items: [Item]
  public let scale: MarkScale
  /// The mark of a candidate of quality nought, and the marks that one unit of quality makes.
  public let centre: Double
  public let unit: Double
  public let quality: Quality
  /// Standard deviation of ι.
  public let itemStrength: Double
  public let experts: Experts
  public let noise: Noise
  public let gaps: Gaps
  public let behaviours: [Behaviour]

  public struct Item: Sendable, Hashable {
    public let id: String
    /// Percent; the weights of a study's items sum to 100.
    public let weight: ExactDecimal

    public init(id: String, weight: ExactDecimal) {
      self.id = id
      self.weight = weight
    }
  }

  /// How θ is drawn.
  public enum Quality: Sendable, Hashable {
    case normal(deviation: Double)
    /// A gamma of the given shape, brought to mean nought and the deviation: many ordinary, few excellent.
    case skewed(shape: Double, deviation: Double)
    /// A share of the candidates stands within a narrow normal around the line, the rest is normal.
    case clustered(share: Double, width: Double, deviation: Double)
    /// Drawn again, with replacement, from these values (means of real candidates).
    case resampled([Double])
  }

  /// Experts' habits; each expert's is drawn once a replicate.
  public struct Experts: Sendable, Hashable {
    /// Experts to choose from under `pool` and `assigned`; 0: as many as the candidates need at `load`.
    public let pool: Int
    /// Candidates an expert under `pool` and `assigned` where `pool` is 0.
    public let load: Int
    /// Standard deviations of severity, of the logarithm of the scale, and of the drift.
    public let severity: Double
    public let spread: Double
    public let drift: Double
    /// How far marks are drawn towards the centre, on the mean of all experts, from 0 to ½: an expert's own share of
    /// the way is drawn evenly from 0 to twice that.
    public let centralTendency: Double
    /// Share of experts who give multiples of `roundTo` only.
    public let rounders: Double
    public let roundTo: ExactDecimal
    /// Topics that candidates and experts are spread over evenly. A pair of one topic has an affinity drawn evenly from
    /// ½ to 1, any other from 0 to ½.
    public let topics: Int
    /// Experts who come into question for a candidate under `assigned`, four fifths of them of its own topic; 0: all.
    public let pairs: Int
    /// What a sheet takes an expert.
    public let minutesPerSheet: Double

    public init(
      pool: Int = 0, load: Int = 10, severity: Double = 0, spread: Double = 0, drift: Double = 0,
      centralTendency: Double = 0, rounders: Double = 0, roundTo: ExactDecimal = ExactDecimal(5), topics: Int = 10,
      pairs: Int = 0, minutesPerSheet: Double = 60
    ) {
      self.pool = pool
      self.load = load
      self.severity = severity
      self.spread = spread
      self.drift = drift
      self.centralTendency = centralTendency
      self.rounders = rounders
      self.roundTo = roundTo
      self.topics = topics
      self.pairs = pairs
      self.minutesPerSheet = minutesPerSheet
    }
  }

  /// Noise in units of quality.
  public struct Noise: Sendable, Hashable {
    /// Standard deviation of ε, of one mark.
    public let mark: Double
    /// Standard deviation of η, shared by a sheet's items (halo).
    public let sheet: Double
    /// By how much noise falls with affinity: at affinity *a* of [0, 1] it is multiplied by 1 − fall · a.
    public let fall: Double
    /// Where it is not empty, ε is drawn from here with replacement, from the first bin that the candidate's quality
    /// does not exceed (from the last where it exceeds all), and multiplied by `mark`.
    public let residuals: [ResidualBin]

    public init(mark: Double, sheet: Double = 0, fall: Double = 0, residuals: [ResidualBin] = []) {
      self.mark = mark
      self.sheet = sheet
      self.fall = fall
      self.residuals = residuals
    }
  }

  /// What real marks of candidates of like quality differed from their candidate's mean by.
  public struct ResidualBin: Sendable, Hashable {
    public let qualityAtMost: Double
    /// Never empty.
    public let deviations: [Double]

    public init(qualityAtMost: Double, deviations: [Double]) {
      self.qualityAtMost = qualityAtMost
      self.deviations = deviations
    }
  }

  /// What is not there, each as a chance.
  public struct Gaps: Sendable, Hashable {
    /// Of a sheet that never comes.
    public let missingSheet: Double
    /// Of a single mark left out.
    public let missingMark: Double
    /// Of a conflict between an expert and a candidate that is known: under `assigned` they are kept apart, elsewhere
    /// the expert recuses.
    public let recusal: Double
    /// Of an undetected conflict between an expert and a candidate, and what it adds in units of quality.
    public let slippedConflict: Double
    public let conflictBonus: Double

    public init(
      missingSheet: Double = 0, missingMark: Double = 0, recusal: Double = 0, slippedConflict: Double = 0,
      conflictBonus: Double = 0
    ) {
      self.missingSheet = missingSheet
      self.missingMark = missingMark
      self.recusal = recusal
      self.slippedConflict = slippedConflict
      self.conflictBonus = conflictBonus
    }
  }

  /// Experts who do not judge. They are the first experts: of the one panel, of the first block's, of the pool; each
  /// behaviour takes the next of them.
  public struct Behaviour: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
      /// Adds `amount` to the targets, the same for all of these experts.
      case push
      /// Takes `amount` off the targets.
      case bury
      /// Each has targets of its own and adds `amount` to those of the others.
      case swap
      /// Gives the targets the scale's maximum.
      case bribed
      /// Repeats the sheet of the candidate's expert before, the first that of the second.
      case copier
      /// Marks evenly over the scale.
      case random
    }
    /// Who the targets are.
    public enum Aim: String, Sendable, CaseIterable {
      /// Any candidates, drawn evenly.
      case anyone
      /// Those next to the line by true quality, on the side where the behaviour makes a difference: above it for
      /// `bury`, below it for the others.
      case line
      /// The best by true quality.
      case top
    }
    public let kind: Kind
    public let experts: Int
    public let targets: Int
    /// In units of quality.
    public let amount: Double
    public let aim: Aim

    public init(kind: Kind, experts: Int = 1, targets: Int = 1, amount: Double = 3, aim: Aim = .anyone) {
      self.kind = kind
      self.experts = experts
      self.targets = targets
      self.amount = amount
      self.aim = aim
    }
  }

  public init(
    candidates: Int, places: Int, items: [Item], scale: MarkScale, centre: Double, unit: Double, quality: Quality,
    itemStrength: Double = 0, experts: Experts = Experts(), noise: Noise, gaps: Gaps = Gaps(),
    behaviours: [Behaviour] = []
  ) {
    self.candidates = candidates
    self.places = places
    self.items = items
    self.scale = scale
    self.centre = centre
    self.unit = unit
    self.quality = quality
    self.itemStrength = itemStrength
    self.experts = experts
    self.noise = noise
    self.gaps = gaps
    self.behaviours = behaviours
  }
}
