import assert from "node:assert/strict"
import { once } from "node:events"
import { createServer } from "node:http"
import { after, before, test } from "node:test"
import { RUNGS } from "../../Web/transport/ladder.js"
import { openTurn } from "../../Web/transport/turn-channel.js"
import { defaultWorld } from "../../Web/transport/world.js"
import { answerLog, ScriptedKaya, TURN } from "./transport-world.mjs"

const log = answerLog(Array.from({ length: 40 }, (_, number) => `${number} Füße 🚗 `))
const text = log.at(-1).data.fullText
const speed = 25

/** A world over real sockets that remembers nothing. */
const calm = { ...defaultWorld(), EventSource: null, storage: null, random: () => 0 }
/** The same, in which time runs faster. What a busy machine takes is longer there, and a clock of three seconds must bear it. */
const hasty = {
    ...calm,
    now: () => performance.now() * speed,
    setTimeout: (run, ms) => setTimeout(run, ms / speed),
}

let server, base
const open = new Set()
const asked = new Set()
let misbehave = () => {}

before(async () => {
    server = createServer((request, response) => {
        open.add(response)
        response.on("close", () => open.delete(response))
        let body = ""
        request.on("data", (piece) => body += piece)
        request.on("end", () => answer(request, response, body))
    })
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    base = `http://127.0.0.1:${server.address().port}`
})

after(() => {
    server.close()
    server.closeAllConnections()
})

function answer(request, response, body) {
    const kaya = new ScriptedKaya(log)
    const { url, method, headers } = request
    if (url === "/healthz") return response.end("ok\n")
    if (method === "POST") asked.add(JSON.parse(body).requestId)
    const send = (bytes, type, status = 200) => {
        response.writeHead(status, { "Content-Type": type, "Stream-Id": TURN })
        if (!misbehave(response, Buffer.from(bytes))) response.end(bytes)
    }
    if (headers.accept === "application/json") {
        if (method === "POST") return send(JSON.stringify({ turn: TURN }), "application/json", 201)
        const events = kaya.numbered(Number(/from=(\d+)/.exec(url)[1]))
        return send(
            JSON.stringify({ events: events.map(({ id, type, data }) => ({ id, event: type, data })), ended: true }),
            "application/json",
        )
    }
    send(kaya.bytes(Number(headers["last-event-id"]?.split(".")[1] ?? 0)), "text/event-stream")
}

/** Numbers that look random and are the same in every run. */
function numbers(seed) {
    return () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
}

async function read(requestId, options = {}) {
    const events = []
    const outcome = await openTurn({
        base,
        start: { conversation: "c", body: { q: "?", requestId } },
        world: hasty,
        onEvent: (event) => events.push(event),
        ...options,
    })
    return { outcome, events }
}

function checkText({ outcome, events }, name) {
    assert.deepEqual(outcome, { ended: true }, name)
    const pieces = events.filter(({ type }) => type === "answer.delta").map(({ data }) => data.text)
    assert.equal(pieces.join(""), text, name)
    assert.equal(events.filter(({ isLast }) => isLast).length, 1, name)
}

test("over real sockets that are torn anywhere, every word comes once, on every rung", async () => {
    const random = numbers(7)
    for (let run = 0; run < 60; run += 1) {
        const rung = [null, ...RUNGS.filter((rung) => rung !== "events")][run % 4]
        let faults = 1 + Math.floor(random() * 5)
        misbehave = (response, bytes) => {
            if (faults-- <= 0) return false
            const at = Math.floor(random() * bytes.length)
            response.write(bytes.subarray(0, at), () => response.destroy())
            return true
        }
        checkText(await read(`torn-${run}`, { rung }), `run ${run} on ${rung}`)
    }
    assert.equal(asked.size, 60)
})

test("a real connection that falls silent is given up and read on", async () => {
    let faults = 2
    misbehave = (response, bytes) => {
        if (faults-- > 0) response.write(bytes.subarray(0, 700))
        return faults >= 0
    }
    checkText(await read("silent"), "silent")
})

test("after an abort no connection stays open", async () => {
    misbehave = (response, bytes) => {
        response.write(bytes.subarray(0, 300))
        return true
    }
    const abort = new AbortController()
    const { outcome } = await read("aborted", {
        world: calm,
        signal: abort.signal,
        onEvent: ({ type }) => type === "sources" && abort.abort(),
    })
    assert.deepEqual(outcome, { aborted: true })
    while (open.size > 0) await once([...open][0], "close")
})
