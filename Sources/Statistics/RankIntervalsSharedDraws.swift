/// Which raters stand for a subject's panel in one replicate of a bootstrap over raters, the same rater being drawn
/// together wherever it sits.
///
/// # Problem
///
/// Each subject was marked by a panel; panels may be the same, overlap, or have nobody in common. How would the result
/// have looked with other raters? Every subject's panel is drawn anew from its own members, and its size is kept, so
/// that a rule that depends on the size (extremes dropped) stays what it is. Where two subjects share raters their
/// draws must hang together: a severe rater who is drawn twice for one is drawn twice for the other, or a severity that
/// falls on all alike would be taken for a difference between them.
///
/// # Method
///
/// *Size and spread.* Drawing n of n with replacement understates the variance of a mean by the factor (n − 1)/n, which
/// for panels of five is a fifth. The bootknife (T. C. Hesterberg, "Unbiasing the bootstrap – bootknife sampling vs.
/// smoothing", Proc. Section on Statistics & the Environment, ASA 2004, 2924–2930) first leaves one rater out, each
/// equally likely, then draws n with replacement from the n − 1 that remain: the variance of a mean is then s²/n
/// exactly.
///
/// *Sharing.* For every seat a random order of all raters is made; the seat goes to the member of the panel that comes
/// first in it, and the rater left out is the first in an order of its own. In each panel every member is equally
/// likely and seats are independent; two panels of which m members are common and u are in either give a seat to the
/// same rater with probability about m/u (min-wise sampling: A. Z. Broder, "On the resemblance and containment of
/// documents", Compression and Complexity of Sequences 1997). Equal panels are drawn as one – the bootstrap that draws
/// whole raters, as is right for a crossed design (A. B. Owen, "The pigeonhole bootstrap", Annals of Applied Statistics
/// 1(2), 2007) – and panels with nobody in common independently. In between the sharing is somewhat less than in
/// truth, which errs on the side of too much uncertainty.
///
/// # When not to use it
///
/// With one rater nothing can be drawn anew, and the replicate shows no uncertainty; with two the spread is that of two
/// marks. It answers for the choice of raters within each panel, not for a fault that all raters share.
///
/// Complexity: (seats + 1) × raters random words to make; panel × seats comparisons a panel.
public struct SharedRaterDraws: Sendable {
  public let raterCount: Int
  public let seats: Int
  /// Row by row the raters' keys: the first for who is left out, then one for each seat.
  private let keys: [UInt64]

  /// - Parameters:
  ///   - raterCount: how many raters there are in all.
  ///   - seats: the largest panel.
  ///   - stream: the replicate's own stream; two replicates must not share one.
  public init(raterCount: Int, seats: Int, stream: RandomStream) {
    self.raterCount = raterCount
    self.seats = seats
    var stream = stream
    keys = (0..<(seats + 1) * raterCount).map { _ in stream.next() }
  }

  /// The position in `panel` of who takes each seat, as many as the panel has members, appended to `drawn`.
  ///
  /// Precondition: raters lie within the count, each once; the panel has at most `seats` members.
  /// - Parameters:
  ///   - panel: the raters of one subject.
  ///   - drawn: what the positions are appended to.
  public func draw(from panel: ArraySlice<Int32>, into drawn: inout [Int32]) {
    precondition(panel.count <= seats, "a panel larger than was said")
    let omitted = panel.count > 1 ? first(of: panel, row: 0, without: -1) : -1
    for seat in 0..<panel.count { drawn.append(first(of: panel, row: seat + 1, without: omitted)) }
  }

  private func first(of panel: ArraySlice<Int32>, row: Int, without omitted: Int32) -> Int32 {
    let start = row * raterCount
    var best: Int32 = -1
    var least = UInt64.max
    var position: Int32 = 0
    for rater in panel {
      let key = keys[start + Int(rater)]
      if position != omitted, best < 0 || key < least { (best, least) = (position, key) }
      position += 1
    }
    return best
  }
}
