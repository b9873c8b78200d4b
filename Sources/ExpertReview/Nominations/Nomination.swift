/// A line of a recommendation table (推荐汇总表) with what its recommender did: the opinion, the seal, the day it was sent.
public struct Nomination: Sendable, Hashable {
  public let recommender: RecommenderID
  /// The candidate that the line was found to mean; nil where none of the round matches.
  public let candidate: CandidateID?
  /// The line's number in the table, the recommender's order.
  public let order: Int
  /// The recommender's opinion (推荐意见): its words or the name of its file; empty where none is there yet.
  public let opinion: String
  /// The day on which the recommender sent it on; nil while it did not.
  public let sentOn: CivilDay?
  /// Whether the opinion bears the recommender's seal.
  public let isSealed: Bool
  /// The line's cells exactly as they stood, by the titles of their columns.
  public let cells: [String: String]

  public init(
    recommender: RecommenderID, candidate: CandidateID?, order: Int, opinion: String = "", sentOn: CivilDay? = nil,
    isSealed: Bool = false, cells: [String: String]
  ) {
    self.recommender = recommender
    self.candidate = candidate
    self.order = order
    self.opinion = opinion
    self.sentOn = sentOn
    self.isSealed = isSealed
    self.cells = cells
  }
}

extension Nomination {
  /// What tells one line from another: a recommender names a candidate once; a line whose candidate nobody knows is
  /// told by its number.
  public struct Key: Hashable, Sendable {
    let recommender: RecommenderID
    let candidate: CandidateID?
    let order: Int
  }
  public var key: Key { Key(recommender: recommender, candidate: candidate, order: candidate == nil ? order : 0) }

  /// The person named under 联系人及电话, from the one cell that holds name and number.
  public var contact: Contact? { cells["联系人及电话"].flatMap(Contact.init(cell:)) }

  /// The city and county of the one cell that holds both levels.
  public var place: (city: String, county: String)? { cells["所在市州/县市区"].map(PlaceNames.pair) }
}

/// A person and a number, as tables print them in one cell.
public struct Contact: Hashable, Sendable {
  public let name: String
  /// Digits and what joins them, as written; empty where the cell gives none.
  public let phone: String

  /// Reads `徐丽萍 027-87236506`: the number is what begins with the first digit, plus or bracket before one. Nil for an
  /// empty cell.
  public init?(cell: String) {
    let breaks: Set<Character> = [" ", "\t", "\u{3000}", "：", ":", "，", ",", "、", "；", ";", "/", "（", "(", "\n"]
    let start = cell.firstIndex { $0.isNumber || $0 == "+" } ?? cell.endIndex
    var name = cell[..<start]
    while let last = name.last, breaks.contains(last) { name.removeLast() }
    while let first = name.first, breaks.contains(first) { name.removeFirst() }
    var phone = cell[start...]
    while let last = phone.last, breaks.contains(last) || last == ")" || last == "）" { phone.removeLast() }
    guard !name.isEmpty || !phone.isEmpty else { return nil }
    self.name = String(name)
    self.phone = String(phone)
  }
}
