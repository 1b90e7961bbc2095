import { make } from "./make-element.js"

/** Gives the person a file of JSON to keep. @param {string} name @param {unknown} value */
export function saveFile(name, value) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }))
  make("a", { href: address, download: name }).click()
  // Firefox reads it only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
