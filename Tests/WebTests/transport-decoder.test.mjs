import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { EventDecoder } from "../../Web/transport/event-decoder.js"

const lines = readFileSync(new URL("../../Fixtures/event-stream/cases.jsonl", import.meta.url), "utf8").trim().split(
    "\n",
)
const cases = lines.map((line) => JSON.parse(line))
const utf8 = new TextEncoder()

const bytesOf = ({ input, inputBase64 }) =>
    input === undefined ? Buffer.from(inputBase64, "base64") : utf8.encode(input)
const wanted = ({ events }) => events.map(({ type, data, id }) => ({ type, data, id }))

function decoded(...pieces) {
    const decoder = new EventDecoder()
    return pieces.flatMap((piece) => decoder.feed(piece))
}

test("every case of the fixtures decodes as a browser does, in one piece and byte by byte", () => {
    assert.ok(cases.length > 60, `${cases.length} cases`)
    for (const each of cases) {
        const bytes = bytesOf(each)
        assert.deepEqual(decoded(bytes), wanted(each), each.name)
        assert.deepEqual(decoded(...Array.from(bytes, (byte) => Uint8Array.of(byte))), wanted(each), each.name)
    }
})

test("every case decodes the same when it is cut in two at any byte", () => {
    for (const each of cases.filter((each) => bytesOf(each).length < 400)) {
        const bytes = bytesOf(each)
        for (let at = 0; at <= bytes.length; at += 1) {
            assert.deepEqual(decoded(bytes.subarray(0, at), bytes.subarray(at)), wanted(each), `${each.name} at ${at}`)
        }
    }
})

test("after the end of a connection the next one begins with the last id and nothing half", () => {
    const decoder = new EventDecoder()
    decoder.feed(utf8.encode("id: a.1\ndata: one\n\nid: a.2\nevent: half\ndata: tw"))
    decoder.finish()
    assert.deepEqual(decoder.feed(utf8.encode("data: new\n\n")), [{ type: "message", data: "new", id: "a.1" }])
})

test("an event without end fails the stream instead of filling the memory", () => {
    const decoder = new EventDecoder()
    const piece = utf8.encode(`data: ${"x".repeat(1 << 20)}`)
    assert.throws(() => {
        for (let count = 0; count < 20; count += 1) decoder.feed(piece)
    }, RangeError)
})
