import ExpertReview
import Foundation

/// A scheme of the project's own files, with its bases.
func rubric(_ name: String) throws -> Scheme {
  let id = SchemeID(name)
  let rubrics = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Rubrics")
  func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: rubrics.appending(path: path))) }
  var schemes: [SchemeID: [UInt8]] = [:]
  var next: SchemeID? = id
  while let wanted = next {
    schemes[wanted] = try bytes("\(wanted)/scheme.json")
    next = try JSON.read(schemes[wanted] ?? [])["extends"]?.text.map { SchemeID($0) }
  }
  return try readScheme(id, from: SchemeShelf(schemes: schemes, documents: try bytes("documents.json"))).get()
}
