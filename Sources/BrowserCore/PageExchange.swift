internal import Markdown

/// Everything that a page can ask of the module.
///
/// The page writes bytes to ``input`` and says how many; what comes back lies in ``output`` until the next call that
/// fills it. Whatever numbers the page names, nothing is read or written elsewhere.
package final class PageExchange {
    /// What a page may ask of an answer, as bits.
    package struct AnswerFeatures: OptionSet, Sendable {
        package static let sourceMarks = AnswerFeatures(rawValue: 1)

        package let rawValue: UInt32

        package init(rawValue: UInt32) {
            self.rawValue = rawValue
        }
    }

    private let incoming = SharedBytes()
    private let outgoing = SharedBytes()
    private var answers = HandleTable<StreamedAnswer>(capacity: 1_024)
    private var eventReaders = HandleTable<EventReader>(capacity: 64)

    /// Makes an exchange with nothing in it.
    package init() {}

    /// Where the page writes: 64 KiB that stay where they are.
    package var input: UnsafeMutableBufferPointer<UInt8> { incoming.memory }

    /// What the last call that gave something back gave.
    package var output: UnsafeBufferPointer<UInt8> { outgoing.bytes }

    /// Begins an answer; zero when there are too many. A level beyond 1 to 6 is the nearest of them.
    package func makeAnswer(headingStart: UInt32, features: AnswerFeatures) -> UInt32 {
        var options = MarkdownOptions()
        options.headingStart = UInt8(min(max(headingStart, 1), 6))
        options.hasSourceMarks = features.contains(.sourceMarks)
        return answers.insert(StreamedAnswer(options))
    }

    /// An answer goes on with the first bytes of the input.
    package func appendToAnswer(_ handle: UInt32, count: Int) -> CallOutcome {
        guard let answer = answers[handle] else { return .unknownHandle }
        guard let bytes = incoming.written(count) else { return .inputTooLong }
        return answer.append(bytes) ? .done : .boundReached
    }

    /// An answer is whole.
    package func finishAnswer(_ handle: UInt32) -> CallOutcome {
        guard let answer = answers[handle] else { return .unknownHandle }
        answer.finish()
        return .done
    }

    /// The output is what has changed in an answer since the last time.
    package func takePatches(_ handle: UInt32) -> CallOutcome {
        guard let answer = answers[handle] else {
            outgoing.clear()
            return .unknownHandle
        }
        outgoing.replace(with: answer.takePatches())
        return .done
    }

    /// Forgets an answer.
    package func freeAnswer(_ handle: UInt32) {
        answers.remove(handle)
        outgoing.clear()
    }

    /// Begins to read a stream of events; zero when there are too many.
    package func makeEventReader() -> UInt32 {
        eventReaders.insert(EventReader())
    }

    /// Reads the first bytes of the input. The output is the events that they complete.
    package func feedEventReader(_ handle: UInt32, count: Int) -> CallOutcome {
        outgoing.clear()
        guard let reader = eventReaders[handle] else { return .unknownHandle }
        guard let bytes = incoming.written(count) else { return .inputTooLong }
        let wasRead = reader.feed(bytes)
        outgoing.replace(with: reader.takeEvents())
        return wasRead ? .done : .boundReached
    }

    /// A connection has ended; the next one's bytes follow.
    package func finishEventReader(_ handle: UInt32) -> CallOutcome {
        guard let reader = eventReaders[handle] else { return .unknownHandle }
        reader.finish()
        return .done
    }

    /// Forgets a reader of events.
    package func freeEventReader(_ handle: UInt32) {
        eventReaders.remove(handle)
        outgoing.clear()
    }
}
