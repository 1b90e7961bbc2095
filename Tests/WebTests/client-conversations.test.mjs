import assert from "node:assert/strict"
import { test } from "node:test"
import { ProblemError } from "../../Web/client/problem-error.js"
import { asked, scene } from "./client-scene.mjs"
import { head, kept, OTHER_TURN, settle, TURN } from "./client-world.mjs"

test("opening a conversation shows its turns and reads what runs there from its beginning, without loss", async () => {
    const { chat, server, transport, last } = scene()
    const running = kept(OTHER_TURN, { state: "running", finish: undefined, text: "Guten " })
    server.conversations.set("c", { ...head("c", "Auto"), turns: [kept(TURN), running] })
    const opening = chat.open("c")
    assert.equal(chat.getSnapshot().isLoading, true)
    await opening
    const { turns, conversation, isLoading, hasEarlier } = chat.getSnapshot()
    assert.deepEqual([conversation.title, isLoading, hasEarlier], ["Auto", false, false])
    assert.deepEqual(turns.map(({ state, text }) => [state, text]), [["done", "Ja."], ["writing", "Guten "]])
    assert.deepEqual(transport.last.start, { turn: OTHER_TURN, after: 0 })
    transport.last.say("answer.delta", { text: "Guten Tag" })
    assert.deepEqual([last().text, last().generation], ["Guten Tag", 0])
    await transport.last.finish({ finish: "stop", fullText: "Guten Tag." })
    assert.equal(last().text, "Guten Tag.")
})

test("a conversation that cannot be loaded says why", async () => {
    const { chat, server } = scene()
    server.failing.conversation = new ProblemError({ code: "not-found" }, { status: 404 })
    await chat.open("c")
    const { problem, isLoading, turns } = chat.getSnapshot()
    assert.deepEqual([problem.code, isLoading, turns.length], ["not-found", false, 0])
    await chat.open(null)
    assert.equal(chat.getSnapshot().problem, null)
})

test("a question that is asked while a conversation loads goes into that conversation, at its end", async () => {
    const { chat, server, transport } = scene()
    server.conversations.set("c", { ...head("c"), turns: [kept(TURN)] })
    const opening = chat.open("c")
    chat.ask("Und das?")
    await opening
    await settle()
    assert.equal(transport.last.start.conversation, "c")
    assert.deepEqual(chat.getSnapshot().turns.map(({ question }) => question), [`Frage ${TURN}`, "Und das?"])
})

test("what is loaded of a conversation that was left is not shown in the next", async () => {
    const { chat, server } = scene()
    server.conversations.set("slow", { ...head("slow"), turns: [kept(TURN)] })
    server.conversations.set("quick", { ...head("quick"), turns: [kept(OTHER_TURN)] })
    let go
    server.held.conversation = new Promise((resolve) => (go = resolve))
    const slow = chat.open("slow")
    delete server.held.conversation
    await chat.open("quick")
    go()
    await slow
    const { conversation, turns } = chat.getSnapshot()
    assert.deepEqual([conversation.id, turns.map(({ id }) => id)], ["quick", [OTHER_TURN]])
})

test("a question that was not sent is there again when its conversation is", async () => {
    const { chat, server } = scene()
    server.conversations.set("c", { ...head("c"), turns: [] })
    await chat.open("c")
    chat.place.open = () => Promise.resolve({ problem: { code: "offline", retryable: true } })
    chat.ask("Was kostet das?")
    await settle()
    await chat.open("d")
    assert.deepEqual(chat.getSnapshot().turns, [])
    await chat.open("c")
    assert.deepEqual(chat.getSnapshot().turns.map(({ question, state }) => [question, state]), [[
        "Was kostet das?",
        "failed",
    ]])
})

test("a question that is being sent while its conversation is left is sent", async () => {
    const { chat, transport } = scene()
    chat.ask("Was?")
    await settle()
    const { options } = transport.last
    await chat.open("d")
    assert.equal(options.signal.aborted, false)
    transport.last.started()
    assert.equal(options.signal.aborted, true)
    assert.deepEqual(chat.getSnapshot().turns, [])
})

test("leaving a conversation ends the reading and stops nothing", async () => {
    const { chat, server, transport } = await asked()
    await chat.open(null)
    assert.equal(transport.last.options.signal.aborted, true)
    assert.equal(server.count("cancel"), 0)
})

test("another device's turn appears, and goes on", async () => {
    const { chat, server, transport, last } = scene()
    server.conversations.set("c", { ...head("c"), turns: [] })
    await chat.open("c")
    server.turns.set(TURN, kept(TURN, { state: "running", text: "" }))
    await chat.attach(TURN)
    await chat.attach(TURN)
    assert.deepEqual([last().question, last().state, chat.getSnapshot().turns.length], [`Frage ${TURN}`, "waiting", 1])
    assert.deepEqual(transport.last.start, { turn: TURN, after: 0 })
})

