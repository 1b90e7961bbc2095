// The body of a function (name, role, within): the visible element with that accessible name, or null.
// A name that ends in “…” stands for every name that begins so.
const [name, role, within] = arguments
const ROLES = {
  button: "button, summary, [role=button], input[type=submit]",
  link: "a[href]",
  textbox: "textarea, input:not([type]), input[type=text], input[type=search], [role=textbox]",
  menuitem: "[role^=menuitem]",
  any: "button, summary, a[href], input, textarea, select, [role], [tabindex], label",
}
const roots = [document]
for (const root of roots) {
  for (const element of root.querySelectorAll("*")) if (element.shadowRoot) roots.push(element.shadowRoot)
}
const text = (element) => element.textContent.replace(/\s+/g, " ").trim()
const nameOf = (element) => {
  const by = element.getAttribute("aria-labelledby")
  if (by) return by.split(/\s+/).map((id) => element.getRootNode().getElementById(id)).filter(Boolean).map(text).join(" ")
  if (element.getAttribute("aria-label")) return element.getAttribute("aria-label").trim()
  if (element.labels && element.labels.length > 0) return text(element.labels[0])
  if (element.matches("input[type=submit]")) return element.value
  return text(element) || element.getAttribute("title") || element.getAttribute("placeholder") || ""
}
const isVisible = (element) => {
  const box = element.getBoundingClientRect()
  return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden"
}
const fits = (found) => name.endsWith("…") ? found.startsWith(name.slice(0, -1)) : found === name
for (const root of roots) {
  const scopes = within ? [...root.querySelectorAll(within)] : [root]
  for (const scope of scopes.reverse()) {
    for (const element of scope.querySelectorAll(ROLES[role || "any"])) {
      if (isVisible(element) && fits(nameOf(element))) return element
    }
  }
}
return null
