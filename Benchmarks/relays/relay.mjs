// The relay in Node with nothing but its own http module: JSON.parse per event, one write for all that one read of
// the model's socket brought, back-pressure in both directions.
//
//   node relay.mjs PORT MODEL_URL

import http from "node:http";

const [port, modelURL] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 5000 });

const frame = (value) => `data: ${JSON.stringify(value)}\n\n`;

/** Takes the answer's bytes as they come; hands back the frames that each piece makes. */
class AnswerTranslation {
    #decoder = new TextDecoder();
    #rest = "";
    fullText = "";
    isDone = false;

    framesFor(bytes) {
        const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split("\n");
        this.#rest = lines.pop();
        let frames = "";
        for (const line of lines) {
            if (!line.startsWith("data: ")) continue;
            const event = line.slice(6);
            if (event === "[DONE]") {
                this.isDone = true;
                continue;
            }
            const text = JSON.parse(event).choices[0]?.delta.content;
            if (!text) continue;
            this.fullText += text;
            frames += frame({ text });
        }
        return frames;
    }

    terminalFrame() {
        return frame(this.isDone ? { done: true, fullText: this.fullText } : { error: "the model's stream was cut" });
    }
}

function relayAnswer(answer, response) {
    if (answer.statusCode !== 200) {
        answer.resume();
        response.writeHead(502).end();
        return;
    }
    response.writeHead(200, {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store, no-transform",
    });
    const translation = new AnswerTranslation();
    answer.on("data", (bytes) => {
        const frames = translation.framesFor(bytes);
        if (frames && !response.write(frames)) {
            answer.pause();
            response.once("drain", () => answer.resume());
        }
    });
    answer.on("end", () => response.end(translation.terminalFrame()));
    answer.on("error", () => response.end(translation.terminalFrame()));
}

function handle(request, response) {
    const url = new URL(request.url, "http://127.0.0.1");
    if (url.pathname !== "/chat/stream") {
        response.writeHead(404).end();
        return;
    }
    const question = JSON.stringify({
        model: "mock-gpt",
        stream: true,
        messages: [{ role: "user", content: url.searchParams.get("q") }],
    });
    const call = http.request(modelURL, {
        agent,
        method: "POST",
        headers: { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(question) },
    });
    call.on("response", (answer) => relayAnswer(answer, response));
    call.on("error", () => (response.headersSent ? response.end() : response.writeHead(502).end()));
    response.on("close", () => {
        if (!response.writableFinished) call.destroy(); // the reader has left: stop the model
    });
    call.end(question);
}

http.createServer(handle).listen({ host: "127.0.0.1", port: Number(port), backlog: 4096 });
