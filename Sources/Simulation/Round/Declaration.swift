import ExpertReview

/// One simulated declaration (申报书), as the values that its form holds; `record` writes it in the form of a file of
/// candidates. Planted faults alter it before it is written.
struct Declaration: Sendable {
  struct Year: Sendable {
    /// Amounts in hundredths of 万元.
    var assets = 0
    var revenue = 0
    var aiRevenue = 0
    var profit = 0
    var tax = 0
    var research = 0
    /// In hundredths of a per cent.
    var debtRatio = 0
    var staff = 0
    var researchStaff = 0
  }
  struct OwnCompute: Sendable {
    var servers: Int
    var vendor: String
    var model: String
    var tflops: Int
  }
  struct RentedCompute: Sendable {
    var provider: String
    var tflops: Int
    var feeWan: Int
  }
  struct Base: Sendable {
    /// 开源, 商业 or 自研.
    var kind: String
    var model: String
    var vendor: String?
  }
  struct Paper: Sendable {
    let code: String
    let file: String
    let issuedOn: CivilDay
    let issuer: String
    /// In hundredths of 万元.
    var amount: Int?
  }
  struct Honour: Sendable {
    let name: String
    let day: CivilDay
  }

  let id: String
  let applicant: InventedUnit
  let domains: [ApplicationDomain]
  var applicantCode: String
  var projectName = ""
  var modelName = ""
  var general: Bool
  var submittedOn: CivilDay
  var recommenderID: String
  var recommenderName = ""
  var regProvince = "湖南"
  var regCity = ""
  var regCounty = ""
  var regAddress = ""
  var members: [InventedUnit] = []
  var legalRep = ""
  var contactName = ""
  var contactTitle = ""
  var phone = ""
  var foundedOn: CivilDay
  var capital = 0
  var bank = ""
  var account = ""
  var assessment: (score: String, level: String)?
  var srdi = "否"
  var honours: [Honour] = []
  var years: [Int: Year] = [:]
  var modalities: [String] = []
  var bases: [Base] = []
  var filing: (number: String, day: CivilDay)?
  var paramsYi = ""
  var investment = 0
  var serviceModes: [String] = []
  /// Nil where the model was not evaluated.
  var evaluator: InventedUnit?
  /// Whether the form says who evaluated.
  var evaluatorNamed = true
  var auditor: InventedUnit
  var ownTraining: OwnCompute?
  var ownInference: OwnCompute?
  var rentedTraining: RentedCompute?
  var rentedInference: RentedCompute?
  /// Whom it rents from, where it rents.
  let lessor: InventedUnit
  var dataSources: [String] = []
  var dataTB = ""
  var illegalPersonalData = false
  var ipBasis = "own"
  var hasPersonalData = false
  var protection = ""
  var scenarios: [String] = []
  var customers: [InventedUnit] = []
  /// Experts whom the applicant asks to be kept off.
  var unsuitable: [(name: String, unit: String, reason: String)] = []
  var texts = Texts()
  var papers: [Paper] = []

  struct Texts: Sendable {
    var unitIntro = ""
    var modelIntro = ""
    var performance = ""
    var construction = ""
    var benefits = ""
    var property = ""
  }

  var track: String { general ? "general" : "vertical" }

  /// Leaves compute for inference alone, rented.
  mutating func keepOnlyRentedInference() {
    ownTraining = nil
    ownInference = nil
    rentedTraining = nil
    rentedInference = RentedCompute(provider: lessor.name, tflops: 8_000, feeWan: 68)
  }
}

/// An invented base model that anyone may use, with its size.
struct OpenBase: Sendable {
  let name: String
  let paramsYi: String

  var base: Declaration.Base { Declaration.Base(kind: "开源", model: name) }

  static let smallest = OpenBase(name: "衡麓开源基座-0.8B", paramsYi: "8")
  static let middle = OpenBase(name: "衡麓开源基座-7B", paramsYi: "70")
  static let all = [
    smallest, OpenBase(name: "衡麓开源基座-1.8B", paramsYi: "18"), middle,
    OpenBase(name: "云梦开源基座-13B", paramsYi: "130"), OpenBase(name: "洞庭开源基座-72B", paramsYi: "720"),
  ]
}
