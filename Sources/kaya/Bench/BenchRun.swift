internal import AsyncHTTPClient
internal import EventStream
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Sends a plan's requests and measures what comes back.
struct BenchRun: Sendable {
    let plan: BenchPlan
    let http: HTTPClient
    private let clock = ContinuousClock()

    init(_ plan: BenchPlan, http: HTTPClient) {
        self.plan = plan
        self.http = http
    }

    /// Runs to the end of the plan; being cancelled ends it early with what was measured.
    func run(progress: @escaping @Sendable (Int) -> Void = { _ in }) async -> BenchReport {
        let numbers = Numbers(limit: plan.requests)
        let start = clock.now
        let tally = await withTaskGroup(of: BenchTally.self) { group in
            for _ in 0..<min(plan.concurrency, plan.requests) {
                group.addTask { await work(numbers, progress) }
            }
            return await group.reduce(into: BenchTally()) { $0.merge($1) }
        }
        return BenchReport(plan: plan, tally: tally, duration: clock.now - start)
    }

    private func work(_ numbers: Numbers, _ progress: @Sendable (Int) -> Void) async -> BenchTally {
        var tally = BenchTally()
        while !Task.isCancelled, let number = numbers.next() {
            await measure(number, into: &tally)
            progress(number)
        }
        return tally
    }

    private func measure(_ number: Int, into tally: inout BenchTally) async {
        var stream = StreamObservation()
        var head: Duration?
        let start = clock.now
        var error: String?
        do {
            let response = try await http.execute(
                request(number), timeout: .milliseconds(Int64(min(plan.timeout, .seconds(86_400)) / .milliseconds(1))))
            head = clock.now - start
            for try await chunk in response.body {
                try stream.read(Array(chunk.readableBytesView), at: clock.now - start)
            }
            error = Self.failure(Int(response.status.code), stream)
        } catch let thrown as HTTPClientError {
            error = thrown.shortDescription
        } catch let thrown as EventStreamError {
            error = thrown.message
        } catch let thrown {
            error = "\(type(of: thrown))"
        }
        guard !Task.isCancelled else { return }
        tally.record(stream, head: head, whole: clock.now - start, error: error)
    }

    private static func failure(_ status: Int, _ stream: StreamObservation) -> String? {
        guard status == 200 else { return "status \(status)" }
        switch stream.ending {
        case .finished: return nil
        case .failed(let code): return code
        case nil: return stream.tokens == 0 ? "empty" : "ended without an ending"
        }
    }

    private func request(_ number: Int) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: BenchPlan.numbered(plan.url, number))
        request.headers.add(name: "Accept", value: "text/event-stream, */*;q=0.5")
        if let body = plan.body {
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: BenchPlan.numbered(body, number)))
        }
        for header in plan.headers { request.headers.replaceOrAdd(name: header.name, value: header.value) }
        return request
    }

    private final class Numbers: Sendable {
        private let last = Mutex(0)
        private let limit: Int

        init(limit: Int) { self.limit = limit }

        func next() -> Int? {
            last.withLock { last in
                guard last < limit else { return nil }
                last += 1
                return last
            }
        }
    }
}
