import assert from "node:assert/strict"
import { test } from "node:test"
import { hasEnded, makeTurn, reduceAnswer } from "../../Web/client/answer-state.js"
import { storedTurn } from "../../Web/client/stored-turn.js"
import { TURN } from "./client-world.mjs"

const start = { turn: makeTurn({ key: "a", since: 0, question: "Was kostet das?" }), pieced: null }
const event = (name, data) => ({ type: "event", name, data })
const after = (inputs, state = start) =>
    inputs.reduce((state, input, index) => reduceAnswer(state, input, index + 1), state)
const begun = [event("turn.started", { turn: TURN })]
const writing = [...begun, event("answer.delta", { text: "Guten " }), event("answer.delta", { text: "Tag" })]

test("an answer goes from sending over waiting, thinking and writing to done", () => {
    const inputs = [
        ...begun,
        event("status", { phase: "retrieving" }),
        event("status", { phase: "thinking" }),
        event("status", { phase: "writing" }),
        event("answer.delta", { text: "Ja" }),
        event("turn.finished", {
            finish: "stop",
            fullText: "Ja.",
            cached: false,
            usage: { promptTokens: 3, completionTokens: 1 },
        }),
    ]
    const seen = inputs.map((_, index) => {
        const { state, since, phase, text } = after(inputs.slice(0, index + 1)).turn
        return [state, since, phase, text]
    })
    assert.deepEqual(seen, [
        ["waiting", 1, null, ""],
        ["waiting", 1, "retrieving", ""],
        ["thinking", 3, "thinking", ""],
        ["writing", 4, "writing", ""],
        ["writing", 4, "writing", "Ja"],
        ["done", 6, null, "Ja."],
    ])
    assert.deepEqual(after(inputs).turn.usage, { promptTokens: 3, completionTokens: 1 })
})

test("a whole text that goes on from what was read keeps its generation; another one changes it", () => {
    const longer = after([...writing, event("turn.finished", { finish: "stop", fullText: "Guten Tag!" })]).turn
    assert.deepEqual([longer.text, longer.generation], ["Guten Tag!", 0])
    const other = after([...writing, event("turn.finished", { finish: "stop", fullText: "Guten Abend" })]).turn
    assert.deepEqual([other.text, other.generation], ["Guten Abend", 1])
    const shorter = after([...writing, event("turn.finished", { finish: "interrupted", fullText: "Guten " })]).turn
    assert.deepEqual([shorter.text, shorter.generation, shorter.state], ["Guten ", 1, "interrupted"])
})

test("after a failure the partial text stays and wins; without one, what was read stays", () => {
    const problem = {
        code: "upstream-cut",
        title: "Die Antwort ist abgebrochen",
        detail: "…",
        retryable: true,
        status: 502,
        type: "x",
    }
    const failed = after([...writing, event("turn.failed", { problem, partialText: "Guten Tag, " })]).turn
    assert.deepEqual([failed.state, failed.text, failed.generation], ["failed", "Guten Tag, ", 0])
    const { code, title, detail, retryable, retryAfter } = failed.problem
    assert.deepEqual([code, title, detail, retryable, retryAfter], [
        "upstream-cut",
        "Die Antwort ist abgebrochen",
        "…",
        true,
        null,
    ])
    assert.equal(after([...writing, event("turn.failed", { problem, partialText: "" })]).turn.text, "Guten Tag")
    assert.equal(after([...writing, { type: "failure", problem }]).turn.text, "Guten Tag")
})

test("every finish of the wire is an ending, also one that is not known yet", () => {
    const endings = {
        stop: "done",
        length: "length",
        stopped: "stopped",
        refusal: "refused",
        content_filter: "filtered",
        interrupted: "interrupted",
    }
    for (const [finish, state] of Object.entries({ ...endings, other: "done", invented: "done" })) {
        const { turn } = after([...writing, event("turn.finished", { finish, fullText: "Guten Tag" })])
        assert.equal(turn.state, state, finish)
        assert.ok(hasEnded(turn))
    }
})

test("what comes after the end changes nothing", () => {
    const ended = after([...writing, event("turn.finished", { finish: "stop", fullText: "Guten Tag" })])
    const late = [
        event("answer.delta", { text: "?" }),
        event("turn.failed", { problem: {}, partialText: "" }),
        { type: "connection", state: "stalled" },
        { type: "failure", problem: { code: "offline" } },
        { type: "stop" },
    ]
    for (const input of late) assert.equal(reduceAnswer(ended, input, 99), ended)
})

