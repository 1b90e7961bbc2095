import { make } from "./make-element.js"

/** @import { PageError } from "./hand-over.js" */
/** @import { Say } from "./debug-words.js" */

/** What went wrong: in the page's code, and the problems of the turn that is looked at. */
export class ErrorsView {
  /** @param {Say} say @param {"de" | "en"} language */
  constructor(say, language) {
    this.language = language
    this.empty = make("p", { class: "debug-quiet" }, say("errors.empty"))
    this.list = make("ol", { class: "debug-frames" })
    this.element = make("div", {}, this.empty, this.list)
  }

  /** @param {PageError[]} errors @param {string[]} problems codes */
  show(errors, problems) {
    const items = [
      ...problems.map((code) => make("li", { "data-tone": "warning" }, make("code", {}, code))),
      ...errors.map(({ at, message, stack }) =>
        make(
          "li",
          {},
          make("span", {}, new Date(at).toLocaleTimeString(this.language)),
          make("code", { dir: "ltr" }, `${message}\n${stack}`.trim()),
        )
      ),
    ]
    this.empty.hidden = items.length > 0
    this.list.replaceChildren(...items)
  }
}
