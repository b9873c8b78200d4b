import ExpertReview
import Intake
import Tables

/// Panels' opinions from a table: for each candidate a row for every expert of its panel, with what they put their name
/// to.
enum OpinionImports {
  enum Role: String, CaseIterable {
    case chair, signed, dissent
  }

  static let columns: [ColumnName] = [
    .init("candidate", aliases: ["candidate_id", "application", "申报编号"], isRequired: true),
    .init("stage", aliases: ["阶段"]), .init("expert", aliases: ["expert_id", "专家编号"], isRequired: true),
    .init("role", aliases: ["角色", "身份"], isRequired: true), .init("text", aliases: ["意见", "评审意见"], isRequired: true),
  ]
  static let roles: KeyValuePairs<String, Role> = [
    "组长": .chair, "签字": .signed, "同意": .signed, "组员": .signed, "保留意见": .dissent, "保留": .dissent, "不同意": .dissent,
  ]

  /// A row that could be read.
  struct Line {
    struct Key: Hashable {
      let stage: String
      let candidate: CandidateID
    }
    let key: Key
    let expert: ExpertID
    let role: Role
    let text: String
  }

  static func lines(_ table: InputTable, standard: ReviewStage, round: Round) -> Imported<Line> {
    Imported<Line>(table) { reader in
      let candidate = reader.candidate("candidate", round: round)
      let expert = reader.expert("expert", round: round)
      let role = reader.choice("role", labels: roles)
      let named = reader.text("stage")
      let stages = round.reviewStages.map(\.id)
      if !named.isEmpty, !stages.contains(named) {
        let allowed = stages.map { Bilingual(zh: $0, en: $0) }
        reader.fault("stage", .notInList(allowed: allowed, nearest: nearest(to: named, among: stages)))
      }
      if role == .signed, !reader.text("text").isEmpty { reader.fault("text", .wordsOfSigner) }
      guard let candidate, let expert, let role else { return nil }
      return Line(
        key: .init(stage: named.isEmpty ? standard.id : named, candidate: candidate), expert: expert, role: role,
        text: reader.text("text"))
    }
  }
}

extension Bringing {
  /// Opinions that panels agreed, each a fact of its own. One that has a fault is not taken, none of its rows.
  func opinions() throws -> Brought {
    var brought = Brought()
    let table = try input(OpinionImports.columns, &brought)
    let imported = OpinionImports.lines(table, standard: try round.reviewStage(stage), round: round)
    add(imported.faults, to: &brought)
    var order: [OpinionImports.Line.Key] = []
    var groups: [OpinionImports.Line.Key: [(row: Int, line: OpinionImports.Line)]] = [:]
    for (row, line) in imported.elements {
      if groups[line.key] == nil { order.append(line.key) }
      groups[line.key, default: []].append((row, line))
    }
    // Rows that could not be read may belong to any opinion of their candidate.
    let unsound = Set(imported.faults.map(\.row))
    let broken = Dictionary(
      table.rows.filter { unsound.contains($0.number) }.map { (table.cell("candidate", of: $0), $0.number) },
      uniquingKeysWith: min)
    for key in order {
      guard let rows = groups[key] else { continue }
      if let row = broken[key.candidate.rawValue] {
        reject(rows.map(\.row), because: row, &brought)
      } else {
        take(rows, key, into: &brought)
      }
    }
    return brought
  }

  private func take(
    _ rows: [(row: Int, line: OpinionImports.Line)], _ key: OpinionImports.Line.Key, into brought: inout Brought
  ) {
    let chairs = rows.filter { $0.line.role == .chair }
    guard let chair = chairs.first, chairs.count == 1 else {
      let at = chairs.last?.row ?? rows[0].row
      let kind: ImportFault.Kind = chairs.isEmpty ? .noChairRow : .severalChairs(firstRow: chairs[0].row)
      add([ImportFault(row: at, column: "role", value: key.candidate.rawValue, kind: kind)], to: &brought)
      return reject(rows.map(\.row), because: at, &brought)
    }
    let signed = rows.filter { $0.line.role == .signed }.map(\.line.expert)
    let dissents = rows.filter { $0.line.role == .dissent }.map {
      PanelOpinion.Dissent(expert: $0.line.expert, text: $0.line.text)
    }
    let opinion = PanelOpinion(
      stage: key.stage, candidate: key.candidate, chair: chair.line.expert, text: chair.line.text, signed: signed,
      dissents: dissents)
    let standing = round.panelOpinion(on: key.candidate, in: key.stage)
    guard standing?.opinion != opinion else {
      brought.unchanged += 1
      return
    }
    do throws(RoundRefusal) {
      let named = [chair.line.expert] + signed + dissents.map(\.expert)
      let twice = Dictionary(grouping: named) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
      guard twice.isEmpty else { throw .signsTwice(key.candidate, twice) }
      try round.check(opinion, reason: mayReplace ? reason : "")
    } catch {
      let words = error.sentences
      brought.faults.append(
        (
          chair.row,
          FaultReport(
            code: error.code, file: file.name, row: chair.row, column: "expert", value: key.candidate.rawValue,
            message: words.message, mend: words.mend)
        ))
      return reject(rows.map(\.row), because: chair.row, &brought)
    }
    if standing == nil { brought.added += 1 } else { brought.corrected += 1 }
    brought.others.append(.opinionAgreed(opinion))
  }

  /// The other rows of an opinion that was not taken.
  private func reject(_ rows: [Int], because row: Int, _ brought: inout Brought) {
    let told = Set(brought.faults.map(\.row))
    add(
      rows.filter { !told.contains($0) }.map {
        ImportFault(row: $0, column: "candidate", value: "", kind: .partOfOpinion(row: row))
      }, to: &brought)
  }
}
