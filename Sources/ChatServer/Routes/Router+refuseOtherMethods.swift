internal import Dialogue
internal import HTTPTypes
internal import Hummingbird

extension Router<KayaRequestContext> {
    /// Answers every other method of the paths there are with `method-not-allowed` and the methods to use
    /// (RFC 9110 §15.5.6). Call when all routes were added.
    func refuseOtherMethods() {
        let standard: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]
        let known = standard + ["QUERY"].compactMap { HTTPRequest.Method($0) }
        for (_, routes) in Dictionary(grouping: routes, by: \.path.description) {
            let allowed = routes.map(\.method)
            for method in known where !allowed.contains(method) {
                on(routes[0].path, method: method) { _, context in
                    var refusal = ProblemResponse.make(Problem(.methodNotAllowed), context: context)
                    refusal.headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
                    return refusal
                }
            }
        }
    }
}
