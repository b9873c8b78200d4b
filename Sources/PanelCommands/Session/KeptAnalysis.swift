import ExpertReview
import Reports
import RoundStore

/// An analysis that takes long enough to be kept, so that nobody waits for it twice.
protocol KeptAnalysis: Sendable {
  associatedtype Settings
  /// Of values in the round file; and, with `panel analyse`, the command that shows it.
  static var kind: String { get }
  /// A method that gives other numbers has another version.
  static var version: String { get }
  /// Everything that was asked for, so that other settings have another source.
  static func words(of settings: Settings) -> [String]
  var json: JSON { get }
  /// Nil for anything but what `json` writes.
  init?(_ json: JSON)
  /// Whether it stands beside this official result. What was kept before a day on which something lapsed does not.
  func isOf(_ ranking: Ranking) -> Bool
}

extension Certainty: KeptAnalysis {
  static let kind = "certainty"
  static func words(of settings: Settings) -> [String] { [settings.seed, String(settings.replicates)] }

  /// Everybody in the same place, in or out.
  func isOf(_ ranking: Ranking) -> Bool {
    let own = Dictionary(uniqueKeysWithValues: rows.map { ($0.candidate, $0) })
    return ranking.rows.allSatisfy { row in
      guard let known = own[row.candidate] else { return row.place == nil }
      return known.place == row.place && known.listed == row.listed
    }
  }
}

extension SeverityFindings: KeptAnalysis {
  static let kind = "severity"
  static func words(of settings: Settings) -> [String] {
    [settings.seed, String(settings.draws)] + (settings.item.map { [$0.rawValue] } ?? [])
  }
}

extension AgreementFindings: KeptAnalysis {
  static let kind = "agreement"
  static func words(of settings: Settings) -> [String] { [settings.seed] + (settings.item.map { [$0.rawValue] } ?? []) }
}

/// Where an analysis of a stage is kept in the round file, and what it must come from.
///
/// It is known by the version of the method, the stage, the settings and the hash of the last fact that may have
/// changed the ranking, which covers every fact before it. A value of anything else is not read, and is written over.
struct KeptValue<Analysis: KeptAnalysis> {
  let name: String
  let source: Digest

  /// Throws `StoreFault` where the facts cannot be read.
  init(_ round: Round, stage: ReviewStage, settings: Analysis.Settings, in file: RoundFile) throws {
    let last = round.lastChange(of: .ranking, stage: stage.id)
    let hash = try file.facts().last { $0.sequence <= last }?.hash ?? file.genesis
    name = "\(Analysis.kind)/\(stage.id)"
    source = Digest(
      of: ([Analysis.version, stage.id] + Analysis.words(of: settings) + [hash.hexadecimal])
        .map { "\($0.utf8.count):\($0)" }.joined())
  }

  /// What is kept, where it is of this source and can be read.
  func read(from file: RoundFile) throws -> Analysis? {
    guard let bytes = try file.derived(name, from: source), let json = try? JSON.read(bytes) else { return nil }
    return Analysis(json)
  }

  func write(_ analysis: Analysis, to file: RoundFile) throws {
    try file.keep(DerivedValue(name: name, source: source, bytes: analysis.json.bytes()))
  }

  /// What is kept of this very result; else what `work` makes.
  func read(from file: RoundFile, of ranking: Ranking, orElse work: () -> Analysis) throws -> Analysis {
    if let known = try read(from: file), known.isOf(ranking) { return known }
    return work()
  }
}
