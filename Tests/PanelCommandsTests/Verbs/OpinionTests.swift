import ExpertReview
import Tables
import Testing

@testable import PanelCommands

/// Opinions from the sheets to the signed page, and what is refused without them.
@Suite struct `Opinions in a round` {
  /// The file of one expert's opinions on all their candidates.
  private func opinions(of round: Round, _ text: String = "同意推荐") -> String {
    SpokenJourney.seats(round).reduce("candidate,expert,criterion,mark,comment\n") {
      $0 + "\($1.candidate),\($1.expert),opinion,,\(text)\n"
    }
  }

  private func waiting(_ bench: RoundInProgress, _ kind: String) throws -> JSON? {
    try bench.must("status --json").json["waiting"]?.elements?.first { $0["kind"]?.text == kind }
  }

  @Test func `that experts must write are owed, and keep the list back until they are there`() throws {
    let bench = try RoundInProgress(upTo: .marked, scheme: SpokenJourney.scheme(expert: "required", panel: "optional"))
    #expect(try waiting(bench, "opinions")?["ids"]?.elements?.count == 6)
    let ranked = try bench.must("rank")
    #expect(ranked.messages.contains("没有写意见"))
    try bench.must("decide confirm R-03 --reason 已逐一查询")
    #expect(try bench.must("decide sign-off ranking", ending: .needsPerson).messages.contains("没有写意见"))
    #expect(try bench.must("publish \(bench.folder.file("notice"))", ending: .needsPerson).messages.contains("没有写意见"))
    // Too short is as good as none.
    try bench.must("import scores \(bench.file("short.csv", opinions(of: bench.round(), "同意")))")
    #expect(try waiting(bench, "opinions") != nil)
    let better = try bench.file("long.csv", opinions(of: bench.round()))
    let refused = try bench.must("import scores \(better) --json", ending: .invalidInput)
    #expect(try refused.errors.first?["error"]?["code"]?.text == "import.changesWords")
    try bench.must("import scores \(better) --replace --reason 补足字数")
    #expect(try waiting(bench, "opinions") == nil)
    try bench.must("rank")
    try bench.must("decide sign-off ranking")
    try bench.must("publish \(bench.folder.file("notice"))")
    let page = try bench.must("explain C01").results
    #expect(page.contains("总体意见：同意推荐") && page.contains("更正前：同意"))
    let english = try bench.must("explain C01 --lang en").results
    #expect(english.contains("[Opinions]") && english.contains("before its correction: 同意"))
    try bench.must("verify")
  }

  @Test func `and questions go out on a sheet and come back as they were`() throws {
    let bench = try RoundInProgress(upTo: .assigned)
    let odd = ["=2+3 不可信", "+优", "-差", "@某", "两行\n意见", "'=引号", "a\"b,c;d"]
    try bench.must("sheets \(bench.folder.file("sheets"))")
    let path = bench.folder.file("sheets/E01.csv")
    let blank = String(decoding: try Files.read(path), as: UTF8.self)
    #expect(blank.contains("opinion,总体意见,,可不写,,"))
    #expect(blank.contains("question,提请组长认定的条件,,规则编号,,"))
    #expect(blank.contains("R-01 参数量") && !blank.contains("R-02 常见范围"))
    for (place, text) in odd.enumerated() {
      let filled = try bench.file("f\(place).csv", filled(path, opinion: text, question: ("R-01", text)))
      let first = try bench.must("collect \(filled) --replace --reason 更正")
      #expect(first.messages.isEmpty || !first.messages.contains("错误"))
      let round = try bench.round()
      for candidate in round.candidates(of: ExpertID("E01"), in: "expert") {
        #expect(round.opinion(of: ExpertID("E01"), on: candidate.id, in: "expert") == text)
        #expect(round.questions(on: candidate.id, in: "expert").last?.question.text == text)
      }
      // Written again it shows what stands, and read again it changes nothing.
      try bench.must("sheets \(bench.folder.file("sheets"))")
      let again = try bench.must("collect \(path) --json").json
      #expect(again["sheets"]?.elements?.first?["news"]?.compactText == "0", "\(text)")
    }
    #expect(try bench.round().questions.count == odd.count * 4)
  }

