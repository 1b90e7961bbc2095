import assert from "node:assert/strict"
import { test } from "node:test"
import { Ladder, RUNGS } from "../../Web/transport/ladder.js"
import { lostTurnEvents } from "../../Web/transport/lost-turn.js"
import { NetworkMemory } from "../../Web/transport/network-memory.js"
import { ReaderWatch, streamLimits } from "../../Web/transport/reader-watch.js"
import { RetryBudget } from "../../Web/transport/retry-budget.js"
import { retryDelay } from "../../Web/transport/retry-delays.js"
import { TurnProgress } from "../../Web/transport/turn-progress.js"
import { wireMessage } from "../../Web/transport/wire-message.js"

const turn = "7Qm2Zr0cT1bYw8KpXe5LdA"
const ended = (kind, ms = 60_000) => ({ kind, ms, why: "" })
const problem = (retryAfter) => ({ code: "rate-limited", title: "", detail: "", retryable: true, retryAfter })

test("a rung is left for the next one only when it is to blame", () => {
    const table = [
        [["mute"], "poll"],
        [["stall"], "stream"],
        [["stall", "cut", "stall"], "poll"],
        [["slept", "slept", "slept", "slept"], "stream"],
        [["unavailable"], "events"],
        [["problem", "problem", "problem"], "stream"],
        [["cut", "cut", "cut", "cut", "cut"], "stream"],
        [["mute", "mute"], "plain"],
        [["mute", "mute", "mute", "mute"], "plain"],
    ]
    for (const [kinds, rung] of table) {
        const ladder = new Ladder()
        for (const kind of kinds) ladder.after(ended(kind))
        assert.equal(ladder.rung, rung, kinds.join())
    }
})

test("three cuts within two seconds leave a rung, unless one between them lived longer", () => {
    const table = [[[100, 100], "stream"], [[100, 100, 100], "events"], [[100, 100, 2_000, 100, 100], "stream"]]
    for (const [times, rung] of table) {
        const ladder = new Ladder()
        for (const ms of times) ladder.after(ended("cut", ms))
        assert.equal(ladder.rung, rung, times.join())
    }
})

test("a rung without connection is left only when the server answers otherwise", () => {
    for (const [kind, count, to] of [["headless", 1, "poll"], ["foreign", 1, "events"], ["unreachable", 3, "events"]]) {
        const ladder = new Ladder()
        for (let number = 1; number < count; number += 1) assert.equal(ladder.after(ended(kind)), null)
        assert.equal(ladder.after(ended(kind)), "probe", kind)
        assert.equal(ladder.probed(false), null)
        assert.equal(ladder.rung, "stream")
        assert.deepEqual(ladder.probed(true), { from: "stream", to, why: "blocked" })
    }
})

test("silence leaves every rung that streams, and what does not stream for the next", () => {
    for (const first of ["stream", "events"]) assert.equal(new Ladder({ first }).after(ended("mute")).to, "poll")
    assert.equal(new Ladder({ first: "poll" }).after(ended("mute")).to, "plain")
    assert.equal(new Ladder({ first: "plain" }).after(ended("mute")), null)
    const cutBefore = new Ladder()
    for (const kind of ["headless", "unreachable", "unreachable", "unreachable"]) cutBefore.after(ended(kind))
    assert.equal(cutBefore.probed(true).to, "events", "what was silent before plays no part")
})

test("a forced rung is never left, an absent EventSource skipped, the remembered rung taken first", () => {
    const forced = new Ladder({ forced: "stream" })
    assert.equal(forced.after(ended("mute")), null)
    assert.equal(forced.rung, "stream")
    const without = new Ladder({ hasEventSource: false })
    assert.deepEqual(without.after(ended("mute")), { from: "stream", to: "poll", why: "mute" })
    assert.equal(new Ladder({ first: "poll" }).rung, "poll")
    assert.equal(new Ladder({ first: "telegraph" }).rung, "stream")
    assert.deepEqual(RUNGS, ["stream", "events", "poll", "plain"])
})

/** Plays a reader's time: what happens at which millisecond, looking as often as the watch wants to. */
function watched(script, { until = 100_000, limits = streamLimits } = {}) {
    const watch = new ReaderWatch(limits, 0)
    let visible = true
    let next = watch.look(0, true).next
    for (let now = 1; now <= until; now += 1) {
        const happening = script[now]
        if (happening === "sleep") {
            now += 600_000
            next = Math.min(next, now)
        }
        if (happening === "opened") watch.opened(now)
        if (happening === "byte") watch.bytes(now)
        if (happening === "hide") visible = false
        if (happening === "show") visible = true
        const isDue = now >= next || happening === "opened"
        if (!isDue && happening !== "show") continue
        const finding = happening === "show" ? watch.lookAfterReturn(now) : watch.look(now, visible)
        if (finding.verdict) return [finding.verdict, now]
        next = now + finding.next
    }
    return null
}

