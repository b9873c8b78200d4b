import ExpertReview
import RoundStore
import Tables

/// The protocol of a draw (抽取记录) as a table: a line for each number, with what was hashed and the digest.
///
/// The record keeps the SHA-256 of these bytes, and whoever draws again from the opened seed gets the same. Their form
/// never changes; another law would have another.
struct DrawProtocol {
  static let code = "draw"
  static let columns = [
    "draw", "kind", "candidate", "place", "eligible", "number", "drawn", "hash_input", "sha256", "eligible_ids",
    "passed_over",
  ]

  let draw: Draw

  var bytes: [UInt8] {
    var writer = CSVWriter.forPrograms
    writer.append(DrawProtocol.columns)
    for line in draw.lines { writer.append(cells(line)) }
    return writer.bytes
  }

  private func cells(_ line: DrawLine) -> [String] {
    let digest = Digest(bytes: draw.sampler.digest(of: line.draw))?.hexadecimal ?? ""
    // Who is left of the candidates follows from the lines before.
    let eligible = line.kind == .order ? "" : line.eligible.map { expert($0) }.joined(separator: " ")
    return [
      String(line.draw), line.kind.rawValue, line.candidate.map { candidate(Int32($0)) } ?? "", String(line.place),
      String(line.eligible.count), String(line.number), name(of: line), draw.sampler.input(of: line.draw), digest,
      eligible, passedOver(line),
    ]
  }

  /// Whom a line drew.
  func name(of line: DrawLine) -> String {
    line.kind == .order ? candidate(Int32(line.drawn)) : expert(Int32(line.drawn))
  }

  private func candidate(_ index: Int32) -> String { draw.problem.candidates[Int(index)].rawValue }
  private func expert(_ index: Int32) -> String { draw.problem.experts[Int(index)].rawValue }

  /// Those passed over for one cause together, in the order of the first: `E04 E09=short:3:C02 C05 C07`.
  private func passedOver(_ line: DrawLine) -> String {
    DrawProtocol.grouped(line.passedOver).map { experts, bar in
      let names = experts.map { expert($0) }.joined(separator: " ")
      switch bar {
      case .leavesShort(let some):
        return "\(names)=short:\(some.count):" + some.first.map { candidate($0) }.joined(separator: " ")
      case .leavesBelowLeastLoad(let some):
        return "\(names)=least:\(some.count):" + some.first.map { expert($0) }.joined(separator: " ")
      case .breaksLimit: return "\(names)=limit"
      case .needsMoreSoftPairs: return "\(names)=soft"
      }
    }.joined(separator: "; ")
  }

  static func grouped(_ passedOver: [DrawLine.PassedOver]) -> [(experts: [Int32], bar: DrawLine.Bar)] {
    var groups: [(experts: [Int32], bar: DrawLine.Bar)] = []
    for one in passedOver {
      if let known = groups.firstIndex(where: { $0.bar == one.bar }) {
        groups[known].experts.append(one.expert)
      } else {
        groups.append(([one.expert], one.bar))
      }
    }
    return groups
  }

  // MARK: In words

  /// `抽取 17：第 2 席，12 人中第 5 个：E08`.
  func words(_ line: DrawLine) -> Bilingual {
    let drawn = name(of: line)
    let (of, number) = (line.eligible.count, line.number)
    switch line.kind {
    case .order:
      return Bilingual(
        zh: "抽取 \(line.draw)：顺序第 \(line.place)，余下 \(of) 个中第 \(number) 个：\(drawn)",
        en: "draw \(line.draw): place \(line.place) of the order, number \(number) of \(of) left: \(drawn)")
    case .seat:
      return Bilingual(
        zh: "抽取 \(line.draw)：第 \(line.place) 席，可抽 \(of) 人中第 \(number) 个：\(drawn)",
        en: "draw \(line.draw): seat \(line.place), number \(number) of \(of) eligible: \(drawn)")
    case .alternate:
      return Bilingual(
        zh: "抽取 \(line.draw)：候补第 \(line.place)，可抽 \(of) 人中第 \(number) 个：\(drawn)",
        en: "draw \(line.draw): alternate \(line.place), number \(number) of \(of) eligible: \(drawn)")
    }
  }

  /// Who was passed over in a line and why, a line for each cause.
  func passedOverWords(_ line: DrawLine) -> [Bilingual] {
    DrawProtocol.grouped(line.passedOver).map { experts, bar in
      let shown = experts.prefix(8).map { expert($0) }.joined(separator: " ")
      let names = experts.count > 8 ? "\(shown) …（\(experts.count)）" : shown
      switch bar {
      case .leavesShort(let some):
        let short =
          some.first.map { candidate($0) }.joined(separator: " ") + (some.count > some.first.count ? " …" : "")
        return Bilingual(
          zh: "越过 \(names)：用在这里，\(short)（\(some.count) 个对象）就有一席补不上",
          en:
            "passed over \(names): seated here, one seat of \(short) (\(some.count.of("candidate"))) could not be filled"
        )
      case .leavesBelowLeastLoad(let some):
        let short = some.first.map { expert($0) }.joined(separator: " ") + (some.count > some.first.count ? " …" : "")
        return Bilingual(
          zh: "越过 \(names)：用在这里，\(short)（\(some.count) 位专家）就达不到最少评审数",
          en:
            "passed over \(names): seated here, \(short) (\(some.count.of("expert"))) could not reach their least loads"
        )
      case .breaksLimit:
        return Bilingual(
          zh: "越过 \(names)：余下的席位要留给方案规定的构成",
          en: "passed over \(names): the seats left are needed for what the scheme asks of who sits together")
      case .needsMoreSoftPairs:
        return Bilingual(
          zh: "越过 \(names)：用在这里，“尽量回避”的席位就要多用",
          en: "passed over \(names): seated here, more seats with a soft conflict would be needed")
      }
    }
  }
}