test("one's own turn that the feed names before the receipt is there is not shown twice", async () => {
    const { chat, server, transport } = scene()
    server.turns.set(TURN, kept(TURN, { state: "running", text: "" }))
    server.turns.set(OTHER_TURN, kept(OTHER_TURN, { state: "running", text: "" }))
    chat.ask("Was?")
    await settle()
    await chat.attach(TURN)
    await chat.attach(OTHER_TURN)
    assert.equal(chat.getSnapshot().turns.length, 1)
    transport.opened[0].started(TURN)
    await settle()
    assert.deepEqual(chat.getSnapshot().turns.map(({ id }) => id), [TURN, OTHER_TURN])
})

test("one's own turn that was loaded before its receipt came is shown once", async () => {
    const { chat, server, transport } = scene()
    let go
    server.held.conversation = new Promise((resolve) => (go = resolve))
    server.conversations.set("c", { ...head("c"), turns: [kept(TURN, { state: "running", text: "" })] })
    const opening = chat.open("c")
    const key = chat.ask("Was?")
    await settle()
    go()
    await opening
    assert.equal(chat.getSnapshot().turns.length, 2)
    transport.opened[0].started(TURN)
    assert.deepEqual(chat.getSnapshot().turns.map((turn) => [turn.key, turn.id]), [[key, TURN]])
    const aborted = transport.opened.map(({ start, options }) => ["turn" in start, options.signal.aborted])
    assert.deepEqual(aborted.sort(), [[false, false], [true, true]])
})

test("earlier turns come before those that are shown, until there are none", async () => {
    const { chat, server } = scene()
    const id = (number) => `turn-${String(number).padStart(17, "0")}`
    const turns = (from, to) => Array.from({ length: to - from }, (_, index) => kept(id(from + index)))
    server.conversations.set("c", { ...head("c"), turns: turns(20, 70) })
    await chat.open("c")
    assert.equal(chat.getSnapshot().hasEarlier, true)
    server.conversations.set("c", { ...head("c"), turns: turns(0, 20) })
    await chat.loadEarlier()
    assert.deepEqual(server.calls.at(-1), ["conversation", "c", { before: id(20) }])
    assert.deepEqual(chat.getSnapshot().turns.map((turn) => turn.id), turns(0, 70).map((turn) => turn.id))
    assert.equal(chat.getSnapshot().hasEarlier, false)
    const { length } = server.calls
    await chat.loadEarlier()
    assert.equal(server.calls.length, length)
})

test("a question whose conversation is left and opened again goes on in view", async () => {
    const { chat, server, transport } = scene()
    server.conversations.set("c", { ...head("c"), turns: [] })
    await chat.open("c")
    chat.ask("Was?")
    await settle()
    for (const id of ["d", "c", "d", "c"]) await chat.open(id)
    assert.deepEqual(chat.getSnapshot().turns.map(({ state }) => state), ["sending"])
    transport.last.started()
    transport.last.say("answer.delta", { text: "Ja" })
    assert.deepEqual([chat.getSnapshot().turns[0].text, transport.last.options.signal.aborted], ["Ja", false])
})

test("a conversation that is begun stays the one in which is asked, and has its title at once", async () => {
    const { chat, server, transport } = scene()
    chat.ask("Was kostet das?")
    await settle()
    server.conversations.set("conversation-1", { ...head("conversation-1", "Was kostet das?"), turns: [] })
    transport.last.started()
    await settle()
    assert.equal(chat.getSnapshot().conversation.title, "Was kostet das?")
    await transport.last.finish({ finish: "stop", fullText: "Ja" })
    chat.ask("Und das?")
    await settle()
    assert.equal(transport.last.start.conversation, "conversation-1")
    assert.equal(server.count("create"), 1)
})

test("a title that has not changed changes nothing, and one that comes late is not shown elsewhere", async () => {
    const { chat, server, transport, world } = scene()
    server.conversations.set("c", { ...head("c", "Auto"), turns: [] })
    await chat.open("c")
    chat.ask("Was?")
    await settle()
    transport.last.started()
    await transport.last.finish({ finish: "stop", fullText: "Ja" })
    const before = chat.getSnapshot()
    await world.pass(1_500)
    assert.equal(chat.getSnapshot(), before)
    let go
    server.held.conversation = new Promise((resolve) => (go = resolve))
    server.conversations.set("c", { ...head("c", "Fahrzeuge"), turns: [] })
    await world.pass(10_000)
    await chat.open(null)
    const next = chat.getSnapshot()
    go()
    await settle()
    assert.equal(chat.getSnapshot(), next)
})

test("whoever listens is told that a conversation is being loaded, and that it is loaded", async () => {
    const { chat, server, world } = scene()
    server.conversations.set("c", { ...head("c"), turns: [] })
    const seen = []
    chat.subscribe(() => seen.push(chat.getSnapshot().isLoading))
    const opening = chat.open("c")
    world.frame()
    await opening
    world.frame()
    assert.deepEqual(seen, [true, false])
})

