// Standard normals by the thousand: G. E. P. Box and M. E. Muller, "A note on the generation of random normal
// deviates", Annals of Mathematical Statistics 29 (1958) 610–611.
//
// **Method.** Of two words, u in (0, 1] and a in [−1, 1), come two independent normals: r cos(πa/2) with the sign of
// the second word's last bit, and r sin(πa/2), where r² = −2 ln u. There is no rejection, so how many words are used
// never depends on what they are, and one plain loop does it all, which the compiler lays into vectors.
//
// **Functions.** All in single precision, with +, −, × and square roots: the bytes do not depend on a mathematics
// library. u = m × 2^e with m between √½ and √2, and −2 ln m = (m − 1) P(m − 1); sine and cosine are polynomials in a².
// Coefficients are of least largest relative error (of the cosine: absolute) over their intervals, found by reweighted
// least squares on Chebyshev points: 1.7e-7, 5.3e-9 and 4.7e-8 before single precision rounds them, so that each
// function is within some 4e-7 of the true one. `NormalFillTests` holds them to that.
//
// **Range.** u is a multiple of 2^-32 and a half: no normal is larger in size than 6.66, which one in 4 × 10^10 should
// be. For chances as small as that draw by `RandomStream.standardNormal`.

extension LaneStream {
  /// Pairs of a run: their words and their normals stay in the nearest cache.
  private static let pairs = 256

  /// Fills a buffer with independent draws from the standard normal distribution.
  ///
  /// The draws depend on how many are asked for at a time: two fills of a hundred are not one of two hundred.
  /// Complexity: linear, about a nanosecond each in a release build.
  public mutating func fillStandardNormals(_ values: UnsafeMutableBufferPointer<Float>) {
    guard let base = values.baseAddress else { return }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * Self.pairs) { words in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * Self.pairs) { normals in
        guard let drawn = words.baseAddress, let made = normals.baseAddress else { return }
        var place = 0
        while place < values.count {
          let wanted = min(2 * Self.pairs, values.count - place)
          let half = min(Self.pairs, ((wanted + 1) / 2 + 7) / 8 * 8)
          fillWords(UnsafeMutableBufferPointer(start: drawn, count: 2 * half))
          transform(drawn, drawn + half, half, made, made + half)
          // Where fewer are wanted, the first of the cosines and the first of the sines.
          let cosines = min(half, wanted)
          (base + place).update(from: made, count: cosines)
          (base + place + cosines).update(from: made + half, count: wanted - cosines)
          place += wanted
        }
      }
    }
  }

  /// Independent draws from the standard normal distribution in an array; see `fillStandardNormals`.
  public mutating func standardNormals(_ count: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      buffer.initialize(repeating: 0)
      fillStandardNormals(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      filled = count
    }
  }

  /// Fills a buffer with numbers of [0, 1): multiples of 2^-24, all equally likely.
  public mutating func fillUnits(_ values: UnsafeMutableBufferPointer<Float>) {
    values.withMemoryRebound(to: UInt32.self) { fillWords($0) }
    for place in values.indices { values[place] = Float(Int32(bitPattern: values[place].bitPattern &>> 8)) * 0x1p-24 }
  }
}

/// Turns words for radii and for angles into `count` cosine and `count` sine normals.
@inline(never) private func transform(
  _ radii: UnsafePointer<UInt32>, _ angles: UnsafePointer<UInt32>, _ count: Int,
  _ cosines: UnsafeMutablePointer<Float>, _ sines: UnsafeMutablePointer<Float>
) {
  for pair in 0..<count {
    let radius = normalRadius(radii[pair])
    let (cosine, sine) = quarterTurn(angles[pair])
    cosines[pair] = radius * cosine
    sines[pair] = radius * sine
  }
}

/// √(−2 ln u) for u = (word + ½) × 2^-32 in single precision.
@inline(__always) func normalRadius(_ word: UInt32) -> Float {
  let unit = Float(Int32(bitPattern: word &>> 1)) * 0x1p-31 + 0x1p-32
  // The bits of √½: what lies above them is the exponent, what lies beside them the significand less that of √½.
  let offset = Int32(bitPattern: unit.bitPattern) &- 0x3F35_04F3
  let exponent = Float(offset &>> 23)
  let excess = Float(bitPattern: UInt32(bitPattern: (offset & 0x7F_FFFF) &+ 0x3F35_04F3)) - 1
  var series: Float = 0.20213793 * excess - 0.3244517
  series = series * excess + 0.34501663
  series = series * excess - 0.3980033
  series = series * excess + 0.49939817
  series = series * excess - 0.6667012
  series = series * excess + 1.0000073
  series = series * excess - 2
  // At u = 1 the sum may be −0; the size lets the compiler see that a root exists.
  return (series * excess - exponent * 1.3862944).magnitude.squareRoot()
}

/// cos(πa/2), with a sign of its own, and sin(πa/2) for a = word × 2^-31, the word read as a signed number.
@inline(__always) func quarterTurn(_ word: UInt32) -> (cosine: Float, sine: Float) {
  let turn = Float(Int32(bitPattern: word)) * 0x1p-31
  let square = turn * turn
  var sine: Float = 0.00015148513 * square - 0.0046737664
  sine = sine * square + 0.07968968
  sine = sine * square - 0.6459637
  sine = (sine * square + 1.5707964) * turn
  var cosine: Float = 0.00085819064 * square - 0.020810628
  cosine = cosine * square + 0.25365075
  cosine = cosine * square - 1.2336982
  cosine = cosine * square + 1
  return (Float(bitPattern: cosine.bitPattern ^ (word &<< 31)), sine)
}
