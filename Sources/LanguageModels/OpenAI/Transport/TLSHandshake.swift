import NIOTLS

/// Recognises the end of a TLS handshake among a channel's user events.
enum TLSHandshake {
    static func isCompleted(_ event: Any) -> Bool {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent { true } else { false }
    }
}
