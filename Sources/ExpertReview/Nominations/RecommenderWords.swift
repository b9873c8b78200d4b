extension Recommender.Kind {
  /// What a recommender of the kind is called.
  package var label: Bilingual {
    switch self {
    case .directCity: Bilingual(zh: "直管市", en: "directly administered city")
    case .forestryDistrict: Bilingual(zh: "林区", en: "forestry district")
    case .plannedCity: Bilingual(zh: "计划单列市", en: "separately planned city")
    case .corps: Bilingual(zh: "兵团", en: "production and construction corps")
    }
  }
}

extension Recommender.Level {
  /// What a recommender of the level is called.
  package var label: Bilingual {
    switch self {
    case .district: Bilingual(zh: "区县级推荐单位", en: "recommender of a district")
    case .city: Bilingual(zh: "市州级推荐单位", en: "recommender of a city")
    case .province: Bilingual(zh: "省级推荐单位", en: "recommender of a province")
    case .central: Bilingual(zh: "中央推荐单位", en: "central recommender")
    }
  }
}
