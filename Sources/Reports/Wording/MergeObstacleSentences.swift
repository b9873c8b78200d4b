import ExpertReview

extension MergeObstacle {
  /// Why a round cannot be taken in, and what to do first.
  func sentences(of round: String) -> (message: Bilingual, mend: Bilingual) {
    func list<ID: Identifier>(_ ids: [ID]) -> String { ids.map(\.rawValue).joined(separator: " ") }
    let same = Bilingual(zh: "两处先核对成一样，再合并", en: "make the two records agree, then merge them")
    switch self {
    case .taken:
      return (
        Bilingual(zh: "“\(round)”就是本轮，或已经并入", en: "“\(round)” is this round, or was taken in before"),
        Bilingual(zh: "核对文件名", en: "check the file's name")
      )
    case .otherScheme(let scheme):
      return (
        Bilingual(zh: "“\(round)”用的是另一方案 \(scheme)", en: "“\(round)” is run under another scheme, \(scheme)"),
        Bilingual(zh: "只有同一方案的轮次可以合并", en: "only rounds of one scheme can be merged")
      )
    case .otherFiles(let names):
      let joined = names.joined(separator: " ")
      return (
        Bilingual(
          zh: "“\(round)”所存的方案文件与本轮不同：\(joined)", en: "the scheme files kept in “\(round)” differ: \(joined)"),
        Bilingual(
          zh: "两处用同一版本的方案和日历新建轮次", en: "begin both rounds with the same version of scheme and calendar")
      )
    case .otherOverrides:
      return (
        Bilingual(zh: "“\(round)”改过的自定值与本轮不同", en: "house values were set differently in “\(round)”"),
        Bilingual(zh: "两处用同样的 --set 新建轮次", en: "begin both rounds with the same --set")
      )
    case .sharedCandidates(let ids):
      return (
        Bilingual(zh: "两轮都有 \(list(ids))", en: "both rounds hold \(list(ids))"),
        Bilingual(zh: "一个对象只能由一处受理；编号相同而不是同一个的，改编号", en: "one office takes a candidate; give unlike ones unlike ids")
      )
    case .unlikeExperts(let ids):
      return (
        Bilingual(zh: "两处登记的专家不同：\(list(ids))", en: "the two describe these experts differently: \(list(ids))"), same
      )
    case .unlikeAnswers(let ids):
      return (
        Bilingual(
          zh: "专家对两处的答复不同：\(list(ids))", en: "these experts answered the two offices differently: \(list(ids))"),
        Bilingual(
          zh: "问明后在一处更正：panel invite available 或 unavailable 专家",
          en: "ask, then correct one: panel invite available or unavailable EXPERT")
      )
    case .unlikeUnits(let names):
      let joined = names.joined(separator: " ")
      return (Bilingual(zh: "两处登记的单位不同：\(joined)", en: "the two describe these units differently: \(joined)"), same)
    case .unlikeRecommenders(let ids):
      return (
        Bilingual(zh: "两处登记的推荐单位不同：\(list(ids))", en: "the two describe these recommenders differently: \(list(ids))"),
        same
      )
    case .unlikeAffinities:
      return (
        Bilingual(
          zh: "契合度表没有的一对，两处的含义不同（--absent）", en: "a pair absent from the affinities means different things (--absent)"),
        Bilingual(zh: "两处用同样的 --absent 读入", en: "import them with the same --absent")
      )
    case .unlikeTaxonomies(let terms):
      return (
        Bilingual(
          zh: "两处的领域分类不一致：\(terms.prefix(8).joined(separator: "、"))",
          en: "the taxonomies place terms differently: \(terms.prefix(8).joined(separator: ", "))"),
        Bilingual(zh: "两处读入同一份领域分类", en: "import the same taxonomy into both")
      )
    case .posted(let posted):
      return (
        Bilingual(zh: "“\(posted)”的名单已经公示", en: "a list of “\(posted)” is public"),
        Bilingual(zh: "公示以前合并；已公示的各自办完", en: "merge before the notice; otherwise each is carried through by itself")
      )
    case .changesOpen(let name, let numbers):
      let joined = numbers.map(String.init).joined(separator: " ")
      return (
        Bilingual(
          zh: "“\(name)”有更改分数等另一人批准：第 \(joined) 号",
          en: "in “\(name)” changes of marks wait for a second person: \(joined)"),
        Bilingual(zh: "那一处先批准或驳回，再合并", en: "have that office approve or refuse them, then merge")
      )
    case .seedSealed(let name):
      return (
        Bilingual(zh: "“\(name)”有密封的种子还没有开启", en: "a seed that was sealed in “\(name)” waits to be opened"),
        Bilingual(zh: "那一处抽完再合并", en: "have that office draw first, then merge")
      )
    case .settledAtLine(let settled):
      return (
        Bilingual(
          zh: "“\(settled)”里已就线上同分作过选择或抽签，只对该轮有效",
          en: "ties at the line were settled in “\(settled)”, for its candidates alone"),
        Bilingual(zh: "在作出选择或抽签以前的备份上合并", en: "merge a backup from before the choice or lot")
      )
    case .unreadable:
      return (
        Bilingual(zh: "“\(round)”的记录读不通", en: "the record of “\(round)” cannot be followed"),
        Bilingual(zh: "先在那一处核对：panel verify", en: "check it where it was made: panel verify")
      )
    }
  }
}
