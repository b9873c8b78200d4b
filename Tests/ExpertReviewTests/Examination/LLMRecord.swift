import ExpertReview

/// A declaration under the schemes for large models in which nothing is wrong, to be varied cell by cell.
struct LLMRecord {
  private(set) var cells: [(key: String, value: JSON)]

  init(id: String = "C-001") {
    func years(_ key: String, _ first: String, _ second: String) -> [(String, JSON)] {
      [("fin.2023.\(key)", .text(first)), ("fin.2024.\(key)", .text(second))]
    }
    cells = [
      ("candidate_id", .text(id)), ("scheme_id", .text("hunan-2025-call-llm")), ("track", .text("vertical")),
      ("submitted_on", .text("2025-11-20")), ("recommender_id", .text("R-01")), ("reg_province", .text("湖南省")),
      ("reg_city", .text("长沙市")), ("recommender_city", .text("长沙市")), ("entity_kind", .text("enterprise")),
      ("is_consortium", .boolean(false)), ("credit_clean", .boolean(true)), ("tax_arrears", .boolean(false)),
      ("project_name", .text("工程机械运维大模型")), ("applicant_name", .text("湖南星衡智造有限公司")),
      ("contact", .text("李工 13800000000")), ("declared_on", .text("2025-11-18")), ("reg_address", .text("长沙市岳麓区")),
      ("reg_capital_wan", .text("5000")), ("founded_on", .text("2018-03-12")), ("uscc", .text("91350100M000100Y43")),
      ("bank", .text("长沙银行")), ("account", .text("8000123456")), ("legal_rep", .text("王衡")),
      ("legal_phone", .text("0731-88880000")),
      ("contact_person.name", .text("李工")), ("contact_person.title", .text("总监")),
      ("contact_person.phone", .text("13800000000")), ("contact_person.email", .text("li@example.cn")),
      ("unit_intro", .text("专注工程机械运维。")), ("srdi", .text("省级")), ("model_name", .text("星衡大模型")),
      ("modalities", .array([.text("文本")])),
      ("base_sources", .array([.object(["kind": .text("开源"), "model_name": .text("Base-7B")])])),
      ("filed", .boolean(true)),
      ("filing_no", .text("湘备-1")), ("filing_date", .text("2025-06-01")), ("app_domains", .array([.text("工程机械")])),
      ("app_scenarios", .array([.text("故障问答")])), ("params_yi", .text("70")), ("project_invest_wan", .text("1200.50")),
      ("service_modes", .array([.text("API接口")])), ("third_party_eval", .boolean(true)), ("eval_org", .text("某评测中心")),
      ("compute.own.train.tflops", .text("1000")), ("data_sources", .array([.text("自采数据")])),
      ("data_tb", .text("12.5")),
      ("data_infringes_ip", .boolean(false)), ("data_illegal_pi", .boolean(false)), ("model_intro", .text("模型简介。")),
      ("tech_performance", .text("技术性能。")), ("construction", .text("建设情况。")), ("benefits", .text("效益。")),
      ("ip_and_honours", .text("发明专利两项。")), ("in_operation", .boolean(true)), ("ip_basis", .text("own")),
      ("ip_dispute", .boolean(false)), ("has_personal_data", .boolean(false)),
      ("pledges", .array([LLMRecord.pledge("湖南星衡智造有限公司")])), ("annex_list", .array([.text("附件1")])),
    ]
    cells += years("total_assets_wan", "9000", "9800.25") + years("debt_ratio_pct", "40", "38.5")
    cells += years("revenue_wan", "6000", "7200") + years("ai_revenue_wan", "1000", "1500")
    cells +=
      years("net_profit_wan", "-20.5", "310") + years("tax_wan", "210", "260") + years("rd_spend_wan", "900", "1100")
    cells += years("staff", "120", "140") + years("rd_staff", "60", "75")
    let annexes = (1...10).filter { $0 != 6 }.map { $0 < 10 ? "GL-A0\($0)" : "GL-A10" }
    let codes = ["MT-01", "MT-08"] + annexes
    cells.append(
      (
        "attachments",
        JSON(.object(codes.map { JSON.Member(key: $0, value: .object(["file": .text("\($0).pdf")])) }))
      ))
  }

  static func pledge(_ unit: String) -> JSON {
    .object(["unit": .text(unit), "signed": .boolean(true), "sealed": .boolean(true)])
  }

  /// The same with one cell otherwise, or without it.
  func with(_ key: String, _ value: JSON?) -> LLMRecord {
    var record = self
    record.cells.removeAll { $0.key == key }
    if let value { record.cells.append((key, value)) }
    return record
  }

  func with(_ key: String, _ text: String) -> LLMRecord { with(key, .text(text)) }

  var json: JSON { JSON(.object(cells.map { JSON.Member(key: $0.key, value: $0.value) })) }

  func candidate(under scheme: Scheme) throws -> Candidate {
    try DeclarationReader(scheme).candidate(from: json, version: 1).get()
  }
}
