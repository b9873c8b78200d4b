import ExpertReview
import Reports

/// Seats that their experts cannot keep, and what came of calling the alternates to them.
///
/// Every command after which a seat may be untenable calls this within its own transaction: a conflict was found,
/// declared or confirmed; an expert declined or cannot take part.
struct SeatCalls {
  struct Entry {
    let stage: ReviewStage
    let call: SeatCall
    /// Whether the one who left had given marks, votes or an opinion, which are void now.
    let voids: Bool
  }

  private(set) var entries: [Entry] = []
  /// Seats in conflict of stages that were signed off: they stay as they are until the stage is reopened.
  private(set) var signedOff: [(stage: ReviewStage, seat: OpenSeat)] = []
  /// Whether seats were left empty on purpose.
  let leavesEmpty: Bool

  /// Takes every seat that cannot be kept from its expert, voids what was given there and calls the alternates in their
  /// order; all that goes on record with the rest of the command or not at all.
  ///
  /// - Parameters:
  ///   - experts: only the seats of these; nil for all.
  ///   - known: the conflicts, where the command has searched for them.
  ///   - replacing: false leaves the seats empty on purpose.
  static func callAlternates(
    in session: inout RoundSession, asOf: CivilDay, experts: Set<ExpertID>? = nil,
    conflicts known: ConflictSearch? = nil,
    replacing: Bool = true
  ) throws -> SeatCalls {
    var calls = SeatCalls(leavesEmpty: !replacing)
    let stages = session.round.reviewStages.filter { session.round.panels[$0.id] != nil }
    guard !stages.isEmpty else { return calls }
    let conflicts = known ?? session.round.conflictSearch(asOf: asOf)
    for stage in stages {
      let seats = session.round.untenableSeats(stage: stage, conflicts: conflicts).filter { seat in
        seat.leaves.map { experts?.contains($0) ?? true } ?? false
      }
      guard !seats.isEmpty else { continue }
      let made = session.round.callAlternates(to: seats, stage: stage, conflicts: conflicts, replacing: replacing)
      try calls.record(made, stage: stage, in: &session)
    }
    return calls
  }

  /// Puts calls of one stage on record. Where the stage is signed off they are kept aside, with `passesSignOff`, to be
  /// told of; else the refusal is thrown.
  mutating func record(
    _ made: [SeatCall], stage: ReviewStage, in session: inout RoundSession, passesSignOff: Bool = true
  ) throws {
    let changes = made.compactMap(\.change)
    guard !changes.isEmpty else { return }
    let before = session.round.voidSheets[stage.id]?.count ?? 0
    do {
      try session.add(.seatsChanged(SeatChanges(stage: stage.id, changes: changes)))
    } catch let refusal as RoundRefusal {
      guard passesSignOff, case .signedOff = refusal else { throw refusal }
      signedOff += made.map(\.seat).filter { $0.cause == .conflict }.map { (stage, $0) }
      return
    }
    let round = session.round
    let voided = Set(
      (round.voidSheets[stage.id] ?? []).dropFirst(before).map {
        PanelList.Seat(candidate: round.candidates[$0.candidate].id, expert: round.experts[$0.expert].id)
      })
    entries += made.filter { $0.change != nil }.map { call in
      let seat = call.seat.leaves.map { PanelList.Seat(candidate: call.seat.candidate, expert: $0) }
      return Entry(stage: stage, call: call, voids: seat.map(voided.contains) ?? false)
    }
  }

  init(leavesEmpty: Bool = false) { self.leavesEmpty = leavesEmpty }

  var isEmpty: Bool { entries.isEmpty && signedOff.isEmpty }

  /// The seats that nobody took.
  var empty: [Entry] { entries.filter { $0.call.enters == nil } }

  /// A person must act where a seat stays empty that nobody meant to, or a signed stage holds one in conflict.
  var exitCode: ExitCode {
    signedOff.isEmpty && (empty.isEmpty || leavesEmpty) ? .done : .needsPerson
  }
}

// MARK: - As text

extension SeatCalls {
  /// Says who left, who was passed over and why, who came, and what is needed where nobody did.
  func tell(_ output: inout Output, round: Round) {
    guard !output.isJSON else { return }
    for entry in entries { output.line(entry.sentence(namesStage: round.reviewStages.count > 1)) }
    for entry in entries {
      for passed in entry.call.passedOver {
        let words = passed.barrier.words
        output.line(
          Bilingual(
            zh: "  \(entry.call.seat.candidate)：候补 \(passed.expert) 跳过，\(words.zh)",
            en: "  \(entry.call.seat.candidate): alternate \(passed.expert) passed over, \(words.en)"))
      }
    }
    for (stage, seat) in signedOff {
      let expert = seat.leaves?.rawValue ?? ""
      output.line(
        Bilingual(
          zh:
            "\(seat.candidate) 的 \(expert) 应当回避，但“\(stage.name.zh)”已签字确认，席位没有变动。要换人，先重开：panel decide reopen assignment --stage \(stage.id) --reason 理由",
          en:
            "\(expert) should be kept from \(seat.candidate), but \(stage.name.en) is signed off and the seat stays. To change it: panel decide reopen assignment --stage \(stage.id) --reason TEXT"
        ))
    }
    guard !empty.isEmpty, !leavesEmpty else { return }
    let list = empty.map(\.call.seat.candidate.rawValue).joined(separator: " ")
    output.line(
      Bilingual(
        zh: "空着的席位：\(list)。没有候补可接替；从其余专家中补：panel assign --repair，或先增补专家",
        en:
          "empty seats: \(list). No alternate is left; fill them from the pool: panel assign --repair, or bring in experts first"
      ))
  }
}

