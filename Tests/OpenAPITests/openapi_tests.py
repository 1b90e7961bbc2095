"""Kaya answers as docs/openapi.yaml says, whatever it is asked: fuzzed with schemathesis."""

import collections
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import quick_model
import stream_rules
from harness.findings import Findings
from harness.kaya import BINARY, ROOT, Kaya, environment
from harness.processes import Children, wait_until

HERE = Path(__file__).resolve().parent
DESCRIPTION = ROOT / "docs/openapi.yaml"
EXAMPLES, SEED = os.environ.get("EXAMPLES", "100"), os.environ.get("SEED", "1")
# The feed has no end, a connection is checked for minutes, erasing everything would take away what the others ask for, and a refresh cookie is good once.
BY_HAND = [word for name in ("followRunningTurns", "checkConnection", "eraseOwnData", "refreshLogin") for word in ("--exclude-operation-id", name)]
PATIENCE = 400  # seconds that all requests together may take
DISPOSABLE = 12  # conversations that are there to be deleted, and as many keys
CREDENTIALS = {"name": "ada", "password": "korrekt pferd batterie"}
SCOPES = ["ask", "debug", "feedback", "manage", "read"]


class Visitor:
    """Somebody with a conversation, a finished turn in it, and conversations that may be deleted."""

    def __init__(self, url):
        self._url, self.cookie = url, ""
        conversation = self.begin()
        turn = self.call("POST", f"/api/conversations/{conversation}/turns", {"q": "Was kostet ein Personalausweis?"})["turn"]
        wait_until(lambda: self.call("GET", f"/api/turns/{turn}")["state"] == "finished", 30, "the turn is finished")
        self.ids = {"conversation": conversation, "turn": turn, "disposable": [self.begin() for _ in range(DISPOSABLE)]}

    def begin(self):
        return self.call("POST", "/api/conversations", {})["id"]

    def call(self, method, path, body=None):
        request = urllib.request.Request(self._url + path, method=method, headers={"Cookie": self.cookie})
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=30) as response:
            self.cookie = (response.headers["Set-Cookie"] or self.cookie).split(";")[0]
            return json.load(response) if response.status != 204 else None


class Account:
    """Somebody who can log in."""

    def __init__(self, url):
        self._url = url

    def known(self):
        """What hooks.py must know of it."""
        bearer, _ = self.log_in()
        key, *others = (self.make_key(bearer, scopes) for scopes in (SCOPES, *([["ask"]] * DISPOSABLE)))
        return {"url": self._url, "credentials": CREDENTIALS, "key": key, "disposableKeys": [other["id"] for other in others]}

    def ask(self, method, path, body=None, **fields):
        """The status of the answer, its JSON, and the cookies it sets."""
        request = urllib.request.Request(self._url + path, method=method, headers=fields)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            response = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            text = response.read()
            cookies = [cookie.split(";")[0] for cookie in response.headers.get_all("Set-Cookie") or []]
            return response.status, json.loads(text) if text else None, cookies

    def log_in(self):
        """A bearer and a refresh cookie."""
        _, opened, cookies = self.ask("POST", "/api/login", CREDENTIALS)
        return f"Bearer {opened['accessToken']}", next(cookie for cookie in cookies if cookie.startswith("kaya-refresh="))

    def make_key(self, bearer, scopes):
        return self.ask("POST", "/api/keys", {"name": "fuzz", "scopes": scopes}, Authorization=bearer)[1]


def fetch(url):
    with urllib.request.urlopen(url, timeout=10) as response:
        return response.read()


def fuzz(kaya, visitor, account, report):
    """Runs schemathesis; returns its exit status. What it found is on the terminal, with a curl line for each."""
    command = [
        Path(sys.executable).with_name("schemathesis"), "--config-file", HERE / "schemathesis.toml",
        "run", DESCRIPTION, *BY_HAND, "--url", kaya.url, "--max-examples", EXAMPLES, "--seed", SEED, "--no-color",
        "--header", f"Cookie: {visitor.cookie}", "--report", "ndjson", "--report-ndjson-path", report,
    ]
    settings = {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1",
                "EXISTING": json.dumps({**visitor.ids, **account.known()})}
    return subprocess.run(command, env=environment(settings), cwd=kaya.folder, timeout=PATIENCE, check=False).returncode


