/// Pairs that somebody ordered to sit together (固定), or not to sit together (禁止), whatever the objective says.
public struct PairOrders: Sendable, Hashable {
  public enum Order: String, Sendable, CaseIterable {
    /// The expert must sit on the candidate's panel.
    case pin
    /// The expert may not.
    case ban
    /// Neither any more.
    case free
  }

  public struct Entry: Sendable, Hashable {
    public let seat: PanelList.Seat
    public let order: Order

    public init(_ order: Order, _ seat: PanelList.Seat) {
      self.seat = seat
      self.order = order
    }
  }

  public let stage: String
  /// By candidate, then expert; one for each pair.
  public let entries: [Entry]
  /// The file that they came from; empty where they were given in a command.
  public let file: String

  /// Of several orders on a pair the last holds.
  public init(stage: String, _ entries: [Entry], file: String = "") {
    self.stage = stage
    let last = Dictionary(entries.map { ($0.seat, $0) }) { $1 }
    self.entries = last.values.sorted { ($0.seat.candidate, $0.seat.expert) < ($1.seat.candidate, $1.seat.expert) }
    self.file = file
  }
}

/// An order on a pair as it stands on record.
public struct StandingPairOrder: Sendable, Hashable {
  public let order: PairOrders.Order
  /// The number of its fact; 0 for one that is not on record yet.
  public let sequence: Int
  public let on: CivilDay
  public let by: String
  public let reason: String
  public let file: String
}

// MARK: - The fold

extension Round {
  mutating func take(_ orders: PairOrders, entry: FactEntry) throws(RoundRefusal) {
    let stage = try reviewStage(orders.stage).id
    var standing = pairOrders[stage] ?? [:]
    let before = standing.mapValues(\.order)
    for order in orders.entries {
      _ = try index(of: order.seat.candidate)
      _ = try index(of: order.seat.expert)
      standing[order.seat] =
        order.order == .free
        ? nil
        : StandingPairOrder(
          order: order.order, sequence: entry.sequence, on: entry.asOf, by: entry.actor, reason: entry.reason,
          file: orders.file)
    }
    guard standing.mapValues(\.order) != before else { throw .nothingChanges }
    pairOrders[stage] = standing
  }

  /// The pairs of a stage under an order, by candidate, then expert.
  public func pairs(_ order: PairOrders.Order, in stage: String) -> [PanelList.Seat] {
    (pairOrders[stage] ?? [:]).filter { $0.value.order == order }.keys.sorted {
      ($0.candidate, $0.expert) < ($1.candidate, $1.expert)
    }
  }

  /// The order on a pair; nil where there is none.
  public func order(on candidate: CandidateID, _ expert: ExpertID, in stage: String) -> StandingPairOrder? {
    pairOrders[stage]?[PanelList.Seat(candidate: candidate, expert: expert)]
  }
}

// MARK: - As bytes

extension PairOrders {
  init(from reader: FactReader) throws {
    self.init(
      stage: try reader.text("stage"),
      try reader.list("orders") { entry in
        Entry(try entry.value("order"), try PanelList.Seat(from: entry))
      }, file: reader.textIfAny("file"))
  }

  var json: JSON {
    .object([
      "stage": .text(stage),
      "orders": .array(
        entries.map { entry in
          .object([
            "order": .text(entry.order.rawValue), "candidate": .text(entry.seat.candidate.rawValue),
            "expert": .text(entry.seat.expert.rawValue),
          ])
        }), "file": .unlessEmpty(file),
    ])
  }
}
