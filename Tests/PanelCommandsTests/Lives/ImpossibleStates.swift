import ExpertReview

@testable import PanelCommands

extension Round {
  /// What no round may come to, whatever was done to it: empty where all is well.
  func impossibilities(asOf day: CivilDay) -> [String] {
    var found: [String] = []
    func must(_ holds: Bool, _ what: @autoclosure () -> String) { if !holds { found.append(what()) } }
    must(Set(candidates.map(\.id)).count == candidates.count, "a candidate stands twice")
    must(Set(experts.map(\.id)).count == experts.count, "an expert stands twice")
    for stage in reviewStages.map(\.id) { found += impossibilities(of: stage) }
    let ranking = try? ranking(stage: try reviewStage(nil), asOf: day)
    for row in ranking?.rows ?? [] {
      must(!row.listed || exclusions[row.candidate] == nil, "\(row.candidate) is out and listed")
      must(!row.listed || row.barredBy.isEmpty, "\(row.candidate) is barred and listed")
      must(!row.listed || row.place != nil, "\(row.candidate) is listed without a place")
    }
    let listed = Dictionary(grouping: ranking?.rows.filter(\.listed) ?? [], by: \.group)
    for (group, rows) in listed { must(rows.count <= 2, "\(rows.count) listed of \(group)") }
    let examinations = examinations(asOf: day)
    must(examinations.count == candidates.count, "a candidate was not examined")
    for examination in examinations where exclusions[examination.candidate] != nil {
      must(!isAdmitted(examination), "\(examination.candidate) is out and admitted")
    }
    for step in signOffs.keys { must(steps.contains(step), "a step is signed off that is not there") }
    return found
  }

  private func impossibilities(of stage: String) -> [String] {
    var found: [String] = []
    guard let panels = panels[stage] else {
      if scorebooks[stage] != nil { found.append("marks without panels") }
      return found
    }
    for (candidate, members) in panels.members.enumerated() {
      if Set(members).count != members.count { found.append("an expert sits twice for \(candidate)") }
      if members.contains(where: { !experts.indices.contains(Int($0)) }) { found.append("nobody sits on a panel") }
    }
    guard let book = scorebooks[stage] else { return found }
    for candidate in candidates.indices {
      let sheets = book.sheets(of: candidate)
      if Set(sheets.map(\.expert)).count != sheets.count { found.append("two sheets of one expert") }
      for sheet in sheets where countsMarks(of: experts[Int(sheet.expert)].id, for: candidates[candidate].id, in: stage)
      {
        if !panels.seats(candidate: candidate, expert: Int(sheet.expert)) {
          found.append(
            "marks count of \(experts[Int(sheet.expert)].id), who does not sit for \(candidates[candidate].id)")
        }
      }
    }
    return found
  }
}
