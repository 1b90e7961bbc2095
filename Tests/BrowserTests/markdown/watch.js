// Notes whatever a page with answers must never do. Loaded before anything else.
export const report = (window.report = { finished: false, violations: [], errors: [], ran: [] })

const note = (list, entry) => report[list].length < 20 && report[list].push(String(entry))

addEventListener("securitypolicyviolation", (event) => {
  if (event.blockedURI.endsWith("/favicon.ico")) return // the browser's own wish
  note(
    "violations",
    `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
  )
})
addEventListener("error", (event) => event.message && note("errors", event.message))
addEventListener("unhandledrejection", (event) => note("errors", event.reason?.stack ?? event.reason))
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  window[name] = (...parts) => note("ran", `${name} ${parts}`)
}
for (const name of ["error", "warn"]) {
  const original = console[name]
  console[name] = (...parts) => {
    note("errors", parts.join(" "))
    original.apply(console, parts)
  }
}
