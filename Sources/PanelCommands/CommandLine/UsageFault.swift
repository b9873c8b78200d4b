/// What is wrong with a command as it was typed: one case a mistake, with the facts from which the sentences are made.
enum UsageFault: Error, Hashable, Sendable {
  /// The name of an option (without dashes) or of an argument in its place (`KIND`).
  enum Slot: Hashable, Sendable {
    case option(String)
    case argument(String)
  }

  case noVerb
  case unknownVerb(String, nearest: [String])
  /// `elsewhere` names the verbs that do take such an option.
  case unknownOption(String, verb: String, nearest: [String], elsewhere: [String])
  case optionOfAnotherBranch(String, verb: String, branch: String, belongsTo: [String])
  case missingValue(option: String, valueName: String, following: String?)
  /// A flag was given a value.
  case unexpectedValue(option: String, value: String)
  case emptyValue(Slot)
  case repeated(option: String, values: [String])
  case notAllowed(Slot, value: String, allowed: [String], nearest: String?)
  case notWhole(option: String, value: String, least: Int)
  /// A share is above zero, at most one, and with no greater denominator than this.
  case notShare(option: String, value: String, largestDenominator: Int)
  case notDecimal(option: String, value: String)
  case notDay(option: String, value: String)
  case missingOption(String, valueName: String?, verb: String)
  /// `option` must stand beside `by`, which is an option or a branch.
  case neededBy(option: String, valueName: String?, by: String)
  /// Two options that mean different things to do.
  case notTogether(String, with: String)
  case missingArgument(String, verb: String)
  case tooManyArguments([String], verb: String, most: Int)
  case environment(variable: String, value: String, allowed: [String])

  /// The stable name of the mistake in JSON.
  var code: String {
    switch self {
    case .noVerb: "usage.noVerb"
    case .unknownVerb: "usage.unknownVerb"
    case .unknownOption: "usage.unknownOption"
    case .optionOfAnotherBranch: "usage.optionOfAnotherBranch"
    case .missingValue: "usage.missingValue"
    case .unexpectedValue: "usage.unexpectedValue"
    case .emptyValue: "usage.emptyValue"
    case .repeated: "usage.repeated"
    case .notAllowed: "usage.notAllowed"
    case .notWhole: "usage.notWhole"
    case .notShare: "usage.notShare"
    case .notDecimal: "usage.notDecimal"
    case .notDay: "usage.notDay"
    case .missingOption: "usage.missingOption"
    case .neededBy: "usage.neededBy"
    case .notTogether: "usage.notTogether"
    case .missingArgument: "usage.missingArgument"
    case .tooManyArguments: "usage.tooManyArguments"
    case .environment: "usage.environment"
    }
  }

  /// What was typed and is wrong; nil where something is lacking.
  var value: String? {
    switch self {
    case .unknownVerb(let text, _), .unknownOption(let text, _, _, _), .optionOfAnotherBranch(let text, _, _, _): text
    case .unexpectedValue(_, let value), .notAllowed(_, let value, _, _), .notWhole(_, let value, _),
      .notShare(_, let value, _), .notDecimal(_, let value), .notDay(_, let value), .environment(_, let value, _):
      value
    case .tooManyArguments(let extra, _, _): extra.first
    case .notTogether(let option, _): "--" + option
    case .noVerb, .missingValue, .emptyValue, .repeated, .missingOption, .neededBy, .missingArgument: nil
    }
  }
}

/// Everything that is wrong with one command, in the order typed.
struct UsageFaults: Error, Hashable, Sendable {
  let faults: [UsageFault]
}
