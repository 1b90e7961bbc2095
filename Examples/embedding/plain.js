import { hasEnded, streamingChat } from "https://chat.example.org/page/files/client/kaya-client.js";

const chat = streamingChat({ base: "https://chat.example.org", mode: "simple", language: "en" });
const list = document.getElementById("turns");
const form = document.getElementById("form");
const stop = document.getElementById("stop");
const shown = new Map();

chat.subscribe(() => {
  const { turns, running } = chat.getSnapshot();
  for (const turn of turns) show(turn);
  stop.disabled = running === null;
});

function show(turn) {
  const before = shown.get(turn.key);
  if (before?.turn === turn) return; // what has not changed is the same object
  const item = before?.item ?? makeItem(turn);
  item.question.textContent = turn.question;
  item.answer.textContent = turn.text;
  item.answer.ariaBusy = String(!hasEnded(turn));
  item.state.textContent = turn.problem ? turn.problem.title || turn.problem.code : turn.state;
  shown.set(turn.key, { turn, item });
}

function makeItem(turn) {
  const item = {
    question: document.createElement("h2"),
    answer: document.createElement("div"),
    state: document.createElement("p"),
  };
  item.answer.className = "answer";
  item.state.className = "state";
  const element = document.createElement("li");
  element.dataset.turn = turn.key;
  element.append(item.question, item.answer, item.state);
  list.append(element);
  return item;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  chat.ask(form.elements.q.value);
  form.reset();
});
stop.addEventListener("click", () => chat.stop());
form.hidden = false; // until now nobody could have been answered
