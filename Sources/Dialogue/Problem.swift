/// An error a user may see: what it is, whether trying again helps, and when.
///
/// The words for people are chosen at the edge, in the reader's language; a problem carries none of an upstream's.
public struct Problem: Error, Hashable, Sendable {
    /// Which problem.
    public var code: ProblemCode
    /// Whole seconds after which trying again makes sense.
    public var retryAfter: Int?
    /// The field or parameter at fault, for ``ProblemCode/invalidField``.
    public var field: String?
    /// A short technical detail that is safe to show, such as which clock ran out.
    public var detail: String?

    /// A problem made of its parts.
    public init(_ code: ProblemCode, retryAfter: Int? = nil, field: String? = nil, detail: String? = nil) {
        self.code = code
        self.retryAfter = retryAfter
        self.field = field
        self.detail = detail
    }
}