extension SeatCalls.Entry {
  fileprivate func sentence(namesStage: Bool) -> Bilingual {
    let (seat, enters) = (call.seat, call.enters?.rawValue)
    let place = namesStage ? "\(seat.candidate)（\(stage.id)）" : seat.candidate.rawValue
    let placeInEnglish = namesStage ? "\(seat.candidate) (\(stage.id))" : seat.candidate.rawValue
    guard let leaves = seat.leaves else {
      return Bilingual(
        zh: "\(place)：候补 \(enters ?? "") 补上空着的席位",
        en: "\(placeInEnglish): alternate \(enters ?? "") takes the empty seat")
    }
    let void = voids ? Bilingual(zh: "，在这里所评作废", en: ", what they gave here is void") : Bilingual(zh: "", en: "")
    let then =
      enters.map { Bilingual(zh: "由 \($0) 接替", en: "\($0) takes the seat") }
      ?? Bilingual(zh: "席位空着", en: "the seat stays empty")
    let cause = seat.cause.label
    return Bilingual(
      zh: "\(place)：\(leaves) 退出（\(cause.zh)）\(void.zh)；\(then.zh)",
      en: "\(placeInEnglish): \(leaves) leaves (\(cause.en))\(void.en); \(then.en)")
  }
}

extension SeatChanges.Cause {
  var label: Bilingual {
    switch self {
    case .declined: Bilingual(zh: "谢绝", en: "declined")
    case .unavailable: Bilingual(zh: "不能参加", en: "not available")
    case .conflict: Bilingual(zh: "应当回避", en: "conflict")
    case .replaced: Bilingual(zh: "经决定换人", en: "replaced by decision")
    case .vacant: Bilingual(zh: "补缺", en: "empty before")
    case .moved: Bilingual(zh: "修补时调整", en: "moved by a repair")
    }
  }
}

extension SeatCall.Barrier {
  /// A short name that scripts may rely on.
  var code: String {
    switch self {
    case .absent(let answer, _): answer.rawValue
    case .conflict: "conflict"
    case .noAffinity: "noAffinity"
    case .fullLoad: "fullLoad"
    case .unitTaken: "unitTaken"
    case .limitFull: "limitFull"
    case .banned: "banned"
    }
  }

  var words: Bilingual {
    switch self {
    case .absent(let answer, let on): Bilingual(zh: "\(on) \(answer.label.zh)", en: "\(answer.label.en) on \(on)")
    case .conflict: Bilingual(zh: "有必须回避或待确认的关系", en: "a hard or undecided conflict")
    case .noAffinity: Bilingual(zh: "契合度表里没有这一对", en: "the table of affinities leaves the pair out")
    case .fullLoad(let load, let most):
      Bilingual(zh: "工作量已满（\(load) 个，至多 \(most)）", en: "the load is full (\(load) of \(most))")
    case .unitTaken(let ids, let most):
      Bilingual(
        zh: "同一单位的 \(ids.map(\.rawValue).joined(separator: " ")) 已在组里，至多 \(most) 位",
        en: "\(ids.map(\.rawValue).joined(separator: " ")) of the same unit on the panel, at most \(most)")
    case .limitFull(let limit, let ids, _):
      Bilingual(
        zh: "\(limit.words.zh)，\(ids.spaced) 已在组里", en: "\(limit.words.en), and \(ids.spaced) are on the panel")
    case .banned: Bilingual(zh: "已禁止两者同组", en: "the pair is banned")
    }
  }
}

// MARK: - As JSON

extension SeatCalls {
  /// `[{"stage", "candidate", "leaves", "enters", "cause", "void", "passedOver": [{"expert", "barrier"}]}]`
  var json: JSON {
    .array(
      entries.map { entry in
        .object([
          "stage": .text(entry.stage.id), "candidate": .text(entry.call.seat.candidate.rawValue),
          "leaves": .orNull(entry.call.seat.leaves?.rawValue), "enters": .orNull(entry.call.enters?.rawValue),
          "cause": .text(entry.call.seat.cause.rawValue), "void": .boolean(entry.voids),
          "passedOver": .array(
            entry.call.passedOver.map {
              .object(["expert": .text($0.expert.rawValue), "barrier": .text($0.barrier.code)])
            }),
        ])
      })
  }

  /// Seats in conflict of stages that are signed off.
  var signedOffJSON: JSON {
    .array(
      signedOff.map { stage, seat in
        .object([
          "stage": .text(stage.id), "candidate": .text(seat.candidate.rawValue),
          "expert": .orNull(seat.leaves?.rawValue),
        ])
      })
  }
}
