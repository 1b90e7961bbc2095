import Markdown
import Testing

/// A tree and its plain text.
struct PlainTextCase: Sendable, CustomTestStringConvertible {
    let name: String
    let sketches: [Sketch]
    let text: String

    var testDescription: String { name }

    init(_ name: String, _ sketches: Sketch..., text: String) {
        self.name = name
        self.sketches = sketches
        self.text = text
    }

    static let all = [
        PlainTextCase("nothing", text: ""),
        PlainTextCase(
            "blocks", .heading(2, "a"), .rule, .paragraph("b"), .quote(.paragraph("c"), .paragraph("d")),
            text: "a\n\nb\n\nc\n\nd\n"),
        PlainTextCase(
            "spans",
            .paragraph(
                .span(.strong, [.text("a")]), .event(.softBreak), .code("b"), .link("c", .text("d")),
                .image([1], title: [], Array("e".utf8)), .event(.lineBreak), .bytes(.sourceMark, [0x31]), .text("f")),
            text: "a bde\nf\n"),
        PlainTextCase(
            "lists", .numbers(9, .item(.none, .paragraph("a"), .list(.item("b"), .item("c"))), .item("d")),
            .paragraph("e"), text: "9. a\n   – b\n   – c\n10. d\n\ne\n"),
        PlainTextCase(
            "loose lists", .list(tight: false, .item("a"), .item(.none, .paragraph("b"), .paragraph("c"))),
            text: "– a\n\n– b\n\n  c\n"),
        PlainTextCase(
            "tasks", .list(.item(.open, .paragraph("a")), .item(.done, .paragraph("b"))), text: "– ☐ a\n– ☑ b\n"),
        PlainTextCase(
            "code", .code("x", "a\n\n  b\n\n"), .list(.item(.none, .code("", "c\n\nd\n"))),
            text: "a\n\n  b\n\n– c\n\n  d\n"),
        PlainTextCase("tables", .table([.none, .right], "a,b", ",c"), text: "a, b\n, c\n"),
    ]
}
