internal import Dialogue
internal import Hummingbird
internal import Identity
internal import Logging
internal import NIOCore

/// What is known of a request beside its own lines: its connection, its id, and who sent it.
struct KayaRequestContext: RequestContext {
    typealias Source = ApplicationRequestContextSource

    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// The name of this request in logs and problems; 16 hexadecimal digits, or what a trusted proxy called it.
    var requestID = ""
    /// Whose conversations the request may see; `nil` for somebody without any.
    var owner: Owner?
    /// Who makes the request, if they have shown it.
    var identity: RequestIdentity?
    /// Why a page for people shows nothing of anybody's: whoever asks must log in first, or may not.
    var refusal: Problem?
    /// Whether everybody may see how an answer came about.
    var opensDebug = false
    var client = Client(address: "-", isLocal: false, visitor: Visitor(key: 0), language: .german)

    /// The person or program behind the request, if known.
    var principal: Principal? { identity?.principal }

    /// Whether whoever makes the request may see how an answer came about.
    var mayDebug: Bool { opensDebug || principal?.scopes.contains(.debug) == true }

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
