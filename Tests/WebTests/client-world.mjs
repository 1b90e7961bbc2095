/** A world whose time moves when a test says so, and a transport and a server that do what a test says. */

export const TURN = "7Qm2Zr0cT1bYw8KpXe5LdA"
export const OTHER_TURN = "8Qm2Zr0cT1bYw8KpXe5LdA"

/** Lets whatever waits for nothing but promises go on. */
export async function settle() {
    for (let round = 0; round < 30; round += 1) await Promise.resolve()
}

/** Timers run when `pass` reaches them, frames when `frame` is called. */
export class ManualWorld {
    time = 1_000
    isVisible = true
    #timers = new Map()
    #frames = new Map()
    #count = 0
    #onVisible = new Set()
    #onOnline = new Set()

    now = () => this.time
    random = () => 0
    storage = null
    EventSource = null
    online = () => true
    visible = () => this.isVisible

    onOnline = (listener) => {
        this.#onOnline.add(listener)
        return () => this.#onOnline.delete(listener)
    }

    onVisible = (listener) => {
        this.#onVisible.add(listener)
        return () => this.#onVisible.delete(listener)
    }

    setTimeout = (run, ms) => {
        this.#timers.set(++this.#count, { at: this.time + ms, run })
        return this.#count
    }

    clearTimeout = (timer) => void this.#timers.delete(timer)

    requestAnimationFrame = (run) => {
        this.#frames.set(++this.#count, run)
        return this.#count
    }

    cancelAnimationFrame = (frame) => void this.#frames.delete(frame)

    get waiting() {
        return this.#timers.size
    }

    async pass(ms) {
        const end = this.time + ms
        for (;;) {
            const due = [...this.#timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at)[0]
            if (!due) break
            this.#timers.delete(due[0])
            this.time = Math.max(this.time, due[1].at)
            due[1].run()
            await settle()
        }
        this.time = end
        await settle()
    }

    frame() {
        const frames = [...this.#frames.values()]
        this.#frames.clear()
        for (const run of frames) run()
    }

    /** The network is back. */
    connect() {
        for (const listener of [...this.#onOnline]) listener()
    }

    show() {
        this.isVisible = true
        for (const listener of [...this.#onVisible]) listener()
    }
}

/** Stands in for `openTurn`: remembers what was opened, and says what a test says. */
export class ScriptedTransport {
    opened = []

    open = (options) =>
        new Promise((resolve) => {
            const end = (outcome) => resolve(outcome)
            options.signal.addEventListener("abort", () => end({ aborted: true }))
            this.opened.push({
                options,
                start: options.start,
                say: (type, data) => options.onEvent({ type, data, sequence: 1, isLast: false }),
                started: (turn = TURN) =>
                    options.onEvent({ type: "turn.started", data: { turn }, sequence: 1, isLast: false }),
                name: (turn = TURN) => options.onTurn(turn),
                state: (state) => options.onState(state),
                trace: (trace) => options.onTrace(trace),
                async finish(data) {
                    options.onEvent({
                        type: "turn.finished",
                        data: { cached: false, ...data },
                        sequence: 9,
                        isLast: true,
                    })
                    end({ ended: true })
                    await settle()
                },
                async end(outcome) {
                    end(outcome)
                    await settle()
                },
            })
        })

    get last() {
        return this.opened.at(-1)
    }
}

/** Stands in for `KayaAPI`: conversations in memory; the calls are remembered. A member of `failing` makes the call of that name throw it. */
export class ScriptedServer {
    calls = []
    failing = {}
    conversations = new Map()
    turns = new Map()
    held = {}

    #call(name, args, answer) {
        this.calls.push([name, ...args])
        const error = this.failing[name]
        if (error) return Promise.reject(error)
        const held = this.held[name]
        return held ? held.then(() => answer()) : Promise.resolve().then(answer)
    }

    create = (...args) => this.#call("create", args, () => head(`conversation-${this.calls.length}`))
    conversation = (...args) =>
        this.#call("conversation", args, () => this.conversations.get(args[0]) ?? { ...head(args[0]), turns: [] })
    turn = (...args) => this.#call("turn", args, () => this.turns.get(args[0]))
    cancel = (...args) => this.#call("cancel", args, () => undefined)
    rate = (...args) => this.#call("rate", args, () => undefined)

    count(name) {
        return this.calls.filter(([called]) => called === name).length
    }
}

export function head(id, title = "") {
    return {
        id,
        title,
        pinned: false,
        archived: false,
        createdAt: "2026-11-21T09:30:00.000Z",
        updatedAt: "2026-11-21T09:30:00.000Z",
    }
}

/** A turn as the server keeps it. */
export function kept(id, members = {}) {
    return {
        id,
        question: `Frage ${id}`,
        askedAt: "2026-11-21T09:30:00.000Z",
        state: "finished",
        finish: "stop",
        text: "Ja.",
        sources: [],
        ...members,
    }
}
