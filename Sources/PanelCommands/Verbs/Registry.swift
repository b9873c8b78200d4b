/// The verbs at work, by name. A verb of `CommandTable` that is not here is neither listed nor run.
enum Registry {
  static func verb(named name: String) -> Verb? {
    switch name {
    case "schemes": SchemesVerb.run
    case "new": NewVerb.run
    case "import": ImportVerb.run
    case "examine": ExamineVerb.run
    case "conflicts": ConflictsVerb.run
    case "assign": AssignVerb.run
    case "invite": InviteVerb.run
    case "sheets": SheetsVerb.run
    case "collect": CollectVerb.run
    case "score": ScoreVerb.run
    case "rank": RankVerb.run
    case "analyse": AnalyseVerb.run
    case "decide": DecideVerb.run
    case "publish": PublishVerb.run
    case "status": StatusVerb.run
    case "explain": ExplainVerb.run
    case "verify": VerifyVerb.run
    case "export": ExportVerb.run
    case "simulate": SimulateVerb.run
    case "demo": DemoVerb.run
    default: nil
    }
  }
}
