/** A world whose time moves when a test says so, with a Kaya in it that misbehaves as a test says. */

export const TURN = "7Qm2Zr0cT1bYw8KpXe5LdA"

const utf8 = new TextEncoder()

/** Lets everything run that waits for no time. */
export async function calm() {
    for (let round = 0; round < 12; round += 1) await new Promise((resolve) => setImmediate(resolve))
}

export class ScriptedWorld {
    time = 1_000_000
    isOnline = true
    isVisible = true
    kept = new Map()
    sources = []
    #timers = new Map()
    #count = 0
    #listeners = { online: new Set(), visible: new Set() }

    constructor(kaya) {
        this.kaya = kaya
        this.EventSource = ScriptedEventSource.bind(null, this)
    }

    fetch = (address, options) => this.kaya.fetch(address, options, this)
    now = () => this.time
    random = () => 0
    online = () => this.isOnline
    visible = () => this.isVisible
    onOnline = (listener) => this.#listen("online", listener)
    onVisible = (listener) => this.#listen("visible", listener)
    clearTimeout = (timer) => void this.#timers.delete(timer)
    storage = { getItem: (key) => this.kept.get(key) ?? null, setItem: (key, value) => void this.kept.set(key, value) }

    setTimeout = (run, ms) => {
        this.#timers.set(++this.#count, { at: this.time + ms, run })
        return this.#count
    }

