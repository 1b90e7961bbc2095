import KayaTesting
import Testing

@testable import LanguageModels

/// The numbers are those under which the project lists what model servers do on the wire.
@Suite("Decoding what model servers send")
struct OpenAIStreamCaseTests {
    @Test("D01: A first chunk that has only a role is no output")
    func d01() throws {
        try expectCases(of: "D01")
    }

    @Test("D02: Empty choices are passed over")
    func d02() throws {
        try expectCases(of: "D02")
    }

    @Test("D03: A choice may come without a delta")
    func d03() throws {
        try expectCases(of: "D03")
    }

    @Test("D04: Choices may be null or missing")
    func d04() throws {
        try expectCases(of: "D04")
    }

    @Test("D05: The stream is read on after the finish reason")
    func d05() throws {
        try expectCases(of: "D05")
    }

    @Test("D06: Usage never ends an answer, and its last value counts")
    func d06() throws {
        try expectCases(of: "D06")
    }

    @Test("D07: Text in the chunk with the finish reason is kept")
    func d07() throws {
        try expectCases(of: "D07")
    }

    @Test("D08: An empty finish reason is none")
    func d08() throws {
        try expectCases(of: "D08")
    }

    @Test("D09: [DONE] alone ends an answer")
    func d09() throws {
        try expectCases(of: "D09")
    }

    @Test("D10: Every provider's finish reasons have a meaning")
    func d10() throws {
        try expectCases(of: "D10")
    }

    @Test("D11: Thoughts are no text, under any of their names")
    func d11() throws {
        try expectCases(of: "D11")
    }

    @Test("D12: Thoughts in tags are removed, however they are cut")
    func d12() throws {
        try expectCases(of: "D12")
    }

    @Test("D13: A refusal is the text of a refused answer")
    func d13() throws {
        try expectCases(of: "D13")
    }

    @Test("D14: Tool calls are passed over")
    func d14() throws {
        try expectCases(of: "D14")
    }

    @Test("D15: A message repeated beside the delta is not read")
    func d15() throws {
        try expectCases(of: "D15")
    }

    @Test("D16: Unknown fields, wrong types and hostile JSON do no harm")
    func d16() throws {
        try expectCases(of: "D16")
    }

    @Test("D17: [DONE] may be late, doubled, padded or missing")
    func d17() throws {
        try expectCases(of: "D17")
    }

    @Test("D18: An error in the stream is an error before it is anything else")
    func d18() throws {
        try expectCases(of: "D18")
    }

    @Test("D20: Complete means a finish reason or [DONE] was seen")
    func d20() throws {
        try expectCases(of: "D20")
    }

    @Test("D21: A body with nothing in it is an empty answer")
    func d21() throws {
        try expectCases(of: "D21")
    }

    @Test("D24: A page instead of an answer is malformed")
    func d24() throws {
        try expectCases(of: "D24")
    }

    @Test("D26: An error of quota in the stream is one of configuration")
    func d26() throws {
        try expectCases(of: "D26")
    }

    @Test("D31: Surrogate pairs may be cut in two, and lone halves are replaced")
    func d31() throws {
        try expectCases(of: "D31")
    }

    @Test("D32: Replacement characters pass, and bytes that are no UTF-8 become some")
    func d32() throws {
        try expectCases(of: "D32")
    }

    @Test("D33: Pings are nothing")
    func d33() throws {
        try expectCases(of: "D33")
    }

    @Test("D34: Only the first choice counts")
    func d34() throws {
        try expectCases(of: "D34")
    }

    @Test("D37: Another model may take over in the middle")
    func d37() throws {
        try expectCases(of: "D37")
    }

    @Test("F05: A byte order mark may come first")
    func f05() throws {
        try expectCases(of: "F05")
    }

    @Test("F07: A stream of comments is an empty answer")
    func f07() throws {
        try expectCases(of: "F07")
    }

    @Test("F09: An event may have several data lines")
    func f09() throws {
        try expectCases(of: "F09")
    }

    @Test("F10: Empty data is nothing")
    func f10() throws {
        try expectCases(of: "F10")
    }

    @Test("F15: Of an unfinished tail only [DONE] counts")
    func f15() throws {
        try expectCases(of: "F15")
    }

    @Test("F17: A doubled data prefix is removed")
    func f17() throws {
        try expectCases(of: "F17")
        var reader = ChatCompletionReader(text: AnswerText(maximumCharacterCount: 10, removesThoughts: false))
        for data in [#"data: {"choices":[]}"#, #"{"choices":[]}"#, #"data:{"choices":[]}"#] {
            Array(data.utf8).withUnsafeBytes { reader.read($0) }
        }
        #expect(reader.repairedCount == 2)
        #expect(reader.malformedCount == 0)
    }

    @Test("F18: Torn events are skipped and counted, and too many are a failure")
    func f18() throws {
        try expectCases(of: "F18")
    }

    @Test("F19: Lines of JSON are read where they are announced")
    func f19() throws {
        try expectCases(of: "F19")
    }

    @Test("F20: A whole answer as JSON is one delta")
    func f20() throws {
        try expectCases(of: "F20")
    }

    @Test("F21: An event stream is recognised under another content type")
    func f21() throws {
        try expectCases(of: "F21")
    }

    @Test("F22: A compressed answer is malformed")
    func f22() throws {
        try expectCases(of: "F22")
    }

    @Test("F24: Every body is read as UTF-8")
    func f24() throws {
        try expectCases(of: "F24")
    }

    @Test("Every case stands for a number that has its test")
    func everyCaseIsRun() throws {
        for streamCase in try OpenAIStreamCase.all.get() {
            #expect(!streamCase.covers.isEmpty && numbers.isSuperset(of: streamCase.covers), "\(streamCase)")
        }
    }

    private let numbers: Set = [
        "D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D09", "D10", "D11", "D12", "D13", "D14", "D15",
        "D16", "D17", "D18", "D20", "D21", "D24", "D26", "D31", "D32", "D33", "D34", "D37", "F05", "F07", "F09",
        "F10", "F15", "F17", "F18", "F19", "F20", "F21", "F22", "F24",
    ]

    private func expectCases(of number: String) throws {
        for streamCase in try OpenAIStreamCase.covering(number) {
            let expected = OpenAIDecoding(expectedBy: streamCase)
            for chunks in Chunkings.all(of: streamCase.body) {
                let decoding = OpenAIDecoding(chunks, head: streamCase.head).comparable(to: expected)
                guard decoding != expected else { continue }
                Issue.record("\(streamCase), cut \(chunks.map(\.count)): \(decoding) instead of \(expected)")
                break
            }
        }
    }
}
