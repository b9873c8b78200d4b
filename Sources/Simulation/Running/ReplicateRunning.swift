/// Draws the replicates of a study and measures every design on each of them.
///
/// What a replicate draws depends on the study's seed, the replicate's number and the purpose of the draw alone, so any
/// thread may run any replicate. A worker belongs to one thread and may keep buffers from replicate to replicate.
public protocol ReplicateRunning {
  /// Runs a replicate and adds its measures to the sums of its block: one number for each design and measure of the
  /// study, in the study's order. Throws where a replicate cannot be run under the study's model, and then no figure of
  /// the study stands.
  mutating func run(_ replicate: Int, into sums: inout MeasureSums) throws
}
