import Testing

@testable import ExpertReview

@Suite struct `Keys of units' names` {
  @Test(arguments: [
    ("湖南星衡（长沙）智造有限公司", "湖南星衡(长沙)智造有限公司"), ("湖南星衡 智造有限公司", "　湖南星衡智造有限公司"),
    ("ＡＢＣ科技", "abc科技"), ("湖南星衡·智造", "湖南星衡智造"), ("湖南“星衡”智造", "湖南《星衡》智造"), ("A.B-C 公司", "abc公司"),
    // The law knows two ways of writing each legal form.
    ("星衡有限责任公司", "星衡有限公司"), ("星衡股份公司", "星衡股份有限公司"), ("星衡有限责任公司长沙分公司", "星衡有限公司长沙分公司"),
    // Traditional characters with one sure simplified form.
    ("長沙電纜總公司", "长沙电缆总公司"), ("中國東風軟件總公司", "中国东风软件总公司"), ("湖南龍華藝術學院", "湖南龙华艺术学院"),
  ])
  func `are equal for the same name written differently`(one: String, other: String) {
    #expect(UnitNames.exactKey(one) == UnitNames.exactKey(other))
  }

  @Test(arguments: [
    ("星衡有限公司", "星衡股份有限公司"), ("湖南星衡", "星衡"), ("星衡智造", "星恒智造"),
    // 机, 发 and 云 are characters of their own as well: nobody can be sure.
    ("星衡機械廠", "星衡机械厂"), ("發展中心", "发展中心"), ("雲計算中心", "云计算中心"),
  ])
  func `differ for names that may be two`(one: String, other: String) {
    #expect(UnitNames.exactKey(one) != UnitNames.exactKey(other))
  }

