import assert from "node:assert/strict"
import { test } from "node:test"
import { openTurn } from "../../Web/transport/turn-channel.js"
import { RUNGS } from "../../Web/transport/ladder.js"
import { checkWhole, finished, log, opened, steps, words } from "./transport-opened.mjs"
import { calm, json, refusal, ScriptedKaya, ScriptedWorld, TURN } from "./transport-world.mjs"

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
    assert.deepEqual([run.kaya.requests.length, run.world.leftovers], [3, 0])
    assert.equal(run.kaya.seen.at(-1), `GET /api/turns/${TURN}`)
    const gone = opened({ faults: ["cut 300", lost] })
    await gone.world.pass(0)
    assert.equal(gone.outcome.problem.code, "stream-lost")
    assert.equal(gone.kaya.seen.at(-1), `GET /api/turns/${TURN}`)
    assert.equal(gone.kaya.requests.length, 3)
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
    const remembered = ({ world }) => world.kept.set("kaya-rung ", JSON.stringify({ rung: "events", at: world.time }))
    const run = await finished({ faults: [undefined, hidden], prepare: remembered })
    assert.deepEqual(steps(run), ["poll: blocked"])
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

test("aborting while the server is looked for leaves nothing running", async () => {
    const run = opened({
        faults: ["html"],
        prepare: ({ kaya }) => kaya.health = (signal) => kaya.untilAborted(signal),
    })
    await run.world.pass(100)
    run.abort.abort()
    await calm()
    assert.deepEqual([run.outcome, run.world.leftovers], [{ aborted: true }, 0])
})

test("a signal that was aborted before sends nothing", async () => {
    const run = opened({ prepare: ({ abort }) => abort.abort() })
    await run.world.pass(0)
    assert.deepEqual([run.outcome, run.kaya.requests.length, run.world.leftovers], [{ aborted: true }, 0, 0])
})

test("a frame that is no JSON is read again, not skipped", async () => {
    const torn = () =>
        new Response(`id: ${TURN}.1\nevent: turn.started\ndata: {"tu\n\n`, {
            headers: { "Content-Type": "text/event-stream", "Stream-Id": TURN },
        })
    await finished({ faults: [torn] })
    const tornBetween = () => {
        const text = new TextDecoder().decode(new ScriptedKaya(log).bytes(0))
        return new Response(text.replace('data: {"text":"eine', 'data: {"text":eine'), {
            headers: { "Content-Type": "text/event-stream", "Stream-Id": TURN },
        })
    }
    await finished({ faults: [tornBetween] })
})

test("a question without a name of its own is not sent", async () => {
    await assert.rejects(
        openTurn({ start: { conversation: "c", body: { q: "?" } }, world: new ScriptedWorld(null) }),
        TypeError,
    )
})

test("traces tell the story of a turn", async () => {
    const run = await finished({ faults: ["cut 300", "mute"], wantsFrames: () => true })
    const story = run.traces.map(({ kind }) => kind).filter((kind) =>
        !["bytes", "event", "frame", "gap"].includes(kind)
    )
    assert.deepEqual(story, [
        "start",
        "attempt",
        "head",
        "cut",
        "attempt",
        "head",
        "mute",
        "step-down",
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
