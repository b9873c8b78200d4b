import ExpertReview

extension Declaration {
  /// The record in a file of candidates: the envelope first, then the form's sections in their order. Keys are those of
  /// the scheme `hunan-2025-call-llm`; enumerated values are written as the form prints them.
  var record: JSON {
    JSON(.object(envelope + cover + unitSection + modelSection + narrative + annexes))
  }

  private func member(_ key: String, _ value: JSON) -> JSON.Member { JSON.Member(key: key, value: value) }
  private func text(_ key: String, _ value: String) -> JSON.Member { member(key, .text(value)) }
  private func texts(_ key: String, _ values: [String]) -> JSON.Member { member(key, .array(values.map { .text($0) })) }

  private func units(_ units: [InventedUnit]) -> JSON {
    .array(units.map { .object(["name": .text($0.name), "uscc": .text($0.code)]) })
  }
  private func base(_ base: Base) -> JSON {
    .object(["kind": .text(base.kind), "model_name": .text(base.model), "vendor": base.vendor.map { .text($0) }])
  }

  private var envelope: [JSON.Member] {
    [
      text("candidate_id", id), text("name", projectName), text("scheme_id", "hunan-2025-call-llm"),
      text("track", track), text("submitted_on", submittedOn.description), text("recommender_id", recommenderID),
      text("recommender_name", recommenderName),
      text("reg_province", regProvince), text("reg_city", regCity),
      text("reg_county", regCounty), member("is_consortium", .boolean(!members.isEmpty)),
      member("members", units(members)),
      text("entity_kind", applicant.kind.rawValue), member("prior_recognitions", .array([])),
      member("sanctions", .array([])), member("violations", .array([])), member("accidents", .array([])),
      member("credit_clean", .boolean(true)), member("tax_arrears", .boolean(false)), text("ip_basis", ipBasis),
      member("ip_dispute", .boolean(false)), member("in_operation", .boolean(true)),
      member("has_personal_data", .boolean(hasPersonalData)),
    ] + (hasPersonalData ? [text("protection_measures", protection)] : [])
  }

  private var cover: [JSON.Member] {
    [
      text("project_name", projectName), text("applicant_name", applicant.name),
      text("contact", "\(contactName) \(phone)"),
      text("declared_on", submittedOn.description),
    ]
  }

  private var unitSection: [JSON.Member] {
    var section = [
      text("reg_address", regAddress), member("reg_capital_wan", money(capital)),
      text("founded_on", foundedOn.description), text("uscc", applicantCode), text("bank", bank),
      text("account", account), text("legal_rep", legalRep), text("legal_phone", phone),
      member(
        "contact_person",
        .object([
          "name": .text(contactName), "title": .text(contactTitle), "phone": .text(phone),
          "email": .text("\(id.lowercased())@example.com"),
        ])),
      text("unit_intro", self.texts.unitIntro),
    ]
    if let assessment {
      section.append(
        member(
          "digital_assess",
          .object(["score": JSON(.number(assessment.score)), "level": .text(assessment.level)])))
    }
    section += [text("srdi", srdi), member("honours", .array(honours.enumerated().map(honour))), financialYears]
    return section
  }

  private func honour(_ position: Int, _ honour: Honour) -> JSON {
    .object(["seq": .number(position + 1), "name": .text(honour.name), "date": .text(honour.day.description)])
  }

  private var financialYears: JSON.Member {
    let members = years.sorted { $0.key < $1.key }.map { year, figures in
      member(
        String(year),
        .object([
          "total_assets_wan": money(figures.assets), "debt_ratio_pct": money(figures.debtRatio),
          "revenue_wan": money(figures.revenue), "ai_revenue_wan": money(figures.aiRevenue),
          "net_profit_wan": money(figures.profit), "tax_wan": money(figures.tax),
          "rd_spend_wan": money(figures.research),
          "staff": .number(figures.staff), "rd_staff": .number(figures.researchStaff),
        ]))
    }
    return member("fin", JSON(.object(members)))
  }

  private var modelSection: [JSON.Member] {
    var section = [
      text("model_name", modelName), texts("modalities", modalities),
      member("base_sources", .array(bases.map(base))),
      member("filed", .boolean(filing != nil)),
    ]
    if let filing {
      section += [text("filing_no", filing.number), text("filing_date", filing.day.description)]
    }
    section += [
      texts("app_domains", domains.map(\.label)), texts("app_scenarios", scenarios),
      member("params_yi", JSON(.number(paramsYi))), member("project_invest_wan", money(investment)),
      texts("service_modes", serviceModes), member("third_party_eval", .boolean(evaluator != nil)),
    ]
    if let evaluator, evaluatorNamed { section.append(text("eval_org", evaluator.name)) }
    section += [
      member("compute", compute), texts("data_sources", dataSources), member("data_tb", JSON(.number(dataTB))),
      member("data_infringes_ip", .boolean(false)), member("data_illegal_pi", .boolean(illegalPersonalData)),
      member("auditors", units([auditor])),
      member("evaluators", units(evaluatorNamed ? evaluator.map { [$0] } ?? [] : [])),
      member("customers", units(customers)),
    ]
    if !unsuitable.isEmpty {
      section.append(
        member(
          "unsuitable_experts",
          .array(
            unsuitable.map { .object(["name": .text($0.name), "unit": .text($0.unit), "reason": .text($0.reason)]) })
        ))
    }
    return section
  }

  private var compute: JSON {
    func own(_ compute: OwnCompute?) -> JSON? {
      compute.map {
        .object([
          "servers": .number($0.servers), "gpu_vendor": .text($0.vendor), "gpu_model": .text($0.model),
          "tflops": .number($0.tflops),
        ])
      }
    }
    func rented(_ compute: RentedCompute?) -> JSON? {
      compute.map {
        .object([
          "provider": .text($0.provider), "tflops": .number($0.tflops), "fee_wan_per_year": .number($0.feeWan),
        ])
      }
    }
    let hasOwn = ownTraining != nil || ownInference != nil
    let hasRented = rentedTraining != nil || rentedInference != nil
    return .object([
      "own": hasOwn ? .object(["train": own(ownTraining), "infer": own(ownInference)]) : nil,
      "rent": hasRented ? .object(["train": rented(rentedTraining), "infer": rented(rentedInference)]) : nil,
    ])
  }

  private var narrative: [JSON.Member] {
    [
      text("model_intro", texts.modelIntro), text("tech_performance", texts.performance),
      text("construction", texts.construction), text("benefits", texts.benefits),
      text("ip_and_honours", texts.property),
    ]
  }

  private var annexes: [JSON.Member] {
    let attachments = papers.map { paper in
      member(
        paper.code,
        .object([
          "file": .text(paper.file), "issued_on": .text(paper.issuedOn.description), "issuer": .text(paper.issuer),
          "amount": paper.amount.map(money),
        ]))
    }
    let pledges = ([applicant] + members).map { unit in
      JSON.object([
        "unit": .text(unit.name), "signed": .boolean(true), "sealed": .boolean(true),
        "date": .text(submittedOn.adding(days: -2).description),
      ])
    }
    return [
      member("attachments", JSON(.object(attachments))), member("pledges", .array(pledges)),
      texts("annex_list", papers.enumerated().map { "\($0 + 1). \($1.file)" }),
    ]
  }

  /// Hundredths as a number of at most two places.
  private func money(_ hundredths: Int) -> JSON {
    JSON(.number(ExactDecimal(units: Int64(hundredths), places: 2).description))
  }
}
