"""Answers of a real small model, read in every way that people read them."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import openai

from harness.findings import Findings
from harness.kaya import BINARY, ROOT, Kaya, environment, simple_events
from harness.processes import Children, free_port, wait_until

HERE = Path(__file__).resolve().parent
QUESTION = "Tell me a long story about registering a car in our county."
BUSY = "llamacpp:requests_processing"
PATIENCE = 240  # seconds that one answer may take on a machine that does much else
AT_LEAST = 3  # frames that show that an answer came piece by piece


class RealModel:
    """SmolLM2 on a free port."""

    def __init__(self, children, folder):
        self.port = free_port()
        self.log = folder / "model.log"
        with self.log.open("wb") as output:
            self.process = children.start(
                [sys.executable, "-B", str(HERE / "serve_model.py"), str(self.port)], environment({}),
                stdout=output, stderr=output)
        wait_until(self._is_up, 90, "the model server is up")

    @property
    def base_url(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def _is_up(self):
        if self.process.poll() is not None:
            raise RuntimeError(self.log.read_text(errors="replace")[-2000:])
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2).status == 200
        except OSError:
            return False

    @property
    def running(self):
        """How many answers it is writing."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=20) as response:
            for line in response.read().decode().splitlines():
                if line.startswith(BUSY + " "):
                    return float(line.split()[1])
        raise RuntimeError(f"the model server has no metric {BUSY}")


def ask_body(question, **more):
    return json.dumps({"q": question, **more})


