import { hasEnded, reactStreamingChat } from "https://chat.example.org/page/files/client/kaya-client.js";

const { React, ReactDOM } = globalThis;
const { createElement: h, memo, StrictMode, useState } = React;
const useStreamingChat = reactStreamingChat(React);

const TurnView = memo(({ turn, onRetry }) =>
  h(
    "li",
    null,
    h("h2", null, turn.question),
    h("div", { className: "answer", "aria-busy": !hasEnded(turn) }, turn.text),
    h("p", { className: "state" }, turn.problem ? turn.problem.title || turn.problem.code : turn.state),
    turn.state === "failed" && h("button", { onClick: () => onRetry(turn.key) }, "Send again"),
  )
);

function Chat() {
  const { turns, running, ask, stop, repeat } = useStreamingChat({
    base: "https://chat.example.org",
    mode: "simple",
    language: "en",
  });
  const [q, setQ] = useState("");
  const send = (event) => {
    event.preventDefault();
    ask(q);
    setQ("");
  };
  return h(
    React.Fragment,
    null,
    h("ol", null, turns.map((turn) => h(TurnView, { key: turn.key, turn, onRetry: repeat }))),
    h(
      "form",
      { onSubmit: send },
      h(
        "label",
        null,
        "Your question ",
        h("textarea", { name: "q", rows: 2, required: true, value: q, onChange: (event) => setQ(event.target.value) }),
      ),
      h("button", null, "Send"),
      h("button", { type: "button", id: "stop", disabled: running === null, onClick: stop }, "Stop"),
    ),
  );
}

ReactDOM.createRoot(document.getElementById("root")).render(h(StrictMode, null, h(Chat)));
