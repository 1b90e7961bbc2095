/**
 * What a browser's window has of the network.
 * @typedef {object} NetworkScope
 * @property {typeof globalThis.fetch} fetch
 * @property {{ prototype: any }} [EventSource]
 * @property {object} navigator
 * @property {(event: Event) => boolean} dispatchEvent
 */

/**
 * A switch in a window's network: cuts what is open, or keeps all of it off for a while, as a tunnel does. Everything in the
 * window sees it, and nothing outside of it. `restore` takes the switch out; what was opened before it was put in cannot be cut.
 */
export class NetworkSwitch {
  isOff = false
  /** @type {Set<() => void>} */
  #open = new Set()

  /** @param {NetworkScope} [scope] */
  constructor(scope = globalThis) {
    this.scope = scope
    this.fetch = scope.fetch
    scope.fetch = (address, options) => this.#fetch(address, options)
    if (scope.EventSource) this.#watchSources(scope.EventSource.prototype)
  }

  /** Cuts every connection that is open. */
  cut() {
    for (const cut of [...this.#open]) cut()
    this.#open.clear()
  }

  /** Cuts, and lets nothing through until it is switched on again. @param {boolean} isOff */
  turn(isOff) {
    if (isOff === this.isOff) return
    this.isOff = isOff
    if (isOff) Object.defineProperty(this.scope.navigator, "onLine", { configurable: true, value: false })
    else Reflect.deleteProperty(this.scope.navigator, "onLine")
    if (isOff) this.cut()
    this.scope.dispatchEvent(new Event(isOff ? "offline" : "online"))
  }

  restore() {
    this.turn(false)
    this.scope.fetch = this.fetch
    if (this.scope.EventSource) Reflect.deleteProperty(this.scope.EventSource.prototype, "addEventListener")
  }

  /** @type {typeof globalThis.fetch} */
  async #fetch(address, options) {
    if (this.isOff) throw new TypeError("the network is switched off")
    const response = await this.fetch.call(this.scope, address, options)
    return response.body ? this.#cuttable(response, response.body) : response
  }

  /** @param {Response} response @param {ReadableStream<Uint8Array>} body */
  #cuttable(response, body) {
    const open = this.#open, reader = body.getReader()
    /** @type {() => void} */
    let cut = () => {}
    const parts = new ReadableStream({
      start(stream) {
        cut = () => {
          stream.error(new TypeError("the network was cut"))
          reader.cancel().catch(() => {}) // it may have broken off by itself
        }
        open.add(cut)
      },
      async pull(stream) {
        try {
          const { done, value } = await reader.read()
          if (!open.has(cut)) return
          if (value) stream.enqueue(value)
          if (!done) return
          stream.close()
        } catch (error) {
          if (open.has(cut)) stream.error(error)
        }
        open.delete(cut)
      },
      cancel(reason) {
        open.delete(cut)
        return reader.cancel(reason)
      },
    }, { highWaterMark: 0 })
    return new Response(parts, { status: response.status, statusText: response.statusText, headers: response.headers })
  }

  /** A source is known from when somebody listens to it. @param {EventSource} prototype */
  #watchSources(prototype) {
    const open = this.#open, watched = new WeakSet()
    const listen = prototype.addEventListener
    Object.defineProperty(prototype, "addEventListener", {
      configurable: true,
      /** @this {EventSource} @param {Parameters<EventSource["addEventListener"]>} given */
      value: function (...given) {
        if (!watched.has(this)) {
          watched.add(this)
          open.add(() => {
            if (this.readyState === 2) return
            this.close()
            this.dispatchEvent(new Event("error"))
          })
        }
        return listen.apply(this, given)
      },
    })
  }
}
