import assert from "node:assert/strict"
import { test } from "node:test"
import { KayaAPI } from "../../Web/client/kaya-api.js"
import { ProblemError } from "../../Web/client/problem-error.js"
import { ManualWorld, settle, TURN } from "./client-world.mjs"

const json = (body, status = 200) =>
    new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } })
const login = () => json({ accessToken: "a.b.c", expiresIn: 900, account: { name: "ada", role: "reader" } })
const unauthorized = () =>
    json({ code: "unauthorized", title: "Dafür ist eine Anmeldung nötig", retryable: false }, 401)

/** Storage of a browser, shared by its tabs. */
function makeStorage() {
    const items = new Map()
    return {
        getItem: (name) => items.get(name) ?? null,
        setItem: (name, value) => void items.set(name, value),
        removeItem: (name) => void items.delete(name),
    }
}

/** Web Locks of a browser, shared by its tabs. */
function makeLocks() {
    let last = Promise.resolve()
    return { request: (_name, run) => (last = last.then(run, run)) }
}

/** A tab whose requests are answered by `answer`, and remembered. */
function tab(answer, options = {}) {
    const calls = []
    const fetch = async (address, init) => {
        calls.push({ address, ...init })
        return await answer(address, init, calls.length)
    }
    const world = new ManualWorld()
    return {
        calls,
        world,
        api: new KayaAPI({ world, fetch, storage: makeStorage(), locks: null, clock: world.now, ...options }),
    }
}

