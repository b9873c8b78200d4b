import Dispatch
import Glibc
import Synchronization

/// How many processors the machine has in use; 1 at least.
public let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

/// What two pieces of work come to that are done at the same time. Throws what the first throws, once both have ended.
package func both<First: Sendable, Second: Sendable, Failure: Error>(
  _ first: @Sendable () throws(Failure) -> First, _ second: @Sendable () -> Second
) throws(Failure) -> (First, Second) {
  // Each place is written by one thread, and read when both have ended.
  nonisolated(unsafe) var firstResult: Result<First, Failure>?
  nonisolated(unsafe) var secondResult: Second?
  DispatchQueue.concurrentPerform(iterations: 2) { number in
    if number == 0 {
      firstResult = Result { () throws(Failure) in try first() }
    } else {
      secondResult = second()
    }
  }
  guard let firstResult, let secondResult else { preconditionFailure("both have ended") }
  return (try firstResult.get(), secondResult)
}

/// The results of `transform` in the order of `elements`, worked out on several threads.
///
/// Threads take runs of elements one after another and write each result to its own place, so that the result does not
/// depend on how many threads there are. `run` is how many elements a thread takes at a time: one where each is much
/// work. Complexity: one call an element.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], threads: Int, run: Int = 64, _ transform: @Sendable (Element) -> Result
) -> [Result] {
  let runs = (elements.count + run - 1) / run
  guard threads > 1, runs > 1 else { return elements.map(transform) }
  return [Result](unsafeUninitializedCapacity: elements.count) { places, count in
    // Every place is written exactly once: a run is taken by one thread.
    nonisolated(unsafe) let places = places
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, runs)) { _ in
      while true {
        let first = next.add(1, ordering: .relaxed).oldValue * run
        guard first < elements.count else { return }
        for place in first..<min(first + run, elements.count) {
          places.initializeElement(at: place, to: transform(elements[place]))
        }
      }
    }
    count = elements.count
  }
}
