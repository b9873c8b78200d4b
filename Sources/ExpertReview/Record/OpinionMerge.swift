extension Round {
  /// Takes over who chairs what, what panels agreed and what was called in question in another round, whose candidates
  /// are all others than this one's. Facts of the other record are known here by the one that brought them.
  mutating func joinOpinions(of other: Round, entry: FactEntry) {
    for (stage, theirs) in other.chairs { chairs[stage, default: [:]].merge(theirs) { own, _ in own } }
    for (stage, theirs) in other.panelOpinions {
      let brought = theirs.mapValues { opinions in
        opinions.map {
          StandingOpinion(opinion: $0.opinion, sequence: entry.sequence, on: $0.on, by: $0.by, reason: $0.reason)
        }
      }
      panelOpinions[stage, default: [:]].merge(brought) { own, _ in own }
    }
    questions += other.questions.map {
      RaisedQuestion(question: $0.question, sequence: entry.sequence, on: $0.on, judgment: $0.judgment)
    }
  }
}
