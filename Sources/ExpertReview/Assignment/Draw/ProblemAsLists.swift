// What the lists of a draw tell of a problem beside its public columns.

extension PanelProblem {
  /// The limits on who sits together, each with the class of every expert in the order of `experts`: those of one class
  /// are counted together, −1 is one whom the limit does not count.
  public var limitClasses: [(limit: CompositionLimit, classOf: [Int32])] { limits.all.map { ($0.said, $0.classOf) } }

  /// Whether the pair at a position of the columns was ordered to sit together.
  public func isOrdered(_ position: Int) -> Bool { isPinned(position) }
}

extension CompositionLimit {
  /// The limit as the head of a column: `atMost 1 per unit`, `atLeast 1/3 kind 财务`.
  public var columnText: String {
    let whom =
      switch scope {
      case .eachUnit: "per unit"
      case .eachRegion: "per region"
      case .kind(let kind): "kind \(kind)"
      case .attribute(let name, let value): "\(name)=\(value)"
      case .chair(let qualification):
        (["chair"]
          + [qualification.kind.map { "kind \($0)" }, qualification.attribute.map { "\($0.name)=\($0.value)" }]
          .compactMap(\.self)).joined(separator: " ")
      }
    return "\(sense.rawValue) \(amount.text) \(whom)"
  }
}
