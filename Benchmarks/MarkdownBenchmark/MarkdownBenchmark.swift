import Foundation
import Markdown

/// Measures the renderer on the texts of a folder: whole answers, answers in tokens, and pathological families.
@main
struct MarkdownBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { return print("usage: benchmark answers FOLDER | family FOLDER FILE") }
        let folder = URL(filePath: arguments[2], directoryHint: .isDirectory)
        if arguments[1] == "answers" {
            try answers(folder)
        } else {
            try family(URL(filePath: arguments[3]), prose: folder.appending(path: "prose.md"))
        }
    }

    /// Seconds of processor time for each answer, whole and in tokens of 4 bytes.
    static func answers(_ folder: URL) throws {
        for size in [20, 200, 2000] {
            let text = Array(try Data(contentsOf: folder.appending(path: "answer-\(size).md")))
            let whole = best(of: 5) { read(text, piece: text.count) }
            let html = best(of: 5) { _ = HTMLWriter().html(tree(text)) }
            let streamed = best(of: 3) { read(text, piece: 4) }
            print("kaya \(size) whole \(whole) whole-html \(html) tokens \(streamed)")
        }
    }

    /// Nanoseconds a byte, whole and byte by byte; how many times that of prose; and how many times that of a text a
    /// quarter as long, which is 1 where time grows with the text.
    static func family(_ file: URL, prose: URL) throws {
        let text = Array(try Data(contentsOf: file))
        let prose = Array(try Data(contentsOf: prose))
        var line = file.deletingPathExtension().lastPathComponent
        for (name, piece) in [("whole", text.count), ("bytes", 1)] {
            let plain = time(prose, piece: piece)
            let quarter = time(Array(text.prefix(text.count / 4)), piece: piece)
            let own = time(text, piece: piece)
            line += String(
                format: "  %@ %.1f ns, %.1f × prose, %.1f × quarter", name, own * 1e9, own / plain, own / quarter)
        }
        print(line)
    }

    private static func time(_ text: [UInt8], piece: Int) -> Double {
        best(of: 3) { read(text, piece: piece) } / Double(text.count)
    }

    /// Reads a text in pieces and takes the patches after each.
    static func read(_ text: [UInt8], piece: Int) {
        var parser = MarkdownParser()
        var sum = 0
        text.withUnsafeBufferPointer { text in
            var start = 0
            while start < text.count {
                let end = min(start + piece, text.count)
                parser.append(UnsafeBufferPointer(rebasing: text[start..<end]))
                sum &+= parser.takePatches().bytes.count
                start = end
            }
        }
        parser.finish()
        sum &+= parser.takePatches().bytes.count
        precondition(sum >= 0)
    }

    static func tree(_ text: [UInt8]) -> MarkdownTree {
        var parser = MarkdownParser()
        parser.append(text)
        parser.finish()
        var tree = MarkdownTree()
        do { try tree.apply(parser.takePatches()) } catch { preconditionFailure("\(error)") }
        return tree
    }

    /// The least processor time of some runs, in seconds.
    static func best(of rounds: Int, _ body: () -> Void) -> Double {
        var least = Double.infinity
        for _ in 0..<rounds {
            let start = processorTime()
            body()
            least = min(least, processorTime() - start)
        }
        return least
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
