import CTerminal
import Glibc

/// What a stream of output can show.
struct Terminal: Sendable, Hashable {
  /// Columns of the window; nil where the stream is no terminal, and then nothing is cut, coloured or rewritten.
  let columns: Int?
  let hasColour: Bool

  /// A file or a pipe.
  static let none = Terminal(columns: nil, hasColour: false)

  init(columns: Int?, hasColour: Bool) {
    self.columns = columns
    self.hasColour = hasColour
  }

  /// Looks at a descriptor; `NO_COLOR` (any text) and `TERM=dumb` switch colour off.
  init(descriptor: Int32, environment: [String: String]) {
    guard isatty(descriptor) == 1 else {
      self = .none
      return
    }
    let columns = Int(ct_columns(descriptor))
    self.columns = columns > 0 ? columns : 80
    hasColour = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case yellow = "33"
  }

  /// The text in a style, or as it is where the terminal has no colour.
  func styled(_ text: String, _ style: Style) -> String {
    hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
