import Foundation
import KayaTesting
import Testing

@testable import LanguageModels

@Suite("Recorded answers of a real model server")
struct OpenAICaptureTests {
    private struct Capture: Decodable {
        let file: String
        let text: String
        let finish: String
        let usage: [Int]
    }

    @Test("The text read is the text sent, however the bytes were cut")
    func textReadIsTextSent() throws {
        for capture in try Fixture.lines(
            of: OpenAIStreamCase.folder.appending(path: "captures.jsonl"), as: Capture.self)
        {
            let bytes = Array(try Data(contentsOf: OpenAIStreamCase.folder.appending(path: capture.file)))
            let head = TransportResponseHead(status: 200, headers: [(name: "content-type", value: "text/event-stream")])
            for chunks in Chunkings.some(of: bytes) {
                let decoding = OpenAIDecoding(chunks, head: head)
                #expect(decoding.text == capture.text)
                #expect(decoding.finish == capture.finish)
                #expect(decoding.usage == Usage(promptTokens: capture.usage[0], completionTokens: capture.usage[1]))
            }
        }
    }
}
