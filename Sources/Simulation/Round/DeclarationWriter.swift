import ExpertReview
import Statistics

/// What candidates of one round share: evaluators, auditors, lessors of compute and customers to choose from.
struct RoundSurroundings: Sendable {
  var evaluators: [InventedUnit] = []
  var auditors: [InventedUnit] = []
  var lessors: [InventedUnit] = []
  /// By the label of the field of application.
  var customers: [String: [InventedUnit]] = [:]
  /// Sellers of base models.
  var vendors: [InventedUnit] = []
}

/// Draws one declaration whose figures hang together: staff drives revenue, revenue drives assets, tax and research;
/// the track drives parameters, data and compute. The texts are written later (`DeclarationAuthor`).
struct DeclarationWriter {
  private var stream: RandomStream
  private let surroundings: RoundSurroundings
  private let days: SimulatedRound.Days

  init(stream: RandomStream, surroundings: RoundSurroundings, days: SimulatedRound.Days) {
    self.stream = stream
    self.surroundings = surroundings
    self.days = days
  }

  mutating func write(
    id: String, applicant: InventedUnit, general: Bool, members: [InventedUnit], legalRep: String, contact: String
  ) -> Declaration {
    let domains = stream.sample(general ? stream.integer(in: 2...4) : 1, of: ApplicationDomain.all)
    var declaration = Declaration(
      id: id, applicant: applicant, domains: domains, applicantCode: applicant.code, general: general,
      submittedOn: days.opened.adding(days: stream.integer(in: 0...18)), recommenderID: "",
      foundedOn: days.opened.adding(days: -stream.integer(in: 1_250...7_300)),
      auditor: stream.element(of: surroundings.auditors), lessor: stream.element(of: surroundings.lessors))
    declaration.members = members
    declaration.legalRep = legalRep
    declaration.contactName = contact
    drawUnit(&declaration)
    drawModel(&declaration)
    drawCompute(&declaration)
    drawPapers(&declaration)
    return declaration
  }

  // MARK: - The unit

  private mutating func drawUnit(_ declaration: inout Declaration) {
    let seat = declaration.applicant.seat
    declaration.regCity = seat.name
    declaration.regCounty = declaration.applicant.seatCounty.name
    declaration.recommenderName = seat.bureau
    declaration.recommenderID = Prefecture.recommenderID(declaration.applicant.prefecture)
    declaration.regAddress =
      "湖南省\(seat.name)\(declaration.applicant.seatCounty.name)\(stream.element(of: ["麓云", "尖岭", "谷岸", "洋湖东", "金桥", "望梅"]))路\(stream.integer(in: 8...988))号"
    // Local numbers never begin with 1, so nobody's telephone is named.
    declaration.phone = "\(seat.areaCode)-1\(padded(stream.integer(below: 10_000_000), 7))"
    declaration.contactTitle = stream.element(of: ["项目经理", "技术总监", "综合管理部部长", "研发中心主任"])
    declaration.capital = stream.element(of: [500, 1000, 2000, 3000, 5000, 8000, 10_000, 20_000]) * 100
    declaration.bank = "湖南\(stream.element(of: ["麓衡", "湘澧", "橘岸"]))银行股份有限公司\(seat.short)分行"
    declaration.account =
      "8" + padded(stream.integer(below: 1_000_000_000), 9) + padded(stream.integer(below: 1_000_000), 6)
    if declaration.applicant.kind == .enterprise {
      declaration.srdi = stream.element(of: ["否", "否", "省级", "省级", "国家级", "重点小巨人"])
    }
    if stream.chance(0.6) {
      let score = stream.integer(in: 5200...9100)
      declaration.assessment = (ExactDecimal(units: Int64(score), places: 2).description, level(of: score))
    }
    declaration.honours = drawHonours(of: declaration)
    drawYears(&declaration)
  }

  private func level(of score: Int) -> String { score >= 8000 ? "四级" : score >= 6500 ? "三级" : "二级" }

