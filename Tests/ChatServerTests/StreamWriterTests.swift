import Dialogue
import Foundation
import KayaTesting
import LiveStreams
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Testing

@testable import ChatServer
@testable import Turns

@Suite("Writing a stream to a reader")
struct StreamWriterTests {
    /// A writer on a connection in memory, whose loop and socket a test moves.
    private final class Bench {
        let channel = EmbeddedChannel()
        let turn = LiveTurn(id: TurnID(high: 0, low: 1), request: .asking(), capacity: 100_000, acceptedAt: .zero)
        var outcome: StreamWriter.Outcome?
        private(set) weak var writer: StreamWriter?

        /// - Parameter isHTTP1: Whether bytes are written below an HTTP/1.1 encoder, or as parts.
        func start(timing: StreamTiming = StreamTiming(), after position: Int = 0, isHTTP1: Bool = true) throws {
            if isHTTP1 { try channel.pipeline.syncOperations.addHandler(HTTPResponseEncoder()) }
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            let writer = try StreamWriter(
                StreamAssignment(
                    channel: channel, reader: TurnReader(turn: turn, visitor: Visitor(key: 1)), position: position,
                    dialect: SimpleDialect(language: .german), timing: timing))
            self.writer = writer
            writer.start { [unowned self] in outcome = $0 }
        }

        func say(_ text: String) {
            turn.stream.append(.delta(text))
            writer?.drain()
        }

        func finish() {
            turn.stream.end(with: .finished(TurnResult(finish: .stop, fullText: "")))
            writer?.drain()
        }

        func setWritable(_ isWritable: Bool) {
            channel.isWritable = isWritable
            channel.pipeline.fireChannelWritabilityChanged()
        }

        /// What was handed to the socket since the last call.
        func written() throws -> String {
            channel.embeddedEventLoop.run()
            var text = ""
            while let buffer = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
            return text
        }
    }

    @Test("One wake-up is one chunk, however much it brings")
    func coalescing() throws {
        let bench = Bench()
        try bench.start()
        _ = try bench.written()
        for number in 1...3 { bench.turn.stream.append(.delta("\(number)")) }
        bench.writer?.drain()
        let id = "\(bench.turn.id)"
        #expect(try bench.written() == "00000033\r\nid: \(id).3\ndata: {\"text\":\"123\"}\n\n\r\n")
        bench.writer?.drain()
        #expect(try bench.written().isEmpty)
    }

    @Test("The head leaves with the opening, a text at once, and the end of the response with the last frames")
    func flushes() throws {
        let bench = Bench()
        let flushes = FlushCount()
        try bench.channel.pipeline.syncOperations.addHandler(flushes)
        try bench.channel.pipeline.syncOperations.addHandler(HTTPResponseEncoder())
        try bench.channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        StreamSink.prepare(bench.channel)
        bench.channel.writeAndFlush(HTTPServerResponsePart.head(.init(version: .http1_1, status: .ok)), promise: nil)
        try bench.start(isHTTP1: false)
        #expect(flushes.count == 0)
        bench.channel.embeddedEventLoop.run()
        #expect(flushes.count == 1)
        bench.say("eins")
        #expect(flushes.count == 2)
        bench.finish()
        bench.channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
        #expect(flushes.count == 2)
        bench.channel.embeddedEventLoop.run()
        #expect(flushes.count == 3)
        #expect(try bench.written().hasSuffix("\"finish\":\"stop\"}\n\n\r\n0\r\n\r\n"))
    }

    @Test("What waits to be flushed is sent before the connection closes")
    func flushBeforeClose() throws {
        let bench = Bench()
        let flushes = FlushCount()
        try bench.channel.pipeline.syncOperations.addHandler(flushes)
        try bench.start()
        #expect(flushes.count == 0)
        bench.channel.close(promise: nil)
        #expect(flushes.count == 1)
        #expect(try bench.written().contains("retry: 2000"))
    }

    @Test("A reader that takes nothing costs a position: 10,000 deltas hand nothing to its connection")
    func slowReader() throws {
        let bench = Bench()
        try bench.start()
        bench.say("eins ")
        _ = try bench.written()
        bench.setWritable(false)
        for number in 0..<10_000 { bench.say("\(number) ") }
        #expect(try bench.written().isEmpty)
        bench.setWritable(true)
        let gap = try bench.written()
        #expect(gap.contains("id: \(bench.turn.id).10001\n"))
        #expect(gap.contains("9998 9999 \"}\n\n"))
        #expect(gap.components(separatedBy: "data: ").count == 2)
    }

    @Test("A reader that takes nothing for too long is cut off")
    func writeTimeout() throws {
        let bench = Bench()
        try bench.start()
        bench.setWritable(false)
        bench.say("eins")
        bench.channel.embeddedEventLoop.advanceTime(by: .seconds(19))
        #expect(bench.outcome == nil)
        bench.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(bench.outcome == .timedOut)
        #expect(!bench.channel.isActive)
    }

