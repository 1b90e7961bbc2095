import ChatServer
import NIOCore
import Testing

@Suite("Ranges of network addresses")
struct AddressRangeTests {
    @Test(
        "An address lies in a range if it agrees in the range's first bits",
        arguments: [
            ("127.0.0.0/8", "127.255.0.1", true), ("127.0.0.0/8", "126.255.255.255", false),
            ("10.20.16.0/20", "10.20.31.255", true), ("10.20.16.0/20", "10.20.32.0", false),
            ("10.20.16.0/20", "10.20.15.255", false), ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.6", false), ("192.0.2.6/31", "192.0.2.7", true), ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "2001:db8::1", false), ("::1", "::1", true), ("::1", "::2", false),
            ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
            ("127.0.0.0/8", "::ffff:127.0.0.1", true), ("127.0.0.0/8", "::ffff:128.0.0.1", false),
        ])
    func contains(_ range: String, _ address: String, _ expected: Bool) throws {
        let range = try #require(AddressRange(range))
        #expect(range.contains(try SocketAddress(ipAddress: address, port: 1)) == expected)
    }

    @Test("A Unix socket has no address and lies in no range")
    func unixSocket() throws {
        let socket = try SocketAddress(unixDomainSocketPath: "/tmp/kaya")
        #expect(AddressRange.loopback.allSatisfy { !$0.contains(socket) })
    }

    @Test(
        "What is no address or has an impossible prefix is no range",
        arguments: ["", "x", "127.0.0.1/33", "::1/129", "1.2.3.4/-1"])
    func malformed(_ text: String) {
        #expect(AddressRange(text) == nil)
    }
}
