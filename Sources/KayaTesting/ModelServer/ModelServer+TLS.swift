import Foundation
import NIOSSL

extension ModelServer {
    /// The certificate a server shows; both are self-signed and lie in `Fixtures/tls`.
    package enum TLS: String, Sendable {
        /// For `localhost` and `127.0.0.1`.
        case localhost
        /// For `other.example`, so that its name is wrong for every client.
        case otherHost = "other-host"

        /// The certificate as a PEM file, to be trusted by a client that should accept it.
        package var certificateFile: String { Self.folder.appending(path: "\(rawValue).pem").path() }

        /// Its private key as a PEM file.
        package var keyFile: String { Self.folder.appending(path: "\(rawValue).key").path() }

        func makeContext() throws -> NIOSSLContext {
            let configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificateFile).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: keyFile, format: .pem))
            )
            return try NIOSSLContext(configuration: configuration)
        }

        private static let folder = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/tls")
    }
}