    @Test("A reader that takes nothing is cut off after its time also when it did take something at the last look")
    func blockedBetweenLooks() throws {
        let bench = Bench()
        var timing = StreamTiming()
        timing.writeTimeout = .seconds(1)
        try bench.start(timing: timing)
        bench.channel.embeddedEventLoop.advanceTime(by: .milliseconds(900))
        bench.say("x")
        bench.channel.embeddedEventLoop.advanceTime(by: .milliseconds(200))
        bench.setWritable(false)
        bench.say("y")
        #expect(bench.outcome == nil)
        bench.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(bench.outcome == .timedOut)
    }

    @Test("A reader that takes something in time is not cut off")
    func slowButAlive() throws {
        let bench = Bench()
        try bench.start()
        for _ in 0..<5 {
            bench.setWritable(false)
            bench.say("x")
            bench.channel.embeddedEventLoop.advanceTime(by: .seconds(15))
            bench.setWritable(true)
        }
        #expect(bench.outcome == nil)
        #expect(bench.channel.isActive)
    }

    @Test("A stream is over when its end was taken, and cut off when it never is")
    func stalledEnd() throws {
        for takesEnd in [true, false] {
            let bench = Bench()
            try bench.start()
            bench.setWritable(false)
            bench.finish()
            #expect(bench.outcome == nil)
            if takesEnd {
                bench.setWritable(true)
                #expect(bench.outcome == .complete)
                #expect(try bench.written().contains("\"done\":true"))
            } else {
                bench.channel.embeddedEventLoop.advanceTime(by: .seconds(20))
                #expect(bench.outcome == .timedOut)
            }
        }
    }

    @Test("A visitor's own end is written once, also when the reader stalls on it")
    func departedOnce() throws {
        let bench = Bench()
        try bench.start()
        bench.say("eins")
        bench.turn.depart(Visitor(key: 1))
        bench.writer?.drain()
        bench.writer?.drain()
        #expect(bench.outcome == .complete)
        #expect(try bench.written().components(separatedBy: "\"finish\":\"stopped\"").count == 2)
    }

    @Test("After ten seconds of silence there is a sign of life, and none while there is text")
    func heartbeat() throws {
        let bench = Bench()
        try bench.start()
        _ = try bench.written()
        bench.channel.embeddedEventLoop.advanceTime(by: .seconds(9))
        #expect(try bench.written().isEmpty)
        bench.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try bench.written() == "00000004\r\n: \n\n\r\n")
        bench.channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        bench.say("x")
        _ = try bench.written()
        bench.channel.embeddedEventLoop.advanceTime(by: .seconds(9))
        #expect(try bench.written().isEmpty)
        bench.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try bench.written() == "00000004\r\n: \n\n\r\n")
    }

    @Test("A reader that closes its connection or its sending half has left")
    func leaving() throws {
        for halfway in [true, false] {
            let bench = Bench()
            try bench.start()
            if halfway {
                bench.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            } else {
                bench.channel.pipeline.fireChannelInactive()
            }
            #expect(bench.outcome == .readerLeft)
            #expect(bench.writer == nil)
        }
    }

    @Test("Cancelling and ending race harmlessly, and nothing is written after either")
    func cancelAndEnd() throws {
        let bench = Bench()
        try bench.start()
        let writer = try #require(bench.writer)
        writer.cancel()
        #expect(bench.outcome == .readerLeft)
        _ = try bench.written()
        bench.finish()
        writer.cancel()
        writer.readerLeft()
        writer.sinkBecameWritable()
        #expect(bench.outcome == .readerLeft)
        #expect(try bench.written().isEmpty)
    }

    @Test("Nothing keeps a writer alive after its end: no timer, no sink, no promise")
    func noLeak() throws {
        let bench = Bench()
        try bench.start()
        #expect(bench.writer != nil)
        bench.finish()
        #expect(bench.outcome == .complete)
        #expect(bench.writer == nil)
    }

    @Test("Without an HTTP/1.1 encoder the bytes go as body parts, unframed")
    func parts() throws {
        let bench = Bench()
        try bench.start(isHTTP1: false)
        bench.say("Moin")
        var text = ""
        while let part = try bench.channel.readOutbound(as: HTTPResponsePart.self) {
            if case .body(let buffer) = part { text += String(buffer: buffer) }
        }
        #expect(text == ": ok\nretry: 2000\n\nid: \(bench.turn.id).1\ndata: {\"text\":\"Moin\"}\n\n")
    }

    @Test("The next stream of a connection finds the sink of the last one free")
    func sinkIsReused() throws {
        let bench = Bench()
        try bench.start()
        let (sink, framing) = try StreamSink.install(in: bench.channel)
        #expect(sink.occupant === bench.writer)
        bench.finish()
        #expect(sink.occupant == nil)
        #expect(try StreamSink.install(in: bench.channel).sink === sink)
        #expect(framing == .chunk)
    }
}

/// Counts what is flushed to the socket.
private final class FlushCount: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    private(set) var count = 0

    func flush(context: ChannelHandlerContext) {
        count += 1
        context.flush()
    }
}
