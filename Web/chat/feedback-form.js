import { isComposedKey } from "./composed-key.js"
import { pageElement } from "./page-element.js"

/** @import { Feedback } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */

const REASONS = ["wrong", "incomplete", "off-topic", "unclear", "source", "other"]
const COMMENT_CHARACTERS = 2000

let feedbackFormCount = 0

/**
 * Asks why an answer was good or not.
 * @param {{ words: Words, feedback: Feedback, onGiven: (feedback: Feedback) => void, onLeft: () => void }} options `feedback` is what was said so far
 */
export function feedbackForm({ words, feedback, onGiven, onLeft }) {
  const id = `feedback-${feedbackFormCount += 1}`
  const isGood = feedback.rating === "up"
  const reason = (/** @type {string} */ name) =>
    pageElement(
      "label",
      { class: "feedback-reason" },
      pageElement("input", { type: "radio", name: "reason", value: name, checked: feedback.reason === name }),
      words.text(`feedback.${name}`),
    )
  const comment = pageElement("textarea", {
    class: "field",
    id: `${id}-comment`,
    name: "comment",
    rows: 3,
    maxlength: COMMENT_CHARACTERS,
    dir: "auto",
    "aria-describedby": `${id}-privacy`,
  })
  comment.value = feedback.comment ?? ""
  const form = pageElement(
    "form",
    { class: "feedback-form" },
    pageElement(
      "fieldset",
      {},
      pageElement("legend", {}, words.text(isGood ? "feedback.question-up" : "feedback.question")),
      isGood ? null : pageElement("div", { class: "feedback-reasons" }, ...REASONS.map(reason)),
    ),
    pageElement("label", { for: `${id}-comment` }, words.text("feedback.comment")),
    comment,
    pageElement("p", { class: "feedback-privacy", id: `${id}-privacy` }, words.text("feedback.privacy")),
    pageElement(
      "div",
      { class: "feedback-buttons" },
      pageElement("button", { class: "button main" }, words.text("feedback.send")),
      pageElement("button", { type: "button", class: "button plain", click: onLeft }, words.text("feedback.cancel")),
    ),
  )
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    onGiven(feedbackOf(form, feedback.rating))
  })
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || isComposedKey(event)) return
    event.preventDefault()
    event.stopPropagation()
    onLeft()
  })
  return form
}

/** @param {HTMLFormElement} form @param {"up" | "down"} rating @returns {Feedback} */
function feedbackOf(form, rating) {
  const given = new FormData(form)
  const reason = given.get("reason")
  const comment = String(given.get("comment") ?? "").trim()
  return { rating, ...(reason ? { reason: String(reason) } : {}), ...(comment ? { comment } : {}) }
}
