import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { readFile } from "node:fs/promises"
import { test } from "node:test"
import { Core } from "../../Web/markdown/kaya-core.js"

// Kaya's own build of Tests/PatchPrinter; `make web` makes it.
const printer = process.env.PATCH_PRINTER ?? new URL("../../.build/debug/PatchPrinter", import.meta.url).pathname
const fixtures = new URL("../../Fixtures/markdown/", import.meta.url)
const SOURCE_MARKS = 1

async function cases() {
    const lines = (await readFile(new URL("cases.jsonl", fixtures), "utf8")).trim().split("\n")
    const { contexts, markup, addresses } = JSON.parse(await readFile(new URL("hostile.json", fixtures), "utf8"))
    const hostile = contexts.flatMap((context) => {
        const [place, pieces] = context.includes("%a") ? ["%a", addresses] : ["%m", markup]
        return pieces.filter((_, index) => index % 7 === 0).map((piece) => context.replaceAll(place, () => piece))
    })
    return [...lines.map((line) => JSON.parse(line).markdown), ...hostile]
}

function cut(bytes, size) {
    const chunks = []
    for (let start = 0; start < bytes.length; start += size) chunks.push(bytes.subarray(start, start + size))
    return chunks
}

const length = (count) => Buffer.from(new Uint32Array([count]).buffer)

/** What the native program prints: for each chunk an outcome and patches. */
function printNatively(answers) {
    const input = answers.flatMap(({ headingStart, chunks }) => [
        Buffer.from([headingStart]),
        ...chunks.flatMap((chunk) => [length(chunk.length), chunk]),
        length(0),
    ])
    const { status, stdout, stderr, error } = spawnSync(printer, { input: Buffer.concat(input), maxBuffer: 1 << 30 })
    assert.equal(error, undefined, `${printer}: ${error}`)
    assert.equal(status, 0, String(stderr))
    return stdout
}

/** The same from the module. */
function* printFromModule({ exports }, { headingStart, chunks }) {
    const answer = exports.answer_make(headingStart, SOURCE_MARKS)
    for (const chunk of [...chunks, null]) {
        if (chunk) new Uint8Array(exports.memory.buffer, exports.input(), chunk.length).set(chunk)
        const outcome = chunk ? exports.answer_append(answer, chunk.length) : exports.answer_finish(answer)
        exports.answer_take_patches(answer)
        yield Buffer.from([outcome])
        yield length(exports.output_length())
        yield Buffer.from(new Uint8Array(exports.memory.buffer, exports.output(), exports.output_length()))
    }
    exports.answer_free(answer)
}

test("the patches of every case are the same bytes natively and in the page's module, however they are cut", async () => {
    const module = await readFile(new URL("../../Web/markdown/kaya-core.wasm", import.meta.url))
    const core = new Core(await WebAssembly.instantiate(module, {}))
    const texts = (await cases()).map((text) => Buffer.from(text))
    const answers = texts.flatMap((text, index) =>
        [text.length + 1, 1, 4, 3 + (index % 11)].map((size) => ({
            headingStart: 1 + (index % 6),
            chunks: cut(text, size),
            text,
        }))
    )
    const native = printNatively(answers)
    let offset = 0
    for (const answer of answers) {
        const patches = Buffer.concat([...printFromModule(core, answer)])
        const found = native.subarray(offset, offset + patches.length)
        assert.ok(
            patches.equals(found),
            `${JSON.stringify(String(answer.text))}\n${patches.toString("hex")}\n${found.toString("hex")}`,
        )
        offset += patches.length
    }
    assert.equal(offset, native.length)
    assert.ok(answers.length > 2_000)
})
