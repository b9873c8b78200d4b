import ExpertReview
import Statistics

/// Writes the six texts of a declaration. Every figure in them is one of the form's, or drawn once and used throughout.
struct DeclarationAuthor {
  private let declaration: Declaration
  private var stream: RandomStream
  private let domain: ApplicationDomain
  private let clients: Int
  private let patents: Int
  private let works: Int
  private let gains: [(phrase: String, percent: Int)]

  init(_ declaration: Declaration, stream: RandomStream) {
    var stream = stream
    self.declaration = declaration
    domain = declaration.domains[0]
    clients = stream.integer(in: 3...46)
    patents = stream.integer(in: 2...24)
    works = stream.integer(in: 3...31)
    gains = domain.gains.map { ($0.phrase, stream.integer(in: $0.percent)) }
    self.stream = stream
  }

  mutating func texts() -> Declaration.Texts {
    Declaration.Texts(
      unitIntro: unitIntro(), modelIntro: modelIntro(), performance: performance(), construction: construction(),
      benefits: benefits(), property: property())
  }

  private var name: String { declaration.applicant.name }
  private var model: String { declaration.modelName }
  private var lastYear: Declaration.Year { declaration.years[lastYearNumber] ?? Declaration.Year() }
  private var lastYearNumber: Int { declaration.submittedOn.year - 1 }
  private var gainsInWords: String { gains.map { "\($0.phrase)\($0.percent)%" }.joined(separator: "，") }
  private var investment: String { ExactDecimal(units: Int64(declaration.investment), places: 2).description }

  private mutating func pick(_ variants: [String]) -> String { stream.element(of: variants) }

  // MARK: - 单位简介, at most 500 characters

  private mutating func unitIntro() -> String {
    let place = declaration.applicant.seat.name + declaration.applicant.seatCounty.name
    let ends = declaration.domains.map(\.label).joined(separator: "、")
    return "\(name)成立于\(declaration.foundedOn.year)年，位于\(place)。"
      + pick([
        "单位长期从事人工智能算法与行业软件研发，业务覆盖\(ends)等方向。",
        "单位以大模型训练、调优和场景落地为主业，在\(ends)方面形成了稳定的产品线。",
        "单位由从事自然语言处理和工业软件的团队发起，主要面向\(ends)提供智能化产品与服务。",
      ])
      + "截至\(lastYearNumber)年末在职\(lastYear.staff)人，其中研发人员\(lastYear.researchStaff)人；"
      + pick([
        "设算法、数据、工程和安全四个研发小组，核心成员平均从业七年以上。", "建有算法研究、数据治理、平台工程三个部门，并设数据安全专岗。",
        "与省内高校共建联合实验室，研发岗位硕士及以上学历占比过半。",
      ])
      + "拥有发明专利\(patents)件、软件著作权\(works)项，已为\(clients)家\(domain.customers)提供服务。"
      + pick(["近两年无行政处罚和失信记录。", "财务制度健全，信用记录良好。", "通过质量管理和信息安全管理体系认证。"])
  }

  // MARK: - 大模型简介, at most 1000

  private mutating func modelIntro() -> String {
    let basis = declaration.bases.map { "\($0.kind)（\($0.model)）" }.joined(separator: "、")
    return "\(model)参数规模\(declaration.paramsYi)亿，基础模型来源为\(basis)，支持\(declaration.modalities.joined(separator: "、"))等模态。"
      + (declaration.general
        ? pick([
          "模型从分词、预训练到对齐全流程自主完成，兼顾中文长文本理解与代码生成，并向省内开发者开放接口。",
          "模型采用混合专家结构，推理时按需激活部分参数，在同等算力下提高吞吐，面向多行业提供底座能力。",
        ])
        : pick([
          "模型在行业语料上继续训练并经指令微调，配以检索增强和工具调用，回答可追溯到原始资料。",
          "模型以领域知识图谱约束生成，关键结论给出依据条目，降低误答带来的业务风险。",
        ])) + "典型场景包括\(declaration.scenarios.joined(separator: "、"))。"
      + pick([
        "产品以\(declaration.serviceModes.joined(separator: "、"))方式交付，可按用户规模裁剪部署。",
        "服务方式为\(declaration.serviceModes.joined(separator: "、"))，提供从数据接入到上线运维的配套工具。",
      ])
      + "目前已在\(clients)家\(domain.customers)使用，\(gainsInWords)。"
      + pick([
        "与同类产品相比，模型对湖南方言、地方政策和行业术语的识别更稳定。", "与通用产品相比，模型更贴合一线岗位的表达习惯，上手培训时间短。",
        "模型提供中小企业轻量版，单机即可运行，降低了使用门槛。",
      ])
  }

  // MARK: - 模型技术性能, at most 2000

