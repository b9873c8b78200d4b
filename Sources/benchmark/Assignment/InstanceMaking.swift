import Simulation

/// `benchmark make-instance`: writes a made-up assignment problem of a shape.
enum InstanceMaking {
  static func run(_ arguments: [String]) {
    var seed = "1"
    var sizes: [String: Int] = [:]
    var places: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--seed": seed = text(rest.popFirst(), of: argument)
      case "--candidates", "--experts", "--pairs-each", "--demand", "--load":
        sizes[argument] = wholeNumber(rest.popFirst(), of: argument)
      case _ where argument.hasPrefix("--"): Benchmark.refuse("no option is called “\(argument)”")
      default: places.append(argument)
      }
    }
    guard places.count == 2 else { Benchmark.refuse("make-instance needs a SHAPE and a FILE.asg") }
    guard let shape = AssignmentShape(rawValue: places[0]) else {
      let known = AssignmentShape.allCases.map(\.rawValue).joined(separator: " ")
      Benchmark.refuse("no shape is called “\(places[0])”; there are: \(known)")
    }
    let usual = shape.usualSize
    let size = AssignmentShape.Size(
      candidates: sizes["--candidates"] ?? usual.candidates, experts: sizes["--experts"] ?? usual.experts,
      pairsEach: sizes["--pairs-each"] ?? usual.pairsEach, demand: sizes["--demand"] ?? usual.demand,
      load: sizes["--load"] ?? usual.load)
    guard size.isHeld else { Benchmark.refuse("a problem of that size has 2³¹ or more pairs, places or experts asked") }
    AssignmentInstance.generate(shape, size: size, seed: seed).write(places[1])
  }
}

extension AssignmentShape.Size {
  /// Whether every count stays below 2³¹, as the words of a file do.
  fileprivate var isHeld: Bool {
    [(candidates, min(pairsEach, experts)), (candidates, demand), (experts, load)].allSatisfy { first, second in
      let (product, overflow) = first.multipliedReportingOverflow(by: second)
      return !overflow && product <= Int(Int32.max)
    }
  }
}
