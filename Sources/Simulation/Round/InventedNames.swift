import Statistics

/// Names of persons and stems of unit names, all made up, none given out twice.
///
/// Everything that a simulated round names is invented by combining uncommon characters. No organisation or person is
/// meant, and any likeness is chance.
struct NameBook {
  private let firsts: [String]
  private let seconds: [String]
  private var stemsGiven = 0
  private var personsGiven: Set<String> = []
  private var stream: RandomStream

  init(seed: String) {
    stream = RandomStream(seed: seed, label: "names")
    firsts = stream.shuffled(NameBook.stemFirsts)
    seconds = stream.shuffled(NameBook.stemSeconds)
  }

  /// Two characters to build a unit's name on; three once all pairs are used up. The first 64 stems have no character
  /// in common, so that the names of their units are never one edit apart; later ones may share one.
  mutating func stem() -> String {
    let count = firsts.count
    let (turn, position) = stemsGiven.quotientAndRemainder(dividingBy: count)
    let pair = firsts[position] + seconds[(position + turn * 7) % count]
    stemsGiven += 1
    return turn < count ? pair : pair + firsts[(position + turn / count) % count]
  }

  /// A personal name that nobody else of the round bears: two persons of one name would raise a question of identity
  /// that the round did not mean to ask.
  mutating func person() -> String {
    while true {
      let name =
        stream.element(of: NameBook.surnames) + stream.element(of: NameBook.givenFirsts)
        + (stream.chance(0.12) ? "" : stream.element(of: NameBook.givenSeconds))
      if personsGiven.insert(name).inserted { return name }
    }
  }

  private static func characters(_ text: String) -> [String] { text.map { String($0) } }

  /// Uncommon characters, mostly of small rivers, hills and stones.
  static let stemFirsts = characters(
    "浈沩浏渌洣耒涓涟溆潕澧溇渫汨湄酉濂泠沣沭洺浠涢淏湉溦滢澍瀛珩玙玥珺琤琮瑀璟岫峤嶷翎翊翮昕昶晅晞暄旸煦炜烨铄镕铧钰铎鋆锟霁霓霄翀弈")
  /// Trees, grasses, fields and boats.
  static let stemSeconds = characters(
    "桢楠栎栩桉椴柘梓桐榆槿樟檀楸枫楷柏棠榕樾橡梧桦稷秬穗芷芃芊芮苒茗荃荻莳菁蓁蔚蕴薇砚砺碧垚域垣墨堃屿岭陌阡舟帆楫舸埠圩畹畈畴坪原崖")
  private static let surnames = characters(
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊")
  private static let givenFirsts = characters("文志建国晓明海立思雨子嘉若清景承德永光宏启伯仲书博慧静雅丽淑秀春秋晨彦维克家世道学敏健少")
  private static let givenSeconds = characters("华平军伟强斌涛鹏飞波琳芳娟霞燕玲萍辉刚勇杰超峰宁宇轩然衡岳湘洲帆航舟远达成礼信义仁泽源溪川林森榕")
}
