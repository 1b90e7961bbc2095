import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { readdir } from "node:fs/promises"
import { test } from "node:test"
import { fileURLToPath } from "node:url"

const root = new URL("../../", import.meta.url)
const path = (name) => fileURLToPath(new URL(name, root))

test("the declared types are those of the modules, and people can write against them", async () => {
    const samples = (await readdir(path("Tests/WebTests/types"))).map((name) => path(`Tests/WebTests/types/${name}`))
    const environment = { ...process.env, DENO_DIR: path(".build/deno"), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" }
    const [error, said] = await new Promise((resolve) =>
        execFile(
            path(".venv/bin/deno"),
            ["check", "--quiet", "--config", path("Web/deno.json"), ...samples],
            { env: environment },
            (error, _, said) => resolve([error, said]),
        )
    )
    assert.equal(error, null, said)
    assert.equal(samples.length, 2)
})