  /// A sheet with an opinion and a question for each candidate, as a spreadsheet saves it.
  private func filled(_ path: String, opinion: String, question: (String, String)) throws -> String {
    let table = try Table(csv: try Files.read(path), droppingFormulaGuards: true)
    var writer = CSVWriter.forPeople
    writer.append(table.headers)
    for row in table.rows {
      var cells = row.cells
      if cells[2] == "opinion" { cells[7] = opinion }
      if cells[2] == "question", cells[6].isEmpty { (cells[6], cells[7]) = question }
      writer.append(cells)
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func `of panels are named, agreed and printed, one by one`() throws {
    let bench = try RoundInProgress(upTo: .ranked, scheme: SpokenJourney.scheme(expert: "optional", panel: "required"))
    #expect(try bench.must("status").results.contains("没有组长的评审组 4 个"))
    let unnamed = try bench.must("decide opinion C01 --text 同意推荐 --signed E02", ending: .needsPerson)
    #expect(unnamed.messages.contains("没有组长"))
    let absent = try bench.must("decide chair E07", ending: .invalidInput)
    #expect(absent.messages.contains("不在阶段“expert”的任何评审组里"))
    #expect(try bench.must("decide chair E01 --json").json["act"]?.text == "chair")
    #expect(
      try ["C01", "C02", "C03", "C04"].map { try bench.round().chair(of: CandidateID($0), in: "expert")?.rawValue }
        == ["E01", "E01", "E01", "E01"])
    let partial = try bench.must("decide opinion C01 --text 同意推荐 --signed E02,E03", ending: .invalidInput)
    #expect(partial.messages.contains("缺 E04 E05"))
    let text = try bench.file("C01.txt", "　同意推荐。\n二、数据翔实。\n")
    let done = try bench.must(
      "decide opinion C01 --text-file \(text) --signed E02 --signed E03;E04 --dissent E05=投资额证据不足 --json")
    #expect(try done.json["dissents"]?.elements?.map(\.text) == ["E05"])
    #expect(try bench.round().panelOpinion(on: CandidateID("C01"), in: "expert")?.opinion.text == "同意推荐。\n二、数据翔实。")
    #expect(try waiting(bench, "panelOpinions")?["ids"]?.elements?.map(\.text) == ["C02", "C03", "C04"])
    let pages = bench.folder.file("pages")
    let written = try bench.must("export \(pages) --form opinions --json").json
    #expect(written["agreed"]?.compactText == "1" && written["candidates"]?.elements?.count == 4)
    let page = String(decoding: try Files.read(pages + "/C01.html"), as: UTF8.self)
    #expect(page.contains("赵一") && page.contains("保留意见") && page.contains("投资额证据不足"))
    // Nobody's marks stand on it; the last line is the proof.
    let plain = String(decoding: try Files.read(pages + "/C01.txt"), as: UTF8.self)
    let body = plain.split(separator: "\n").dropLast().joined(separator: "\n")
    for mark in ["90", "85", "75", "70", "95", "83.67"] { #expect(!body.contains(mark), "\(mark)") }
    #expect(body.contains("E05") == false && body.contains("周五：投资额证据不足"))
    let blank = String(decoding: try Files.read(pages + "/C02.html"), as: UTF8.self)
    #expect(blank.contains("□ 同意"))
    let explained = try bench.must("explain C01 --json").json
    #expect(explained["chair"]?.text == "E01")
    #expect(explained["panelOpinions"]?.elements?.first?["dissents"]?.elements?.first?["text"]?.text == "投资额证据不足")
  }

  @Test func `of panels come in by a file, and what stands is replaced only when it is said`() throws {
    let bench = try RoundInProgress(upTo: .marked, scheme: SpokenJourney.scheme(expert: "optional", panel: "required"))
    try bench.must("decide confirm R-03 --reason 已逐一查询")
    try SpokenJourney.nameChairs(bench)
    let text = SpokenJourney.opinions(try bench.round())
    let file = try bench.file("opinions.csv", text)
    // E06 owes a mark on C04.
    let early = try bench.must("import opinions \(file) --json", ending: .invalidInput)
    #expect(try early.errors.contains { $0["error"]?["code"]?.text == "round.sheetsOut" })
    try bench.must("import scores \(bench.file("missing.csv", SpokenJourney.missing))")
    #expect(try bench.must("import opinions \(file) --json").json["added"]?.compactText == "4")
    #expect(try bench.must("import opinions \(file) --json").json["unchanged"]?.compactText == "4")
    let standing = try #require(try bench.round().panelOpinion(on: CandidateID("C01"), in: "expert"))
    #expect(standing.opinion.dissents.map(\.text) == ["=投资额存疑,\n合同不全"])
    let other = try bench.file("other.csv", text.replacing("C01 同意推荐", with: "C01 不予推荐"))
    #expect(try bench.must("import opinions \(other)", ending: .invalidInput).messages.contains("已经有一份意见"))
    try bench.must("import opinions \(other) --replace --reason 复议")
    #expect(try bench.round().panelOpinions["expert"]?[CandidateID("C01")]?.count == 2)
    try bench.must("rank")
    try bench.must("publish \(bench.folder.file("notice"))")
    for name in ["notice.html", "notice.txt", "notice.csv", "ranking.csv"] {
      let published = String(decoding: try Files.read(bench.folder.file("notice/" + name)), as: UTF8.self)
      #expect(!published.contains("推荐") || !published.contains("C01 不予推荐"), "\(name)")
      #expect(!published.contains("投资额存疑"), "\(name)")
    }
    try bench.must("verify")
  }

  @Test func `are for the chair whom a file of seats names`() throws {
    let bench = try RoundInProgress(upTo: .assigned)
    func seats(_ lines: String...) throws -> String {
      try bench.file("seats.csv", "candidate,expert,role\n" + lines.joined(separator: "\n") + "\n")
    }
    try bench.must("import assignments \(seats("C01,E01,组长", "C02,E02,chair", "C01,E02,"))")
    #expect(try bench.round().chair(of: CandidateID("C01"), in: "expert") == ExpertID("E01"))
    #expect(try bench.round().chair(of: CandidateID("C02"), in: "expert") == ExpertID("E02"))
    let facts = try bench.round().lastSequence
    try bench.must("import assignments \(seats("C01,E01,chair"))")
    #expect(try bench.round().lastSequence == facts)
    let other = try seats("C01,E03,chair")
    #expect(try bench.must("import assignments \(other)", ending: .invalidInput).messages.contains("组长是 E01"))
    try bench.must("import assignments \(other) --replace --reason 轮换")
    #expect(try bench.round().chair(of: CandidateID("C01"), in: "expert") == ExpertID("E03"))
    let two = try bench.must("import assignments \(seats("C03,E01,chair", "C03,E02,chair"))", ending: .invalidInput)
    #expect(two.messages.contains("两个组长"))
  }

  @Test func `in a file with a fault are taken whole or not at all`() throws {
    let bench = try RoundInProgress(upTo: .marked)
    try SpokenJourney.nameChairs(bench)
    try bench.must("import scores \(bench.file("missing.csv", SpokenJourney.missing))")
    let text = SpokenJourney.opinions(try bench.round())
    let cases: [(String, String, String)] = [
      ("C01,expert,E01,组长,C01 同意推荐", "C01,expert,E01,签字,", "没有组长一行"),
      ("C01,expert,E02,签字", "C01,expert,E02,组长", "两个组长"),
      ("C01,expert,E03,签字,", "C01,expert,E03,签字,同意", "不另写意见"), ("C01,expert,E02,签字", "C01,expert,E02,到会", "不在可选的值里"),
      ("C01,expert,E02,签字,\n", "", "缺 E02"), ("C01,expert,E02", "C01,experts,E02", "不在可选的值里"),
    ]
    for (old, new, message) in cases {
      let broken = text.replacing(old, with: new)
      #expect(broken != text)
      let file = try bench.file("broken.csv", broken)
      #expect(try bench.must("import opinions \(file)", ending: .invalidInput).messages.contains(message), "\(new)")
    }
    let file = try bench.file("broken.csv", text.replacing("C01,expert,E02,签字", with: "C01,expert,E02,到会"))
    try bench.must("import opinions \(file) --partial", ending: .needsPerson)
    #expect(try bench.round().panelOpinions["expert"]?.keys.map(\.rawValue).sorted() == ["C02", "C03", "C04"])
    let rejected = String(decoding: try Files.read(bench.folder.file("broken-rejected.csv")), as: UTF8.self)
    #expect(rejected.split(separator: "\n").filter { $0.contains("C01") }.count >= 5)
  }

  @Test func `are in the archive, and not in the data without names`() throws {
    let bench = try RoundInProgress(upTo: .marked)
    try SpokenJourney.nameChairs(bench)
    try bench.must("import scores \(bench.file("missing.csv", SpokenJourney.missing))")
    try bench.must("import opinions \(bench.file("opinions.csv", SpokenJourney.opinions(bench.round())))")
    try bench.must(
      "import scores \(bench.file("words.csv", "candidate,expert,criterion,mark,comment\nC01,E01,opinion,,独到的意见\nC01,E01,A,90,单项评语\n"))"
    )
    try bench.must("decide question R-01 C01 --expert E02 --text 参数量有疑问")
    let words = ["同意推荐", "投资额存疑", "独到的意见", "单项评语", "参数量有疑问"]
    let archive = try bench.must("export - --form archive").results
    for word in words { #expect(archive.contains(word), "\(word)") }
    let anonymous = try bench.must("export - --form anonymous").results
    for word in words { #expect(!anonymous.contains(word), "\(word)") }
  }
}
