import Flow
import Glibc

/// `benchmark assignment`: the largest total affinity under demands and load limits.
enum AssignmentBenchmark {
  static func run(_ arguments: [String]) {
    let files = files(in: arguments)
    var code: Int32 = 0
    for file in files where !measure(file) { code = 4 }
    exit(code)
  }

  /// The files named; options are checked on the way.
  private static func files(in arguments: [String]) -> [String] {
    var files: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--objective":
        guard let objective = rest.popFirst() else { Benchmark.refuse("--objective needs a name") }
        guard objective == "total" else {
          Benchmark.refuse("the objective “\(objective)” is not measured here; there is: total")
        }
      case "--threads":
        guard let threads = rest.popFirst().flatMap({ Int($0) }), threads > 0 else {
          Benchmark.refuse("--threads needs a whole number of 1 or more (the objective total uses one thread)")
        }
      case _ where argument.hasPrefix("--"): Benchmark.refuse("no option is called “\(argument)”")
      default: files.append(argument)
      }
    }
    guard !files.isEmpty else { Benchmark.refuse("no FILE.asg given") }
    return files
  }

  /// Reads, solves and prints one instance; false where it cannot be filled.
  private static func measure(_ file: String) -> Bool {
    do {
      let (instance, readSeconds) = try timed { () throws(AssignmentInstance.Fault) in
        try AssignmentInstance(file: file)
      }
      let (outcome, seconds) = try timed { () throws(NetworkFault) in
        minimumCostFlow(try instance.network())
      }
      let name = jsonText(instanceName(file))
      let times = #""seconds":\#(jsonSeconds(seconds)),"readSeconds":\#(jsonSeconds(readSeconds))"#
      let head = #"{"instance":\#(name),"objective":"total",\#(times)"#
      let (result, filled) = describe(outcome, of: instance)
      print(#"\#(head),\#(result),"peakMB":\#(peakMegabytes())}"#)
      return filled
    } catch let fault as AssignmentInstance.Fault {
      Benchmark.end(3, "benchmark: \(file) \(fault.message)\n")
    } catch {
      Benchmark.end(3, "benchmark: \(file) holds a network that cannot be built: \(error)\n")
    }
  }

  private static func describe(_ outcome: Outcome, of instance: AssignmentInstance) -> (json: String, filled: Bool) {
    switch outcome {
    case .optimal(let solution):
      let total = decimalText(-Int(solution.cost), scale: instance.scale)
      let worst = decimalText(instance.worstSum(solution.flow), scale: instance.scale)
      return (#""total":\#(total),"worst":\#(worst),"certified":true"#, true)
    case .infeasible(let cut, let leastUnmet):
      return (
        #""unmet":\#(leastUnmet),"cut":{"nodes":\#(cut.nodes.count),"needed":\#(cut.needed),"available":\#(cut.available)}"#,
        false
      )
    case .stopped:
      return (#""stopped":true"#, false)
    }
  }

  /// The file's name without folders and extension.
  private static func instanceName(_ file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.hasSuffix(".asg") ? String(name.dropLast(4)) : name
  }
}

extension AssignmentInstance {
  /// Nodes: candidates, then experts, then one that takes every unit. Arcs: the pairs in their order, at most one unit
  /// each and at the score as a gain; then one from each expert, within its loads.
  func network() throws(NetworkFault) -> Network {
    let sink = demands.count + leastLoads.count
    var network = Network(nodeCount: sink + 1, expectedArcs: scores.count + leastLoads.count)
    var first = 0
    while first < scores.count {
      var stop = first + 1
      while stop < scores.count && candidates[stop] == candidates[first] { stop += 1 }
      let row = first
      try network.addUnitArcs(from: Int(candidates[row]), count: stop - row) { index in
        (demands.count + Int(experts[row + index]), -Int64(scores[row + index]))
      }
      first = stop
    }
    for expert in leastLoads.indices {
      try network.addArc(
        from: demands.count + expert, to: sink, lower: Int(leastLoads[expert]), capacity: Int(greatestLoads[expert]),
        cost: 0)
    }
    var total = 0
    for candidate in demands.indices {
      try network.setSupply(Int(demands[candidate]), of: candidate)
      total += Int(demands[candidate])
    }
    try network.setSupply(-total, of: sink)
    return network
  }

  /// The least sum of scores that a candidate has under a flow of `network()`; zero without candidates.
  func worstSum(_ flow: [Int32]) -> Int {
    var sums = [Int](repeating: 0, count: demands.count)
    for pair in scores.indices { sums[Int(candidates[pair])] += Int(scores[pair]) * Int(flow[pair]) }
    return sums.min() ?? 0
  }
}
