"""Keeps what Kaya promises a page: in three browser engines at once, for a minute, and behind nginx."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cutting_proxy import CuttingProxy
from nginx_tests import test_nginx
from scripted_model import ScriptedModel, tokens

from harness.findings import Findings
from harness.kaya import Kaya
from harness.processes import Children

HERE = Path(__file__).resolve().parent
ENGINES = ("chromium", "firefox", "webkit")
WATCHED = 60  # seconds from the page's opening to its report
START_AND_END = 80  # what a browser may take besides, on a busy machine
CLOSED = 2  # EventSource.CLOSED


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class World:
    """All that an engine needs: the page, two Kayas, the proxy and the model."""

    def __init__(self, children, folder):
        self.children = children
        self.folder = Path(folder)
        self.model = ScriptedModel()
        self.page = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(HERE / "page")))
        threading.Thread(target=self.page.serve_forever, daemon=True).start()
        allowed = {"KAYA_ALLOWED_ORIGINS": f"http://127.0.0.1:{self.page.server_port}"}
        self.kaya = self.start_kaya("kaya", **allowed)
        self.crowded = self.start_kaya("crowded", **allowed, KAYA_LIMITS_STREAMS_PER_CLIENT="1")
        self.proxy = CuttingProxy({None: self.kaya.port, "crowded": self.crowded.port})

    def start_kaya(self, name, **settings):
        folder = self.folder / name
        folder.mkdir()
        return Kaya(self.children, self.model.base_url, folder, KAYA_KNOWLEDGE_ENABLED="false", KAYA_QUOTING_FALLBACK="false", **settings)

    def page_url(self, engine):
        query = {"engine": engine, "kaya": self.kaya.url, "proxy": self.proxy.url}
        return f"http://127.0.0.1:{self.page.server_port}/index.html?{urllib.parse.urlencode(query)}"

    def stop(self):
        self.page.shutdown()
        self.proxy.stop()
        self.model.stop()


def report_of(world, engine):
    """What the page saw in an engine within the time it was watched."""
    folder = world.folder / engine
    folder.mkdir()
    command = [sys.executable, "-B", str(HERE / "engines.py"), engine, world.page_url(engine), str(WATCHED), str(folder)]
    child = world.children.start(command, dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        output, errors = child.communicate(timeout=WATCHED + START_AND_END)
    except subprocess.TimeoutExpired as late:
        raise TimeoutError(f"{engine} did not report") from late
    if child.returncode != 0:
        raise RuntimeError(f"{engine} ended with status {child.returncode}:\n{errors[-3000:]}")
    return json.loads(output.strip("\n").split("\n")[-1])


def test_engine(world, engine, findings):
    report = findings.run(f"{engine}: the page reports", lambda: report_of(world, engine))
    if not report:
        return
    check_naive(world, engine, report, findings)
    check_cut(world, engine, report, findings)
    check_refusals(world, engine, report, findings)
    check_fetch(world, engine, report, findings)


def check_naive(world, engine, report, findings):
    whole, text = report["whole"], "".join(tokens(f"{engine} whole"))
    findings.equal(f"{engine}: an EventSource that is never closed causes one model call in {WATCHED} s",
                   world.model.calls[f"{engine} whole"], 1)  # fmt: skip
    findings.equal(f"{engine}: it shows the text that the model sent", whole["text"], text)
    findings.equal(f"{engine}: its one ending holds the whole text", (whole["ends"], whole["full"]), (1, text))
    findings.check(f"{engine}: its text comes in pieces", whole["pieces"] > 10, whole["pieces"])
    findings.equal(f"{engine}: the browser gives up reconnecting", (whole["state"], whole["opens"]), (CLOSED, 1))

    broken, sent = report["broken"], "".join(tokens(f"{engine} broken"))
    findings.equal(f"{engine}: an answer that breaks off causes one model call", world.model.calls[f"{engine} broken"], 1)
    error = broken["error"] or {}
    findings.equal(f"{engine}: it ends once and says how", (broken["ends"], error.get("code")), (1, "upstream-cut"))
    findings.equal(f"{engine}: what came before the break is shown and kept",
                   (broken["text"], error.get("partialText")), (sent, sent))  # fmt: skip
    findings.equal(f"{engine}: the browser gives up reconnecting after the error", broken["state"], CLOSED)


def check_cut(world, engine, report, findings):
    cut, text = report["cut"], "".join(tokens(f"{engine} cut"))
    requests = world.proxy.requests[f"{engine} cut"]
    findings.equal(f"{engine}: an answer cut twice on its way causes one model call", world.model.calls[f"{engine} cut"], 1)
    findings.equal(f"{engine}: no word of it is lost, doubled or out of order", cut["text"], text)
    findings.equal(f"{engine}: it ends once, with the whole text", (cut["ends"], cut["full"]), (1, text))
    findings.check(f"{engine}: the browser resumes twice by its last id and is then told to stop",
                   len(requests) == 4 and requests[0] is None and all(requests[1:]) and requests[-1].endswith(".end"),
                   requests)  # fmt: skip
    findings.equal(f"{engine}: and stops", cut["state"], CLOSED)


def check_refusals(world, engine, report, findings):
    for case, code in (("empty", "bad-request"), ("overlong", "too-large"), ("crowded", "rate-limited")):
        seen, requests = report[case], world.proxy.requests[f"{engine} {case}"]
        error = seen["error"] or {}
        findings.equal(f"{engine}: a question refused with {code} says so to the page",
                       (seen["ends"], error.get("code")), (1, code))  # fmt: skip
        findings.check(f"{engine}: after {code} the browser comes back once and never again in {WATCHED} s",
                       seen["state"] == CLOSED and len(requests) == 2 and (requests[1] or "").endswith(".end"),
                       (seen["state"], requests))  # fmt: skip
        findings.equal(f"{engine}: {code} asks no model", world.model.calls[f"{engine} {case}"], 0)
    foreign = report.get("foreign") or {}
    findings.equal(f"{engine}: a page of another site gets nothing", (foreign.get("opens"), foreign.get("messages")), (0, 0))
    findings.equal(f"{engine}: and asks no model", world.model.calls[f"{engine} foreign"], 0)


def check_fetch(world, engine, report, findings):
    fetched, text = report["fetched"], "".join(tokens(f"{engine} fetched"))
    findings.equal(f"{engine}: fetch reads the text that the model sent", fetched["text"], text)
    findings.equal(f"{engine}: fetch sees one ending", (fetched["ends"], fetched["full"]), (1, text))
    findings.check(f"{engine}: fetch reads it piece by piece and knows the stream's id",
                   fetched["reads"] > 10 and fetched["turn"], fetched)  # fmt: skip
    refused = report["refused"]
    problem = refused.get("problem") or {}
    findings.equal(f"{engine}: fetch can read why a question was refused",
                   (refused.get("status"), problem.get("code"), problem.get("title")),
                   (413, "too-large", "The question is too long"))  # fmt: skip


def crowd(world):
    """Takes the one place of the crowded Kaya, for as long as the response is kept."""
    query = urllib.parse.urlencode({"q": "[test held]"})
    return urllib.request.urlopen(f"{world.crowded.url}/chat/stream?{query}", timeout=30)


def main():
    wanted = sys.argv[1:] or [*ENGINES, "nginx"]
    findings = Findings()
    with tempfile.TemporaryDirectory(prefix="kaya-browsers-", ignore_cleanup_errors=True) as folder:
        with Children() as children:
            world = World(children, folder)
            held = crowd(world)
            threads = [
                threading.Thread(target=partial(test_engine, world, engine, findings))
                for engine in ENGINES if engine in wanted
            ]  # fmt: skip
            if "nginx" in wanted:
                threads.append(threading.Thread(target=partial(test_nginx, world, findings)))
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            held.close()
            world.stop()
    return findings.finish()


status = main()
sys.stdout.flush()
os._exit(status)  # the servers' threads have nothing more to say
