// As much of a document as the patches may use, and nothing more: whatever else they tried would be an error.
class SmallNode {
    parentElement = null

    remove() {
        if (!this.parentElement) return
        const siblings = this.parentElement.childNodes
        siblings.splice(siblings.indexOf(this), 1)
        this.parentElement = null
    }
}

class SmallText extends SmallNode {
    constructor(data) {
        super()
        this.data = data
    }

    get length() {
        return this.data.length
    }

    appendData(text) {
        this.data += text
    }

    replaceData(offset, count, text) {
        this.data = this.data.slice(0, offset) + text + this.data.slice(offset + count)
    }

    get html() {
        return escaped(this.data)
    }
}

class SmallElement extends SmallNode {
    childNodes = []
    attributes = new Map()

    constructor(document, name) {
        super()
        this.ownerDocument = document
        this.localName = name
    }

    get children() {
        return this.childNodes.filter((node) => node instanceof SmallElement)
    }

    setAttribute(name, value) {
        this.attributes.set(name, String(value))
    }

    removeAttribute(name) {
        this.attributes.delete(name)
    }

    append(node) {
        this.#take(node, this.childNodes.length)
    }

    prepend(node) {
        this.#take(node, 0)
    }

    replaceWith(node) {
        const parent = this.parentElement
        const index = parent.childNodes.indexOf(this)
        this.remove()
        parent.#take(node, index)
    }

    #take(node, index) {
        const child = typeof node === "string" ? new SmallText(node) : node
        const last = index === this.childNodes.length
        child.remove()
        this.childNodes.splice(last ? this.childNodes.length : index, 0, child)
        child.parentElement = this
    }

    get html() {
        const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${escaped(value)}"`).join("")
        return `<${this.localName}${attributes}>${this.inside}</${this.localName}>`
    }

    get inside() {
        return this.childNodes.map((node) => node.html).join("")
    }
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")

export function makeContainer() {
    const document = {
        baseURI: "http://page.example/",
        createElement: (name) => new SmallElement(document, name),
        createTextNode: (data) => new SmallText(data),
    }
    return document.createElement("article")
}
