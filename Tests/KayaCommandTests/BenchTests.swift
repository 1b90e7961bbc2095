import EventStream
import Testing

@testable import kaya

@Suite("Measuring streams")
struct BenchTests {
    @Test(
        "Each dialect's words and endings are known",
        arguments: [
            "id: 1\ndata: {\"text\":\"a\"}\n\n: \n\ndata: {\"text\":\"b\"}\n\ndata: {\"done\":true,\"fullText\":\"ab\"}\n\n",
            "event: turn.started\ndata: {\"turn\":\"x\"}\n\nevent: answer.delta\ndata: {\"text\":\"a\"}\n\n"
                + "event: answer.delta\ndata: {\"text\":\"b\"}\n\nevent: turn.finished\ndata: {\"finish\":\"stop\"}\n\n",
            "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"
                + "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"b\"}}]}\n\n"
                + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
            "data: one\n\ndata: two\n\ndata: [DONE]\n\n",
        ])
    func dialects(_ text: String) throws {
        for cut in 0...text.utf8.count {
            var stream = StreamObservation()
            let bytes = Array(text.utf8)
            try stream.read(Array(bytes[..<cut]), at: .milliseconds(10))
            try stream.read(Array(bytes[cut...]), at: .milliseconds(30))
            #expect(stream.tokens == 2)
            #expect(stream.ending == .finished)
            #expect(stream.bytes == bytes.count)
        }
    }

    @Test("The first word and the gaps are measured between reads that bring words")
    func times() throws {
        var stream = StreamObservation()
        try stream.read(Array(": \n\n".utf8), at: .milliseconds(5))
        try stream.read(Array("data: {\"text\":\"a\"}\n\n".utf8), at: .milliseconds(20))
        try stream.read(Array(": \n\n".utf8), at: .milliseconds(25))
        try stream.read(Array("data: {\"text\":\"b\"}\n\ndata: {\"text\":\"c\"}\n\n".utf8), at: .milliseconds(50))
        #expect(stream.firstToken == .milliseconds(20))
        #expect(stream.gaps == [.milliseconds(30)])
        #expect(stream.tokens == 3)
        #expect(stream.signsOfLife == 2)
        #expect(stream.ending == nil)
    }

    @Test(
        "An error in the stream is reported by its code",
        arguments: [
            ("data: {\"error\":\"x\",\"code\":\"upstream-cut\"}\n\n", "upstream-cut"),
            ("event: turn.failed\ndata: {\"problem\":{\"code\":\"draining\"}}\n\n", "draining"),
            ("data: {\"error\":{\"code\":\"rate_limit\"}}\n\n", "rate_limit"), ("data: {\"error\":\"x\"}\n\n", "error"),
        ])
    func errors(text: String, code: String) throws {
        var stream = StreamObservation()
        try stream.read(Array(text.utf8), at: .zero)
        #expect(stream.ending == .failed(code))
        #expect(stream.tokens == 0)
    }

    @Test("Percentiles are right to two per cent, whatever the number of values")
    func percentiles() throws {
        var histogram = LatencyHistogram()
        for value in 1...10_000 { histogram.record(.microseconds(value)) }
        for (share, expected) in [(0.5, 5_000.0), (0.9, 9_000), (0.99, 9_900)] {
            let value = try #require(histogram.percentile(share)) / .microseconds(1)
            #expect(abs(value / expected - 1) < 0.02)
        }
        #expect(histogram.percentile(1) == .microseconds(10_000))
        #expect(LatencyHistogram().percentile(0.5) == nil)
    }

    @Test("Values beyond the classes are counted in the outermost")
    func extremes() {
        var histogram = LatencyHistogram()
        histogram.record(.zero)
        histogram.record(.seconds(1_000_000))
        #expect(histogram.count == 2)
        #expect(histogram.percentile(1) != nil)
    }

    @Test("Tallies add up, and names of errors are bounded")
    func tallies() {
        var sum = BenchTally()
        for number in 0..<50 {
            var tally = BenchTally()
            tally.record(StreamObservation(), head: nil, whole: .seconds(1), error: "status \(number)")
            tally.record(StreamObservation(), head: .seconds(1), whole: .seconds(1), error: nil)
            sum.merge(tally)
        }
        #expect(sum.requests == 100)
        #expect(sum.completed == 50)
        #expect(sum.errors.count <= 33)
        #expect(sum.errors.values.reduce(0, +) == 50)
    }

    @Test("A request's number stands for {n}")
    func numbers() {
        #expect(BenchPlan.numbered("a{n}b{n}", 7) == "a7b7")
        #expect(BenchPlan.numbered("{n}", 1) == "1")
        #expect(BenchPlan.numbered("none", 1) == "none")
    }
}
