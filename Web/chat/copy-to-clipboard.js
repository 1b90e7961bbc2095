/**
 * Puts text on the clipboard, with its formatting where there is some, and says whether that worked. Old browsers, and pages
 * that are not served over TLS, have only the old command for it.
 * @param {string} text
 * @param {string} [html]
 */
export async function copyToClipboard(text, html) {
  try {
    if (html && globalThis.ClipboardItem && navigator.clipboard.write) {
      const parts = {
        "text/plain": new Blob([text], { type: "text/plain" }),
        "text/html": new Blob([html], { type: "text/html" }),
      }
      await navigator.clipboard.write([new ClipboardItem(parts)])
    } else {
      await navigator.clipboard.writeText(text)
    }
    return true
  } catch {
    return copyByCommand(text, html)
  }
}

/** @param {string} text @param {string | undefined} html */
function copyByCommand(text, html) {
  const fill = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text)
    if (html) event.clipboardData?.setData("text/html", html)
    event.preventDefault()
  }
  const focused = document.activeElement
  const field = document.createElement("textarea")
  field.value = text
  field.className = "for-ears"
  field.setAttribute("aria-hidden", "true")
  document.body.append(field)
  document.addEventListener("copy", fill)
  try {
    field.select()
    return document.execCommand("copy")
  } catch {
    return false
  } finally {
    document.removeEventListener("copy", fill)
    field.remove()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}
