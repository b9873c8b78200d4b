import ExpertReview

/// `panel schemes --schema`: the JSON Schema by which an editor completes and checks scheme files while one types.
enum SchemeSchema {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    output.bytes(try RubricsFolder.schema(invocation))
    return .done
  }
}
