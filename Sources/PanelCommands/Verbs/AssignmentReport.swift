import ExpertReview
import Reports

/// What `panel assign` says of the panels that it found.
struct AssignmentReport {
  let assignment: PanelAssignment
  let work: PanelWork
  let alternates: Alternates
  /// Who was named to chair which panels.
  let chairs: [(expert: ExpertID, candidates: [CandidateID])]
  private var problem: PanelProblem { assignment.problem }

  func write(to output: inout Output) {
    if output.isJSON { return output.json(json) }
    writeSeats(&output)
    work.repairReport?.write(seats, to: &output)
    if assignment.softSeats > 0 {
      output.line(
        Bilingual(
          zh: "不得已用了 \(assignment.softSeats) 个“尽量回避”的席位，请复核",
          en: "\(assignment.softSeats) seats have a soft conflict, for want of others: please look at them"))
      for seat in assignment.seats where problem.isSoft[seat.position] {
        output.line("  \(problem.candidates[seat.candidate])  \(problem.experts[seat.expert])")
      }
    }
    if !chairs.isEmpty {
      let panels = chairs.reduce(0) { $0 + $1.candidates.count }
      output.line(
        Bilingual(
          zh: "组长：\(panels) 个评审组，由 \(chairs.count) 位专家担任",
          en: "chairs: \(panels.of("panel")), by \(chairs.count.of("expert"))"))
    }
    if let chances = assignment.chances { ChanceReport(chances).write(to: &output) }
    writeAlternates(&output)
    output.note(Bilingual(zh: "下一步：panel sheets 文件夹", en: "next: panel sheets FOLDER"))
  }

  private func writeSeats(_ output: inout Output) {
    var loads = [Int](repeating: 0, count: problem.experts.count)
    for seat in assignment.seats { loads[seat.expert] += 1 }
    let used = loads.filter { $0 > 0 }
    let (least, most) = (used.min() ?? 0, used.max() ?? 0)
    if problem.keepsSeats {
      output.line(
        Bilingual(
          zh: "保留 \(work.kept.count) 个席位，新排 \(assignment.seats.count) 个（\(used.count) 位专家）",
          en: "\(work.kept.count.of("seat")) kept, \(assignment.seats.count) filled (\(used.count.of("expert")))"))
      guard !assignment.seats.isEmpty else { return }
      if work.repairReport == nil {
        for seat in assignment.foundSeats.prefix(20) { output.line("  \(seat.candidate)  \(seat.expert)") }
        if assignment.seats.count > 20 { output.line("  …（+\(assignment.seats.count - 20)）") }
      }
    } else {
      output.line(
        Bilingual(
          zh:
            "\(problem.candidates.count) 个申报对象、\(assignment.seats.count) 个席位、\(used.count) 位专家（每人 \(least)–\(most) 个）",
          en:
            "\(problem.candidates.count) candidates, \(assignment.seats.count) seats, \(used.count) experts (\(least)–\(most) each)"
        ))
    }
    let proved = PanelProof(assignment).words
    let (total, worst) = (AssignVerb.millionths(assignment.total), AssignVerb.millionths(assignment.worst))
    output.line(
      Bilingual(
        zh: "契合度总和 \(total)，\(proved.zh)；最少的一组 \(worst)；种子 \(assignment.seed)",
        en: "total affinity \(total), \(proved.en); least panel \(worst); seed \(assignment.seed)"))
    for (place, share) in assignment.shares.enumerated() {
      let sum = AssignVerb.millionths(share.sum)
      let bound = AssignVerb.millionths(share.boundSum)
      output.line(
        Bilingual(
          zh: "  从低到高第 \(place + 1) 位：\(share.demand) 位专家共 \(sum)（至多 \(share.boundDemand) 位共 \(bound)）",
          en:
            "  place \(place + 1) from below: \(sum) by \(share.demand) experts (at most \(bound) by \(share.boundDemand))"
        ))
    }
  }

  private func writeAlternates(_ output: inout Output) {
    guard alternates.wanted > 0 else { return }
    let experts = Set(alternates.seats.map(\.expert)).count
    output.line(
      Bilingual(
        zh: "候补：每个对象 \(alternates.wanted) 位，共 \(alternates.seats.count) 个（\(experts) 位专家），席位空出时按顺序接替",
        en:
          "alternates: \(alternates.wanted) for each candidate, \(alternates.seats.count) in all (\(experts.of("expert"))), called in order where a seat falls empty"
      ))
    guard !alternates.shortages.isEmpty else { return }
    let shown = alternates.shortages.prefix(10).map { "\($0.candidate)（\($0.found)）" }.joined(separator: " ")
    let rest = alternates.shortages.count > 10 ? " …" : ""
    output.line(
      Bilingual(
        zh: "  候补不足的 \(alternates.shortages.count) 个：\(shown)\(rest)",
        en: "  \(alternates.shortages.count.of("candidate")) with fewer: \(shown)\(rest)"))
  }

  /// All seats as they stand now.
  private var seats: [PanelList.Seat] { work.kept + assignment.foundSeats }

  private var json: JSON {
    .object([
      "status": .text("assigned"), "objective": .text(assignment.objective.text),
      "total": .text(AssignVerb.millionths(assignment.total)),
      "worst": .text(AssignVerb.millionths(assignment.worst)),
      "bound": .text(AssignVerb.millionths(assignment.bound)), "proved": .boolean(assignment.isProved),
      "seed": .text(assignment.seed),
      "shares": assignment.shares.isEmpty
        ? nil
        : .array(
          assignment.shares.map { share in
            .object([
              "sum": .text(AssignVerb.millionths(share.sum)), "demand": .number(share.demand),
              "boundSum": .text(AssignVerb.millionths(share.boundSum)), "boundDemand": .number(share.boundDemand),
            ])
          }),
      "softSeats": .number(assignment.softSeats), "chances": assignment.chances.map { ChanceReport($0).json },
      "assignments": .array(
        assignment.seats.map { seat in
          .object([
            "candidate": .text(problem.candidates[seat.candidate].rawValue),
            "expert": .text(problem.experts[seat.expert].rawValue),
            "affinity": .text(AssignVerb.millionths(Int64(problem.millionths[seat.position]))),
          ])
        }),
      "chairs": chairs.isEmpty
        ? nil
        : .array(
          chairs.flatMap { expert, candidates in candidates.map { ($0, expert) } }.sorted { $0.0 < $1.0 }.map {
            .object(["candidate": .text($0.0.rawValue), "expert": .text($0.1.rawValue)])
          }),
      "kept": problem.keepsSeats ? .number(work.kept.count) : nil,
      "alternates": alternates.seatsJSON, "shortOfAlternates": alternates.shortagesJSON,
      "seats": work.calls.isEmpty ? nil : work.calls.json, "repair": work.repairReport?.json(seats),
    ])
  }
}
