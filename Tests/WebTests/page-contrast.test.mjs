import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"

const tokens = readFileSync(new URL("../../Web/style/00-tokens.css", import.meta.url), "utf8")
const COLOUR = /--colour-([\w-]+): ([^;]+);/g
const GROUNDS = ["page", "surface", "raised", "hover"]

/** The colours in the block that a selector begins. */
function coloursOf(selector) {
    const start = tokens.indexOf(selector)
    assert.ok(start >= 0, `the tokens have no ${selector}`)
    const block = tokens.slice(tokens.indexOf("{", start), tokens.indexOf("}", start))
    return Object.fromEntries([...block.matchAll(COLOUR)].map(([, name, value]) => [name, value]))
}

const light = coloursOf(":root {")
const themes = {
    light,
    "dark, by the system": { ...light, ...coloursOf(':root:not([data-theme="light"])') },
    "dark, by choice": { ...light, ...coloursOf(':root[data-theme="dark"]') },
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour) {
    const [red, green, blue] = [1, 3, 5].map((index) => parseInt(colour.slice(index, index + 2), 16) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function ratio(one, other) {
    const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (bright + 0.05) / (dark + 0.05)
}

test("The ratio of black and white is 21", () => assert.equal(ratio("#000000", "#ffffff").toFixed(2), "21.00"))

for (const [theme, colours] of Object.entries(themes)) {
    const holds = (front, ground, least) => {
        const found = ratio(colours[front], colours[ground])
        assert.ok(found >= least, `${front} on ${ground} has ${found.toFixed(2)}:1`)
    }

    test(`Text of every colour can be read on every ground: ${theme}`, () => {
        for (const front of ["text", "quiet", "accent", "accent-strong", "good", "warning", "danger"]) {
            for (const ground of GROUNDS) holds(front, ground, 4.5)
        }
    })

    test(`Text can be read on coloured grounds: ${theme}`, () => {
        for (const ground of ["accent", "accent-strong"]) holds("on-accent", ground, 4.5)
        holds("on-danger", "danger", 4.5)
        for (const kind of ["accent", "good", "warning", "danger"]) {
            for (const front of [kind, "text", "quiet"]) holds(front, `${kind}-soft`, 4.5)
        }
    })

    test(`Edges of controls and the focus can be seen: ${theme}`, () => {
        for (const front of ["edge", "focus"]) {
            for (const ground of ["page", "surface", "raised"]) holds(front, ground, 3)
        }
    })
}

test("Dark is the same, by the system and by choice", () => {
    assert.deepEqual(themes["dark, by choice"], themes["dark, by the system"])
})
