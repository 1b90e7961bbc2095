import Synchronization
import Testing

@testable import LanguageModels

@Suite("Delivering what a model says")
struct DeliveryTests {
    private let received = Received()
    private let delivery: Delivery
    private let observer = Observer()

    init() {
        delivery = Delivery(received.callAsFunction)
        delivery.observe(observer)
    }

    @Test("Every event arrives, in order, and text is counted")
    func everything() {
        let events: [ModelEvent] = [
            .model(.a), .retrying(attempt: 1, delay: .seconds(1), after: .cut), .thinking,
            .delta(Delta(text: "a", chunkCount: 3)),
            .delta(Delta(text: "b")),
        ]
        for event in events { delivery.receive(event) }
        #expect(received.events == events)
        #expect(delivery.deltaCount == 2)
        #expect(delivery.chunkCount == 4)
    }

    @Test("A model announced twice in a row arrives once")
    func announcement() {
        for identity in [ModelIdentity.a, .a, .b, .a] { delivery.receive(.model(identity)) }
        #expect(received.events == [.model(.a), .model(.b), .model(.a)])
    }

    @Test("A layer hears of each sign of reasoning before the text, once of the text, and of nothing after it")
    func observation() {
        for event in [ModelEvent.thinking, .thinking, .delta(Delta(text: "a")), .thinking, .delta(Delta(text: "b"))] {
            delivery.receive(event)
        }
        #expect(observer.heard == ["reasons", "reasons", "text"])
    }
}

private final class Observer: DeliveryObserver {
    private let signs = Mutex<[String]>([])

    var heard: [String] { signs.withLock { $0 } }

    func modelReasons() { signs.withLock { $0.append("reasons") } }
    func textBegins() { signs.withLock { $0.append("text") } }
}

extension ModelIdentity {
    fileprivate static let a = ModelIdentity(label: "a", model: "a")
    fileprivate static let b = ModelIdentity(label: "b", model: "b")
}
