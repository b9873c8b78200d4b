/// What a search has reached but not yet gone through, nearest first: a binary heap of distances and labels.
///
/// Of equal distances the order is that of the heap's own steps, so it depends on nothing but what was put in.
struct Frontier: ~Copyable {
  struct Entry {
    let distance: Int64
    let label: Int32
  }

  private(set) var count = 0
  private var capacity = 64
  private var entries = UnsafeMutablePointer<Entry>.allocate(capacity: 64)

  deinit { entries.deallocate() }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func insert(_ label: Int32, at distance: Int64) {
    if count == capacity { grow() }
    var place = count
    count += 1
    while place > 0 {
      let parent = (place - 1) >> 1
      guard entries[parent].distance > distance else { break }
      entries[place] = entries[parent]
      place = parent
    }
    entries[place] = Entry(distance: distance, label: label)
  }

  /// Takes out the nearest. Precondition: there is one.
  @inline(__always)
  mutating func removeNearest() -> Entry {
    let nearest = entries[0]
    count -= 1
    let moved = entries[count]
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < count else { break }
      if child + 1 < count && entries[child + 1].distance < entries[child].distance { child += 1 }
      guard entries[child].distance < moved.distance else { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = moved
    return nearest
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }
}
