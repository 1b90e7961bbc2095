"""A running Kaya."""

import json
import os
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from .processes import free_port, wait_until

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("KAYA_BINARY", ROOT / ".build/debug/kaya"))
START = 60


def environment(settings):
    """This process's environment with none of its own settings of Kaya, and these."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("KAYA_", "OPENAI_"))}
    return {**bare, **settings}


class Kaya:
    """`kaya serve` on a free port, with a data folder of its own and its log in a file."""

    def __init__(self, children, model_url, folder=None, **settings):
        self.folder = Path(folder or tempfile.mkdtemp(prefix="kaya-"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = self.folder / "log"
        self.settings = {
            "KAYA_HOST": "127.0.0.1",
            "KAYA_PORT": str(self.port),
            "KAYA_DATA": str(self.folder / "data"),
            "KAYA_MODEL_BASE_URL": model_url,
            "KAYA_MODEL_NAME": "test-model",
            "KAYA_LOG_LEVEL": "info",
            "KAYA_LIMITS_QUESTIONS_PER_MINUTE": "0",
            **settings,
        }
        self._children = children
        self.start()

    def start(self):
        """Starts it, or starts it again in the same place with the same data."""
        with self.log.open("ab") as output:
            self.process = self._children.start(
                [str(BINARY), "serve"], environment(self.settings), stdout=output, stderr=output, cwd=self.folder)
        wait_until(self._is_ready, START, "kaya serve is ready")

    def kill(self):
        """Ends it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def _is_ready(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"kaya ended with status {self.process.returncode}:\n{self.log.read_text()}")
        try:
            with urllib.request.urlopen(self.url + "/readyz", timeout=2) as response:
                return response.status == 200
        except (urllib.error.URLError, OSError):
            return False

    @property
    def descriptors(self):
        """How many descriptors the process has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    @property
    def resident_mebibytes(self):
        """The process's memory."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("the process has no memory")

    def metric(self, series):
        """The value of one series of /metrics, such as `kaya_turns_running`; 0 when it has none yet."""
        with urllib.request.urlopen(self.url + "/metrics", timeout=10) as response:
            for line in response.read().decode().splitlines():
                if line.startswith(series + " "):
                    return float(line.rsplit(" ", 1)[1])
        return 0.0


def simple_events(text):
    """The data of every event in a stream of the simple dialect."""
    found = []
    for block in text.split("\n\n"):
        data = [line[6:] for line in block.split("\n") if line.startswith("data: ")]
        if data:
            found.append(json.loads("\n".join(data)))
    return found
