import assert from "node:assert/strict"
import { test } from "node:test"
import { browserName } from "../../Web/debug/browser-name.js"
import { caseNumber } from "../../Web/debug/case-number.js"
import { redactedError } from "../../Web/debug/redacted-error.js"
import { supportBundle } from "../../Web/debug/support-bundle.js"

const TURN = "7Qm2Zr0cT1bYw8KpXe5LdA"

/** What a page may hand over, with every member a trace, a check or a turn is known to have. */
function sources() {
    return {
        number: "K-0000-0000",
        madeAt: new Date("2026-03-04T05:06:07Z"),
        page: {
            language: "de",
            userAgent: "Mozilla/5.0 Chrome/126.0.0.0",
            width: 390,
            height: 844,
            online: true,
            visible: false,
        },
        check: {
            verdict: {
                code: "buffers-blocks",
                findings: [{ code: "buffers-blocks", ms: 750, bytes: 4096, count: 4, name: "gzip" }],
            },
            runs: [{
                pattern: "steady",
                how: "whole",
                status: 200,
                headAt: 12.4,
                byteAt: 5000,
                closedAt: 5010,
                contentEncoding: "gzip",
                seen: { protocol: "HTTP/1.0", via: true, forwarded: true, acceptEncoding: "gzip, br" },
                ticks: [{ n: 1, ms: 250, at: 280.6, bytes: 40 }],
            }],
        },
        turns: [{
            id: TURN,
            state: "done",
            receivedLength: 120,
            shownLength: 110,
            storedLength: 120,
            question: "Was kostet ein Ausweis?",
            text: "Ein Ausweis kostet …",
            traces: [
                { at: 1000, kind: "start", turn: "key" },
                {
                    at: 1001,
                    kind: "attempt",
                    rung: "stream",
                    address: "/api/conversations/abc/turns?q=x",
                    resume: false,
                },
                {
                    at: 1020,
                    kind: "head",
                    status: 200,
                    headers: { server: "nginx/1.22", "content-type": "text/event-stream" },
                },
                { at: 1030, kind: "bytes", count: 3 },
                { at: 1030, kind: "frame", text: 'data: {"text":"geheim"}' },
                { at: 1040, kind: "event", type: "answer.delta", sequence: 3, length: 9 },
                { at: 1050, kind: "event", type: "status", sequence: 3, length: 20, detail: { phase: "thinking" } },
                {
                    at: 1060,
                    kind: "event",
                    type: "trace.model",
                    length: 60,
                    detail: {
                        at: 5,
                        label: "innen-modell",
                        attempt: 2,
                        state: "writing",
                        code: "upstream-cut",
                        delayMs: 500,
                    },
                },
                { at: 1100, kind: "gap", ms: 60 },
                { at: 1200, kind: "heartbeat" },
                { at: 1300, kind: "cut", why: "network" },
                { at: 1400, kind: "step-down", from: "stream", to: "poll", why: "stall" },
                { at: 1401, kind: "attempt", rung: "poll", address: `/api/turns/${TURN}/events`, resume: `${TURN}.3` },
                { at: 1500, kind: "wait", ms: 500 },
                { at: 1500, kind: "offline" },
                { at: 1600, kind: "problem", code: "upstream-cut" },
                { at: 1700, kind: "end", how: "ended" },
            ],
        }],
        errors: [{
            at: new Date("2026-03-04T05:06:06Z"),
            message: "TypeError: a.b is not a function at https://kaya.example/page/1a2b/chat/chat-turn.js:12:5",
        }],
    }
}

/** The same with every text replaced, also in members nobody knows yet; numbers, moments and switches stay. */
function planted(value, canary) {
    if (typeof value === "string") return canary
    if (value === null || typeof value !== "object" || value instanceof Date) return value
    if (Array.isArray(value)) return value.map((item) => planted(item, canary))
    const entries = Object.entries(value).map(([name, item]) => [name, planted(item, canary)])
    return Object.fromEntries([...entries, ["unheardOf", canary], ["kept", { text: canary, list: [canary] }]])
}

