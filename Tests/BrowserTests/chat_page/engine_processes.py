"""Runs one engine's tests in a process of their own, so that a browser that hangs takes nobody with it."""

import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from harness.processes import Children

from .world import ingest

COUNT = re.compile(r"(\d+) passed, (\d+) failed")


def run_engines(program, engines, arguments, longest):
    """Runs `program --alone INDEX FOLDER … ENGINE` for all engines at once, and prints what they print.

    longest: seconds, after which an engine is ended and has failed. Prints the count of all on the last line; returns the exit status.
    """
    counts = []
    with tempfile.TemporaryDirectory(prefix="kaya-page-", ignore_cleanup_errors=True) as name, Children() as children:
        folder = Path(name)
        index = folder / "index"
        ingest(index)
        threads = []
        for engine in engines:
            command = [sys.executable, "-B", program, "--alone", str(index), str(folder / engine), *arguments, engine]
            child = children.start(command, dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            threads.append(threading.Thread(target=watch, args=(child, engine, longest, counts)))
            threads[-1].start()
        for thread in threads:
            thread.join()
    passed, failed = sum(count[0] for count in counts), sum(count[1] for count in counts)
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed or not passed else 0


def watch(child, engine, longest, counts):
    timer = threading.Timer(longest, child.kill)
    timer.start()
    found = None
    for line in child.stdout:
        found = COUNT.match(line) or found
        if not COUNT.match(line):
            print(line, end="", flush=True)
    child.wait()
    timer.cancel()
    counts.append((int(found.group(1)), int(found.group(2))) if found else (0, 1))
    if not found:
        print(f"FAILED  {engine}: its tests came to their end (status {child.returncode})", flush=True)
