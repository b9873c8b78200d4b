import ExpertReview

/// The folder of studies that come with the program, and what a word on the command line means in it.
struct StudiesFolder {
  let path: String

  /// Finds it: `Simulations` here, or beside the program; nil where there is none.
  static func locate(_ invocation: Invocation) -> StudiesFolder? {
    places(invocation).first { Files.isFolder($0) }.map { StudiesFolder(path: $0) }
  }

  static func places(_ invocation: Invocation) -> [String] {
    ["Simulations"] + invocation.surroundings.besideProgram("Simulations")
  }

  /// The names of its studies, sorted.
  func names() throws -> [String] {
    try Files.list(path).filter { Files.exists("\(path)/\($0)/study.json") }
  }

  /// The study file that a word names: a file, a folder that holds `study.json`, or one of the studies by name.
  static func file(named word: String, _ invocation: Invocation) throws -> String {
    if Files.isOrdinary(word) || word == "-" { return word }
    if Files.isFolder(word) { return (word.hasSuffix("/") ? String(word.dropLast()) : word) + "/study.json" }
    if word.contains("/") || word.hasSuffix(".json") { return word }
    guard let folder = locate(invocation) else {
      throw SimulateFault.noStudies(tried: places(invocation)).refusal
    }
    let names = try folder.names()
    guard names.contains(word) else {
      throw SimulateFault.unknownStudy(word, nearest: nearest(to: word, among: names)).refusal
    }
    return "\(folder.path)/\(word)/study.json"
  }
}
