/// Who has declared which conflict, as last said.
///
/// A declaration of the same pair, kind and declarer replaces the one before it; a withdrawn one no longer stands. What
/// one declares another cannot take back by withdrawing their own.
struct DeclarationBook: Sendable {
  /// All that was ever said, oldest first.
  private(set) var all: [ConflictDeclaration] = []
  private var last: [ConflictDeclaration.Key: Int] = [:]
  private var letters: [CandidateID: [ExpertID]] = [:]

  init(_ declarations: [ConflictDeclaration] = []) {
    for declaration in declarations { add(declaration) }
  }

  mutating func add(_ declaration: ConflictDeclaration) {
    last[declaration.key] = all.count
    all.append(declaration)
    guard declaration.isByLetter else { return }
    letters[declaration.candidate, default: []].removeAll { $0 == declaration.expert }
    if !declaration.withdrawn { letters[declaration.candidate, default: []].append(declaration.expert) }
  }

  /// The last that was said under a key, withdrawn or not.
  subscript(key: ConflictDeclaration.Key) -> ConflictDeclaration? { last[key].map { all[$0] } }

  /// Those that stand, in the order in which they were last said.
  var standing: [ConflictDeclaration] {
    all.indices.lazy.filter { last[all[$0].key] == $0 && !all[$0].withdrawn }.map { all[$0] }
  }

  /// The experts whom a candidate has named as unsuitable by letter, oldest first.
  func letters(of candidate: CandidateID) -> [ExpertID] { letters[candidate] ?? [] }
}

extension ConflictDeclaration {
  /// What was said, and by whom.
  var words: Bilingual {
    switch declarer {
    case .staff: Bilingual(zh: "声明：\(evidence)", en: "declared: \(evidence)")
    case .expert: Bilingual(zh: "专家本人声明：\(evidence)", en: "declared by the expert: \(evidence)")
    case .candidate: Bilingual(zh: "申报单位声明：\(evidence)", en: "declared by the candidate: \(evidence)")
    }
  }

  /// Whether it names an expert as unsuitable, beside those that the candidate's file names.
  var isByLetter: Bool { declarer == .candidate && kind == Conflict.unsuitable }
}
