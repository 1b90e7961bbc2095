const KEYS_UP = new Set(["ArrowUp", "PageUp", "Home"])

let touchedAt = 0

/**
 * Whether somebody who does this wants to see what is further up. It is known before the view moves, and the view may never
 * move if new text is quicker.
 * @param {Event} event
 */
export function goesUp(event) {
  if (event instanceof WheelEvent) return event.deltaY < 0
  if (event instanceof KeyboardEvent) return KEYS_UP.has(event.key) || (event.key === " " && event.shiftKey)
  if (!("touches" in event)) return false
  const y = /** @type {TouchEvent} */ (event).touches[0]?.clientY ?? 0
  if (event.type === "touchstart") touchedAt = y
  return y > touchedAt + 4
}
