import Statistics

/// Who marks whom: candidate *i*'s expert of slot *j* stands at `j · candidates + i`.
///
/// Slots are filled one after the other, so that a design with fewer experts a candidate reads the first of them, and
/// the marks of a slot are the same in all of them.
struct SeatTable {
  private(set) var candidates: Int
  var slots: Int
  var expertCount: Int
  /// Slot by slot; −1 where there is nobody.
  var expert: [Int32]
  /// Whether a slot is one expert's, so that seats need not be looked up.
  var isUniform: Bool
  /// The experts who do not judge, if any: the first of the panel, of the first block's, or of the pool.
  var firstExperts: [Int32]
  /// Whether known conflicts were kept off the panels, so that nobody has to recuse.
  var avoidsConflicts = false

  init(candidates: Int) {
    self.candidates = candidates
    (slots, expertCount, expert, isUniform, firstExperts) = (0, 0, [], false, [])
  }

  /// The same experts for everybody.
  mutating func seatEveryone(slots: Int) {
    seatBlocks(of: candidates, slots: slots)
    isUniform = true
  }

  /// Experts of its own for every block of so many candidates, who are one after the other; experts are numbered slot
  /// by slot.
  mutating func seatBlocks(of size: Int, slots: Int) {
    let blocks = (candidates + size - 1) / size
    self.slots = slots
    expertCount = blocks * slots
    expert.removeAll(keepingCapacity: true)
    expert.reserveCapacity(slots * candidates)
    for slot in 0..<slots {
      for candidate in 0..<candidates { expert.append(Int32(slot * blocks + candidate / size)) }
    }
    firstExperts = (0..<slots).map { Int32($0 * blocks) }
    isUniform = blocks == 1
  }

  /// Experts drawn from a pool, loads as even as can be.
  ///
  /// The pool is shuffled and dealt to the candidates slot by slot, and shuffled again when it is dealt out, so that
  /// loads never differ by more than one. Where a candidate already has the expert dealt, the next one in the deck that
  /// it has not is taken; where there is none, it changes with the last candidate of the slot with whom that is
  /// possible; where that fails too (tiny pools only), it gets the expert of least load, and loads may differ by two.
  /// Precondition: the pool has as many experts as slots. Complexity: linear in the seats, as a rule.
  mutating func seatPool(_ pool: Int, slots: Int, _ stream: inout RandomStream) {
    precondition(pool >= slots, "a pool of at least as many experts as a candidate has")
    self.slots = slots
    expertCount = pool
    isUniform = false
    firstExperts = (0..<Int32(pool)).map { $0 }
    expert = [Int32](repeating: -1, count: slots * candidates)
    var deck = firstExperts
    var next = deck.count
    for slot in 0..<slots {
      for candidate in 0..<candidates {
        if next == deck.count {
          stream.shuffle(&deck)
          next = 0
        }
        let card = (next..<deck.count).first { !has(candidate, deck[$0], before: slot) }
        if let card {
          deck.swapAt(next, card)
          expert[slot * candidates + candidate] = deck[next]
          next += 1
        } else if let (card, other) = exchange(candidate, deck[next...], slot) {
          deck.swapAt(next, card)
          expert[slot * candidates + candidate] = expert[slot * candidates + other]
          expert[slot * candidates + other] = deck[next]
          next += 1
        } else {
          expert[slot * candidates + candidate] = leastLoaded(candidate, slot)
        }
      }
    }
  }

  private func has(_ candidate: Int, _ wanted: Int32, before slot: Int) -> Bool {
    for earlier in 0..<slot where expert[earlier * candidates + candidate] == wanted { return true }
    return false
  }

  /// The first card of the deck's rest for which there is one, and the last candidate before who could take it and
  /// whose expert this candidate could take.
  private func exchange(_ candidate: Int, _ rest: ArraySlice<Int32>, _ slot: Int) -> (card: Int, other: Int)? {
    for card in rest.indices {
      let other = (0..<candidate).last { other in
        !has(other, rest[card], before: slot) && !has(candidate, expert[slot * candidates + other], before: slot)
      }
      if let other { return (card, other) }
    }
    return nil
  }

  private func leastLoaded(_ candidate: Int, _ slot: Int) -> Int32 {
    var loads = [Int](repeating: 0, count: expertCount)
    for seat in expert where seat >= 0 { loads[Int(seat)] += 1 }
    let free = (0..<Int32(expertCount)).filter { !has(candidate, $0, before: slot) }
    return free.min { (loads[Int($0)], $0) < (loads[Int($1)], $1) } ?? 0
  }

  /// The same seats in a table of more candidates, of whom the seated are the ones named, ascending.
  mutating func spread(over all: Int, _ seated: [Int32]) {
    var wide = [Int32](repeating: -1, count: slots * all)
    for slot in 0..<slots {
      for (row, candidate) in seated.enumerated() {
        wide[slot * all + Int(candidate)] = expert[slot * candidates + row]
      }
    }
    expert = wide
    candidates = all
  }

  /// Where each seat stands in its expert's order of reading, from −½ for the first sheet to ½ for the last; the order
  /// is that of the candidates. 0 for an only sheet.
  func readingTimes() -> [Float] {
    var loads = [Int32](repeating: 0, count: expertCount)
    for seat in expert where seat >= 0 { loads[Int(seat)] += 1 }
    var read = [Int32](repeating: 0, count: expertCount)
    var times = [Float](repeating: 0, count: expert.count)
    for candidate in 0..<candidates {
      for slot in 0..<slots {
        let seat = expert[slot * candidates + candidate]
        guard seat >= 0 else { continue }
        if loads[Int(seat)] > 1 {
          times[slot * candidates + candidate] = Float(read[Int(seat)]) / Float(loads[Int(seat)] - 1) - 0.5
        }
        read[Int(seat)] += 1
      }
    }
    return times
  }
}