  private mutating func performance() -> String {
    let latency = stream.integer(in: 180...920)
    let throughput = stream.integer(in: 18...140) * 10
    let accuracy = stream.integer(in: 812...958)
    let baseline = accuracy - stream.integer(in: 15...96)
    func percent(_ tenths: Int) -> String { ExactDecimal(units: Int64(tenths), places: 1).description + "%" }
    return "一、规模与匹配性。模型参数\(declaration.paramsYi)亿，"
      + pick(["按场景复杂度在成本与效果之间取得平衡，复杂推理任务启用完整模型，问答与抽取任务使用蒸馏版本。", "与所服务场景的知识密度和时延要求相适应，并提供蒸馏和量化版本。"])
      + "二、数据。训练数据\(declaration.dataTB)TB，来源为\(declaration.dataSources.joined(separator: "、"))，以\(domain.data)为主；"
      + pick(["经去重、清洗、质量评分和人工抽检，入库合格率保持在九成八以上。", "建立采集、标注、核验、版本四级管理，抽检不合格批次退回重标。"])
      + "数据集按季度更新，来源与授权逐批登记。" + "三、性能。实际部署环境下首字时延\(latency)毫秒，单节点吞吐每秒\(throughput)词元；"
      + "在第三方测评的\(declaration.scenarios[0])任务上准确率\(percent(accuracy))，高于对照的同类模型（\(percent(baseline))）。"
      + (declaration.modalities.contains("多模态")
        ? "支持图文混合输入，版面与表格识别结果可直接参与推理。" : "以文本为主，语音输入经自研前端转写后处理。")
      + "四、安全。"
      + (declaration.hasPersonalData ? declaration.protection : "训练与推理数据不含个人信息，存储加密，传输采用双向认证，日志留存半年以上。")
      + "五、对比。"
      + pick([
        "与国内外同类模型相比，专业术语理解和长文档定位能力占优，开放域创作能力持平。", "与国内同类模型相比，在行业题库、工具调用成功率两项上领先，通用数学能力略低。",
        "与国外同规模模型相比，中文行业任务表现更好，单位算力成本更低。",
      ])
      + (declaration.general ? "" : "所采用的基础大模型为\(declaration.bases[0].model)，在其上完成领域继续训练、指令微调与偏好对齐。")
  }

  // MARK: - 建设情况, at most 1000

  private mutating func construction() -> String {
    let start = declaration.submittedOn.year - 2
    let compute = declaration.ownTraining == nil ? "租用算力" : "自建算力"
    return "项目于\(start)年启动，累计投入\(investment)万元。"
      + pick([
        "第一阶段完成需求调研、数据治理和模型选型；第二阶段完成训练与调优；第三阶段在用户现场部署验证。", "建设分数据准备、模型训练、场景试点、规模推广四步推进，每步设验收节点。",
      ])
      + "数据准备阶段整理\(domain.data)共\(declaration.dataTB)TB，形成标注规范和特色标签体系。"
      + "训练阶段以\(compute)为主，"
      + pick(["采用流水并行与混合精度，训练中断可断点续训，有效训练时长占比超过九成。", "采用低秩适配与全参微调相结合，多轮消融后确定数据配比。"])
      + "上线前完成内容安全测试和红队演练，"
      + (declaration.filing.map { "并于\($0.day.year)年完成备案（\($0.number)）。" } ?? "备案材料正在准备。")
      + pick(["目前系统运行稳定，按月更新知识、按季更新模型。", "目前进入推广阶段，建立了用户反馈驱动的持续调优机制。"])
  }

  // MARK: - 经济和社会效益, at most 1000

  private mutating func benefits() -> String {
    let aiRevenue = ExactDecimal(units: Int64(lastYear.aiRevenue), places: 2).description
    return "\(lastYearNumber)年人工智能业务收入\(aiRevenue)万元，"
      + pick(["主要来自模型服务与场景解决方案。", "其中\(model)相关合同占比逐季提高。"])
      + "据用户评价和前后对比数据，\(gainsInWords)。"
      + "以\(declaration.customers[0].name)为例，"
      + pick(["系统上线半年后相关岗位加班明显减少，原需两人核对的工作改为一人复核。", "试点三个月即推广到全部业务部门，常见问题基本由系统先行答复。"])
      + pick(["项目带动上下游数据标注、系统集成等岗位就业，", "项目与省内算力、软件企业形成配套，"])
      + pick(["并向中小企业开放轻量版本，缩小了数字化差距。", "形成可复制的实施方法，在市州间推广。", "促进了行业数据标准的制定和共享。"])
  }

  // MARK: - 知识产权和资质荣誉, no limit

  private mutating func property() -> String {
    let honours = declaration.honours.map(\.name).joined(separator: "、")
    return "与本项目相关的发明专利\(patents)件、软件著作权\(works)项，"
      + pick(["涉及领域数据合成、检索增强生成和模型压缩。", "涉及长文本对齐、多模态融合和推理加速。"])
      + (honours.isEmpty ? "" : "获\(honours)。")
  }
}
