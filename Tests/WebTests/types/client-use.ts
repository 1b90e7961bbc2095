// What people write against the declared types; `deno check` holds it. A line that must be refused says so.
import type { ReactChat } from "../../../Web/client/use-streaming-chat-react.d.ts"
import type { KayaChatElement } from "../../../Web/client/kaya-chat.d.ts"
import {
    type ChatSnapshot,
    hasEnded,
    KayaAPI,
    ProblemError,
    reactStreamingChat,
    streamingChat,
    type Turn,
    type TurnState,
    vueStreamingChat,
} from "../../../Web/client/kaya-client.js"

const chat = streamingChat({ base: "https://chat.example.org", mode: "simple", language: "de" })
const end: () => void = chat.subscribe(() => show(chat.getSnapshot()))
const key: string = chat.ask("Was kostet ein Ausweis?")
chat.retry(key)
await chat.rate(key, { rating: "down", reason: "incomplete" })
end()

function show({ turns, running, conversation }: ChatSnapshot): string[] {
    const title: string | undefined = conversation?.title
    const state: TurnState | undefined = running?.state
    return [
        title ?? "",
        state ?? "",
        ...turns.map((turn: Turn) => hasEnded(turn) ? turn.text : turn.problem?.code ?? ""),
    ]
}

try {
    const { conversations, next } = await new KayaAPI({ base: "" }).conversations({ q: "Auto", cursor: null })
    console.log(conversations[0]?.title.length, next)
} catch (error) {
    if (error instanceof ProblemError) console.log(error.problem.retryAfter, error.status)
}

const inReact: ReactChat = reactStreamingChat({})({ base: "" })
const text: string | undefined = inReact.turns.at(-1)?.text
const inVue = vueStreamingChat({})({ conversation: () => null })
const later: readonly Turn[] = inVue.turns.value
inVue.stop()

const element: KayaChatElement = document.createElement("kaya-chat")
element.addEventListener("chat-answered", (event) => console.log(event.detail.turn.text))
console.log(text, later, element.turns)

// @ts-expect-error: there is no such mode
streamingChat({ mode: "complicated" })
// @ts-expect-error: a turn cannot be changed
chat.getSnapshot().turns[0]!.text = ""
// @ts-expect-error: a list of turns cannot be changed
chat.getSnapshot().turns.push()
// @ts-expect-error: there is no such rating
void chat.rate(key, { rating: "sideways" })
