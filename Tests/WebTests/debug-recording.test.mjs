import assert from "node:assert/strict"
import { test } from "node:test"
import { FrameRecorder } from "../../Web/debug/frame-recorder.js"
import { recordedWorld } from "../../Web/debug/recorded-world.js"
import { lengthOf, parseRecording, recordingOf, schedule } from "../../Web/debug/recording.js"
import { EventDecoder } from "../../Web/transport/event-decoder.js"
import { openTurn } from "../../Web/transport/turn-channel.js"

const frame = (at, text) => ({ at, kind: "frame", text })
const attempt = (rung, at = 0) => ({ at, kind: "attempt", rung })
const FRAMES = [
    { at: 0, text: ": ok\n\n" },
    { at: 100, text: 'event: answer.delta\nid: 7Qm2Zr0cT1bYw8KpXe5LdA.1\ndata: {"text":"Grüße 🚗 "}\n\n' },
    { at: 400, text: 'event: answer.delta\nid: 7Qm2Zr0cT1bYw8KpXe5LdA.2\ndata: {"text":"und Wörter"}\n\n' },
    {
        at: 500,
        text:
            'event: turn.finished\nid: 7Qm2Zr0cT1bYw8KpXe5LdA.3.end\ndata: {"finish":"stop","fullText":"Grüße 🚗 und Wörter"}\n\n',
    },
]
const whole = FRAMES.map(({ text }) => text).join("")
const recording = recordingOf(FRAMES, new Date("2026-03-04T05:06:07Z"))

function recorded(traces, recorder = new FrameRecorder()) {
    for (const trace of traces) recorder.add(trace)
    return recorder
}

/** What a stream of events says. */
function events(text) {
    return new EventDecoder().feed(new TextEncoder().encode(text)).map(({ type, data, id }) => ({ type, data, id }))
}

/** Timers run in the order they are due, each when the one before has been dealt with. */
function quickWorld() {
    const waits = []
    return {
        waits,
        now: () => Date.now(),
        random: () => 0,
        storage: null,
        EventSource: null,
        online: () => true,
        visible: () => true,
        onOnline: () => () => {},
        onVisible: () => () => {},
        setTimeout(run, ms) {
            if (ms > 1000) return null // the watchdog's
            waits.push(ms)
            return setTimeout(run, ms / 1000)
        },
        clearTimeout: (timer) => clearTimeout(timer),
        fetch: () => assert.fail("a recording asks the network"),
    }
}

test("however a stream was cut into reads, the recording holds the same frames", () => {
    for (let cut = 1; cut < whole.length; cut += 1) {
        const traces = [attempt("stream"), frame(1, whole.slice(0, cut)), frame(2, whole.slice(cut))]
        const { frames } = recorded(traces)
        assert.deepEqual(events(frames.map(({ text }) => text).join("")), events(whole), `cut at ${cut}`)
        for (const { text } of frames) assert.ok(text.endsWith("\n\n"))
    }
})

test("carriage returns are recorded as what they mean", () => {
    const traces = [attempt("stream"), frame(1, "event: a\r\ndata: {}\r"), frame(2, "\n\r"), frame(3, "\n")]
    assert.deepEqual(recorded(traces).frames, [{ at: 3, text: "event: a\ndata: {}\n\n" }])
})

test("half a frame before a cut is left out; it comes again", () => {
    const { frames } = recorded([
        attempt("stream"),
        frame(1, 'data: {"te'),
        attempt("stream", 2),
        frame(3, "data: {}\n\n"),
    ])
    assert.deepEqual(frames, [{ at: 3, text: "data: {}\n\n" }])
})

test("what came by EventSource or by polling is recorded as the same frames", () => {
    const source = recorded([attempt("events"), frame(5, 'event: status\nid: \ndata: {"phase":"writing"}')])
    assert.deepEqual(events(source.frames[0].text), [{ type: "status", data: '{"phase":"writing"}', id: "" }])
    const log = {
        events: [{ id: "7Qm2Zr0cT1bYw8KpXe5LdA.1", event: "answer.delta", data: { text: "Moin" } }],
        next: 1,
    }
    const poll = recorded([attempt("poll"), frame(5, JSON.stringify(log)), frame(6, "<html>a proxy's page")])
    assert.deepEqual(poll.frames.length, 1)
    assert.deepEqual(events(poll.frames[0].text), [{
        type: "answer.delta",
        data: '{"text":"Moin"}',
        id: "7Qm2Zr0cT1bYw8KpXe5LdA.1",
    }])
})

test("a recording is bounded, and has no hole: what comes after the bound is not in it", () => {
    const frames = Array.from({ length: 5 }, (_, n) => frame(n, `data: ${n}\n\n`))
    const few = recorded([attempt("stream"), ...frames], new FrameRecorder(3))
    assert.deepEqual([few.frames.length, few.isFull], [3, true])
    const short = recorded([attempt("stream"), ...frames], new FrameRecorder(100, 20))
    assert.deepEqual([short.frames.length, short.isFull], [2, true])
})

test("a recording that was saved is read again as it was", () => {
    assert.deepEqual(parseRecording(JSON.stringify(recording)), recording)
})

test("what is no recording is refused with a reason", () => {
    for (const text of ["{}", "null", '{"kaya":"recording","version":2}', '{"kaya":"recording","version":1}']) {
        assert.throws(() => parseRecording(text), TypeError, text)
    }
    const wrong = { ...recording, frames: [{ at: "0", text: "" }] }
    assert.throws(() => parseRecording(JSON.stringify(wrong)), /without time or text/)
})

test("the speed divides the times; at once is at once", () => {
    assert.equal(lengthOf(recording), 500)
    assert.deepEqual(schedule(recording, 4).map(({ due }) => due), [0, 25, 100, 125])
    assert.deepEqual(schedule(recording, 0.5).map(({ due }) => due), [0, 200, 800, 1000])
    assert.deepEqual(schedule(recording, Infinity).map(({ due }) => due), [0, 0, 0, 0])
})

test("a recording plays through the transport, word for word, and nothing reaches the network", async () => {
    for (const speed of [1, 20, Infinity]) {
        let text = ""
        const outcome = await openTurn({
            start: { conversation: "recorded", body: { q: "x", requestId: "r" } },
            authorization: () => Promise.resolve(null),
            world: recordedWorld(quickWorld(), recording, speed),
            onEvent: ({ type, data }) => type === "answer.delta" ? text += data.text : null,
        })
        assert.deepEqual(outcome, { ended: true })
        assert.equal(text, "Grüße 🚗 und Wörter")
    }
})

test("a recording without an end ends with a problem, and is not played again", async () => {
    let text = ""
    const outcome = await openTurn({
        start: { conversation: "recorded", body: { q: "x", requestId: "r" } },
        authorization: () => Promise.resolve(null),
        world: recordedWorld(quickWorld(), { ...recording, frames: FRAMES.slice(0, 2) }, Infinity),
        onEvent: ({ type, data }) => type === "answer.delta" ? text += data.text : null,
    })
    assert.equal(outcome.problem.code, "not-found")
    assert.equal(text, "Grüße 🚗 ")
})

test("who stops a replay hears nothing more of it", async () => {
    const controller = new AbortController()
    const outcome = await openTurn({
        start: { conversation: "recorded", body: { q: "x", requestId: "r" } },
        authorization: () => Promise.resolve(null),
        world: recordedWorld(quickWorld(), recording, 1),
        signal: controller.signal,
        onEvent: () => controller.abort(),
    })
    assert.deepEqual(outcome, { aborted: true })
})
