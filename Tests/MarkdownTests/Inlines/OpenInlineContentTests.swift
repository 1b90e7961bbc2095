import Testing

@testable import Markdown

@Suite("Inline content that is still being written")
struct OpenInlineContentTests {
    @Test(
        "What is half written looks as it will",
        arguments: [
            ("a *b", "a (em b)"), ("a **b *c", "a (strong b (em c))"), ("***a", "(em (strong a))"), ("~~a", "(del a)"),
            ("~5", "~5"),
            ("a *", "a "), ("a **", "a "), ("a ** ", "a **"), ("*a*", "(em a)"), ("**a*", "(strong a)"),
            ("a **[", "a "),
            ("`a *b", "{code a *b}"), ("``a`", "{code a}"), ("a `", "a "), ("`a`", "{code a}"),
            ("a [b *c", "a b (em c)"), ("a [b]", "a b"), ("a [b](http://c", "a b"), ("a [b][c", "a b"),
            ("a ![b](c", "a b"), ("a [b] c", "a [b] c"),
            ("a [b](c d", "a [b](c d"), ("a!", "a"), ("a\\", "a"), ("a  \n", "a"), ("a &am", "a "),
            ("a &am b", "a &am b"), ("AT&T ", "AT&T"),
            ("a <http://b", "a "), ("a <b", "a "), ("a <b c=\"*d", "a <b c=\"*d"), ("a < b", "a < b"),
            ("a <b@c.d", "a "),
            ("a https://b.c", "a https://b.c"), ("**https://b.c**", "(strong https://b.c)"), ("a@b.cd", "a@b.cd"),
            ("a@b.cd ", "(link mailto:a@b.cd \"\" a@b.cd)"),
        ])
    func halfWritten(_ source: String, _ expected: String) {
        #expect(InlineReadings().open(source) == expected)
    }

    @Test("A source mark is not shown before it is known")
    func sourceMark() {
        var readings = InlineReadings()
        readings.options.hasSourceMarks = true
        for (source, expected) in [
            ("a[", "a"), ("a[1", "a"), ("a[12]", "a"), ("a[1] ", "a{mark 1}"), ("a[1][2", "a"), ("a[1x", "a1x"),
        ] {
            #expect(readings.open(source) == expected)
        }
    }

    @Test("A character that is cut in two waits for its other half")
    func cutCharacter() {
        let source = Array("a *ö".utf8)
        for end in 3...4 {
            let log = InlineReadings().read(Array(source[..<end]), isOpen: true).log
            #expect(InlineReadings.text(of: log) == "a ")
        }
    }

    @Test(
        "Where plain letters lengthen the text, it says so",
        arguments: [
            ("a", true), ("a b ", true), ("*a* b", true), ("a\n", false), ("*a", false), ("`a", false),
            ("a https://b", false), ("a@b", false),
            ("a&amp;", true), ("a\\*", true), ("a &", false), ("a_b", true), ("", false), ("[a", true), ("[a]", false),
            ("*a*", false),
        ])
    func plain(_ source: String, _ expected: Bool) {
        #expect(InlineReadings().read(Array(source.utf8), isOpen: true).outcome.endsInPlainText == expected)
    }
}
