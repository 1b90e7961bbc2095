import Testing
import Turns

@Suite("How much a client may begin in a minute")
struct MinuteRateTests {
    private let anna = "192.0.2.1"
    private let bert = "192.0.2.2"

    @Test("So many in a minute and no more, each client by itself, and how long to wait is told exactly")
    func minute() {
        var rate = MinuteRate<String>(limit: 2)
        #expect(rate.begin(by: anna, at: .seconds(10)) == nil)
        #expect(rate.begin(by: anna, at: .seconds(30)) == nil)
        #expect(rate.begin(by: anna, at: .seconds(30)) == .seconds(40))
        #expect(rate.begin(by: bert, at: .seconds(30)) == nil)
        #expect(rate.begin(by: anna, at: .seconds(69)) == .seconds(1))
        #expect(rate.begin(by: anna, at: .seconds(70)) == nil)
        #expect(rate.begin(by: anna, at: .seconds(71)) == nil)
        #expect(rate.begin(by: anna, at: .seconds(72)) == .seconds(58))
    }

    @Test("Without a limit nobody is counted")
    func none() {
        var rate = MinuteRate<String>(limit: 0)
        for _ in 0..<1_000 { #expect(rate.begin(by: anna, at: .zero) == nil) }
        #expect(rate.clientCount == 0)
    }

    @Test("However many clients come, few are remembered, and those who begin the most stay among them")
    func bound() {
        var rate = MinuteRate<String>(limit: 3, maximumClients: 100)
        for _ in 0..<3 { _ = rate.begin(by: anna, at: .zero) }
        for number in 0..<10_000 {
            #expect(rate.begin(by: "\(number)", at: .milliseconds(number)) == nil)
            #expect(rate.clientCount <= 100)
        }
        #expect(rate.begin(by: anna, at: .seconds(59)) == .seconds(1))
    }

    @Test("Minutes that are over make room before any that runs")
    func old() {
        var rate = MinuteRate<String>(limit: 3, maximumClients: 100)
        for number in 0..<100 { for _ in 0..<2 { _ = rate.begin(by: "\(number)", at: .zero) } }
        _ = rate.begin(by: anna, at: .seconds(60))
        #expect(rate.clientCount == 1)
    }
}
