/// Finds the candidate that a line of a recommendation table means.
///
/// The key is the unit's name and its city; what several share is told apart by the project's name, then by the credit
/// code. The code alone also finds, for a name may be written in more than one way.
public struct NominationMatching: Sendable {
  public enum Match: Sendable, Hashable {
    case found(CandidateID)
    /// Nobody; the name that comes nearest.
    case nobody(nearest: String?)
    /// The unit's declaration names another city than the table.
    case otherCity(CandidateID, city: String)
    /// More than one.
    case several([CandidateID])
  }

  private struct Entry: Sendable {
    let candidate: CandidateID
    let city: String
    /// Empty where the declaration names no project.
    let projects: Set<String>
    let code: String
  }

  private var byName: [String: [Entry]] = [:]
  private var byCode: [String: [Entry]] = [:]
  private var names: [String] = []

  /// Looks up every candidate of the round once, those who left it among them. Complexity: linear in the candidates; a
  /// match then costs what bear the same name or code, and one that finds nobody the whole list of names.
  public init(_ round: Round) {
    let scheme = round.scheme
    for candidate in round.candidates {
      let unit = scheme.text("applicant_name", of: candidate)
      let projects = ["project_name", "platform_name", "model_name"].compactMap { scheme.text($0, of: candidate) }
      let entry = Entry(
        candidate: candidate.id, city: scheme.text("reg_city", of: candidate) ?? "",
        projects: projects.isEmpty ? [] : Set((projects + [candidate.name]).map(\.unitName)),
        code: scheme.text("uscc", of: candidate) ?? "")
      for name in Set([unit ?? candidate.name, candidate.name].map(\.unitName)) {
        byName[name, default: []].append(entry)
      }
      if !entry.code.isEmpty { byCode[entry.code, default: []].append(entry) }
      names.append(unit ?? candidate.name)
    }
  }

  /// The candidate that a line means; empty texts are cells that the table does not have. A name that is found only
  /// under another city is told as such, not as a stranger's.
  public func match(unit: String, project: String, city: String, code: String) -> Match {
    var found = (byName[unit.unitName] ?? []).filter {
      city.isEmpty || $0.city.isEmpty || PlaceNames.areSame($0.city, city)
    }
    if !code.isEmpty {
      let coded = byCode[code] ?? []
      found = found.isEmpty ? coded : found.count > 1 ? found.filter { $0.code == code } : found
    }
    // Another project of the same unit is another candidate.
    if !project.isEmpty { found.removeAll { !$0.projects.isEmpty && !$0.projects.contains(project.unitName) } }
    switch found.count {
    case 0:
      let elsewhere = (byName[unit.unitName] ?? []).filter { !city.isEmpty && !PlaceNames.areSame($0.city, city) }
      if elsewhere.count == 1, !elsewhere[0].city.isEmpty {
        return .otherCity(elsewhere[0].candidate, city: elsewhere[0].city)
      }
      return .nobody(nearest: nearest(to: unit, among: names))
    case 1: return .found(found[0].candidate)
    default: return .several(found.map(\.candidate).sorted())
    }
  }
}
