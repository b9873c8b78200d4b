import Statistics

/// The habits of a panel's experts, drawn once a replicate.
///
/// Each habit has a stream of its own that is read in the experts' order, so that the first experts of a larger panel
/// are those of a smaller one. A habit that the model is without has an empty list.
struct ExpertHabits {
  /// In units of quality; positive for the harsh.
  var severity: [Double] = []
  /// What quality is stretched by: the exponential of a normal draw.
  var scale: [Double] = []
  /// In units of quality, from the first sheet to the last.
  var drift: [Double] = []
  /// What is left of the way from the centre: one less the expert's central tendency.
  var reach: [Double] = []
  var isRounder: [Bool] = []

  /// Draws the habits of `count` experts.
  mutating func draw(
    _ experts: StudyModel.Experts, count: Int, _ streams: ReplicateStreams, _ replicate: Int, _ role: PanelRole
  ) {
    func fill<Value>(
      _ list: inout [Value], _ isOn: Bool, _ purpose: DrawPurpose, _ value: (inout RandomStream) -> Value
    ) {
      guard isOn else { return }
      var stream = streams.stream(replicate, purpose, role)
      list.removeAll(keepingCapacity: true)
      for _ in 0..<count { list.append(value(&stream)) }
    }
    fill(&severity, experts.severity > 0, .severity) { experts.severity * $0.standardNormal() }
    fill(&scale, experts.spread > 0, .spread) { naturalExponential(experts.spread * $0.standardNormal()) }
    fill(&drift, experts.drift > 0, .drift) { experts.drift * $0.standardNormal() }
    fill(&reach, experts.centralTendency > 0, .pull) { 1 - 2 * experts.centralTendency * $0.unit() }
    fill(&isRounder, experts.rounders > 0, .rounders) { $0.chance(experts.rounders) }
  }
}
