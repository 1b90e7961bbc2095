import NIOCore
import NIOSSL

extension TransportConfiguration {
    /// TLS as both transports speak it: 1.2 or later, certificate and host name verified.
    func makeTLSConfiguration() -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.shutdownTimeout = .milliseconds(20)
        if let certificateAuthorityFile {
            tls.additionalTrustRoots = [.file(certificateAuthorityFile)]
        }
        return tls
    }
}
