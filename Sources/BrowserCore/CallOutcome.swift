/// What came of a page's call, as a number.
package enum CallOutcome: Int32, Sendable {
    case done = 0
    /// The handle names nothing: never made, or freed.
    case unknownHandle = 1
    /// The page names more input than there is room for.
    case inputTooLong = 2
    /// An event, a line of a stream or an answer is longer than its bound. What came before it was read.
    case boundReached = 3
}
