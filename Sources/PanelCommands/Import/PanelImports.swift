import ExpertReview
import Intake
import Tables

/// Panels from tables: who sits, and who stands by.
enum PanelImports {
  static let columns: [ColumnName] = [
    .init("candidate", aliases: ["candidate_id", "application", "申报编号"], isRequired: true),
    .init("expert", aliases: ["expert_id", "专家编号"], isRequired: true), .init("stage", aliases: ["阶段"]),
    .init("role", aliases: ["角色"]), .init("order", aliases: ["顺序", "候补顺序"]),
    .init("pinned", aliases: ["固定"]),
  ]

  private static let members: Set<String> = ["", "member", "成员"]
  private static let chairs: Set<String> = ["chair", "组长"]
  private static let unordered: Set<String> = ["", "no", "0", "false", "否"]
  private static let orders: [String: PairOrders.Order] = [
    "yes": .pin, "1": .pin, "true": .pin, "pinned": .pin, "是": .pin, "固定": .pin, "banned": .ban, "禁止": .ban,
  ]
  private static let standingBy: Set<String> = ["alternate", "候补", "候补专家"]

  private static let anchors: Set<String> = ["anchor", "比对"]

  /// A row: a seat, or a place among those who stand by.
  struct Row {
    let seat: PanelList.Seat
    let isAlternate: Bool
    /// Whether somebody ordered that the pair must, or may not, sit together; one that may not is no seat.
    let order: PairOrders.Order?
    /// Whether the expert chairs the candidate's panel.
    let isChair: Bool
    /// Among those who stand by, as the column says; nil for the order of the rows.
    let place: Int?
  }

  /// The rows of a table. An expert named twice for a candidate, in whatever role, is a fault.
  static func rows(
    _ table: InputTable, stage: String, round: Round, entering: Set<CandidateID>?
  ) -> Imported<Row> {
    var imported = Imported<Row>(table) { reader in
      let candidate = reader.candidate("candidate", round: round)
      let expert = reader.expert("expert", round: round)
      let named = reader.table.cell("stage", of: reader.row)
      if !named.isEmpty, named != stage {
        reader.fault("stage", .otherStage(stage))
      } else if let candidate, entering?.contains(candidate) == false {
        reader.fault("candidate", .notShortListed)
      }
      let role = reader.table.cell("role", of: reader.row)
      if anchors.contains(role) {
        // Such a row says what stands, and brings nothing.
        guard let candidate, let expert else { return nil }
        let stands = round.guests(of: candidate, in: stage).contains { $0.id == expert }
        if !stands { reader.fault("role", .noSuchAnchor) }
        return nil
      }
      if !members.contains(role), !chairs.contains(role), !standingBy.contains(role) {
        let near = nearest(to: role, among: ["member", "chair", "alternate", "anchor", "成员", "组长", "候补", "比对"])
        let allowed = ["member", "chair", "alternate", "anchor"].map { Bilingual(zh: $0, en: $0) }
        reader.fault("role", .notInList(allowed: allowed, nearest: near))
      }
      let text = reader.table.cell("order", of: reader.row)
      let place = Int(text)
      if !text.isEmpty, place.map({ $0 > 0 }) != true { reader.fault("order", .notAWholeNumber) }
      let pinned = reader.table.cell("pinned", of: reader.row)
      if !unordered.contains(pinned), orders[pinned] == nil {
        let allowed = [("是", "yes"), ("禁止", "banned"), ("否", "no")].map { Bilingual(zh: $0.0, en: $0.1) }
        reader.fault("pinned", .notInList(allowed: allowed, nearest: nil))
      }
      guard let candidate, let expert else { return nil }
      return Row(
        seat: PanelList.Seat(candidate: candidate, expert: expert), isAlternate: standingBy.contains(role),
        order: orders[pinned], isChair: chairs.contains(role), place: place
      )
    }
    imported.refuseRepeats(column: "expert", { $0.seat }) { "\($0.seat.candidate) – \($0.seat.expert)" }
    return imported
  }

  /// What names the chairs that rows tell of and the round does not have, an expert at a time, in order of their ids.
  static func chairs(_ rows: [Row], in round: Round, stage: String) -> [Decision] {
    let news = rows.filter { $0.isChair && round.chair(of: $0.seat.candidate, in: stage) != $0.seat.expert }
    return Dictionary(grouping: news, by: \.seat.expert).sorted { $0.key < $1.key }.map { expert, rows in
      .chair(expert, stage: stage, rows.map(\.seat.candidate).sorted())
    }
  }

  /// Rows that name another chair than the one that stands, or a second one.
  static func chairFaults(
    _ elements: [(row: Int, element: Row)], in round: Round, stage: String, mayReplace: Bool
  ) -> [ImportFault] {
    var first: [CandidateID: Int] = [:]
    return elements.filter(\.element.isChair).compactMap { row, line in
      let (candidate, expert) = (line.seat.candidate, line.seat.expert)
      func fault(_ kind: ImportFault.Kind) -> ImportFault {
        ImportFault(row: row, column: "role", value: expert.rawValue, kind: kind)
      }
      if let earlier = first[candidate] { return fault(.severalChairs(firstRow: earlier)) }
      first[candidate] = row
      guard let standing = round.chair(of: candidate, in: stage), standing != expert, !mayReplace else { return nil }
      return fault(.changesChair(standing))
    }
  }

  /// The orders of the rows that the round does not hold yet; nil where there is none.
  static func orders(_ rows: [Row], in round: Round, stage: String, file: String) -> PairOrders? {
    let entries = rows.compactMap { row in row.order.map { PairOrders.Entry($0, row.seat) } }
    let news = entries.filter { round.order(on: $0.seat.candidate, $0.seat.expert, in: stage)?.order != $0.order }
    return news.isEmpty ? nil : PairOrders(stage: stage, news, file: file)
  }

  /// The panels with what rows bring: seats are added, and so are those who stand by – of a candidate whose alternates
  /// the rows name these come first, by `order` and then by row, and the ones on record after them. Who takes a seat
  /// stands by no longer.
  static func merged(_ rows: [Row], into round: Round, stage: String) -> PanelList {
    let seats = Set(round.seats(in: stage)).union(rows.filter { !$0.isAlternate }.map(\.seat))
    let named = rows.enumerated().filter(\.element.isAlternate).sorted {
      ($0.element.place ?? .max, $0.offset) < ($1.element.place ?? .max, $1.offset)
    }.map(\.element.seat)
    let known = Set(named)
    let alternates = named + round.alternates(in: stage).filter { !known.contains($0) }
    return PanelList(stage: stage, seats: Array(seats), alternates: alternates.filter { !seats.contains($0) })
  }
}
