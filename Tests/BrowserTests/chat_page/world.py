"""Everything that one engine's tests need: a browser, a network, Kaya and a model."""

import itertools
import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from harness.kaya import BINARY, ROOT, Kaya, environment
from harness.processes import Children

from .browsers import browser
from .filled_conversation import fill
from .rehearsed_model import RehearsedModel, answer
from .troubled_network import TroubledNetwork

SETTINGS = {
    "KAYA_CONVERSATIONS_TITLES": "words", "KAYA_QUOTING_FALLBACK": "false", "KAYA_RETRY_FIRST_DELAY": "20ms",
    "KAYA_BREAKER_CONSECUTIVE_FAILURES": "1000", "KAYA_BREAKER_MINIMUM_FAILURES": "1000", "KAYA_BREAKER_SLOW_FIRST_TOKEN": "1h",
    "KAYA_LIMITS_CONVERSATIONS_PER_MINUTE": "10000",
}  # fmt: skip
COUNTY = ROOT / "Examples" / "county"


def page_settings():
    """Where the page's files lie: this tree's, whichever binary is used."""
    return {"KAYA_PAGE_FOLDER": os.environ.get("KAYA_PAGE_FOLDER", str(ROOT / "Web"))}


def ingest(data):
    """Reads the invented county into a data folder."""
    subprocess.run([str(BINARY), "ingest", str(COUNTY)], env=environment({"KAYA_DATA": str(data)}), check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)  # fmt: skip


class World:
    def __init__(self, children, folder, index, used_browser, **settings):
        """index: a data folder with what is known, which is copied."""
        self.children = children
        self.folder = Path(folder)
        self.browser = used_browser
        self.engine = used_browser.engine
        self.model = RehearsedModel()
        (self.folder / "kaya").mkdir(parents=True)
        shutil.copytree(index, self.folder / "kaya" / "data")
        self.kaya = self.start_kaya("kaya", **settings)
        self.network = TroubledNetwork(self.kaya.port)
        self._numbers = itertools.count(1)

    def start_kaya(self, name, **settings):
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return Kaya(self.children, self.model.base_url, folder, **{**SETTINGS, **page_settings(), **settings})

    @property
    def url(self):
        """The page's origin, behind the network."""
        return self.network.url

    def case(self, kind):
        """A case that nobody else asks for."""
        return f"{kind} {self.engine}{next(self._numbers)}"

    def begin(self):
        """As if somebody came for the first time, over a network that works."""
        self.network.heal()
        self.browser.open(self.url + "/healthz")
        self.browser.forget()
        self.network.forget()

    def api(self, target, method="GET", body=None, base=None):
        """What Kaya answers to the browser's visitor, not through the network: (status, JSON or text)."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.browser.cookies().items())
        fields = {"Cookie": cookie, "Content-Type": "application/json", "Accept": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request((base or self.kaya.url) + target, data, fields, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                status, text = response.status, response.read().decode()
        except urllib.error.HTTPError as refusal:
            status, text = refusal.code, refusal.read().decode()
        return status, json.loads(text) if text.startswith(("{", "[")) else text

    def stored(self, turn):
        """A turn as Kaya has stored it."""
        status, found = self.api(f"/api/turns/{turn}")
        return found if status == 200 else {"text": None, "state": status}

    def sent(self, case):
        return answer(case)

    def fill(self, conversation, turns):
        """Puts finished turns into a conversation."""
        fill(self.folder / "kaya" / "data" / "conversations.sqlite", conversation, turns)

    def restart_kaya(self):
        self.kaya.kill()
        self.kaya.start()

    def stop(self):
        self.network.stop()
        self.model.stop()


@contextmanager
def world(engine, folder, index, **settings):
    with Children() as children, browser(engine, Path(folder) / "browser") as used_browser:
        made = World(children, folder, index, used_browser, **settings)
        try:
            yield made
        finally:
            made.stop()
