const SVG = "http://www.w3.org/2000/svg"

/** Strokes on a square of 24. @type {Record<string, string>} */
const DRAWINGS = {
  menu: "M4 6h16M4 12h16M4 18h10",
  new: "M12 5v14M5 12h14",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
  help: "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.8M12 16.8v.1",
  close: "M6 6l12 12M18 6L6 18",
  search: "M4 11a7 7 0 1 0 14 0a7 7 0 1 0-14 0M20 20l-4-4",
  more: "M5 12v.01M12 12v.01M19 12v.01",
  pin: "M12 16v5M8 4h8l-1 6 3 3v3H6v-3l3-3z",
  pencil: "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z",
  archive: "M4 5h16v4H4zM6 9v10h12V9M10 13h4",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  person: "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4 20c1-4 4-6 8-6s7 2 8 6",
  pulse: "M3 12h4l3-8 4 16 3-8h4",
  check: "M5 12.5l4.5 4.5L19 7",
}

/** A drawing that says nothing by itself: what it is on has words. @param {keyof typeof DRAWINGS & string} name */
export function pageIcon(name) {
  const svg = document.createElementNS(SVG, "svg")
  svg.setAttribute("viewBox", "0 0 24 24")
  svg.setAttribute("class", `icon icon-${name}`)
  svg.setAttribute("aria-hidden", "true")
  const path = document.createElementNS(SVG, "path")
  path.setAttribute("d", DRAWINGS[name] ?? "")
  svg.append(path)
  return svg
}
