/// The options of one run of `benchmark assignment`.
struct AssignmentOptions {
  private(set) var objective: any AssignmentObjective.Type = assignmentObjectives[0]
  private(set) var threads = 1
  private(set) var runs = 1
  private(set) var files: [String] = []
  /// The values of the objective's own options, by the option's name.
  private var own: [String: String] = [:]

  init(_ arguments: [String]) {
    var rest = arguments[...]
    // An objective may be named after its options, so they are held against it at the end.
    var offered: [(name: String, value: String)] = []
    while let argument = rest.popFirst() {
      switch argument {
      case "--objective":
        let name = benchmark.text(rest.popFirst(), of: argument)
        guard let named = assignmentObjectives.first(where: { $0.name == name }) else {
          let known = assignmentObjectives.map { $0.name }.joined(separator: ", ")
          Benchmark.refuse("the objective “\(name)” is not measured here; there are: \(known)")
        }
        objective = named
      case "--threads": threads = benchmark.wholeNumber(rest.popFirst(), of: argument)
      case "--runs": runs = benchmark.wholeNumber(rest.popFirst(), of: argument)
      case _ where argument.hasPrefix("--"): offered.append((argument, benchmark.text(rest.popFirst(), of: argument)))
      default: files.append(argument)
      }
    }
    for option in offered {
      guard objective.options.contains(where: { $0.name == option.name }) else {
        Benchmark.refuse("no option of the objective “\(objective.name)” is called “\(option.name)”")
      }
      own[option.name] = option.value
    }
    guard !files.isEmpty else { Benchmark.refuse("no FILE.asg given") }
  }

  /// What an objective's own option gives.
  func text(_ option: String) -> String? { own[option] }

  /// A whole number of 0 or more that an objective's own option gives.
  func wholeNumber(_ option: String, default standard: Int) -> Int {
    guard let text = own[option] else { return standard }
    guard let number = Int(text), number >= 0 else { Benchmark.refuse("\(option) needs a whole number of 0 or more") }
    return number
  }

  /// A decimal number of 0 or more that an objective's own option gives, in units of one `scale`-th, which is a power
  /// of ten.
  func decimal(_ option: String, scale: Int, default standard: Int) -> Int {
    guard let text = own[option] else { return standard }
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let places = String(scale).count - 1
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard (parts + [fraction[...]]).allSatisfy({ $0.allSatisfy(\.isWholeNumber) }), fraction.count <= places,
      let units = Int(parts[0] + fraction + String(repeating: "0", count: places - fraction.count))
    else { Benchmark.refuse("\(option) needs a decimal number of 0 or more with at most \(places) places") }
    return units
  }
}
