import { report } from "./watch.js"
import { runCases } from "./cases.js"
import { runHostile, runPublic } from "./hostile.js"
import { runLongAnswer } from "./long-answer.js"
import { loadCore } from "/web/kaya-core.js"

const seed = Number(new URLSearchParams(location.search).get("seed"))

async function run() {
  const core = await loadCore("/web/kaya-core.wasm")
  const cases = (await (await fetch("/fixtures/cases.jsonl")).text()).trim().split("\n").map((line) => JSON.parse(line))
  const times = (report.times = {})
  const timed = async (name, body) => {
    const began = performance.now()
    report[name] = await body()
    times[name] = Math.round(performance.now() - began)
  }
  await timed("long", () => runLongAnswer(core))
  await timed("cases", () => runCases(core, cases, seed))
  await timed("hostile", async () => runHostile(core, await (await fetch("/fixtures/hostile.json")).json(), seed))
  await timed("public", async () => runPublic(core, await (await fetch("/public/hostile-strings.json")).json(), seed))
  report.memory = core.exports.memory.buffer.byteLength
}

/** Breaks the policy on purpose, so that it is known to be one. */
async function breakPolicy() {
  const before = report.violations.splice(0)
  const image = document.createElement("img")
  image.src = "/leak/control.png"
  document.body.append(image)
  let refused = false
  try {
    image.innerHTML = "<b>x</b>"
  } catch {
    refused = true
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
  report.control = { image: report.violations.some((entry) => entry.includes("control.png")), markup: refused }
  report.violations = before
}

run()
  .catch((error) => report.errors.push(String(error?.stack ?? error)))
  .then(() => new Promise((resolve) => setTimeout(resolve, 300)))
  .then(breakPolicy)
  .finally(() => (report.finished = true))
