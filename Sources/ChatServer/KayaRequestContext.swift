internal import Dialogue
internal import Hummingbird
internal import Logging
internal import NIOCore

/// What is known of a request beside its own lines: its connection, its id, and who sent it.
struct KayaRequestContext: RequestContext {
    typealias Source = ApplicationRequestContextSource

    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// The name of this request in logs and problems; 16 hexadecimal digits, or what a trusted proxy called it.
    var requestID = ""
    var client = Client(address: "-", isLocal: false, visitor: Visitor(key: 0), language: .german)

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