test("silence is judged by what came before it", () => {
    const table = [
        ["no head", {}, ["headless", 3_000]],
        ["no byte after the head", { 200: "opened" }, ["mute", 3_200]],
        ["no byte after the first", { 200: "opened", 300: "byte" }, ["stall", 25_300]],
        ["a byte just in time", { 200: "opened", 3_199: "byte", 28_000: "byte" }, ["stall", 53_000]],
        ["hidden all the time", { 200: "opened", 300: "byte", 400: "hide" }, null],
        ["hidden before the head", { 100: "hide" }, null],
        ["shown again after a long silence", { 200: "opened", 300: "byte", 400: "hide", 40_000: "show" }, [
            "slept",
            40_000,
        ]],
        ["shown again after a short one", { 200: "opened", 300: "byte", 400: "hide", 5_000: "show" }, [
            "slept",
            25_300,
        ]],
        ["bytes after it was shown again", { 1: "opened", 2: "byte", 3: "hide", 5_000: "show", 6_000: "byte" }, [
            "stall",
            31_000,
        ]],
    ]
    for (const [name, script, verdict] of table) assert.deepEqual(watched(script), verdict, name)
})

test("a machine that slept gives waiting bytes a moment to arrive, and the rung no blame", () => {
    const asleep = { 200: "opened", 300: "byte", 1_000: "sleep" }
    assert.deepEqual(watched(asleep, { until: 700_000 }), ["slept", 604_000])
    const bytesLayWaiting = { ...asleep, 603_500: "byte" }
    assert.deepEqual(watched(bytesLayWaiting, { until: 700_000 }), ["stall", 628_500])
})

test("quiet is shown before it is a stall", () => {
    const watch = new ReaderWatch(streamLimits, 0)
    watch.opened(0)
    watch.bytes(0)
    const findings = [0, 11_999, 12_000, 24_999].map((now) => watch.look(now, true).isQuiet)
    assert.deepEqual(findings, [false, false, true, true])
})

test("delays grow to eight seconds, less up to a quarter by chance", () => {
    const most = [0, 1, 2, 3, 4, 5, 6, 60].map((failures) => retryDelay(failures, () => 0))
    assert.deepEqual(most, [0, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
    assert.equal(retryDelay(5, () => 1), 6_000)
})

test("failures are borne until nothing helps, and anew once something was read", () => {
    const budget = new RetryBudget(() => 0)
    const count = () => {
        for (let number = 0; number < 100; number += 1) if (budget.afterFailure() === null) return number
    }
    assert.equal(count(), 20)
    budget.reset()
    assert.equal(count(), 20)
})

test("Retry-After is obeyed, at most six times within two minutes", () => {
    const often = new RetryBudget(() => 0)
    assert.deepEqual(Array.from({ length: 7 }, (_, number) => often.afterRefusal(problem(3), 429, number * 3_000)), [
        3_000,
        3_000,
        3_000,
        3_000,
        3_000,
        3_000,
        null,
    ])
    const long = new RetryBudget(() => 0)
    assert.deepEqual([0, 50_000, 100_000].map((now) => long.afterRefusal(problem(50), 503, now)), [
        50_000,
        50_000,
        null,
    ])
    assert.equal(new RetryBudget(() => 0).afterRefusal(problem(121), 503, 0), null)
})

test("of other refusals only the server's own errors are worth a few more tries", () => {
    const budget = new RetryBudget(() => 0)
    for (const status of [400, 401, 403, 404, 409, 413, 422, 429]) {
        assert.equal(budget.afterRefusal(problem(null), status, 0), null, `${status}`)
    }
    const delays = Array.from({ length: 5 }, () => budget.afterRefusal(problem(null), 500, 0))
    assert.deepEqual(delays, [500, 1_000, 2_000, 4_000, null])
})

test("what worked is remembered for a quarter of an hour", () => {
    const kept = new Map()
    const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) }
    new NetworkMemory(storage, "").remember("poll", 1_000)
    assert.equal(new NetworkMemory(storage, "").recall(1_000 + 899_999), "poll")
    assert.equal(new NetworkMemory(storage, "").recall(1_000 + 900_000), null)
    assert.equal(new NetworkMemory(storage, "").recall(999), null)
    assert.equal(new NetworkMemory(storage, "https://other.example").recall(1_000), null)
})

