/**
 * Makes an element of the page.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} [attributes] one that is
 *   false, null or undefined is not set; one that is true is empty; a function listens to the event of that name
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function pageElement(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value)
    else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value === true ? "" : String(value))
    }
  }
  made.append(...children.filter((child) => child !== null))
  return made
}

/**
 * Tells whoever listens above an element what happened in it.
 * @param {Element} element
 * @param {string} type
 * @param {Record<string, unknown>} [detail]
 */
export function sayOnPage(element, type, detail = {}) {
  element.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }))
}

/**
 * Brings the children of an element to a new order, moving no more than it must: what stays in its place keeps the focus.
 * @param {Element} parent
 * @param {Element[]} wanted
 */
export function arrangeChildren(parent, wanted) {
  const kept = new Set(wanted)
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove()
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null)
  })
}
