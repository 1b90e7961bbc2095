internal import AsyncHTTPClient
internal import Dialogue
internal import NIOCore
internal import NIOHTTP1

/// Stops a turn, within a bounded time.
struct CancellationCall: Sendable {
    let http: HTTPClient
    let configuration: ChatClientConfiguration

    /// - Throws: ``ChatError``.
    func send(_ turn: TurnID) async throws {
        let response: HTTPClientResponse
        do {
            response = try await http.execute(
                TurnRequest(configuration: configuration).cancel(turn),
                timeout: .nanoseconds(configuration.stopTimeout.nanoseconds))
        } catch {
            throw ChatError(.unreachable, "The answer could not be stopped.", cause: error)
        }
        switch response.status.code {
        case 200..<300: return
        case 404: throw ChatError(.lost, "The server does not know this turn.")
        default: throw ChatError(.refused, "Stopping was answered with status \(response.status.code).")
        }
    }
}

extension Duration {
    /// Whole nanoseconds; the largest number for what is longer than 292 years.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow
            ? .max : product.addingReportingOverflow(attoseconds / 1_000_000_000).partialValue
    }
}
