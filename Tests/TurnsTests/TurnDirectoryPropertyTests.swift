import Dialogue
import KayaTesting
import LiveStreams
import Testing

@testable import Turns

@Suite("Admission, whatever happens")
struct TurnDirectoryPropertyTests {
    /// A directory and all that its owner knows about it.
    private struct World {
        var directory: TurnDirectory
        let configuration: TurnsConfiguration
        var generator: SeededGenerator
        var now = Duration.zero
        var nextID: UInt64 = 0
        /// Turns that were given a place and have not ended.
        var running: [LiveTurn] = []
        /// Stopped turns of the queue that were given to the runner.
        var withdrawn: [LiveTurn] = []
        /// Turns that are being archived.
        var reserved: [LiveTurn] = []
        var waiting: Set<TurnID> = []

        init(seed: UInt64) {
            generator = SeededGenerator(seed: seed)
            var configuration = TurnsConfiguration()
            configuration.maximumRunning = 3
            configuration.maximumQueued = 4
            configuration.maximumFinished = 5
            self.configuration = configuration
            directory = TurnDirectory(configuration: configuration)
        }

        mutating func step() {
            now += .milliseconds(Int.random(in: 0...3_000, using: &generator))
            switch Int.random(in: 0..<10, using: &generator) {
            case 0..<4: ask()
            case 4, 5: end()
            case 6: archive()
            case 7: stop()
            case 8: sweep()
            default: read()
            }
        }

        mutating func ask() {
            nextID += 1
            let question = "\(Int.random(in: 0...6, using: &generator))"
            let requestID = Bool.random(using: &generator) ? "\(Int.random(in: 0...9, using: &generator))" : nil
            let request = NewTurn.asking(
                question, by: UInt64.random(in: 0...3, using: &generator), requestID: requestID)
            switch directory.admit(request, id: TurnID(high: 0, low: nextID), now: now) {
            case .start(let turn): running.append(turn)
            case .queue(let turn): reserved.append(turn)
            case .join(let turn): #expect(directory.turn(turn.id) === turn)
            case .refuse(let problem):
                #expect([.overloaded, .draining, .duplicateRequest].contains(problem.code))
            }
        }

        mutating func end() {
            let isWithdrawn = running.isEmpty || (!withdrawn.isEmpty && Bool.random(using: &generator))
            guard let turn = isWithdrawn ? withdrawn.popLast() : running.popLast() else { return }
            let next = directory.turnEnded(turn.id, isReusable: .random(using: &generator), now: now)
            if let next {
                #expect(waiting.remove(next.id) != nil)
                running.append(next)
            }
        }

        mutating func archive() {
            guard let turn = reserved.popLast() else { return }
            if Int.random(in: 0..<4, using: &generator) == 0 {
                directory.dropReservation(turn.id)
            } else if directory.enqueue(turn) {
                if turn.stopSignal.isRaised { withdrawn.append(turn) } else { running.append(turn) }
            } else {
                waiting.insert(turn.id)
            }
        }

        mutating func stop() {
            let id = TurnID(high: 0, low: UInt64.random(in: 0...nextID, using: &generator))
            if case .turn(let turn) = directory.stop(id, by: Visitor(key: UInt64.random(in: 0...3, using: &generator)))
            {
                raise(turn, .requested)
            }
        }

        mutating func sweep() {
            for stop in directory.sweep(now: now) { raise(stop.turn, stop.reason) }
        }

        mutating func read() {
            guard let turn = running.randomElement(using: &generator) else { return }
            turn.stream.unregister(turn.stream.register {})
        }

        mutating func raise(_ turn: LiveTurn, _ reason: StopReason) {
            turn.stopSignal.raise(reason)
            if directory.withdraw(turn.id) {
                #expect(waiting.remove(turn.id) != nil)
                withdrawn.append(turn)
            }
        }

        func check() {
            #expect(directory.runningCount == running.count)
            #expect(directory.runningCount <= configuration.maximumRunning)
            #expect(directory.queuedCount == waiting.count)
            #expect(directory.queuedCount + reserved.count <= configuration.maximumQueued)
            for turn in running + withdrawn + reserved { #expect(directory.turn(turn.id) === turn) }
            let busy = running.count + withdrawn.count + reserved.count + waiting.count
            #expect(directory.isIdle == (busy == 0))
        }
    }

    @Test("Places are counted right, never more than there are, and everything ends", arguments: UInt64(1)...40)
    func invariants(_ seed: UInt64) {
        var world = World(seed: seed)
        for _ in 0..<400 {
            world.step()
            world.check()
        }
        world.directory.drain(now: world.now)
        world.now += .seconds(60)
        while !world.directory.isDrained {
            world.sweep()
            world.archive()
            world.end()
            world.check()
        }
        world.now += world.configuration.retention
        world.sweep()
        for id in 0...world.nextID { #expect(world.directory.turn(TurnID(high: 0, low: id)) == nil) }
    }
}
