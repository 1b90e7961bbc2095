"""Processes that a test starts, and ends again whatever happens."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import time

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent():
    """Runs in the child before its program: when this process dies, the kernel ends the child."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until(condition, seconds, what):
    """Looks again and again until `condition()` is true; TimeoutError says what did not happen: a text, or a function that tells it then.

    For what nobody announces: that another process listens, or that its connections are gone.
    """
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds:g} s: {what() if callable(what) else what}")
        time.sleep(0.05)


def end_group(process):
    """Ends what is left of a process's group."""
    for request in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, request)
        except ProcessLookupError:
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
    process.wait()


class Children:
    """The processes started so far. Leaving the `with` block ends them and those that they started."""

    def __init__(self):
        self._started = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self._started):
            end_group(process)

    def start(self, command, environment=None, **options):
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=end_with_parent,
            **options)
        self._started.append(process)
        return process
