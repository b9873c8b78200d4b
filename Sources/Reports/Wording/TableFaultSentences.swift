import ExpertReview
import Tables

extension TableFault {
  /// What is wrong with the file, row or cell, and what to do about it. The place is told apart.
  public var sentences: (message: Bilingual, mend: Bilingual) { problem.sentences }
}

extension TableProblem {
  /// What is wrong and why it matters; how to mend it.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .emptyFile, .workbook, .undecodable, .damagedText, .noConverter: sentencesOfFile
    case .nulByte, .unterminatedQuote, .behindOpenQuote, .textAfterQuote, .tooFewCells, .tooManyCells,
      .cellWithoutHeader:
      sentencesOfRow
    case .repeatedHeader, .repeatedColumn, .missingColumn: sentencesOfHeader
    }
  }

  private var sentencesOfFile: (message: Bilingual, mend: Bilingual) {
    let saveAsUTF8 = Bilingual(
      zh: "在原来的程序里重新导出，选“CSV UTF-8”", en: "export it again from where it came, as “CSV UTF-8”")
    return switch self {
    case .workbook:
      (
        Bilingual(zh: "这是工作簿（XLSX 或 XLS），不是 CSV", en: "this is a workbook (XLSX or XLS), not CSV"),
        Bilingual(zh: "在表格软件里另存为“CSV UTF-8”", en: "save it from the spreadsheet as “CSV UTF-8”")
      )
    case .undecodable(let offset):
      (
        Bilingual(
          zh: "第 \(offset + 1) 个字节处的文字既不是 UTF-8 也不是 GB18030，读不出来",
          en: "the text at byte \(offset + 1) is neither UTF-8 nor GB18030 and cannot be read"), saveAsUTF8
      )
    case .damagedText(let encoding, let offset):
      (
        Bilingual(
          zh: "文件是 \(encoding.rawValue)，但第 \(offset + 1) 个字节处已损坏；猜着读会读成别的字",
          en: "the file is \(encoding.rawValue) but damaged at byte \(offset + 1); a guess would read other characters"),
        saveAsUTF8
      )
    case .noConverter(let encoding):
      (
        Bilingual(
          zh: "文件是 \(encoding.rawValue)，本机的 C 函数库不能转换",
          en: "the file is \(encoding.rawValue), which this system cannot convert"),
        saveAsUTF8
      )
    default:
      (
        Bilingual(zh: "文件里什么也没有", en: "there is nothing in the file"),
        Bilingual(zh: "第一行写列名，以下每行一条", en: "write the headers in the first row and one record in each row below")
      )
    }
  }

  private var sentencesOfRow: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .nulByte:
      (
        Bilingual(zh: "单元格里有空字节（NUL），多半是文件损坏", en: "the cell holds a NUL byte; the file is probably damaged"),
        Bilingual(zh: "重新导出，或重打这个单元格", en: "export the file again, or type the cell anew")
      )
    case .unterminatedQuote:
      (
        Bilingual(
          zh: "单元格以引号 \" 开头却没有收尾，后面几行可能被它吞掉",
          en: "the cell opens with a quote \" that is never closed; it may swallow the rows below"),
        Bilingual(
          zh: "补上收尾的引号；引号是内容的，写成两个（\"\"）并用引号括起整个单元格",
          en: "close the quote; where it belongs to the text, double it (\"\") and put the whole cell in quotes")
      )
    case .behindOpenQuote(let row):
      (
        Bilingual(
          zh: "第 \(row) 行有没收尾的引号，这一行可能是那个单元格的一部分",
          en: "row \(row) opens a quote that is never closed, and this row may be part of that cell"),
        Bilingual(zh: "先改好第 \(row) 行", en: "mend row \(row) first")
      )
    case .textAfterQuote(let text):
      (
        Bilingual(zh: "收尾的引号后面还有“\(text)”", en: "“\(text)” stands after the closing quote"),
        Bilingual(zh: "内容里的引号写成两个（\"\"）", en: "double the quotes that belong to the text (\"\")")
      )
    case .tooFewCells(let found, let expected):
      (
        Bilingual(
          zh: "这一行有 \(found) 个单元格，表头有 \(expected) 列；少了哪个无法判断",
          en: "the row has \(found) cells and the header \(expected) columns; nobody can tell which is missing"),
        Bilingual(zh: "补齐逗号，空的也要留位置", en: "add the missing separators; an empty cell keeps its place")
      )
    case .tooManyCells(let found, let expected):
      (
        Bilingual(
          zh: "这一行有 \(found) 个单元格，表头只有 \(expected) 列",
          en: "the row has \(found) cells and the header only \(expected) columns"),
        Bilingual(
          zh: "含逗号的内容要用引号括起；多余的逗号删去", en: "put text that holds commas in quotes; delete commas too many")
      )
    default:
      (
        Bilingual(zh: "“\(value ?? "")”所在的列没有列名", en: "“\(value ?? "")” stands in a column without a header"),
        Bilingual(zh: "给这一列写上列名，或删去内容", en: "give the column a header, or delete the cell")
      )
    }
  }

  private var sentencesOfHeader: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .repeatedHeader(let header, let first):
      (
        Bilingual(
          zh: "列名“\(header)”与第 \(first) 列相同，不知道该读哪一列",
          en: "the header “\(header)” is that of column \(first) too; nobody can tell which to read"),
        Bilingual(zh: "两列留一列，或改名", en: "keep one of the two, or rename it")
      )
    case .repeatedColumn(let key, let headers):
      (
        Bilingual(
          zh: "“\(headers.joined(separator: "”和“"))”都表示 \(key)，不知道该读哪一列",
          en: "“\(headers.joined(separator: "” and “"))” both mean \(key); nobody can tell which to read"),
        Bilingual(zh: "两列留一列", en: "keep one of the two")
      )
    case .missingColumn(let key, let known):
      (
        Bilingual(zh: "缺少 \(key) 列", en: "the column \(key) is missing"),
        Bilingual.listed(known).map {
          "加上这一列；列名可写：\($0)"
        } en: {
          "add it; it may be headed: \($0)"
        }
      )
    default: preconditionFailure("the problems of a header are three")
    }
  }
}
