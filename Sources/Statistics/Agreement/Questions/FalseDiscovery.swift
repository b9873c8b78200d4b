/// p values adjusted so that, of the tests with an adjusted value up to a level, at most that share is expected to be
/// false alarms; where nothing is amiss, the chance of any alarm is at most the level.
///
/// Method: Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate: a practical and powerful approach to
/// multiple testing", JRSS B 57 (1995): in rising order, p₍ᵢ₎ × m ÷ i, made monotone from the largest down. It holds
/// for independent tests and for those that rise together (Benjamini and Yekutieli 2001). Complexity: *n* log *n*.
/// - Parameter probabilities: p values, 0 … 1; all of the family, whatever they came to.
public func falseDiscoveryAdjusted(_ probabilities: [Double]) -> [Double] {
  let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
  var adjusted = probabilities
  var least = 1.0
  for (place, index) in order.enumerated().reversed() {
    least = min(least, probabilities[index] * Double(order.count) / Double(place + 1))
    adjusted[index] = least
  }
  return adjusted
}
