import ExpertReview
import Glibc

/// A count that an option gives; anything else is refused.
func wholeNumber(_ text: String?, of option: String) -> Int {
  guard let number = text.flatMap({ Int($0) }), number > 0 else {
    Benchmark.refuse("\(option) needs a whole number of 1 or more")
  }
  return number
}

/// What an option gives; nothing is refused.
func text(_ text: String?, of option: String) -> String {
  guard let text else { Benchmark.refuse("\(option) needs a value") }
  return text
}

/// A scheme with its bases, from a folder of rubrics.
func scheme(_ name: String, in rubrics: String) -> Scheme {
  let id = SchemeID(name)
  var schemes: [SchemeID: [UInt8]] = [:]
  var next: SchemeID? = id
  while let wanted = next {
    let bytes = fileBytes("\(rubrics)/\(wanted)/scheme.json")
    schemes[wanted] = bytes
    next = (try? JSON.read(bytes))?["extends"]?.text.map { SchemeID($0) }
  }
  let shelf = SchemeShelf(schemes: schemes, documents: fileBytes(rubrics + "/documents.json"))
  switch readScheme(id, from: shelf) {
  case .success(let scheme): return scheme
  case .failure: Benchmark.end(3, "benchmark: \(id) cannot be read; see panel schemes --check\n")
  }
}

func fileBytes(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { Benchmark.end(3, "benchmark: \(path) cannot be opened\n") }
  defer { fclose(file) }
  return bytes(of: file)
}
