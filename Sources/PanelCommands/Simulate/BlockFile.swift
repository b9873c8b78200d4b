import ExpertReview
import Glibc
import RoundStore
import Simulation

/// The file that finished blocks are kept in: of a run that may be broken off, or of a shard.
///
/// Each line is sixteen hexadecimal digits, a blank and JSON; the digits begin the SHA-256 of the JSON, after the
/// study's digest on all lines but the first. The first line is a heading with the study's files, each other line a
/// block. Lines are appended whole; where the process was killed while it wrote one, the last lacks its line end and is
/// dropped. Anything else that does not fit is damage.
struct BlockFile {
  /// What the first line says.
  struct Heading {
    let study: String
    let digest: Digest
    let model: Int
    let replicates: Int
    /// Nil for a run of the whole.
    let shard: Shard?
    let files: [(name: String, bytes: [UInt8])]
  }

  let path: String
  let heading: Heading
  /// Bytes up to the end of the last whole line.
  let wholeBytes: Int
  /// Lines of blocks, not yet read.
  private let lines: [(number: Int, json: JSON)]

  private static let format = "panel study blocks"

  /// Reads a file and the checksums of its lines; nil where it holds no whole line.
  static func read(_ path: String) throws -> BlockFile? {
    let bytes = try Files.read(path)
    guard let end = bytes.lastIndex(of: 0x0A) else { return nil }
    let lines = bytes[..<end].split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let first = json(lines[0], salt: ""), let heading = Heading(first) else {
      throw SimulateFault.notBlocks(path).refusal
    }
    var blocks: [(Int, JSON)] = []
    for (index, line) in lines.enumerated().dropFirst() {
      guard let json = json(line, salt: heading.digest.hexadecimal) else {
        throw SimulateFault.damaged(path, line: index + 1, study: heading.study, shard: heading.shard).refusal
      }
      blocks.append((index + 1, json))
    }
    return BlockFile(path: path, heading: heading, wholeBytes: end + 1, lines: blocks)
  }

  /// The blocks, of a study whose digest is the heading's; `study` has the heading's number of replicates.
  func blocks(of study: Study) throws -> [StoredBlock] {
    var seen: Set<Int> = []
    return try lines.map { number, json in
      guard let block = StoredBlock(json, of: study), block.block < study.blockCount,
        seen.insert(block.block).inserted, block.replicates == study.replicates(ofBlock: block.block).count
      else {
        throw SimulateFault.damaged(path, line: number, study: heading.study, shard: heading.shard).refusal
      }
      return block
    }
  }

  // MARK: Lines

  private static func json(_ line: ArraySlice<UInt8>, salt: String) -> JSON? {
    guard line.count > 17, let text = String(validating: line, as: UTF8.self) else { return nil }
    let body = String(text.dropFirst(17))
    guard text.hasPrefix(check(body, salt: salt) + " ") else { return nil }
    return try? JSON.read(body)
  }

  private static func check(_ body: String, salt: String) -> String {
    String(Digest(of: salt + body).hexadecimal.prefix(16))
  }

  private static func line(_ json: JSON, salt: String) -> [UInt8] {
    let body = json.compactText
    return Array("\(check(body, salt: salt)) \(body)\n".utf8)
  }

  static func line(_ block: StoredBlock, of digest: Digest) -> [UInt8] { line(block.json, salt: digest.hexadecimal) }
  static func line(_ heading: Heading) -> [UInt8] { line(heading.json, salt: "") }
}

extension BlockFile.Heading {
  fileprivate var json: JSON {
    .object([
      "format": .text("panel study blocks"), "version": .number(1), "study": .text(study),
      "digest": .text(digest.hexadecimal), "model": .number(model), "replicates": .number(replicates),
      "shard": shard.map { .text($0.description) },
      "files": .array(
        files.map { .object(["name": .text($0.name), "text": .text(String(decoding: $0.bytes, as: UTF8.self))]) }),
    ])
  }

  fileprivate init?(_ json: JSON) {
    guard json["format"]?.text == "panel study blocks", json["version"] == .number(1),
      let study = json["study"]?.text, let digest = json["digest"]?.text.flatMap({ Digest(hexadecimal: $0) }),
      let model = json["model"]?.scalarText.flatMap({ Int($0) }),
      let replicates = json["replicates"]?.scalarText.flatMap({ Int($0) }), replicates > 0
    else { return nil }
    let files = (json["files"]?.elements ?? []).compactMap { file -> (String, [UInt8])? in
      guard let name = file["name"]?.text, let text = file["text"]?.text else { return nil }
      return (name, Array(text.utf8))
    }
    let shard = json["shard"]?.text
    self.init(
      study: study, digest: digest, model: model, replicates: replicates, shard: shard.flatMap { Shard($0) },
      files: files)
  }
}

/// A file of blocks that is being written. One process at a time may write it.
final class BlockWriter {
  private let descriptor: Int32
  private let path: String
  private let digest: Digest

  /// What becomes of what stands in the file.
  enum Start {
    /// The heading and these blocks replace it.
    case anew([StoredBlock])
    /// So many bytes of it stay.
    case keeping(bytes: Int)
  }

  /// Opens a file for this process alone and puts it in the state to go on from. Where the file system knows no locks,
  /// nobody is kept out.
  init(_ path: String, _ heading: BlockFile.Heading, _ start: Start) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, Files.everyoneReads)
    guard descriptor >= 0 else { throw FileFault(code: errno, path: path, writing: true) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(descriptor)
      throw SimulateFault.inUse(path).refusal
    }
    var failure: Int32?
    switch start {
    case .keeping(let bytes): failure = ftruncate(descriptor, bytes) == 0 ? nil : errno
    case .anew(let blocks):
      failure = ftruncate(descriptor, 0) == 0 ? nil : errno
      let bytes = BlockFile.line(heading) + blocks.flatMap { BlockFile.line($0, of: heading.digest) }
      failure = failure ?? Files.writeAll(bytes, to: descriptor)
    }
    if let failure {
      close(descriptor)
      throw FileFault(code: failure, path: path, writing: true)
    }
    self.descriptor = descriptor
    self.path = path
    digest = heading.digest
  }

  func append(_ block: StoredBlock) throws {
    guard let code = Files.writeAll(BlockFile.line(block, of: digest), to: descriptor) else { return }
    throw FileFault(code: code, path: path, writing: true)
  }

  deinit { close(descriptor) }
}