test("trouble with the connection is the state until something comes, and since when is told", () => {
    const stalled = after([...writing, { type: "connection", state: "stalled" }])
    assert.deepEqual([stalled.turn.state, stalled.turn.since], ["stalled", 4])
    assert.equal(reduceAnswer(stalled, { type: "connection", state: "resuming" }, 5).turn.state, "resuming")
    assert.equal(reduceAnswer(stalled, { type: "connection", state: "open" }, 5).turn.state, "writing")
    assert.equal(reduceAnswer(stalled, event("answer.delta", { text: "!" }), 5).turn.state, "writing")
    const offline = after([{ type: "connection", state: "offline" }])
    assert.equal(offline.turn.state, "offline")
    assert.equal(reduceAnswer(offline, { type: "connection", state: "open" }, 5).turn.state, "sending")
})

test("an answer that is polled says so until its end", () => {
    const polled = after([
        { type: "connection", state: "polling" },
        ...begun,
        { type: "connection", state: "polling" },
        event("answer.delta", { text: "Ja" }),
    ])
    assert.deepEqual([polled.turn.state, polled.turn.phase], ["polling", "writing"])
    assert.equal(
        reduceAnswer(polled, event("turn.finished", { finish: "stop", fullText: "Ja" }), 9).turn.state,
        "done",
    )
})

test("an answer that is read anew shows what it showed until the second reading is further", () => {
    const cut = after([...writing, { type: "failure", problem: { code: "offline", retryable: true } }])
    const again = reduceAnswer(cut, { type: "restart" }, 10)
    assert.deepEqual([again.turn.state, again.turn.problem, again.turn.text], ["writing", null, "Guten Tag"])
    const texts = []
    let state = again
    for (const text of ["Gut", "en T", "ag, Fra", "u"]) {
        state = reduceAnswer(state, event("answer.delta", { text }), 11)
        texts.push([state.turn.text, state.turn.generation])
    }
    assert.deepEqual(texts, [["Guten Tag", 0], ["Guten Tag", 0], ["Guten Tag, Fra", 0], ["Guten Tag, Frau", 0]])
    const other = after([event("answer.delta", { text: "Hallo" })], again).turn
    assert.deepEqual([other.text, other.generation], ["Hallo", 1])
})

test("the simple dialect makes the same of an answer", () => {
    const text = [event("message", { text: "Guten " }), event("message", { text: "Tag" })]
    const done = after([...text, event("message", { done: true, fullText: "Guten Tag!", finish: "stop" })]).turn
    assert.deepEqual([done.state, done.text], ["done", "Guten Tag!"])
    const error = {
        error: "Die Antwort ist abgebrochen.",
        code: "upstream-cut",
        retryable: true,
        partialText: "Guten Tag",
    }
    const failed = after([...text, event("message", error)]).turn
    assert.deepEqual([failed.state, failed.text, failed.problem.code, failed.problem.title], [
        "failed",
        "Guten Tag",
        "upstream-cut",
        "Die Antwort ist abgebrochen.",
    ])
})

test("what changes nothing gives the same object back, also events that are not known", () => {
    const state = after(writing)
    assert.equal(reduceAnswer(state, event("status", { phase: "writing" }), 9), state)
    assert.equal(reduceAnswer(state, event("trace.retrieved", { count: 3 }), 9), state)
    assert.equal(reduceAnswer(state, event("ping", {}), 9), state)
    assert.equal(reduceAnswer(state, { type: "connection", state: "open" }, 9), state)
})

test("sources and notices come once each, and nothing in a turn can be changed", () => {
    const sources = [{ number: 1, title: "Fahrzeug zulassen", document: "kfz.md" }]
    const notice = event("notice", { code: "quoting", text: "Nur Auszüge." })
    const { turn } = after([...begun, event("sources", { sources }), notice, notice])
    assert.deepEqual([turn.sources, turn.notices], [sources, [{ code: "quoting", text: "Nur Auszüge." }]])
    for (const part of [turn, turn.sources, turn.notices]) assert.ok(Object.isFrozen(part))
})

test("a stored turn says how it ended", () => {
    const json = { id: TURN, question: "q", askedAt: "2026-11-21T09:30:00.000Z", text: "Ja", sources: [] }
    const state = (members) => storedTurn({ ...json, ...members }, 5).state
    assert.equal(state({ state: "finished", finish: "stop" }), "done")
    assert.equal(state({ state: "finished", finish: "interrupted" }), "interrupted")
    assert.equal(state({ state: "running" }), "writing")
    assert.equal(state({ state: "running", text: "" }), "waiting")
    const failed = storedTurn({ ...json, state: "failed", problem: "upstream-cut", continues: "x" }, 5)
    assert.deepEqual([failed.state, failed.problem.code, failed.problem.retryable, failed.continues], [
        "failed",
        "upstream-cut",
        true,
        "x",
    ])
})

test("an answer of 50,000 pieces is read in less than a second", () => {
    let state = after(begun)
    const began = performance.now()
    for (let index = 0; index < 50_000; index += 1) {
        state = reduceAnswer(state, event("answer.delta", { text: "Wort " }), 9)
    }
    assert.equal(state.turn.text.length, 250_000)
    assert.ok(performance.now() - began < 1000)
})
