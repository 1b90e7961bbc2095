import Foundation
import Testing

@testable import kaya

@Suite("The table of keys")
struct ConfigurationDocumentTests {
    @Test("Every key has its row, every row its key, and they say the same")
    func rows() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/configuration.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let documented = text.split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("| `") && $0.contains("KAYA_")
        }
        let declared = ConfigurationTable.markdown
        #expect(Set(declared).subtracting(documented) == [], "print the rows with: kaya configuration --markdown")
        #expect(Set(documented).subtracting(declared) == [])
        #expect(documented.count == declared.count)
    }

    @Test("Every key's default is one that it allows", arguments: ConfigurationKey.allCases)
    func defaults(_ key: ConfigurationKey) {
        let definition = key.definition
        #expect(definition.standard.isEmpty || definition.kind.read(definition.standard) != nil)
        #expect(definition.help.hasSuffix("."))
    }
}
