/**
 * What the page needs of the world, of what `defaultWorld()` gives; tests hand in a clock of their own.
 * @typedef {object} PageWorld
 * @property {() => number} now milliseconds
 * @property {(act: () => void, milliseconds: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {(address: string, options: RequestInit) => Promise<Response>} fetch
 * @property {{ getItem(key: string): string | null, setItem(key: string, value: string): void, removeItem(key: string): void } | null} storage
 */

/** @param {PageWorld["storage"]} storage @param {string} key @returns {any} what was stored, or null */
export function storedValue(storage, key) {
  try {
    return JSON.parse(storage?.getItem(key) ?? "null")
  } catch {
    return null
  }
}

/** Stores a value, or null to forget it. A storage that is full or forbidden forgets it with the page. @param {PageWorld["storage"]} storage @param {string} key @param {unknown} value */
export function storeValue(storage, key, value) {
  try {
    if (value === null) storage?.removeItem(key)
    else storage?.setItem(key, JSON.stringify(value))
  } catch {
    return
  }
}
