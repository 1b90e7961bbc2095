import Testing

@testable import Markdown

@Suite("Settling inline content while it is written")
struct InlineSettlingTests {
    static let definitions = "[foo]: /url \"title\"\n[bar baz]: <https://example.org/b>"

    static let sources = [
        "Ordinary prose, with words; and more of them.",
        "*emphasis* then **strong** then ***both*** and `code` end",
        "a *b **c** d* e **f *g* h** i", "snake_case_name and __init__ and a_b_ c", "a * b * c ** d",
        "2*3*4 and 5**6**7",
        "*a **b* c**", "***a** b* c", "**a*", "*a***b** c", "*(*a*)* b", "a***b***c", "foo *bar*\nbaz **qux\nquux**",
        "`a` ``b ` c`` ` d", "```a`` b", "` `` `", "a `` b` c", "a `b\nc` d", "`a*b` *c`*`d*",
        "[a](b) [c](<d e> \"f\") [g](h 'i') [j](k (l)) m", "[a](b c) d", "[a *b](c) d*", "*a [b* c](d) e*",
        "[a]( b\n\"c\" ) d",
        "[foo] [foo][] [x][foo] [foo][x] [Bar\nBaz] y", "[a [foo] b](c) d [e](f)", "![a [b](c) *d*](e) f",
        "[![a](b)](c) d",
        "[a](", "[a][", "[a", "![", "[[[a]]] b", "[a](b(c(d)e)f) g", "[a](b\\)c) d",
        "[1] a [12][3] b [1234] [x1] [12](x) [9",
        "a & b &amp; c &#38; &#x26; d &amp e &nosuch; f&copy;g", "\\*a\\* \\a \\\\ \\", "a\\\nb  \nc \nd",
        "a   \n   b\\\n",
        "<https://a.b/c?d=e> <f@g.h> i < j <k", "<b class=\"*x*\">*y*</b> <!-- *z* --> <?a?> <!A> <![CDATA[b]]> c",
        "<a href='b\n> c",
        "<b *c* d", "<!-- a *b* c", "a <b c, *d*", "https://a.b/c. (http://d.e/f) www.g.h, x",
        "see www.a.b/c_d_e and *https://f.g*",
        "**https://a.b**, __www.c.d__ ~~ftp://e.f~~ g", "http:/a http:b https://localhost:80/x wwww.a.b",
        "https://a.b/(c) d) e",
        "https://a_b.c_d/e *f* www.a_b.c", "mail foo.bar+baz@qux.example, a_b@c.d. x@y_ e@f.g-",
        "_a@b.cd_ *e.f@g.hi*j @k l@ m",
        "a.b&#46;c@d.ef \\.g@h.ij ._k_.l@m.no", "a@b.c@d.e@f.gh i", "~~a~~ ~b~ ~c~~ ~~~d~~~ ~~e", "~5 of ~~6 *7",
        "ä*ö*ü „*x*“ *»y«* 中**文**字 **“z”**a", "a!b ![c](d)! e![f", "x *a [b **c `d", "**bold [link *text",
        "*a `b* c` d*",
        "*a <b c=\"*\">* d", "a_\"b\"_c _d_e_f_", "[a `](b)` c](d)", "[a <b c=\"](d)\">](e)", "[a]: b",
        "[a\\]b](c) \\[d](e)",
        "x [y](javascript:z) [j](//k) w", "![a](https://img.example/b) ![c](d) ![](e)", "a|b", "*\n*a*\n* b",
        "** a**b** c", "[^1] a [ ] b [x] c",
        "[a **https://b.c] *d", "[a *b www.c.d* e***f] g", "w ww www www. www.a",
        "h ht htt http http: http:/ http:// http://a",
    ]

    static var readings: [InlineReadings] {
        var withMarks = InlineReadings()
        withMarks.options.hasSourceMarks = true
        withMarks.options.imageHosts = [Array("img.example".utf8)]
        withMarks.definitions = definitions
        var shallow = InlineReadings()
        shallow.options.maximumSpanDepth = 1
        shallow.definitions = definitions
        var strict = InlineReadings()
        strict.options = .conformance
        return [InlineReadings(), withMarks, shallow, strict]
    }

    @Test("A beginning, continued from where it was settled, is what the longer text is", arguments: sources)
    func continued(_ source: String) {
        for readings in Self.readings {
            for isOpen in [true, false] { SettlingLaws(readings).checkContinuing(Array(source.utf8), isOpen: isOpen) }
        }
    }

    @Test("What is settled of a beginning stays when the text is complete", arguments: sources)
    func settledStays(_ source: String) {
        for readings in Self.readings { SettlingLaws(readings).checkSettled(Array(source.utf8)) }
    }

    @Test("After plain text, plain bytes only lengthen the last event", arguments: sources)
    func plain(_ source: String) {
        for readings in Self.readings { SettlingLaws(readings).checkPlain(Array(source.utf8)) }
    }

    @Test("Prose, and what is closed in it, settles as it comes")
    func settlesSoon() {
        let prose = "Some *emphasis* and **more** with `code` and [a link](b) in it. "
        let source = Array(String(repeating: prose, count: 3).utf8)
        let readings = InlineReadings()
        for end in 1...source.count {
            let settled = readings.read(Array(source[..<end]), isOpen: true).outcome.offset
            #expect(end - settled <= 17, "\(String(decoding: source[..<end], as: UTF8.self))")
        }
    }
}
