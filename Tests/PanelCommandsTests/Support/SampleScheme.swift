/// A scheme small enough to calculate by hand: two groups, panels of five, two judged items and a given one.
///
/// Totals are joined; the highest and the lowest of five are dropped. Two of a group are listed and one is held in
/// reserve.
enum SampleScheme {
  static let id = "sample"

  static let documents = """
    {"documents": [
      {"id": "measure", "title": "试行办法", "number": "试〔2026〕1号", "issuer": "试验局", "date": "2026-01-01",
        "articles": ["第一条", "第五条", "第七条", "第九条"]}
    ]}
    """

  static let text = """
    {
      "id": "sample",
      "name": {"zh": "样例评审", "en": "Sample review"},
      "documents": ["measure"],
      "inForce": {"from": "2026-01-01", "until": "2027-12-31", "cite": {"document": "measure", "article": "第一条"}},
      "fields": [
        {"key": "submitted_on", "label": {"zh": "提交日期", "en": "Submitted on"}, "type": "date", "required": true, "house": "期限从提交日算"},
        {"key": "applicant_name", "label": {"zh": "申报单位", "en": "Applicant"}, "type": "text", "required": true,
          "cite": {"document": "measure", "article": "第五条"}},
        {"key": "project_name", "label": {"zh": "项目名称", "en": "Project"}, "type": "text", "required": true,
          "cite": {"document": "measure", "article": "第五条"}},
        {"key": "recommender_id", "label": {"zh": "推荐单位编号", "en": "Recommender"}, "type": "text", "required": false, "house": "联系推荐单位"},
        {"key": "track", "label": {"zh": "类型", "en": "Track"}, "type": "choice", "required": true,
          "values": [{"id": "general", "label": {"zh": "通用", "en": "General"}}, {"id": "vertical", "label": {"zh": "垂直", "en": "Vertical"}}],
          "cite": {"document": "measure", "article": "第五条"}},
        {"key": "domains", "label": {"zh": "应用领域", "en": "Fields of use"}, "type": "choices", "required": false,
          "values": [{"id": "health", "label": {"zh": "医疗", "en": "Health"}}, {"id": "traffic", "label": {"zh": "交通", "en": "Traffic"}}],
          "house": "供匹配专家"},
        {"key": "params_yi", "label": {"zh": "参数量", "en": "Parameters"}, "type": "decimal", "unit": "亿", "required": true,
          "cite": {"document": "measure", "article": "第七条"}}
      ],
      "materials": [],
      "rules": [
        {"id": "R-01", "kind": "gate", "title": {"zh": "参数量", "en": "Parameters"}, "check": {"atLeast": {"field": "params_yi", "value": "8"}},
          "message": {"zh": "参数量 {value}，不足 {limit}", "en": "parameters {value}, below {limit}"}, "cite": {"document": "measure", "article": "第七条"}},
        {"id": "R-02", "kind": "review", "title": {"zh": "常见范围", "en": "Usual range"}, "check": {"between": {"field": "params_yi", "from": "1", "until": "1000"}},
          "message": {"zh": "参数量 {value} 不常见，单位可能有误", "en": "parameters {value} are unusual, perhaps another unit"}, "house": "常见模型都在此范围"},
        {"id": "R-03", "kind": "process", "title": {"zh": "信用核查", "en": "Credit record"},
          "message": {"zh": "由工作人员查询信用记录", "en": "staff look up the credit record"}, "cite": {"document": "measure", "article": "第七条"}}
      ],
      "groups": {"by": "track", "panels": "together", "ranking": "apart", "house": "两类分别排名"},
      "stages": [
        {"type": "formalCheck", "cite": {"document": "measure", "article": "第一条"}},
        {"type": "review", "id": "expert", "name": {"zh": "专家评审", "en": "Expert review"}, "house": "办法没有规定评分办法",
          "panel": {"size": "5", "minimumSheets": "3", "odd": true, "compose": [{"atMost": "1", "per": "unit"}], "house": "五人为单数"},
          "rubric": {"scale": {"min": "0", "max": "100", "step": "1"}, "house": "百分制",
            "items": [
              {"id": "A", "kind": "judged", "label": {"zh": "基础", "en": "Base"}, "weight": "60", "cite": {"document": "measure", "article": "第九条"}},
              {"id": "B", "kind": "judged", "label": {"zh": "效果", "en": "Effect"}, "weight": "40", "cite": {"document": "measure", "article": "第九条"}},
              {"id": "G", "kind": "given", "label": {"zh": "获奖加分", "en": "Award points"}, "factor": "1", "scale": {"min": "0", "max": "5", "step": "0.5"}, "house": "由工作人员核定"}
            ]},
          "aggregate": {"outliers": {"rule": "dropExtremes", "high": "1", "low": "1", "on": "total", "whenFewerThan": "5", "then": "mean"},
            "rounding": [{"after": "total", "places": "2", "mode": "halfUp"}], "house": "去掉一个最高分和一个最低分"}},
        {"type": "selection", "caps": [{"scope": "group", "atMost": "2", "house": "名额由组织者定"}], "ties": ["item:A", "untrimmedMean", "lot"],
          "reserve": "1", "vacancy": "next", "house": "办法没有规定并列的处理"}
      ],
      "conflicts": {
        "parties": [{"role": "applicant", "label": {"zh": "申报单位", "en": "Applicant"}, "unit": "applicant_name", "level": "hard", "house": "直接受益"}],
        "kinds": [
          {"id": "employment", "label": {"zh": "任职", "en": "Employment"}, "level": "hard", "months": "36", "house": "近三年"},
          {"id": "collaboration", "label": {"zh": "合作研究", "en": "Collaboration"}, "level": "soft", "months": "36", "house": "影响判断但未必回避"}
        ],
        "unsuitableAtMost": "3", "ownUnitBarsGroup": false, "house": "办法没有规定回避"},
      "publicity": {"days": "5", "unit": "working", "countPostingDay": {"value": false, "house": "公示当日不计"}, "cite": {"document": "measure", "article": "第一条"}},
      "sanctions": {"banYears": "3", "cite": {"document": "measure", "article": "第一条"}}
    }
    """
}
