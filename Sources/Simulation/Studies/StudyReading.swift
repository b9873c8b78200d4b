import ExpertReview

/// Reads a study strictly: a study, or everything that is wrong with it.
///
/// Unknown keys, kinds, measures, schemes and designs are refused with the nearest known name. Numbers are decimals,
/// as text or as numbers, without exponent. Complexity: linear in the file and in the designs of its grid.
/// - Parameters:
///   - bytes: the file, UTF-8.
///   - file: how it is named in faults.
///   - folder: the name of its folder, which must be the study's id; nil where the file stands by itself.
///   - schemes: asked for once, and only where the study takes its rubric from a scheme.
///   - beside: the bytes of a file in the study's folder; nil where there is none.
public func readStudy(
  _ bytes: [UInt8], file: String, folder: String? = nil, schemes: @escaping () -> SchemeShelf?,
  beside: @escaping (String) -> [UInt8]?
) -> Result<Study, StudyFaults> {
  let attempt = StudyAttempt(bytes, file: file, folder: folder, schemes: schemes, beside: beside)
  guard attempt.faults.isEmpty, let study = attempt.study else {
    return .failure(StudyFaults(faults: attempt.faults))
  }
  return .success(study)
}

/// What reading a study came to.
struct StudyAttempt {
  /// Sound only where there are no faults.
  let study: Study?
  let faults: [StudyFault]

  init(
    _ bytes: [UInt8], file: String, folder: String? = nil, schemes: @escaping () -> SchemeShelf? = { nil },
    beside: @escaping (String) -> [UInt8]? = { _ in nil }, witness: ((SchemeReader.Spot, [String]) -> Void)? = nil
  ) {
    do throws(SchemeFault) {
      let root = try SchemeNode(reading: bytes, file: file)
      var reader = StudyReader(folder: folder, schemes: schemes, beside: beside)
      reader.form.witness = witness
      study = reader.study(SchemeReader.Spot(node: root, path: "", source: nil))
      faults = reader.faults
    } catch {
      study = nil
      faults = [StudyFault(error)]
    }
  }
}

extension StudyFault {
  /// A fault of form with its place.
  init(_ fault: SchemeFault) {
    self.init(file: fault.file, line: fault.line, path: fault.path, kind: .form(fault.kind))
  }
}
