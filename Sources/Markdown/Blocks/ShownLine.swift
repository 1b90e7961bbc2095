/// What is shown of a line whose end has not come: the blocks it opened, to be taken back if it turns out to be another.
struct ShownLine {
    private(set) var changes: [BlockChange] = []
    /// The blocks taken back since this was last emptied.
    var takenBack: [BlockID] = []
    /// How many of them the line that is being shown has had, too.
    private var confirmedCount = 0

    /// Whether nothing is shown that could be taken back.
    var isEmpty: Bool { changes.isEmpty }

    /// Shows a block, or that it is of another kind, unless that is shown already.
    mutating func show(_ change: BlockChange, in patches: inout PatchList) {
        if isNext(change) {
            confirmedCount += 1
            return
        }
        if confirmedCount < changes.count {
            takeBack(from: confirmedCount, in: &patches)
        }
        Self.write(change, in: &patches)
        changes.append(change)
        confirmedCount += 1
    }

    /// A block is closed: what was shown in it and not again in this pass was not in it.
    mutating func close(_ id: BlockID, in patches: inout PatchList) {
        let index = changes.indices[confirmedCount...].first { index in
            guard case .open(_, let parent, _) = changes[index] else { return false }
            return parent == id
        }
        if let index { takeBack(from: index, in: &patches) }
    }

    /// The line has been shown again; what it had before and has no more goes.
    mutating func endPass(in patches: inout PatchList) {
        takeBack(from: confirmedCount, in: &patches)
        confirmedCount = 0
    }

    /// What was shown again cannot be taken back any more; the rest stays, to be shown again or taken back.
    mutating func commitConfirmed() {
        changes.removeSubrange(..<confirmedCount)
        confirmedCount = 0
    }

    /// Nothing that is shown can be taken back any more.
    mutating func commit(in patches: inout PatchList) {
        endPass(in: &patches)
        changes.cut(to: 0)
    }

    /// Whether a block is among what is shown.
    func hasOpened(_ id: BlockID) -> Bool { isOpened(id, from: 0) }

    /// Whether a change is what is shown next.
    func isNext(_ change: BlockChange) -> Bool {
        confirmedCount < changes.count && changes[confirmedCount] == change
    }

    /// Takes back what is shown and not among these changes, in this order.
    mutating func takeBackOthers(than wanted: [BlockChange], in patches: inout PatchList) {
        var same = 0
        for change in wanted where same < changes.count && change.isShown {
            guard changes[same] == change else { break }
            same += 1
        }
        takeBack(from: same, in: &patches)
    }

    /// Takes back what has not been shown again in this pass.
    mutating func takeBackUnconfirmed(in patches: inout PatchList) {
        takeBack(from: confirmedCount, in: &patches)
    }

    private mutating func takeBack(from start: Int, in patches: inout PatchList) {
        for change in changes[start...].reversed() {
            switch change {
            case .open(let id, let parent, _):
                // What goes with its parent is not named.
                if !isOpened(parent, from: start) { patches.remove(id) }
                takenBack.append(id)
            case .change(let id, let from, _): patches.change(id, from)
            case .close, .cell, .drop: break
            }
        }
        changes.cut(to: start)
    }

    private func isOpened(_ id: BlockID, from start: Int) -> Bool {
        changes[start...].contains { change in
            guard case .open(let opened, _, _) = change else { return false }
            return opened == id
        }
    }

    private static func write(_ change: BlockChange, in patches: inout PatchList) {
        switch change {
        case .open(let id, let parent, let kind): patches.open(id, parent: parent, kind)
        case .change(let id, _, let kind): patches.change(id, kind)
        case .close, .cell, .drop: break
        }
    }
}
