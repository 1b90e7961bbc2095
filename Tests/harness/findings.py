"""Counts what passed and what failed, and says so."""

import threading
import time
import traceback


class Findings:
    def __init__(self):
        self._lock = threading.Lock()
        self._began = time.monotonic()
        self.passed = 0
        self.failed = 0

    def check(self, sentence, holds, seen=""):
        """One finding: whether what the sentence says is so."""
        with self._lock:
            if holds:
                self.passed += 1
            else:
                self.failed += 1
            seconds = time.monotonic() - self._began
            print(f"{seconds:6.1f} s  {'ok    ' if holds else 'FAILED'}  {sentence}" + ("" if holds else f"\n          seen: {seen}"),
                  flush=True)  # fmt: skip

    def equal(self, sentence, seen, expected):
        self.check(sentence, seen == expected, f"{short(seen)}, expected {short(expected)}")

    def run(self, sentence, body):
        """Runs a part of the test; what it throws is a failure of this sentence."""
        try:
            return body()
        except Exception as error:  # whatever stopped this part, the others go on
            traceback.print_exc()
            self.check(sentence, False, repr(error))
            return None

    def finish(self):
        """Prints the count alone on the last line; returns the exit status."""
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed or not self.passed else 0


def short(value):
    text = repr(value)
    return text if len(text) < 400 else f"{text[:200]} … {text[-180:]} ({len(text)})"
