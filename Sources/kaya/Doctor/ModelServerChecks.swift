internal import AsyncHTTPClient
internal import Diagnostics
internal import Foundation
internal import LanguageModels
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL
internal import Synchronization

/// Whether a model server can be reached, takes the key, and really streams.
struct ModelServerChecks {
    let server: ModelServerConfiguration
    let clock = ContinuousClock()

    var all: [Check] { [lists, streams] }

    private var label: String { server.model.identity.label }

    private var place: String {
        let url = server.model.url.transportURL
        return "\(url.isSecure ? "https" : "http")://\(url.host):\(url.port)"
    }

    /// Reachable, and the key accepted: the list of its models.
    private var lists: Check {
        Check("\(label)-models") { [self] in
            if case .asyncHTTPClient(_?) = server.transport {
                return .ok("\(place) is reached through a proxy; its list of models was not asked for.")
            }
            do {
                let (status, body) = try await models()
                return judge(status, body)
            } catch {
                return .failure("\(place) cannot be reached: \(Self.words(error))", advice: Self.advice(error))
            }
        }
    }

    private func models() async throws -> (Int, String) {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .nanoseconds(Int64(server.model.timeouts.connect / .nanoseconds(1)))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.redirectConfiguration = .disallow
        if let file = server.connections.certificateAuthorityFile {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.additionalTrustRoots = [.file(file)]
            configuration.tlsConfiguration = tls
        }
        return try await HTTPClient.withHTTPClient(configuration: configuration) { http in
            let response = try await http.execute(request, timeout: .seconds(10))
            let body = try await response.body.collect(upTo: 1 << 20)
            return (Int(response.status.code), String(buffer: body))
        }
    }

    private var request: HTTPClientRequest {
        let url = server.model.url.transportURL
        let target = url.target.replacing("/chat/completions", with: "/models", maxReplacements: 1)
        var request = HTTPClientRequest(url: place + target)
        if let key = server.model.key {
            switch server.model.credentialScheme {
            case .bearer: request.headers.add(name: "Authorization", value: "Bearer \(key.reveal())")
            case .apiKeyHeader: request.headers.add(name: "api-key", value: key.reveal())
            }
        }
        return request
    }

    private func judge(_ status: Int, _ body: String) -> Check.Observation {
        let model = server.model.identity.model
        switch status {
        case 200 where body.contains("\"\(model)\""): return .ok("\(place) is there and offers \(model).")
        case 200:
            return .warning(
                "\(place) is there, but does not list \(model).",
                advice: "Compare \(SettingName(.modelName).path) with its list; some servers know more than they list.")
        case 401, 403:
            return .failure(
                "\(place) refuses the \(server.model.key == nil ? "request without a key" : "key") (status \(status)).",
                advice: "Check \(SettingName(.modelAPIKey).path) and whether the key may use this model.")
        case 404, 405, 501: return .ok("\(place) is there; it has no list of models.")
        case 300..<400:
            return .failure(
                "\(place) sends elsewhere (status \(status)).",
                advice: "Set \(SettingName(.modelBaseURL).path) to the final address.")
        default:
            return .failure("\(place) answers with status \(status).", advice: "Look at the model server's log.")
        }
    }

    /// A short answer, with the times of its pieces.
    private var streams: Check {
        Check("\(label)-streams") { [self] in
            let deltas = Mutex<[(time: Duration, length: Int)]>([])
            let start = clock.now
            let prompt = Prompt(
                messages: [.init(role: .user, text: "Count from one to twenty in words.")],
                question: "Count from one to twenty in words.", language: "en", maximumAnswerTokens: 80)
            do {
                _ = try await server.withTransport(group: MultiThreadedEventLoopGroup.singleton) { transport in
                    try await OpenAICompatibleModel(server.model, transport: transport, clock: clock)
                        .complete(prompt) { event in
                            guard case .delta(let delta) = event else { return }
                            let time = clock.now - start
                            deltas.withLock { $0.append((time, delta.text.count)) }
                        }
                }
            } catch let error as ModelError {
                let clock = error.clock.map { ", the clock \($0.rawValue) ran out" } ?? ""
                let words = error.upstreamWords.map { " It said: \(server.model.key?.redact($0) ?? $0)" } ?? ""
                return .failure("No answer: \(error.code.rawValue)\(clock).\(words)", advice: Self.advice(error.code))
            }
            return Self.judge(deltas.withLock { $0 }, whole: clock.now - start)
        }
    }

    private static func judge(_ deltas: [(time: Duration, length: Int)], whole: Duration) -> Check.Observation {
        guard let first = deltas.first else {
            return .failure("The answer was empty.", advice: "Try another model.")
        }
        let seen =
            "First word after \(milliseconds(first.time)) ms, \(deltas.count) reads in \(milliseconds(whole)) ms."
        let length = deltas.map(\.length).reduce(0, +)
        if deltas.count < 3, length > 60 {
            return .warning(
                seen + " The answer came nearly at once.",
                advice: "Something between here and the model collects the stream: a proxy's buffering or compression?")
        }
        if first.time > .seconds(5) {
            return .warning(seen, advice: "The first word is late: a smaller model, a shorter prompt or more capacity.")
        }
        return .ok(seen)
    }

    private static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }

    private static func words(_ error: any Error) -> String {
        (error as? HTTPClientError)?.shortDescription ?? "\(type(of: error))"
    }

    private static func advice(_ error: any Error) -> String {
        error is NIOSSLError
            ? "Its certificate is not trusted: set model.caFile to your authority's certificate."
            : "Is it running, is model.baseURL right, and does a firewall let this machine out?"
    }

    private static func advice(_ code: ModelError.Code) -> String {
        switch code {
        case .misconfigured: "Check the key, the model's name and the quota."
        case .unreachable: "Is it running, and is model.baseURL right?"
        case .timeout: "Is it overloaded? The clocks are settings too: model.firstDeltaTimeout and others."
        case .rateLimited: "Wait, or raise the quota."
        case .malformed: "Is model.baseURL the address of an OpenAI-compatible server?"
        default: "Look at the model server's log."
        }
    }
}
