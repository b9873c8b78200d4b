/// An expert whom a candidate's file names as not to judge it (申请回避的专家).
struct UnsuitableExpert {
  let name: String
  let unit: String
  let reason: String

  /// Whether a letter that names this expert means the same one: the name is the same, and the unit where the file
  /// gives one.
  fileprivate func isMeant(_ expert: Expert) -> Bool {
    UnitNames.exactKey(name) == UnitNames.exactKey(expert.name)
      && (unit.isEmpty || UnitNames.exactKey(unit) == UnitNames.exactKey(expert.employer))
  }
}

/// Whom a candidate asks not to be judged by, in its file and by letter: together at most the scheme's number.
///
/// An expert who stands in both is one. Letters were taken while there was room and keep it; of the file's own names
/// the first ones have the rest, and those beyond it have no effect.
struct UnsuitableExperts {
  /// The file's entries that have effect, in its order.
  let counted: [UnsuitableExpert]
  /// The file's entries beyond the number.
  let beyond: [UnsuitableExpert]
  /// Names that a letter may still add.
  let room: Int

  /// - Parameter letters: the experts whom the candidate has named by letter.
  init(inFile entries: [UnsuitableExpert], letters: [Expert], most: Int) {
    var unmatched = letters
    let isByLetter = entries.map { entry -> Bool in
      guard let place = unmatched.firstIndex(where: entry.isMeant) else { return false }
      unmatched.remove(at: place)
      return true
    }
    var places = max(0, most - letters.count)
    var counted: [UnsuitableExpert] = []
    var beyond: [UnsuitableExpert] = []
    for (entry, isByLetter) in zip(entries, isByLetter) {
      if isByLetter {
        counted.append(entry)
      } else if places > 0 {
        counted.append(entry)
        places -= 1
      } else {
        beyond.append(entry)
      }
    }
    (self.counted, self.beyond, room) = (counted, beyond, places)
  }
}

extension Scheme {
  /// The key of the list in which a declaration names them.
  private static let unsuitableKey = "unsuitable_experts"

  /// Whom a candidate asks not to be judged by. A scheme without a conflict policy lets nobody be named.
  func unsuitableExperts(of candidate: Candidate, besides letters: [Expert] = []) -> UnsuitableExperts {
    guard let most = conflicts?.unsuitableAtMost,
      case .list(let entries) = value(Scheme.unsuitableKey, of: candidate)
    else { return UnsuitableExperts(inFile: [], letters: letters, most: conflicts?.unsuitableAtMost ?? 0) }
    let named = entries.compactMap { entry -> UnsuitableExpert? in
      guard case .entry(let cells) = entry else { return nil }
      func text(_ key: String) -> String { if case .text(let text)? = cells[key] { text } else { "" } }
      return text("name").isEmpty
        ? nil : UnsuitableExpert(name: text("name"), unit: text("unit"), reason: text("reason"))
    }
    return UnsuitableExperts(inFile: named, letters: letters, most: most)
  }
}

extension Round {
  /// The names in candidates' files that are beyond the scheme's number and so keep nobody away, by candidate.
  public var unsuitableWithoutEffect: [(candidate: CandidateID, names: [String])] {
    guard scheme.conflicts != nil else { return [] }
    return candidates.compactMap { candidate in
      let beyond = unsuitableExperts(of: candidate).beyond.map(\.name)
      return beyond.isEmpty ? nil : (candidate.id, beyond)
    }.sorted { $0.candidate < $1.candidate }
  }

  private func unsuitableExperts(of candidate: Candidate) -> UnsuitableExperts {
    scheme.unsuitableExperts(
      of: candidate, besides: declarationBook.letters(of: candidate.id).compactMap { try? expert($0) })
  }

  /// Why a candidate may not name a further expert by letter; nil where it may, or where this one is named already.
  public func refusalToName(_ expert: ExpertID, by candidate: CandidateID) -> RoundRefusal? {
    guard let who = try? self.expert(expert), let candidate = try? self.candidate(candidate) else { return nil }
    let letters = declarationBook.letters(of: candidate.id)
    guard !letters.contains(expert) else { return nil }
    let known = unsuitableExperts(of: candidate)
    guard known.room == 0, !known.counted.contains(where: { $0.isMeant(who) }) else { return nil }
    let named = letters.map { (try? self.expert($0).name) ?? $0.rawValue }
    let inFile = known.counted.map(\.name).filter { name in
      !named.contains { UnitNames.exactKey($0) == UnitNames.exactKey(name) }
    }
    return .unsuitableTooMany(
      candidate.id, expert, most: scheme.conflicts?.unsuitableAtMost ?? 0, named: inFile + named)
  }
}
