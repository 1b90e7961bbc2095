import assert from "node:assert/strict"
import { test } from "node:test"
import { ProblemError } from "../../Web/client/problem-error.js"
import { asked, scene } from "./client-scene.mjs"
import { head, kept, OTHER_TURN, settle, TURN } from "./client-world.mjs"

test("a question is in the snapshot at once, and goes into a conversation that is begun for it", async () => {
    const { chat, transport, last } = scene()
    const key = chat.ask("Was kostet das?")
    assert.match(key, /^[A-Za-z0-9_-]{22,}$/)
    assert.deepEqual([last().question, last().state, last().key, last().id], ["Was kostet das?", "sending", key, null])
    assert.equal(chat.getSnapshot().running, last())
    await settle()
    assert.deepEqual(transport.last.start, {
        conversation: "conversation-1",
        body: { q: "Was kostet das?", requestId: key },
    })
    assert.equal(transport.last.options.base, "https://chat.example.org")
    assert.equal(chat.getSnapshot().conversation.id, "conversation-1")
})

test("who wants plain language says so with every question, from then on", async () => {
    let style = "standard"
    const { chat, transport } = scene("conversation", { style: () => style })
    chat.ask("Eins?")
    await settle()
    assert.equal("style" in transport.last.start.body, false)
    style = "plain"
    chat.ask("Zwei?")
    await settle()
    assert.equal(transport.last.start.body.style, "plain")
})

test("an answer grows in the snapshot and ends with the server's text", async () => {
    const { chat, transport, last } = await asked()
    transport.last.say("answer.delta", { text: "Zwanzig " })
    transport.last.say("answer.delta", { text: "Euro" })
    assert.deepEqual([last().id, last().state, last().text], [TURN, "writing", "Zwanzig Euro"])
    await transport.last.finish({ finish: "stop", fullText: "Zwanzig Euro." })
    assert.deepEqual([last().state, last().text, last().generation], ["done", "Zwanzig Euro.", 0])
    assert.equal(chat.getSnapshot().running, null)
})

test("two questions at once begin one conversation", async () => {
    const { chat, server, transport } = scene()
    chat.ask("Eins?")
    chat.ask("Zwei?")
    await settle()
    assert.equal(server.count("create"), 1)
    assert.deepEqual(transport.opened.map(({ start }) => start.conversation), ["conversation-1", "conversation-1"])
})

test("no two request ids are alike", () => {
    const { chat } = scene()
    const ids = new Set(Array.from({ length: 500 }, () => chat.ask("Was?")))
    assert.equal(ids.size, 500)
})

test("a question that cannot be sent stays, says why, and is sent once more with the same request id", async () => {
    const { chat, server, transport, last } = scene()
    server.failing.create = new ProblemError({ code: "offline", retryable: true })
    const key = chat.ask("Was kostet das?")
    await settle()
    assert.deepEqual([last().state, last().problem.code, last().question], ["failed", "offline", "Was kostet das?"])
    assert.equal(chat.getSnapshot().running, null)
    delete server.failing.create
    assert.equal(chat.retry(key), key)
    assert.deepEqual([last().state, last().problem], ["sending", null])
    await settle()
    await transport.last.end({
        problem: { code: "rate-limited", title: "Zu viele Fragen", retryable: true, retryAfter: 7 },
    })
    assert.deepEqual([last().state, last().problem.retryAfter], ["failed", 7])
    chat.retry(key)
    await settle()
    assert.deepEqual(transport.opened.map(({ start }) => start.body.requestId), [key, key])
    assert.equal(chat.getSnapshot().turns.length, 1)
})

test("what a transport throws becomes a problem of the turn", async () => {
    const { chat, transport, last } = scene()
    transport.open = undefined
    chat.place.open = () => Promise.reject(new Error("a fault"))
    chat.ask("Was?")
    await settle()
    assert.deepEqual([last().state, last().problem.code], ["failed", "internal"])
})

