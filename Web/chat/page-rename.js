import { isComposedKey } from "./composed-key.js"
import { pageElement } from "./page-element.js"

/** @import { Words } from "../words/words.js" */

/**
 * Puts a text field in the place of a title. Enter and leaving it keep what was written, Esc does not; then the title is
 * back, and has the focus if the field had it.
 * @param {HTMLElement} shown what shows the title
 * @param {string} title
 * @param {Words} words
 * @param {(title: string) => void} onRenamed only when it is another title
 */
export function renameInPlace(shown, title, words, onRenamed) {
  const field = pageElement("input", {
    class: "field rename-field",
    "aria-label": words.text("conversation.title"),
    maxlength: 200,
    autocomplete: "off",
  })
  field.value = title
  let isDone = false
  /** @param {boolean} isKept */
  const finish = (isKept) => {
    if (isDone) return
    isDone = true
    const hadFocus = document.activeElement === field
    const written = field.value.trim()
    field.remove()
    shown.hidden = false
    if (hadFocus) shown.focus()
    if (isKept && written !== "" && written !== title) onRenamed(written)
  }
  field.addEventListener("blur", () => finish(true))
  field.addEventListener("keydown", (event) => {
    if (isComposedKey(event) || (event.key !== "Enter" && event.key !== "Escape")) return
    event.preventDefault()
    event.stopPropagation()
    finish(event.key === "Enter")
  })
  shown.before(field)
  shown.hidden = true
  field.focus()
  field.select()
}
