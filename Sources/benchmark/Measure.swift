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

/// The machine in words: processor, processors at hand, memory, system.
func machine() -> String {
  let processor =
    text(of: "/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
    .flatMap { $0.split(separator: ":").last }.map { $0.drop { $0 == " " } } ?? "unknown processor"
  let memory = (sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))) >> 30
  let system = text(of: "/proc/sys/kernel/osrelease").prefix { $0 != "\n" }
  return "\(processor), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) processors, \(memory) GB, Linux \(system)"
}

/// A file of text; empty where it cannot be read.
private func text(of path: String) -> String {
  guard let file = fopen(path, "rb") else { return "" }
  defer { fclose(file) }
  return String(decoding: bytes(of: file), as: UTF8.self)
}

/// All that is left of an open file.
func bytes(of file: UnsafeMutablePointer<FILE>) -> [UInt8] {
  var status = stat()
  let length = fstat(fileno(file), &status) == 0 ? Int(status.st_size) : 0
  var bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
    count = fread(buffer.baseAddress, 1, length, file)
  }
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&block, 1, block.count, file)
    if count == 0 { return bytes }
    bytes += block[..<count]
  }
}
