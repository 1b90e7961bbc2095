"""Keeps what answers on a page promise, in three browser engines under a strict policy: the same tree however an answer is
cut, no script, no request, no jump.

usage: markdown_tests.py [--seed N] [ENGINE…]     (chromium firefox webkit)
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from trees import difference, tree_of_html, tree_of_page

from harness.findings import Findings
from harness.processes import Children

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ENGINES = ("chromium", "firefox", "webkit")
LONGEST = 200  # seconds from the page's opening to its report
START_AND_END = 60  # what a browser may take besides, on a busy machine
POLICY = "; ".join([
    "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'",
    "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
    "report-uri /policy-report",
])  # fmt: skip
PUBLIC = ROOT / ".venv" / "specifications"
FOLDERS = {"page": HERE / "markdown", "web": ROOT / "Web" / "markdown", "fixtures": ROOT / "Fixtures" / "markdown", "public": PUBLIC}
STRINGS = PUBLIC / "hostile-strings.json"
PLACES = 6  # for a string of the public lists: hostile.js


class PageHandler(SimpleHTTPRequestHandler):
    """Serves four folders under the policy, and remembers whatever else is asked of it."""

    extensions_map = {".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html", ".css": "text/css",
                      "": "text/plain; charset=utf-8"}  # fmt: skip

    def translate_path(self, path):
        folder, _, file = path.split("?")[0].strip("/").partition("/")
        found = FOLDERS.get(folder, HERE / "nothing") / file
        if not found.is_file():
            self.server.strays.append(path)
        return str(found)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.strays.append(f"{self.path} {body}")
        self.send_response(204)
        self.end_headers()

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_):
        pass


def report_of(children, folder, engine, seed):
    """What the page saw in an engine, and what was asked of its server besides."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), PageHandler)
    server.strays = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/page/index.html?seed={seed}"
    browser_folder = Path(folder) / engine
    browser_folder.mkdir()
    command = [sys.executable, "-B", str(HERE / "engines.py"), engine, url, str(LONGEST), str(browser_folder)]
    child = children.start(command, dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        output, errors = child.communicate(timeout=LONGEST + START_AND_END)
    finally:
        server.shutdown()
    if child.returncode != 0:
        raise RuntimeError(f"{engine} ended with status {child.returncode}:\n{errors[-3000:]}")
    return json.loads(output.strip("\n").split("\n")[-1]), server.strays


def check_engine(engine, report, strays, findings):
    say = partial("{}: {}".format, engine)
    findings.check(say("the page came to its end"), report and report["finished"], (report or {}).get("errors"))
    findings.equal(say("it has no errors"), report["errors"], [])
    findings.equal(say("it breaks no rule of its policy"), report["violations"], [])
    asked = [entry for entry in strays if "favicon.ico" not in entry]
    findings.equal(say("nothing was asked for besides the page's own files"),
                   [entry for entry in asked if "control.png" not in entry and "trusted-types-sink" not in entry][:10], [])  # fmt: skip
    findings.equal(say("the policy holds, and breaking it is reported"), (report.get("control"), bool(asked)),
                   ({"image": True, "markup": True}, True))  # fmt: skip
    if "long" in report:
        check_long_answer(say, report["long"], findings)
    if "cases" in report:
        check_cases(say, report["cases"], findings)
    if "hostile" in report:
        check_hostile(say, report, findings)
    if "public" in report:
        check_public(say, report["public"], findings)
    print(f"          {engine}: {report.get('times')} ms, {report.get('memory', 0) >> 10} KiB in the module", flush=True)


def check_long_answer(say, seen, findings):
    print(f"          {say(json.dumps(seen))}", flush=True)
    findings.check(say("an answer of 200 kB came in tokens of four bytes"), seen["bytes"] >= 200_000 and seen["tokens"] >= 50_000, seen)
    findings.check(say("once it runs warm, at most one frame in a hundred takes 16 ms of script"), seen["slow"] <= seen["frames"] / 100, seen)
    findings.check(say("changes to the document are at most two a token"), seen["operations"] <= 2 * seen["tokens"], seen)
    findings.check(say("and as the browser counts them"), seen["records"] <= 1.5 * seen["operations"] + 100, seen)
    findings.check(say("they are no more at its end than at its beginning"),
                   max(seen["quarters"]) <= 1.2 * min(seen["quarters"]), seen["quarters"])  # fmt: skip
    findings.check(say("a selection before it stays"), seen["selection"], seen["selectedText"])
    findings.check(say("the focus stays"), seen["focus"])
    findings.check(say("it does not scroll"), seen["scroll"])


def check_cases(say, seen, findings):
    recorded = {}
    for line in (FOLDERS["fixtures"] / "cases.jsonl").read_text(encoding="utf-8").strip("\n").split("\n"):
        case = json.loads(line)
        recorded[case["name"]] = case
    findings.equal(say("every case was shown"), len(seen), len(recorded))
    cut = [(case["name"], case["other"]) for case in seen if case["other"]]
    findings.equal(say("every case shows the same however it is cut"), cut[:3], [])
    with_html = [case for case in seen if "html" in recorded[case["name"]]]
    findings.check(say("the cases say what is to be shown"), len(with_html) == len(seen), f"{len(with_html)} of {len(seen)}")
    others = []
    for case in with_html:
        found = difference(tree_of_page(case["tree"]), tree_of_html(recorded[case["name"]]["html"]))
        if found:
            others.append((case["name"], found))
    findings.equal(say("every case shows what the server shows"), others[:3], [])


def check_hostile(say, report, findings):
    seen = report["hostile"]
    findings.check(say("several thousand hostile texts were streamed"), seen["texts"] > 5_000 and seen["looks"] > 5 * seen["texts"], seen)
    findings.equal(say("no script of theirs ran"), report["ran"], [])
    findings.equal(say("after no chunk was there an element, attribute or address that must not be"), seen["faults"], [])
    findings.equal(say("what must not be would have been seen"), seen["overlooked"], [])


def check_public(say, seen, findings):
    strings = json.loads(STRINGS.read_text(encoding="utf-8"))
    print(f"          {say(len(strings))} strings of public lists, {seen['texts']} texts, {seen['looks']} looks", flush=True)
    bytes_in_all = sum(len(string.encode()) for string in strings)
    findings.equal(say("every string of the public lists stood in every place"), seen["texts"], PLACES * len(strings))
    findings.check(say("and was looked at after every byte"), len(strings) > 1_000 and seen["looks"] > PLACES * bytes_in_all, seen)
    findings.equal(say("they put nothing there that must not be either"), seen["faults"], [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("engines", nargs="*", help=" ".join(ENGINES))
    arguments = parser.parse_args()
    if not STRINGS.exists():
        sys.exit(f"markdown_tests.py: no {STRINGS.relative_to(ROOT)}; Scripts/fetch-hostile-strings {PUBLIC.relative_to(ROOT)} gets it")
    findings = Findings()
    with tempfile.TemporaryDirectory(prefix="kaya-markdown-", ignore_cleanup_errors=True) as folder, Children() as children:
        for engine in arguments.engines or ENGINES:  # one after the other: the time of frames is measured
            seen = findings.run(f"{engine}: the page reports", partial(report_of, children, folder, engine, arguments.seed))
            if seen:
                findings.run(f"{engine}: its report is whole", partial(check_engine, engine, *seen, findings))
    return findings.finish()


sys.exit(main())
