import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A listening socket that accepts nothing and whose queue is full, so that connecting to it hangs.
enum FullListener {
    struct Failure: Error {
        var call: String
        var errno: Int32
    }

    static func with(_ body: (Int) async throws -> Void) async throws {
        let listener = try makeSocket()
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                try check(bind(listener, raw, length), "bind")
                try check(listen(listener, 0), "listen")
                try check(getsockname(listener, raw, &length), "getsockname")
            }
        }
        var fillers: [Int32] = []
        defer { for filler in fillers { close(filler) } }
        for _ in 0..<3 {
            let filler = try makeSocket()
            fillers.append(filler)
            _ = fcntl(filler, F_SETFL, O_NONBLOCK)
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(filler, $0, length) }
            }
        }
        try await body(Int(in_port_t(bigEndian: address.sin_port)))
    }

    private static func makeSocket() throws -> Int32 {
        #if canImport(Glibc)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        try check(descriptor, "socket")
        return descriptor
    }

    private static func check(_ result: Int32, _ call: String) throws {
        if result < 0 { throw Failure(call: call, errno: errno) }
    }
}
