import NIOCore

/// A stream in the simple dialect while it is read.
final class SimpleStream {
    let response: ResponseReader
    private var unread: [UInt8] = []
    /// All of the body so far.
    private(set) var raw: [UInt8] = []
    private let start = ContinuousClock.now

    init(_ response: ResponseReader) {
        self.response = response
    }

    /// The next event with data; nil at the end of the body.
    func next() async throws -> SimpleFrame? {
        while true {
            while let end = unread.firstRange(of: Array("\n\n".utf8)) {
                let block = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
                unread.removeFirst(end.upperBound)
                if let frame = try SimpleFrame(block) { return frame }
            }
            guard let piece = try await response.nextPiece() else { return nil }
            unread += piece
            raw += piece
        }
    }

    /// Reads on to the end.
    func rest() async throws -> SeenAnswer {
        var frames: [SimpleFrame] = []
        while let frame = try await next() { frames.append(frame) }
        return SeenAnswer(
            status: response.status, fields: response.fields.map { "\($0.name): \($0.value)" }, frames: frames,
            raw: String(decoding: raw, as: UTF8.self), isWhole: response.isWhole, duration: start.duration(to: .now))
    }
}
