import ExpertReview

extension Source {
  var json: JSON {
    switch self {
    case .cited(let document, let article):
      .object(["document": .text(document), "article": .text(article)])
    case .house(let reason): .object(["house": .text(reason)])
    }
  }
}
