import Foundation
import KayaTesting
import Testing

@testable import LanguageModels

@Suite("The byte scan of one chunk")
struct OpenAIChunkScannerTests {
    @Test(
        "The shapes that servers send for every token are decided by the scan",
        arguments: [
            #"{"choices":[{"finish_reason":null,"index":0,"delta":{"content":"Sch"}}],"created":1,"id":"x"}"#,
            #"{"choices":[{"index":0,"delta":{"content":"Sch"},"logprobs":null,"finish_reason":null}],"usage":null}"#,
            #"{"choices":[{"delta":{"role":"assistant","content":"Sch","tool_calls":null}}],"error":null}"#,
            #" { "choices" : [ { "index" : 0 , "delta" : { "content" : "Sch" } } ] } "#,
            #"{"choices":[{"index":0,"delta":{"content":"Sch"},"content_filter_results":{"hate":{"a":false}}}]}"#,
            #"{"choices":[{"index":0,"delta":{"content":"\u0053ch"}}],"timings":{"a":[1.5e-3,{"b":[]},true]}}"#,
        ])
    func commonShapes(_ json: String) {
        #expect(scan(json) == .text("Sch"))
    }

    @Test(
        "Chunks without text say nothing",
        arguments: [
            #"{"choices":[]}"#, #"{"choices":[{"index":0,"delta":{}}]}"#, #"{"choices":[{"index":0}]}"#,
            #"{"choices":[{"delta":{"role":"assistant","content":null}}]}"#, #"{"choices":[{"delta":{"content":""}}]}"#,
        ])
    func nothing(_ json: String) {
        #expect(scan(json) == .nothing)
    }

    @Test(
        "What is not plainly understood is left to the full decode",
        arguments: [
            "", " ", "null", "[]", "[DONE]", "{", "{}", #"{"choices":null}"#, #"{"choices":{}}"#, #"{"choices":[]} x"#,
            #"{"choices":[{"index":1,"delta":{"content":"a"}}]}"#,
            #"{"choices":[{"index":0.5,"delta":{"content":"a"}}]}"#,
            #"{"choices":[{"index":01,"delta":{"content":"a"}}]}"#,
            #"{"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}"#,
            #"{"choices":[{"delta":{"content":"a"},"finish_reason":""}]}"#,
            #"{"choices":[{"delta":{"content":"a"}},{"delta":{"content":"b"}}]}"#,
            #"{"choices":[{"delta":{"content":"a","content":"b"}}]}"#, #"{"choices":[],"choices":[]}"#,
            #"{"choices":[{"delta":{"content":"a"},"delta":{}}]}"#, #"{"choices":[],"error":{"code":500}}"#,
            #"{"choices":[],"usage":{"prompt_tokens":1}}"#, #"{"choices":[{"delta":{"content":["a"]}}]}"#,
            #"{"choices":[{"delta":{"content":"a","reasoning":"b"}}]}"#, #"{"choices":[{"delta":{"refusal":"a"}}]}"#,
            #"{"choices":[{"delta":{"tool_calls":[]}}]}"#, #"{"\u0063hoices":[{"delta":{"content":"a"}}]}"#,
            #"{"choices":[{"delta":{"content":"a\x"}}]}"#, #"{"choices":[{"delta":{"content":"a\u12"}}]}"#,
            #"{"choices":[{"delta":{"content":"a}}]}"#, #"{"choices":[{"delta":{"content":"a"}}]"#,
            #"{"choices":[{"delta":{"content":"a"}}],}"#, #"{"choices":[{"delta":{"content":"a"}}],"n":-}"#,
            #"{"choices":[{"delta":{"content":"a"}}],"n":tru}"#, #"{"choices":[{"delta":{"content":"a"}}],"n":[1,]}"#,
        ])
    func odd(_ json: String) {
        #expect(scan(json) == .odd)
    }

    @Test("Whatever the scan decides in fixtures and captures, cut and altered, the full decode reads too")
    func mutatedInputs() throws {
        var generator = SeededGenerator(seed: 1)
        var decidedCount = 0
        for seed in try chunkTexts() {
            for _ in 0..<40 {
                var bytes = seed
                for _ in 0..<Int.random(in: 0...3, using: &generator) { bytes.mutate(using: &generator) }
                if expectAgreement(on: bytes) { decidedCount += 1 }
            }
        }
        #expect(decidedCount > 2_000)
    }

    @Test("Whatever the scan decides in random JSON of chunk-like shape, the full decode reads too")
    func randomJSON() {
        var generator = SeededGenerator(seed: 2)
        var decidedCount = 0
        for _ in 0..<20_000 {
            let json = RandomChunk.json(using: &generator)
            if expectAgreement(on: Array(json.utf8)) { decidedCount += 1 }
        }
        #expect(decidedCount > 1_000)
    }

    @Test("Every prefix of a chunk is odd")
    func prefixes() {
        let chunk = Array(#"{"choices":[{"index":0,"delta":{"content":"Sch\n"},"x":[1,{"y":null}]}],"z":-1.5e+3}"#.utf8)
        for count in 0..<chunk.count { #expect(OpenAIScan(Array(chunk[..<count])) == .odd) }
        #expect(OpenAIScan(chunk) == .text("Sch\n"))
    }

    private func scan(_ json: String) -> OpenAIScan {
        OpenAIScan(Array(json.utf8))
    }

    /// Whether the scan decided; what it then read must be what the full decode reads.
    private func expectAgreement(on bytes: [UInt8]) -> Bool {
        let scan = OpenAIScan(bytes)
        guard scan != .odd else { return false }
        #expect(scan == OpenAIScan(decoding: bytes), "\(String(decoding: bytes, as: UTF8.self))")
        return true
    }

    private func chunkTexts() throws -> [[UInt8]] {
        let bodies =
            try OpenAIStreamCase.all.get().map(\.body)
            + [Array(try Data(contentsOf: OpenAIStreamCase.folder.appending(path: "captures/third-turn.sse")))]
        return bodies.flatMap { body in
            body.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: "data:".utf8) }.map {
                Array($0.dropFirst(5))
            }
        }
    }
}

/// What a scan, or a full decode, makes of a chunk.
enum OpenAIScan: Equatable {
    case text(String)
    case nothing
    case odd

    init(_ bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { data in
            switch ChunkScanner.read(data) {
            case .content(let content): .text(content.text(maximumByteCount: .max))
            case .nothing: .nothing
            case .odd: .odd
            }
        }
    }

    /// What the full decode reads, if the scan may decide it.
    init(decoding bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { data in
            guard let chunk = ChatCompletionChunk(data), chunk.hasChoices, chunk.error == nil, chunk.usage == nil,
                chunk.finishReason == nil, chunk.delta.refusal == nil, !chunk.delta.isReasoning,
                chunk.delta.toolCallCount == 0
            else { return .odd }
            let text = chunk.delta.content.map { $0.text(maximumByteCount: .max) }.joined()
            return text.isEmpty ? .nothing : .text(text)
        }
    }
}
