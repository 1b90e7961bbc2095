import { pageElement } from "./page-element.js"

/** @import { Words } from "../words/words.js" */

/** A text of so many code units is as high as the field may be, without measuring: that would take seconds. */
const SURELY_HIGH = 12_000

let composerCount = 0

/** @typedef {ReturnType<typeof composerParts>} ComposerParts */

/** What the composer is made of. @param {Words} words */
export function composerParts(words) {
  const id = `composer-${composerCount += 1}`
  const field = pageElement("textarea", {
    id: `${id}-field`,
    class: "composer-field",
    rows: 1,
    dir: "auto",
    autocomplete: "off",
    placeholder: words.text("composer.place"),
    "aria-describedby": `${id}-count ${id}-hint`,
  })
  const button = pageElement("button", { class: "composer-button" })
  const count = pageElement("p", { class: "composer-count", id: `${id}-count` })
  const hint = pageElement("p", { class: "composer-hint", id: `${id}-hint` })
  const said = pageElement("p", { class: "composer-said", role: "status" })
  const take = pageElement("button", { type: "button", class: "button plain" }, words.text("composer.take-other"))
  const other = pageElement(
    "p",
    { class: "composer-other", hidden: true },
    words.text("composer.other-draft"),
    " ",
    take,
  )
  const form = pageElement(
    "form",
    { class: "composer" },
    other,
    pageElement(
      "div",
      { class: "composer-box" },
      pageElement("label", { class: "for-ears", for: `${id}-field` }, words.text("composer.name")),
      field,
      button,
    ),
    pageElement("div", { class: "composer-foot" }, said, count, hint),
  )
  keepFitting(field, form)
  return { form, field, button, count, hint, said, take, other }
}

/** Fits a field anew where its lines become others: with its width and with the size of text. @param {HTMLTextAreaElement} field @param {HTMLElement} form */
function keepFitting(field, form) {
  let fittedFor = ""
  const fit = () => {
    const now = `${field.clientWidth} ${getComputedStyle(field).fontSize}`
    if (now !== fittedFor) fitHeight(field)
    fittedFor = now
  }
  // Not at once: it makes the form another size, which browsers report as an error.
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(form)
}

/** Makes a field as high as its text; how high it may become is the style's. @param {HTMLTextAreaElement} field */
export function fitHeight(field) {
  if (field.value.length > SURELY_HIGH) return field.style.setProperty("block-size", "100vh")
  field.style.setProperty("block-size", "auto")
  field.style.setProperty("block-size", `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`)
}
