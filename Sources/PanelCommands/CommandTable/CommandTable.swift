/// Every verb of `panel`, in the order a round needs them. The one list that parsing, help and completion read.
enum CommandTable {
  static let all: [Command] = [
    schemes, new, `import`, examine, conflicts, assign, invite, sheets, collect, score, rank, analyse, decide, publish,
    status, explain, verify, export, simulate, demo,
  ]
}
