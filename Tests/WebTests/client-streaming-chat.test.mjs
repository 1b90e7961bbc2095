import assert from "node:assert/strict"
import { test } from "node:test"
import { streamingChat } from "../../Web/client/streaming-chat.js"
import { head, ManualWorld, ScriptedTransport, settle, TURN } from "./client-world.mjs"

const json = (body, status = 200) =>
    new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } })
const event = (type, sequence, data) => `event: ${type}\nid: ${TURN}.${sequence}\ndata: ${JSON.stringify(data)}\n\n`
const answer = event("turn.started", 1, { turn: TURN }) + event("answer.delta", 2, { text: "Zwanzig Euro" }) +
    event("turn.finished", "3.end", { finish: "stop", fullText: "Zwanzig Euro.", cached: false })

/** A world in which `route` answers requests; they are remembered. */
function worldOf(route) {
    const world = new ManualWorld()
    const requests = []
    world.fetch = async (address, options) => {
        const headers = Object.fromEntries(new Headers(options.headers))
        requests.push({
            address,
            method: options.method,
            credentials: options.credentials,
            headers,
            body: options.body,
        })
        return await route(address, options)
    }
    return { world, requests }
}

/** Waits until a snapshot is as wanted. */
function until(chat, isWanted) {
    return new Promise((resolve) => {
        const look = () => isWanted(chat.getSnapshot()) && resolve(chat.getSnapshot())
        chat.subscribe(look)
        look()
    })
}

const stream = () => new Response(answer, { headers: { "Content-Type": "text/event-stream; charset=utf-8" } })
const isDone = ({ turns }) => turns.at(-1)?.state === "done"

test("a question goes over the real transport into a conversation, by cookies of its own origin", async () => {
    const { world, requests } = worldOf((address) =>
        address.endsWith("/turns") ? stream() : json({ ...head("c"), turns: [] })
    )
    world.requestAnimationFrame = (run) => setImmediate(run)
    world.cancelAnimationFrame = (frame) => clearImmediate(frame)
    const chat = streamingChat({ world })
    const key = chat.ask("Was kostet das?")
    const { turns, conversation } = await until(chat, isDone)
    assert.deepEqual([turns[0].text, turns[0].id, conversation.id], ["Zwanzig Euro.", TURN, "c"])
    const asked = requests.find(({ address }) => address === "/api/conversations/c/turns")
    assert.deepEqual(JSON.parse(asked.body), { q: "Was kostet das?", requestId: key })
    assert.deepEqual(new Set(requests.map(({ credentials }) => credentials)), new Set(["same-origin"]))
})

test("the simple mode sends no cookies, no credential, and its language", async () => {
    const { world, requests } = worldOf(stream)
    world.requestAnimationFrame = (run) => setImmediate(run)
    world.cancelAnimationFrame = (frame) => clearImmediate(frame)
    const chat = streamingChat({ world, base: "https://chat.example.org/", mode: "simple", language: "en" })
    chat.ask("Was kostet das?")
    await until(chat, isDone)
    assert.deepEqual(requests.map(({ address, credentials }) => [address, credentials]), [[
        "https://chat.example.org/chat/stream",
        "omit",
    ]])
    assert.deepEqual([requests[0].headers.authorization, requests[0].headers["accept-language"]], [undefined, "en"])
})

test("a conversation that is named is opened at once, and the authorization goes everywhere", async () => {
    const wishes = []
    const authorization = async () => {
        wishes.push("asked")
        return "Bearer x"
    }
    const { world, requests } = worldOf(() => json({ ...head("c", "Auto"), turns: [] }))
    const transport = new ScriptedTransport()
    const chat = streamingChat({ world, conversation: "c", authorization, open: transport.open })
    await settle()
    await settle()
    assert.equal(chat.getSnapshot().conversation.title, "Auto")
    assert.equal(requests[0].headers.authorization, "Bearer x")
    chat.ask("Was?")
    await settle()
    assert.equal(transport.last.options.authorization, authorization)
})
