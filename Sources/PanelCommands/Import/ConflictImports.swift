import ExpertReview
import Intake
import Tables

/// Declared conflicts from tables.
enum ConflictImports {
  static let columns: [ColumnName] = [
    .init(
      "candidate", aliases: ["candidate_id", "application", "application_id", "申报编号", "申报对象"], isRequired: true),
    .init("expert", aliases: ["expert_id", "专家编号", "专家"], isRequired: true),
    .init("kind", aliases: ["关系", "关系类型"]), .init("by", aliases: ["声明方", "申明方", "声明人"]),
    .init("evidence", aliases: ["依据", "说明", "理由"]), .init("withdrawn", aliases: ["撤回"]),
  ]

  /// What an expert fills in beside the pledge; the expert may be named in it and is then held against the pledge.
  static let statementColumns: [ColumnName] = [
    columns[0], .init("expert", aliases: ["expert_id", "专家编号", "专家"]),
    .init("kind", aliases: ["关系", "关系类型"]), .init("evidence", aliases: ["依据", "说明", "理由"], isRequired: true),
  ]

  private static let declarers: KeyValuePairs<String, ConflictDeclaration.Declarer> = [
    "专家": .expert, "专家本人": .expert, "申报单位": .candidate, "工作人员": .staff,
  ]

  /// The declarations of a table, each checked alone; what they come to together is seen by `take`.
  static func declarations(_ table: InputTable, round: Round) -> Imported<ConflictDeclaration> {
    var imported = Imported<ConflictDeclaration>(table) { reader in
      let candidate = reader.candidate("candidate", round: round)
      let expert = reader.expert("expert", round: round)
      let by = reader.text("by").isEmpty ? .staff : reader.choice("by", labels: declarers)
      let withdrawn = reader.withdrawal()
      guard let by, let kind = reader.kind(declaredBy: by, in: round.scheme), let candidate, let expert,
        let withdrawn
      else { return nil }
      return ConflictDeclaration(
        candidate: candidate, expert: expert, kind: kind, by: by, evidence: reader.text("evidence"),
        withdrawn: withdrawn)
    }
    imported.refuseRepeats(column: "kind", \.key) { "\($0.candidate) – \($0.expert) – \($0.kind)" }
    return imported
  }

  /// What an expert states in a table of their own. Every row says on what it rests, and none is another's.
  static func statements(of expert: ExpertID, _ table: InputTable, round: Round) -> Imported<DeclaredConflict> {
    var imported = Imported<DeclaredConflict>(table) { reader in
      let candidate = reader.candidate("candidate", round: round)
      let evidence = reader.required("evidence")
      let named = reader.text("expert")
      if !named.isEmpty, named != expert.rawValue { reader.fault("expert", .statedByOther(expert)) }
      guard let kind = reader.kind(declaredBy: .expert, in: round.scheme), let candidate else { return nil }
      return DeclaredConflict(candidate: candidate, kind: kind, evidence: evidence)
    }
    imported.refuseRepeats(column: "kind", { [$0.candidate.rawValue, $0.kind] }) { "\($0.candidate) – \($0.kind)" }
    return imported
  }

  /// Sorts declarations into new, changed and unchanged, and refuses by row what cannot stand: a withdrawal of nothing
  /// or without a ground, and an expert too many whom a candidate calls unsuitable. What was said otherwise, or taken
  /// back, before is a fault unless it may be replaced.
  static func take(
    _ imported: Imported<ConflictDeclaration>, into brought: inout Brought, of bringing: Bringing
  ) -> [ConflictDeclaration] {
    let withdrawals = withdrawals(imported.elements.filter(\.element.withdrawn), into: &brought, of: bringing)
    let statements = imported.elements.filter { !$0.element.withdrawn }
    let stated = brought.sort(
      statements, file: bringing.file.name, column: "kind", mayReplace: bringing.mayReplace,
      name: { "\($0.candidate) – \($0.expert) – \($0.kind)" }
    ) { bringing.round.declaration($0.key) }
    let rows = Dictionary(statements.map { ($0.element.key, $0.row) }, uniquingKeysWith: { first, _ in first })
    return withRoom(withdrawals, stated.map { (rows[$0.key] ?? 0, $0) }, into: &brought, of: bringing)
  }

  private static func withdrawals(
    _ withdrawals: [(row: Int, element: ConflictDeclaration)], into brought: inout Brought, of bringing: Bringing
  ) -> [ConflictDeclaration] {
    var news: [ConflictDeclaration] = []
    for (row, declaration) in withdrawals {
      func refuse(_ kind: ImportFault.Kind) {
        bringing.add(
          [ImportFault(row: row, column: "withdrawn", value: declaration.expert.rawValue, kind: kind)], to: &brought)
      }
      guard let known = bringing.round.declaration(declaration.key) else {
        refuse(.nothingDeclared)
        continue
      }
      if known.withdrawn {
        brought.unchanged += 1
      } else if declaration.evidence.isEmpty && bringing.reason.isEmpty {
        refuse(.noGround)
      } else {
        brought.corrected += 1
        news.append(declaration)
      }
    }
    return news
  }