test("a conversation that comes late does not end the loading of the next", async () => {
    const { chat, server } = scene()
    const goes = []
    const hold = () => (server.held.conversation = new Promise((resolve) => goes.push(resolve)))
    hold()
    const slow = chat.open("slow")
    hold()
    const next = chat.open("next")
    goes[0]()
    await slow
    assert.equal(chat.getSnapshot().isLoading, true)
    goes[1]()
    await next
    assert.deepEqual([chat.getSnapshot().isLoading, chat.getSnapshot().conversation.id], [false, "next"])
})

test("what is known of a conversation is not believed of the next", async () => {
    const { chat, server } = scene()
    const turns = Array.from({ length: 50 }, (_, index) => kept(`turn-${String(index).padStart(17, "0")}`))
    server.conversations.set("c", { ...head("c"), turns })
    await chat.open("c")
    chat.ask("Was?")
    await chat.attach(OTHER_TURN)
    await chat.open(null)
    assert.equal(chat.getSnapshot().hasEarlier, false)
    await settle()
    assert.deepEqual(chat.getSnapshot().turns, [])
    chat.ask("Und?")
    await settle()
    assert.equal(server.count("turn"), 0)
})

test("a turn that the feed names again and again is shown once, and one that cannot be had is not", async () => {
    const { chat, server, transport } = scene()
    server.conversations.set("c", { ...head("c"), turns: [] })
    await chat.open("c")
    server.failing.turn = new ProblemError({ code: "not-found" }, { status: 404 })
    await chat.attach(TURN)
    delete server.failing.turn
    server.turns.set(TURN, kept(TURN, { state: "running", text: "" }))
    await Promise.all([chat.attach(TURN), chat.attach(TURN)])
    assert.deepEqual([chat.getSnapshot().turns.length, transport.opened.length], [1, 1])
})

test("another tab's turn is shown when one's own question could not be sent", async () => {
    const { chat, server, transport } = scene()
    server.turns.set(OTHER_TURN, kept(OTHER_TURN))
    chat.ask("Was?")
    await settle()
    await chat.attach(OTHER_TURN)
    await transport.last.end({ problem: { code: "offline", retryable: true } })
    await settle()
    assert.deepEqual(chat.getSnapshot().turns.map(({ id }) => id), [null, OTHER_TURN])
})

test("a conversation that the network is in the way of is loaded when it can be, and says why meanwhile", async () => {
    const { chat, server, world, last } = scene()
    server.conversations.set("c", { ...head("c", "Auto"), turns: [kept(TURN)] })
    server.failing.conversation = new ProblemError({ code: "offline", retryable: true })
    await chat.open("c")
    assert.deepEqual([chat.getSnapshot().problem.code, chat.getSnapshot().isLoading], ["offline", false])
    await world.pass(500)
    await world.pass(999)
    assert.equal(server.count("conversation"), 2, "ever less often")
    assert.equal(chat.getSnapshot().problem.code, "offline")
    world.connect()
    await settle()
    assert.equal(server.count("conversation"), 3, "at once when the network is back")
    world.show()
    await settle()
    assert.equal(server.count("conversation"), 4, "or the page is looked at again")
    delete server.failing.conversation
    chat.ask("Und das?")
    await world.pass(8_000)
    assert.deepEqual([chat.getSnapshot().problem, chat.getSnapshot().conversation.title], [null, "Auto"])
    assert.deepEqual(chat.getSnapshot().turns.map(({ question }) => question), [`Frage ${TURN}`, "Und das?"])
    assert.equal(last().question, "Und das?")
    await world.pass(600_000)
    assert.equal(server.count("conversation"), 5)
})

test("a server that is busy is asked again when it says", async () => {
    const { chat, server, world } = scene()
    const busy = { code: "overloaded", retryable: true, retryAfter: 7 }
    server.failing.conversation = new ProblemError(busy, { status: 503 })
    await chat.open("c")
    world.connect()
    await world.pass(6_999)
    assert.equal(server.count("conversation"), 1)
    await world.pass(1)
    assert.equal(server.count("conversation"), 2)
})

test("what was left, closed or refused is not loaded again", async () => {
    for (const leave of [(chat) => chat.open(null), (chat) => chat.close()]) {
        const { chat, server, world } = scene()
        server.failing.conversation = new ProblemError({ code: "offline", retryable: true })
        await chat.open("c")
        await leave(chat)
        await world.pass(60_000)
        assert.equal(server.count("conversation"), 1)
    }
    const { chat, server, world } = scene()
    server.failing.conversation = new ProblemError({ code: "not-found" }, { status: 404 })
    await chat.open("c")
    await world.pass(60_000)
    assert.equal(server.count("conversation"), 1)
})
