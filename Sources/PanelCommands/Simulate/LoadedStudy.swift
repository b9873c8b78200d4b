import ExpertReview
import RoundStore
import Simulation

/// A study that has been read, with all that it was read from.
struct LoadedStudy {
  var study: Study
  /// `study.json` first, then the files of numbers that it names, as they were read.
  let files: [(name: String, bytes: [UInt8])]
  /// What the study is known by: it changes with its files, with the scheme that it takes its rubric from, and where
  /// the program would draw other numbers from them.
  let digest: Digest

  /// Reads the study of a file, with the model of a round where `--like` names one; throws all that is wrong with it.
  static func read(_ file: String, _ invocation: Invocation, _ output: inout Output) throws -> LoadedStudy {
    let own = try invocation.bytes(of: file)
    let bytes = try invocation.text("like").map { try LikeRound.study(own, $0, invocation, &output) } ?? own
    let folder = Files.folder(of: file)
    let isInPlace = Files.name(of: file) == "study.json" && folder.contains(where: { $0 != "." && $0 != "/" })
    return try read(bytes, file: file, folder: isInPlace ? Files.name(of: folder) : nil, invocation) { name in
      try? Files.read(folder + "/" + name)
    }
  }

  /// Reads a study from what is at hand.
  /// - Parameters:
  ///   - file: how it is named in faults.
  ///   - folder: the name of its folder; nil where it stands by itself.
  ///   - beside: a file of its folder.
  static func read(
    _ bytes: [UInt8], file: String, folder: String?, _ invocation: Invocation,
    beside: @escaping (String) -> [UInt8]?
  ) throws -> LoadedStudy {
    var files = [("study.json", bytes)]
    var shelf: SchemeShelf?
    var failure: (any Error)?
    let reading = withoutActuallyEscaping({ () -> SchemeShelf? in
      do { shelf = try shelf ?? RubricsFolder.locate(invocation).shelf() } catch { failure = error }
      return shelf
    }) { schemes in
      withoutActuallyEscaping({ (name: String) -> [UInt8]? in
        guard let found = beside(name) else { return nil }
        if !files.contains(where: { $0.0 == name }) { files.append((name, found)) }
        return found
      }) { readStudy(bytes, file: file, folder: folder, schemes: schemes, beside: $0) }
    }
    if let failure { throw failure }
    switch reading {
    case .failure(let faults): throw Refusal(faults.faults.map(\.report))
    case .success(let study):
      return LoadedStudy(study: study, files: files, digest: digest(of: files, scheme: try scheme(bytes, on: shelf)))
    }
  }

  /// The files of the scheme that a study takes its rubric from, bases and documents included.
  private static func scheme(_ bytes: [UInt8], on shelf: SchemeShelf?) throws -> [(name: String, bytes: [UInt8])] {
    guard let shelf, let id = try JSON.read(bytes)["model"]?["scheme"]?.text else { return [] }
    let part = shelf.part(for: SchemeID(id))
    return part.ids.map { ($0.rawValue + "/scheme.json", part.schemes[$0] ?? []) }
  }

  private static func digest(
    of files: [(name: String, bytes: [UInt8])], scheme: [(name: String, bytes: [UInt8])]
  ) -> Digest {
    var builder = DigestBuilder()
    builder.update(Array("panel study, model \(Study.modelVersion)\n".utf8))
    for (name, bytes) in files + scheme {
      builder.update(Array("\(name) \(bytes.count)\n".utf8))
      builder.update(bytes)
    }
    return builder.finish()
  }
}
