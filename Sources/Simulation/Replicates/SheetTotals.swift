import ExpertReview
import Statistics

/// The totals of one panel's complete sheets in floating point: what corrections of severity read.
struct SheetTotals {
  private let candidates: Int
  private let expertCount: Int
  /// Candidate by candidate.
  private var starts: [Int] = [0]
  private var experts: [Int32] = []
  private var values: [Double] = []

  init(_ marks: PanelMarks, _ seats: SeatTable, experts wanted: Int, honestly: Bool) {
    candidates = marks.model.candidates
    expertCount = seats.expertCount
    let weights = marks.model.items.map {
      Double($0.weight.units) / Double(powerOfTen($0.weight.places)) / 100
    }
    for candidate in 0..<candidates {
      for slot in 0..<min(wanted, seats.slots) {
        let seat = slot * candidates + candidate
        guard marks.isAbsent.isEmpty || !marks.isAbsent[seat] else { continue }
        let sheet = marks.sheet(seat, honestly: honestly)
        guard !sheet.contains(where: { $0 < 0 }) else { continue }
        experts.append(seats.expert[seat])
        values.append(zip(weights, sheet).reduce(0) { $0 + $1.0 * marks.scale.value($1.1) })
      }
      starts.append(experts.count)
    }
  }

  /// The candidates' scores once severity is corrected; not a number where there is none.
  func corrected(by correction: StudyDesign.Correction, _ outliers: Aggregation.Outliers?) -> [Double] {
    switch correction {
    case .none: return joined(values, outliers)
    case .standardScores: return joined(standardised, outliers)
    case .leastSquares:
      let fit = AdditiveCalibration(ratings, standardErrors: false)
      return joined(values.indices.map { values[$0] - fit.severities[Int(experts[$0])] }, outliers)
    case .components:
      guard let fit = VarianceComponents(ratings) else { return joined(values, nil) }
      return (0..<candidates).map { starts[$0] == starts[$0 + 1] ? .nan : fit.mean + fit.subjects[$0].effect }
    }
  }

  private var ratings: Ratings {
    var marks: [Ratings.Rating] = []
    marks.reserveCapacity(values.count)
    for candidate in 0..<candidates {
      for sheet in starts[candidate]..<starts[candidate + 1] {
        marks.append(.init(subject: candidate, rater: Int(experts[sheet]), value: values[sheet]))
      }
    }
    return Ratings(subjectCount: candidates, raterCount: expertCount, marks)
  }

  /// Totals less their expert's mean, over their expert's standard deviation (divisor n − 1); not a number where an
  /// expert's totals have no spread.
  private var standardised: [Double] {
    var counts = [Double](repeating: 0, count: expertCount)
    var means = counts
    var squares = counts
    for (expert, value) in zip(experts, values) {
      counts[Int(expert)] += 1
      means[Int(expert)] += value
    }
    for expert in means.indices where counts[expert] > 0 { means[expert] /= counts[expert] }
    for (expert, value) in zip(experts, values) {
      squares[Int(expert)] += (value - means[Int(expert)]) * (value - means[Int(expert)])
    }
    return zip(experts, values).map { expert, value in
      let variance = squares[Int(expert)] / (counts[Int(expert)] - 1)
      return variance > 0 ? (value - means[Int(expert)]) / variance.squareRoot() : .nan
    }
  }

  /// The mean of each candidate's sheets that the outlier rule leaves. Precondition: no rejection by the median
  /// deviation, which `ReplicateFault.rejectionWithCorrection` refuses beforehand.
  private func joined(_ values: [Double], _ outliers: Aggregation.Outliers?) -> [Double] {
    (0..<candidates).map { candidate in
      let sheets = values[starts[candidate]..<starts[candidate + 1]].filter { !$0.isNaN }.sorted()
      guard !sheets.isEmpty else { return .nan }
      guard let rule = outliers?.tier(for: sheets.count).rule else {
        return sheets.reduce(0, +) / Double(sheets.count)
      }
      let (high, low) = rule.ends(of: sheets.count)
      let kept = sheets[low..<sheets.count - high]
      guard let lowest = kept.first, let highest = kept.last else { return .nan }
      let sum = kept.reduce(0, +)
      guard rule.replaces else { return sum / Double(kept.count) }
      return (sum + Double(low) * lowest + Double(high) * highest) / Double(sheets.count)
    }
  }
}
