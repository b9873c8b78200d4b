// What happens to a list as units move: an arc that is full leaves it, one that has room again comes back, if the list
// reaches so far. `store` is where the entries of all lists stand.

extension Shortlist {
  /// Puts an entry in its place. The dearest of a full list goes, and bounds those outside from then on.
  @inline(__always)
  mutating func insert(_ entry: Entry, in store: UnsafeMutablePointer<Entry>) {
    guard entry.key < bound else { return }
    if count == capacity {
      count -= 1
      bound = store[start + Int(count)].key
      guard entry.key < bound else { return }
    }
    var index = start + Int(count)
    while index > start && store[index - 1].key > entry.key {
      store[index] = store[index - 1]
      index -= 1
    }
    store[index] = entry
    count += 1
  }

  /// Takes the entry of an arc off, if it is there.
  @inline(__always)
  mutating func remove(arc: Int32, in store: UnsafeMutablePointer<Entry>) {
    var index = start
    let stop = start + Int(count)
    while index < stop && store[index].arc != arc { index += 1 }
    guard index < stop else { return }
    remove(at: index, in: store)
  }

  /// Takes the entry at a place of the store off.
  @inline(__always)
  mutating func remove(at place: Int, in store: UnsafeMutablePointer<Entry>) {
    count -= 1
    var index = place
    while index < start + Int(count) {
      store[index] = store[index + 1]
      index += 1
    }
  }
}
