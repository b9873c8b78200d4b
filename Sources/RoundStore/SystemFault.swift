import Glibc

extension StoreFault {
  /// The fault that an error number of the system stands for. `code` and `detail` are SQLite's, where it reported it.
  static func system(_ number: Int32, path: String, code: Int = 0, detail: String? = nil) -> StoreFault {
    switch number {
    case ENOENT, ENOTDIR: .notFound(path: path)
    case EEXIST: .alreadyExists(path: path)
    case EACCES, EPERM: .notPermitted(path: path)
    case EROFS: .readOnly(path: path)
    case ENOSPC, EDQUOT, EFBIG: .diskFull(path: path)
    default: .failed(path: path, code: code, detail: detail ?? String(cString: strerror(number)))
    }
  }
}
