import * as Vue from "./frameworks/vue.js";
import { hasEnded, vueStreamingChat } from "https://chat.example.org/page/files/client/kaya-client.js";

const { createApp, h, ref } = Vue;
const useStreamingChat = vueStreamingChat(Vue);

const Chat = {
  setup() {
    const { turns, running, ask, stop, repeat } = useStreamingChat({
      base: "https://chat.example.org",
      mode: "simple",
      language: "en",
    });
    const q = ref("");
    const send = (event) => {
      event.preventDefault();
      ask(q.value);
      q.value = "";
    };
    // A template says the same in less words; it needs a build step or a policy that allows eval.
    return () => [
      h(
        "ol",
        turns.value.map((turn) =>
          h("li", { key: turn.key }, [
            h("h2", turn.question),
            h("div", { class: "answer", "aria-busy": !hasEnded(turn) }, turn.text),
            h("p", { class: "state" }, turn.problem ? turn.problem.title || turn.problem.code : turn.state),
            turn.state === "failed" ? h("button", { onClick: () => repeat(turn.key) }, "Send again") : null,
          ])
        ),
      ),
      h("form", { onSubmit: send }, [
        h("label", [
          "Your question ",
          h("textarea", {
            name: "q",
            rows: 2,
            required: true,
            value: q.value,
            onInput: (event) => (q.value = event.target.value),
          }),
        ]),
        h("button", "Send"),
        h("button", { type: "button", id: "stop", disabled: running.value === null, onClick: stop }, "Stop"),
      ]),
    ];
  },
};

createApp(Chat).mount("#root");
