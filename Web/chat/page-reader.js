import { pageLayout } from "./page-layout.js"

/** @import { PageFrame } from "./page-frame.js" */

/** Keeps the page as its reader needs it: by what they have chosen, by how much room there is, and by whether there is a network. @param {PageFrame} frame */
export function followReader(frame) {
  const { page, preferences } = frame.life
  const fit = () => {
    const textSize = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
    const layout = pageLayout(page.clientWidth, textSize)
    if (layout === frame.layout && page.dataset.layout) return
    frame.layout = layout
    page.dataset.layout = layout
    if (layout !== "narrow") frame.drawer.close()
    frame.pane.fit(layout, document.documentElement.dataset.debugPanel !== undefined)
  }
  const apply = () => {
    preferences.applyTo(document.documentElement)
    frame.announcer.mode = preferences.get("announcements")
    frame.composer.sendsWith = preferences.get("sendsWith")
    fit()
  }
  const showNetwork = () => frame.notices.showOnline(page.world.online())
  // Not the window's width: the debug panel takes some of it. Not at once: others still measure in this frame.
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(page)
  for (const type of ["online", "offline"]) addEventListener(type, showNetwork)
  preferences.subscribe(apply)
  apply()
  showNetwork()
}
