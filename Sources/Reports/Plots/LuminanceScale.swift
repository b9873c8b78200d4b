/// Colours from light to dark for numbers from low to high: more ink is more.
///
/// **Method.** A path through the OKLab colour space (B. Ottosson, "A perceptual color space for image processing",
/// 2020) whose lightness falls evenly from 0.93 to 0.27, so that the order is kept in grey print and for every kind of
/// colour vision. The two hue coordinates follow a quadratic curve from a pale yellow past green to a dark blue –
/// the course of the viridis map (S. van der Walt and N. Smith, SciPy 2015), turned to begin light – so that steps are
/// easier to tell apart than greys. Everything is computed by the four operations and square roots: the same colour on
/// every machine.
enum LuminanceScale {
  /// OKLab's lightness at a share.
  static func lightness(_ share: Double) -> Double { 0.93 - 0.66 * min(1, max(0, share)) }

  /// `#rrggbb`. Precondition: a number; shares outside 0…1 are taken as the nearest end.
  static func colour(_ share: Double) -> String {
    precondition(!share.isNaN, "a colour needs a number")
    let channels = linear(min(1, max(0, share))).map { encoded($0) }
    return "#" + channels.map { hexadecimal($0) }.joined()
  }

  /// The ink that is read on the colour: dark on light, white on dark.
  static func ink(on share: Double) -> String { lightness(share) > 0.57 ? "#000" : "#fff" }

  /// Red, green and blue in linear light, from 0 to 1 but for the rounding.
  static func linear(_ share: Double) -> [Double] {
    let light = lightness(share)
    let rest = 1 - share
    let greenRed = rest * rest * -0.025 + 2 * rest * share * -0.13
    let blueYellow = rest * rest * 0.10 + share * share * -0.11
    let roots = [
      light + 0.3963377774 * greenRed + 0.2158037573 * blueYellow,
      light - 0.1055613458 * greenRed - 0.0638541728 * blueYellow,
      light - 0.0894841775 * greenRed - 1.2914855480 * blueYellow,
    ]
    let cones = roots.map { $0 * $0 * $0 }
    return [
      4.0767416621 * cones[0] - 3.3077115913 * cones[1] + 0.2309699292 * cones[2],
      -1.2684380046 * cones[0] + 2.6097574011 * cones[1] - 0.3413193965 * cones[2],
      -0.0041960863 * cones[0] - 0.7034186147 * cones[1] + 1.7076147010 * cones[2],
    ]
  }

  /// sRGB's curve (IEC 61966-2-1), as a byte; x^(1/2.4) = x^(5/12) is the cube root of x·x^¼.
  private static func encoded(_ value: Double) -> Int {
    let value = min(1, max(0, value))
    let fourthRoot = value.squareRoot().squareRoot()
    let curved =
      value <= 0.0031308 ? 12.92 * value : 1.055 * PlainArithmetic.cubeRoot(value * fourthRoot) - 0.055
    return Int((255 * curved).rounded())
  }

  private static func hexadecimal(_ byte: Int) -> String {
    let text = String(byte, radix: 16)
    return text.count == 1 ? "0" + text : text
  }
}
