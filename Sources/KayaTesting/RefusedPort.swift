#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A loopback port that refuses connections for as long as it is lent: a socket is bound to it and does not listen, so
/// that nobody else can either.
package enum RefusedPort {
    /// The kernel gave no port.
    package struct Failure: Error {
        package let errno: Int32
    }

    /// Lends a port to `body`.
    package static func with<Value>(_ body: (Int) async throws -> Value) async throws -> Value {
        #if canImport(Glibc)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw Failure(errno: errno) }
        return try await body(Int(in_port_t(bigEndian: address.sin_port)))
    }
}