  private mutating func drawHonours(of declaration: Declaration) -> [Declaration.Honour] {
    let kinds = [
      "湖南省企业技术中心", "湖南省科学技术进步奖三等奖", "湖南省软件和信息技术服务业优秀产品", "湖南省人工智能创新应用大赛二等奖", "湖南省新型研发机构",
    ]
    return stream.sample(stream.integer(in: 0...3), of: kinds)
      .map { Declaration.Honour(name: $0, day: days.opened.adding(days: -stream.integer(in: 40...1_200))) }
      .sorted { $0.day < $1.day }
  }

  private mutating func drawYears(_ declaration: inout Declaration) {
    let lastYear = days.opened.year - 1
    var last = Declaration.Year()
    last.staff = stream.integer(in: 34...90) * stream.element(of: [1, 1, 2, 3, 5])
    last.researchStaff = last.staff * stream.integer(in: 38...71) / 100
    last.revenue = last.staff * stream.integer(in: 4_200...11_800)
    var first = last
    let growth = stream.integer(in: 108...146)
    first.staff = last.staff * 100 / stream.integer(in: 102...128)
    first.researchStaff = first.staff * stream.integer(in: 36...66) / 100
    first.revenue = last.revenue * 100 / growth
    for year in [(lastYear, last), (lastYear - 1, first)] {
      var figures = year.1
      figures.assets = figures.revenue * stream.integer(in: 85...230) / 100
      figures.debtRatio = stream.integer(in: 1_850...6_400)
      figures.aiRevenue = figures.revenue * stream.integer(in: 24...82) / 100
      figures.profit = figures.revenue * stream.integer(in: -61...174) / 1_000
      figures.tax = figures.revenue * stream.integer(in: 28...84) / 1_000
      figures.research = figures.revenue * stream.integer(in: 9...29) / 100
      declaration.years[year.0] = figures
    }
  }

  // MARK: - The model

  private mutating func drawModel(_ declaration: inout Declaration) {
    let stem = declaration.applicant.stem
    let domain = declaration.domains[0]
    let brand = declaration.general ? stream.element(of: ApplicationDomain.generalBrands) : domain.brand
    declaration.modelName = "\(stem)\(brand)大模型"
    declaration.projectName =
      declaration.general
      ? "\(stem)\(brand)基础通用大模型研发与开放应用" : "面向\(domain.label)领域的\(declaration.modelName)研发及应用"
    declaration.scenarios = Array(declaration.domains.flatMap(\.scenarios).prefix(declaration.general ? 6 : 4))
    declaration.modalities =
      declaration.general
      ? stream.element(of: [["文本"], ["文本", "语音"], ["视频", "语音", "文本", "多模态"], ["文本", "多模态"]])
      : stream.element(of: [["文本"], ["文本", "语音"], ["文本", "多模态"]])
    drawBases(&declaration)
    if stream.chance(declaration.general ? 0.85 : 0.55) {
      let day = days.opened.adding(days: -stream.integer(in: 30...420))
      let number = "湘模备\(day.year)\(padded(stream.integer(in: 1...999), 4))号"
      declaration.filing = (number, day)
    }
    declaration.investment = stream.integer(in: 26...460) * 1_000 * (declaration.general ? 3 : 1)
    declaration.serviceModes = stream.sample(stream.integer(in: 1...3), of: ["APP", "网页", "API接口", "本地部署"])
    declaration.evaluator = stream.element(of: surroundings.evaluators)
    declaration.dataSources = stream.element(of: [["开源数据", "自采数据"], ["自采数据"], ["开源数据", "自采数据", "商业数据"]])
    let terabytes = stream.integer(in: declaration.general ? 80...1_200 : 6...260)
    declaration.dataTB = ExactDecimal(units: Int64(terabytes), places: 1).description
    declaration.ipBasis = stream.chance(0.85) ? "own" : "licensed"
    declaration.hasPersonalData = stream.chance(0.45)
    if declaration.hasPersonalData {
      declaration.protection = "入库前去标识化并经抽检复核；敏感字段国密算法加密存储；训练环境与业务网隔离；访问分级授权、留痕审计。"
    }
    let customers = declaration.domains.flatMap { surroundings.customers[$0.label] ?? [] }
    declaration.customers = stream.sample(stream.integer(in: 1...2), of: customers)
  }

