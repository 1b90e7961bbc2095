/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} TransportStorage */

/**
 * What the transport needs of its surroundings; tests hand in another.
 * @typedef {object} World
 * @property {(address: string, options: RequestInit) => Promise<Response>} fetch
 * @property {typeof EventSource | null} EventSource
 * @property {() => number} now milliseconds; goes on while the machine sleeps
 * @property {(run: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {() => number} random from 0 to below 1
 * @property {TransportStorage | null} storage may throw
 * @property {() => boolean} online
 * @property {(listener: () => void) => () => void} onOnline returns what ends it
 * @property {() => boolean} visible
 * @property {(listener: () => void) => () => void} onVisible returns what ends it
 */

/** The browser's. @returns {World} */
export function defaultWorld() {
  return {
    fetch: (address, options) => fetch(address, options),
    EventSource: globalThis.EventSource ?? null,
    now: () => Date.now(),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (timer) => clearTimeout(timer),
    random: () => Math.random(),
    storage: permittedLocalStorage(),
    online: () => globalThis.navigator?.onLine !== false,
    onOnline: (listener) => listeningTo(globalThis, "online", listener),
    visible: () => globalThis.document?.visibilityState !== "hidden",
    onVisible: (listener) =>
      listeningTo(globalThis.document, "visibilitychange", () => {
        if (document.visibilityState !== "hidden") listener()
      }),
  }
}

/** @param {EventTarget | undefined} target @param {string} type @param {() => void} listener */
function listeningTo(target, type, listener) {
  target?.addEventListener?.(type, listener)
  return () => target?.removeEventListener?.(type, listener)
}

/** @returns {Storage | null} */
function permittedLocalStorage() {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null // cookies are off: even to ask is forbidden
  }
}
