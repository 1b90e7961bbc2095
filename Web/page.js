import { ChatAnswerElement } from "./chat/chat-answer.js"
import { ChatComposerElement } from "./chat/chat-composer.js"
import { ChatSourcesElement } from "./chat/chat-sources.js"
import { ChatTranscriptElement } from "./chat/chat-transcript.js"
import { ChatTurnElement } from "./chat/chat-turn.js"
import { ConversationListElement } from "./chat/conversation-list.js"
import { KayaPageElement } from "./chat/kaya-page.js"
import { LiveAnnouncerElement } from "./chat/live-announcer.js"
import { PageCore } from "./chat/page-core.js"
import { keptErrors } from "./chat/page-errors.js"
import { TraceRing } from "./chat/page-traces.js"
import { ReadingPaneElement } from "./chat/reading-pane.js"
import { defaultWorld } from "./transport/world.js"
import { wordsFor } from "./words/words.js"

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
  core: new PageCore({
    address: document.documentElement.dataset.core ?? "",
    world: pageWorld,
    onFailure: (error) =>
      pageErrors.push({ at: pageWorld.now(), message: `The core did not start: ${error}`, stack: "" }),
  }),
}))