/** The same with one text replaced each time, so that what depends on the others is still gone through. */
function* plantedOnce(value, canary) {
    const paths = []
    const walk = (item, path) => {
        if (typeof item === "string") paths.push(path)
        else if (item && typeof item === "object" && !(item instanceof Date)) {
            for (const name of Object.keys(item)) walk(item[name], [...path, name])
        }
    }
    walk(value, [])
    for (const path of paths) {
        const copy = structuredClone(value)
        const holder = path.slice(0, -1).reduce((item, name) => item[name], copy)
        holder[path.at(-1)] = canary
        yield { path: path.join("."), copy }
    }
}

const CANARIES = [
    "Kanarie",
    "kanarie",
    "anna.kanarie@kreis-muster.example",
    "04821 667 123",
    "DE89 3704 0044 0532 0130 00",
    "Bearer eyJhbGciOiJIUzI1NiJ9.kanarie.x",
    "kaya_kanarie0123456789",
    "kayat_kanarie",
    "kaya-visitor=kanarie",
    "https://kaya.example/chat/stream?q=kanarie&token=kanarie",
    "/api/turns/kanarie/events?ticket=kanarie",
    "TypeError: Kanarie ist krank at https://kaya.example/kanarie?q=kanarie",
    'Unexpected token K, "Kanarie" is not valid JSON',
    "Mozilla/5.0 (Kanarie GmbH; PC-Kanarie) Chrome/126",
    "answer.kanarie",
    "text/event-stream; kanarie",
    "nginx/kanarie",
]

/** What of a canary must be nowhere. */
const SECRETS = /kanarie|4821|667 123|DE89|0532|eyJ/i

/** The bundle without its number, which the page makes itself. */
const written = (given) => JSON.stringify({ ...supportBundle(given), number: "" })

for (const canary of CANARIES) {
    test(`a bundle does not hold what stood in the page: ${canary}`, () => {
        assert.doesNotMatch(written(planted(sources(), canary)), SECRETS)
        for (const { path, copy } of plantedOnce(sources(), canary)) assert.doesNotMatch(written(copy), SECRETS, path)
    })
}

test("a frame, which holds an answer's words, is in no bundle", () => {
    assert.doesNotMatch(written(sources()), /geheim|frame/)
})

test("the lengths of an answer's pieces, which could give its words away, are in no bundle", () => {
    const { traces } = supportBundle(sources()).turns[0]
    assert.ok(traces.every((trace) => !("length" in trace)))
    assert.deepEqual(traces.filter(({ kind }) => kind === "bytes").map(({ count }) => count), [256])
})

test("a bundle says what happened", () => {
    const bundle = supportBundle(sources())
    assert.equal(bundle.kaya, "support-bundle")
    assert.equal(bundle.version, 1)
    assert.equal(bundle.madeAt, "2026-03-04T05:06:07.000Z")
    assert.deepEqual(bundle.page, {
        language: "de",
        userAgent: "Chrome/126.0.0.0",
        viewport: "390x844",
        online: true,
        visible: false,
    })
    assert.deepEqual(bundle.transport, { rung: "poll", why: "stall", verdict: "buffers-blocks" })
    const { traces, ...turn } = bundle.turns[0]
    assert.deepEqual(turn, {
        id: TURN,
        state: "done",
        receivedLength: 120,
        shownLength: 110,
        storedLength: 120,
        firstByteMs: 30,
        firstTextMs: 40,
        gaps: [60],
        rungs: [{ rung: "stream", why: "first" }, { rung: "poll", why: "stall" }],
        problems: ["upstream-cut"],
    })
    assert.deepEqual(traces[1], {
        at: 1,
        kind: "attempt",
        rung: "stream",
        address: "/api/conversations/…/turns",
        resume: false,
    })
    assert.deepEqual(traces[2].headers, { eventStream: true, server: "nginx", via: false })
    assert.deepEqual(traces.filter(({ detail }) => detail).map(({ detail }) => detail), [
        { phase: "thinking" },
        { attempt: 2, state: "writing", code: "upstream-cut", delayMs: 500 },
    ])
    assert.deepEqual(traces.map((trace) => trace.kind).slice(-3), ["offline", "problem", "end"])
    assert.equal(bundle.errors[0].message, "TypeError: a.b is not a function (chat/chat-turn.js:12:5)")
})

