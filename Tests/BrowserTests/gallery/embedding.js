import { EmbeddedComposer } from "/web/client/embedded-composer.js"
import { EMBEDDED_STYLE } from "/web/client/embedded-style.js"
import { EmbeddedTurn } from "/web/client/embedded-turn.js"
import { embeddedWords } from "/web/client/embedded-words.js"
import { stage, world } from "./gallery.js"
import { check, press } from "./listening.js"
import { turnOf } from "./turns.js"

/** What is promised of the composer of `<kaya-chat>`. */
export function embedding() {
    const said = []
    let time = 10_000
    const words = embeddedWords("de")
    const composer = new EmbeddedComposer(words, { world: { now: () => time }, ask: (q) => said.push(q), stop: () => said.push("stopped") })
    const { field, fault, button } = composer
    stage.append(composer.element)
    const type = (text) => {
        field.value = text
        field.dispatchEvent(new Event("input", { bubbles: true }))
    }
    type("Was kostet ein Pass?")
    check("a question that is not too long is said to be valid", field.getAttribute("aria-invalid") === "false", field.outerHTML)
    press(field, "Enter", { isComposing: true })
    press(field, "Enter", { keyCode: 229 })
    press(field, "Enter", { shiftKey: true })
    check("an Enter that is composed sends nothing, in Safari neither", said.length === 0, said)

    composer.maximumCharacters = 40
    type("ä".repeat(39) + "👩‍👩‍👧‍👦👍🏽")
    press(field, "Enter")
    check("the limit is the server's, counted as it counts", said.length === 0 && fault.textContent === words.text("embedded.too-long", { count: 1 }), fault.textContent)
    check("and what is too long is said to be invalid", field.getAttribute("aria-invalid") === "true", field.outerHTML)
    type("ä".repeat(39) + "👍🏽")
    check("with exactly as many it is valid", field.getAttribute("aria-invalid") === "false" && fault.textContent === "", fault.textContent)
    press(field, "Enter")
    check("and is sent", said.length === 1 && field.value === "", said)

    type("Und ein Ausweis?")
    said.length = 0
    time += 10_000
    button.click()
    composer.isRunning = true
    time += 400
    button.click()
    check("a double click sends and does not stop", said.join() === "Und ein Ausweis?", said)
    press(field, "Escape", { keyCode: 229 })
    check("nor does an Escape that ends a composition", said.length === 1, said)
    time += 101
    button.click()
    check("a later click stops", said.at(-1) === "stopped", said)
    composer.element.remove()
    embedded(words)
}

/** `<kaya-chat>` with thirty turns, as it lies in somebody else's page. */
function embedded(words) {
    const host = document.createElement("div")
    const root = host.attachShadow({ mode: "open" })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(EMBEDDED_STYLE)
    root.adoptedStyleSheets = [sheet]
    const composer = new EmbeddedComposer(words, { world, ask: () => {}, stop: () => {} })
    const [section, scroller, list] = ["section", "div", "ol"].map((name) => document.createElement(name))
    scroller.className = "scroller"
    list.className = "turns"
    section.append(scroller, composer.element)
    scroller.append(list)
    root.append(section)
    stage.append(host)
    const edge = () => getComputedStyle(composer.field).borderTopColor
    const valid = edge()
    composer.field.dispatchEvent(new Event("input"))
    check("a field that is said to be valid looks valid", composer.field.getAttribute("aria-invalid") === "false" && edge() === valid, edge())
    const below = () => document.scrollingElement.scrollHeight - host.getBoundingClientRect().bottom - scrollY
    const before = below()
    for (let number = 0; number < 30; number += 1) {
        const view = new EmbeddedTurn({ words, world, core: null, actions: { again: () => {}, discard: () => {} } })
        view.update(turnOf({ key: `e${number}`, id: `e${number}`, question: "Was?", text: "Ja.\n\n".repeat(9), state: "done" }))
        list.append(view.element)
    }
    check("its turns scroll in it, and the page around it is no longer for them", scroller.scrollHeight > 2 * scroller.clientHeight && below() <= before, [before, below()])
    host.remove()
}
