import { ChatStore } from "../../Web/client/chat-store.js"
import { ManualWorld, ScriptedServer, ScriptedTransport, settle } from "./client-world.mjs"

/** A store with a transport and a server that do what a test says; `last` is the latest turn. */
export function scene(mode = "conversation", parts = {}) {
    const world = new ManualWorld()
    const transport = new ScriptedTransport()
    const server = new ScriptedServer()
    const chat = new ChatStore({
        open: transport.open,
        api: server,
        world,
        transport: { base: "https://chat.example.org" },
        mode,
        ...parts,
    })
    const last = () => chat.getSnapshot().turns.at(-1)
    return { world, transport, server, chat, last }
}

/** A scene in which a question is asked and has its name. */
export async function asked(mode) {
    const all = scene(mode)
    const key = all.chat.ask("Was kostet das?")
    await settle()
    all.transport.last.started()
    return { ...all, key }
}
