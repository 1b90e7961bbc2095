/**
 * The world of the browser as far as debug/ uses it; `transport/world.js` makes it.
 * @typedef {object} World
 * @property {(address: string, options?: RequestInit) => Promise<Response>} fetch
 * @property {() => number} now
 * @property {(run: () => void, ms: number) => unknown} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {any} [storage]
 */
export {}
