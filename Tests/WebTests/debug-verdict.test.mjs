import assert from "node:assert/strict"
import { test } from "node:test"
import { proxyVerdict } from "../../Web/debug/proxy-verdict.js"

/** A run of 20 ticks, one every 250 ms, that arrive when `at` says. */
function run(pattern, at, more = {}) {
    const bytes = more.size ?? 40
    const ticks = Array.from({ length: more.count ?? 20 }, (_, index) => {
        const ms = (index + 1) * (more.every ?? 250)
        return { n: index + 1, ms, at: at(ms, index), bytes }
    })
    const last = ticks.at(-1)?.at ?? null
    return {
        pattern,
        ticks,
        status: 200,
        headAt: 10,
        byteAt: last,
        closedAt: (last ?? 0) + 5,
        how: "whole",
        contentEncoding: "",
        seen: null,
        ...more,
    }
}

const atOnce = (ms) => ms + 30
const codes = (...runs) => proxyVerdict(runs).findings.map((finding) => finding.code)

test("ticks that arrive as they are sent stream", () => {
    assert.deepEqual(codes(run("steady", atOnce)), ["streams"])
})

test("a slow line that is even streams as well", () => {
    assert.deepEqual(codes(run("steady", (ms) => ms + 800)), ["streams"])
})

test("a line that stumbles once streams unsteadily, and says how late it was", () => {
    const { findings } = proxyVerdict([run("steady", (ms, index) => ms + (index === 7 ? 1500 : 30))])
    assert.deepEqual(findings, [{ code: "streams-unsteadily", ms: 1500 }])
})

test("everything at the end is buffered whole", () => {
    assert.deepEqual(codes(run("steady", () => 5100)), ["buffers-whole"])
})

test("a first tick that passes alone does not hide that the rest is buffered", () => {
    assert.deepEqual(codes(run("steady", (_, index) => index === 0 ? 280 : 5100)), ["buffers-whole"])
})

test("ticks in fours are buffered in blocks of four, and of their bytes", () => {
    const { findings } = proxyVerdict([
        run("steady", (_, index) => 1000 * (1 + Math.floor(index / 4)) + 30, { size: 1024 }),
    ])
    assert.deepEqual(findings, [{ code: "buffers-blocks", count: 4, bytes: 4096, ms: 750 }])
})

test("small pieces held whole and big ones in blocks: blocks of those bytes", () => {
    const padded = run("padded", (_, index) => 1000 * (1 + Math.floor(index / 4)) + 30, { size: 2048 })
    const { code, findings } = proxyVerdict([run("steady", () => 5100), padded])
    assert.equal(code, "buffers-blocks")
    assert.equal(findings[0].bytes, 8192)
})

test("small pieces held whole and big ones at once: a block is no more than a big one", () => {
    const { findings } = proxyVerdict([run("steady", () => 5100), run("padded", atOnce, { size: 2048 })])
    assert.deepEqual(findings, [{ code: "buffers-blocks", bytes: 2048 }])
})

test("both held whole is buffered whole", () => {
    assert.deepEqual(codes(run("steady", () => 5100), run("padded", () => 5100, { size: 2048 })), ["buffers-whole"])
})

test("a stream of which nothing comes is mute", () => {
    const mute = run("steady", atOnce, { count: 0, how: "mute", closedAt: 20_000 })
    assert.deepEqual(proxyVerdict([mute]).findings, [{ code: "mute", ms: 20_000 }])
})

test("a cut in mid-flow is a limit of time, said as the limit people set", () => {
    const cut = run("long", atOnce, { every: 1000, count: 60, how: "cut", closedAt: 60_210, byteAt: 60_030 })
    assert.deepEqual(proxyVerdict([cut]).findings, [{ code: "cuts-after", ms: 60_000 }])
})

test("a limit that several streams met is said once, and the shortest of them", () => {
    const runs = ["steady", "padded", "long"].map((pattern, index) =>
        run(pattern, atOnce, { how: "cut", closedAt: 3_100 - 100 * index })
    )
    assert.deepEqual(proxyVerdict(runs).findings.slice(-1), [{ code: "cuts-after", ms: 2_900 }])
    assert.equal(codes(...runs).filter((code) => code === "cuts-after").length, 1)
})

test("a cut in silence is a limit of silence", () => {
    const ticks = [{ n: 1, ms: 1000, at: 1030, bytes: 40 }, { n: 2, ms: 11_000, at: 11_030, bytes: 40 }]
    const cut = run("idle", atOnce, { ticks, how: "cut", byteAt: 11_030, closedAt: 41_100 })
    assert.deepEqual(proxyVerdict([cut]).findings, [{ code: "idle-limit", ms: 30_000 }])
})

test("a cut before the first word counts from the head", () => {
    const cut = run("idle", atOnce, { count: 0, how: "cut", byteAt: null, headAt: 20, closedAt: 10_040 })
    assert.deepEqual(proxyVerdict([cut]).findings, [{ code: "idle-limit", ms: 10_000 }])
})

test("silence and length that were borne are said", () => {
    const idle = run("idle", atOnce, { every: 30_000, count: 3 }),
        long = run("long", atOnce, { every: 1000, count: 90 })
    assert.deepEqual(proxyVerdict([run("steady", atOnce), idle, long]).findings.slice(1), [
        { code: "keeps-silence", ms: 30_000 },
        { code: "keeps-long", ms: 90_000 },
    ])
})

test("a stream that arrives compressed was compressed on the way", () => {
    assert.deepEqual(codes(run("steady", atOnce, { contentEncoding: "gzip" })), ["streams", "compresses"])
})

test("a proxy that names itself is named", () => {
    const seen = { protocol: "HTTP/1.0", via: true, forwarded: false, acceptEncoding: "" }
    assert.deepEqual(proxyVerdict([run("steady", atOnce, { seen })]).findings.at(-1), {
        code: "behind-proxy",
        name: "HTTP/1.0",
    })
})

test("a refusal and a server that is not there come first", () => {
    assert.equal(proxyVerdict([run("steady", atOnce, { count: 0, status: 502, how: "cut" })]).code, "refused")
    const away = run("steady", atOnce, { count: 0, status: null, how: "unreachable", byteAt: null, headAt: null })
    assert.equal(proxyVerdict([away]).code, "unreachable")
})

test("what the person stopped says nothing", () => {
    assert.deepEqual(proxyVerdict([run("steady", () => 5100, { how: "stopped" })]), { code: "unknown", findings: [] })
})
