import ExpertReview
import Statistics

extension PanelMarks {
  /// Lets experts who do not judge have their way; what they would have marked is kept in `honest`.
  ///
  /// Each behaviour takes the next of the panel's first experts. A copier copies after all others have marked.
  /// - Parameters:
  ///   - byQuality: the candidates, the best by true quality first.
  mutating func misjudge(
    _ seats: SeatTable, byQuality: [Int32], _ streams: ReplicateStreams, _ replicate: Int, _ role: PanelRole
  ) {
    guard !model.behaviours.isEmpty else { return }
    honest = steps
    var targets = streams.stream(replicate, .targets, role)
    var random = streams.stream(replicate, .randomMarks, role)
    var next = 0
    var copiers: [Int32] = []
    for behaviour in model.behaviours {
      let members = Array(seats.firstExperts.dropFirst(next).prefix(behaviour.experts))
      next += behaviour.experts
      // Drawn even where nobody is there to act on it, so that the targets of the next behaviour stay the same.
      let chosen = model.targets(of: behaviour, byQuality, &targets)
      let amount = Int32((behaviour.amount * model.unit / scale.step).rounded())
      switch behaviour.kind {
      case .push: shift(seats, members, by: amount) { _, candidate in chosen.contains(candidate) }
      case .bury: shift(seats, members, by: -amount) { _, candidate in chosen.contains(candidate) }
      case .swap:
        shift(seats, members, by: amount) { member, candidate in
          chosen.firstIndex(of: candidate).map { $0 / behaviour.targets != member } ?? false
        }
      case .bribed: rewrite(seats, members, where: chosen.contains) { ceiling in ceiling }
      case .random:
        rewrite(seats, members, where: { _ in true }) { ceiling in Int32(random.integer(below: Int(ceiling) + 1)) }
      case .copier: copiers += members
      }
    }
    copy(seats, copiers)
  }

  private mutating func shift(
    _ seats: SeatTable, _ members: [Int32], by amount: Int32, _ applies: (_ member: Int, _ candidate: Int32) -> Bool
  ) {
    forEachSeat(seats, members) { marks, seat, candidate, member in
      guard applies(member, candidate) else { return }
      let width = marks.model.items.count
      for cell in seat * width..<(seat + 1) * width where marks.steps[cell] >= 0 {
        marks.steps[cell] = min(marks.scale.ceiling, max(0, marks.steps[cell] + amount))
      }
    }
  }

  private mutating func rewrite(
    _ seats: SeatTable, _ members: [Int32], where applies: (Int32) -> Bool, _ mark: (_ ceiling: Int32) -> Int32
  ) {
    forEachSeat(seats, members) { marks, seat, candidate, _ in
      guard applies(candidate) else { return }
      let width = marks.model.items.count
      for cell in seat * width..<(seat + 1) * width { marks.steps[cell] = mark(marks.scale.ceiling) }
    }
  }

  private mutating func copy(_ seats: SeatTable, _ members: [Int32]) {
    guard seats.slots > 1 else { return }
    forEachSeat(seats, members) { marks, seat, _, _ in
      let width = marks.model.items.count
      let n = marks.model.candidates
      let source = seat >= n ? seat - n : seat + n
      guard seats.expert[source] >= 0 else { return }
      for item in 0..<width { marks.steps[seat * width + item] = marks.steps[source * width + item] }
    }
  }

  /// Slot by slot, the seats of some experts.
  private mutating func forEachSeat(
    _ seats: SeatTable, _ members: [Int32], _ body: (inout PanelMarks, _ seat: Int, Int32, _ member: Int) -> Void
  ) {
    guard !members.isEmpty else { return }
    for seat in seats.expert.indices {
      guard let member = members.firstIndex(of: seats.expert[seat]) else { continue }
      body(&self, seat, Int32(seat % model.candidates), member)
    }
  }
}

extension StudyModel {
  /// The candidates that a behaviour is about: `targets` of them, under `swap` for each of the experts.
  func targets(
    of behaviour: Behaviour, _ byQuality: [Int32], _ stream: inout RandomStream
  ) -> [Int32] {
    guard behaviour.kind != .copier, behaviour.kind != .random else { return [] }
    let wanted = min(candidates, behaviour.targets * (behaviour.kind == .swap ? behaviour.experts : 1))
    switch behaviour.aim {
    case .anyone: return stream.sample(wanted, of: byQuality.sorted())
    case .top: return Array(byQuality.prefix(wanted))
    case .line:
      return behaviour.kind == .bury
        ? Array(byQuality.prefix(places).suffix(wanted))
        : Array(byQuality.dropFirst(places).prefix(wanted))
    }
  }
}
