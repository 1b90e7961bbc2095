import { PageLife } from "./page-life.js"

/** @import { PageCore } from "./page-core.js" */
/** @import { World } from "../transport/world.js" */
/** @import { Words } from "../words/words.js" */
/** @import { PageError } from "./page-errors.js" */
/** @import { TraceRing } from "./page-traces.js" */

/** The whole page. It has `data-ready` once it can be used, and `data-layout` by how much fits beside the conversation. */
export class KayaPageElement extends HTMLElement {
  words = /** @type {Words} */ (/** @type {unknown} */ (null))
  world = /** @type {World} */ (/** @type {unknown} */ (null))
  traces = /** @type {TraceRing<any>} */ (/** @type {unknown} */ (null))
  /** What went wrong in the page's own code. @type {PageError[]} */
  errors = []
  core = /** @type {PageCore} */ (/** @type {unknown} */ (null))
  /** What happens in it, once it is in the document. @type {PageLife | null} */
  life = null

  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "kaya-page", registry = customElements) {
    registry.define(tag, this)
  }

  connectedCallback() {
    this.life ??= new PageLife(this)
  }
}
