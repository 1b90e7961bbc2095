import assert from "node:assert/strict"
import { test } from "node:test"
import { NetworkSwitch } from "../../Web/debug/network-switch.js"

/** A window whose server streams what a test says. */
function scope() {
    const streams = [], events = []
    class Source extends EventTarget {
        readyState = 1
        close() {
            this.readyState = 2
        }
    }
    const made = {
        streams,
        events,
        navigator: Object.create({ onLine: true }),
        EventSource: Source,
        dispatchEvent: (event) => events.push(event.type),
        fetch() {
            const body = new ReadableStream({
                start: (stream) => void streams.push(stream),
                cancel: () => void streams.push("cancelled"),
            })
            return Promise.resolve(new Response(body, { status: 201, headers: { "X-Test": "yes" } }))
        },
    }
    return { ...made, plainFetch: made.fetch, window: made }
}

const bytes = (text) => new TextEncoder().encode(text)

test("through the switch everything is as it was", async () => {
    const { window, streams } = scope()
    new NetworkSwitch(window)
    const response = await window.fetch("/")
    streams[0].enqueue(bytes("Moin"))
    streams[0].close()
    assert.equal(await response.text(), "Moin")
    assert.deepEqual([response.status, response.headers.get("X-Test")], [201, "yes"])
})

test("what is read while the network is cut breaks off after what has come, and the server is left", async () => {
    const { window, streams } = scope()
    const network = new NetworkSwitch(window)
    const reader = (await window.fetch("/")).body.getReader()
    streams[0].enqueue(bytes("Mo"))
    assert.equal(new TextDecoder().decode((await reader.read()).value), "Mo")
    network.cut()
    await assert.rejects(reader.read(), TypeError)
    assert.ok(streams.includes("cancelled"))
})

test("a cut is over at once: the next request passes", async () => {
    const { window, streams } = scope()
    const network = new NetworkSwitch(window)
    network.cut()
    const response = await window.fetch("/")
    streams.at(-1).close()
    assert.equal(response.status, 201)
})

test("while it is off nothing passes, and the page is told as the browser would", async () => {
    const { window, events } = scope()
    const network = new NetworkSwitch(window)
    network.turn(true)
    await assert.rejects(window.fetch("/"), TypeError)
    assert.equal(window.navigator.onLine, false)
    network.turn(false)
    assert.equal((await window.fetch("/")).status, 201)
    assert.equal(window.navigator.onLine, true)
    assert.deepEqual(events, ["offline", "online"])
})

test("a source that somebody listens to is closed with an error, once", () => {
    const { window } = scope()
    const network = new NetworkSwitch(window), source = new window.EventSource("/")
    let errors = 0
    source.addEventListener("error", () => errors += 1)
    source.addEventListener("message", () => {})
    network.cut()
    network.cut()
    assert.deepEqual([source.readyState, errors], [2, 1])
})

test("without the switch the window is as it was", () => {
    const { window, plainFetch } = scope()
    const network = new NetworkSwitch(window)
    network.turn(true)
    network.restore()
    assert.equal(window.fetch, plainFetch)
    assert.equal(window.navigator.onLine, true)
    assert.ok(!Object.hasOwn(window.EventSource.prototype, "addEventListener"))
})
