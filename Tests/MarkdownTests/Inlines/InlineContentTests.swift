import Testing

@testable import Markdown

@Suite("Inline content that is complete")
struct InlineContentTests {
    @Test(
        "Emphasis follows the specification",
        arguments: [
            ("*a* **b** ***c***", "(em a) (strong b) (em (strong c))"), ("a*b*c d_e_f", "a(em b)c d_e_f"),
            ("*a **b* c**", "(em a (em (em b) c))"), ("**a*", "*(em a)"), ("*a***b**", "(em a)(strong b)"),
            ("*foo**bar*", "(em foo**bar)"), ("_(a)_ _\"b\"_", "(em (a)) (em \"b\")"),
            ("*\u{A0}a* „*x*“", "*\u{A0}a* „(em x)“"),
            ("a\\*b\\* \\c", "a*b* \\c"), ("****a****", "(strong (strong a))"),
        ])
    func emphasis(_ source: String, _ expected: String) {
        #expect(InlineReadings().closed(source) == expected)
    }

    @Test(
        "One or two tildes strike out, as many on either side",
        arguments: [
            ("~a~ ~~b~~", "(del a) (del b)"), ("~~a ~b~~ c", "(del a ~b) c"), ("~~~a~~~", "~~~a~~~"),
            ("~5 or ~6", "~5 or ~6"),
            ("*a ~~b* c~~", "(em a ~~b) c~~"),
        ])
    func strikethrough(_ source: String, _ expected: String) {
        #expect(InlineReadings().closed(source) == expected)
    }

    @Test(
        "Links lead where they say, or where a definition says",
        arguments: [
            ("[a](b \"c\")", "(link b \"c\" a)"), ("[a](<b c>)", "(link b%20c \"\" a)"), ("[a](b c)", "[a](b c)"),
            ("[FOO] [x][foo] [foo][]", "(link /url \"t\" FOO) (link /url \"t\" x) (link /url \"t\" foo)"),
            ("[ẞ]", "(link /s \"\" ẞ)"), ("[a [b](c)](d)", "[a (link c \"\" b)](d)"),
            ("[foo][ ]", "(link /url \"t\" foo)[ ]"),
            ("[foo][nowhere]", "[foo][nowhere]"), ("[*a](b)*", "(link b \"\" *a)*"),
            ("[a](b\\)&amp;c)", "(link b)&c \"\" a)"),
            ("![*a* `b`\nc](d)", "(link d \"\" a b c)"), ("![](https://a.b)", "(link https://a.b \"\" https://a.b)"),
            ("[![a](b)](c)", "(link c \"\" a)"),
            (
                "<https://a.b/&auml;> <c@d.e>",
                "(link https://a.b/%C3%A4 \"\" https://a.b/ä) (link mailto:c@d.e \"\" c@d.e)"
            ),
        ])
    func links(_ source: String, _ expected: String) {
        var readings = InlineReadings()
        readings.definitions = "[foo]: /url 't'\n[SS]: /s"
        #expect(readings.closed(source) == expected)
    }

    @Test(
        "An address that may run a script, or hides where it leads, is no link",
        arguments: [
            "javascript:a", "JaVaScRiPt:a", "java&Tab;script:a", "&#x6A;avascript:a", "%6Aavascript:a",
            "&#1;javascript:a", "java&#x2028;script:a", "java&#xAD;script:a", "javascript&colon;a", "data:a",
            "vbscript:a", "blob:a",
            "file:a", "ftp:a", "//a.b", "\\\\\\\\a.b", "/\\\\a.b", "/&Tab;/a.b", "%2F%2Fa.b", "x-y+z:a", "ä:b",
            "%256Aavascript:a",
        ])
    func refused(_ address: String) {
        #expect(InlineReadings().closed("[t](\(address))") == "t")
        #expect(InlineReadings().closed("![t](\(address))") == "t")
        var readings = InlineReadings()
        readings.definitions = "[t]: \(address)"
        #expect(readings.closed("[t]") == "t")
    }

    @Test(
        "Common addresses and relative ones are links",
        arguments: [
            "https://a.b", "HTTP://a.b", "mailto:a@b.c", "tel:+1", "a/b:c", "/a", "#a:b", "?a=b:c", "a", "./a:b",
        ])
    func allowed(_ address: String) {
        #expect(InlineReadings().closed("[t](\(address))") == "(link \(address) \"\" t)")
    }

