"""Keeps what the client promises pages of others: each example page, in the real frameworks and in three browser engines,
shows the answer byte for byte, through a connection that is cut too, for one call of the model.

usage: client_tests.py [ENGINE…]     (chromium firefox webkit; KAYA_BINARY names another binary)
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.parse
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from scripted_model import ScriptedModel, tokens
from stream_cutter import StreamCutter

from harness.findings import Findings
from harness.kaya import Kaya
from harness.processes import Children, wait_until

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ENGINES = ("chromium", "firefox", "webkit")
EXAMPLES = ("plain", "react", "vue", "element")
QUESTION_CHARACTERS = 120  # more than any question here has
LONGEST = 90  # seconds from the page's opening to its report; nothing in it is waited for longer than 40
START_AND_END = 40  # what a browser may take besides, on a busy machine
PLACEHOLDER = "https://chat.example.org"
AXE = "axe_playwright_python/axe.min.js"  # of the wheel axe-playwright-python
FRAMEWORKS = ROOT / ".venv" / "frameworks"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}


class PageHandler(BaseHTTPRequestHandler):
    """Serves the examples as somebody else's site does: `/at/PORT/…` are those that talk to the Kaya at that port."""

    def do_GET(self):
        folder, _, rest = self.path.split("?")[0].strip("/").partition("/")
        kaya = None
        if folder == "at":
            port, _, rest = rest.partition("/")
            kaya = f"http://127.0.0.1:{port}"
        file = FRAMEWORKS / rest.removeprefix("frameworks/") if rest.startswith("frameworks/") else None
        file = file or {"tests": HERE / "client", "at": ROOT / "Examples" / "embedding"}.get(folder, HERE / "nothing") / rest
        if rest == "axe.js":
            file = next((ROOT / ".venv").glob(f"lib/python*/site-packages/{AXE}"))
        if not file.is_file():
            return self.send_error(404)
        body = file.read_bytes()
        if kaya and not rest.startswith("frameworks/"):
            body = body.replace(PLACEHOLDER.encode(), kaya.encode())
        self.send_response(200)
        self.send_header("Content-Type", f"{TYPES[file.suffix]}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", self.policy(kaya, file.stem))
        self.end_headers()
        self.wfile.write(body)

    def policy(self, kaya, name):
        """As strict as a page with Kaya's client can have it; Vue makes a policy of its own for trusted types."""
        if not kaya:
            return "base-uri 'none'"
        trusted = "vue" if name == "vue" else "'none'"
        return (f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {kaya}; style-src 'self'; connect-src {kaya}; "
                f"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types {trusted}")

    def log_message(self, *_):
        pass


class World:
    """All that the engines share: the examples' site, a Kaya that lists it, the cutter and the model."""

    def __init__(self, children, folder):
        self.children = children
        self.folder = Path(folder)
        self.model = ScriptedModel()
        self.site = ThreadingHTTPServer(("127.0.0.1", 0), PageHandler)
        threading.Thread(target=self.site.serve_forever, daemon=True).start()
        kaya_folder = self.folder / "kaya"
        kaya_folder.mkdir()
        self.origin = f"http://127.0.0.1:{self.site.server_port}"
        self.kaya = Kaya(children, self.model.base_url, kaya_folder, KAYA_KNOWLEDGE_ENABLED="false", KAYA_QUOTING_FALLBACK="false",
                         KAYA_ALLOWED_ORIGINS=self.origin, KAYA_PAGE_FOLDER=str(ROOT / "Web"),
                         KAYA_LIMITS_QUESTION_CHARACTERS=str(QUESTION_CHARACTERS))  # fmt: skip
        self.cutter = StreamCutter(self.kaya.port)

    def stop(self):
        self.site.shutdown()
        self.cutter.stop()
        self.model.stop()


def visits(world, run):
    """What the page does in a run: name → where, which question, whether it is stopped; and the port of the cutter for each."""
    pages, ports = {}, {}
    for example in EXAMPLES:
        ports[example] = world.cutter.listen()
        for name, port, kind in ((example, world.kaya.port, "whole"), (f"{example} cut", ports[example], "cut")):
            case = f"{run}-{example} {kind}"
            pages[name] = {"url": f"{world.origin}/at/{port}/{example}.html", "question": f"Was kostet das? [{case}]", "case": case}
    case = f"{run}-stopped held"
    pages["stopped"] = {"url": f"{world.origin}/at/{world.kaya.port}/element.html", "question": f"Und das? [{case}]", "case": case, "stops": True}
    return pages, ports


