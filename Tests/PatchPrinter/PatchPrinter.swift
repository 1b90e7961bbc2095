import BrowserCore
import Foundation
import Markdown

/// Answers, natively, what the module in a page answers: for comparing the two byte by byte.
///
/// Standard input holds one answer after the other: the level of its first heading as one byte, then its chunks, each a
/// 32-bit little-endian length and the bytes, and an empty chunk as its end. Standard output has, for every chunk and for
/// the end, the outcome as one byte, and the patches as a length and the bytes.
///
/// With `--html`, it has for every answer its HTML instead, as a length and the bytes.
@main
enum PatchPrinter {
    static func main() throws {
        let printsHTML = CommandLine.arguments.contains("--html")
        let exchange = PageExchange()
        var input = ChunkReader(try FileHandle.standardInput.readToEnd() ?? Data())
        var printed = Data()
        while let headingStart = input.nextByte() {
            let answer = exchange.makeAnswer(headingStart: UInt32(headingStart), features: .sourceMarks)
            var tree = MarkdownTree()
            var isWhole = false
            while !isWhole, let chunk = input.nextChunk() {
                isWhole = chunk.isEmpty
                _ = exchange.input.update(fromContentsOf: chunk)
                let outcome =
                    isWhole ? exchange.finishAnswer(answer) : exchange.appendToAnswer(answer, count: chunk.count)
                _ = exchange.takePatches(answer)
                if printsHTML {
                    try tree.apply(PatchList(bytes: Array(exchange.output)))
                } else {
                    printed.append(UInt8(truncatingIfNeeded: outcome.rawValue))
                    printed.append(piece: exchange.output)
                }
            }
            if printsHTML { printed.append(piece: HTMLWriter().html(tree)) }
            exchange.freeAnswer(answer)
        }
        try FileHandle.standardOutput.write(contentsOf: printed)
    }
}

extension Data {
    fileprivate mutating func append(piece: some Collection<UInt8>) {
        for shift in stride(from: 0, to: 32, by: 8) { append(UInt8(truncatingIfNeeded: piece.count >> shift)) }
        append(contentsOf: piece)
    }
}
