import { PageToasts } from "/web/chat/page-toasts.js"
import { stage, words } from "./gallery.js"
import { check } from "./listening.js"

/** What is promised of short messages. Their time runs out when it is told to. */
export function toasting() {
    const timers = new Set()
    const setTimeout = (run) => (timers.add(run), run)
    const world = { now: () => 0, setTimeout, clearTimeout: (run) => timers.delete(run) }
    const toasts = new PageToasts({ home: stage, words, world })
    const became = []
    const show = () => {
        toasts.show("Gelöscht.", { action: "Rückgängig", act: () => became.push("undone"), onGone: () => became.push("gone") })
        return toasts.element.lastElementChild
    }
    const runOut = () => timers.forEach((run) => (timers.delete(run), run()))
    for (const [held, left] of [[["pointerenter", "focusin"], ["pointerleave", "focusout"]], [["focusin", "pointerenter"], ["focusout", "pointerleave"]]]) {
        const toast = show()
        const happens = (type) => toast.dispatchEvent(new Event(type))
        held.forEach(happens)
        happens(left[0])
        check(`a message stays after ${left[0]} alone`, timers.size === 0, timers.size)
        happens(left[1])
        check(`and goes some time after ${left[1]}`, timers.size === 1, timers.size)
        runOut()
        check("then it is gone", !toast.isConnected && became.splice(0).join() === "gone")
    }
    const toast = show()
    toast.dispatchEvent(new Event("focusin"))
    toast.querySelector(".toast-action").click()
    // As in browsers that say so of a button that is taken away with the focus in it.
    toast.dispatchEvent(new Event("focusout"))
    runOut()
    check("what was undone does not go besides", became.join() === "undone", became)
    toasts.element.remove()
}