test("a question that could not be sent can be taken out of view, one that was sent cannot", async () => {
    const { chat, server } = scene()
    server.failing.create = new ProblemError({ code: "offline", retryable: true })
    const lost = chat.ask("Eins?")
    await settle()
    delete server.failing.create
    const sent = chat.ask("Zwei?")
    chat.discard(sent)
    chat.discard(lost)
    assert.deepEqual(chat.getSnapshot().turns.map(({ key }) => key), [sent])
})

test("stop asks the server to stop and keeps exactly the text that it says", async () => {
    const { chat, server, transport, last } = await asked()
    transport.last.say("answer.delta", { text: "Zwanzig Eu" })
    chat.stop()
    await settle()
    transport.last.say("answer.delta", { text: "ro" })
    await settle()
    assert.deepEqual(server.calls.filter(([name]) => name === "cancel"), [["cancel", TURN]])
    assert.deepEqual([last().state, last().isStopping], ["writing", true])
    await transport.last.finish({ finish: "stopped", fullText: "Zwanzig Euro" })
    assert.deepEqual([last().state, last().isStopping, last().text], ["stopped", false, "Zwanzig Euro"])
})

test("a stop before the turn has a name is remembered and sent as soon as it has one", async () => {
    const { chat, server, transport } = scene()
    chat.ask("Was?")
    await settle()
    chat.stop()
    await settle()
    assert.equal(server.count("cancel"), 0)
    transport.last.started()
    await settle()
    assert.deepEqual(server.calls.filter(([name]) => name === "cancel"), [["cancel", TURN]])
})

test("a turn whose first event never came has its name all the same, and can be stopped and rated", async () => {
    const { chat, server, transport, last } = scene()
    const key = chat.ask("Was?")
    await settle()
    transport.last.name()
    assert.deepEqual([last().id, last().state], [TURN, "waiting"])
    chat.stop()
    await settle()
    assert.deepEqual(server.calls.filter(([name]) => name === "cancel"), [["cancel", TURN]])
    await transport.last.finish({ finish: "interrupted", fullText: "Ja" })
    await chat.rate(key, { rating: "up" })
    assert.equal(server.count("rate"), 1)
})

test("a stop before anything is sent sends nothing", async () => {
    const { chat, server, transport, last } = scene()
    let go
    server.held.create = new Promise((resolve) => (go = resolve))
    const key = chat.ask("Was?")
    chat.stop()
    go()
    await settle()
    assert.deepEqual([last().state, transport.opened.length], ["stopped", 0])
    chat.repeat(key)
    await settle()
    assert.equal(transport.last.start.body.q, "Was?")
})

test("a stop that does not get through is sent again until the answer has ended", async () => {
    const { chat, server, transport, world } = await asked()
    server.failing.cancel = new ProblemError({ code: "offline", retryable: true })
    chat.stop()
    await settle()
    await world.pass(3_000)
    assert.equal(server.count("cancel"), 3)
    delete server.failing.cancel
    await world.pass(10_000)
    assert.equal(server.count("cancel"), 4)
    await transport.last.finish({ finish: "stopped", fullText: "" })
    await world.pass(60_000)
    assert.equal(server.count("cancel"), 4)
})

test("continuing and repeating are turns of their own that say so", async () => {
    const { chat, transport, last, key } = await asked()
    await transport.last.finish({ finish: "interrupted", fullText: "Zwanzig" })
    const continued = chat.continueAnswer(key)
    await settle()
    assert.deepEqual(transport.last.start.body, { continues: TURN, requestId: continued })
    assert.deepEqual([last().continues, last().repeats, last().question], [TURN, null, "Was kostet das?"])
    const repeated = chat.repeat(key)
    await settle()
    assert.deepEqual(transport.last.start.body, { repeats: TURN, requestId: repeated })
    assert.deepEqual([last().continues, last().repeats], [null, TURN])
})

