import ExpertReview
import Testing

@Suite struct `The nearest name` {
  @Test(arguments: [
    ("param_yi", "params_yi"), ("prams_yi", "params_yi"), ("parmas_yi", "params_yi"), ("PARAMS_YI", "params_yi"),
    ("trakc", "track"), ("垂直领或", "垂直领域"),
  ])
  func `is found by dropped, swapped, added and changed letters`(typed: String, meant: String) {
    #expect(nearest(to: typed, among: ["track", "params_yi", "垂直领域", "submitted_on"]) == meant)
  }

  @Test(arguments: ["", "x", "colour", "一"])
  func `is none where all are far`(typed: String) {
    #expect(nearest(to: typed, among: ["track", "params_yi"]) == nil)
  }

  @Test func `does not depend on the order of the names`() {
    let names = ["item-c", "item-b", "item-a"]
    #expect(nearest(to: "item-x", among: names) == "item-a")
    #expect(nearest(to: "item-x", among: names.reversed()) == "item-a")
  }
}
