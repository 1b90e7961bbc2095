// Re-parses an answer at every so many tokens of four bytes and renders it to HTML.
// usage: node node-peer.mjs marked|markdown-it FILE EVERY
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const [name, file, every] = process.argv.slice(2);
const text = readFileSync(file, "utf8");
const step = Number(every) * 4 || text.length;
let render;
if (name === "marked") {
    const { marked } = require("/usr/share/nodejs/marked");
    render = (piece) => marked.parse(piece, { mangle: false, headerIds: false });
} else {
    const markdown = require("/usr/share/nodejs/markdown-it")({ linkify: false });
    render = (piece) => markdown.render(piece);
}
const start = process.cpuUsage();
let sum = 0;
for (let end = step; end < text.length + step; end += step) sum += render(text.slice(0, end)).length;
const used = process.cpuUsage(start);
console.log(((used.user + used.system) / 1e6).toFixed(6));
process.exit(sum === 0 ? 1 : 0);
