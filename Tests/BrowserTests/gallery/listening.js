import { stage } from "./gallery.js"

export const checks = []
export const errors = []
export const violations = []
addEventListener("error", ({ message }) => errors.push(message))
addEventListener("unhandledrejection", ({ reason }) => errors.push(String(reason)))
addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective} ${event.sourceFile}:${event.lineNumber}`))

export function check(sentence, holds, seen = null) {
    checks.push({ sentence, holds: Boolean(holds), seen })
}

export const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()))
export async function frames(count) {
    for (let number = 0; number < count; number += 1) await frame()
}

/** Whether something becomes so within a second of frames. */
export async function until(holds) {
    for (let number = 0; number < 60 && !holds(); number += 1) await frame()
    return holds()
}

/** Listens to what an element says until the part is over. */
export function heard(...types) {
    const said = []
    for (const type of types) {
        stage.addEventListener(type, (event) => {
            if (type === event.type) said.push([type.replace("chat-", ""), event.detail])
        })
    }
    return said
}

export function press(target, key, more = {}) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more })
    target.dispatchEvent(event)
    return event
}

export const TEXT = Array.from({ length: 60 }, (_, index) => `Satz ${index + 1} steht hier, z. B. mit einer **Zahl** [1]. `).join("")
    .replaceAll(/(Satz \d*0 )/g, "\n\n$1")