  /// What is taken back, then what is stated row by row; a letter that finds no room is refused.
  private static func withRoom(
    _ withdrawals: [ConflictDeclaration], _ stated: [(row: Int, element: ConflictDeclaration)],
    into brought: inout Brought, of bringing: Bringing
  ) -> [ConflictDeclaration] {
    var round = bringing.round
    var taken: [ConflictDeclaration] = []
    for (row, declaration) in withdrawals.map({ (0, $0) }) + stated {
      let entry = FactEntry(
        sequence: round.lastSequence + 1, asOf: bringing.asOf, actor: "", reason: bringing.reason, recordedAt: "",
        hash: "", fact: .conflictDeclared(declaration))
      do throws(RoundRefusal) {
        try round.apply(entry)
        taken.append(declaration)
      } catch .unsuitableTooMany(let candidate, _, let most, let named) {
        brought.added -= 1
        let fault = ImportFault(
          row: row, column: "candidate", value: candidate.rawValue,
          kind: .unsuitableTooMany(most: most, named: named))
        bringing.add([fault], to: &brought)
      } catch {
        // What the round refuses as a whole, such as a step that was signed off, it says itself of the fact.
        taken.append(declaration)
      }
    }
    return taken
  }
}

extension Bringing {
  func conflicts() throws -> Brought {
    var brought = Brought()
    let imported = ConflictImports.declarations(try input(ConflictImports.columns, &brought), round: round)
    add(imported.faults, to: &brought)
    let news = ConflictImports.take(imported, into: &brought, of: self)
    if !news.isEmpty { brought.fact = .conflictsImported(news) }
    return brought
  }
}

extension Bringing {
  /// What an expert states with the pledge. It stands in place of what the same expert said before on the same matter.
  func conflicts(statedBy expert: ExpertID) throws -> Brought {
    var brought = Brought()
    let imported = ConflictImports.statements(
      of: expert, try input(ConflictImports.statementColumns, &brought), round: round)
    add(imported.faults, to: &brought)
    let declarations = imported.elements.map { (row: $0.row, element: $0.element.declaration(by: expert)) }
    _ = brought.sort(
      declarations, file: file.name, column: "kind", mayReplace: true, name: \.candidate.rawValue
    ) { round.declaration($0.key) }
    brought.others = DeclaredConflicts.facts(of: expert, imported.values, in: round)
    return brought
  }
}

extension RowReader {
  /// The kind of tie by its id, the scheme's label or the usual word for it: where the cell is empty `other`, if the
  /// scheme has it; for a candidate, who names whom it holds unsuitable, that.
  fileprivate mutating func kind(
    declaredBy declarer: ConflictDeclaration.Declarer, in scheme: Scheme
  ) -> String? {
    let text = self.text("kind")
    let usual = declarer == .candidate ? Conflict.unsuitable : Relation.Kind.other.rawValue
    // By id; the words are the scheme's label, then the usual ones.
    var known = (scheme.conflicts?.kinds ?? []).map { (id: $0.id, words: [$0.label.zh]) }
    if known.isEmpty { known = Relation.Kind.allCases.map { ($0.rawValue, []) } }
    for (word, kind) in RosterImports.relationKinds {
      guard let place = known.firstIndex(where: { $0.id == kind.rawValue }) else { continue }
      known[place].words.append(word)
    }
    if declarer == .candidate { known.append((Conflict.unsuitable, ["不宜评审"])) }
    guard !text.isEmpty else {
      if known.contains(where: { $0.id == usual }) { return usual }
      fault("kind", .emptyCell)
      return nil
    }
    if let kind = known.first(where: { $0.id == text.lowercased() || $0.words.contains(text) }) { return kind.id }
    let allowed = known.map { kind in
      Bilingual(zh: kind.words.first.map { "\($0)（\(kind.id)）" } ?? kind.id, en: kind.id)
    }
    let names = known.map(\.id) + known.flatMap(\.words)
    fault("kind", .notInList(allowed: allowed, nearest: nearest(to: text, among: names)))
    return nil
  }

  /// Whether the row takes a declaration back.
  fileprivate mutating func withdrawal() -> Bool? {
    let text = self.text("withdrawn").lowercased()
    if ["yes", "true", "1", "是", "撤回", "已撤回"].contains(text) { return true }
    if ["", "no", "false", "0", "否"].contains(text) { return false }
    let allowed = [("是", "yes"), ("否", "no")].map { Bilingual(zh: $0.0, en: $0.1) }
    fault("withdrawn", .notInList(allowed: allowed, nearest: nil))
    return nil
  }
}
