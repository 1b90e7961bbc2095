const DARK_COLOURS = `
  --page: var(--kaya-background, #12181b);
  --text: var(--kaya-text, #e3eaec);
  --quiet: var(--kaya-quiet, #a3b1b7);
  --line: var(--kaya-line, #303d42);
  --edge: var(--kaya-edge, #7d8e95);
  --accent: var(--kaya-accent, #72c7d1);
  --on-accent: var(--kaya-on-accent, #06272c);
  --soft: var(--kaya-soft, #173a40);
  --warning: var(--kaya-warning, #eebf6c);
  --danger: var(--kaya-danger, #f4a1a1);
  color-scheme: dark;
`

/**
 * The styles of `<kaya-chat>`. Colours are those of `--kaya-…` where a page sets them; the defaults have 4.5:1 for text and
 * 3:1 for edges, in both themes.
 */
export const EMBEDDED_STYLE = `
:host {
  --page: var(--kaya-background, #ffffff);
  --text: var(--kaya-text, #182226);
  --quiet: var(--kaya-quiet, #52616a);
  --line: var(--kaya-line, #d9e1e3);
  --edge: var(--kaya-edge, #7b8b92);
  --accent: var(--kaya-accent, #0b5d69);
  --on-accent: var(--kaya-on-accent, #ffffff);
  --soft: var(--kaya-soft, #e0eff0);
  --warning: var(--kaya-warning, #7a4b00);
  --danger: var(--kaya-danger, #a3212b);
  color-scheme: light;
  display: block;
  container-type: inline-size;
  min-width: 0;
}
@media (prefers-color-scheme: dark) {
  :host(:not([theme="light"])) {
${DARK_COLOURS}  }
}
:host([theme="dark"]) {
${DARK_COLOURS}}
:host([hidden]), [hidden] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
section {
  position: relative;
  display: flex;
  flex-direction: column;
  height: var(--kaya-height, 32rem);
  max-height: 100dvh;
  font: 1rem/1.5 var(--kaya-font, system-ui, sans-serif);
  color: var(--text);
  background: var(--page);
  border: 1px solid var(--line);
  border-radius: var(--kaya-radius, 0.75rem);
  overflow: hidden;
}
h2 { margin: 0; padding: 0.75rem 1rem; font-size: 1.125rem; line-height: 1.3; border-bottom: 1px solid var(--line); }
.scroller { position: relative; flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 1rem; }
.ai-notice { margin: 0 0 1rem; font-size: 0.875rem; color: var(--quiet); }
.turns, .sources ol { list-style: none; margin: 0; padding: 0; }
.turn + .turn { margin-top: 1.5rem; }
.question { display: flex; justify-content: flex-end; }
.question-text {
  max-width: 85%;
  margin: 0 0 0.75rem;
  padding: 0.5rem 0.75rem;
  background: var(--soft);
  border-radius: 0.75rem 0.75rem 0.125rem 0.75rem;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
.answer-text { overflow-wrap: anywhere; }
.answer-text.as-written { white-space: pre-wrap; }
.answer-text > :first-child { margin-top: 0; }
.answer-text > :last-child { margin-bottom: 0; }
.answer-text :is(h3, h4, h5, h6) { font-size: 1.0625rem; line-height: 1.3; margin: 1em 0 0.5em; }
.answer-text :is(ul, ol) { padding-inline-start: 1.5rem; }
.answer-text li > p { margin: 0.25rem 0; }
.answer-text pre, .answer-text div:has(> table) { overflow-x: auto; max-width: 100%; }
.answer-text pre { padding: 0.75rem; border: 1px solid var(--line); border-radius: 0.375rem; }
.answer-text :is(code, pre) { font-family: ui-monospace, monospace; font-size: 0.9375em; }
.answer-text table { border-collapse: collapse; }
.answer-text :is(th, td) { border: 1px solid var(--line); padding: 0.25rem 0.5rem; text-align: start; overflow-wrap: normal; }
.answer-text .align-right { text-align: end; white-space: nowrap; }
.answer-text .align-center { text-align: center; }
.answer-text blockquote { margin-inline: 0; padding-inline-start: 0.75rem; border-inline-start: 3px solid var(--line); color: var(--quiet); }
.answer-text img { max-width: 100%; }
.source-mark { font-size: 0.75em; }
a { color: var(--accent); }
.sources { margin-bottom: 0.75rem; font-size: 0.875rem; }
.sources summary { display: inline-block; min-height: 1.5rem; padding: 0.125rem 0; cursor: pointer; color: var(--quiet); }
.sources summary::before { content: "▸ " / ""; }
.sources[open] summary::before { content: "▾ " / ""; }
.sources li { padding: 0.25rem 0 0.25rem 1.5rem; text-indent: -1.5rem; overflow-wrap: anywhere; }
.sources li::before { content: "[" attr(value) "] "; color: var(--quiet); }
.sources a { display: inline-block; min-height: 1.5rem; text-indent: 0; }
.sources .more { color: var(--quiet); }
.notice { margin: 0.75rem 0 0; padding: 0.375rem 0.75rem; border-inline-start: 3px solid var(--warning); font-size: 0.875rem; }
.turn-state { margin: 0.5rem 0 0; font-size: 0.875rem; color: var(--quiet); }
.turn-state .state-sign { display: inline-block; width: 0.5rem; height: 0.5rem; margin-inline-end: 0.5rem; border-radius: 50%; background: currentColor; }
.turn-state[data-tone="ended"] .state-sign { display: none; }
.turn-state[data-tone="trouble"] { color: var(--warning); }
.turn-state[data-tone="problem"] { color: var(--danger); }
.state-more:not(:empty) { margin-inline-start: 0.375rem; }
.actions { margin: 0.5rem 0 0; display: flex; flex-wrap: wrap; gap: 0.5rem; }
.actions:not(:has(button:not([hidden]))) { display: none; }
form { padding: 0.75rem 1rem 1rem; border-top: 1px solid var(--line); }
label { display: block; margin-bottom: 0.25rem; font-size: 0.875rem; font-weight: 600; }
.row { display: flex; gap: 0.5rem; align-items: flex-end; }
textarea {
  flex: 1;
  min-width: 0;
  max-height: 12rem;
  padding: 0.5rem 0.75rem;
  font: inherit;
  color: inherit;
  background: var(--page);
  border: 1px solid var(--edge);
  border-radius: 0.5rem;
  resize: vertical;
}
textarea[aria-invalid="true"] { border-color: var(--danger); }
button {
  min-height: 2.5rem;
  padding: 0.375rem 0.875rem;
  font: inherit;
  color: var(--accent);
  background: var(--page);
  border: 1px solid var(--edge);
  border-radius: 0.5rem;
  cursor: pointer;
}
button.main { color: var(--on-accent); background: var(--accent); border-color: var(--accent); font-weight: 600; }
button[aria-disabled="true"] { color: var(--quiet); cursor: default; }
:is(button, textarea, a, summary, [tabindex]):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[tabindex]:focus-visible, textarea:focus-visible { outline-offset: -3px; }
.fault { margin: 0.25rem 0 0; font-size: 0.875rem; color: var(--danger); }
.fault:empty { display: none; }
.for-ears { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
@media (prefers-reduced-motion: no-preference) {
  .turn-state:is([data-tone="busy"], [data-tone="trouble"]) .state-sign { animation: pulse 1.2s ease-in-out infinite; }
  @keyframes pulse { 50% { opacity: 0.25; } }
}
@container (max-width: 24rem) {
  .row { flex-direction: column; align-items: stretch; }
  .question-text { max-width: 100%; }
}
@media (forced-colors: active) {
  .question-text { border: 1px solid; }
  .turn-state .state-sign { background: CanvasText; }
}
`
