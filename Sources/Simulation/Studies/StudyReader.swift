import ExpertReview

/// Reads the parts of a study's tree strictly and gathers every fault on the way, as the reader of schemes does: its
/// forms, numbers and outlier rules are read by that reader itself.
struct StudyReader {
  typealias Spot = SchemeReader.Spot

  /// Reads forms and keeps their faults.
  var form = SchemeReader(documents: [:])
  private var own: [StudyFault] = []
  private let folder: String?
  private let schemes: () -> SchemeShelf?
  let beside: (String) -> [UInt8]?
  /// The stage that the study takes its rubric and, where a design says so, its rule from.
  var stage: ReviewStage?

  init(folder: String?, schemes: @escaping () -> SchemeShelf?, beside: @escaping (String) -> [UInt8]?) {
    self.folder = folder
    self.schemes = schemes
    self.beside = beside
    form.hasSources = false
  }

  /// All faults by line, each once: a rounding that a grid gives to many rules is read with each of them.
  var faults: [StudyFault] {
    var seen: Set<StudyFault> = []
    let all = (form.faults.map { StudyFault($0) } + own).filter { seen.insert($0).inserted }
    return all.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  mutating func note(_ kind: StudyFault.Kind, at spot: Spot) {
    own.append(StudyFault(file: spot.node.file, line: spot.node.line, path: spot.path, kind: kind))
  }

  mutating func note(_ kind: StudyFault.Kind, in file: String, line: Int) {
    own.append(StudyFault(file: file, line: line, path: "", kind: kind))
  }

  var faultCount: Int { form.faults.count + own.count }

  /// Reads parts that were read before in another place: what was found then is not told again.
  mutating func tellingOnce<Value>(_ read: (inout StudyReader) -> Value) -> Value {
    let (formCount, ownCount) = (form.faults.count, own.count)
    let value = read(&self)
    let known = form.faults[..<formCount].map { StudyFault($0) } + own[..<ownCount]
    func isKnown(_ fault: StudyFault) -> Bool {
      known.contains { $0.file == fault.file && $0.line == fault.line && $0.kind == fault.kind }
    }
    form.faults = form.faults[..<formCount] + form.faults[formCount...].filter { !isKnown(StudyFault($0)) }
    own = own[..<ownCount] + own[ownCount...].filter { !isKnown($0) }
    return value
  }

  private static let keys = [
    "$schema", "id", "title", "question", "aim", "estimand", "model", "designs", "grid", "measures", "quantiles",
    "replicates", "blockSize", "seed", "stop", "published",
  ]

  mutating func study(_ top: Spot) -> Study? {
    guard let root = form.open(top, keys: Self.keys, sourced: false) else { return nil }
    _ = form.optionalText(root, "$schema")
    let id = id(root)
    let title = form.words(root, "title")
    let question = form.words(root, "question")
    let aim = form.words(root, "aim")
    let estimand = form.words(root, "estimand")
    let model = form.required(root, "model").flatMap { self.model($0) }
    let designs = self.designs(root, model: model)
    let measures = form.required(root, "measures").map { self.measures($0) } ?? []
    let quantiles = self.quantiles(root, measures: measures)
    let replicates = form.count(root, "replicates", from: 2, until: Self.mostReplicates)
    let blockSize = form.count(root, "blockSize", from: 1, until: Self.mostReplicates)
    let seed = form.text(root, "seed")
    let stop = form.child(root, "stop").flatMap { self.stop($0, measures: measures) }
    let published = self.published(root, designs: designs, measures: measures, quantiles: quantiles)
    guard let model else { return nil }
    return Study(
      id: id, title: title, question: question, aim: aim, estimand: estimand, model: model, designs: designs,
      measures: measures, replicates: replicates, blockSize: max(1, blockSize), seed: seed, stop: stop,
      published: published, quantiles: quantiles)
  }

  static let mostReplicates = 1_000_000_000

  private mutating func id(_ root: Spot) -> String {
    let id = form.text(root, "id")
    if let folder, !id.isEmpty, id != folder, let spot = form.child(root, "id") {
      form.note(.idMismatch(folder: folder, found: id), at: spot)
    }
    return id
  }

  // MARK: Measures

  private mutating func measures(_ list: Spot) -> [StudyMeasure] {
    var seen: Set<StudyMeasure> = []
    let spots = form.elements(list)
    if spots.isEmpty, list.node.elements != nil { form.note(.empty, at: list) }
    return spots.compactMap { spot in
      guard let measure = form.oneOf(spot, StudyMeasure.self) else { return nil }
      guard seen.insert(measure).inserted else {
        form.note(.repeatedID(measure.rawValue), at: spot)
        return nil
      }
      return measure
    }
  }

  private mutating func quantiles(_ root: Spot, measures: [StudyMeasure]) -> [StudyMeasure] {
    guard let list = form.child(root, "quantiles") else { return [] }
    let asked = self.measures(list)
    for measure in asked {
      if !measures.contains(measure) { note(.notMeasured(measure.rawValue), at: list) }
      if measure.range == nil { note(.noRange(measure.rawValue), at: list) }
    }
    return asked
  }

  /// A measure that must be among those taken.
  private mutating func taken(_ spot: Spot, among measures: [StudyMeasure]) -> StudyMeasure? {
    guard let found = form.required(spot, "measure"), let measure = form.oneOf(found, StudyMeasure.self) else {
      return nil
    }
    if !measures.contains(measure) { note(.notMeasured(measure.rawValue), at: found) }
    return measure
  }

  private mutating func stop(_ spot: Spot, measures: [StudyMeasure]) -> StopRule? {
    guard let spot = form.open(spot, keys: ["measure", "standardError", "from"], sourced: false) else { return nil }
    let measure = taken(spot, among: measures)
    let error = number(spot, "standardError", above: .zero, most: ExactDecimal(1_000_000))
    let from = form.count(spot, "from", from: 2, until: Self.mostReplicates)
    return measure.map { StopRule(measure: $0, standardError: error, from: from) }
  }

  // MARK: Printed figures

  private mutating func published(
    _ root: Spot, designs: [StudyDesign], measures: [StudyMeasure], quantiles: [StudyMeasure]
  ) -> [PublishedFigure] {
    var seen: Set<[String]> = []
    return form.elements(root, "published").compactMap { element in
      let keys = ["design", "measure", "quantile", "value", "standardError", "source"]
      guard let spot = form.open(element, keys: keys, sourced: false) else { return nil }
      let design = form.text(spot, "design")
      if !design.isEmpty, !designs.isEmpty, !designs.contains(where: { $0.id == design }) {
        let close = nearest(to: design, among: designs.map(\.id))
        note(.unknownDesign(design, nearest: close), at: form.child(spot, "design") ?? spot)
      }
      let measure = taken(spot, among: measures)
      let quantile = self.quantile(spot, of: measure, among: quantiles)
      let value = number(spot, "value")
      let error = number(spot, "standardError", from: .zero, most: ExactDecimal(1_000_000), default: 0)
      let source = form.text(spot, "source")
      guard let measure else { return nil }
      if !seen.insert([design, measure.rawValue, spot.node["quantile"]?.inShort ?? ""]).inserted {
        note(.figureTwice(design: design, measure: measure.rawValue), at: spot)
      }
      return PublishedFigure(
        design: design, measure: measure, quantile: quantile, value: value, standardError: error, source: source)
    }
  }

  /// The share of replicates that lie below a printed quantile, strictly between nought and one.
  private mutating func quantile(_ spot: Spot, of measure: StudyMeasure?, among quantiles: [StudyMeasure]) -> Double? {
    guard let found = form.child(spot, "quantile") else { return nil }
    let before = faultCount
    let value = form.decimal(found)
    guard faultCount == before else { return nil }
    if value <= .zero || value >= ExactDecimal(1) {
      form.note(.outOfRange(value.description, from: "> 0", until: "< 1"), at: found)
    }
    if let measure, !quantiles.contains(measure) { note(.noQuantiles(measure.rawValue), at: found) }
    return value.approximate
  }

  // MARK: Numbers

  /// A decimal as the nearest floating-point number, within bounds.
  mutating func number(
    _ spot: Spot, _ key: String, from least: ExactDecimal? = nil, above bound: ExactDecimal? = nil,
    most: ExactDecimal? = nil, default assumed: Double? = nil
  ) -> Double {
    guard let found = assumed == nil ? form.required(spot, key) : form.child(spot, key) else { return assumed ?? 0 }
    let before = faultCount
    let value = form.decimal(found)
    guard faultCount == before else { return assumed ?? 0 }
    let isTooSmall = least.map { value < $0 } ?? bound.map { value <= $0 } ?? false
    if isTooSmall || most.map({ value > $0 }) ?? false {
      let from = least?.description ?? bound.map { "> \($0)" } ?? "−∞"
      form.note(.outOfRange(value.description, from: from, until: most?.description), at: found)
    }
    return value.approximate
  }

  /// A number from nought to one.
  mutating func chance(_ spot: Spot, _ key: String, default assumed: Double? = nil) -> Double {
    number(spot, key, from: .zero, most: ExactDecimal(1), default: assumed)
  }

  /// A standard deviation, or a length in units of quality: not negative.
  mutating func length(_ spot: Spot, _ key: String, default assumed: Double? = nil) -> Double {
    number(spot, key, from: .zero, most: ExactDecimal(1_000_000), default: assumed)
  }

  // MARK: Schemes

  /// The review stage of a shelf's scheme that `scheme` and `stage` name.
  mutating func namedStage(_ spot: Spot) -> ReviewStage? {
    guard let place = form.child(spot, "scheme") else { return nil }
    let id = form.text(place)
    guard !id.isEmpty else { return nil }
    guard let shelf = schemes(), shelf.ids.contains(SchemeID(id)) else {
      let known = schemes()?.ids.map(\.rawValue) ?? []
      form.note(.unknown(.scheme, id, nearest: nearest(to: id, among: known)), at: place)
      return nil
    }
    switch readScheme(SchemeID(id), from: shelf) {
    case .failure(let faults):
      note(.unsoundScheme(id, fault: faults.faults[0]), at: place)
      return nil
    case .success(let scheme):
      let stages = scheme.stages.compactMap { stage -> ReviewStage? in
        if case .review(let review) = stage { review } else { nil }
      }
      guard let wanted = form.required(spot, "stage") else { return nil }
      let name = form.text(wanted)
      form.refer(to: name, .stage, among: stages.map(\.id), at: wanted)
      return stages.first { $0.id == name }
    }
  }
}
