// How the bodies that recommend are found in a round. Each is linear in the roster.

extension Round {
  /// The recommender with an id; nil where the roster has none such.
  public func recommender(_ id: RecommenderID) -> Recommender? { recommenders.first { $0.id == id } }

  /// The recommender that a person means: by its id, or by its name word for word.
  public func recommender(called name: String) -> Recommender? {
    recommenders.first { $0.id.rawValue == name || $0.name == name }
  }

  /// The id or name of the roster that a mistyped one most likely means; nil where none is close.
  public func nearestRecommender(to name: String) -> String? {
    nearest(to: name, among: recommenders.map(\.id.rawValue) + recommenders.map(\.name))
  }

  /// A recommender's name; its id where it is not on the roster.
  public func recommenderName(_ id: RecommenderID) -> String { recommender(id)?.name ?? id.rawValue }

  /// The body that recommends a candidate: what its file or a recommendation table names.
  public func recommenderID(of candidate: Candidate) -> RecommenderID? {
    if let id = scheme.text("recommender_id", of: candidate) { return RecommenderID(id) }
    return nominations.first { $0.candidate == candidate.id }?.recommender
  }
}