test("storage that throws, lies or is not there is as good as none", () => {
    const fail = () => {
        throw new Error("forbidden")
    }
    const storages = [
        null,
        { getItem: fail, setItem: fail, removeItem: fail },
        ...["{", "null", '{"rung":"x","at":1}', "7"]
            .map((text) => ({ getItem: () => text, setItem() {} })),
    ]
    for (const storage of storages) {
        const memory = new NetworkMemory(storage, "")
        memory.remember("poll", 1)
        assert.equal(memory.recall(2), null)
    }
})

test("the simple dialect is read as the rich one", () => {
    const read = (data) => wireMessage({ type: "message", data: JSON.stringify(data), id: "" })
    assert.deepEqual(read({ text: "Guten " }), { type: "answer.delta", data: { text: "Guten " } })
    assert.deepEqual(read({ done: true, fullText: "Guten Tag", finish: "length" }), {
        type: "turn.finished",
        data: { finish: "length", fullText: "Guten Tag", usage: null, cached: false },
    })
    const failed = read({ error: "Abgebrochen.", code: "upstream-cut", retryable: true, partialText: "Gu" })
    assert.equal(failed.type, "turn.failed")
    assert.equal(failed.data.partialText, "Gu")
    assert.deepEqual([failed.data.problem.code, failed.data.problem.title], ["upstream-cut", "Abgebrochen."])
    for (const data of ["{", "7", "null", ""]) assert.equal(wireMessage({ type: "message", data, id: "" }), null)
})

const taken = (progress, ...events) =>
    events.map(([type, id, data = {}]) => progress.take(type, data, id)).filter(Boolean).map(({ type, sequence }) =>
        `${type} ${sequence}`
    )

test("an event passes once, however often its stream is begun again", () => {
    const progress = new TurnProgress(null)
    const log = [["turn.started", `${turn}.1`], ["status", `${turn}.1`], ["sources", `${turn}.3`], [
        "status",
        `${turn}.3`,
    ]]
    progress.connect()
    assert.deepEqual(taken(progress, ...log), ["turn.started 1", "status 1", "sources 3", "status 3"])
    progress.connect()
    assert.equal(progress.lastID, `${turn}.3`)
    assert.deepEqual(taken(progress, ...log.map(([type, id]) => [type, id])), [])
    progress.connect()
    const rest = [["status", ""], ["status", ""], ["answer.delta", `${turn}.6`, { text: "a" }], [
        "turn.finished",
        `${turn}.7.end`,
    ]]
    assert.deepEqual(taken(progress, ...rest), ["status 3", "answer.delta 6", "turn.finished 7"])
    assert.ok(progress.isEnded)
    assert.deepEqual(
        taken(progress, ["turn.finished", `${turn}.7.end`], ["answer.delta", `${turn}.8`, { text: "b" }]),
        [],
    )
})

test("a status that was seen without its number is not seen again with it", () => {
    const progress = new TurnProgress(turn)
    taken(progress, ["turn.started", `${turn}.1`], ["status", `${turn}.1`], ["status", `${turn}.1`])
    progress.connect()
    const polled = [["status", `${turn}.2`], ["status", `${turn}.3`], ["status", `${turn}.4`]]
    assert.deepEqual(taken(progress, ...polled), ["status 4"])

    const torn = new TurnProgress(turn)
    taken(torn, ["turn.started", `${turn}.1`], ["status", `${turn}.1`], ["status", `${turn}.1`])
    torn.connect()
    assert.deepEqual(taken(torn, ["status", `${turn}.2`]), [])
    torn.connect()
    assert.deepEqual(taken(torn, ["status", ""], ["status", ""]), ["status 2"])
})

test("the end of a turn passes even where everything before it was read", () => {
    assert.deepEqual(taken(new TurnProgress(turn, 9), ["turn.finished", `${turn}.9.end`]), ["turn.finished 9"])
})

test("events of another turn are not this one's", () => {
    const progress = new TurnProgress(turn)
    assert.deepEqual(taken(progress, ["answer.delta", "9Qm2Zr0cT1bYw8KpXe5LdA.4", { text: "?" }]), [])
    assert.equal(progress.position, 0)
})

test("a stored turn ends behind every number its log can have given", () => {
    const stored = { id: turn, text: "Guten Tag", sources: [{ number: 1 }], state: "finished", finish: "interrupted" }
    assert.deepEqual(lostTurnEvents(stored).map(({ type, id }) => [type, id]), [
        ["sources", `${turn}.999998`],
        ["turn.finished", `${turn}.999999.end`],
    ])
    const [failed] = lostTurnEvents({ ...stored, sources: [], state: "failed", problem: "upstream-cut" })
    assert.deepEqual([failed.data.partialText, failed.data.problem.code], ["Guten Tag", "upstream-cut"])
    assert.deepEqual(lostTurnEvents({ ...stored, state: "running" }), [])
})
