import assert from "node:assert/strict"
import { test } from "node:test"
import { TurnTimeline } from "../../Web/debug/turn-timeline.js"

const start = { at: 100, kind: "start" }
const attempt = { at: 110, kind: "attempt", rung: "stream", address: "/api/conversations/c/turns", resume: false }
const delta = (at, length = 5) => ({ at, kind: "event", type: "answer.delta", sequence: 1, length })

/** The timeline's steps with their offsets. */
function steps(traces) {
    return TurnTimeline.of(traces).rows.map(({ step, offset }) => `${step}@${offset}`)
}

test("times are counted from the question", () => {
    assert.deepEqual(steps([start, attempt]), ["asked@0", "connect@10"])
})

test("head and first byte say how long they took since the attempt", () => {
    const { rows, marks } = TurnTimeline.of([
        start,
        attempt,
        { at: 140, kind: "head", status: 200, headers: {} },
        { at: 150, kind: "bytes", count: 3 },
        { at: 151, kind: "bytes", count: 3 },
    ])
    assert.deepEqual(rows.slice(2).map(({ step, ms }) => [step, ms]), [["head", 30], ["first-byte", 40]])
    assert.equal(marks.head, 40)
    assert.equal(marks.firstByte, 50)
})

test("every attempt has its first byte", () => {
    const bytes = (at) => ({ at, kind: "bytes", count: 1 })
    const { rows, retries } = TurnTimeline.of([
        start,
        attempt,
        bytes(120),
        { at: 130, kind: "cut", why: "network" },
        { ...attempt, at: 140, resume: true },
        bytes(160),
    ])
    assert.deepEqual(rows.map((row) => row.step), ["asked", "connect", "first-byte", "cut", "resume", "first-byte"])
    assert.equal(rows.at(-1).ms, 20)
    assert.equal(retries, 1)
})

test("text that flows is one line with its count, length and time; what comes between parts it", () => {
    const { rows, marks } = TurnTimeline.of([
        start,
        delta(200),
        delta(300),
        { at: 900, kind: "gap", ms: 600 },
        delta(900),
    ])
    assert.deepEqual(
        rows.map(({ step, count, ms, values }) => [step, count, ms, values.length]),
        [["asked", 1, null, undefined], ["first-text", 1, 100, undefined], ["text", 2, 100, 10], [
            "gap",
            1,
            600,
            undefined,
        ], [
            "text",
            1,
            0,
            5,
        ]],
    )
    assert.equal(marks.firstText, 100)
})

test("the simple dialect's messages are text as well", () => {
    assert.equal(TurnTimeline.of([start, { at: 150, kind: "event", type: "message", length: 3 }]).marks.firstText, 50)
})

test("signs of life are one line with their count", () => {
    const { rows, heartbeats } = TurnTimeline.of([
        start,
        { at: 1000, kind: "heartbeat" },
        { at: 11000, kind: "heartbeat" },
        { at: 21000, kind: "heartbeat" },
    ])
    assert.deepEqual([rows.length, rows[1].count, rows[1].ms, heartbeats], [2, 3, 20000, 3])
})

test("rungs are listed once each in their order, with the reason for them", () => {
    const { rungs } = TurnTimeline.of([
        start,
        attempt,
        { ...attempt, at: 120 },
        { at: 130, kind: "step-down", from: "stream", to: "poll", why: "mute" },
        { ...attempt, at: 131, rung: "poll" },
    ])
    assert.deepEqual(rungs, [{ rung: "stream", why: "first" }, { rung: "poll", why: "mute" }])
})

test("gaps, problems and the end are kept apart for the bundle", () => {
    const timeline = TurnTimeline.of([
        start,
        { at: 200, kind: "gap", ms: 99.6 },
        { at: 300, kind: "problem", code: "upstream-cut" },
        { at: 400, kind: "end", how: "ended" },
    ])
    assert.deepEqual(timeline.gaps, [100])
    assert.deepEqual(timeline.problems, ["upstream-cut"])
    assert.equal(timeline.marks.end, 300)
})

test("what the server tells about its own work is a line of its own", () => {
    const { rows } = TurnTimeline.of([start, {
        at: 130,
        kind: "event",
        type: "trace.retrieved",
        length: 40,
        detail: { at: 3, ms: 12, passages: 6 },
    }])
    assert.deepEqual([rows[1].step, rows[1].values], ["server", { type: "trace.retrieved", ms: 12, passages: 6 }])
})

test("an address loses its host and its query", () => {
    const { rows } = TurnTimeline.of([{ ...attempt, address: "https://kaya.example/chat/stream?q=geheim" }])
    assert.equal(rows[0].values.address, "/chat/stream")
})

test("a kind that is not known yet is no line", () => {
    assert.deepEqual(steps([start, { at: 1, kind: "invented" }]), ["asked@0"])
})

test("no more lines are kept than allowed, and the first stays", () => {
    const timeline = new TurnTimeline(3)
    for (const trace of [start, ...[1, 2, 3, 4].map((n) => ({ at: 100 + n, kind: "wait", ms: n }))]) timeline.add(trace)
    assert.deepEqual(timeline.rows.map((row) => row.offset), [0, 3, 4])
})

test("what a rung asks again and again because it reads so is one line", () => {
    const poll = (at, address = "/api/turns/t/events?from=1") => ({ at, kind: "attempt", rung: "poll", address })
    const { rows, retries } = TurnTimeline.of([
        start,
        poll(110),
        { at: 120, kind: "head", status: 200 },
        { at: 121, kind: "bytes", count: 9 },
        poll(130),
        { at: 140, kind: "head", status: 200 },
        { at: 141, kind: "bytes", count: 9 },
        poll(150),
    ])
    assert.deepEqual(rows.map(({ step, count }) => [step, count]), [["asked", 1], ["connect", 3], ["head", 1], [
        "first-byte",
        1,
    ]])
    assert.equal(retries, 0)
})

test("after a break the next attempt is a line again", () => {
    const poll = (at) => ({ at, kind: "attempt", rung: "poll", address: "/api/turns/t/events" })
    assert.deepEqual(steps([start, poll(110), { at: 120, kind: "unreachable", why: "no connection" }, poll(130)]), [
        "asked@0",
        "connect@10",
        "unreachable@20",
        "connect@30",
    ])
})

test("an answer that is read anew was asked once, and has not ended", () => {
    const timeline = TurnTimeline.of([start, attempt, { at: 150, kind: "end", how: "aborted" }, { ...start, at: 150 }])
    assert.deepEqual(timeline.rows.map((row) => row.step), ["asked", "connect", "end", "reread"])
    assert.equal(timeline.marks.end, null)
})
