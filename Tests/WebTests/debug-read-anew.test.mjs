import assert from "node:assert/strict"
import { test } from "node:test"
import { ChatStore } from "../../Web/client/chat-store.js"
import { ManualWorld, ScriptedServer, ScriptedTransport, settle, TURN } from "./client-world.mjs"

/** A store in which an answer is being read. */
async function reading() {
    const transport = new ScriptedTransport()
    const chat = new ChatStore({
        open: transport.open,
        api: new ScriptedServer(),
        world: new ManualWorld(),
        transport: { base: "" },
        mode: "conversation",
    })
    chat.ask("Was kostet das?")
    await settle()
    transport.last.started()
    transport.last.say("answer.delta", { text: "Moin" })
    return { chat, transport }
}

test("what runs is read over another connection, over the rung that was chosen, and asked no second time", async () => {
    const { chat, transport } = await reading()
    chat.readAnew("poll")
    await settle()
    assert.equal(transport.opened.length, 2)
    assert.deepEqual(transport.last.start, { turn: TURN, after: 0 })
    assert.equal(transport.last.options.rung, "poll")
    assert.equal(chat.getSnapshot().turns.at(-1).text, "Moin")
})

test("the next question is asked over that rung as well, until none is chosen any more", async () => {
    const { chat, transport } = await reading()
    chat.readAnew("plain")
    chat.ask("Und wo?")
    await settle()
    assert.ok(transport.opened.slice(1).every(({ options }) => options.rung === "plain"))
    chat.readAnew(null)
    await settle()
    assert.equal(transport.last.options.rung, null)
})

test("of a conversation that was closed nothing is read anew", async () => {
    const { chat, transport } = await reading()
    chat.readAnew("poll")
    chat.close()
    await settle()
    chat.readAnew("poll")
    await settle()
    assert.equal(transport.opened.length, 1)
})
