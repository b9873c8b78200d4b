/// The cheapest arcs of each sender, and a bound below which none of the others lies.
///
/// Prices of receivers only rise, so what an arc once cost, price included, it costs at least from then on. A list of
/// the few cheapest arcs at some moment therefore stays useful: an arc that was left out then is still no cheaper than
/// `bound`. Only a search that must look beyond the bound draws up a new list, twice as long, at the prices of then.
/// That is why rows need no sorting: a list is one pass over the row with a threshold that falls.
struct Shortlist {
  /// An arc with room.
  struct Entry {
    /// Its cost with the price of its head when the list was drawn up, or a lower bound of that; ascending.
    var key: Int64
    let cost: Int64
    let head: Int32
    let arc: Int32
  }

  /// Where its entries stand in the common store.
  var start = 0
  var count: Int32 = 0
  var capacity: Int32 = 0
  /// No arc outside the list and not in use costs less, price included.
  var bound = Int64.min
}

/// Keeps the `limit` least entries of those offered: a few in their order, many in one buffer of twice that size.
///
/// In order, the threshold falls with every entry that is let in, so a row of n random keys lets in about
/// limit × (1 + ln(n ÷ limit)); each moves half the others, which for a few costs less than to select among twice as
/// many (measured: a third of the time for eight of a thousand).
struct LeastEntries: ~Copyable {
  /// Up to how many are kept in order.
  private static let few = 24

  private var buffer: UnsafeMutablePointer<Shortlist.Entry>
  private var capacity: Int
  private var limit = 0
  private(set) var count = 0
  /// Only an entry below can still be among the least.
  private(set) var threshold = Int64.max

  init() {
    capacity = 64
    buffer = .allocate(capacity: 64)
  }

  deinit { buffer.deallocate() }

  mutating func begin(limit: Int) {
    self.limit = limit
    count = 0
    threshold = .max
    guard 2 * limit > capacity else { return }
    buffer.deallocate()
    capacity = 2 * limit
    buffer = .allocate(capacity: capacity)
  }

  /// Precondition: `entry.key < threshold`.
  @inline(__always)
  mutating func insert(_ entry: Shortlist.Entry) {
    guard limit > LeastEntries.few else { return insertInOrder(entry) }
    (buffer + count).initialize(to: entry)
    count += 1
    if count == 2 * limit { shrink() }
  }

  /// Of one too many, the greatest goes.
  private mutating func insertInOrder(_ entry: Shortlist.Entry) {
    let isFull = count == limit
    var place = count
    if isFull {
      place -= 1
      threshold = buffer[place].key
      guard entry.key < threshold else { return }
    } else {
      count += 1
    }
    while place > 0 && buffer[place - 1].key > entry.key {
      buffer[place] = buffer[place - 1]
      place -= 1
    }
    buffer[place] = entry
    if isFull { threshold = buffer[limit - 1].key }
  }

  /// Moves the least entries, ascending, to `target`; gives their count and the bound of all others.
  mutating func finish(into target: UnsafeMutablePointer<Shortlist.Entry>) -> (count: Int, bound: Int64) {
    guard limit > LeastEntries.few else {
      target.update(from: buffer, count: count)
      return (count, threshold)
    }
    if count > limit { shrink() }
    if count > 48 {
      var kept = UnsafeMutableBufferPointer(start: buffer, count: count)
      kept.sort { $0.key < $1.key }
    }
    for index in 0..<count {
      let entry = buffer[index]
      var place = index
      while place > 0 && target[place - 1].key > entry.key {
        target[place] = target[place - 1]
        place -= 1
      }
      target[place] = entry
    }
    return (count, threshold)
  }

  /// Selects the `limit` least (Hoare, 1961) and drops the others.
  private mutating func shrink() {
    var low = 0
    var high = count - 1
    let last = limit - 1
    while low < high {
      let pivot = buffer[(low + high) >> 1].key
      var left = low
      var right = high
      while left <= right {
        while buffer[left].key < pivot { left += 1 }
        while buffer[right].key > pivot { right -= 1 }
        if left <= right {
          (buffer[left], buffer[right]) = (buffer[right], buffer[left])
          left += 1
          right -= 1
        }
      }
      if last <= right { high = right } else if last >= left { low = left } else { break }
    }
    // Everything dropped is at least the greatest that is kept.
    var greatest = buffer[0].key
    for index in 1..<max(1, limit) { greatest = max(greatest, buffer[index].key) }
    threshold = greatest
    count = limit
  }
}