    @Test("An image is shown from a host that is named, with its plain text as description")
    func images() {
        var readings = InlineReadings()
        readings.options.imageHosts = [Array("img.example".utf8)]
        #expect(
            readings.closed("![a *b* [c](d)](https://IMG.example/e 'f')") == "{img https://IMG.example/e \"f\" a b c}")
        #expect(readings.closed("![a](https://img.example@b.c/)") == "(link https://img.example@b.c/ \"\" a)")
        #expect(readings.closed("![a](https://img.example.b/)") == "(link https://img.example.b/ \"\" a)")
        #expect(readings.closed("[![a](http://img.example:80)](b)") == "(link b \"\" a)")
    }

    @Test(
        "Addresses in the text are links as GitHub has them",
        arguments: [
            (
                "see https://a.b/c_d_. (www.e.f)",
                "see (link https://a.b/c_d \"\" https://a.b/c_d)_. ((link http://www.e.f \"\" www.e.f))"
            ),
            ("**https://a.b**", "(strong (link https://a.b \"\" https://a.b))"),
            ("xhttps://a.b wwww.c.d", "xhttps://a.b wwww.c.d"),
            ("[a https://b.c](d)", "(link d \"\" a https://b.c)"), ("https:// www. http:a", "https:// www. http:a"),
            (
                "a.b+c@d-e.fg, h@i x@y.z_ react@18.2.0",
                "(link mailto:a.b+c@d-e.fg \"\" a.b+c@d-e.fg), h@i x@y.z_ react@18.2.0"
            ),
            ("_a@b.cd_", "(em (link mailto:a@b.cd \"\" a@b.cd))"), ("[x a@b.cd](e)", "(link e \"\" x a@b.cd)"),
            ("www.a.b/c&amp;d&lt;", "(link http://www.a.b/c&d \"\" www.a.b/c&d)<"), ("ftp://a.b", "ftp://a.b"),
        ])
    func extendedAutolinks(_ source: String, _ expected: String) {
        #expect(InlineReadings().closed(source) == expected)
    }

    @Test(
        "HTML is text as it is written; entities and code are what they stand for",
        arguments: [
            ("<b title=\"*a*\">*c*</b>", "<b title=\"*a*\">(em c)</b>"), ("<!-- *a* --> *b*", "<!-- *a* --> (em b)"),
            ("a < *b*", "a < (em b)"),
            ("&copy;&#0;&#x41;&ngE;&fjlig;&x;&amp", "©\u{FFFD}A≧̸fj&x;&amp"),
            ("`` a`b `` ` c ` `d", "{code a`b} {code c} `d"), ("`a\nb`", "{code a b}"),
            ("a  \nb\\\nc \nd  ", "a{br}b{br}c{soft}d"), ("a\\", "a\\"),
        ])
    func text(_ source: String, _ expected: String) {
        #expect(InlineReadings().closed(source) == expected)
    }

    @Test("Source marks are marks where they are no links")
    func sourceMarks() {
        var readings = InlineReadings()
        readings.options.hasSourceMarks = true
        readings.definitions = "[7]: /seven"
        let text = readings.closed("a[1][23] [7] [4](b) [1234] [] [x] ![5]")
        #expect(text == "a{mark 1}{mark 23} (link /seven \"\" 7) (link b \"\" 4) [1234] [] [x] ![5]")
    }

    @Test("Spans beyond the depth and addresses beyond the length are text")
    func limits() {
        var readings = InlineReadings()
        readings.options.maximumSpanDepth = 2
        readings.options.maximumAddressLength = 4
        #expect(readings.closed("*a **b ~~c [d](e)~~** f*") == "(em a (strong b ~~c d~~) f)")
        #expect(readings.closed("[a](bcde) [a](bcdef) [a](bcä)") == "(link bcde \"\" a) a a")
    }

    @Test("Labels that nothing defines are reported, each in the form in which labels are compared")
    func missing() {
        let labels = ["foo  BAR", "x"].map { label in
            Array(label.utf8).withUnsafeBufferPointer { ReferenceTable.hash(of: $0) }
        }
        let result = InlineReadings().read(Array("[a][Foo\nbar] [x] [y](z) [ ]".utf8), isOpen: false)
        #expect(result.outcome.missing == labels)
    }
}
