/// A field of application (应用领域) with the words that a declaration in it is written with.
struct ApplicationDomain: Sendable {
  /// The label on the form's tick box.
  let label: String
  /// What a model for it is called, after the unit's stem.
  let brand: String
  /// 所属行业 in the recommender's table.
  let industry: String
  let customers: String
  /// The line of business in the names of the two invented customers.
  let clientWords: [String]
  let scenarios: [String]
  let data: String
  /// What gets better: a phrase, and a plausible range of the change in per cent.
  let gains: [(phrase: String, percent: ClosedRange<Int>)]

  /// In the order of the form.
  static let all: [ApplicationDomain] = [
    ApplicationDomain(
      label: "智能制造", brand: "智造", industry: "专用设备制造业", customers: "装备制造企业", clientWords: ["重工", "精密机床"],
      scenarios: ["工艺参数推荐", "生产排程辅助决策", "质检缺陷判读", "设备故障问答诊断"], data: "设备运行日志、工艺文件与质检图像",
      gains: [("质检漏检率下降", 18...46), ("计划排程用时缩短", 30...65), ("设备非计划停机减少", 12...31)]),
    ApplicationDomain(
      label: "生物医药", brand: "药研", industry: "医药制造业", customers: "制药企业和药物研发机构", clientWords: ["制药", "生物科技"],
      scenarios: ["候选分子生成与筛选", "药理文献问答", "临床试验方案比对", "药物警戒报告归纳"], data: "公开化合物库、药理文献与脱敏试验记录",
      gains: [("先导化合物筛选周期缩短", 25...52), ("文献检索用时缩短", 40...72), ("警戒报告整理人力减少", 28...55)]),
    ApplicationDomain(
      label: "医疗健康", brand: "诊助", industry: "卫生和社会工作", customers: "县级医院和基层医疗机构", clientWords: ["康复医院管理", "医养服务"],
      scenarios: ["病历质量核查", "基层辅助问诊", "检查报告解读", "慢病随访管理"], data: "脱敏病历、诊疗指南与检查报告",
      gains: [("病历甲级率提高", 6...17), ("门诊文书书写用时缩短", 30...58), ("慢病随访完成率提高", 15...38)]),
    ApplicationDomain(
      label: "普惠金融", brand: "融信", industry: "金融业", customers: "农商银行和小额信贷机构", clientWords: ["农商小额贷款", "融资担保"],
      scenarios: ["小微授信尽调报告生成", "合同条款审查", "反欺诈线索研判", "客户经理问答助手"], data: "授信档案、监管制度与脱敏交易特征",
      gains: [("尽调报告编制用时缩短", 45...76), ("合同审查差错下降", 20...44), ("小微贷款审批时间缩短", 25...50)]),
    ApplicationDomain(
      label: "文化旅游", brand: "湘旅", industry: "文化、体育和娱乐业", customers: "景区、文博场馆和音视频制作机构", clientWords: ["文旅发展", "音像传媒"],
      scenarios: ["景区智能导览", "短视频脚本与分镜生成", "文物知识问答", "游客舆情分析"], data: "景区讲解词、音视频素材与文博资料",
      gains: [("音视频素材制作周期缩短", 35...63), ("游客咨询应答率提高", 12...29), ("人工讲解排队时间缩短", 22...48)]),
    ApplicationDomain(
      label: "现代农业", brand: "稻谷", industry: "农、林、牧、渔业", customers: "种粮大户、农业合作社和种业企业", clientWords: ["农业开发", "种业"],
      scenarios: ["病虫害识别与处方", "水稻长势遥感解译", "农技知识问答", "农产品行情研判"], data: "田间影像、气象土壤数据与农技资料",
      gains: [("农药用量减少", 10...24), ("病虫害识别准确率提高", 8...21), ("农技服务响应时间缩短", 40...70)]),
    ApplicationDomain(
      label: "工程机械", brand: "工械", industry: "专用设备制造业", customers: "工程机械主机厂和租赁服务商", clientWords: ["工程机械", "机械租赁"],
      scenarios: ["液压系统故障诊断", "售后维修知识问答", "施工工法推荐", "远程运维工单生成"], data: "整机工况数据、维修手册与工单",
      gains: [("一次修复率提高", 9...22), ("售后工单处理用时缩短", 28...54), ("备件库存占用下降", 8...19)]),
    ApplicationDomain(
      label: "轨道交通", brand: "轨安", industry: "铁路、船舶和其他运输设备制造业", customers: "轨道车辆制造企业和运营公司",
      clientWords: ["轨道车辆", "城轨运营"],
      scenarios: ["牵引系统健康评估", "检修规程问答", "线路巡检图像判读", "应急处置预案推演"], data: "车载监测数据、检修规程与巡检图像",
      gains: [("检修工时减少", 14...33), ("巡检图像判读效率提高", 45...80), ("牵引系统误报率下降", 17...40)]),
    ApplicationDomain(
      label: "数字政务", brand: "政通", industry: "公共管理、社会保障和社会组织", customers: "市县政务服务机构", clientWords: ["政务数据服务", "城市运营"],
      scenarios: ["政策问答与申报指引", "热线工单分类派发", "公文起草与核校", "一网统管事件研判"], data: "公开政策文件、办事指南与脱敏热线工单",
      gains: [("热线工单派发用时缩短", 50...78), ("政策咨询一次答复率提高", 14...32), ("公文核校差错下降", 26...49)]),
    ApplicationDomain(
      label: "自然资源", brand: "观山", industry: "专业技术服务业", customers: "自然资源和林业主管单位", clientWords: ["勘测规划", "生态修复"],
      scenarios: ["遥感影像变化图斑提取", "地质灾害隐患研判", "规划条文审查", "矿山生态修复监测"], data: "遥感影像、测绘成果与规划文本",
      gains: [("变化图斑提取效率提高", 55...88), ("规划审查用时缩短", 30...57), ("灾害隐患漏判率下降", 12...27)]),
    ApplicationDomain(
      label: "智慧教育", brand: "启学", industry: "教育", customers: "中小学校和职业院校", clientWords: ["教育服务", "职教发展"],
      scenarios: ["作业批改与学情分析", "教师备课助手", "实训操作评价", "校园心理关怀问答"], data: "教材教案、题库与脱敏学习记录",
      gains: [("教师备课用时缩短", 25...46), ("作业批改用时缩短", 40...66), ("实训考核合格率提高", 7...16)]),
    ApplicationDomain(
      label: "康养服务", brand: "颐伴", industry: "居民服务业", customers: "养老机构和社区服务站", clientWords: ["康养产业", "社区养老服务"],
      scenarios: ["失能老人照护计划生成", "跌倒风险评估", "陪伴式语音交互", "康复训练指导"], data: "护理记录、康复指南与方言语音",
      gains: [("照护文书用时缩短", 32...59), ("跌倒事件减少", 11...26), ("家属满意度提高", 6...15)]),
    ApplicationDomain(
      label: "绿色消费", brand: "绿购", industry: "批发和零售业", customers: "商超和本地生活平台", clientWords: ["商业连锁", "生活电商"],
      scenarios: ["绿色商品识别与导购", "临期商品调拨建议", "包装减量方案生成", "消费者问答"], data: "商品目录、能效标识与脱敏消费记录",
      gains: [("临期损耗下降", 13...30), ("绿色商品销售占比提高", 5...14), ("客服人工转接率下降", 24...51)]),
    ApplicationDomain(
      label: "科学技术", brand: "研思", industry: "研究和试验发展", customers: "高校和科研院所", clientWords: ["新材料研究", "科技服务"],
      scenarios: ["科技文献综述生成", "实验方案设计", "科学计算代码生成", "专利查新比对"], data: "开放论文、专利文献与实验数据",
      gains: [("查新检索用时缩短", 42...70), ("实验方案返工率下降", 10...24), ("代码编写用时缩短", 25...48)]),
  ]

  /// What a general model of a modality is called.
  static let generalBrands = ["通识", "鸿图", "灵犀", "博闻", "万象"]
}
