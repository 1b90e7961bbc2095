"""The Kaya that is tested: killed, stopped and started again on one port with one data folder."""

import asyncio
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from records import Window

from harness.kaya import BINARY, ROOT, environment
from harness.processes import end_with_parent, free_port

START = 60  # seconds; a debug binary on a busy machine
DRAIN = 1.0
TERM_LIMIT = 15.0


class KayaUnderTest:
    """`kaya serve`, and a note of every time it was away."""

    def __init__(self, run, folder, model_port, settings, clock=None):
        self.run = run
        self.port = free_port()
        self.database = folder / "data" / "conversations.sqlite"
        self.starts = 0
        self._log = (folder / "log").open("wb")
        self._folder = folder
        self._process = None
        self._clock = clock
        # libfaketime changes the environment of the first program it is loaded into, and Swift looks for the command
        # line beside the environment: so the first program is another one.
        self._command = ["env"] if clock else []
        self._environment = environment({
            "KAYA_HOST": "127.0.0.1",
            "KAYA_PORT": str(self.port),
            "KAYA_DATA": str(folder / "data"),
            "KAYA_MODEL_BASE_URL": f"http://127.0.0.1:{model_port}/v1",
            "KAYA_MODEL_NAME": "numbered",
            "KAYA_QUOTING_FALLBACK": "false",
            # A title would be a second call of the model for a question.
            "KAYA_CONVERSATIONS_TITLES": "words",
            "KAYA_TURNS_DRAIN_TIMEOUT": f"{DRAIN:g}s",
            **settings,
            **(clock.environment if clock else {}),
        })  # fmt: skip

    def ingest(self):
        """Gives it the documents of the invented county."""
        subprocess.run(
            [str(BINARY), "ingest", str(ROOT / "Examples" / "county")], env=self._environment | {"LD_PRELOAD": ""},
            cwd=self._folder, stdout=self._log, stderr=self._log, check=True)  # fmt: skip

    async def start(self):
        """Starts it and waits until it takes questions; one that ends while it starts is an accident."""
        self.starts += 1
        self._process = subprocess.Popen(
            [*self._command, str(BINARY), "serve"], env=self._environment, cwd=self._folder, stdin=subprocess.DEVNULL, stdout=self._log,
            stderr=self._log, start_new_session=True, preexec_fn=end_with_parent)  # fmt: skip
        deadline = time.monotonic() + START
        while not await asyncio.to_thread(self._is_ready):
            if self._process.poll() is not None:
                self.run.accidents.append(f"Kaya did not start: exit status {self._process.returncode}")
                raise RuntimeError(self.run.accidents[-1])
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kaya was not ready within {START} s")
            await asyncio.sleep(0.03)  # another process tells nobody that it is ready

    def _is_ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as response:
                return response.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def note_accident(self):
        """Whether Kaya has ended by itself, which is noted."""
        if self._process.poll() is None:
            return False
        self.run.accidents.append(f"Kaya ended by itself with status {self._process.returncode}")
        return True

    async def kill(self):
        """kill -9 and restart."""
        began = time.monotonic()
        self._process.kill()
        await asyncio.to_thread(self._process.wait)
        await self._restart("kill", began)

    async def terminate(self):
        """SIGTERM, wait for the orderly end, restart."""
        began = time.monotonic()
        self._process.terminate()
        try:
            status = await asyncio.to_thread(self._process.wait, TERM_LIMIT)
        except subprocess.TimeoutExpired:
            self.run.accidents.append(f"Kaya did not end within {TERM_LIMIT:g} s after SIGTERM")
            self._process.kill()
            status = await asyncio.to_thread(self._process.wait)
        if status not in (0, -signal.SIGKILL):
            self.run.accidents.append(f"Kaya ended with status {status} after SIGTERM")
        await self._restart("term", began)

    async def _restart(self, kind, began):
        self._tidy()
        try:
            await self.start()
        finally:
            self.run.windows.append(Window(kind, began, time.monotonic()))

    async def stop_for(self, seconds):
        """SIGSTOP, some seconds, SIGCONT."""
        began = time.monotonic()
        self._process.send_signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            self._process.send_signal(signal.SIGCONT)
            self.run.windows.append(Window("stopped", began, time.monotonic()))

    def end(self):
        """Ends the process, whatever its state."""
        if self._process and self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGCONT)
            self._process.kill()
            self._process.wait()
            self._tidy()
        self._log.close()

    def _tidy(self):
        if self._clock:
            self._clock.forget(self._process.pid)
