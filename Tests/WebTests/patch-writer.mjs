// Writes patches in the form that Sources/Markdown/Patches/PatchList.swift describes.
const utf8 = new TextEncoder()

function number(value) {
    const bytes = []
    for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128)
    return [...bytes, value]
}

function text(value) {
    const bytes = utf8.encode(value)
    return [...number(bytes.length), ...bytes]
}

export const kind = {
    paragraph: [1],
    heading: (level) => [2, level],
    thematicBreak: [3],
    blockQuote: [4],
    bulletList: (isTight) => [5, isTight ? 1 : 0],
    orderedList: (start, isTight) => [6, ...number(start), isTight ? 1 : 0],
    listItem: (task) => [7, task],
    codeBlock: (info) => [8, ...text(info)],
    htmlBlock: [9],
    table: [10],
    tableRow: (isHeader) => [11, isHeader ? 1 : 0],
    tableCell: (alignment, isHeader) => [12, alignment, isHeader ? 1 : 0],
}

export const open = (id, parent, kind) => [1, ...number(id), ...number(parent), ...kind]
export const change = (id, kind) => [2, ...number(id), ...kind]
export const remove = (id) => [3, ...number(id)]
export const freeze = (id) => [4, ...number(id)]
export const select = (id, kept) => [5, ...number(id), ...number(kept)]
export const extendText = (value) => [6, ...text(value)]
export const replaceTextEnd = (
    end,
    value,
) => [7, ...number(utf8.encode(end).length), ...number(end.length), ...text(value)]
export const leaf = (value) => [16, ...text(value)]
export const code = (value) => [17, ...text(value)]
export const softBreak = [18]
export const lineBreak = [19]
export const image = (address, title, description) => [20, ...text(address), ...text(title), ...text(description)]
export const sourceMark = (value) => [21, ...text(value)]
export const rawHTML = (value) => [22, ...text(value)]
export const emphasis = [24]
export const strong = [25]
export const strikethrough = [26]
export const link = (address, title) => [27, ...text(address), ...text(title)]
export const exit = [31]

export const list = (...patches) => new Uint8Array(patches.flat())