  @Test func `take each traditional character once, and none that is somebody's simplified one`() {
    let scalars = Array(TraditionalCharacters.pairs.unicodeScalars.filter { $0.value >= 0x4E00 }.map(\.value))
    #expect(scalars.count % 2 == 0 && scalars.count > 4_000)
    let traditional = stride(from: 0, to: scalars.count, by: 2).map { scalars[$0] }
    let simplified = stride(from: 1, to: scalars.count, by: 2).map { scalars[$0] }
    #expect(Set(traditional).count == traditional.count && Set(simplified).count == simplified.count)
    #expect(Set(traditional).isDisjoint(with: simplified))
    for (one, other) in zip(traditional, simplified) { #expect(TraditionalCharacters.simplified(one) == other) }
    for other in simplified { #expect(TraditionalCharacters.simplified(other) == other) }
  }

  @Test(arguments: [
    ("星衡有限公司长沙分公司", "星衡有限公司"), ("星衡有限公司分公司", "星衡有限公司"), ("星衡有限公司湖南分公司长沙分公司", "星衡有限公司湖南分公司"),
    ("某某银行股份有限公司长沙支行", "某某银行股份有限公司"), ("天平会计师事务所特殊普通合伙湖南分所", "天平会计师事务所特殊普通合伙"),
    ("星衡有限公司长沙子公司", nil), ("某某分公司", nil), ("星衡有限公司", nil), ("长沙分行", nil),
  ])
  func `tell a branch's head office`(branch: String, head: String?) {
    #expect(UnitNameParts.headOffice(of: branch) == head)
  }

  @Test func `of codes keep letters and digits`() {
    #expect(UnitNames.code(" ９１430100ma4l1234-5x ") == "91430100MA4L12345X")
    #expect(UnitNames.code("—") == "")
  }
}

@Suite struct `Near names` {
  private static let everything = ConflictPolicy.NearNames(
    kinds: ConflictPolicy.NearNames.Kind.allCases, leastLength: 4, source: .house(reason: ""))

  private func grounds(
    _ one: String, _ other: String, _ policy: ConflictPolicy.NearNames = everything
  ) -> [ConflictPolicy.NearNames.Kind] {
    let keys = [UnitNames.exactKey(one), UnitNames.exactKey(other)].sorted()
    guard keys[0] != keys[1] else { return [] }
    let near = NearNames(keys: keys, policy: policy)
    #expect(near.grounds(0, 1) == near.grounds(1, 0))
    return near.grounds(0, 1)?.kinds ?? []
  }

  @Test(arguments: [
    ("湖南星衡智造有限公司", "湖南星恒智造有限公司", [ConflictPolicy.NearNames.Kind.oneEdit]),
    ("湖南星衡智造有限公司", "湖南星衡智能造有限公司", [.oneEdit]), ("湖南星衡智造有限公司", "湖南衡星智造有限公司", [.oneEdit]),
    ("湖南星衡智造有限公司", "湖南星衡智造股份有限公司", [.legalForm]), ("湖南星衡智造有限公司", "长沙星衡智造有限公司", [.region]),
    ("湖南星衡智造有限公司", "星衡智造", [.legalForm, .region, .leadingPart]),
    ("湖南星衡智造科技股份有限公司", "星衡智造", [.region, .leadingPart]),
    ("湖南星衡智造科技股份有限公司", "星衡智造科技股份", [.region, .leadingPart]), ("三一集团", "三一集团有限公司", [.legalForm, .leadingPart]),
    ("中南大学", "中南大学湘雅医院", [.leadingPart]), ("中国科学院", "中国科学院自动化研究所", [.leadingPart]),
    ("国防科大", "国防科技大学", [.abbreviation]), ("中科院自动化研究所", "中国科学院自动化研究所", [.abbreviation]),
    ("湖南省工信厅", "湖南省工业和信息化厅", [.abbreviation]), ("工业和信息化厅", "湖南省工业和信息化厅", [.region]),
    ("發展中心", "发展中心", [.oneEdit]),
    // What is near in no way.
    ("湖南大学", "湖北大学", []), ("湖南省工业和信息化厅", "湖北省工业和信息化厅", []), ("长沙市人民医院", "株洲市人民医院", []),
    ("甲公司", "乙公司", []), ("湖南星衡智造有限公司", "湖南月衡云造有限公司", []), ("中南大", "中南大学", []),
    ("湖南大学", "湖南师范大学", []), ("湖南星衡智造科技有限公司", "长沙星衡智造", []), ("湖南星衡科技有限公司", "星衡", []), ("星衡有限公司", "星衡智造有限公司", []),
  ])
  func `are near for these reasons and no others`(
    one: String, other: String, expected: [ConflictPolicy.NearNames.Kind]
  ) {
    #expect(grounds(one, other) == expected)
    #expect(grounds(other, one) == expected)
  }

  @Test func `are those that the scheme counts`() {
    func policy(_ kinds: [ConflictPolicy.NearNames.Kind], least: Int = 4) -> ConflictPolicy.NearNames {
      .init(kinds: kinds, leastLength: least, source: .house(reason: ""))
    }
    #expect(grounds("湖南星衡智造有限公司", "星衡智造", policy([.region])) == [])
    #expect(grounds("湖南星衡智造有限公司", "星衡智造", policy([.region, .legalForm])) == [.legalForm, .region])
    #expect(grounds("中南大学", "中南大学湘雅医院", policy([.oneEdit])) == [])
    #expect(grounds("中南大学", "中南大学湘雅医院", policy([.leadingPart], least: 5)) == [])
    #expect(grounds("甲公司", "乙公司", policy([.oneEdit], least: 3)) == [.oneEdit])
    #expect(grounds("星衡智造", "星恒智造", policy([])) == [])
  }

  @Test func `have a score in exact percent`() {
    #expect(NearNames.score("星衡智造", "星恒智造") == ExactDecimal(75))
    #expect(NearNames.score("中南大学", "中南大学湘雅医院") == ExactDecimal("66.7"))
    #expect(NearNames.score("星衡", "星衡") == ExactDecimal(100))
    #expect(NearNames.score("甲", "乙") == .zero)
  }

  @Test func `are found as comparing every pair finds them`() {
    var lottery = Lottery(11)
    let letters = Array("湖南长沙星衡智造有限公司")
    let names = Set((0..<400).map { _ in String((0..<lottery.count(4...6)).map { _ in lottery.element(letters) }) })
    let keys = names.sorted()
    let near = NearNames(
      keys: keys, policy: .init(kinds: [.oneEdit, .leadingPart], leastLength: 4, source: .house(reason: "")))
    for one in keys.indices {
      let found = Dictionary(uniqueKeysWithValues: near.names(near: Int32(one)).map { (Int($0.name), $0.grounds) })
      for other in keys.indices where other != one {
        let (a, b) = (keys[one].unicodeScalars.map(\.value), keys[other].unicodeScalars.map(\.value))
        var expected: NameGrounds = []
        let parts = (UnitNameParts(key: keys[one]), UnitNameParts(key: keys[other]))
        let isOtherRegion =
          !parts.0.region.isEmpty && !parts.1.region.isEmpty && parts.0.region != parts.1.region
          && parts.0.core == parts.1.core && parts.0.form == parts.1.form
        if NearNameFinder.isOneEditApart(a, b), !isOtherRegion { expected.insert(.oneEdit) }
        if a.starts(with: b) || b.starts(with: a) { expected.insert(.leadingPart) }
        #expect((found[other] ?? []) == expected, "\(keys[one]) \(keys[other])")
      }
    }
  }
}

@Suite struct `Regions` {
  @Test(arguments: [
    ("长沙市", "长沙市", true), ("长沙", "长沙市", true), ("湖南省长沙市", "长沙市", true), ("湖南长沙", "长沙", true), ("湖南省", "长沙市", false),
    ("长沙县", "长沙市", false), ("吉林省吉林市", "吉林市", true), ("吉林省长春市", "吉林市", false), ("吉林", "吉林市", true), ("", "长沙市", false),
    ("湘西土家族苗族自治州", "湘西土家族苗族自治州", true),
  ])
  func `hold the places within them`(place: String, region: String, expected: Bool) {
    #expect(RegionNames.isWithin(place, region) == expected)
  }
}
