import { check, made } from "./kaya-core.js"

/** @import { Core } from "./kaya-core.js" */

const SOURCE_MARKS = 1

/** An answer in Markdown as it arrives; patches come out, for `MarkdownPatches`. */
export class Answer {
  /**
   * @param {Core} core
   * @param {{ headingStart?: number, sourceMarks?: boolean }} [options] the level of the text's first-level heading; whether
   *   marks like `[1]` name sources
   */
  constructor(core, { headingStart = 1, sourceMarks = false } = {}) {
    this.core = core
    this.handle = made(core.exports.answer_make(headingStart, sourceMarks ? SOURCE_MARKS : 0))
  }

  /** Reads on, and says what has changed. @param {Uint8Array} bytes */
  append(bytes) {
    this.core.send(bytes, (count) => check(this.core.exports.answer_append(this.handle, count)))
    return this.takePatches()
  }

  /** The answer is whole; says what that changed. */
  finish() {
    check(this.core.exports.answer_finish(this.handle))
    return this.takePatches()
  }

  takePatches() {
    check(this.core.exports.answer_take_patches(this.handle))
    return this.core.received()
  }

  free() {
    this.core.exports.answer_free(this.handle)
  }
}
