/// Who recommends candidates, and with which table (推荐汇总表).
public struct NominationPolicy: Sendable, Hashable {
  public enum Table: String, Sendable, CaseIterable {
    case one = "TB-1"
    case two = "TB-2"
    case three = "TB-3"
    case four = "TB-4"
  }
  public let by: Recommender.Level
  public let table: Table
  public let source: Source
}
