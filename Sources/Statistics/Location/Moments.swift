/// The mean, with the sum's rounding errors carried along (Neumaier 1974), so that the order of the values moves the
/// result by no more than its last place. Precondition: there is a value.
/// - Parameter values: finite.
public func mean(of values: ArraySlice<Double>) -> Double {
  precondition(!values.isEmpty, "a mean needs a value")
  return compensatedSum(values) / Double(values.count)
}

/// The variance, with n − 1 below the line, about the mean. Precondition: there are two values.
/// - Parameter values: finite.
public func variance(of values: [Double]) -> Double {
  precondition(values.count > 1, "a variance needs two values")
  let centre = mean(of: values[...])
  return compensatedSum(values.map { ($0 - centre) * ($0 - centre) }[...]) / Double(values.count - 1)
}

/// A sum whose rounding errors are added at the end. A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur
/// Summation endlicher Summen", ZAMM 54 (1974).
/// - Parameter values: finite.
func compensatedSum(_ values: ArraySlice<Double>) -> Double {
  var sum = 0.0
  var lost = 0.0
  for value in values {
    let next = sum + value
    lost += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
    sum = next
  }
  return sum + lost
}
