// Uses the example pages as a person would: writes into their fields, sends, stops. What it sees is in `window.report`.
const { run, kaya, maximum, pages } = JSON.parse(new URLSearchParams(location.search).get("run"));

window.report = { finished: false, pages: {}, violations: [], errors: [], foreign: null };
addEventListener("error", (event) => report.errors.push(String(event.message)));
addEventListener("unhandledrejection", (event) => report.errors.push(String(event.reason)));

/** Waits until `look` finds something; a page says nothing when it has changed. */
function found(what, look, seconds = 40) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not found: ${what}`)), seconds * 1000);
    const again = () => {
      const value = look();
      if (!value) return void setTimeout(again, 50);
      clearTimeout(late);
      resolve(value);
    };
    again();
  });
}

async function opened(url) {
  const frame = document.createElement("iframe");
  frame.width = "420";
  frame.height = "560";
  frame.src = url;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  const inside = frame.contentDocument;
  inside.addEventListener(
    "securitypolicyviolation",
    (event) => report.violations.push(`${url}: ${event.violatedDirective} ${event.blockedURI}`),
  );
  frame.contentWindow.addEventListener("error", (event) => report.errors.push(`${url}: ${event.message}`));
  return frame;
}

/** The root in which a page's field lies: a shadow tree for the element. */
async function rootOf(frame) {
  const inside = frame.contentDocument;
  return await found("the field", () => {
    const root = inside.querySelector("kaya-chat")?.shadowRoot ?? inside;
    return root.querySelector("form:not([hidden]) textarea") && root;
  });
}

function send(frame, root, question) {
  const field = root.querySelector("textarea");
  // As a keyboard would: a framework that keeps the value itself hears of it.
  const { set } = Object.getOwnPropertyDescriptor(frame.contentWindow.HTMLTextAreaElement.prototype, "value");
  set.call(field, question);
  field.dispatchEvent(new frame.contentWindow.InputEvent("input", { bubbles: true }));
  root.querySelector("form").requestSubmit();
  // Frames that are side by side take the focus from each other, so it is looked at now.
  return root.activeElement?.localName;
}

function seenIn(frame, root) {
  const element = frame.contentDocument.querySelector("kaya-chat");
  const answer = root.querySelector(element ? ".answer-text" : ".answer");
  const turn = element?.turns[0];
  return {
    text: turn ? turn.text : answer?.textContent,
    shown: answer?.textContent,
    state: element ? root.querySelector("li.turn")?.dataset.state : root.querySelector(".state")?.textContent,
    turns: root.querySelectorAll("li h2, li.turn").length,
    isFormatted: !!answer?.querySelector("p"),
    rung: turn?.rung,
    spoken: element ? [...root.querySelectorAll("[aria-live] p")].map((line) => line.textContent) : null,
  };
}

async function ask(name, { url, question, stops }) {
  const frame = await opened(url);
  const root = await rootOf(frame);
  const lengths = new Set();
  const focus = send(frame, root, question);
  // Until the words are drawn, the button still says “Send”, and pressing it does nothing.
  await found(`the first words of ${name}`, () => seenIn(frame, root).shown);
  await found(`the end of ${name}`, () => {
    const seen = seenIn(frame, root);
    // A click so soon after the question may be a double click's second one, and stops nothing.
    if (stops && seen.state !== "stopped") root.querySelector("#stop, button.main").click();
    lengths.add(seen.text.length);
    // What there is at the deadline is in the report too.
    report.pages[name] = { ...seen, pieces: lengths.size, focus };
    return ["done", "stopped", "failed"].includes(seen.state);
  });
}

async function visitForeign() {
  const question = `Was kostet das? [${run}-foreign whole]`;
  const answer = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
  const frame = document.createElement("iframe");
  frame.src = `http://localhost:${location.port}/tests/foreign.html?${new URLSearchParams({ kaya, question })}`;
  document.body.append(frame);
  report.foreign = await answer;
}

/** Whether questions of these lengths are said to be too long, once the first of them is. */
async function judged(field, lengths) {
  const judge = (length) => {
    field.value = "x".repeat(length);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return field.getAttribute("aria-invalid");
  };
  await found("a question that is too long", () => judge(lengths[0]) === "true");
  return lengths.map(judge);
}

/** An element that a script makes, in a page without a policy, is looked at while it writes and when it is done. */
async function examine() {
  await import(`${kaya}/page/files/client/kaya-chat.js`);
  const element = document.createElement("kaya-chat");
  element.lang = "en";
  const main = document.createElement("main");
  main.append(element);
  document.body.prepend(main);
  const violations = async () =>
    (await globalThis.axe.run("kaya-chat")).violations.map(({ id, nodes }) => [id, nodes[0].failureSummary]);
  const answered = new Promise((resolve) => element.addEventListener("chat-answered", resolve, { once: true }));
  const empty = await violations();
  const limit = await judged(element.shadowRoot.querySelector("textarea"), [maximum + 1, maximum * 2, 0]);
  element.ask(`What does it cost? [${run}-examined whole]`);
  await found("the first words", () => element.turns[0]?.text);
  const writing = await violations();
  await answered;
  report.examined = { empty, writing, done: await violations(), limit, text: element.turns[0].text };
}

const noteFailure = (name) => (error) => report.errors.push(`${name}: ${error}`);
await Promise.all([
  visitForeign().catch(noteFailure("foreign")),
  examine().catch(noteFailure("examined")),
  ...Object.entries(pages).map(([name, page]) => ask(name, page).catch(noteFailure(name))),
]);
report.finished = true;
