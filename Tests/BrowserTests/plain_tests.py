"""Keeps what the page promises to people without JavaScript, with a real Kaya and a model that misbehaves: in three browser
engines at once, whose scripts are off.

usage: plain_tests.py [--only WORDS] [ENGINE…]     (chromium firefox webkit)
"""

import argparse
import os
import sys
from pathlib import Path

from chat_page import plain, plain_account, plain_conversations, plain_looks
from chat_page.engine_processes import run_engines
from chat_page.plain_browser import browser_without_script
from chat_page.tests import run
from chat_page.world import World

from harness.findings import Findings
from harness.processes import Children

ENGINES = ("chromium", "firefox", "webkit")
PARTS = (plain, plain_conversations, plain_account, plain_looks)
LONGEST = 400  # seconds that one engine may take, on a machine that is busy with the others


def test_engine(engine, index, folder, only):
    findings = Findings()
    with Children() as children, browser_without_script(engine, Path(folder) / "browser") as used_browser:
        made = World(children, folder, index, used_browser)
        try:
            run([part.suite for part in PARTS], made, findings, lambda sentence: f"{engine}, no script: {sentence}", only)
        finally:
            made.stop()
    return findings.finish()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="runs those tests alone whose sentence has these words")
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("engines", nargs="*", help=" ".join(ENGINES))
    arguments = parser.parse_args()
    if arguments.alone:
        return test_engine(arguments.engines[0], *arguments.alone, arguments.only)
    wanted = arguments.engines or ENGINES
    return run_engines(__file__, [engine for engine in wanted if engine in ENGINES], ["--only", arguments.only], LONGEST)


status = main()
sys.stdout.flush()
os._exit(status)  # the servers' threads have nothing more to say
