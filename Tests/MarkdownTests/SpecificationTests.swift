import Foundation
import KayaTesting
import Markdown
import Testing

/// The examples of CommonMark 0.31.2 and of GFM, which this repository does not hold. MARKDOWN_SPECIFICATIONS names the folder
/// with `commonmark_spec.jsonl` and `gfm_spec.jsonl`.
private let folder = ProcessInfo.processInfo.environment["MARKDOWN_SPECIFICATIONS"].map {
    URL(filePath: $0, directoryHint: .isDirectory)
}

@Suite("Examples of the specifications", .enabled(if: folder != nil, "MARKDOWN_SPECIFICATIONS is not set"))
struct SpecificationTests {
    struct Example: Decodable, CustomTestStringConvertible {
        let example: Int
        let section: String
        let extensions: [String]?
        let markdown: String
        let html: String

        var testDescription: String { "\(section) \(example)" }

        var options: MarkdownOptions {
            var options = MarkdownOptions.conformance
            let extensions = extensions ?? []
            options.hasTables = extensions.contains("table")
            options.hasStrikethrough = extensions.contains("strikethrough")
            options.hasAutolinks = extensions.contains("autolink")
            // GFM marks the examples of its task lists `disabled`, for their check boxes.
            options.hasTaskLists = extensions.contains("disabled")
            return options
        }
    }

    /// Some versions of GFM's text write nested strong emphasis otherwise than CommonMark, whose example holds.
    static let commonMark: [String: String] = {
        let found = (try? examples("commonmark_spec.jsonl")) ?? []  // its own test says what is wrong with the file
        return Dictionary(found.map { ($0.markdown, $0.html) }, uniquingKeysWith: { first, _ in first })
    }()

    /// Examples of GFM 0.29 that CommonMark 0.31.2 has changed since (what a comment is), and the one of the filter for
    /// some HTML tags, which renderers need that write raw HTML.
    static let outdated: Set<String> = [
        "foo <!-- not a comment -- two hyphens -->\n", "foo <!--> foo -->\n\nfoo <!-- foo--->\n",
    ]

    static func examples(_ name: String) throws -> [Example] {
        guard let folder else { return [] }
        return try Fixture.lines(of: folder.appending(path: name))
    }

    @Test("CommonMark's examples give its HTML", arguments: try examples("commonmark_spec.jsonl"))
    func commonMark(_ example: Example) throws {
        #expect(try Rendering.html([Array(example.markdown.utf8)], options: .conformance) == example.html)
    }

    @Test("GFM's examples give its HTML", arguments: try examples("gfm_spec.jsonl"))
    func gfm(_ example: Example) throws {
        if Self.outdated.contains(example.markdown) || example.extensions == ["tagfilter"] { return }
        let expected = Self.commonMark[example.markdown] ?? example.html
        #expect(try Rendering.html([Array(example.markdown.utf8)], options: example.options) == expected)
    }

    @Test(
        "Whole, byte by byte and at every split, the tree of an example is the same",
        arguments: try uniqueExamples())
    func anyCut(_ example: Example) throws {
        let bytes = Array(example.markdown.utf8)
        let splits = (0..<max(1, bytes.count)).dropFirst().map { [$0] }
        let cuttings = Array(Chunkings.some(of: bytes, times: 4)) + splits.map { Chunkings.split(bytes, at: $0) }
        try expectSameTree(cuttings, example.options)
        try expectSameTree(Array(Chunkings.some(of: bytes, times: 4)), MarkdownOptions())
    }

    /// The examples of both specifications, each text with the same extensions once.
    static func uniqueExamples() throws -> [Example] {
        var seen: Set<String> = []
        return try (examples("commonmark_spec.jsonl") + examples("gfm_spec.jsonl")).filter {
            seen.insert($0.markdown + ($0.extensions ?? []).joined()).inserted
        }
    }

    private func expectSameTree(_ cuttings: [[[UInt8]]], _ options: MarkdownOptions) throws {
        let whole = try Rendering.tree([cuttings.first?.flatMap { $0 } ?? []], options: options)
        for pieces in cuttings {
            let cut = try Rendering.tree(pieces, options: options)
            #expect(cut == whole, "\(pieces.map { String(decoding: $0, as: UTF8.self) })")
            if cut != whole { return }
        }
    }
}
