import ExpertReview
import Testing

@testable import PanelCommands

@Suite struct `Agreement of experts, by command` {
  private func number(_ json: JSON?) -> Double? { json?.scalarText.flatMap { Double($0) } }

  /// Sixteen candidates of one group, all marked by the same seven experts. E03 entered the marks of C01 and C16 for
  /// one another; E05 gave 75 to all but three.
  private func marked() throws -> RoundInProgress {
    let scheme = SampleScheme.text.replacing(#""size": "5""#, with: #""size": "7""#)
    let round = try RoundInProgress(upTo: .begun, scheme: scheme)
    var candidates = "candidate_id,name,submitted_on,applicant_name,project_name,track,domains,params_yi\n"
    var experts = "expert_id,name,employer,fields\n"
    var seats = "candidate,expert\n"
    var marks = "candidate,expert,criterion,mark,comment\n"
    for expert in 1...7 { experts += "E0\(expert),专家\(expert),第\(expert)大学,医疗\n" }
    for place in 1...16 {
      let id = place < 10 ? "C0\(place)" : "C\(place)"
      candidates += "\(id),模型\(place),2026-03-20,申报企业\(place)号,模型\(place),general,health,70\n"
      marks += "\(id),,G,0,\n"
      for expert in 1...7 {
        seats += "\(id),E0\(expert)\n"
        let quality = expert == 3 && place == 1 ? 16 : expert == 3 && place == 16 ? 1 : place
        let own = 50 + 2 * quality + expert + (place * 7 + expert * 5 + place * place * expert) % 9 - 4
        let mark = expert == 5 && place % 5 != 0 ? 75 : own
        marks += "\(id),E0\(expert),A,\(mark),\n\(id),E0\(expert),B,\(mark),\n"
      }
    }
    try round.must("import candidates \(round.file("candidates.csv", candidates))", on: "2026-04-01")
    try round.must("import experts \(round.file("experts.csv", experts))", on: "2026-04-01")
    try round.must("examine", on: "2026-04-07")
    try round.must("conflicts", on: "2026-04-08")
    try round.must("import assignments \(round.file("assignments.csv", seats))", on: "2026-04-09")
    try round.must("import scores \(round.file("scores.csv", marks))", on: "2026-04-15")
    return round
  }

  @Test func `asks what the marks suggest, with the evidence, and accuses nobody`() throws {
    let round = try marked()
    let told = try round.must("analyse agreement")
    #expect(told.results.contains("不改变名次") && told.results.contains("只是疑问，不是结论"))
    #expect(told.results.contains("C01") && told.results.contains("是否把两个对象填反了？"))
    #expect(told.results.contains("是否没有把对象分开来评？") && told.results.contains("13 个是 75"))
    #expect(told.results.contains("同一批专家评全部：3 位"))
    #expect(try round.must("analyse agreement").results == told.results)
    let english = try round.must("analyse agreement --lang en").results
    #expect(english.contains("Were the two entered for one another?") && english.contains("house thresholds"))
  }

  @Test func `tells in JSON each item and the totals, their intervals, and what more experts would bring`() throws {
    let round = try marked()
    let json = try round.must("analyse agreement --json").json
    let group = try #require(json["groups"]?.elements?.first)
    #expect(json["analysis"]?.text == "agreement" && group["group"]?.text == "general")
    let parts = try #require(group["parts"]?.elements)
    #expect(parts.map { $0["item"]?.text } == [nil, "A", "B"])
    for part in parts {
      #expect(part["candidates"]?.scalarText == "16" && part["experts"]?.scalarText == "7")
      let single = try #require(part["single"])
      let (value, lower, upper) = (number(single["value"]), number(single["lower"]), number(single["upper"]))
      #expect(try #require(lower) < (try #require(value)))
      #expect(try #require(value) < (try #require(upper)))
      let same = (part["decisions"]?.elements ?? []).compactMap { number($0["same"]) }
      #expect(same.count == 6 && same == same.sorted())
      let block = try #require(part["blocks"]?.elements?.first)
      #expect(block["experts"]?.elements?.count == 7 && block["candidates"]?.elements?.count == 16)
      let questions = part["questions"]?.elements ?? []
      let swaps = questions.filter { $0["kind"]?.text == "swapped" }
      #expect(swaps.map { $0["expert"]?.text } == ["E03"])
      #expect(swaps.first?["swap"]?["candidates"]?.elements?.compactMap(\.text) == ["C01", "C16"])
      #expect(questions.contains { $0["kind"]?.text == "lumps" && $0["expert"]?.text == "E05" })
      #expect(questions.allSatisfy { ["E03", "E05"].contains($0["expert"]?.text) })
    }
    // A and B are marked alike, so are the totals: sixty and forty hundredths of them.
    #expect(number(parts[0]["single"]?["value"]) == number(parts[1]["single"]?["value"]))
    let item = try round.must("analyse agreement --item B --json").json
    #expect(item["groups"]?.elements?.first?["parts"]?.elements == [parts[2]])
    #expect(try round.must("verify --json").json["recomputed"]?.text == "same")
  }

  @Test func `asks each question once, with all the places where it comes up`() throws {
    let round = try marked()
    let group = try #require(try round.must("analyse agreement --json").json["groups"]?.elements?.first)
    let asked = try #require(group["questions"]?.elements)
    let swaps = asked.filter { $0["kind"]?.text == "swapped" }
    #expect(swaps.count == 1 && swaps.first?["items"]?.elements?.map(\.text) == [nil, "A", "B"])
    let keys = asked.map {
      "\($0["expert"]?.text ?? "") \($0["kind"]?.text ?? "") \($0["candidates"]?.elements?.count ?? 0)"
    }
    #expect(Set(keys).count == keys.count)
    // Every part's question is one of them, and each of them is asked somewhere.
    let places = asked.reduce(0) { $0 + ($1["items"]?.elements?.count ?? 0) }
    let inParts = (group["parts"]?.elements ?? []).reduce(0) { $0 + ($1["questions"]?.elements?.count ?? 0) }
    #expect(places == inParts && places > asked.count)
    let text = try round.must("analyse agreement").results
    #expect(text.split(separator: "\n").count { $0.contains("是否把两个对象填反了？") } == 1)
  }

  @Test func `says why a group of one cannot tell, and warns where few can`() throws {
    let round = try RoundInProgress(upTo: .marked)
    let told = try round.must("analyse agreement")
    #expect(told.results.contains("只有 3 个，区间很宽"))
    let json = try round.must("analyse agreement --group vertical --json").json
    let parts = json["groups"]?.elements?.first?["parts"]?.elements ?? []
    #expect(parts.count == 3 && parts.allSatisfy { $0["refused"]?.text == "tooFewCandidates" })
    let refused = try round.must("analyse agreement --item Z", ending: .usage).messages
    #expect(refused.contains("Z") && refused.contains("A"))
  }
}
