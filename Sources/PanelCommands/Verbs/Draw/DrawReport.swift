import ExpertReview

/// What `panel assign --objective draw` says of the panels drawn.
struct DrawReport {
  let draw: Draw
  let drawn: DrawnPanels
  private var problem: PanelProblem { draw.problem }

  func write(to output: inout Output) {
    if output.isJSON { return output.json(json) }
    let seats = draw.lines.count { $0.kind == .seat }
    output.line(
      Bilingual(
        zh: "随机抽取：\(problem.candidates.count) 个对象、\(seats) 席，共抽 \(draw.lines.count) 次",
        en:
          "drawn by lot: \(problem.candidates.count.of("candidate")), \(seats.of("seat")), \(draw.lines.count.of("number")) in all"
      ))
    if !drawn.record.kept.isEmpty {
      output.line(
        Bilingual(zh: "保留 \(drawn.record.kept.count) 个席位", en: "\(drawn.record.kept.count.of("seat")) kept"))
    }
    let passedOver = draw.lines.count { !$0.passedOver.isEmpty }
    if passedOver > 0 {
      output.line(
        Bilingual(
          zh: "其中 \(passedOver) 席越过了会使别处排不出来的专家，记录里逐一写明",
          en:
            "for \(passedOver.of("seat")) experts were passed over who would have left others short; the protocol names them"
        ))
    }
    if draw.softSeats > 0 {
      output.line(
        Bilingual(
          zh: "不得已用了 \(draw.softSeats) 个“尽量回避”的席位，请复核",
          en: "\(draw.softSeats) seats have a soft conflict, for want of others: please look at them"))
    }
    let shortages = draw.shortages
    if !shortages.isEmpty {
      let shown = shortages.prefix(10).map { "\($0.candidate)（\($0.found)）" }.joined(separator: " ")
      output.line(
        Bilingual(
          zh: "候补不足的 \(shortages.count) 个：\(shown)\(shortages.count > 10 ? " …" : "")",
          en: "\(shortages.count.of("candidate")) with fewer alternates: \(shown)\(shortages.count > 10 ? " …" : "")"))
    }
    output.line(Bilingual(zh: "种子 \(drawn.record.seed)", en: "seed \(drawn.record.seed)"))
    output.line(
      Bilingual(
        zh: "抽取记录的校验值 \(drawn.protocolDigest)（panel export 文件 --table draw）",
        en: "SHA-256 of the protocol \(drawn.protocolDigest) (panel export FILE --table draw)"))
    output.note(Bilingual(zh: "下一步：panel sheets 文件夹", en: "next: panel sheets FOLDER"))
  }

  var json: JSON {
    let lines = DrawProtocol(draw: draw)
    return .object([
      "status": .text("assigned"), "objective": .text(AssignmentRecord.drawn),
      "total": .text(AssignVerb.millionths(drawn.record.total)),
      "worst": .text(AssignVerb.millionths(drawn.record.worst)), "bound": .null, "seed": .text(drawn.record.seed),
      "protocol": .text(drawn.protocolDigest), "softSeats": .number(draw.softSeats),
      "assignments": .array(drawn.record.panels.seats.map(\.json)),
      "alternates": .array(drawn.record.panels.alternates.map(\.json)),
      "shortOfAlternates": .array(
        draw.shortages.map { .object(["candidate": .text($0.candidate.rawValue), "found": .number($0.found)]) }),
      "draws": .array(draw.lines.map { lines.json($0) }),
    ])
  }
}

extension DrawProtocol {
  /// One line of the protocol.
  func json(_ line: DrawLine) -> JSON {
    .object([
      "draw": .number(line.draw), "kind": .text(line.kind.rawValue),
      "candidate": line.candidate.map { .text(draw.problem.candidates[$0].rawValue) }, "place": .number(line.place),
      "eligible": .number(line.eligible.count), "number": .number(line.number), "drawn": .text(name(of: line)),
      "passedOver": line.passedOver.isEmpty
        ? nil : .texts(line.passedOver.map { draw.problem.experts[Int($0.expert)].rawValue }),
    ])
  }
}
