import { add, snapshotOf, words } from "./gallery.js"
import { check, heard, press } from "./listening.js"
import { turnOf } from "./turns.js"

/** What is promised of the composer. */
export async function composing() {
    localStorage.clear()
    const said = heard("chat-asked", "chat-stopped")
    const composer = add("chat-composer", { maximumCharacters: 40, conversation: "a" })
    const field = composer.querySelector("textarea")
    const button = composer.querySelector(".composer-button")
    const status = composer.querySelector("[role=status]")
    const type = (text) => {
        field.value = text
        field.dispatchEvent(new Event("input", { bubbles: true }))
    }
    type("  Was kostet ein Pass? ")
    press(field, "Enter", { shiftKey: true })
    press(field, "Enter", { isComposing: true })
    check("a new line and a word that is composed send nothing", said.length === 0, said)
    press(field, "Enter")
    check("Enter sends, without white space around", JSON.stringify(said) === JSON.stringify([["asked", { q: "Was kostet ein Pass?" }]]) && field.value === "", said)
    check("the question is still kept", localStorage.getItem("kaya-draft:a")?.includes("Pass") === true)
    const asked = turnOf({ key: "q1", id: null, question: "Was kostet ein Pass?", state: "sending" })
    composer.isRunning = true
    button.click()
    check("a second click on the button stops nothing", said.length === 1, said)
    composer.snapshot = snapshotOf([{ ...asked, state: "failed", problem: { code: "offline" } }])
    composer.isRunning = false
    check("a question that could not be sent comes back", field.value === "Was kostet ein Pass?" && status.textContent === "", [field.value, status.textContent])
    composer.snapshot = snapshotOf([{ ...asked, id: "t9", state: "waiting" }])
    check("once it has arrived it is gone, here and in the storage", field.value === "" && localStorage.getItem("kaya-draft:a") === null, [field.value, localStorage.getItem("kaya-draft:a")])

    press(field, "Enter")
    check("an empty field says that a question is wanted", status.textContent === words.text("composer.empty"), status.textContent)
    composer.write("Wo?")
    check("which is said no longer once there is one, however it came", status.textContent === "", status.textContent)
    press(field, "Enter")
    composer.isRunning = true
    const unsent = turnOf({ key: "q2", id: null, question: "Wo?", state: "sending" })
    composer.isRunning = false
    composer.snapshot = snapshotOf([{ ...unsent, state: "stopped" }])
    check("a question that was stopped before it was sent comes back, and it is said why", field.value === "Wo?" && status.textContent === words.text("composer.taken-back"), [field.value, status.textContent])
    said.length = 1

    composer.isRunning = true
    type("Und ein Ausweis?")
    press(field, "Enter")
    check("while an answer runs, Enter says so and keeps the text", said.length === 1 && status.textContent === words.text("composer.running") && field.value !== "", status.textContent)
    press(field, "Escape")
    check("Esc stops", said.at(-1)[0] === "stopped" && said.length === 2)
    composer.isRunning = false
    check("then nothing is said any more", status.textContent === "")
    composer.conversation = "b"
    check("another conversation has another draft", field.value === "")
    type("ä".repeat(39) + "👩‍👩‍👧‍👦👍🏽")
    press(field, "Enter")
    check("a question that is too long by one character says so before it is sent", said.length === 2 && field.getAttribute("aria-invalid") === "true" && composer.querySelector(".composer-count").textContent === words.text("composer.over", { count: 1, maximum: 40 }), composer.querySelector(".composer-count").textContent)
    type("ä".repeat(39) + "👍🏽")
    press(field, "Enter")
    check("with exactly as many it is sent", said.length === 3)
    composer.conversation = "a"
    check("a draft is there again", field.value === "Und ein Ausweis?", field.value)
    composer.sendsWith = "control-enter"
    press(field, "Enter")
    check("where Enter does not send, it does not", said.length === 3)
    press(field, "Enter", { ctrlKey: true })
    check("but with Control it does", said.length === 4)

    composer.conversation = null
    type("Neu?")
    press(field, "Enter", { ctrlKey: true })
    type("Und dann?")
    composer.conversation = "c"
    check("a new conversation that gets its id keeps what is written in it", field.value === "Und dann?", field.value)

    composer.conversation = "d"
    const other = (text) => {
        localStorage.setItem("kaya-draft:d", JSON.stringify([{ writer: "other", text, at: Date.now() }]))
        dispatchEvent(new StorageEvent("storage", { key: "kaya-draft:d" }))
    }
    document.activeElement?.blur()
    other("Im anderen Fenster")
    check("what another window writes is here too, as long as nothing is written here", field.value === "Im anderen Fenster", field.value)
    type("Hier anders")
    other("Im anderen Fenster geht es weiter")
    check("then neither replaces the other", field.value === "Hier anders" && !composer.querySelector(".composer-other").hidden)
    composer.querySelector(".composer-other button").click()
    check("and the other can be added", field.value === "Hier anders\n\nIm anderen Fenster geht es weiter" && composer.querySelector(".composer-other").hidden, field.value)
    composer.write("Frage bearbeiten")
    check("a question can be put here to be edited", field.value === "Frage bearbeiten" && document.activeElement === field)
    type("Zeile\n".repeat(400))
    check("a long text is shown in at most two fifths of the window", field.offsetHeight <= innerHeight * 0.4 + 1 && field.offsetHeight > innerHeight * 0.3, field.offsetHeight)
    type("x".repeat(1_000_000))
    check("a text of a million characters is refused with its count", composer.querySelector(".composer-count").textContent.includes("999"))
    type("")
    composer.remove()
    localStorage.clear()
}
