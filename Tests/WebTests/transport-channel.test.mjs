import assert from "node:assert/strict"
import { test } from "node:test"
import { RUNGS } from "../../Web/transport/ladder.js"
import { asking, checkWhole, events, finished, log, opened, post, textOf, words } from "./transport-opened.mjs"
import { page, refusal, ScriptedKaya, TURN } from "./transport-world.mjs"

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

test("a turn that runs is read without asking, from any position, on every rung", async () => {
    for (const rung of RUNGS) {
        const whole = await finished({ rung, start: { turn: TURN, after: 0 } })
        assert.equal(whole.kaya.asked.size, 0)
        for (let after = 1; after <= log.length; after += 1) {
            const run = opened({ rung, start: { turn: TURN, after } })
            await run.world.pass(0)
            assert.deepEqual(run.outcome, { ended: true }, `${rung} after ${after}`)
            assert.equal(run.events.at(-1).data.fullText, words.join(""))
            const rest = log.slice(after).filter(({ type }) => type === "answer.delta").map(({ data }) => data.text)
            assert.equal(textOf(run.events), rung === "plain" ? "" : rest.join(""), `${rung} after ${after}`)
            assert.equal(run.world.leftovers, 0)
        }
    }
})

test("outside of conversations a turn is asked and read on each rung as well", async () => {
    for (const rung of RUNGS) {
        const run = await finished({ rung, start: { simple: { q: "Was brauche ich?", requestId: "r-1" } } })
        assert.equal(run.kaya.seen[0], "POST /chat/stream")
        const [{ body, headers }] = run.kaya.requests
        assert.deepEqual(body, { q: "Was brauche ich?", requestId: "r-1", dialect: "rich" })
        // Exactly text/event-stream would be an EventSource's, which is told no status.
        assert.equal(headers.Accept, "text/event-stream, application/problem+json")
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

test("which turn it is, is told once, before anything of it, also where its first events are lost", async () => {
    for (const rung of RUNGS) {
        const told = []
        const onEvent = (event) => told.push(event.type)
        const run = opened({ rung, onTurn: (turn) => told.push(turn), onEvent, faults: ["cut 0", "cut 900"] })
        await run.world.pass(200_000)
        assert.deepEqual([told[0], told.lastIndexOf(TURN)], [TURN, 0], rung)
    }
    const late = `id: ${TURN}.9.end\nevent: turn.finished\ndata: {"finish":"interrupted","fullText":"Guten"}\n\n`
    const unnamed = () => new Response(late, { headers: { "Content-Type": "text/event-stream" } })
    const told = []
    const run = opened({ faults: [unnamed], onTurn: (turn) => told.push(turn) })
    await run.world.pass(0)
    assert.deepEqual([run.outcome, told], [{ ended: true }, [TURN]])
})

test("a heartbeat is a sign of life and no event", async () => {
    const beat = "event: ping\ndata: {}\n\n: \n\n"
    const alive = () => {
        const text = new TextDecoder().decode(new ScriptedKaya(log).bytes(0))
        return new Response(text.replaceAll("id:", `${beat}id:`), { headers: { "Content-Type": "text/event-stream" } })
    }
    const run = await finished({ faults: [alive] })
    assert.equal(run.traces.filter(({ kind }) => kind === "heartbeat").length, log.length - 2)
})