def report_of(world, engine, run, pages):
    """What the page saw in an engine."""
    folder = world.folder / run
    folder.mkdir()
    wanted = json.dumps({"run": run, "kaya": world.kaya.url, "maximum": QUESTION_CHARACTERS, "pages": pages})
    url = f"{world.origin}/tests/index.html?{urllib.parse.urlencode({'run': wanted})}"
    command = [sys.executable, "-B", str(HERE / "engines.py"), engine, url, str(LONGEST), str(folder)]
    child = world.children.start(command, dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        output, errors = child.communicate(timeout=LONGEST + START_AND_END)
    except subprocess.TimeoutExpired as late:
        raise TimeoutError(f"{engine} did not report") from late
    if child.returncode != 0:
        raise RuntimeError(f"{engine} ended with status {child.returncode}:\n{errors[-3000:]}")
    return json.loads(output.strip("\n").split("\n")[-1])


def finished_report(world, engine):
    """A page that does not come to its end on a busy machine is opened once more, with questions of its own."""
    run = engine
    pages, ports = visits(world, run)
    try:
        report = report_of(world, engine, run, pages)
        came_late = not report["finished"] or any("not found: " in error for error in report["errors"])
        late = (report["errors"], sorted(report["pages"])) if came_late else None
    except TimeoutError as error:
        late = error
    if late:
        print(f"          {engine}: {late!r}; once more", flush=True)
        run = f"{engine}-again"
        pages, ports = visits(world, run)
        report = report_of(world, engine, run, pages)
    return run, pages, ports, report


def test_engine(world, engine, findings):
    found = findings.run(f"{engine}: the page reports", partial(finished_report, world, engine))
    if not found:
        return
    run, pages, ports, report = found
    say = partial("{}: {}".format, engine)
    findings.equal(say("every example was used to its end, without an error"), (report["finished"], report["errors"]), (True, []))
    findings.equal(say("none breaks the strict policy of its page"), report["violations"], [])
    for example in EXAMPLES:
        check_example(world, partial("{}: {}: {}".format, engine, example), report["pages"].get(example), pages[example], findings)
        say_cut = partial("{}: {}, cut twice: {}".format, engine, example)
        check_example(world, say_cut, report["pages"].get(f"{example} cut"), pages[f"{example} cut"], findings)
        check_requests(say_cut, world.cutter.requests[ports[example]], findings)
    examined = report.get("examined") or {}
    findings.equal(say("axe finds nothing in the element, empty, writing or done"),
                   [examined.get(state) for state in ("empty", "writing", "done")], [[], [], []])  # fmt: skip
    findings.equal(say("the element goes by the server's limit of a question"), examined.get("limit"), ["true", "true", "false"])
    findings.equal(say("an element that a script makes shows its answer"), examined.get("text"), "".join(tokens(f"{run}-examined whole")))
    check_element(say, report["pages"].get("element"), findings)
    check_stopped(world, say, report["pages"].get("stopped"), pages["stopped"], findings)
    findings.equal(say("a page that is not listed gets nothing"), report["foreign"], {"module": "refused", "question": "refused"})
    findings.equal(say("and asks no model"), world.model.calls[f"{run}-foreign whole"], 0)


def check_example(world, say, seen, page, findings):
    text = "".join(tokens(page["case"]))
    seen = seen or {}
    findings.equal(say("shows the text that the model sent"), seen.get("text"), text)
    findings.equal(say("in one turn, which is done"), (seen.get("turns"), seen.get("state")), (1, "done"))
    findings.check(say("piece by piece"), seen.get("pieces", 0) > 3, seen.get("pieces"))
    findings.equal(say("for one call of the model"), world.model.calls[page["case"]], 1)


def check_requests(say, requests, findings):
    """On a busy machine a head may come too late and the question goes out again: then with the same request id."""
    asked = [json.loads(body)["requestId"] for method, target, _, body in requests if method == "POST" and target == "/chat/stream"]
    resumed = [head for method, target, head, _ in requests if method == "GET" and target.startswith("/api/turns/")]
    findings.check(say("the question has one request id, and is read on where it was cut"),
                   len(set(asked)) == 1 and any("last-event-id: " in head.lower() or "from=" in head for head in resumed),
                   (asked, [head.split("\r")[0] for head in resumed]))  # fmt: skip
    findings.check(say("without a cookie"), not any("\ncookie:" in head.lower() for _, _, head, _ in requests))


def check_element(say, seen, findings):
    seen = seen or {}
    findings.check(say("the element formats its answer"), seen.get("isFormatted"), seen)
    spoken = seen.get("spoken") or []
    findings.check(say("it reads sentences out, and that the answer has ended"),
                   2 < len(spoken) < 100 and spoken[0] == "Die Antwort beginnt." and spoken[-1] == "Ende der Antwort.", spoken[:3])  # fmt: skip
    findings.equal(say("the focus stays in its field"), seen.get("focus"), "textarea")


def check_stopped(world, say, seen, page, findings):
    seen, text = seen or {}, "".join(tokens(page["case"]))
    findings.check(say("an answer that is stopped keeps what was read"),
                   seen.get("state") == "stopped" and seen.get("text") and text.startswith(seen["text"]), seen)  # fmt: skip
    findings.run(say("and the model is stopped"), lambda: wait_until(lambda: world.model.hangups[page["case"]] == 1, 10, "the model's caller left"))


def main():
    wanted = [engine for engine in ENGINES if engine in sys.argv[1:]] or ENGINES
    subprocess.run([sys.executable, "-B", str(ROOT / "Scripts" / "fetch-frameworks"), str(FRAMEWORKS)], check=True)
    findings = Findings()
    with tempfile.TemporaryDirectory(prefix="kaya-client-", ignore_cleanup_errors=True) as folder, Children() as children:
        world = World(children, folder)
        threads = [threading.Thread(target=partial(test_engine, world, engine, findings)) for engine in wanted]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        world.stop()
    return findings.finish()


status = main()
sys.stdout.flush()
os._exit(status)  # the servers' threads have nothing more to say
