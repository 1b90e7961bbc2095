// A page of an origin that the operator did not list tries what the others do.
const { kaya, question } = Object.fromEntries(new URLSearchParams(location.search));
const outcome = (promise) => promise.then(() => "allowed", () => "refused");
const seen = {
  module: await outcome(import(`${kaya}/page/files/client/kaya-client.js`)),
  question: await outcome(
    fetch(`${kaya}/chat/stream`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ q: question }),
    }),
  ),
};
parent.postMessage(seen, "*");
