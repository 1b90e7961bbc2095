import assert from "node:assert/strict"
import { readFile } from "node:fs/promises"
import { test } from "node:test"
import { Answer } from "../../Web/markdown/answer.js"
import { EventStream } from "../../Web/markdown/event-stream.js"
import { Core, loadCore } from "../../Web/markdown/kaya-core.js"

const file = new URL("../../Web/markdown/kaya-core.wasm", import.meta.url)
const bytes = await readFile(file)
const utf8 = new TextEncoder()

async function start() {
    return new Core(await WebAssembly.instantiate(bytes, {}))
}

test("the module imports nothing and has one memory", () => {
    const module = new WebAssembly.Module(bytes)
    assert.deepEqual(WebAssembly.Module.imports(module), [])
    const memories = WebAssembly.Module.exports(module).filter(({ kind }) => kind === "memory")
    assert.deepEqual(memories.map(({ name }) => name), ["memory"])
})

test("the module is loaded whatever content type it comes with", async (context) => {
    for (const type of ["application/wasm", "text/plain"]) {
        context.mock.method(globalThis, "fetch", async () => new Response(bytes, { headers: { "Content-Type": type } }))
        assert.ok((await loadCore(file)) instanceof Core, type)
    }
    context.mock.method(globalThis, "fetch", async () => new Response("", { status: 404 }))
    await assert.rejects(loadCore(file), /404/)
    context.mock.method(
        globalThis,
        "fetch",
        async () => new Response("", { headers: { "Content-Type": "application/wasm" } }),
    )
    await assert.rejects(loadCore(file), WebAssembly.CompileError)
})

test("a thousand answers made and freed need no more memory than the first few", async () => {
    const core = await start()
    const text = utf8.encode(
        "# Fees\n\nA *passport* costs **37.50 €**, see [the list](/fees).\n\n- one\n- two\n\n".repeat(400),
    )
    const sizes = []
    for (let number = 0; number < 1_000; number += 1) {
        const answer = new Answer(core)
        for (let start = 0; start < text.length; start += 5_000) answer.append(text.subarray(start, start + 5_000))
        answer.finish()
        answer.free()
        sizes.push(core.exports.memory.buffer.byteLength)
    }
    assert.equal(sizes.at(-1), sizes[4], `${sizes[0]} ${sizes[4]} ${sizes.at(-1)}`)
    assert.ok(sizes.at(-1) < 8 << 20, `${sizes.at(-1)} bytes`)
})

test("answers of many sizes, freed in another order, leave no holes that grow", async () => {
    const core = await start()
    const text = utf8.encode("word *and* `code` and [a link](/there) and more\n".repeat(2_000))
    const sizes = []
    for (let round = 0; round < 30; round += 1) {
        const answers = Array.from({ length: 40 }, () => new Answer(core))
        answers.forEach((answer, index) => answer.append(text.subarray(0, ((index * 7_919) % text.length) + 1)))
        for (const answer of answers.filter((_, index) => index % 3 === 0)) answer.free()
        for (const answer of answers) if (core.exports.answer_finish(answer.handle) === 0) answer.free()
        sizes.push(core.exports.memory.buffer.byteLength)
    }
    // Where the first rounds leave their blocks decides whether one page more is needed; after that none may be.
    assert.equal(sizes.at(-1), sizes[9], sizes.join(" "))
    assert.ok(sizes.at(-1) < 1.1 * sizes[0], sizes.join(" "))
})

test("a handle that is wrong, old or foreign does nothing", async () => {
    const core = await start()
    const { exports } = core
    const answer = new Answer(core)
    const stream = new EventStream(core)
    answer.free()
    const next = new Answer(core)
    assert.notEqual(next.handle, answer.handle)
    for (
        const handle of [
            0,
            answer.handle,
            -1,
            1,
            4_095,
            4_096,
            2 ** 31,
            2 ** 32 - 1,
            next.handle + 1,
            next.handle + 4_096,
        ]
    ) {
        assert.equal(exports.answer_append(handle, 1), 1, `${handle}`)
        assert.equal(exports.answer_finish(handle), 1)
        assert.equal(exports.answer_take_patches(handle), 1)
        assert.equal(exports.output_length(), 0)
        exports.answer_free(handle)
    }
    for (const handle of [0, stream.handle + 1, -1, 77]) {
        assert.equal(exports.event_reader_feed(handle, 1), 1)
        assert.equal(exports.event_reader_finish(handle), 1)
        exports.event_reader_free(handle)
    }
    assert.ok(next.append(utf8.encode("still there\n")).length > 0)
    assert.throws(() => answer.append(utf8.encode("x")), /freed/)
    assert.throws(() => answer.finish(), /freed/)
    answer.free()
})

test("more input than there is room for is refused, not read", async () => {
    const { exports, capacity } = await start()
    const answer = exports.answer_make(1, 0)
    const reader = exports.event_reader_make()
    for (const count of [capacity + 1, -1, 2 ** 31 - 1, -(2 ** 31)]) {
        assert.equal(exports.answer_append(answer, count), 2)
        assert.equal(exports.event_reader_feed(reader, count), 2)
    }
})

test("there is an end to how many answers there are at once, and it can be undone", async () => {
    const core = await start()
    const answers = Array.from({ length: 1_024 }, () => new Answer(core))
    assert.equal(new Set(answers.map(({ handle }) => handle)).size, 1_024)
    assert.throws(() => new Answer(core), /too many/)
    answers[500].free()
    assert.ok(new Answer(core))
})

test("an answer longer than its bound is refused, and the next one is not", async () => {
    const core = await start()
    const answer = new Answer(core)
    const line = utf8.encode(`${"x".repeat(65_534)}\n\n`.slice(0, 65_536))
    for (let number = 0; number < 128; number += 1) answer.append(line)
    assert.throws(() => answer.append(line), /bound/)
    answer.free()
    assert.ok(new Answer(core).append(utf8.encode("next\n")).length > 0)
})

test("an event stream is read however it is cut", async () => {
    const core = await start()
    const text =
        "\uFEFFid: 1\nevent: answer.delta\ndata: Grüße 😀\ndata: \uFEFFzwei\n\n: nothing\n\ndata\n\nid: 2\ndata: x\r\n\r\ndata: lost"
    const expected = [
        { type: "answer.delta", data: "Grüße 😀\n\uFEFFzwei", id: "1" },
        { type: "message", data: "", id: "1" },
        { type: "message", data: "x", id: "2" },
    ]
    const whole = utf8.encode(text)
    for (let size = 1; size <= whole.length; size += 1) {
        const stream = new EventStream(core)
        const events = []
        for (let start = 0; start < whole.length; start += size) {
            events.push(...stream.feed(whole.subarray(start, start + size)))
        }
        assert.deepEqual(events, expected, `pieces of ${size}`)
        stream.finish()
        assert.deepEqual(stream.feed(utf8.encode("data: next\n\n")).map(({ data }) => data), ["next"])
        stream.free()
    }
})

test("an event larger than the input is read whole, one beyond the bound is an error until the stream ends", async () => {
    const core = await start()
    const stream = new EventStream(core)
    const data = "y".repeat(1_000_000)
    assert.equal(stream.feed(utf8.encode(`data: ${data}\n\n`))[0].data, data)
    assert.throws(() => stream.feed(utf8.encode("data: ".padEnd(3 << 20, "z"))), /bound/)
    assert.throws(() => stream.feed(utf8.encode("data: a\n\n")), /bound/)
    stream.finish()
    assert.equal(stream.feed(utf8.encode("data: a\n\n"))[0].data, "a")
})