def start_curl(children, kaya, question, *options):
    return children.start(
        ["curl", "-sN", *options, kaya.url + "/chat/stream", "-H", "Content-Type: application/json",
         "-d", ask_body(question)], environment({}), stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip


def test_curl(children, kaya, findings):
    curl = start_curl(children, kaya, QUESTION, "-w", "\\n%{stderr}%{time_starttransfer}")
    output, errors = curl.communicate(timeout=PATIENCE)
    events = simple_events(output.decode())
    texts = [event["text"] for event in events if "text" in event]
    findings.check("curl: the answer comes in several frames", len(texts) >= AT_LEAST, len(texts))
    findings.check("curl: the first byte comes before the model has read the question", float(errors) < 30, errors)
    end = events[-1] if events else {}
    findings.check("curl: it ends with done", end.get("done") is True and end.get("finish") in ("stop", "length"), end)
    findings.equal("curl: the whole text at the end is the pieces joined", end.get("fullText"), "".join(texts))
    findings.equal("curl: nothing ends it twice", sum("text" not in event for event in events), 1)


def test_kaya_ask(children, kaya, findings):
    ask = children.start(
        [str(BINARY), "ask", "--url", kaya.url, "How do I register a car?"], environment({}),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=kaya.folder)
    reads, began = [], time.monotonic()
    while data := os.read(ask.stdout.fileno(), 65536):
        reads.append((time.monotonic() - began, data))
        findings_deadline(began)
    status, errors = ask.wait(timeout=60), ask.stderr.read().decode()
    text = b"".join(data for _, data in reads).decode()
    # 4 says that the limit on the answer's length ended it, which is as well here.
    findings.check("kaya ask: it ends well, by itself or by the limit on an answer's length", status in (0, 4), (status, errors))
    findings.check("kaya ask: words are printed as they come", len(reads) >= AT_LEAST and text.strip(), (len(reads), text))


def findings_deadline(began):
    if time.monotonic() - began > PATIENCE:
        raise TimeoutError("the answer does not end")


def test_openai_client(kaya, findings):
    client = openai.OpenAI(base_url=kaya.url + "/v1", api_key="none", timeout=PATIENCE, max_retries=0)
    findings.check("OpenAI's client: it finds a model", [model.id for model in client.models.list()] == ["kaya"])
    messages = [
        {"role": "user", "content": "Hello!"}, {"role": "assistant", "content": "Hello, how can I help?"},
        {"role": "user", "content": "Where can I get a passport?"},
    ]  # fmt: skip
    pieces, finish, usage = [], None, None
    stream = client.chat.completions.create(
        model="kaya", messages=messages, stream=True, stream_options={"include_usage": True})
    for chunk in stream:
        usage = chunk.usage or usage
        for choice in chunk.choices:
            pieces.append(choice.delta.content or "")
            finish = choice.finish_reason or finish
    findings.check("OpenAI's client: it streams", sum(bool(piece) for piece in pieces) >= AT_LEAST, pieces)
    findings.check("OpenAI's client: the stream has a finish reason and counts tokens",
                   finish in ("stop", "length") and usage and usage.completion_tokens > 0, (finish, usage))  # fmt: skip
    whole = client.chat.completions.create(model="kaya", messages=[{"role": "user", "content": "What is a passport?"}])
    findings.check("OpenAI's client: it reads an answer in one piece",
                   whole.choices[0].message.content and whole.choices[0].finish_reason in ("stop", "length"), whole)  # fmt: skip
    try:
        client.chat.completions.create(model="kaya", messages=[])
        findings.check("OpenAI's client: a wrong request is an error of its own kind", False, "answered")
    except openai.UnprocessableEntityError as error:
        findings.equal("OpenAI's client: a wrong request is an error of its own kind", error.code, "invalid-field")


def started_curl(children, kaya, model, question):
    """A curl in mid-answer, and the turn's id."""
    curl = start_curl(children, kaya, question, "-D", "/dev/stderr")
    head = b""
    while b"data: " not in (piece := os.read(curl.stdout.fileno(), 65536)):
        if not piece:
            raise RuntimeError("the answer ended before its first word")
    while not re.search(rb"(?i)stream-id: *\S+\r\n", head):
        head += os.read(curl.stderr.fileno(), 65536)
    if model.running < 1:
        raise RuntimeError("the model has finished before it could be stopped")
    return curl, re.search(rb"(?i)stream-id: *(\S+)", head).group(1).decode()


def test_stopping(children, kaya, model, findings):
    curl, _ = started_curl(children, kaya, model, QUESTION + " Begin with the weather.")
    curl.send_signal(signal.SIGINT)
    curl.wait(timeout=30)
    wait_until(lambda: model.running == 0, 60, "the model is idle after curl was interrupted")
    findings.check("stopping: an interrupted curl stops the model", True)

    curl, turn = started_curl(children, kaya, model, QUESTION + " Begin with the road.")
    request = urllib.request.Request(f"{kaya.url}/api/turns/{turn}/cancellation", method="POST")
    with urllib.request.urlopen(request, timeout=60) as response:
        findings.equal("stopping: a cancellation is accepted", response.status, 202)
    rest = curl.communicate(timeout=60)[0].decode()
    wait_until(lambda: model.running == 0, 60, "the model is idle after the cancellation")
    end = simple_events(rest[rest.find("id: "):])[-1]
    findings.check("stopping: the stream ends as stopped, with what was written",
                   end.get("finish") == "stopped" and end.get("fullText"), end)  # fmt: skip


def test_many(kaya, findings):
    descriptors, memory = [], []
    for number in range(20):
        request = urllib.request.Request(
            kaya.url + "/chat", ask_body(f"Question {number}: what is {number} and {number}?").encode(),
            {"Content-Type": "application/json"})  # fmt: skip
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            answer = json.load(response)
        if not answer["answer"] or answer["finish"] not in ("stop", "length"):
            raise RuntimeError(f"answer {number}: {answer}")
        descriptors.append(kaya.descriptors)
        memory.append(kaya.resident_mebibytes)
    findings.check("twenty in a row: the descriptors stay level", max(descriptors[4:]) <= max(descriptors[:4]) + 1, descriptors)
    growth = sum(memory[15:]) / 5 - sum(memory[4:9]) / 5
    findings.check("twenty in a row: the memory stays level", growth < 12, [round(value) for value in memory])


def ingest(folder):
    settings = {"KAYA_DATA": str(folder / "data")}
    subprocess.run(
        [str(BINARY), "ingest", str(ROOT / "Examples/county")], env=environment(settings), check=True, timeout=120,
        cwd=folder, stdout=subprocess.DEVNULL)


def test_sources(kaya, findings):
    request = urllib.request.Request(
        kaya.url + "/chat", ask_body("Ich möchte mein KFZ zulassen").encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        sources = json.load(response)["sources"]
    documents = [source["document"] for source in sources]
    findings.check("knowledge: the county's page on registering a car is among the sources",
                   any("kfz-zulassen" in document for document in documents), documents)  # fmt: skip


def main():
    findings = Findings()
    with tempfile.TemporaryDirectory(prefix="kaya-real-model-", ignore_cleanup_errors=True) as name, Children() as children:
        folder = Path(name)
        model = findings.run("the model server starts", lambda: RealModel(children, folder))
        if model:
            findings.run("the knowledge is read", lambda: ingest(folder))
            patient = {
                "KAYA_MODEL_FIRST_DELTA_TIMEOUT": "5m", "KAYA_MODEL_HEAD_TIMEOUT": "5m", "KAYA_MODEL_TOTAL_TIMEOUT": "10m",
                "KAYA_MODEL_IDLE_TIMEOUT": "2m", "KAYA_MODEL_TEMPERATURE": "0", "KAYA_QUOTING_FALLBACK": "false",
            }  # fmt: skip
            kaya = Kaya(children, model.base_url, folder, KAYA_MODEL_MAX_TOKENS="24", KAYA_ANSWERING_MAXIMUM_PASSAGES="1", **patient)
            (folder / "long").mkdir()
            talkative = Kaya(
                children, model.base_url, folder / "long", KAYA_MODEL_MAX_TOKENS="1500", KAYA_TURNS_GRACE="1s",
                KAYA_KNOWLEDGE_ENABLED="false", **patient)
            parts = {
                "curl": lambda: test_curl(children, kaya, findings),
                "kaya ask": lambda: test_kaya_ask(children, kaya, findings),
                "OpenAI's client": lambda: test_openai_client(kaya, findings),
                "stopping": lambda: test_stopping(children, talkative, model, findings),
                "knowledge": lambda: test_sources(kaya, findings),
                "twenty in a row": lambda: test_many(kaya, findings),
            }
            for part, body in parts.items():
                findings.run(f"{part}: the test runs to its end", body)
            if findings.failed:
                print(f"Kaya's log ends:\n{kaya.log.read_text(errors='replace')[-2000:]}")
    return findings.finish()


sys.exit(main())
