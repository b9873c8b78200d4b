import Testing

@testable import ExpertReview

@Suite struct `Traditional characters that may stand for others` {
  @Test(arguments: [
    ("湖南星衡云计算大数据有限公司", "湖南星衡雲計算大數據有限公司"), ("湖南星衡机电有限公司", "湖南星衡機電有限公司"),
    ("湖南星衡云制造网络有限公司", "湖南星衡雲製造網絡有限公司"),
  ])
  func `leave two names to a person, however many there are`(applicant: String, employer: String) throws {
    #expect(try Search(applicant: applicant, employer: employer).words == Units.doubtful)
  }

  @Test func `are none that are sure, and each stands once`() {
    for (traditional, simplified) in [("機", "机"), ("發", "发"), ("髮", "发")] {
      let (from, to) = (traditional.unicodeScalars.first?.value ?? 0, simplified.unicodeScalars.first?.value ?? 0)
      #expect(TraditionalCharacters.simplified(from) == from)
      #expect(TraditionalCharacters.perhapsSimplified(from) == to)
    }
    #expect(TraditionalCharacters.perhapsSimplified(0x56FD) == 0x56FD)
  }
}
