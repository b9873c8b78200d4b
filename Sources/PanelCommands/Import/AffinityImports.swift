import ExpertReview
import Intake
import Tables

/// What affinities are mixed from, beside those imported whole: a taxonomy of fields, and experts' bids.
enum AffinityImports {
  static let taxonomyColumns: [ColumnName] = [
    .init("term", aliases: ["领域", "名称", "行业"], isRequired: true), .init("parent", aliases: ["上级领域", "上级"]),
    .init("alias_of", aliases: ["别名指向", "正式名称"]),
  ]

  /// The entries of a table; what they come to together with those on record is seen by `treeFaults`.
  static func taxonomy(_ table: InputTable) -> Imported<Taxonomy.Entry> {
    var imported = Imported<Taxonomy.Entry>(table) { reader in
      let (parent, aliasOf) = (reader.text("parent"), reader.text("alias_of"))
      if !parent.isEmpty, !aliasOf.isEmpty { reader.fault("parent", .parentOfAlias) }
      let term = reader.required("term")
      return term.isEmpty ? nil : Taxonomy.Entry(term: term, parent: parent, aliasOf: aliasOf)
    }
    imported.refuseRepeats(column: "term", { Taxonomy.key($0.term) }, \.term)
    return imported
  }

  /// Rows that lead to no term, or in a circle, once they stand beside the terms on record.
  static func treeFaults(_ elements: [(row: Int, element: Taxonomy.Entry)], beside known: Taxonomy) -> [ImportFault] {
    let whole = known.merged(with: Taxonomy(elements.map(\.element)))
    let rows = Dictionary(
      elements.map { (Taxonomy.key($0.element.term), $0.row) }, uniquingKeysWith: { first, _ in first })
    return whole.faults().map { fault in
      switch fault {
      case .unknown(let name, let term):
        let isAlias = whole.entry(term)?.aliasOf.isEmpty == false
        return ImportFault(
          row: rows[Taxonomy.key(term)] ?? 0, column: isAlias ? "alias_of" : "parent", value: name,
          kind: .unknownTerm(nearest: nearest(to: name, among: whole.entries.map(\.term))))
      case .circle(let terms):
        let row = terms.compactMap { rows[Taxonomy.key($0)] }.min() ?? 0
        return ImportFault(row: row, column: "parent", value: terms[0], kind: .termsInCircle(terms))
      }
    }
  }

  static let bidColumns: [ColumnName] = [
    .init("candidate", aliases: ["candidate_id", "application", "application_id", "申报编号"], isRequired: true),
    .init("expert", aliases: ["expert_id", "专家编号"], isRequired: true),
    .init("bid", aliases: ["意向", "评审意向"], isRequired: true),
  ]

  private static let words: KeyValuePairs<String, BidTable.Bid> = [
    "想评": .eager, "可评": .willing, "一般": .maybe, "不想评": .not, "yes": .eager, "in a pinch": .maybe, "no": .not,
    "not willing": .not,
  ]
  private static let conflictWords: Set<String> = ["conflict", "回避", "申请回避", "利益冲突"]

  /// The lines of a table; an empty bid is none.
  static func bids(_ table: InputTable, round: Round) -> Imported<BidTable.Line> {
    var imported = Imported<BidTable.Line>(table) { reader in
      let candidate = reader.candidate("candidate", round: round)
      let expert = reader.expert("expert", round: round)
      let text = reader.text("bid").lowercased()
      var bid: BidTable.Bid?
      if conflictWords.contains(text) {
        reader.fault("bid", .bidIsConflict)
      } else if !text.isEmpty {
        bid = words.first { $0.key == text }?.value ?? reader.choice("bid", labels: words)
      }
      guard let candidate, let expert else { return nil }
      return BidTable.Line(candidate: candidate, expert: expert, bid: bid)
    }
    imported.refuseRepeats(column: "candidate", { PanelInput.Pair($0.candidate, $0.expert) }) {
      "\($0.candidate) – \($0.expert)"
    }
    return imported
  }
}

extension Bringing {
  func taxonomy() throws -> Brought {
    var brought = Brought()
    let imported = AffinityImports.taxonomy(try input(AffinityImports.taxonomyColumns, &brought))
    add(imported.faults, to: &brought)
    // A row that was refused may be the one that others lead to, so that they are looked at once it is mended.
    if imported.faults.isEmpty {
      add(AffinityImports.treeFaults(imported.elements, beside: round.taxonomy), to: &brought)
    }
    let news = brought.sort(
      imported.elements, file: file.name, column: "term", mayReplace: mayReplace, name: \.term
    ) { round.taxonomy.entry($0.term) }
    let sound = Taxonomy(news)
    // What is left of a file with faults must still be a tree.
    if !news.isEmpty, round.taxonomy.merged(with: sound).faults().isEmpty { brought.fact = .taxonomyImported(sound) }
    return brought
  }

  func bids() throws -> Brought {
    var brought = Brought()
    let imported = AffinityImports.bids(try input(AffinityImports.bidColumns, &brought), round: round)
    add(imported.faults, to: &brought)
    let held = Dictionary(
      uniqueKeysWithValues: (round.bids?.lines ?? []).map { (PanelInput.Pair($0.candidate, $0.expert), $0) })
    let told = imported.elements.filter {
      $0.element.bid != nil || held[PanelInput.Pair($0.element.candidate, $0.element.expert)] != nil
    }
    let empty = imported.elements.count - told.count
    if empty > 0 {
      brought.notices.append(
        Bilingual(zh: "\(empty) 行没有填意向：按没有表示计", en: "\(empty.of("line")) without a bid: nothing was said"))
    }
    let news = brought.sort(
      told, file: file.name, column: "bid", mayReplace: mayReplace, name: { "\($0.candidate) – \($0.expert)" }
    ) { held[PanelInput.Pair($0.candidate, $0.expert)] }
    if round.scheme.affinity != nil, round.scheme.affinity?.weight(of: .bids) == .zero {
      brought.notices.append(
        Bilingual(
          zh: "方案没有给意向权重：读入了也不影响契合度", en: "the scheme gives bids no weight: they are kept and change no affinity"))
    }
    if !news.isEmpty { brought.fact = .bidsImported(BidTable(news)) }
    return brought
  }
}
