import assert from "node:assert/strict"
import { test } from "node:test"
import { checkWhole, events, finished, log, opened, post, refused, steps } from "./transport-opened.mjs"
import { json, page, ScriptedKaya, TURN } from "./transport-world.mjs"

test("a mute stream is left for short answers after three seconds, and the network remembered", async () => {
    const run = opened({ faults: ["mute"] })
    await run.world.pass(2_999)
    assert.deepEqual(steps(run), [])
    await run.world.pass(1)
    await run.done
    assert.deepEqual(steps(run), ["poll: mute"])
    checkWhole(run)
    assert.match(run.world.kept.get("kaya-rung "), /"rung":"poll"/)

    const next = opened({
        prepare: ({ world }) => world.kept.set("kaya-rung ", JSON.stringify({ rung: "poll", at: world.time })),
    })
    await next.done
    assert.deepEqual(next.kaya.seen, [post, `GET ${events}?live=poll&from=0`])
    const later = opened({
        prepare: ({ world }) =>
            world.kept.set("kaya-rung ", JSON.stringify({ rung: "poll", at: world.time - 900_000 })),
    })
    await later.done
    assert.deepEqual(later.kaya.seen, [post])
})

test("a rung that was not stepped down to is not remembered anew", async () => {
    assert.equal((await finished()).world.kept.size, 0)
    const at = 999_000
    const recalled = await finished({
        prepare: ({ world }) => world.kept.set("kaya-rung ", JSON.stringify({ rung: "poll", at })),
    })
    assert.equal(JSON.parse(recalled.world.kept.get("kaya-rung ")).at, at)
})

test("every rung that is mute is left, down to short answers", async () => {
    const run = await finished({ faults: ["mute", "hang"] })
    assert.deepEqual(steps(run), ["poll: mute", "plain: blocked"])
})

test("behind a proxy that gives answers only when they are whole, the first words are there after three seconds", async () => {
    const run = opened({ faults: ["hang"], prepare: ({ kaya }) => kaya.written = 5 })
    await run.world.pass(2_999)
    assert.deepEqual(run.events, [])
    await run.world.pass(1)
    assert.deepEqual(steps(run), ["poll: blocked"])
    assert.ok(run.events.some(({ type }) => type === "answer.delta"))
    run.abort.abort()
    await run.done
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
    assert.deepEqual(steps(run), ["poll: stall"])
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

test("an EventSource that has nothing to say is given the time of a heartbeat", async () => {
    const run = opened({
        rung: "events",
        start: { turn: TURN, after: 6 },
        prepare: ({ kaya }) => kaya.written = 6,
        faults: ["stall 21"],
    })
    await run.world.pass(11_000)
    assert.equal(run.kaya.requests.length, 1)
    run.kaya.written = log.length
    await run.world.pass(1_000)
    assert.deepEqual(run.outcome, { ended: true })
})

test("a proxy's errors are waited for on the same rung", async () => {
    const run = await finished({ faults: ["cut 300", () => page(502), () => page(504)] })
    assert.deepEqual([steps(run), run.kaya.requests.length], [[], 4])
})

test("a connection that lived for a while is followed by the next at once, however often", async () => {
    const lived = (world) => () =>
        new Response(
            new ReadableStream({
                start(controller) {
                    controller.enqueue(new TextEncoder().encode(": ok\n\n"))
                    world.setTimeout(() => controller.error(new TypeError("connection lost")), 10_000)
                },
            }),
            { headers: { "Content-Type": "text/event-stream", "Stream-Id": TURN } },
        )
    const run = await finished({ prepare: ({ kaya, world }) => kaya.faults = Array(30).fill(lived(world)) }, 400_000)
    assert.deepEqual(run.traces.filter(({ kind }) => kind === "wait"), [])
    assert.equal(run.kaya.requests.length, 31)
})

test("a proxy's page instead of a stream leaves the rung only where Kaya answers otherwise", async () => {
    assert.deepEqual(steps(await finished({ faults: ["html"] })), ["events: blocked"])
    for (const foreign of [() => page(403), () => json({ message: "blocked" }, 403), () => json(null, 407)]) {
        assert.deepEqual(steps(await finished({ faults: [foreign] })), ["events: blocked"])
    }
    assert.deepEqual(steps(await finished({ rung: null, faults: ["mute", "html"] })), [
        "poll: mute",
        "plain: blocked",
    ])
    const captive = await finished({
        faults: ["html", "html"],
        prepare: ({ kaya }) => kaya.health = () => Promise.resolve(page(200)),
    })
    assert.deepEqual(steps(captive), [])
    const always = opened({ faults: Array(50).fill("html") })
    await always.world.pass(200_000)
    assert.equal(always.outcome.problem.code, "unexpected-answer")
    assert.equal(always.world.leftovers, 0)
})

test("a server that is gone is waited for, with growing delays, on the same rung", async () => {
    const run = await finished({
        faults: ["cut 300", ...Array(7).fill("refuse")],
        prepare: ({ kaya }) => kaya.health = refused,
    })
    assert.deepEqual(steps(run), [])
    const waits = run.traces.filter(({ kind }) => kind === "wait").map(({ ms }) => ms)
    assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
    assert.equal(run.kaya.requests.filter(({ method }) => method === "POST").length, 1)
})

test("a server that stays gone ends in a problem, not in waiting forever", async () => {
    const run = opened({ faults: Array(100).fill("refuse"), prepare: ({ kaya }) => kaya.health = refused })
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
        const run = opened({ faults: ["refuse", "refuse", "refuse"], prepare: ({ kaya }) => kaya.health = refused })
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

test("a silent connection is read on the moment the network is back", async () => {
    const run = opened({ faults: ["stall 200"] })
    await run.world.pass(12_000)
    run.world.connect(true)
    await run.world.pass(0)
    checkWhole(run)
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

test("a browser that cannot read streams goes on with EventSource, one without that with polls", async () => {
    const unreadable = () => {
        const response = new Response("", { headers: { "Content-Type": "text/event-stream", "Stream-Id": TURN } })
        return Object.defineProperty(response, "body", { value: null })
    }
    assert.deepEqual(steps(await finished({ faults: [unreadable] })), ["events: unavailable"])
    const older = await finished({ faults: [unreadable], prepare: ({ world }) => world.EventSource = null })
    assert.deepEqual(steps(older), ["poll: unavailable"])
    const forced = opened({ rung: "stream", faults: [unreadable] })
    await forced.world.pass(0)
    assert.equal(forced.outcome.problem.code, "unexpected-answer")
})