def ask_by_hand(kaya, findings):
    """What schemathesis is not let do."""
    visitor = Visitor(kaya.url)
    feed = urllib.request.Request(kaya.url + "/api/feed", headers={"Cookie": visitor.cookie})
    with urllib.request.urlopen(feed, timeout=10) as response:
        name, data = response.readline().decode(), response.readline().decode()
    findings.equal("The feed begins with its whole picture", (name, data), ("event: turns\n", 'data: {"running":[]}\n'))
    check = fetch(kaya.url + "/api/connection-check?pattern=steady").decode()
    events = [(event["event"], json.loads(event["data"])) for event in stream_rules.events(check)]
    findings.equal("A connection check says how it came, ticks, and ends", [name for name, _ in events], ["check"] + ["tick"] * 20 + ["end"])
    schemas = {"check": "SeenRequest", "tick": "CheckTick", "end": "CheckEnd"}
    wrong = [data for name, data in events if not stream_rules.validator(schemas[name]).is_valid(data)]
    findings.equal("as it is described", wrong, [])
    findings.equal("Erasing one's data answers with nothing", visitor.call("DELETE", "/api/me/data"), None)
    findings.equal("and leaves nothing", visitor.call("GET", "/api/me/data"), {"conversations": []})


def refresh_by_hand(kaya, findings):
    """Going on with a login, as a page of Kaya's own does."""
    account = Account(kaya.url)
    _, cookie = account.log_in()
    fields = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
    status, opened, _ = account.ask("POST", "/api/login/refresh", **fields)
    findings.equal("A login goes on by its refresh cookie", status, 200)
    findings.check("and answers as it is described", stream_rules.validator("OpenedLogin").is_valid(opened), opened)
    bearer = {"Authorization": f"Bearer {opened['accessToken']}"}
    findings.equal("The new access token is good", account.ask("GET", "/api/me", **bearer)[0], 200)
    again = account.ask("POST", "/api/login/refresh", **fields)[0]
    findings.equal("A refresh cookie that was used ends its login", (again, account.ask("GET", "/api/me", **bearer)[0]), (401, 401))
    findings.equal("Without a credential nobody is anybody", account.ask("GET", "/api/me")[0], 401)


def answers(report):
    """How often each operation was answered with each status: {operation: {status: count}}."""
    counts = collections.defaultdict(collections.Counter)
    for line in report.read_text().splitlines() if report.exists() else []:
        scenario = json.loads(line).get("ScenarioFinished")
        recorder = scenario["recorder"] if scenario else {}
        for name, interaction in recorder.get("interactions", {}).items():
            case = recorder["cases"][name]["value"]
            if interaction["response"]:
                counts[f"{case['method']} {case['path']}"][interaction["response"]["status_code"]] += 1
    return counts


def operations():
    """The described operations: {"GET /healthz": …}."""
    import yaml  # comes with schemathesis

    paths = yaml.safe_load(DESCRIPTION.read_text())["paths"]
    return {f"{method.upper()} {path}": operation for path, item in paths.items() for method, operation in item.items()
            if method != "parameters" and operation["operationId"] not in BY_HAND}


def main():
    findings = Findings()
    folder = Path(tempfile.mkdtemp(prefix="kaya-openapi-"))
    bare = environment({"KAYA_DATA": str(folder / "data")})
    subprocess.run([BINARY, "ingest", ROOT / "Examples/county"], env=bare, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([BINARY, "user", "add", CREDENTIALS["name"], "--role", "support"], input=CREDENTIALS["password"] + "\n", text=True,
                   env=bare, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with Children() as children:
        kaya = Kaya(children, quick_model.serve(), folder=folder, KAYA_LOG_LEVEL="warning",
                    KAYA_LIMITS_CONVERSATIONS_PER_MINUTE="0", KAYA_LIMITS_STREAMS_PER_CLIENT="10000")
        served = findings.run("Kaya serves a description of itself", lambda: fetch(kaya.url + "/api/openapi.yaml"))
        findings.equal("What it serves is docs/openapi.yaml", served, DESCRIPTION.read_bytes())
        report = folder / "report.ndjson"
        status = findings.run("Kaya can be asked at random", lambda: fuzz(kaya, Visitor(kaya.url), Account(kaya.url), report))
        findings.equal("Kaya answers everything that is asked as docs/openapi.yaml says", status, 0)
        findings.run("The rest can be asked by hand", lambda: ask_by_hand(kaya, findings))
        findings.run("A login can go on", lambda: refresh_by_hand(kaya, findings))
        counts = answers(report)
        for name in operations():
            seen = counts[name]
            findings.check(f"{name} was answered with success", any(200 <= code < 300 for code in seen), dict(seen))
            print("          " + ", ".join(f"{code} × {seen[code]}" for code in sorted(seen)))
        print(f"{sum(seen.total() for seen in counts.values())} requests")
        findings.equal("Kaya still runs, and logged no error", (kaya.process.poll(), kaya.log.read_text()), (None, ""))
    return findings.finish()


sys.exit(main())
