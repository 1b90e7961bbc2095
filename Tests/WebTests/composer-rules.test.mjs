import assert from "node:assert/strict"
import { test } from "node:test"
import { isComposedKey } from "../../Web/chat/composed-key.js"
import { isDoubleClick } from "../../Web/chat/double-click.js"

test("A key belongs to a composition by either of the two ways in which browsers say so", () => {
    assert.equal(isComposedKey({ isComposing: true, keyCode: 13 }), true)
    assert.equal(
        isComposedKey({ isComposing: false, keyCode: 229 }),
        true,
        "Safari's Enter comes after the composition's end",
    )
    assert.equal(isComposedKey({ isComposing: false, keyCode: 13 }), false)
})

test("A click within half a second of the question may be a double click's second one", () => {
    assert.equal(isDoubleClick(1_000, 1_000), true)
    assert.equal(isDoubleClick(1_000, 1_500), true)
    assert.equal(isDoubleClick(1_000, 1_501), false)
    assert.equal(isDoubleClick(-Infinity, 0), false)
})
