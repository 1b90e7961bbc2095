internal import ArgumentParser
internal import ChatServer
internal import Foundation
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Turns
internal import UnixSignals

/// `kaya serve`: the server.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer questions over HTTP until SIGTERM or Ctrl-C.",
        discussion: """
            Listens on http://127.0.0.1:8080. Without a model server it answers by quoting the documents of the data folder; \
            with one the model writes, and quoting is the fallback.

            At SIGTERM new questions are refused, running answers are finished within turns.drainTimeout, and the program ends \
            with status 0.

            EXAMPLES:
              kaya serve
              kaya serve --model-url http://127.0.0.1:11434/v1 --model-name some-model
              OPENAI_API_KEY=… kaya serve --host 0.0.0.0 --port 80
              curl -N 'http://127.0.0.1:8080/chat/stream?q=Was+kostet+ein+Ausweis?'

            \(ExitStatus.help)
            """)

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let configuration = try options.load()
        let eventLoops = EventLoops(count: configuration.eventLoops)
        let logger = LogOutput.logger(configuration.log)
        for remark in configuration.remarks { logger.notice("\(remark)") }
        let services: [any Service]
        do {
            services = try await Wiring(configuration, logger: logger).services { port in
                logger.notice("Kaya answers on \(scheme(configuration))://\(configuration.server.host):\(port)")
            }
        } catch {
            logger.critical("Kaya cannot start", metadata: ["error": "\(error)"])
            throw ExitCode(ExitStatus.failure.rawValue)
        }
        var group = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = configuration.turns.drainTimeout + .seconds(5)
        do {
            try await withTaskExecutorPreference(eventLoops) {
                try await ServiceGroup(configuration: group).run()
            }
        } catch let error where error is IOError || error is SocketAddressError.UnknownHost {
            logger.critical("\(refusal(configuration.server, error))")
            throw ExitCode(ExitStatus.failure.rawValue)
        }
    }

    /// Why it cannot listen, and which setting to change.
    private func refusal(_ server: ChatServerConfiguration, _ error: any Error) -> String {
        let address = "\(server.host):\(server.port)"
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: return "\(address) is in use already: end what listens there, or choose another --port"
        case EACCES:
            return
                "\(address) may not be opened by this user: ports below 1024 need the right to, or choose another --port"
        case nil, EADDRNOTAVAIL:
            return "\(server.host) is no address of this machine: choose another --host (KAYA_HOST)"
        default: return "\(address) cannot be listened to: \(error)"
        }
    }

    private func scheme(_ configuration: KayaConfiguration) -> String {
        configuration.server.tls == nil ? "http" : "https"
    }
}
