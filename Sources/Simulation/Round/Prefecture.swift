/// A prefecture-level city or prefecture (市州) of Hunan with its counties and telephone area code.
struct Prefecture: Sendable {
  struct County: Sendable {
    let name: String
    /// The six digits of its administrative division (GB/T 2260).
    let code: String
  }
  let name: String
  /// As it stands before a company's name.
  let short: String
  let areaCode: String
  let counties: [County]
  /// How many in a hundred of the simulated applicants sit here.
  let weight: Int

  /// Its bureau of industry and information technology, which recommends.
  var bureau: String { name + "工业和信息化局" }

  private init(_ name: String, short: String, area: String, weight: Int, _ counties: KeyValuePairs<String, String>) {
    self.name = name
    self.short = short
    areaCode = area
    self.weight = weight
    self.counties = counties.map { County(name: $0.key, code: $0.value) }
  }

  /// All fourteen, in the order of their codes.
  static let all: [Prefecture] = [
    Prefecture(
      "长沙市", short: "长沙", area: "0731", weight: 42,
      ["岳麓区": "430104", "开福区": "430105", "雨花区": "430111", "望城区": "430112", "长沙县": "430121"]),
    Prefecture("株洲市", short: "株洲", area: "0731", weight: 11, ["荷塘区": "430202", "天元区": "430211", "醴陵市": "430281"]),
    Prefecture("湘潭市", short: "湘潭", area: "0731", weight: 8, ["雨湖区": "430302", "岳塘区": "430304"]),
    Prefecture("衡阳市", short: "衡阳", area: "0734", weight: 6, ["石鼓区": "430407", "蒸湘区": "430408"]),
    Prefecture("邵阳市", short: "邵阳", area: "0739", weight: 3, ["双清区": "430502", "大祥区": "430503"]),
    Prefecture("岳阳市", short: "岳阳", area: "0730", weight: 6, ["岳阳楼区": "430602", "云溪区": "430603"]),
    Prefecture("常德市", short: "常德", area: "0736", weight: 6, ["武陵区": "430702", "鼎城区": "430703"]),
    Prefecture("张家界市", short: "张家界", area: "0744", weight: 2, ["永定区": "430802"]),
    Prefecture("益阳市", short: "益阳", area: "0737", weight: 3, ["资阳区": "430902", "赫山区": "430903"]),
    Prefecture("郴州市", short: "郴州", area: "0735", weight: 4, ["北湖区": "431002", "苏仙区": "431003"]),
    Prefecture("永州市", short: "永州", area: "0746", weight: 2, ["冷水滩区": "431103"]),
    Prefecture("怀化市", short: "怀化", area: "0745", weight: 3, ["鹤城区": "431202"]),
    Prefecture("娄底市", short: "娄底", area: "0738", weight: 2, ["娄星区": "431302"]),
    Prefecture("湘西土家族苗族自治州", short: "湘西", area: "0743", weight: 2, ["吉首市": "433101"]),
  ]

  /// The id of the bureau in the list of recommenders: `R01`…`R14` in the order of the codes.
  static func recommenderID(_ index: Int) -> String { "R" + padded(index + 1, 2) }
}

/// A whole number with leading zeros.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
