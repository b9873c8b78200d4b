/// Rows as comma-separated text (RFC 4180): UTF-8, a quoted cell where it holds a comma, a quote or a line break.
func commaSeparated(header: [String], _ rows: [[String]]) -> [UInt8] {
  var bytes: [UInt8] = []
  for row in [header] + rows {
    precondition(row.count == header.count, "a row has a cell for every column")
    for (column, cell) in row.enumerated() {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell, to: &bytes)
    }
    bytes.append(0x0A)
  }
  return bytes
}

private func append(_ cell: String, to bytes: inout [UInt8]) {
  let mustQuote = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
  guard mustQuote else { return bytes.append(contentsOf: cell.utf8) }
  bytes.append(0x22)
  for byte in cell.utf8 { bytes.append(contentsOf: byte == 0x22 ? [0x22, 0x22] : [byte]) }
  bytes.append(0x22)
}
