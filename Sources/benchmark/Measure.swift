import Glibc

/// What `work` gives, and how many seconds it took by the wall clock.
func timed<Result, Failure: Error>(_ work: () throws(Failure) -> Result) throws(Failure) -> (Result, seconds: Double) {
  let clock = ContinuousClock()
  let start = clock.now
  let result = try work()
  let (seconds, attoseconds) = (clock.now - start).components
  return (result, Double(seconds) + Double(attoseconds) * 1e-18)
}

/// The most memory that this process has held so far, in units of 2²⁰ bytes.
func peakMegabytes() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss / 1024
}

/// A time as JSON, to the microsecond.
func jsonSeconds(_ seconds: Double) -> String {
  let micros = Int((seconds * 1e6).rounded())
  return decimalText(micros, scale: 1_000_000)
}

/// `units ÷ scale` as decimal text without trailing zeros. Precondition: `scale` is a power of ten.
func decimalText(_ units: Int, scale: Int) -> String {
  let magnitude = units.magnitude
  var fraction = ""
  var rest = magnitude % scale.magnitude
  var place = scale.magnitude
  while rest > 0 {
    place /= 10
    fraction += String(rest / place)
    rest %= place
  }
  let whole = (units < 0 ? "-" : "") + String(magnitude / scale.magnitude)
  return fraction.isEmpty ? whole : whole + "." + fraction
}

/// Text as a JSON string.
func jsonText(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
