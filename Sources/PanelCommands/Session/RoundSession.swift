import ExpertReview
import RoundStore

/// A round file open for one command: the round as its facts tell it, and the means to add to it.
struct RoundSession {
  private(set) var round: Round
  /// The hash of the last fact.
  private(set) var head: Digest
  /// The day of the fact that stood last when the round was opened.
  private let lastDay: CivilDay?
  private let invocation: Invocation
  /// Nil while only reading, and in a dry run.
  private let transaction: WriteTransaction?

  /// Opens the round for reading.
  static func read(_ invocation: Invocation) throws -> RoundSession {
    let file = try RoundFile.open(invocation.round, .readOnly, patience: invocation.patience)
    let loaded = try LoadedRound(file, invocation.surroundings.memory)
    return RoundSession(loaded, invocation, transaction: nil)
  }

  /// Opens the round, gives it to `body`, and keeps the facts that it added: all of them or, where anything throws,
  /// none. No other command can write in between. With `--dry-run` nothing is kept.
  static func write<Result>(
    _ invocation: Invocation, _ output: inout Output, _ body: (inout RoundSession, inout Output) throws -> Result
  ) throws -> Result {
    if invocation.isDryRun {
      var session = try read(invocation)
      return try telling(&session, &output, body)
    }
    let file = try RoundFile.open(
      invocation.round, .readWrite, clock: invocation.surroundings.recordClock, patience: invocation.patience)
    return try file.write { transaction in
      let loaded = try LoadedRound(file, invocation.surroundings.memory)
      var session = RoundSession(loaded, invocation, transaction: transaction)
      return try telling(&session, &output, body)
    }
  }

  /// Says so where what was recorded is dated before the last fact that stood: perhaps a slip in `--as-of`.
  private static func telling<Result>(
    _ session: inout RoundSession, _ output: inout Output,
    _ body: (inout RoundSession, inout Output) throws -> Result
  ) throws -> Result {
    let (last, day, asOf) = (session.round.lastSequence, session.lastDay, session.invocation.asOf)
    let result = try body(&session, &output)
    if session.round.lastSequence > last, let day, asOf < day {
      output.note(
        Bilingual(
          zh: "注意：记入的日期 \(asOf) 早于卷宗前一条记录的 \(day)；不是有意的，核对 --as-of",
          en:
            "note: recorded as of \(asOf), before the fact that stood last (\(day)); if that is not meant, check --as-of"
        ))
    }
    return result
  }

  /// Makes the round file with its first fact; there is a whole file afterwards, or none.
  static func create(_ invocation: Invocation, name: String, fact: Fact, scheme: Scheme) throws -> Digest {
    let file = try RoundFile.create(
      at: invocation.round, roundID: name,
      facts: [
        NewFact(
          fact, under: scheme, asOf: invocation.asOf, actor: invocation.actor, reason: invocation.reason ?? "")
      ],
      clock: invocation.surroundings.recordClock, patience: invocation.patience)
    return try file.head()
  }

  private init(_ loaded: LoadedRound, _ invocation: Invocation, transaction: WriteTransaction?) {
    round = loaded.round
    head = loaded.head
    lastDay = loaded.lastDay
    self.invocation = invocation
    self.transaction = transaction
  }

  /// Adds a fact to the round, which may refuse it, and to the record.
  mutating func add(_ fact: Fact) throws {
    // The round is asked first: a refused fact never reaches the record.
    let entry = FactEntry(
      sequence: round.lastSequence + 1, asOf: invocation.asOf, actor: invocation.actor,
      reason: invocation.reason ?? "", recordedAt: "", hash: "", fact: fact)
    try round.checkNew(entry)
    guard let transaction else {
      round = try round.applying(entry)
      return
    }
    let (asOf, actor, reason, scheme) = (entry.asOf, entry.actor, entry.reason, round.scheme)
    let stored: NewFact
    (round, stored) = try round.applying(entry) {
      NewFact(fact, under: scheme, asOf: asOf, actor: actor, reason: reason)
    }
    head = try transaction.append([stored])
    round.seal(hash: head.hexadecimal)
  }

