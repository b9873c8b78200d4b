import ExpertReview
import Foundation

@testable import Simulation

/// The shelf of broken studies: each file has one mistake and is named after it.
enum BrokenStudies {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Resources/BrokenStudies")

  static func bytes(_ name: String) -> [UInt8]? {
    (try? Data(contentsOf: folder.appending(path: name))).map { [UInt8]($0) }
  }

  /// What reading a study of the shelf finds.
  static func attempt(_ name: String) -> StudyAttempt {
    StudyAttempt(bytes(name + ".json") ?? [], file: name, folder: "broken", schemes: { shelf }, beside: { bytes($0) })
  }

  /// A small sound scheme, and three made of it that a study cannot take its rubric from as they stand.
  static let shelf: SchemeShelf = {
    let plain = #"{"id": "A", "kind": "judged", "label": {"zh": "甲", "en": "A"}, "weight": "100"}"#
    func scheme(_ id: String, items: String) -> [UInt8] {
      Array(
        """
        {"id": "\(id)", "name": {"zh": "样", "en": "Sample"}, "documents": [], "inForce": {"house": "样例"},
          "fields": [{"key": "track", "label": {"zh": "组", "en": "track"}, "type": "choice", "required": true,
            "values": [{"id": "general", "label": {"zh": "通用", "en": "general"}}], "house": "样例"}],
          "groups": {"by": "track", "panels": "apart", "ranking": "apart", "house": "样例"},
          "stages": [{"type": "review", "id": "expert", "name": {"zh": "评审", "en": "Review"}, "house": "样例",
            "panel": {"size": "5", "minimumSheets": "3"},
            "rubric": {"scale": {"min": "0", "max": "100", "step": "1"}, \(items)},
            "aggregate": {"outliers": {"rule": "median", "on": "total"},
              "rounding": [{"after": "total", "places": "1", "mode": "halfUp"}]}}]}
        """.utf8)
    }
    return SchemeShelf(
      schemes: [
        SchemeID("sound"): scheme("sound", items: #""items": [\#(plain)]"#),
        SchemeID("unsound"): scheme("unsound", items: #""items": [\#(plain.replacing("100", with: "99"))]"#),
        SchemeID("grouped"): scheme("grouped", items: #""perGroup": {"general": {"items": [\#(plain)]}}"#),
        SchemeID("factored"): scheme(
          "factored", items: #""items": [\#(plain.replacing("\"weight\": \"100\"", with: "\"factor\": \"1\""))]"#),
      ], documents: Array(#"{"documents": []}"#.utf8))
  }()
}
