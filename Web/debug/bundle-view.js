import { bundleSources } from "./bundle-sources.js"
import { make } from "./make-element.js"
import { saveFile } from "./save-file.js"
import { supportBundle } from "./support-bundle.js"

/** @import { HandOver } from "./hand-over.js" */
/** @import { ConnectionCheckElement } from "./connection-check.js" */
/** @import { Say } from "./debug-words.js" */

/** The support bundle: its number, what is in it, and a way to save it. */
export class BundleView {
  /** @param {HandOver} handOver @param {ConnectionCheckElement} check @param {Map<string, { length: number, of: number }>} stored @param {Say} say */
  constructor(handOver, check, stored, say) {
    this.bundle = () => supportBundle(bundleSources(handOver, check.number, check.result, stored))
    const said = make("p", { role: "status", class: "debug-quiet" })
    const content = make("code", { dir: "ltr" })
    const inside = make(
      "details",
      {
        class: "debug-inside",
        toggle: () => content.textContent = inside.open ? JSON.stringify(this.bundle(), null, 2) : "",
      },
      make("summary", {}, say("bundle.look")),
      make("pre", { tabindex: 0 }, content),
    )
    const save = () => {
      const name = `kaya-${check.number}.json`
      saveFile(name, this.bundle())
      said.textContent = say("bundle.saved", { name })
    }
    this.element = make(
      "div",
      {},
      make("p", { class: "debug-number" }, `${say("check.number")} `, make("strong", {}, check.number)),
      make("p", {}, say("bundle.note")),
      make(
        "div",
        { class: "debug-buttons" },
        make("button", { type: "button", class: "button main", click: save }, say("bundle.save")),
      ),
      said,
      inside,
    )
  }
}
