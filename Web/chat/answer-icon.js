/** Strokes on a square of 24. @type {Record<string, string>} */
const ANSWER_DRAWINGS = {
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  check: "M5 12.5l4.5 4.5L19 7",
  again: "M19.5 12a7.5 7.5 0 1 1-2.3-5.4L20 9.3M20 4v5.3h-5.3",
  continue: "M5 6v12M9.5 12H20M15.5 7.5L20 12l-4.5 4.5",
  pencil: "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z",
  up: "M7 11v9H4v-9zM7 11l4-8c1.7 0 2.6 1.2 2.3 2.8L12.7 9H18a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 16.8 20H7",
  down: "M17 13V4h3v9zM17 13l-4 8c-1.7 0-2.6-1.2-2.3-2.8l.6-3.2H6a2 2 0 0 1-2-2.3l1.2-7A2 2 0 0 1 7.2 4H17",
  send: "M12 20V5M5.5 11.5L12 5l6.5 6.5",
  stop: "M7 7h10v10H7z",
  end: "M12 4v15M5.5 12.5L12 19l6.5-6.5",
  close: "M6 6l12 12M18 6L6 18",
  page: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  leave: "M9 5H5v14h14v-4M13 4h7v7M20 4l-9 9",
  markdown: "M3 6h18v12H3zM6.5 15V9l2.5 3 2.5-3v6M17 9v6M14.8 12.8L17 15l2.2-2.2",
}

/** A drawing beside words, or on a button that has some. @param {string} name */
export function answerIcon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  svg.setAttribute("viewBox", "0 0 24 24")
  svg.setAttribute("class", `icon icon-${name}`)
  svg.setAttribute("aria-hidden", "true")
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path")
  path.setAttribute("d", ANSWER_DRAWINGS[name] ?? "")
  svg.append(path)
  return svg
}