  /// Base models and parameters, which belong together: a model built on another has that one's size.
  private mutating func drawBases(_ declaration: inout Declaration) {
    let selfMade = Declaration.Base(kind: "自研", model: declaration.modelName)
    let open = stream.element(of: OpenBase.all)
    if declaration.general {
      declaration.paramsYi = stream.element(of: ["70", "130", "140", "320", "340", "671.5", "1000", "1760", "2000"])
      declaration.bases = stream.chance(0.3) ? [open.base, selfMade] : [selfMade]
      return
    }
    switch stream.integer(below: 10) {
    case 0..<6:
      declaration.paramsYi = open.paramsYi
      declaration.bases = [open.base]
    case 6..<8:
      let vendor = stream.element(of: surroundings.vendors)
      declaration.paramsYi = stream.element(of: ["140", "340"])
      declaration.bases = [Declaration.Base(kind: "商业", model: "\(vendor.stem)商用基座企业版", vendor: vendor.name)]
    default:
      declaration.paramsYi = stream.element(of: ["13.6", "30", "60", "90"])
      declaration.bases = [selfMade]
    }
  }

  private mutating func drawCompute(_ declaration: inout Declaration) {
    let scale = declaration.general ? 12 : 2
    if stream.chance(0.7) {
      declaration.ownTraining = drawServers(scale: scale)
      declaration.ownInference = drawServers(scale: 1)
    } else {
      declaration.rentedTraining = drawRent(from: declaration.lessor, scale: scale)
      declaration.rentedInference = drawRent(from: declaration.lessor, scale: 1)
    }
  }

  private mutating func drawServers(scale: Int) -> Declaration.OwnCompute {
    let (vendor, model, perServer) = stream.element(of: [
      ("衡算半导体", "HS-910", 2_560), ("麓芯科技", "LX-800", 1_792), ("湘算微电子", "XS-A2", 2_048),
    ])
    let servers = stream.integer(in: 2...9) * scale
    return Declaration.OwnCompute(servers: servers, vendor: vendor, model: model, tflops: servers * perServer)
  }

  private mutating func drawRent(from lessor: InventedUnit, scale: Int) -> Declaration.RentedCompute {
    let tflops = stream.integer(in: 4...18) * 1_000 * scale
    return Declaration.RentedCompute(
      provider: lessor.name, tflops: tflops, feeWan: tflops * stream.integer(in: 70...110) / 10_000 + 6)
  }

  // MARK: - The annexes

  private func drawPapers(_ declaration: inout Declaration) {
    let auditor = declaration.auditor.name
    let own = declaration.applicant.name
    let submitted = declaration.submittedOn
    let bureau = declaration.applicant.seat.name + "市场监督管理局"
    let taxes = "国家税务总局\(declaration.applicant.seat.name)税务局"
    var papers: [Declaration.Paper] = []
    func attach(_ code: String, _ title: String, days: Int, _ issuer: String, amount: Int? = nil) {
      papers.append(
        Declaration.Paper(
          code: code, file: "\(declaration.id)/\(code)-\(title).pdf", issuedOn: submitted.adding(days: -days),
          issuer: issuer, amount: amount))
    }
    attach("MT-01", "项目申报书", days: 0, own)
    attach("GL-A01", "法定代表人身份证及营业执照", days: 300, bureau)
    attach("GL-A02", "单位资质与荣誉", days: 120, own)
    attach("GL-A03", "近两年财务审计报告", days: 190, auditor)
    attach("GL-A04", "近两年缴税证明", days: 60, taxes)
    attach("GL-A05", "项目专项审计报告", days: 25, auditor, amount: declaration.investment)
    if !declaration.members.isEmpty { attach("GL-A06", "联合体合作协议", days: 45, own) }
    if declaration.assessment != nil { attach("GL-A07", "数字工信线上自评估证明", days: 80, own) }
    attach("GL-A08", "知识产权证明", days: 150, "国家知识产权局")
    attach("GL-A09", "第三方测评报告", days: 70, declaration.evaluator?.name ?? own)
    attach("GL-A10", "应用推广证明", days: 30, declaration.customers[0].name)
    declaration.papers = papers
  }
}