test("a rating is shown at once, and not any more when it cannot be kept", async () => {
    const { chat, server, transport, last, key } = await asked()
    await transport.last.finish({ finish: "stop", fullText: "Ja" })
    await chat.rate(key, { rating: "up" })
    assert.deepEqual(last().feedback, { rating: "up" })
    server.failing.rate = new ProblemError({ code: "offline", retryable: true })
    const rating = chat.rate(key, { rating: "down" })
    assert.deepEqual(last().feedback, { rating: "down" })
    await assert.rejects(rating, ProblemError)
    assert.deepEqual(last().feedback, { rating: "up" })
})

test("an answer that cannot be read to its end is what the server keeps of it", async () => {
    const { server, transport, last } = await asked()
    transport.last.say("answer.delta", { text: "Zwan" })
    server.turns.set(TURN, kept(TURN, { text: "Zwanzig Euro" }))
    await transport.last.end({ problem: { code: "stream-lost", retryable: true } })
    assert.deepEqual([last().state, last().text, last().generation], ["done", "Zwanzig Euro", 0])
})

test("where nothing is kept of it, what was read stays, with the reason", async () => {
    const { server, transport, last, chat, key } = await asked()
    transport.last.say("answer.delta", { text: "Zwan" })
    server.failing.turn = new ProblemError({ code: "not-found" }, { status: 404 })
    await transport.last.end({ problem: { code: "stream-lost", retryable: true } })
    assert.deepEqual([last().state, last().text, last().problem.code], ["failed", "Zwan", "stream-lost"])
    chat.retry(key)
    await settle()
    assert.deepEqual(transport.last.start, { turn: TURN, after: 0 })
})

test("the title that a model finds is there shortly after the end", async () => {
    const { chat, server, transport, world } = await asked()
    server.conversations.set("conversation-1", { ...head("conversation-1", "Was kostet das?"), turns: [] })
    await settle()
    await transport.last.finish({ finish: "stop", fullText: "Ja" })
    server.conversations.set("conversation-1", { ...head("conversation-1", "Gebühren"), turns: [] })
    await world.pass(1_500)
    assert.equal(chat.getSnapshot().conversation.title, "Gebühren")
    const count = server.count("conversation")
    await world.pass(60_000)
    assert.equal(server.count("conversation"), count)
})

test("the simple mode sends no conversation, and tells what was said before", async () => {
    const { chat, server, transport, key } = await asked("simple")
    assert.deepEqual(transport.last.start, { simple: { q: "Was kostet das?", requestId: key } })
    await transport.last.finish({ finish: "stop", fullText: "Zwanzig Euro" })
    const second = chat.ask("Und für zwei?")
    await settle()
    const history = [{ role: "user", text: "Was kostet das?" }, { role: "assistant", text: "Zwanzig Euro" }]
    assert.deepEqual(transport.last.start, { simple: { q: "Und für zwei?", history, requestId: second } })
    transport.last.started(OTHER_TURN)
    await transport.last.finish({ finish: "stop", fullText: "Vierzig" })
    const third = chat.repeat(second)
    await settle()
    assert.equal(transport.last.start.simple.requestId, third)
    assert.deepEqual(transport.last.start.simple.history, history)
    transport.last.started(TURN.replace("7", "9"))
    await transport.last.finish({ finish: "length", fullText: "Vier" })
    const fourth = chat.continueAnswer(third)
    await settle()
    assert.deepEqual(
        [transport.last.start.simple.q, transport.last.start.simple.requestId],
        ["Und für zwei?", fourth],
    )
    assert.deepEqual(server.calls, [])
    assert.equal(chat.getSnapshot().conversation, null)
})

test("listeners are told at most once a frame, also while the page is hidden", async () => {
    const { chat, world } = scene()
    let count = 0
    const unsubscribe = chat.subscribe(() => (count += 1))
    chat.ask("Was?")
    await settle()
    assert.equal(count, 0)
    world.frame()
    assert.equal(count, 1)
    world.frame()
    assert.equal(count, 1)
    chat.stop()
    await world.pass(100)
    assert.equal(count, 2)
    world.frame()
    assert.equal(count, 2)
    unsubscribe()
    chat.ask("Was?")
    world.frame()
    assert.equal(count, 2)
})

