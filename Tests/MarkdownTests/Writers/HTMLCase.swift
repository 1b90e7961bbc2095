import Markdown
import Testing

/// A tree and its HTML.
struct HTMLCase: Sendable, CustomTestStringConvertible {
    let name: String
    let sketches: [Sketch]
    let html: String

    var testDescription: String { name }

    init(_ name: String, _ sketches: Sketch..., html: String) {
        self.name = name
        self.sketches = sketches
        self.html = html
    }

    /// As cmark and cmark-gfm write it.
    static let conformance = [
        HTMLCase(
            "a paragraph with every span",
            .paragraph(
                .text("a<&>\"' "), .span(.emphasis, [.span(.strong, [.text("b")])]),
                .span(.strikethrough, [.text("c")]),
                .event(.softBreak), .code("<d>"), .event(.lineBreak), .bytes(.rawHTML, Array("<i>".utf8))),
            html:
                "<p>a&lt;&amp;&gt;&quot;' <em><strong>b</strong></em><del>c</del>\n<code>&lt;d&gt;</code><br />\n<i></p>\n"
        ),
        HTMLCase(
            "links and images",
            .paragraph(
                .link(Array("/u?a&b'".utf8), title: Array("t\"".utf8), [.text("x")]), .link("y"),
                .image(Array("/i".utf8), title: Array("<".utf8), Array("d\"".utf8)), .image([], title: [], [])),
            html: "<p><a href=\"/u?a&amp;b&#x27;\" title=\"t&quot;\">x</a><a href=\"y\"></a>"
                + "<img src=\"/i\" alt=\"d&quot;\" title=\"&lt;\" /><img src=\"\" alt=\"\" /></p>\n"),
        HTMLCase(
            "headings and a break", .heading(1, "a"), .rule, .heading(6, "b"),
            html: "<h1>a</h1>\n<hr />\n<h6>b</h6>\n"),
        HTMLCase(
            "code", .code("", "a\n\n<b>\n"), .code("x&y z", "c\n"), .code("", ""),
            html: "<pre><code>a\n\n&lt;b&gt;\n</code></pre>\n<pre><code class=\"language-x&amp;y\">c\n</code></pre>\n"
                + "<pre><code></code></pre>\n"),
        HTMLCase(
            "a tight list with a list and an empty item",
            .list(.item(.none, .paragraph("a"), .numbers(3, .item("b"))), .item()),
            html: "<ul>\n<li>a\n<ol start=\"3\">\n<li>b</li>\n</ol>\n</li>\n<li></li>\n</ul>\n"),
        HTMLCase(
            "a loose list", .numbers(tight: false, .item("a"), .item(.none, .paragraph("b"), .quote(.paragraph("c")))),
            html: "<ol>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<blockquote>\n<p>c</p>\n</blockquote>\n</li>\n</ol>\n"),
        HTMLCase(
            "blocks in a tight item", .list(.item(.none, .heading(2, "a"), .paragraph("b"), .code("", "c\n"), .rule)),
            html: "<ul>\n<li>\n<h2>a</h2>\nb\n<pre><code>c\n</code></pre>\n<hr />\n</li>\n</ul>\n"),
        HTMLCase(
            "tasks", .list(.item(.open, .paragraph("a")), .item(.done, .paragraph("b"))),
            html: "<ul>\n<li><input disabled=\"\" type=\"checkbox\"> a</li>\n"
                + "<li><input checked=\"\" disabled=\"\" type=\"checkbox\"> b</li>\n</ul>\n"),
        HTMLCase("an empty quote", .quote(), html: "<blockquote>\n</blockquote>\n"),
        HTMLCase(
            "a table", .table([.none, .left, .center, .right], "a,b,c,d", "1,2,3,4", ",5,,"),
            html: "<table>\n<thead>\n<tr>\n<th>a</th>\n<th align=\"left\">b</th>\n<th align=\"center\">c</th>\n"
                + "<th align=\"right\">d</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td align=\"left\">2</td>\n"
                + "<td align=\"center\">3</td>\n<td align=\"right\">4</td>\n</tr>\n<tr>\n<td></td>\n"
                + "<td align=\"left\">5</td>\n<td align=\"center\"></td>\n<td align=\"right\"></td>\n</tr>\n</tbody>\n</table>\n"
        ),
        HTMLCase(
            "a table without a body", .table([.none], "a"), .paragraph("b"),
            html: "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>\n<p>b</p>\n"),
        HTMLCase(
            "a block of HTML", .leaf(.htmlBlock, [.text("<div>\n")]), .leaf(.htmlBlock, [.text("<!-- -->")]),
            html: "<div>\n<!-- -->\n"),
    ]

    /// As it stands in a page.
    static let page = [
        HTMLCase(
            "direction", .heading(1, "a"), .paragraph("b"), .list(tight: false, .item("c")), .code("x", "d\n"),
            html: "<h1 dir=\"auto\">a</h1>\n<p dir=\"auto\">b</p>\n<ul>\n<li dir=\"auto\">\n<p>c</p>\n</li>\n</ul>\n"
                + "<pre dir=\"ltr\"><code class=\"language-x\">d\n</code></pre>\n"),
        HTMLCase(
            "cells", .table([.right], "a"),
            html: "<table>\n<thead>\n<tr>\n<th align=\"right\" dir=\"auto\">a</th>\n</tr>\n</thead>\n</table>\n"),
        HTMLCase(
            "raw HTML", .paragraph(.bytes(.rawHTML, Array("<b>".utf8))), .leaf(.htmlBlock, [.text("<i>\n</i>\n")]),
            html: "<p dir=\"auto\">&lt;b&gt;</p>\n<p dir=\"auto\">&lt;i&gt;\n&lt;/i&gt;</p>\n"),
        HTMLCase(
            "source marks", .paragraph(.text("a"), .bytes(.sourceMark, Array("12".utf8))),
            html: "<p dir=\"auto\">a<sup class=\"source-mark\">[12]</sup></p>\n"),
        HTMLCase(
            "links to other hosts and others",
            .paragraph(
                .link("https://a.example/"), .link("//b"), .link("/\\b"), .link("mailto:c@d"), .link("TEL:1"),
                .link("/e:f"),
                .link("#g"), .link("h")),
            html: "<p dir=\"auto\"><a href=\"https://a.example/\" rel=\"noopener noreferrer\"></a>"
                + "<a href=\"//b\" rel=\"noopener noreferrer\"></a><a href=\"/\\b\" rel=\"noopener noreferrer\"></a>"
                + "<a href=\"mailto:c@d\"></a><a href=\"TEL:1\"></a><a href=\"/e:f\"></a><a href=\"#g\"></a>"
                + "<a href=\"h\"></a></p>\n"),
    ]
}
