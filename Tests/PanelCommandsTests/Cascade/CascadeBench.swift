import ExpertReview

@testable import PanelCommands

/// The folder of rubrics of a small cascade: districts to the city, cities to the province, provinces to the ministry.
enum SmallCascade {
  static func rubrics() throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try Files.write(folder.file("documents.json"), Array(#"{"documents": []}"#.utf8))
    for (id, text) in [("wuhan", wuhan), ("hubei", hubei), ("miit", miit)] {
      try Files.makeFolder(folder.file(id))
      try Files.write(folder.file(id + "/scheme.json"), Array(text.utf8))
    }
    return folder
  }

  private static func scheme(_ id: String, _ forwardsTo: String?, _ cap: Int, _ nominations: String) -> String {
    """
    {"id": "\(id)", "name": {"zh": "\(id) 促进中心", "en": "\(id) centres"}, "documents": [],
     "inForce": {"from": "2026-01-01", "until": "2026-12-31", "house": "tests"},
     \(forwardsTo.map { "\"forwardsTo\": \"\($0)\"," } ?? "")
     "fields": [
       {"key": "applicant_name", "label": {"zh": "申报单位", "en": "Applicant"}, "type": "text", "required": true, "house": "t"},
       {"key": "uscc", "label": {"zh": "代码", "en": "Code"}, "type": "text", "required": false, "house": "t"},
       {"key": "reg_city", "label": {"zh": "城市", "en": "City"}, "type": "text", "required": false, "house": "t"},
       {"key": "served_industries", "label": {"zh": "行业", "en": "Industries"}, "type": "list", "required": false, "house": "t"},
       {"key": "local_policies", "label": {"zh": "政策", "en": "Policies"}, "type": "text", "required": false, "house": "t"},
       {"key": "online_submitted_on", "label": {"zh": "线上申报日期", "en": "Declared online"}, "type": "date", "required": false, "house": "t"},
       {"key": "agreement.shares", "label": {"zh": "分工", "en": "Shares"}, "type": "list", "required": false, "house": "t",
         "entry": [{"key": "unit", "label": {"zh": "单位", "en": "Unit"}, "type": "text"},
           {"key": "role", "label": {"zh": "成员", "en": "Role"}, "type": "text"},
           {"key": "contribution_pct", "label": {"zh": "出资", "en": "Share"}, "type": "percent"},
           {"key": "tasks", "label": {"zh": "任务", "en": "Tasks"}, "type": "text"},
           {"key": "state_funds_pct", "label": {"zh": "国拨", "en": "State"}, "type": "percent"},
           {"key": "own_funds_pct", "label": {"zh": "自筹", "en": "Own"}, "type": "percent"}]},
       {"key": "invest_items", "label": {"zh": "清单", "en": "Items"}, "type": "list", "required": false, "house": "t",
         "entry": [{"key": "category", "label": {"zh": "类别", "en": "Kind"}, "type": "text"},
           {"key": "device", "label": {"zh": "设备", "en": "Device"}, "type": "text"},
           {"key": "contract", "label": {"zh": "合同", "en": "Contract"}, "type": "text"},
           {"key": "maker", "label": {"zh": "厂商", "en": "Maker"}, "type": "text"},
           {"key": "qty", "label": {"zh": "数量", "en": "Number"}, "type": "decimal"},
           {"key": "unit_price_wan", "label": {"zh": "单价", "en": "Price"}, "type": "money", "unit": "万元"},
           {"key": "total_wan", "label": {"zh": "总价", "en": "Total"}, "type": "money", "unit": "万元"}]}
     ],
     "nominations": \(nominations),
     "stages": [
       {"type": "formalCheck", "house": "t"}, {"type": "nomination", "house": "t"},
       {"type": "selection", "by": "choice", "caps": [{"scope": "scheme", "atMost": "\(cap)", "house": "t"}], "house": "t"},
       {"type": "publication", "house": "t"}
     ]}
    """
  }

  private static let wuhan = scheme(
    "wuhan", "hubei", 1,
    """
    {"by": "district", "table": "TB-4", "house": "t",
      "deadlines": [
        {"id": "WH-01", "act": "declared", "field": "online_submitted_on", "until": "2026-06-19", "house": "t"},
        {"id": "WH-02", "act": "sent", "until": "2026-06-18", "house": "t"}]}
    """)
  private static let hubei = scheme(
    "hubei", "miit", 3,
    """
    {"by": "city", "table": "TB-3", "house": "t",
      "deadlines": [{"id": "HB-03", "act": "sent", "until": "2026-06-22", "house": "t"}]}
    """)
  private static let miit = scheme(
    "miit", nil, 3,
    """
    {"by": "province", "table": "TB-3", "house": "t",
      "atMost": [{"id": "MI-08", "count": "2", "beyond": "refused", "house": "t"}]}
    """)
}

extension RoundBench {
  /// A round of Wuhan with two candidates, one of them a day late online, and a district's table as it is printed.
  static func wuhan(_ rubrics: TemporaryFolder) throws -> RoundBench {
    let bench = try RoundBench(scheme: "wuhan", rubrics: rubrics.path, day: "2026-06-20", id: "武汉")
    let files = [
      (
        "candidates",
        "candidate_id,name,applicant_name,reg_city,online_submitted_on,local_policies\nW1,甲中心,甲公司,武汉,2026-06-10,贴息\nW2,乙中心,乙公司,武汉市,2026-06-20,\n"
      ),
      ("recommenders", "recommender_id,name,level,province,city\nHS,洪山区经信局,区,湖北,武汉\n"),
      ("nominations", district),
    ]
    for (kind, text) in files {
      let run = try bench.run("import", kind, bench.file(kind + ".csv", text), "--json")
      guard run.code == .done else { throw BenchFault(text: run.messages) }
    }
    return bench
  }

  static let district = """
    XX 区制造业数字化转型促进中心推荐表,,,,,
    洪山区经信局（盖章）,2026年6月18日,,,,
    序号,申报对象名称,所服务的主要行业,区级给予建设主体的相关政策（含财政资金及金融支持等）,推荐意见,盖章
    1,乙公司,电子信息制造,贷款贴息、奖补,同意推荐,是
    2,甲公司,船舶、汽车,,同意推荐,是
    3,,,,,

    """
}

struct BenchFault: Error { let text: String }
