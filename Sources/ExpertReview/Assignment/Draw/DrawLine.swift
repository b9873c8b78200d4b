/// One number of a draw, and what it decided: a line of the protocol (抽取记录).
public struct DrawLine: Sendable, Hashable {
  /// What is drawn.
  public enum Kind: String, Sendable, CaseIterable {
    /// The next candidate in the order in which panels are drawn.
    case order
    /// A seat of a candidate's panel.
    case seat
    /// A place among those who stand by.
    case alternate
  }

  /// Which number of the sampler it is: 1 for the first line, one more for each.
  public let draw: Int
  public let kind: Kind
  /// The candidate whose seat is drawn, by index of the problem; nil where the order is.
  public let candidate: Int?
  /// Which place of the order, seat or place among those who stand by: 1 for the first.
  public let place: Int
  /// Those among whom the number chose, by index of the problem and so by id: experts, of the order candidates.
  public let eligible: [Int32]
  /// The number drawn, `1...eligible.count`.
  public let number: Int
  /// Experts who are free for the seat and might not have it, by id.
  public let passedOver: [PassedOver]

  /// Who was drawn, by index of the problem.
  public var drawn: Int { Int(eligible[number - 1]) }

  /// An expert who has no conflict, room within the load and a unit that may sit, and yet cannot be given the seat.
  public struct PassedOver: Sendable, Hashable {
    public let expert: Int32
    public let bar: Bar
  }

  /// What would come of giving the seat to an expert.
  public enum Bar: Sendable, Hashable {
    /// These candidates need every seat that the experts left to them can take; one of them would be left short.
    case leavesShort(Some)
    /// The seats that are left are needed for the least loads of these experts.
    case leavesBelowLeastLoad(Some)
    /// The seats left of a panel are needed for what is asked of who sits together.
    case breaksLimit
    /// The panels together would need more pairs with a soft conflict than they must.
    case needsMoreSoftPairs
  }

  /// Candidates, or experts: how many, and the first of them by index of the problem.
  public struct Some: Sendable, Hashable {
    static let most = 8
    public let count: Int
    public let first: [Int32]

    init(_ all: some Sequence<Int>) {
      var (count, first): (Int, [Int32]) = (0, [])
      for one in all {
        count += 1
        if count <= Some.most { first.append(Int32(one)) }
      }
      self.count = count
      self.first = first
    }
  }
}
