import ExpertReview
import Tables

/// The registers that one round writes and later rounds read, as tables for programs: the same columns that
/// `panel import` takes.
public enum RegisterTables {
  /// Every sanction that the round knows, its own and those it was given, in the order of the record.
  public static func sanctions(_ round: Round) -> [UInt8] {
    var writer = CSVWriter.forPrograms
    writer.append(["code", "name", "scheme_id", "decided_on", "until", "ground", "role"])
    for sanction in round.sanctions {
      writer.append([
        sanction.code, sanction.name, sanction.scheme.rawValue, sanction.decidedOn.description,
        sanction.until?.description ?? "", sanction.ground, sanction.role.rawValue,
      ])
    }
    return writer.bytes
  }

  /// Those on the round's last final list, with the units that were recognised before it as it was told of them.
  public static func recognitions(_ round: Round) -> [UInt8] {
    var writer = CSVWriter.forPrograms
    writer.append(["code", "name", "scheme_id", "recognised_on", "project"])
    for recognition in round.recognitions + round.ownRecognitions {
      writer.append([
        recognition.code, recognition.name, recognition.scheme.rawValue, recognition.recognisedOn.description,
        recognition.project,
      ])
    }
    return writer.bytes
  }
}
