/**
 * The server's own reading of event streams and of Markdown, compiled to WebAssembly.
 *
 *     const core = await loadCore(new URL("kaya-core.wasm", import.meta.url))
 *     const answer = new Answer(core, { headingStart: 3 })
 *     page.apply(answer.append(bytes))
 *
 * What is made here is freed with `free()`; what has been freed answers nothing any more.
 */

/**
 * @typedef {object} CoreExports
 * @property {WebAssembly.Memory} memory
 * @property {() => number} input
 * @property {() => number} input_capacity
 * @property {() => number} output
 * @property {() => number} output_length
 * @property {(headingStart: number, features: number) => number} answer_make
 * @property {(handle: number, count: number) => number} answer_append
 * @property {(handle: number) => number} answer_finish
 * @property {(handle: number) => number} answer_take_patches
 * @property {(handle: number) => void} answer_free
 * @property {() => number} event_reader_make
 * @property {(handle: number, count: number) => number} event_reader_feed
 * @property {(handle: number) => number} event_reader_finish
 * @property {(handle: number) => void} event_reader_free
 */

const OUTCOMES = ["done", "it is not there, or was freed", "the input is too long", "it is longer than its bound"]

/**
 * Fetches and starts the module. A server that sends it with the wrong content type costs time, not the module.
 * @param {URL | string} url
 */
export async function loadCore(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered with ${response.status}`)
  const copy = response.clone()
  try {
    return new Core(await WebAssembly.instantiateStreaming(response, {}))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return new Core(await WebAssembly.instantiate(await copy.arrayBuffer(), {}))
  }
}

/** The module, started. */
export class Core {
  /** @param {WebAssembly.WebAssemblyInstantiatedSource} source */
  constructor(source) {
    this.exports = /** @type {CoreExports} */ (/** @type {unknown} */ (source.instance.exports))
    this.capacity = this.exports.input_capacity()
  }

  /**
   * Hands bytes over in pieces of what the module takes at once.
   * @param {Uint8Array} bytes
   * @param {(count: number) => void} take
   */
  send(bytes, take) {
    for (let start = 0; start < bytes.length; start += this.capacity) {
      const piece = bytes.subarray(start, start + this.capacity)
      // The memory's buffer is another one after it has grown.
      new Uint8Array(this.exports.memory.buffer, this.exports.input(), piece.length).set(piece)
      take(piece.length)
    }
  }

  /** A copy of what the module gave back. */
  received() {
    const { memory, output, output_length } = this.exports
    return new Uint8Array(memory.buffer, output(), output_length()).slice()
  }
}

/** A handle, which names something. @param {number} handle */
export function made(handle) {
  if (handle === 0) throw new Error("there are too many: free() those that are done")
  return handle
}

/** Says why a call did not do what it should. @param {number} outcome */
export function check(outcome) {
  if (outcome !== 0) throw new RangeError(OUTCOMES[outcome] ?? `the module answered ${outcome}`)
}
