"""Keeps what the page promises, with a real Kaya, a model that misbehaves and a network that does: in three browser engines
at once.

usage: page_tests.py [--panel] [--only WORDS] [ENGINE…]     (chromium firefox webkit; --panel: the debug panel instead)
"""

import argparse
import os
import sys

from chat_page import accessibility, asking, conversations, debugging, endings, interruptions, loading, logins, reading, small_screens, transports
from chat_page.engine_processes import run_engines
from chat_page.tests import run
from chat_page.world import world

from harness.findings import Findings

ENGINES = ("chromium", "firefox", "webkit")
PARTS = (asking, endings, conversations, interruptions, transports, reading, accessibility, small_screens, loading, logins)
PANEL = (debugging,)
LONGEST = 1200  # seconds that one engine may take, on a machine that is busy with the others


def test_engine(engine, index, folder, parts, only):
    findings = Findings()
    with world(engine, folder, index) as made:
        run([part.suite for part in parts], made, findings, lambda sentence: f"{engine}: {sentence}", only)
    return findings.finish()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--panel", action="store_true", help="the debug panel's tests, which take as long as a third of the others")
    parser.add_argument("--only", default="", help="runs those tests alone whose sentence has these words")
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("engines", nargs="*", help=" ".join(ENGINES))
    arguments = parser.parse_args()
    if arguments.alone:
        return test_engine(arguments.engines[0], *arguments.alone, PANEL if arguments.panel else PARTS, arguments.only)
    wanted = arguments.engines or ENGINES
    options = ["--only", arguments.only, *(["--panel"] if arguments.panel else [])]
    return run_engines(__file__, [engine for engine in wanted if engine in ENGINES], options, LONGEST)


status = main()
sys.stdout.flush()
os._exit(status)  # the servers' threads have nothing more to say
