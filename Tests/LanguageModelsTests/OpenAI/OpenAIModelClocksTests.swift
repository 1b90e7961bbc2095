import Testing

@testable import LanguageModels

@Suite("The deadlines of a completion, without waiting")
struct OpenAIModelClocksTests {
    @Test("The earliest deadline is the next one")
    func earliest() {
        var clocks = ModelClocks(ModelTimeouts(responseHead: .seconds(30), firstDelta: .seconds(20)))
        #expect(clocks.nextDeadline == .seconds(3))
        clocks.connected(at: .seconds(1))
        #expect(clocks.nextDeadline == .seconds(20))
        #expect(clocks.expiry(at: .milliseconds(19_999)) == nil)
        #expect(clocks.expiry(at: .seconds(20)) == .timeout(.firstDelta))
    }

    @Test("A connection reported twice does not move the head's deadline")
    func connectedTwice() {
        var clocks = ModelClocks(ModelTimeouts())
        clocks.connected(at: .seconds(1))
        clocks.connected(at: .seconds(2))
        #expect(clocks.nextDeadline == .seconds(11))
    }

    @Test("Text ends the first delta's clock, bytes move the idle clock")
    func textAndBytes() {
        var clocks = ModelClocks(ModelTimeouts())
        clocks.headReceived(at: .seconds(1), isError: false)
        #expect(clocks.nextDeadline == .seconds(20))
        clocks.textReceived()
        #expect(clocks.nextDeadline == .seconds(31))
        clocks.bytesReceived(at: .seconds(95))
        #expect(clocks.nextDeadline == .seconds(120))
        #expect(clocks.expiry(at: .seconds(120)) == .timeout(.total))
    }

    @Test("Between deadlines it looks often enough to notice silence, and never later than a deadline")
    func nextLook() {
        var clocks = ModelClocks(ModelTimeouts(idle: .seconds(3)))
        #expect(clocks.nextLook(after: .zero) == .milliseconds(100))
        #expect(clocks.nextLook(after: .milliseconds(2950)) == .seconds(3))
        clocks = ModelClocks(ModelTimeouts(idle: .seconds(600)))
        #expect(clocks.nextLook(after: .zero) == .seconds(1))
    }

    @Test("Draining outlasts the total clock and is no failure")
    func draining() {
        var clocks = ModelClocks(ModelTimeouts())
        clocks.headReceived(at: .zero, isError: false)
        clocks.finished(at: .seconds(119), isDone: false)
        #expect(clocks.expiry(at: .seconds(120)) == nil)
        clocks.finished(at: .milliseconds(119_500), isDone: true)
        #expect(clocks.nextDeadline == .milliseconds(120_500))
        #expect(clocks.expiry(at: .seconds(121)) == .drained)
    }

    @Test("The body of an error has its own clock")
    func errorBody() {
        var clocks = ModelClocks(ModelTimeouts())
        clocks.headReceived(at: .seconds(9), isError: true)
        #expect(clocks.nextDeadline == .seconds(11))
        #expect(clocks.expiry(at: .seconds(11)) == .errorBodyEnded)
    }
}