test("a snapshot is the same until something changes, and turns that did not change stay the same objects", async () => {
    const { chat, server, transport } = scene()
    server.conversations.set("c", { ...head("c"), turns: [kept(TURN)] })
    await chat.open("c")
    chat.ask("Und das?")
    await settle()
    const before = chat.getSnapshot()
    assert.equal(chat.getSnapshot(), before)
    transport.last.started(OTHER_TURN)
    transport.last.say("answer.delta", { text: "J" })
    const after = chat.getSnapshot()
    assert.notEqual(after, before)
    assert.equal(after.turns[0], before.turns[0])
    assert.notEqual(after.turns[1], before.turns[1])
    assert.equal(after.conversation, before.conversation)
    assert.ok(Object.isFrozen(after) && Object.isFrozen(after.turns) && Object.isFrozen(after.turns[1]))
})

test("the way that reads an answer is told", async () => {
    const { transport, last } = await asked()
    transport.last.trace({ at: 1, kind: "attempt", rung: "poll" })
    transport.last.state("polling")
    assert.deepEqual([last().rung, last().state], ["poll", "polling"])
})

test("after close nobody is told anything", async () => {
    const { chat, transport, world } = await asked()
    let count = 0
    chat.subscribe(() => (count += 1))
    chat.stop()
    chat.close()
    chat.ask("Hört jemand zu?")
    world.frame()
    await world.pass(60_000)
    assert.deepEqual([count, transport.opened[0].options.signal.aborted], [0, true])
})

test("a stop that never gets through is given up when the server has stopped by itself, until somebody stops again", async () => {
    const { chat, server, world } = await asked()
    server.failing.cancel = new ProblemError({ code: "offline", retryable: true })
    chat.stop()
    await settle()
    await world.pass(3_600_000)
    assert.equal(server.count("cancel"), 7)
    delete server.failing.cancel
    chat.stop()
    await settle()
    assert.equal(server.count("cancel"), 8)
})

test("a stop that was asked for before a failure does not stop the next try", async () => {
    const { chat, server, transport } = scene()
    const key = chat.ask("Was?")
    await settle()
    chat.stop()
    await transport.last.end({ problem: { code: "offline", retryable: true } })
    chat.retry(key)
    await settle()
    transport.last.started()
    await settle()
    assert.equal(server.count("cancel"), 0)
    chat.stop()
    await settle()
    assert.equal(server.count("cancel"), 1)
})

test("a stop outlives the reading that it was asked in", async () => {
    const { chat, server, transport, world } = scene()
    chat.ask("Was?")
    await settle()
    chat.stop()
    chat.readAnew()
    await settle()
    server.failing.cancel = new ProblemError({ code: "offline", retryable: true })
    transport.last.started()
    await settle()
    await chat.open(null)
    delete server.failing.cancel
    await world.pass(1_000)
    assert.equal(server.count("cancel"), 2)
    await world.pass(600_000)
    assert.equal(server.count("cancel"), 2)
})

test("a chat that is closed while its question is on its way sends it, and reads no further", async () => {
    const { chat, server, transport } = scene()
    let go
    server.held.create = new Promise((resolve) => (go = resolve))
    chat.ask("Was?")
    chat.close()
    go()
    await settle()
    assert.equal(transport.last.options.signal.aborted, false)
    transport.last.started()
    assert.equal(transport.last.options.signal.aborted, true)
})

test("what names no turn is refused, and what has no name yet is not rated", async () => {
    const { chat, server } = scene()
    assert.throws(() => chat.retry("nobody"), RangeError)
    const key = chat.ask("Was?")
    await chat.rate(key, { rating: "up" })
    assert.equal(server.count("rate"), 0)
})
