/// Whether a timer may judge what has not come in time, or the sockets are to be read first.
///
/// After a pause (the process was stopped, its machine suspended, the event loop held up by one task) an event loop may
/// run its timers before it reads what came meanwhile, and the pause would pass for the model's silence. So a timer
/// that fires late does not judge; the next one does, an ordinary interval later. Never twice in a row, so that an
/// event loop that is always late still notices silence.
///
/// Late is more than one interval after the time it was due: what comes between two looks is noticed that late anyhow.
///
/// Instants are of the continuous clock, as a model's deadlines are: an event loop's own stands still while the machine
/// is suspended. A pure value; nobody waits here.
struct TimerPunctuality {
    private let interval: Duration
    private var due: ContinuousClock.Instant
    private var hasWaived = false

    /// - Parameters:
    ///   - due: when the timer fires first.
    ///   - interval: how long after that it fires again, each time.
    init(due: ContinuousClock.Instant, interval: Duration) {
        self.due = due
        self.interval = interval
    }

    /// The timer fires, and will once more an interval from now.
    mutating func fired(at now: ContinuousClock.Instant) -> TimerAction {
        let isLate = now > due + interval
        due = now + interval
        hasWaived = isLate && !hasWaived
        return hasWaived ? .readFirst : .judge
    }
}

/// What a timer that fires is to do.
enum TimerAction: Hashable {
    /// What should have come by now has not.
    case judge
    /// It may lie unread in a socket: look again at the next interval.
    case readFirst
}
