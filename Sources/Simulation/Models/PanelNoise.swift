import Statistics

/// The noise of one panel's marks, and what is missing of them, slot by slot.
///
/// Slot *j* of candidate *i* has its place at `j · candidates + i` whatever the layout, so that designs with other
/// experts, or with fewer of them, see the same noise.
struct PanelNoise {
  /// Standard normals or real deviations: one an item of a sheet.
  var marks: [Float] = []
  /// Standard normals, one a sheet; empty without halo.
  var sheets: [Float] = []
  /// Whether the sheet never comes; empty where all do.
  var isSheetMissing: [Bool] = []
  /// Whether the mark was left out; empty where none is.
  var isMarkMissing: [Bool] = []

  /// Draws anew for so many slots.
  mutating func draw(
    _ model: StudyModel, slots: Int, theta: [Double], _ streams: ReplicateStreams, _ replicate: Int, _ role: PanelRole
  ) {
    let sheetCount = slots * model.candidates
    let width = model.items.count
    var stream = streams.stream(replicate, .noise, role)
    resize(&marks, sheetCount * width, 0)
    if model.noise.residuals.isEmpty {
      stream.fill(&marks)
    } else {
      drawResiduals(model.noise.residuals, slots: slots, width: width, theta, &stream)
    }
    if model.noise.sheet > 0 {
      stream = streams.stream(replicate, .halo, role)
      resize(&sheets, sheetCount, 0)
      stream.fill(&sheets)
    }
    if model.gaps.missingSheet > 0 {
      stream = streams.stream(replicate, .missingSheets, role)
      resize(&isSheetMissing, sheetCount, false)
      for sheet in 0..<sheetCount { isSheetMissing[sheet] = stream.chance(model.gaps.missingSheet) }
    }
    if model.gaps.missingMark > 0 {
      stream = streams.stream(replicate, .missingMarks, role)
      resize(&isMarkMissing, sheetCount * width, false)
      for mark in 0..<sheetCount * width { isMarkMissing[mark] = stream.chance(model.gaps.missingMark) }
    }
  }

  private mutating func drawResiduals(
    _ bins: [StudyModel.ResidualBin], slots: Int, width: Int, _ theta: [Double], _ stream: inout RandomStream
  ) {
    let ofCandidate = theta.map { quality in
      bins.firstIndex { quality <= $0.qualityAtMost } ?? bins.count - 1
    }
    var mark = 0
    for _ in 0..<slots {
      for bin in ofCandidate {
        for _ in 0..<width {
          marks[mark] = Float(stream.element(of: bins[bin].deviations))
          mark += 1
        }
      }
    }
  }

  private func resize<Value>(_ list: inout [Value], _ count: Int, _ value: Value) {
    if list.count != count { list = [Value](repeating: value, count: count) }
  }
}

extension RandomStream {
  /// Fills a list with standard normals, one draw of the stream each.
  fileprivate mutating func fill(_ list: inout [Float]) {
    for index in list.indices { list[index] = Float(standardNormal()) }
  }
}
