import { ChatAnswerElement } from "./chat/chat-answer.js"
import { ChatComposerElement } from "./chat/chat-composer.js"
import { ChatSourcesElement } from "./chat/chat-sources.js"
import { ChatTranscriptElement } from "./chat/chat-transcript.js"
import { ChatTurnElement } from "./chat/chat-turn.js"
import { ConversationListElement } from "./chat/conversation-list.js"
import { KayaPageElement } from "./chat/kaya-page.js"
import { LiveAnnouncerElement } from "./chat/live-announcer.js"
import { keptErrors } from "./chat/page-errors.js"
import { TraceRing } from "./chat/page-traces.js"
import { ReadingPaneElement } from "./chat/reading-pane.js"
import { loadCore } from "./markdown/kaya-core.js"
import { defaultWorld } from "./transport/world.js"
import { wordsFor } from "./words/words.js"

/** How long the page waits for the core, in milliseconds. Without it answers are plain text, and everything else is as it is. */
const CORE_PATIENCE = 4000

const pageElements = [
  ChatAnswerElement,
  ChatComposerElement,
  ChatSourcesElement,
  ChatTranscriptElement,
  ChatTurnElement,
  ConversationListElement,
  KayaPageElement,
  LiveAnnouncerElement,
  ReadingPaneElement,
]
const pageWorld = defaultWorld()
const pageErrors = keptErrors(window, pageWorld.now)
for (const element of pageElements) element.define()
document.body.replaceChildren(Object.assign(new KayaPageElement(), {
  words: wordsFor(document.documentElement.lang),
  world: pageWorld,
  traces: new TraceRing(),
  errors: pageErrors,
  core: startedCore(document.documentElement.dataset.core ?? ""),
}))

/** The core, or null where it cannot run, is not there, or does not come. @param {string} address */
async function startedCore(address) {
  if (address === "" || typeof WebAssembly === "undefined") return null
  const late = new Promise((resolve) => pageWorld.setTimeout(() => resolve(null), CORE_PATIENCE))
  try {
    return await Promise.race([loadCore(address), late])
  } catch (error) {
    pageErrors.push({ at: pageWorld.now(), message: `The core did not start: ${error}`, stack: "" })
    return null
  }
}