  /// What running a step again came to.
  enum Renewal {
    /// It was never run before.
    case first
    /// It is of the facts as they stand, on record already.
    case current
    /// Facts came since it was run that might have changed its result, and did not.
    case same
    case changed
  }

  /// Records what a step's result is now, unless the same was recorded since its input last changed.
  @discardableResult
  mutating func conclude(_ result: StepResult) throws -> Renewal {
    let conclusion = result.conclusion
    let standing = round.conclusions[conclusion.key]
    if let standing, standing.digest == conclusion.digest,
      standing.sequence > round.lastChange(of: conclusion.procedure, stage: conclusion.stage)
    {
      return .current
    }
    try add(.concluded(conclusion))
    return standing.map { $0.digest == conclusion.digest ? .same : .changed } ?? .first
  }
}

extension Output {
  /// Says that a step that was out of date came to what it was before.
  mutating func tell(_ renewal: RoundSession.Renewal) {
    guard case .same = renewal else { return }
    note(Bilingual(zh: "重做的结果与上次相同，没有变化", en: "run again: nothing changed"))
  }
}

extension NewFact {
  /// A fact as the store takes it, with who acts, when and why.
  fileprivate init(_ fact: Fact, under scheme: Scheme, asOf: CivilDay, actor: String, reason: String) {
    let encoded = fact.encoded(under: scheme)
    self.init(
      kind: encoded.kind, asOf: asOf, actor: actor, reason: reason, form: encoded.form.rawValue,
      payload: encoded.bytes)
  }
}

extension Invocation {
  /// How long to wait for a file that another command holds.
  var patience: Patience { Patience(longest: .seconds(wait)) }
}

/// A round rebuilt from a file's facts.
struct LoadedRound {
  let round: Round
  let head: Digest
  /// The day of the last fact.
  let lastDay: CivilDay?

  init(_ file: RoundFile, _ memory: RoundMemory? = nil) throws {
    let facts = try file.facts()
    let known = memory?.beginning(of: facts)
    var rebuilt = known?.round
    var head = known?.head ?? file.genesis
    try LoadedRound.replay(facts, of: file, after: known?.round) { stored, entry, begun in
      head = stored.hash
      if let begun {
        rebuilt = begun
      } else {
        try rebuilt?.apply(entry)
      }
    }
    guard let rebuilt else { throw SessionFault.emptyRound(file: file.path) }
    round = rebuilt
    self.head = head
    lastDay = facts.last?.asOf
    memory?.keep(self)
  }

  /// Reads the facts one after another. What cannot be read, or does not follow, stops with its number.
  static func forEachFact(of file: RoundFile, _ body: (StoredFact, FactEntry) throws -> Void) throws {
    try replay(try file.facts(), of: file, after: nil) { stored, entry, _ in try body(stored, entry) }
  }

  /// The same after those that a round is known to come from; with the round that the first fact begins, for its scheme
  /// is read once: reading it is most of the work.
  private static func replay(
    _ facts: [StoredFact], of file: RoundFile, after known: Round?,
    _ body: (StoredFact, FactEntry, _ begun: Round?) throws -> Void
  ) throws {
    var scheme = known?.scheme
    for stored in facts.dropFirst(known?.lastSequence ?? 0) {
      do {
        let fact = try Fact.decode(
          kind: stored.kind, form: stored.form, bytes: try file.payload(of: stored), under: scheme)
        let entry = FactEntry(
          sequence: stored.sequence, asOf: stored.asOf, actor: stored.actor, reason: stored.reason,
          recordedAt: stored.recordedAt, hash: stored.hash.hexadecimal, fact: fact)
        let begun = scheme == nil ? try Round(beginning: entry) : nil
        scheme = scheme ?? begun?.scheme
        try body(stored, entry, begun)
      } catch let fault as StoreFault {
        throw fault
      } catch let fault as any Unreadable {
        throw SessionFault.unreadable(file: file.path, sequence: stored.sequence, cause: fault.cause)
      }
    }
  }
}

/// Faults that mean that a stored fact is not what this program expects.
private protocol Unreadable: Error {}

extension Unreadable {
  var cause: String { String(describing: self) }
}

extension FactCodecFault: Unreadable {}
extension CharterFault: Unreadable {}
extension RoundRefusal: Unreadable {}
