import ExpertReview

extension PanelMarks {
  /// The sheets of the first experts of every candidate, as the kernel reads them.
  func matrix(for plan: ScoringPlan, _ seats: SeatTable, experts: Int, honestly: Bool) -> MarkMatrix {
    var matrix = MarkMatrix(for: plan)
    let n = model.candidates
    matrix.reserve(candidates: n, sheets: n * experts)
    for candidate in 0..<n {
      do throws(MarkFault) {
        try matrix.appendCandidate()
        for slot in 0..<min(experts, seats.slots) {
          let seat = slot * n + candidate
          if !isRecused.isEmpty, isRecused[seat] {
            try matrix.appendRecusal(expert: seats.expert[seat])
          } else if isAbsent.isEmpty || !isAbsent[seat] {
            try matrix.appendSheet(expert: seats.expert[seat], marks: sheet(seat, honestly: honestly))
          }
        }
      } catch {
        preconditionFailure("a mark was brought to the scale, and the plan was compiled for as many sheets: \(error)")
      }
    }
    return matrix
  }

  /// Sheets that the first experts of every candidate filled in.
  func filledSheets(_ seats: SeatTable, experts: Int) -> Int {
    let wanted = min(experts, seats.slots) * model.candidates
    return isAbsent.isEmpty ? wanted : isAbsent.prefix(wanted).count { !$0 }
  }
}
