import ExpertReview

extension FileFault: Reportable {
  var reports: [FaultReport] {
    let (message, mend) = sentences
    return [FaultReport(code: code, file: path, message: message, mend: mend)]
  }
  var exitCode: ExitCode { .invalidInput }
}

extension FileFault {
  var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .notFound(_, let nearest?):
      (
        Bilingual(zh: "没有这个文件或文件夹", en: "there is no such file or folder"),
        Bilingual(zh: "是不是 \(nearest)？", en: "did you mean \(nearest)?")
      )
    case .notFound(_, nil):
      (
        Bilingual(zh: "没有这个文件或文件夹", en: "there is no such file or folder"),
        Bilingual(zh: "检查路径和当前所在的文件夹", en: "check the path and the folder you are in")
      )
    case .isFolder:
      (
        Bilingual(zh: "这是文件夹，不是文件", en: "this is a folder, not a file"),
        Bilingual(zh: "写明里面的哪个文件", en: "name a file within it")
      )
    case .isNoFolder:
      (
        Bilingual(zh: "这不是文件夹", en: "this is not a folder"),
        Bilingual(zh: "写一个文件夹的路径，或先移开同名的文件", en: "name a folder, or move the file of that name away")
      )
    case .notPermitted(_, writing: false):
      (
        Bilingual(zh: "没有读取的权限", en: "reading is not permitted"),
        Bilingual(zh: "请文件的所有者允许读取，或换用能读它的账号", en: "have its owner permit it, or use an account that may")
      )
    case .notPermitted(_, writing: true):
      (
        Bilingual(zh: "没有写入的权限", en: "writing is not permitted"),
        Bilingual(zh: "换一个能写的文件夹，或请所有者允许写入", en: "choose a folder you may write to, or have its owner permit it")
      )
    case .noSpace:
      (
        Bilingual(zh: "磁盘空间不够，什么也没有写", en: "the disk is full; nothing was written"),
        Bilingual(zh: "腾出空间后再做一次", en: "free some space and do it again")
      )
    case .failed(_, writing: false, let cause):
      (
        Bilingual(zh: "读取失败（\(cause)）", en: "reading failed (\(cause))"),
        Bilingual(zh: "检查磁盘或网络文件夹后再做一次", en: "check the disk or network folder and do it again")
      )
    case .failed(_, writing: true, let cause):
      (
        Bilingual(zh: "写入失败（\(cause)）", en: "writing failed (\(cause))"),
        Bilingual(zh: "检查磁盘或网络文件夹后再做一次", en: "check the disk or network folder and do it again")
      )
    }
  }
}
