"""Processes that this program starts, and ends again whatever happens."""

import ctypes
import os
import resource
import signal
import socket
import subprocess
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
WANTED_DESCRIPTORS = 20000
_libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent() -> None:
    """Runs in the child before its program: should this one be killed outright, the kernel ends the child."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def raise_descriptor_limit() -> int:
    """Lets this process and those it starts open as many descriptors as allowed; returns how many."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for soft_limit, hard_limit in ((WANTED_DESCRIPTORS, max(hard, WANTED_DESCRIPTORS)), (hard, hard)):
        if hard == resource.RLIM_INFINITY:
            hard_limit = hard
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft_limit, hard_limit))
            return soft_limit
        except (ValueError, OSError):
            continue  # only the privileged may raise the hard limit
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Children:
    """The processes started so far. Leaving the `with` block ends those that still run, and no others."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen] = []

    def __enter__(self) -> "Children":
        return self

    def __exit__(self, *_: object) -> None:
        for child in list(self._running):
            self.end(child)

    def start(self, command: list[str], environment: dict[str, str] | None = None, log: Path | None = None,
              folder: Path | None = None) -> subprocess.Popen:  # fmt: skip
        """Starts a process in a group of its own, so that Ctrl-C reaches only this program, which then ends them."""
        output = log.open("wb") if log else subprocess.PIPE
        child = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if log else None,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
        if log:
            output.close()
        self._running.append(child)
        return child

    def output(self, command: list[str], timeout: float) -> str:
        """Runs a process to its end and returns what it printed."""
        child = self.start(command)
        try:
            return child.communicate(timeout=timeout)[0].decode()
        finally:
            self.end(child)

    def end(self, child: subprocess.Popen) -> None:
        """Asks the process and those it forked to end, and after three seconds ends them."""
        for request in (signal.SIGTERM, signal.SIGKILL):
            if child.poll() is not None:
                break
            os.killpg(child.pid, request)
            deadline = time.monotonic() + 3
            while child.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
        if child in self._running:
            self._running.remove(child)
