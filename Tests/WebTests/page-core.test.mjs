import assert from "node:assert/strict"
import { test } from "node:test"
import { PageCore } from "../../Web/chat/page-core.js"
import { ManualClock, settled } from "./page-clock.mjs"

/** A core on a server that answers when it is told to. */
function makeCore(address = "/core.wasm") {
    const clock = new ManualClock()
    const requests = []
    const started = []
    const failures = []
    const core = new PageCore({
        address,
        world: clock,
        load: (asked) =>
            new Promise((resolve, reject) => requests.push({ address: asked, arrive: resolve, breakOff: reject })),
        onFailure: (error) => failures.push(error.message),
    })
    core.onStart = (arrived) => started.push(arrived)
    return { core, clock, requests, started, failures }
}

test("it is fetched when it is wanted, and once", async () => {
    const { core, requests, started } = makeCore()
    assert.equal(requests.length, 0)
    const both = [core.load(), core.load()]
    assert.deepEqual(requests.map(({ address }) => address), ["/core.wasm"])
    requests[0].arrive("core")
    assert.deepEqual(await Promise.all(both), ["core", "core"])
    assert.equal(await core.load(), "core")
    assert.equal(core.current, "core")
    assert.deepEqual([requests.length, started], [1, ["core"]])
})

test("nobody waits for it long, and it is told of when it comes after all", async () => {
    const { core, clock, requests, started } = makeCore()
    const waiting = core.load()
    clock.advance(4000)
    assert.equal(await waiting, null)
    assert.deepEqual([core.current, started], [null, []])
    requests[0].arrive("core")
    await settled()
    assert.deepEqual([core.current, started], ["core", ["core"]])
})

test("what broke is fetched anew when it is wanted again", async () => {
    const { core, requests, failures } = makeCore()
    const broken = core.load()
    requests[0].breakOff(new Error("tunnel"))
    assert.equal(await broken, null)
    assert.deepEqual(failures, ["tunnel"])
    const again = core.load()
    requests[1].arrive("core")
    assert.equal(await again, "core")
})

test("where there is none, none is fetched", async () => {
    const { core, requests } = makeCore("")
    assert.equal(await core.load(), null)
    assert.equal(requests.length, 0)
})
