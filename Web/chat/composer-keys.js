/** @typedef {"enter" | "control-enter"} SendsWith */

/**
 * Whether a key sends. Control or Command with Enter always does; Enter alone where the reader has chosen it.
 * @param {Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">} event
 * @param {SendsWith} sendsWith
 */
export function asksWith({ key, shiftKey, ctrlKey, metaKey, altKey }, sendsWith) {
  if (key !== "Enter" || altKey || shiftKey) return false
  return ctrlKey || metaKey || sendsWith === "enter"
}
