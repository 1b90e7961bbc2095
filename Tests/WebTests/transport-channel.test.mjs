import assert from "node:assert/strict"
import { test } from "node:test"
import { RUNGS } from "../../Web/transport/ladder.js"
import { openTurn } from "../../Web/transport/turn-channel.js"
import { answerLog, calm, json, page, refusal, ScriptedKaya, ScriptedWorld, TURN } from "./transport-world.mjs"

const words = ["Für die ", "Zulassung brauchen Sie: ", "eine 🚗", ", Ge", "duld und 37,50 €."]
const log = answerLog(words)
const asking = { conversation: "c", body: { q: "Was brauche ich?", requestId: "r-1" } }
const events = `/api/turns/${TURN}/events`
const post = "POST /api/conversations/c/turns"

/** Opens a turn in a world of its own; what it told is in the result. */
function opened({ faults = [], start = asking, prepare = () => {}, ...options } = {}) {
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

async function finished(options, ms = 200_000) {
    const run = opened(options)
    await run.world.pass(ms)
    assert.deepEqual(run.outcome, { ended: true }, JSON.stringify(run.traces.slice(-5)))
    checkWhole(run)
    return run
}

/** Every event came once and in order, one question was asked, and nothing goes on. */
function checkWhole(run, name = "") {
    const told = run.events.map(({ type, data }) => ({ type, data }))
    const text = (list) => list.filter(({ type }) => type === "answer.delta").map(({ data }) => data.text).join("")
    const others = (list) => list.filter(({ type }) => type !== "answer.delta")
    assert.equal(text(told), words.join(""), name)
    assert.deepEqual(others(told), others(log), name)
    const sequences = run.events.map(({ sequence }) => sequence)
    assert.deepEqual(sequences, [...sequences].sort((a, b) => a - b), name)
    assert.deepEqual(run.events.map(({ isLast }) => isLast).lastIndexOf(false), run.events.length - 2, name)
    assert.ok(run.kaya.asked.size <= 1, `${name}: asked ${run.kaya.asked.size} times`)
    assert.equal(run.world.leftovers, 0, `${name}: something still runs`)
}

const steps = (run) => run.traces.filter(({ kind }) => kind === "step-down").map(({ to, why }) => `${to}: ${why}`)

test("a turn is asked once and read to its end on each rung", async () => {
    const table = {
        stream: [post],
        events: [post, `GET ${events}?from=0`],
        poll: [post, `GET ${events}?live=poll&from=0`],
        plain: [post, `GET ${events}?live=poll&from=0`],
    }
    for (const rung of RUNGS) {
        const run = await finished({ rung })
        assert.deepEqual(run.kaya.seen, table[rung], rung)
        assert.deepEqual(run.states, ["connecting", rung === "poll" || rung === "plain" ? "polling" : "open"], rung)
    }
})

test("a stream that is cut at any byte goes on from there, every event once", async () => {
    const length = new ScriptedKaya(log).bytes(0).length
    for (let at = 0; at <= length; at += 1) {
        for (const kind of ["cut", "break"]) {
            const run = opened({ faults: [`${kind} ${at}`] })
            await run.world.pass(9_000)
            assert.deepEqual(run.outcome, { ended: true }, `${kind} ${at}`)
            checkWhole(run, `${kind} ${at}`)
            const resumed = run.kaya.requests[1]
            if (!resumed) continue
            const cut = run.traces.findIndex(({ kind }) => kind === "cut")
            const before = run.traces.slice(0, cut).filter(({ kind, type }) => kind === "event" && type !== "status")
            const last = before.at(-1)?.sequence
            assert.equal(resumed.lastEventID, last ? `${TURN}.${last}` : undefined, `${kind} ${at}`)
            assert.equal(resumed.method, "GET", "the head named the turn, so it is only read")
        }
    }
})

test("reads of a few bytes each, and a cut after every hundred, lose and repeat nothing", async () => {
    for (const bytesPerRead of [1, 3, 7, 64]) {
        for (const joins of [false, true]) {
            const faults = Array.from({ length: 9 }, (_, number) => `cut ${150 + 90 * (number % 3)}`)
            const run = await finished({ faults, prepare: ({ kaya }) => Object.assign(kaya, { bytesPerRead, joins }) })
            assert.ok(run.kaya.requests.length > 2)
        }
    }
})

test("cuts on EventSource are read on with a new one from the last number", async () => {
    const length = new ScriptedKaya(log).bytes(0).length
    for (let at = 0; at < length; at += 13) {
        const run = await finished({ rung: "events", faults: [undefined, `cut ${at}`] })
        const [, , second] = run.kaya.requests
        assert.match(second.path, /\?from=\d+$/)
        assert.ok(run.world.sources.every(({ readyState }) => readyState === 2))
    }
})

test("the answer grows on every rung as its log does, whichever pieces it comes in", async () => {
    for (const rung of RUNGS.slice(2)) {
        for (const joins of [false, true]) {
            const run = opened({ rung, prepare: ({ kaya }) => Object.assign(kaya, { written: 1, joins }) })
            for (let written = 1; written <= log.length; written += 1) {
                run.kaya.written = written
                await run.world.pass(2_000)
            }
            assert.deepEqual(run.outcome, { ended: true })
            checkWhole(run, rung)
            assert.ok(run.events.length > 5, `${rung}: ${run.events.length} events`)
        }
    }
})

test("one question has one effect, whatever happens to the request that asks it", async () => {
    const broken = [
        "refuse",
        "hang",
        "html",
        "cut 0",
        "break 0",
        "mute",
        () => page(502),
        () => refusal(500, "internal"),
    ]
    for (const first of broken) {
        for (const second of broken) {
            const run = opened({ faults: [first, second] })
            await run.world.pass(200_000)
            checkWhole(run, `${first}, ${second}`)
            const bodies = new Set(
                run.kaya.requests.filter(({ body }) => body).map(({ body }) => JSON.stringify(body)),
            )
            assert.deepEqual([...bodies], [JSON.stringify(asking.body)])
        }
    }
})

test("a mute stream is left for the next rung after three seconds, and the network remembered", async () => {
    const run = opened({ faults: ["mute"] })
    await run.world.pass(2_999)
    assert.deepEqual(steps(run), [])
    await run.world.pass(1)
    await run.done
    assert.deepEqual(steps(run), ["events: mute"])
    checkWhole(run)
    assert.match(run.world.kept.get("kaya-rung "), /"rung":"events"/)

    const next = opened({
        prepare: ({ world }) => world.kept.set("kaya-rung ", JSON.stringify({ rung: "events", at: world.time })),
    })
    await next.done
    assert.deepEqual(next.kaya.seen, [post, `GET ${events}?from=0`])
    const later = opened({
        prepare: ({ world }) =>
            world.kept.set("kaya-rung ", JSON.stringify({ rung: "events", at: world.time - 900_000 })),
    })
    await later.done
    assert.deepEqual(later.kaya.seen, [post])
})

test("every rung that is mute is left, down to short answers", async () => {
    const run = await finished({ faults: ["mute", "mute", "hang"] })
    assert.deepEqual(steps(run), ["events: mute", "poll: mute", "plain: blocked"])
})

test("a stream that stalls is shown, read on, and left when it stalls again", async () => {
    const run = opened({ faults: ["stall 200", "stall 200"] })
    await run.world.pass(11_999)
    assert.deepEqual(run.states, ["connecting", "open"])
    await run.world.pass(1)
    assert.equal(run.states.at(-1), "stalled")
    await run.world.pass(13_000)
    assert.deepEqual(run.states.slice(2), ["stalled", "resuming", "open"])
    assert.equal(run.kaya.requests.length, 2)
    await run.world.pass(25_000)
    await run.done
    assert.deepEqual(steps(run), ["events: stall"])
    checkWhole(run)
})

test("a stream that ends twice without a byte was swallowed on its way, and is left", async () => {
    assert.deepEqual(steps(await finished({ faults: ["cut 0"] })), [])
    assert.deepEqual(steps(await finished({ faults: ["cut 0", "cut 0"] })), ["events: cut"])
    assert.deepEqual(steps(await finished({ faults: ["break 0", "break 0"] })), [])
})

test("three cuts within two seconds leave the rung", async () => {
    const run = await finished({ faults: ["cut 9", "cut 9", "cut 9"] })
    assert.deepEqual(steps(run), ["events: cut"])
})

test("a proxy's page instead of a stream leaves the rung only where Kaya answers otherwise", async () => {
    assert.deepEqual(steps(await finished({ faults: ["html"] })), ["events: blocked"])
    const captive = await finished({ faults: ["html", "html"], prepare: ({ kaya }) => kaya.isHealthy = false })
    assert.deepEqual(steps(captive), [])
    const always = opened({ faults: Array(50).fill("html") })
    await always.world.pass(200_000)
    assert.equal(always.outcome.problem.code, "unexpected-answer")
    assert.equal(always.world.leftovers, 0)
})

test("a server that is gone is waited for, with growing delays, on the same rung", async () => {
    const run = await finished({
        faults: ["cut 300", ...Array(7).fill("refuse")],
        prepare: ({ kaya }) => kaya.isHealthy = false,
    })
    assert.deepEqual(steps(run), [])
    const waits = run.traces.filter(({ kind }) => kind === "wait").map(({ ms }) => ms)
    assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
    assert.equal(run.kaya.requests.filter(({ method }) => method === "POST").length, 1)
})

test("a server that stays gone ends in a problem, not in waiting forever", async () => {
    const run = opened({ faults: Array(100).fill("refuse"), prepare: ({ kaya }) => kaya.isHealthy = false })
    await run.world.pass(300_000)
    assert.equal(run.outcome.problem.code, "offline")
    assert.equal(run.world.leftovers, 0)
})

test("a rung whose connections never succeed is left when the server answers otherwise", async () => {
    const run = await finished({ faults: ["refuse", "refuse", "refuse"] })
    assert.deepEqual(steps(run), ["events: blocked"])
})

test("offline waits for the network and goes on the moment it is back", async () => {
    const run = opened({ faults: ["break 250"], prepare: ({ world }) => world.isOnline = false })
    await run.world.pass(100)
    assert.equal(run.states.at(-1), "offline")
    await run.world.pass(20_000)
    assert.equal(run.kaya.requests.length, 1)
    run.world.connect(true)
    await run.world.pass(0)
    assert.equal(run.kaya.requests.length, 2)
    checkWhole(run)
    assert.deepEqual(run.states.filter((state) => state !== "open"), ["connecting", "offline", "resuming"])
})

test("a wait ends early when the network is back or the page is looked at again", async () => {
    for (const news of [(world) => world.connect(true), (world) => world.show(true)]) {
        const run = opened({ faults: ["refuse", "refuse", "refuse"], prepare: ({ kaya }) => kaya.isHealthy = false })
        await run.world.pass(500)
        assert.equal(run.kaya.requests.length, 3)
        news(run.world)
        await run.world.pass(0)
        checkWhole(run)
    }
})

test("a hidden page raises no alarm, and looks at once when it is shown again", async () => {
    const run = opened({ faults: ["stall 200"] })
    await run.world.pass(100)
    run.world.show(false)
    await run.world.pass(600_000)
    assert.equal(run.kaya.requests.length, 1)
    run.world.show(true)
    await run.world.pass(0)
    checkWhole(run)
    assert.deepEqual(steps(run), [])
    assert.ok(run.traces.some(({ kind }) => kind === "slept"))
})

test("a machine that wakes first takes the bytes that lie waiting", async () => {
    let send
    const slow = () => {
        const bytes = new ScriptedKaya(log).bytes(0)
        const body = new ReadableStream({
            start(controller) {
                controller.enqueue(bytes.slice(0, 200))
                send = () => {
                    controller.enqueue(bytes.slice(200))
                    controller.close()
                }
            },
        })
        return new Response(body, { headers: { "Content-Type": "text/event-stream", "Stream-Id": TURN } })
    }
    const run = opened({ faults: [slow] })
    await run.world.pass(100)
    await run.world.sleep(3_600_000)
    assert.equal(run.kaya.requests.length, 1)
    send()
    await run.world.pass(0)
    assert.equal(run.kaya.requests.length, 1)
    checkWhole(run)
})

test("a machine that wakes to silence reads on after three seconds and blames no rung", async () => {
    const run = opened({ faults: ["stall 200", "stall 200"] })
    for (let nap = 0; nap < 2; nap += 1) {
        await run.world.pass(100)
        await run.world.sleep(3_600_000)
        await run.world.pass(3_000)
    }
    await run.done
    checkWhole(run)
    assert.deepEqual(steps(run), [])
})

test("a refusal ends with the server's problem", async () => {
    for (
        const [status, code] of [[409, "duplicate-request"], [413, "too-large"], [422, "invalid-field"], [
            404,
            "not-found",
        ], [403, "forbidden"]]
    ) {
        const run = opened({ faults: [() => refusal(status, code)] })
        await run.world.pass(0)
        assert.equal(run.outcome.problem.code, code)
        assert.deepEqual([run.kaya.requests.length, run.world.leftovers], [1, 0])
    }
})

test("an expired token is renewed once, also in mid-answer", async () => {
    const expired = () => refusal(401, "unauthorized")
    const asked = []
    const authorization = ({ refresh = false } = {}) => {
        asked.push(refresh)
        return Promise.resolve(asked.includes(true) ? "Bearer new" : "Bearer old")
    }
    const run = await finished({ faults: ["cut 300", expired], authorization })
    assert.deepEqual(run.kaya.requests.map(({ headers }) => headers.Authorization), [
        "Bearer old",
        "Bearer old",
        "Bearer new",
    ])
    assert.deepEqual(asked, [false, false, true])
    const refused = opened({ faults: [expired, expired], authorization })
    await refused.world.pass(0)
    assert.equal(refused.outcome.problem.code, "unauthorized")
    assert.equal(refused.kaya.requests.length, 2)
})

test("Retry-After is waited for, in the body or in the header, and not forever", async () => {
    for (
        const busy of [
            () => refusal(503, "overloaded", { retryAfter: 7 }),
            () => refusal(429, "rate-limited", {}, { "Retry-After": "7" }),
        ]
    ) {
        const run = opened({ faults: [busy] })
        await run.world.pass(6_999)
        run.world.show(true)
        await run.world.pass(0)
        assert.equal(run.kaya.requests.length, 1)
        await run.world.pass(1)
        checkWhole(run)
        const never = opened({ faults: Array(50).fill(busy) })
        await never.world.pass(300_000)
        assert.equal(never.kaya.requests.length, 7)
        assert.equal(never.outcome.problem.retryAfter, 7)
        assert.deepEqual(steps(never), [])
    }
})

test("a lost stream is read as it was stored, once, or ends with that problem", async () => {
    const lost = () => refusal(404, "stream-lost")
    const stored = { id: TURN, state: "finished", text: words.join(""), sources: [], finish: "interrupted" }
    const run = opened({ faults: ["cut 300", lost], prepare: ({ kaya }) => kaya.stored = stored })
    await run.world.pass(0)
    assert.deepEqual(run.outcome, { ended: true })
    assert.deepEqual([run.events.at(-1).data.finish, run.events.at(-1).data.fullText], ["interrupted", words.join("")])
    const gone = opened({ faults: ["cut 300", lost] })
    await gone.world.pass(0)
    assert.equal(gone.outcome.problem.code, "stream-lost")
    assert.equal(gone.kaya.seen.at(-1), `GET /api/turns/${TURN}`)
    assert.equal(gone.kaya.requests.length, 3)
})

test("a turn that runs is read without asking, from any position, on every rung", async () => {
    for (const rung of RUNGS) {
        const whole = await finished({ rung, start: { turn: TURN, after: 0 } })
        assert.equal(whole.kaya.asked.size, 0)
        for (let after = 1; after <= log.length; after += 1) {
            const run = opened({ rung, start: { turn: TURN, after } })
            await run.world.pass(0)
            assert.deepEqual(run.outcome, { ended: true }, `${rung} after ${after}`)
            assert.equal(run.events.at(-1).data.fullText, words.join(""))
            assert.equal(run.world.leftovers, 0)
        }
    }
})

test("outside of conversations a turn is asked and read on each rung as well", async () => {
    for (const rung of RUNGS) {
        const run = await finished({ rung, start: { simple: { q: "Was brauche ich?", requestId: "r-1" } } })
        assert.equal(run.kaya.seen[0], "POST /chat/stream")
    }
})

test("a server that speaks only the simple dialect is understood, and read on with its own ids", async () => {
    const id = (sequence) => `id: ${TURN}.${sequence}`
    const frames = `${id(5)}\ndata: {"text":"Guten "}\n\n: \n\n${id(6)}\ndata: {"text":"Tag"}\n\n`
    const end = `${id("7.end")}\ndata: {"done":true,"fullText":"Guten Tag","finish":"stop"}\n\n`
    const stream = (text) => () => new Response(text, { headers: { "Content-Type": "text/event-stream" } })
    const run = opened({ start: { simple: { q: "Hallo", requestId: "r-1" } }, faults: [stream(frames), stream(end)] })
    await run.world.pass(0)
    assert.deepEqual(run.outcome, { ended: true })
    assert.deepEqual(run.events.map(({ type, sequence }) => `${type} ${sequence}`), [
        "answer.delta 5",
        "answer.delta 6",
        "turn.finished 7",
    ])
    assert.equal(run.kaya.seen[1], `GET ${events} ${TURN}.6`)
})

test("a turn that failed ends the reading like one that succeeded", async () => {
    const problem = { code: "upstream-cut", title: "t", detail: "d", retryable: true }
    const failed = [...log.slice(0, 6), { type: "turn.failed", data: { problem, partialText: "Für die Zulassung" } }]
    const run = opened({ prepare: ({ kaya }) => Object.assign(kaya, { log: failed, written: failed.length }) })
    await run.world.pass(0)
    assert.deepEqual(run.outcome, { ended: true })
    assert.deepEqual(run.events.at(-1), { ...failed.at(-1), sequence: 7, isLast: true })
})

test("a refusal that EventSource gets as a stream is read properly on the next rung", async () => {
    const frame =
        `id: 9Qm2Zr0cT1bYw8KpXe5LdA.1.end\ndata: {"error":"Bitte anmelden.","code":"unauthorized","retryable":false}\n\n`
    const hidden = () => new Response(frame, { headers: { "Content-Type": "text/event-stream" } })
    const run = await finished({ faults: ["mute", hidden] })
    assert.deepEqual(steps(run), ["events: mute", "poll: blocked"])
})

test("aborting at any moment leaves nothing running", async () => {
    const faults = [
        "refuse",
        "cut 100",
        "stall 300",
        "mute",
        undefined,
        "stall 100",
        () => refusal(503, "overloaded", { retryAfter: 5 }),
        "hang",
    ]
    for (const rung of [null, ...RUNGS]) {
        for (let moment = 0; moment <= 70_000; moment += 1_900) {
            const run = opened({ faults, rung, prepare: ({ kaya }) => kaya.written = 5 })
            await run.world.pass(moment)
            run.abort.abort()
            await calm()
            assert.deepEqual(run.outcome, { aborted: true }, `${rung} ${moment}`)
            assert.equal(run.world.leftovers, 0, `${rung} ${moment}`)
            const count = run.kaya.requests.length
            await run.world.pass(100_000)
            assert.equal(run.kaya.requests.length, count, `${rung} ${moment}`)
        }
    }
})

test("a signal that was aborted before sends nothing", async () => {
    const run = opened({ prepare: ({ abort }) => abort.abort() })
    await run.world.pass(0)
    assert.deepEqual([run.outcome, run.kaya.requests.length, run.world.leftovers], [{ aborted: true }, 0, 0])
})

test("a browser that cannot read streams goes on with EventSource, one without that with polls", async () => {
    const unreadable = () => {
        const response = new Response("", { headers: { "Content-Type": "text/event-stream", "Stream-Id": TURN } })
        return Object.defineProperty(response, "body", { value: null })
    }
    assert.deepEqual(steps(await finished({ faults: [unreadable] })), ["events: unavailable"])
    const older = await finished({ faults: [unreadable], prepare: ({ world }) => world.EventSource = null })
    assert.deepEqual(steps(older), ["poll: unavailable"])
})

test("a frame that is no JSON is read again, not skipped", async () => {
    const torn = () =>
        new Response(`id: ${TURN}.1\nevent: turn.started\ndata: {"tu\n\n`, {
            headers: { "Content-Type": "text/event-stream", "Stream-Id": TURN },
        })
    await finished({ faults: [torn] })
})

test("a question without a name of its own is not sent", async () => {
    await assert.rejects(
        openTurn({ start: { conversation: "c", body: { q: "?" } }, world: new ScriptedWorld(null) }),
        TypeError,
    )
})

test("traces tell the story of a turn", async () => {
    const run = await finished({ faults: ["mute", "cut 300"], wantsFrames: () => true })
    const story = run.traces.map(({ kind }) => kind).filter((kind) =>
        !["bytes", "event", "frame", "gap"].includes(kind)
    )
    assert.deepEqual(story, [
        "start",
        "attempt",
        "head",
        "mute",
        "step-down",
        "attempt",
        "head",
        "cut",
        "attempt",
        "head",
        "end",
    ])
    assert.ok(run.traces.every(({ at }) => at >= 1_000_000))
    assert.ok(run.traces.some(({ kind, text }) => kind === "frame" && text.includes("answer.delta")))
    assert.ok((await finished()).traces.every(({ kind }) => kind !== "frame"))
    const polled = await finished({
        rung: "poll",
        faults: [undefined, () => json({ events: [], next: 0, ended: false })],
    })
    assert.deepEqual(polled.traces.filter(({ kind }) => kind === "attempt").map(({ rung }) => rung), [
        "poll",
        "poll",
        "poll",
    ])
})
