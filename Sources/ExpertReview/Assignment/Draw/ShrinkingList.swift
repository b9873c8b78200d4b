/// The numbers `0..<n`, of which some are taken away and all brought back at once, each in constant time (P. Briggs and
/// L. Torczon, "An efficient representation for sparse sets", 1993).
struct ShrinkingList {
  private var order: [Int32]
  private var place: [Int32]
  /// How many are left.
  private(set) var count: Int

  init(count: Int) {
    order = (0..<Int32(count)).map { $0 }
    place = order
    self.count = count
  }

  /// One of those left. Which stands where changes with every removal.
  subscript(index: Int) -> Int { Int(order[index]) }

  func contains(_ number: Int) -> Bool { place[number] < count }

  /// Takes a number away; one that is gone stays so.
  mutating func remove(_ number: Int) {
    guard contains(number) else { return }
    count -= 1
    let (last, hole) = (order[count], place[number])
    order[Int(hole)] = last
    place[Int(last)] = hole
    order[count] = Int32(number)
    place[number] = Int32(count)
  }

  mutating func refill() { count = order.count }
}
