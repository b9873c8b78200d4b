import FoundationEssentials
import Statistics
import Testing

/// A round of candidates that seven experts all mark, severities and errors normal, marks in halves of a point on
/// 0–100.
private struct Panel {
  var marks: [[Double]] = []
  var stream: RandomStream

  init(_ number: Int, candidates: Int = 30, experts: Int = 7) {
    stream = RandomStream(seed: 2026, stream: UInt64(number))
    var severities: [Double] = []
    for _ in 0..<experts { severities.append(4 * stream.standardNormal()) }
    for _ in 0..<candidates {
      let quality = 75 + 6 * stream.standardNormal()
      var row: [Double] = []
      for severity in severities {
        row.append(((quality + severity + 4 * stream.standardNormal()) * 2).rounded() / 2)
      }
      marks.append(row)
    }
  }

  var questions: [RaterQuestions.Question] { RaterQuestions(CompleteMarks(marks).ratings, seed: 5).questions }
}

/// Where nothing is amiss, at most one round in twenty may raise a question. Forty rounds here, more with
/// PANEL_TEST_ROUNDS; of n rounds the bound is 0.05 n plus four standard errors.
@Test func `a round in which nobody erred hardly ever raises a question`() {
  let rounds = ProcessInfo.processInfo.environment["PANEL_TEST_ROUNDS"].flatMap(Int.init) ?? 40
  var alarmed = 0
  var kinds: [RaterQuestions.Kind] = []
  for number in 0..<rounds {
    let questions = Panel(number).questions
    if !questions.isEmpty { alarmed += 1 }
    kinds += questions.map(\.kind)
  }
  if rounds > 40 {
    let counts = RaterQuestions.Kind.allCases.map { kind in "\(kind) \(kinds.count { $0 == kind })" }
    print("\(alarmed) of \(rounds) rounds raised a question: \(counts.joined(separator: ", "))")
  }
  let share = 0.05 * Double(rounds)
  #expect(Double(alarmed) <= share + 4 * (share * 0.95).squareRoot())
}

@Test func `an expert who marks at random is asked about, and nobody else`() throws {
  var panel = Panel(1001)
  for candidate in panel.marks.indices {
    panel.marks[candidate][3] = (70 + 7 * panel.stream.standardNormal()).rounded()
  }
  let questions = panel.questions
  #expect(questions.map(\.kind) == [.disagrees] && questions.map(\.profile.rater) == [3])
  let question = try #require(questions.first)
  let interval = try #require(question.profile.correlationInterval)
  #expect(interval.contains(try #require(question.profile.correlation)))
  #expect(try #require(question.others) > 0.5 && question.adjusted <= 0.05 && question.probability <= question.adjusted)
}

@Test func `an expert who gives one mark to most is asked about lumps, and about the range`() throws {
  var panel = Panel(1002)
  for candidate in panel.marks.indices where candidate % 5 != 0 { panel.marks[candidate][2] = 80 }
  let about = panel.questions.filter { $0.profile.rater == 2 }
  let lumps = try #require(about.first { $0.kind == .lumps })
  #expect(lumps.profile.modalMark == 80 && lumps.profile.modalCount >= 24 && lumps.profile.modalShare >= 0.8)
  #expect(panel.questions.allSatisfy { $0.profile.rater == 2 })
}

@Test func `an expert who uses a sliver of the scale is asked about the range though the order is right`() throws {
  var panel = Panel(1003)
  for candidate in panel.marks.indices {
    let others = panel.marks[candidate].enumerated().filter { $0.offset != 0 }.map(\.element)
    panel.marks[candidate][0] = 70 + (others.reduce(0, +) / 6 - 75) * 0.2 + 0.2 * panel.stream.standardNormal()
  }
  let questions = panel.questions
  #expect(questions.map(\.kind) == [.noRange] && questions.map(\.profile.rater) == [0])
  let question = try #require(questions.first)
  #expect(question.profile.spread < 0.5 * (try #require(question.others)))
}

@Test func `two marks entered for one another are found, with what the exchange would change`() throws {
  var panel = Panel(1004)
  let means = panel.marks.map { $0.reduce(0, +) / 7 }
  let best = try #require(means.indices.max { means[$0] < means[$1] })
  let worst = try #require(means.indices.min { means[$0] < means[$1] })
  let (high, low) = (panel.marks[best][5], panel.marks[worst][5])
  panel.marks[best][5] = low
  panel.marks[worst][5] = high
  let questions = panel.questions
  let swap = try #require(questions.first { $0.kind == .swapped && $0.profile.rater == 5 }?.profile.swap)
  #expect(swap.subjects == [best, worst].sorted())
  #expect(swap.after < swap.before / 2)
  #expect(try #require(swap.correlation) > (try #require(questions.first?.profile.correlation)))
  #expect(questions.allSatisfy { $0.profile.rater == 5 })
}

@Test func `questions do not depend on the order of candidates, nor on severities`() {
  var panel = Panel(1005)
  for candidate in panel.marks.indices {
    panel.marks[candidate][6] = (70 + 7 * panel.stream.standardNormal()).rounded()
  }
  let found = RaterQuestions(CompleteMarks(panel.marks).ratings, seed: 1)
  let reversed = RaterQuestions(CompleteMarks(panel.marks.reversed()).ratings, seed: 1)
  #expect(found.questions.map(\.kind) == reversed.questions.map(\.kind))
  let shifted = RaterQuestions(CompleteMarks(panel.marks.map { [$0[0] + 16] + $0.dropFirst() }).ratings, seed: 1)
  #expect(
    zip(found.profiles, shifted.profiles).allSatisfy { before, after in
      isNear(before.correlation ?? 0, after.correlation ?? 1, 1e-9)
    })
}

@Test func `an expert with few marks is asked nothing, and marks that nobody shares are not compared`() {
  let few = RaterQuestions(CompleteMarks(Panel(3, candidates: 7).marks).ratings, seed: 1)
  #expect(few.profiles.isEmpty && few.questions.isEmpty && few.tests == 0)
  let alone = Ratings(
    subjectCount: 20, raterCount: 2, (0..<20).map { .init(subject: $0, rater: $0 % 2, value: Double($0)) })
  #expect(RaterQuestions(alone, seed: 1).profiles.isEmpty)
}

@Test func `false discoveries are adjusted as Benjamini and Hochberg did`() {
  // The fifteen p values of their example (1995, section 4): at 0.05 the first four are discoveries.
  let values = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1,
  ]
  let adjusted = falseDiscoveryAdjusted(values)
  #expect(adjusted.count { $0 <= 0.05 } == 4)
  #expect(isNear(adjusted[3], 0.0095 * 15 / 4) && adjusted[14] == 1)
  #expect(falseDiscoveryAdjusted([]) == [] && falseDiscoveryAdjusted([0.3]) == [0.3])
  #expect(falseDiscoveryAdjusted([0.04, 0.01]) == [0.04, 0.02])
}
