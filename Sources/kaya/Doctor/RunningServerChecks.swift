internal import AsyncHTTPClient
internal import ChatClient
internal import Diagnostics
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Whether a running Kaya can be read word by word from here, through everything that stands in between.
struct RunningServerChecks {
    let url: String
    let clock = ContinuousClock()

    private static let question = "Was kostet ein Personalausweis?"

    var all: [Check] { [alive, streams] }

    private var base: String {
        var base = url[...]
        while base.last == "/" { base.removeLast() }
        return String(base)
    }

    private var alive: Check {
        Check("server-alive") { [self] in
            let status = try await HTTPClient.withHTTPClient(configuration: ChatClient.httpConfiguration) { http in
                do {
                    return Int(
                        try await http.execute(HTTPClientRequest(url: base + "/healthz"), timeout: .seconds(10)).status
                            .code)
                } catch {
                    return 0
                }
            }
            switch status {
            case 200: return .ok("\(base) answers.")
            case 0: return .failure("Nothing answers at \(base).", advice: "Is it running? Start one with kaya serve.")
            default:
                return .failure(
                    "\(base)/healthz answers with status \(status).",
                    advice: "Is this Kaya, and does the proxy pass it on?")
            }
        }
    }

    private var streams: Check {
        Check("server-streams") { [self] in
            do {
                return try await HTTPClient.withHTTPClient(configuration: ChatClient.httpConfiguration) { http in
                    let start = clock.now
                    let response = try await http.execute(request, timeout: .seconds(120))
                    let head = clock.now - start
                    guard response.status == .ok else {
                        return .failure(
                            "A question is answered with status \(response.status.code).",
                            advice: "Ask it with kaya ask --url \(base) and read what it says.")
                    }
                    var reads = StreamTimes(head: head, headers: response.headers)
                    for try await chunk in response.body {
                        try reads.read(Array(chunk.readableBytesView), at: clock.now - start)
                    }
                    return reads.verdict(whole: clock.now - start)
                }
            } catch {
                return .failure(
                    "The stream broke: \((error as? HTTPClientError)?.shortDescription ?? "\(type(of: error))").",
                    advice:
                        "A proxy's time limit? Its idle limit must be over 15 s, without a limit on the whole response."
                )
            }
        }
    }

    private var request: HTTPClientRequest {
        var request = HTTPClientRequest(url: base + "/chat/stream")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Accept", value: "text/event-stream, application/problem+json;q=0.9")
        // As a browser would ask: a proxy that compresses shows itself.
        request.headers.add(name: "Accept-Encoding", value: "gzip, deflate")
        request.body = .bytes(ByteBuffer(string: #"{"q":"\#(Self.question)","dialect":"rich"}"#))
        return request
    }
}
