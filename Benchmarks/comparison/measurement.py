"""Starts one contender, asks it what a scenario says, and reads what that cost."""

import http.client
import json
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .contenders import FOLDER, Contender, Launch, Place
from .processes import Children, free_port
from .requirements import run, tool
from .scenarios import Load, Scenario

READY_WITHIN_SECONDS = 30


class Failed(Exception):
    """A contender did not start, or stopped; the message says what it wrote last."""


@dataclass(frozen=True)
class Endpoint:
    """Where answers are read, and how they end there."""

    url: str
    dialect: str
    pid: int


class Laboratory:
    """The model server and the load generator, built into `built` and kept for all rounds."""

    def __init__(self, children: Children, built: Path, descriptors: int) -> None:
        self._children, self._built, self._descriptors = children, built, descriptors
        self._runs = 0
        self._last_complaints: dict[str, int] = {}
        compiler = tool("cc")
        for name in ("mock-model-server", "load-generator"):
            source, binary = FOLDER / f"{name}.c", built / name
            run([compiler, "-O2", "-Wall", "-Wextra", "-o", str(binary), str(source)])
        self.model_port = free_port()
        self._model = children.start([str(built / "mock-model-server"), str(self.model_port)], log=built / "model.log")
        self._wait(self._model, built / "model.log", lambda: self.model_statistics())

    def measure_direct(self, load: Load) -> dict:
        """The same questions asked of the model itself: the floor."""
        url = f"http://127.0.0.1:{self.model_port}/v1/chat/completions"
        return self._generate(load, Endpoint(url, "openai", self._model.pid))

    def measure(self, contender: Contender, launch: Callable[[Place], Launch], scenario: Scenario, load: Load) -> dict:
        """Runs one scenario against a fresh process of the contender."""
        with TemporaryDirectory(prefix="benchmark-") as scratch:
            place = Place(free_port(), self.model_port, Path(scratch), self._descriptors)
            started, log = launch(place), Path(scratch) / "server.log"
            server = self._children.start(started.command, started.environment, log, folder=Path(scratch))
            try:
                endpoint = Endpoint(f"http://127.0.0.1:{place.port}{contender.path}", contender.dialect, server.pid)
                self._wait(server, log, lambda: self._answers(endpoint))
                warm_up = Load(scenario.warm_up_streams, 32, tokens=5)
                self._generate(warm_up.at_most(load.streams, load.concurrency), endpoint)
                result = self._generate(load, endpoint)
                if server.poll() is not None:
                    raise Failed(f"stopped by itself: {last_words(log)}")
                self._expect_nothing_left(result)
                return result
            finally:
                self._children.end(server)

    def model_statistics(self) -> dict:
        connection = http.client.HTTPConnection("127.0.0.1", self.model_port, timeout=5)
        connection.request("GET", "/stats")
        return json.loads(connection.getresponse().read())

    def _generate(self, load: Load, endpoint: Endpoint) -> dict:
        self._runs += 1
        nonce = f"{int(time.time())}-{self._runs}"
        command = [str(self._built / "load-generator"), "--url", endpoint.url, "--dialect", endpoint.dialect,
                   "--pid", str(endpoint.pid), "--nonce", nonce, *load.arguments()]  # fmt: skip
        return json.loads(self._children.output(command, timeout=load.seconds + 30))

    def _answers(self, endpoint: Endpoint) -> bool:
        result = self._generate(Load(1, 1, tokens=1, seconds=5), endpoint)
        self._last_complaints = result["complaints"]
        return result["right"] == 1

    def _wait(self, process: subprocess.Popen, log: Path, is_ready: Callable[[], object]) -> None:
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise Failed(f"ended with status {process.returncode}: {last_words(log)}")
            try:
                if is_ready():
                    return
            except OSError:
                pass  # does not listen yet
            time.sleep(0.05)
        complaints = ", ".join(self._last_complaints) or "none"
        raise Failed(f"not ready within {READY_WITHIN_SECONDS} s; complaints: {complaints}; log: {last_words(log)}")

    def _expect_nothing_left(self, result: dict) -> None:
        """When every reader has its answer, no stream of the model may still run."""
        deadline = time.monotonic() + 2
        while (left := self.model_statistics()["open"]) and time.monotonic() < deadline:
            time.sleep(0.05)
        if left:
            result["wrong"] += left
            result["complaints"]["streams of the model left open"] = left


def last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return " / ".join(lines[-3:]) or "it wrote nothing"