    #listen(what, listener) {
        this.#listeners[what].add(listener)
        return () => void this.#listeners[what].delete(listener)
    }

    /** What still runs: timers, listeners, requests, event sources. */
    get leftovers() {
        const { online, visible } = this.#listeners
        const open = this.sources.filter((source) => source.readyState !== 2).length
        return this.#timers.size + online.size + visible.size + open + this.kaya.openRequests
    }

    async pass(ms) {
        await calm()
        const end = this.time + ms
        for (;;) {
            const due = [...this.#timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at)[0]
            if (!due) break
            this.#timers.delete(due[0])
            this.time = Math.max(this.time, due[1].at)
            due[1].run()
            await calm()
        }
        this.time = end
    }

    /** Time goes by in which nothing runs; then every timer is late. */
    async sleep(ms) {
        this.time += ms
        await this.pass(0)
    }

    show(isVisible) {
        this.isVisible = isVisible
        if (isVisible) { for (const listener of [...this.#listeners.visible]) listener() }
    }

    connect(isOnline) {
        this.isOnline = isOnline
        if (isOnline) { for (const listener of [...this.#listeners.online]) listener() }
    }
}

/** The events of an answer, as the log of a turn has them: the first has number 1. */
export function answerLog(words) {
    return [
        { type: "turn.started", data: { turn: TURN } },
        { type: "status", data: { phase: "retrieving" } },
        { type: "sources", data: { sources: [{ number: 1, title: "Fahrzeug zulassen" }] } },
        { type: "status", data: { phase: "writing" } },
        ...words.map((text) => ({ type: "answer.delta", data: { text } })),
        { type: "turn.finished", data: { finish: "stop", fullText: words.join(""), usage: null, cached: false } },
    ]
}

/**
 * A Kaya with one turn, whose log is written as far as `written` says. Each request that is not for `/healthz` takes the next of `faults`:
 * a function from the request to a response, a string that says what happens to the connection, or nothing.
 *
 * `refuse`: no connection · `hang`: no head · `mute`: no byte · `cut N`: ends after N bytes · `break N`: fails after N bytes ·
 * `stall N`: silent after N bytes · `html`: a proxy's page
 */
export class ScriptedKaya {
    requests = []
    asked = new Set()
    openRequests = 0
    health = () => Promise.resolve(new Response("ok\n"))
    bytesPerRead = Infinity

    constructor(log, faults = []) {
        this.log = log
        this.written = log.length
        this.faults = faults
    }

    get seen() {
        return this.requests.map(({ method, path, lastEventID }) =>
            [method, path, ...lastEventID ? [lastEventID] : []].join(" ")
        )
    }

    fetch(address, { method = "GET", headers = {}, body, signal } = {}) {
        const path = address.replace(/^https?:\/\/[^/]+/, "")
        if (path === "/healthz") return this.health(signal)
        const request = {
            method,
            path,
            headers,
            body: body && JSON.parse(body),
            signal,
            lastEventID: headers["Last-Event-ID"],
        }
        this.requests.push(request)
        const fault = this.faults.shift()
        if (typeof fault === "function") return Promise.resolve(fault(request))
        if (fault === "refuse") return Promise.reject(new TypeError("fetch failed"))
        if (method === "POST") this.asked.add(JSON.stringify([request.body.requestId, request.body.q]))
        if (fault === "hang") return this.untilAborted(signal)
        if (fault === "html") return Promise.resolve(page(200))
        return Promise.resolve(this.#answer(request, fault ?? ""))
    }

    #answer(request, fault) {
        const { method, path, headers } = request
        if (method === "POST" && headers.Accept === "application/json") {
            return json({ turn: TURN, events: `/api/turns/${TURN}/events` }, 201)
        }
        const from = Number(/[?&]from=(\d+)/.exec(path)?.[1] ?? request.lastEventID?.split(".")[1] ?? 0)
        if (path.includes("live=poll")) return this.#poll(from)
        if (/^\/api\/turns\/[^/]+$/.test(path)) {
            return json(this.stored ?? { code: "not-found" }, this.stored ? 200 : 404)
        }
        const words = request.body?.dialect === "simple" ? "simple" : "rich"
        return new Response(this.#stream(this.bytes(from, words), fault, request.signal), {
            headers: { "Content-Type": "text/event-stream; charset=utf-8", "Stream-Id": TURN },
        })
    }

    #poll(from) {
        const events = this.numbered(from).map(({ type, data, id }) => ({ id, event: type, data }))
        return json({ events, next: this.written, ended: this.written === this.log.length })
    }

    /** What lies after a position; neighbouring pieces of text are one, as on the wire. */
    numbered(from) {
        const events = []
        this.log.slice(from, this.written).forEach(({ type, data }, offset) => {
            const sequence = from + offset + 1
            const id = `${TURN}.${sequence}${/finished|failed/.test(type) ? ".end" : ""}`
            const last = events.at(-1)
            if (type === "answer.delta" && last?.type === type && this.joins) {
                events[events.length - 1] = { type, data: { text: last.data.text + data.text }, id }
            } else events.push({ type, data, id })
        })
        return events
    }

    bytes(from) {
        // Whoever has read everything is told the end once more.
        const start = Math.min(from, this.written === this.log.length ? this.written - 1 : from)
        const frames = this.numbered(start).map(({ type, data, id }) =>
            `${type === "status" ? "" : `id: ${id}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`
        )
        return utf8.encode(`: ok\nretry: 2000\n\n${frames.join("")}`)
    }

    #stream(bytes, fault, signal) {
        const [kind, at] = fault.split(" ")
        const end = kind === "mute" ? 0 : at === undefined ? bytes.length : Math.min(Number(at), bytes.length)
        let position = 0
        this.openRequests += 1
        const close = () => {
            this.openRequests -= 1
            close.isDone = true
        }
        return new ReadableStream({
            start: (controller) => {
                signal?.addEventListener("abort", () => {
                    if (close.isDone) return
                    close()
                    controller.error(signal.reason)
                })
            },
            pull: (controller) => {
                if (position < end) {
                    const next = Math.min(position + this.bytesPerRead, end)
                    controller.enqueue(bytes.slice(position, next))
                    position = next
                    return
                }
                if (kind === "mute" || kind === "stall") return new Promise(() => {})
                close()
                if (kind === "break") controller.error(new TypeError("connection lost"))
                else controller.close()
            },
            cancel: () => {
                if (!close.isDone) close()
            },
        }, { highWaterMark: 0 })
    }

    untilAborted(signal) {
        this.openRequests += 1
        return new Promise((_, reject) => {
            signal.addEventListener("abort", () => {
                this.openRequests -= 1
                reject(signal.reason)
            })
        })
    }
}

/** An `EventSource` that reads the same streams; like the browser's it shows neither status nor comments. */
class ScriptedEventSource extends EventTarget {
    readyState = 0

    constructor(world, address) {
        super()
        world.sources.push(this)
        this.abort = new AbortController()
        this.#read(world, address)
    }

    close() {
        this.readyState = 2
        this.abort.abort()
    }

    async #read(world, address) {
        try {
            const headers = { Accept: "text/event-stream" }
            const response = await world.kaya.fetch(address, { headers, signal: this.abort.signal })
            if (this.readyState === 2) return
            const isStream = response.ok && response.headers.get("Content-Type").startsWith("text/event-stream")
            this.readyState = isStream ? 1 : 2
            if (!isStream) return this.onerror?.(new Event("error"))
            this.onopen?.(new Event("open"))
            let text = ""
            for await (const bytes of response.body) {
                text = this.#dispatch(text + Buffer.from(bytes).toString("latin1"))
            }
        } catch {
            // A connection that breaks and one that ends are the same to a browser.
        }
        if (this.readyState === 2) return
        this.readyState = 0
        this.onerror?.(new Event("error"))
    }

    #dispatch(text) {
        const blocks = text.split("\n\n")
        for (const block of blocks.slice(0, -1)) {
            const field = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1]
            this.lastID = field("id") ?? this.lastID ?? ""
            const data = field("data")
            if (data === undefined || this.readyState === 2) continue
            const event = new Event(field("event") ?? "message")
            Object.assign(event, { data: Buffer.from(data, "latin1").toString("utf8"), lastEventId: this.lastID })
            this.dispatchEvent(event)
        }
        return blocks.at(-1)
    }
}

export function json(value, status = 200, headers = {}) {
    return new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json", ...headers } })
}

export function refusal(status, code, more = {}, headers = {}) {
    const body = JSON.stringify({ code, status, title: "t", detail: "d", retryable: true, ...more })
    return new Response(body, { status, headers: { "Content-Type": "application/problem+json", ...headers } })
}

export function page(status) {
    return new Response("<!doctype html><p>Anmeldung", { status, headers: { "Content-Type": "text/html" } })
}
