/** Turns opened in a scripted world, and what is checked of each. */

import assert from "node:assert/strict"
import { getEventListeners } from "node:events"
import { openTurn } from "../../Web/transport/turn-channel.js"
import { answerLog, ScriptedKaya, ScriptedWorld, TURN } from "./transport-world.mjs"

export const words = ["Für die ", "Zulassung brauchen Sie: ", "eine 🚗", ", Ge", "duld und 37,50 €."]
export const log = answerLog(words)
export const asking = { conversation: "c", body: { q: "Was brauche ich?", requestId: "r-1" } }
export const events = `/api/turns/${TURN}/events`
export const post = "POST /api/conversations/c/turns"

/** Opens a turn in a world of its own; what it told is in the result. */
export function opened({ faults = [], start = asking, prepare = () => {}, ...options } = {}) {
    const kaya = new ScriptedKaya(log, [...faults])
    const world = new ScriptedWorld(kaya)
    const abort = new AbortController()
    const run = { kaya, world, abort, events: [], states: [], traces: [], outcome: null }
    prepare(run)
    run.done = openTurn({
        start,
        world,
        signal: abort.signal,
        onEvent: (event) => run.events.push(event),
        onState: (state) => run.states.push(state),
        onTrace: (trace) => run.traces.push(trace),
        ...options,
    }).then((outcome) => run.outcome = outcome)
    return run
}

export async function finished(options, ms = 200_000) {
    const run = opened(options)
    await run.world.pass(ms)
    assert.deepEqual(run.outcome, { ended: true }, JSON.stringify(run.traces.slice(-5)))
    checkWhole(run)
    return run
}

/** Every event came once and in order, one question was asked, and nothing goes on. */
export function checkWhole(run, name = "") {
    const told = run.events.map(({ type, data }) => ({ type, data }))
    const others = (list) => list.filter(({ type }) => type !== "answer.delta")
    assert.equal(textOf(told), words.join(""), name)
    assert.deepEqual(others(told), others(log), name)
    const sequences = run.events.map(({ sequence }) => sequence)
    assert.deepEqual(sequences, [...sequences].sort((a, b) => a - b), name)
    assert.deepEqual(run.events.map(({ isLast }) => isLast).lastIndexOf(false), run.events.length - 2, name)
    assert.ok(run.kaya.asked.size <= 1, `${name}: asked ${run.kaya.asked.size} times`)
    assert.equal(run.world.leftovers, 0, `${name}: something still runs`)
    assert.equal(getEventListeners(run.abort.signal, "abort").length, 0, `${name}: something still waits`)
}

export const refused = () => Promise.reject(new TypeError("fetch failed"))
export const textOf = (list) => list.filter(({ type }) => type === "answer.delta").map(({ data }) => data.text).join("")
export const steps = (run) =>
    run.traces.filter(({ kind }) => kind === "step-down").map(({ to, why }) => `${to}: ${why}`)
