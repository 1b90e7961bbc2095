import Markdown
import Testing

/// A tree and what is written for a terminal of some width.
struct TerminalCase: Sendable, CustomTestStringConvertible {
    let name: String
    let sketches: [Sketch]
    let width: Int
    let text: String

    var testDescription: String { name }

    init(_ name: String, _ sketches: Sketch..., width: Int = 20, text: String) {
        self.name = name
        self.sketches = sketches
        self.width = width
        self.text = text
    }

    static let plain = [
        TerminalCase("words", .paragraph("the quick brown fox jumps over"), text: "the quick brown fox\njumps over\n"),
        TerminalCase(
            "a long word", .paragraph("a abcdefghijklmnopqrstuvwxyz b"),
            text: "a\nabcdefghijklmnopqrst\nuvwxyz b\n"),
        TerminalCase("wide characters", .paragraph("日本語の文章、折り返し。テスト"), width: 12, text: "日本語の文\n章、折り返\nし。テスト\n"),
        TerminalCase(
            "breaks", .paragraph(.text("a"), .event(.softBreak), .text("b"), .event(.lineBreak), .text("c")),
            text: "a b\nc\n"),
        TerminalCase(
            "blocks", .heading(1, "a"), .paragraph("b"), .rule, .paragraph("c"),
            text: "a\n\nb\n\n────────────────────\n\nc\n"),
        TerminalCase(
            "a quote", .quote(.paragraph("the quick brown fox jumps"), .paragraph("b")),
            text: "│ the quick brown\n│ fox jumps\n│\n│ b\n"),
        TerminalCase(
            "lists", .numbers(9, .item("a"), .item(.none, .paragraph("the quick brown fox"), .list(.item("b")))),
            .paragraph("c"), text: "9. a\n10. the quick brown\n    fox\n    • b\n\nc\n"),
        TerminalCase(
            "items of several blocks", .list(.item(.none, .paragraph("a"), .paragraph("b")), .item("c"), .item("d")),
            text: "• a\n\n  b\n\n• c\n• d\n"),
        TerminalCase(
            "tasks", .list(.item(.open, .paragraph("a")), .item(.done, .paragraph("b"))),
            .numbers(1, .item(.done, .paragraph("c"))), text: "☐ a\n☑ b\n\n1. ☑ c\n"),
        TerminalCase("empty items", .list(.item(), .item(.none, .list(.item())), .item("a")), text: "•\n• •\n• a\n"),
        TerminalCase(
            "code", .code("x", "a  b\n\n\tc\nabcdefghijklmnopqrstuvwxyz\n"), .list(.item(.none, .code("", "d\n"))),
            text: "    a  b\n\n        c\n    abcdefghijklmnop\n    qrstuvwxyz\n\n•     d\n"),
        TerminalCase(
            "links", .paragraph(.link("/b", .text("a")), .text(" "), .link("mailto:c@d", .text("c@d"))),
            text: "a (/b) c@d\n"),
        TerminalCase(
            "images and sources",
            .paragraph(
                .image([0x61], title: [], [0x62]), .text(" "),
                .image([0x63], title: [], []), .bytes(.sourceMark, [0x31])), text: "b (a) c[1]\n"),
        TerminalCase(
            "a table", .table([.none, .right, .center], "a,bb,ccc", "日本,1,x"),
            text:
                "┌──────┬────┬─────┐\n│ a    │ bb │ ccc │\n├──────┼────┼─────┤\n│ 日本 │  1 │  x  │\n└──────┴────┴─────┘\n"
        ),
        TerminalCase(
            "a table that is shrunk", .table([.none, .none], "a,the quick brown", "b,c", "d,e"),
            text: "┌───┬──────────────┐\n│ a │ the quick    │\n│   │ brown        │\n├───┼──────────────┤\n"
                + "│ b │ c            │\n├───┼──────────────┤\n│ d │ e            │\n└───┴──────────────┘\n"),
        TerminalCase(
            "a table with too many columns", .table([.none, .none, .none], "a,b,c", "d,e,f"), width: 10,
            text: "a, b, c\nd, e, f\n"),
        TerminalCase("a block of HTML", .leaf(.htmlBlock, [.text("<a>\n  b\n")]), text: "<a>\n  b\n"),
        TerminalCase("control characters", .paragraph("a\u{1B}[2J\u{9B}b\u{202E}c\u{7F}"), text: "a␛[2J\u{FFFD}bc␡\n"),
    ]

    static let codes = [
        TerminalCase(
            "code in a quote", .quote(.code("", "a\n\n")),
            text: "\u{1B}[2m│\u{1B}[0m \u{1B}[2m│\u{1B}[0m \u{1B}[36ma\u{1B}[0m\n"
                + "\u{1B}[2m│\u{1B}[0m \u{1B}[2m│\u{1B}[0m\n"),
        TerminalCase(
            "spans", .paragraph(.span(.strong, [.text("a "), .span(.emphasis, [.text("b")])]), .text(" c")),
            text: "\u{1B}[1ma \u{1B}[0m\u{1B}[1m\u{1B}[3mb\u{1B}[0m c\n"),
        TerminalCase(
            "a span over two lines", .paragraph(.span(.strikethrough, [.text("a b")])), width: 4,
            text: "\u{1B}[9ma b\u{1B}[0m\n"),
        TerminalCase(
            "a broken span", .paragraph(.code("abc def")), width: 5,
            text: "\u{1B}[36mabc \u{1B}[0m\n\u{1B}[36mdef\u{1B}[0m\n"),
        TerminalCase("a heading", .heading(2, "a"), text: "\u{1B}[1ma\u{1B}[0m\n"),
        TerminalCase("code", .code("", "a\n"), text: "\u{1B}[2m│\u{1B}[0m \u{1B}[36ma\u{1B}[0m\n"),
        TerminalCase(
            "a link", .paragraph(.link("b", .text("a"))),
            text: "\u{1B}[4m\u{1B}]8;;b\u{1B}\\a\u{1B}[0m\u{1B}[2m\u{1B}]8;;\u{1B}\\ (b)\u{1B}[0m\n"),
    ]
}
