/// Whether two names as they were typed are one person's, for what needs two people.
///
/// Width, case, spaces and what cannot be seen are folded, so that nobody is taken for a second person by writing the
/// same name another way. Two people whose names differ in nothing else are taken for one: they write what tells them
/// apart.
func areOnePerson(_ first: String, _ second: String) -> Bool { first.personKey == second.personKey }

extension String {
  /// The name folded; empty where it names nobody.
  var personKey: String {
    var key = UnicodeScalarView()
    for scalar in halfWidth.lowercased().unicodeScalars {
      let properties = scalar.properties
      if properties.isWhitespace || properties.isDefaultIgnorableCodePoint || scalar == "·" || scalar == "•" {
        continue
      }
      key.append(scalar)
    }
    return String(key)
  }
}
