import CExpat
import CXlsxWriter
import CZip
import Testing

/// The libraries that workbooks are read and written with are installed and answer, so that the one line that installs
/// what Panel needs stays whole.
@Test func `the libraries for workbooks are installed and answer`() {
  #expect(String(cString: lxw_version()).isEmpty == false)
  #expect(String(cString: zip_libzip_version()).isEmpty == false)
  #expect(XML_ExpatVersionInfo().major >= 2)
}