test("a check goes with its numbers and words", () => {
    const { check } = supportBundle(sources())
    assert.deepEqual(check.findings, [{ code: "buffers-blocks", ms: 750, bytes: 4096, count: 4, name: "gzip" }])
    assert.deepEqual(check.runs[0].ticks, [{ n: 1, ms: 250, at: 281, bytes: 40 }])
    assert.equal(check.runs[0].protocol, "http/1.0")
})

test("without a check there is none", () => {
    const bundle = supportBundle({ ...sources(), check: null })
    assert.deepEqual([bundle.check, bundle.transport.verdict], [null, null])
})

test("a bundle is bounded, and keeps what is newest", () => {
    const many = sources()
    many.turns = Array.from({ length: 30 }, (_, index) => ({ ...many.turns[0], receivedLength: index }))
    many.turns[29] = {
        ...many.turns[29],
        traces: Array.from({ length: 2000 }, (_, at) => ({ at, kind: "heartbeat" })),
    }
    const { turns } = supportBundle(many)
    assert.deepEqual([turns.length, turns.at(-1).receivedLength, turns.at(-1).traces.length], [10, 29, 400])
    assert.equal(turns.at(-1).traces.at(-1).at, 1999)
})

test("a browser is named by its products and its system", () => {
    const names = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.87":
            "AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.87 Windows NT 10.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0": "Gecko/20100101 Firefox/128.0 Linux",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1":
            "Version/17.5 Safari/604.1 iPhone CPU iPhone OS 17_5 Mobile",
    }
    for (const [userAgent, name] of Object.entries(names)) assert.equal(browserName(userAgent), name)
})

test("an error keeps its kind and its place", () => {
    assert.equal(
        redactedError("Uncaught RangeError: x (/page/9f/markdown/byte-reader.js:17:3)"),
        "RangeError (markdown/byte-reader.js:17:3)",
    )
    assert.equal(redactedError("irgendetwas"), "Error")
})

/** Whether it is a number as docs/support.md says, however somebody wrote it down: the last sign follows from the others. */
function isCaseNumber(text) {
    const signs = text.toUpperCase().replace(/[\s-]/g, "").replace(/^K(?=.{8}$)/, "")
    const values = [...signs].map((sign) => "0123456789ABCDEFGHJKMNPQRSTVWXY".indexOf(sign))
    const last = values.slice(0, 7).reduce((sum, value, index) => sum + value * (index + 1), 0) % 31
    return values.length === 8 && !values.includes(-1) && last === values[7]
}

test("a number has the form that is read out, and is found again however it was written down", () => {
    let n = 0
    const number = caseNumber(() => (n++ * 0.137) % 1)
    assert.match(number, /^K-[0-9A-HJKMNP-TV-Y]{4}-[0-9A-HJKMNP-TV-Y]{4}$/)
    for (const written of [number, number.toLowerCase(), number.replaceAll("-", " "), number.slice(2)]) {
        assert.ok(isCaseNumber(written))
    }
})

test("every single mistake and every exchange of neighbours shows", () => {
    const number = caseNumber(() => 0.42).replaceAll("-", "").slice(1)
    const different = caseNumber(((values) => () => values.shift())([0.1, 0.3, 0.5, 0.7, 0.9, 0.2, 0.4])).replaceAll(
        "-",
        "",
    ).slice(1)
    for (const sign of "0123456789ABCDEFGHJKMNPQRSTVWXY") {
        for (let at = 0; at < 8; at += 1) {
            if (number[at] !== sign) assert.ok(!isCaseNumber(number.slice(0, at) + sign + number.slice(at + 1)))
        }
    }
    for (let at = 0; at < 7; at += 1) {
        const [one, other] = [different[at], different[at + 1]]
        if (one !== other) assert.ok(!isCaseNumber(different.slice(0, at) + other + one + different.slice(at + 2)))
    }
})
