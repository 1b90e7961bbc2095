/** What is in debug/, which is fetched when it is wanted; see `debug/hand-over.js` for what it is handed. */
/** @import { HandOver } from "./debug/hand-over.js" */

/** @type {Promise<void> | null} */
let debugStyle = null

/** Opens the debug panel beside the page. @param {HandOver} handOver @returns {Promise<HTMLElement & { close(): void }>} */
export async function loadDebugPanel(handOver) {
  /** @type {[typeof import("./debug/debug-panel.js"), void]} */
  const [{ DebugPanelElement }] = await Promise.all([
    import(new URL("./debug/debug-panel.js", import.meta.url).href),
    loadDebugStyle(),
  ])
  return DebugPanelElement.open(handOver)
}

/** The element that checks the connection, to be put wherever it is wanted. @param {HandOver} handOver @returns {Promise<HTMLElement & { begin(): Promise<void> }>} */
export async function loadConnectionCheck(handOver) {
  /** @type {[typeof import("./debug/connection-check.js"), void]} */
  const [{ ConnectionCheckElement }] = await Promise.all([
    import(new URL("./debug/connection-check.js", import.meta.url).href),
    loadDebugStyle(),
  ])
  return ConnectionCheckElement.make(handOver)
}

/** Is there in any case: without its styles the panel can still be read. */
function loadDebugStyle() {
  debugStyle ??= new Promise((resolve) => {
    const link = document.createElement("link")
    link.rel = "stylesheet"
    link.href = new URL("./debug/debug.css", import.meta.url).href
    link.addEventListener("load", () => resolve())
    link.addEventListener("error", () => resolve())
    document.head.append(link)
  })
  return debugStyle
}
