import LanguageModels
import Testing

@Suite("Choosing a transport")
struct TransportSelectionTests {
    private func url(_ host: String, secure: Bool = true, port: Int = 443) -> TransportURL {
        TransportURL(isSecure: secure, host: host, port: port, target: "/")
    }

    @Test("Without proxies and HTTP/2 everything goes directly")
    func direct() {
        #expect(TransportSelection().choice(for: url("api.example")) == .direct)
    }

    @Test("Each scheme has its own proxy")
    func schemes() throws {
        let proxy = try TransportProxy(parsing: "http://proxy.example:3128")
        let selection = TransportSelection(httpsProxy: proxy)
        #expect(selection.choice(for: url("api.example")) == .asyncHTTPClient(proxy: proxy))
        #expect(selection.choice(for: url("api.example", secure: false)) == .direct)
    }

    @Test("HTTP/2 is spoken over TLS only")
    func http2() {
        let selection = TransportSelection(prefersHTTP2: true)
        #expect(selection.choice(for: url("api.example")) == .asyncHTTPClient(proxy: nil))
        #expect(selection.choice(for: url("api.example", secure: false)) == .direct)
    }

    @Test(
        "Exceptions are names, suffixes, addresses, ranges and ports",
        arguments: [
            ("*", "api.example", 443, true), ("", "api.example", 443, false), ("example", "api.example", 443, true),
            ("API.Example", "api.example", 443, true), ("api.example", "xapi.example", 443, false),
            (".example", "api.example", 443, true), (".api.example", "api.example", 443, false),
            ("*.example", "api.example", 443, true), ("other, api.example", "api.example", 443, true),
            ("api.example:8443", "api.example", 443, false), ("api.example:443", "api.example", 443, true),
            ("10.0.0.0/8", "10.1.2.3", 80, true), ("10.0.0.0/8", "11.1.2.3", 80, false),
            ("10.0.0.0/8", "10.example", 80, false),
            ("192.0.2.128/25", "192.0.2.129", 80, true), ("192.0.2.128/25", "192.0.2.1", 80, false),
            ("10.1.2.3", "10.1.2.3", 80, true), ("10.1.2.3:81", "10.1.2.3", 80, false),
            ("2001:db8::/32", "2001:db8::1", 80, true), ("[2001:db8::1]:80", "2001:db8:0::1", 80, true),
            ("10.0.0.0/99", "10.0.0.0", 80, false),
            ("", "localhost", 80, true), ("", "127.0.0.1", 80, true), ("", "127.9.9.9", 80, true),
            ("", "::1", 80, true),
        ])
    func exceptions(_ list: String, _ host: String, _ port: Int, _ isExcepted: Bool) throws {
        let proxy = try TransportProxy(parsing: "proxy.example")
        let selection = TransportSelection(
            httpProxy: proxy, httpsProxy: proxy, exceptions: ProxyExceptions(parsing: list))
        let expected: TransportSelection.Choice = isExcepted ? .direct : .asyncHTTPClient(proxy: proxy)
        #expect(selection.choice(for: url(host, port: port)) == expected)
    }

    @Test("A proxy's address is read with or without a scheme, and its password never shown")
    func proxies() throws {
        let proxy = try TransportProxy(parsing: "http://anna:geheim@proxy.example:3128/")
        #expect(proxy.host == "proxy.example" && proxy.port == 3128 && proxy.kind == .http)
        #expect(!"\(proxy) \(String(reflecting: proxy))".contains("geheim"))
        #expect(try TransportProxy(parsing: "proxy.example:8080").port == 8080)
        #expect(try TransportProxy(parsing: "proxy.example").port == 80)
        #expect(try TransportProxy(parsing: "socks5://[::1]").host == "::1")
        #expect(try TransportProxy(parsing: "socks5://proxy").port == 1080)
    }

    @Test(
        "A proxy that cannot be used is refused",
        arguments: ["", "https://proxy", "ftp://proxy", "http://", "socks5://a:b@c"])
    func badProxies(_ text: String) {
        #expect(throws: TransportError.self) { try TransportProxy(parsing: text) }
    }
}