test("a call that the network swallows counts as lost after half a minute; what its owner ends by itself has no such end", async () => {
    const swallowed = (_address, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
    const { api, world } = tab(swallowed)
    const lost = assert.rejects(
        api.cancel(TURN),
        (error) => error instanceof ProblemError && error.problem.code === "offline",
    )
    await settle()
    await world.pass(29_999)
    assert.equal(world.waiting, 1)
    await world.pass(1)
    await lost
    const owner = new AbortController()
    const owned = assert.rejects(api.call("GET", "/api/feed", undefined, { signal: owner.signal }), {
        name: "AbortError",
    })
    await world.pass(60_000)
    owner.abort()
    await owned
})

test("every call has its method, address and body", async () => {
    const { api, calls } = tab(() => json({}), {
        base: "https://chat.example.org/",
        authorization: async () => "Bearer x",
        language: "en",
    })
    await api.conversations({ q: "Auto & Bus", archived: false, cursor: null })
    await api.conversation("c", { before: TURN })
    await api.create()
    await api.change("c", { pinned: true })
    await api.remove("c")
    await api.turn(TURN)
    await api.rate(TURN, { rating: "down", reason: "wrong" })
    await api.rate(TURN, null)
    await api.cancel(TURN)
    await api.status()
    await api.me()
    await api.ownData()
    await api.eraseOwnData()
    await api.passage(TURN, 2)
    assert.deepEqual(
        calls.map(({ method, address, body }) => [method, address.replace("https://chat.example.org", ""), body]),
        [
            ["GET", "/api/conversations?q=Auto+%26+Bus&archived=false", undefined],
            ["GET", `/api/conversations/c?before=${TURN}`, undefined],
            ["POST", "/api/conversations", "{}"],
            ["PATCH", "/api/conversations/c", '{"pinned":true}'],
            ["DELETE", "/api/conversations/c", undefined],
            ["GET", `/api/turns/${TURN}`, undefined],
            ["PUT", `/api/turns/${TURN}/feedback`, '{"rating":"down","reason":"wrong"}'],
            ["DELETE", `/api/turns/${TURN}/feedback`, undefined],
            ["POST", `/api/turns/${TURN}/cancellation`, undefined],
            ["GET", "/api/status", undefined],
            ["GET", "/api/me", undefined],
            ["GET", "/api/me/data", undefined],
            ["DELETE", "/api/me/data", undefined],
            ["GET", `/api/turns/${TURN}/sources/2`, undefined],
        ],
    )
    const { headers, credentials } = calls[2]
    assert.deepEqual(headers, {
        Accept: "application/json",
        Authorization: "Bearer x",
        "Accept-Language": "en",
        "Content-Type": "application/json",
    })
    assert.equal(credentials, "same-origin")
    assert.equal(api.exportAddress("c", "html"), "https://chat.example.org/api/conversations/c/export?format=html")
})

test("no id leads anywhere but to its own address", async () => {
    const { api, calls } = tab(() => json({}))
    await api.turn("../me?x=1#")
    assert.equal(calls[0].address, "/api/turns/..%2Fme%3Fx%3D1%23")
})

test("a refusal is thrown as the server worded it", async () => {
    const problem = {
        code: "rate-limited",
        title: "Zu viele Anfragen auf einmal",
        detail: "Warten Sie.",
        retryable: true,
        retryAfter: 7,
        requestId: "8b5",
        status: 429,
    }
    const { api } = tab(() => json(problem, 429))
    const error = await api.me().catch((error) => error)
    assert.ok(error instanceof ProblemError)
    assert.equal(error.status, 429)
    const { code, title, detail, retryable, retryAfter, requestId } = problem
    assert.deepEqual(error.problem, { code, title, detail, retryable, retryAfter, requestId })
})

test("a network that is not there, or breaks off, is offline", async () => {
    const gone = tab(() => Promise.reject(new TypeError("Failed to fetch")))
    const cut = tab(() => new Response('{"id":', { status: 200 }))
    for (const { api } of [gone, cut]) {
        const { problem } = await api.turn(TURN).catch((error) => error)
        assert.deepEqual([problem.code, problem.retryable], ["offline", true])
    }
})

test("a proxy's words are no problem document, and are not shown", async () => {
    const { api } = tab(() => new Response("<h1>Bad Gateway</h1>", { status: 502 }))
    const { problem } = await api.me().catch((error) => error)
    assert.deepEqual([problem.code, problem.title, problem.retryable], ["internal", "", true])
})

test("after 401 a new credential is asked for, once", async () => {
    const wishes = []
    const authorization = async (wish) => {
        wishes.push(wish)
        return wish?.refresh ? "Bearer new" : "Bearer old"
    }
    const answer = (_address, { headers }) =>
        headers.Authorization === "Bearer new" ? json({ name: "ada" }) : unauthorized()
    const { api, calls } = tab(answer, { authorization })
    assert.deepEqual(await api.me(), { name: "ada" })
    assert.deepEqual([wishes, calls.length], [[undefined, { refresh: true }], 2])
    const refused = tab(unauthorized, { authorization })
    await assert.rejects(refused.api.me(), ProblemError)
    assert.equal(refused.calls.length, 2)
})

test("a login by cookies is renewed a minute before its end, and not earlier", async () => {
    const { api, calls, world } = tab((address) => address.startsWith("/api/login") ? login() : json({}))
    await api.logIn("ada", "korrekt pferd batterie")
    await api.me()
    await world.pass(839_000)
    await api.me()
    assert.equal(calls.length, 3)
    await world.pass(2_000)
    await api.me()
    assert.deepEqual(calls.slice(3).map(({ address }) => address), ["/api/login/refresh", "/api/me"])
})

test("whoever has no login is not asked to renew one", async () => {
    const { api, calls } = tab(unauthorized)
    await assert.rejects(api.me(), ProblemError)
    assert.deepEqual(calls.map(({ address }) => address), ["/api/me", "/api/me"])
})

test("tabs take turns: of two that find the login ended, one renews it", async () => {
    const shared = { storage: makeStorage(), locks: makeLocks() }
    let isGood = false
    let open = 0
    let most = 0
    const answer = async (address) => {
        if (!address.startsWith("/api/login")) return isGood ? json({}) : unauthorized()
        most = Math.max(most, ++open)
        await settle()
        open -= 1
        isGood = true
        return login()
    }
    const tabs = [tab(answer, shared), tab(answer, shared)]
    shared.storage.setItem("kaya-login", JSON.stringify({ at: 500, until: 999_000 }))
    await Promise.all(tabs.map(({ api }) => api.me()))
    const refreshes = tabs.flatMap(({ calls }) => calls).filter(({ address }) => address === "/api/login/refresh")
    assert.deepEqual([refreshes.length, most], [1, 1])
    await Promise.all([tabs[0].api.refresh(), tabs[1].api.refresh()])
    assert.equal(most, 1)
})

test("a login that has ended says so, and is not tried again", async () => {
    let loggedOut = 0
    const { api, calls, world } = tab(
        (address) => address === "/api/login" ? login() : unauthorized(),
        { onLoggedOut: () => (loggedOut += 1) },
    )
    await api.logIn("ada", "x")
    await world.pass(1_000_000)
    await assert.rejects(api.me(), ProblemError)
    await assert.rejects(api.me(), ProblemError)
    assert.equal(loggedOut, 1)
    assert.equal(calls.filter(({ address }) => address === "/api/login/refresh").length, 1)
})

test("logging out forgets the login, and a wrong password makes none", async () => {
    const { api, calls, world } = tab((address, { method }) =>
        method === "DELETE" ? new Response(null, { status: 204 }) : address === "/api/login" ? login() : json({})
    )
    await api.logIn("ada", "x")
    await api.logOut()
    await world.pass(1_000_000)
    await api.status()
    assert.deepEqual(calls.map(({ address }) => address), ["/api/login", "/api/login", "/api/status"])
    const wrong = tab(unauthorized)
    const error = await wrong.api.logIn("ada", "y").catch((error) => error)
    assert.deepEqual([error.problem.code, wrong.calls.length], ["unauthorized", 1])
})

test("a browser that stores nothing keeps the login for its tab", async () => {
    const refusing = () => {
        throw new DOMException("denied", "SecurityError")
    }
    const storage = { getItem: refusing, setItem: refusing, removeItem: refusing }
    const { api, calls, world } = tab((address) => address.startsWith("/api/login") ? login() : json({}), { storage })
    await api.logIn("ada", "x")
    await world.pass(1_000_000)
    await api.status()
    assert.deepEqual(calls.map(({ address }) => address), ["/api/login", "/api/login/refresh", "/api/status"])
})

// The feed

const utf8 = new TextEncoder()
const picture = (...turns) =>
    `event: turns\ndata: ${JSON.stringify({ running: turns.map((turn) => ({ turn, conversation: "c" })) })}\n\n`

/** A feed whose connections a test feeds. */
function feed() {
    const connections = []
    const all = tab((_address, { signal }) => {
        let control
        const body = new ReadableStream({ start: (controller) => (control = controller) })
        const connection = { signal, send: (text) => control.enqueue(utf8.encode(text)), end: () => control.close() }
        signal.addEventListener("abort", () => {
            try {
                control.error(signal.reason)
            } catch { /* it was closed */ }
        })
        connections.push(connection)
        return new Response(body, { status: 200 })
    })
    const seen = []
    const controller = new AbortController()
    const ended = all.api.feed((running) => seen.push(running.map(({ turn }) => turn)), controller.signal)
    return { ...all, connections, seen, controller, ended }
}

const turnsOfLoop = () => new Promise((resolve) => setImmediate(resolve))

test("the feed tells which turns run, however its bytes are cut", async () => {
    const { seen, world, connections, controller, ended } = feed()
    await turnsOfLoop()
    connections[0].send(picture("a"))
    for (const byte of picture("a", "b")) connections[0].send(byte)
    connections[0].send("event: ping\ndata: {}\n\n")
    await turnsOfLoop()
    assert.deepEqual(seen, [["a"], ["a", "b"]])
    controller.abort()
    await ended
    assert.equal(connections[0].signal.aborted, true)
    assert.equal(world.waiting, 0)
})

test("a feed that ends or goes silent is connected again", async () => {
    const { world, connections, controller, ended } = feed()
    await turnsOfLoop()
    connections[0].send(picture())
    await turnsOfLoop()
    connections[0].end()
    await turnsOfLoop()
    await world.pass(1_000)
    assert.equal(connections.length, 2)
    await world.pass(30_000)
    await turnsOfLoop()
    assert.equal(connections[1].signal.aborted, true)
    await world.pass(8_000)
    assert.equal(connections.length, 3)
    controller.abort()
    await ended
})

test("a feed of a hidden page is let go, and comes back when it is shown", async () => {
    const { world, connections, controller, ended } = feed()
    await turnsOfLoop()
    world.isVisible = false
    connections[0].send("event: ping\ndata: {}\n\n")
    await turnsOfLoop()
    assert.equal(connections[0].signal.aborted, true)
    await world.pass(600_000)
    assert.equal(connections.length, 1)
    world.show()
    await turnsOfLoop()
    assert.equal(connections.length, 2)
    controller.abort()
    await ended
})

test("a feed that is refused for good is asked for once, and has ended", async () => {
    for (const [status, code] of [[401, "unauthorized"], [403, "forbidden"], [404, "not-found"]]) {
        const { api, calls, world } = tab(() => json({ code, retryable: false }, status))
        const ended = api.feed(() => {}, new AbortController().signal)
        await turnsOfLoop()
        await ended
        await world.pass(3_600_000)
        const asked = calls.filter(({ address }) => address === "/api/feed")
        assert.equal(asked.length, status === 401 ? 2 : 1)
        // Nothing but text/event-stream is an EventSource's, and a refusal would come as a stream.
        assert.equal(asked[0].headers.Accept, "text/event-stream, application/problem+json")
        assert.equal(world.waiting, 0)
    }
})

test("a feed that opens and ends at once, as after a logout, is connected ever less often", async () => {
    const { connections, controller, ended, world } = feed()
    for (let moment = 0; moment < 60; moment += 1) {
        await turnsOfLoop()
        const connection = connections.at(-1)
        if (!connection.signal.aborted) connection.send(picture())
        await turnsOfLoop()
        if (!connection.signal.aborted) connection.end()
        await turnsOfLoop()
        await world.pass(1_000)
    }
    assert.ok(connections.length > 5 && connections.length < 14, `${connections.length} connections in a minute`)
    controller.abort()
    await ended
})

test("a feed that asks too often is not asked for more than once a minute", async () => {
    const { api, calls, world } = tab(() => json({ code: "rate-limited", retryable: true }, 429))
    const controller = new AbortController()
    const ended = api.feed(() => {}, controller.signal)
    await turnsOfLoop()
    await world.pass(59_000)
    assert.equal(calls.length, 1)
    await world.pass(1_000)
    await turnsOfLoop()
    assert.equal(calls.length, 2)
    controller.abort()
    await ended
})

test("a feed can be ended while its page is hidden", async () => {
    const { world, connections, controller, ended } = feed()
    world.isVisible = false
    await turnsOfLoop()
    connections[0].send("event: ping\ndata: {}\n\n")
    await turnsOfLoop()
    controller.abort()
    await ended
    assert.deepEqual([connections.length, world.waiting], [1, 0])
})
