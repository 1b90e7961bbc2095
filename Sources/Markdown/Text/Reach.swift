/// How far a construct reaches that may begin at a place.
enum Reach: Equatable {
    /// It ends before this offset.
    case found(Int)
    /// Whatever follows, it is none.
    case absent
    /// The text ended where it could still become one.
    case unfinished
}
