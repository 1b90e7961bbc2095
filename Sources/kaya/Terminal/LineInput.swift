internal import Dispatch

/// Lines of standard input, one when it is asked for. The terminal itself edits them.
enum LineInput {
    /// The next line without its ending; `nil` at the end of the input.
    ///
    /// Reading blocks a thread of its own and cannot be cancelled.
    static func next() async -> String? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: readLine(strippingNewline: true)) }
        }
    }
}
