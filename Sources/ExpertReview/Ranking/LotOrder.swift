/// The order of a lot that anybody can draw again who has the seed and a hash tool.
///
/// The candidates stand in order of their ids. Draw k takes, from those left, the one whose place in that order is
/// the number that `RivestSampler` gives for draw k out of as many as are left; the first taken is first. Every order
/// is as likely as the numbers are even: with n candidates the shares differ by less than n ÷ 2²⁵⁶.
///
/// A lot is fair only where the seed was not known, to those who could choose it, before it was fixed who draws: throw
/// dice before witnesses once the ranking is signed.
///
/// Complexity: the square of the number of candidates.
/// - Parameters:
///   - candidates: each once, in any order.
///   - sampler: with the seed of the lot.
public func lotOrder(_ candidates: [CandidateID], by sampler: RivestSampler) -> [CandidateID] {
  var left = candidates.sorted()
  return (0..<left.count).map { draw in
    left.remove(at: sampler.number(of: draw + 1, outOf: left.count) - 1)
  }
}
