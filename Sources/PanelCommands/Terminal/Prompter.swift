/// Asks a person, or a file that stands in for one, for lines.
///
/// Prompts go to standard error, so that results can be sent to a file while someone answers, and are left out where
/// standard input is no terminal: a piped file of answers makes no noise.
struct Prompter {
  let input: StandardInput
  let showsPrompts: Bool

  /// Shows `prompt` and returns the line that was typed, without its end; nil where no more will come.
  func ask(_ prompt: String) throws(FileFault) -> String? {
    // A prompt that cannot be shown is no reason to lose the answer.
    if showsPrompts { _ = Files.writeAll(Array(DisplayWidth.harmlessLines(prompt).utf8), to: 2) }
    return try input.line()
  }
}
