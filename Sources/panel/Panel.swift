import Glibc
import PanelCommands

@main
enum Panel {
  static func main() {
    exit(Program.main())
  }
}
