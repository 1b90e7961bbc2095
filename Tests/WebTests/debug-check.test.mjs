import assert from "node:assert/strict"
import { test } from "node:test"
import { CheckEvents } from "../../Web/debug/check-events.js"
import { checkRun } from "../../Web/debug/check-run.js"
import { ConnectionProbe, LONG, SHORT } from "../../Web/debug/connection-probe.js"
import { ManualWorld, settle } from "./client-world.mjs"

const bytes = (text) => new TextEncoder().encode(text)
const tick = (n, ms) => `event: tick\ndata: {"n":${n},"ms":${ms}}\n\n`
const CHECK =
    ': ok\n\nevent: check\ndata: {"protocol":"HTTP/1.0","via":true,"forwarded":false,"acceptEncoding":"gzip"}\n\n'
const END = 'event: end\ndata: {"ticks":2,"ms":500,"whole":true}\n\n'

/** A world with a server that says what a test says, when it says it. */
function scene(pattern = "steady") {
    const world = new ManualWorld(), stop = new AbortController(), asked = []
    let stream
    world.fetch = (address, options) => {
        asked.push({ address, headers: options.headers })
        const body = new ReadableStream({ start: (made) => void (stream = made) })
        options.signal.addEventListener("abort", () => stream.error(options.signal.reason))
        return Promise.resolve(new Response(body, { headers: { "Content-Type": "text/event-stream" } }))
    }
    const run = checkRun({
        world,
        base: "",
        pattern,
        signal: stop.signal,
        authorization: () => Promise.resolve("Bearer x"),
    })
    return {
        world,
        asked,
        stop,
        run,
        async say(text) {
            await settle()
            stream.enqueue(bytes(text))
            for (let round = 0; round < 5; round += 1) await new Promise(setImmediate)
        },
        close: () => stream.close(),
        fail: () => stream.error(new TypeError("network error")),
    }
}

test("frames are read however they are cut, with LF and with CRLF", () => {
    for (const text of [CHECK + tick(1, 0) + END, (CHECK + tick(1, 0) + END).replaceAll("\n", "\r\n")]) {
        const all = bytes(text)
        for (let cut = 0; cut <= all.length; cut += 1) {
            const reader = new CheckEvents()
            const events = [...reader.feed(all.slice(0, cut)), ...reader.feed(all.slice(cut))]
            assert.deepEqual(events.map(({ type }) => type), ["check", "tick", "end"], `cut at ${cut}`)
            assert.deepEqual(events[1].data, { n: 1, ms: 0 })
        }
    }
})

test("a frame counts with the comment in it", () => {
    const [event] = new CheckEvents().feed(bytes(`:${" ".repeat(2048)}\n${tick(1, 0)}`))
    assert.equal(event.bytes, 2050 + tick(1, 0).length)
})

test("each tick is noted when it arrives, and the end makes the run whole", async () => {
    const { world, asked, run, say, close } = scene()
    await say(CHECK)
    await world.pass(30)
    await say(tick(1, 0))
    await world.pass(250)
    await say(tick(2, 250) + END)
    close()
    const { ticks, how, seen, headAt, closedAt } = await run
    assert.deepEqual(ticks.map(({ n, ms, at }) => [n, ms, at]), [[1, 0, 30], [2, 250, 280]])
    assert.deepEqual([how, headAt, closedAt], ["whole", 0, 280])
    assert.deepEqual(seen, { protocol: "HTTP/1.0", via: true, forwarded: false, acceptEncoding: "gzip" })
    assert.equal(asked[0].address, "/api/connection-check?pattern=steady")
    assert.equal(asked[0].headers.Authorization, "Bearer x")
    assert.equal(world.waiting, 0)
})

test("a stream that ends or breaks without its end was cut", async () => {
    for (const end of ["close", "fail"]) {
        const all = scene("long")
        await all.say(CHECK + tick(1, 0))
        await all.world.pass(60_000)
        all[end]()
        const { how, closedAt } = await all.run
        assert.deepEqual([how, closedAt], ["cut", 60_000])
    }
})

test("a stream of which nothing comes is given up, and not before it could have come", async () => {
    const { world, run, say } = scene()
    await say("")
    await world.pass(14_000)
    assert.equal(world.waiting, 1)
    await world.pass(1_000)
    assert.equal((await run).how, "mute")
})

test("the longest silence that is meant is waited for", async () => {
    const { world, run, say, close } = scene("idle")
    await say(CHECK + tick(1, 48_000))
    await world.pass(62_000)
    await say(tick(2, 110_000) + END)
    close()
    assert.equal((await run).how, "whole")
})

test("whoever stops the check is told of no fault", async () => {
    const { run, say, stop } = scene()
    await say(CHECK + tick(1, 0))
    stop.abort()
    assert.equal((await run).how, "stopped")
})

test("a server that ends meanwhile is no fault of the connection", async () => {
    const { run, say, close } = scene("long")
    await say(CHECK + tick(1, 0) + 'event: end\ndata: {"ticks":1,"ms":900,"whole":false}\n\n')
    close()
    assert.equal((await run).how, "stopped")
})

test("a server that is not there, and one that refuses", async () => {
    const world = new ManualWorld(), signal = new AbortController().signal
    world.fetch = () => Promise.reject(new TypeError("Failed to fetch"))
    assert.equal((await checkRun({ world, base: "", pattern: "steady", signal })).how, "unreachable")
    world.fetch = () => Promise.resolve(new Response("<html>", { status: 502 }))
    const { how, status } = await checkRun({ world, base: "", pattern: "steady", signal })
    assert.deepEqual([how, status], ["cut", 502])
})

test("a longer check adds to a short one, and the same check replaces itself", async () => {
    const world = new ManualWorld(), signal = new AbortController().signal
    world.fetch = () => Promise.resolve(new Response(CHECK + tick(1, 0) + END))
    const probe = new ConnectionProbe({ world })
    assert.equal(probe.result, null)
    await probe.check(SHORT, signal)
    await probe.check(LONG, signal)
    await probe.check(SHORT, signal)
    assert.deepEqual(probe.result.runs.map(({ pattern }) => pattern).sort(), ["idle", "long", "padded", "steady"])
})

test("progress grows and is whole only with the check", () => {
    assert.equal(ConnectionProbe.progress(SHORT, 2_500), 0.5)
    assert.equal(ConnectionProbe.progress(LONG, 500_000), 0.97)
})
