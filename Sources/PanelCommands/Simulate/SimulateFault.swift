import ExpertReview
import Simulation

/// What keeps a study from being run, gone on with or merged.
enum SimulateFault: Error, Hashable {
  case noStudies(tried: [String])
  case unknownStudy(String, nearest: String?)
  /// `--merge` without files.
  case nothingToMerge
  /// A round of several groups, of which one makes a model.
  case oneGroup([String])
  /// A round whose marks tell no model.
  case tellsNoModel(String, FittedModelGap)
  /// Several studies where one is wanted.
  case oneStudy([String])
  /// Not `I/N` with 1 ≤ I ≤ N.
  case badShard(String)
  /// A file of blocks stands there already.
  case unfinished(String)
  /// Another process writes it.
  case inUse(String)
  /// Not a file of blocks, or cut off within its heading.
  case notBlocks(String)
  /// A line that does not fit its checksum, or says what it cannot.
  case damaged(String, line: Int, study: String, shard: Shard?)
  case otherStudy(String, found: String, wanted: String)
  /// The study, its data or its scheme have changed since.
  case changedStudy(String, study: String)
  /// Written by a program that draws other numbers.
  case otherProgram(String, found: Int, wanted: Int)
  case otherShard(String, found: Shard?, wanted: Shard?)
  case otherReplicates(String, found: Int, wanted: Int, of: String)
  case blockTwice(Int, String, String)
  /// Broken off by Ctrl-C; so many blocks stand in the file.
  case interrupted(String, blocks: Int, of: String)
  case gaps(missing: [Int], of: Int, unfinished: [String], absent: [Shard])
}
