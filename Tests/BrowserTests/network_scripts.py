"""Runs random scripts of trouble against the page: whatever happens on the way, what is shown at the end is what is stored
and what the model sent, and the model was asked once.

usage: network_scripts.py [--scripts N] [--seed N] [ENGINE…]     (chromium firefox webkit)

A script is a network's habit (none, slow, holding answers back, compressing them, cutting connections after a while) and a
few troubles during one answer. The same seed makes the same scripts. A failed script says its number: `--seed N --scripts 1`
with that number repeats it.
"""

import argparse
import os
import random
import sys
import time

from chat_page.engine_processes import run_engines
from chat_page.page import Page
from chat_page.tests import expect, expect_equal
from chat_page.troubled_network import Cut
from chat_page.world import world

from harness.findings import Findings

ENGINES = ("chromium", "firefox", "webkit")
HABITS = ({}, {}, {}, {"rate": 20_000}, {"buffers": True}, {"gzips": True}, {"lifetime": 1.5}, {"lifetime": 10})
TROUBLES = ("reset", "end", "stall", "down", "break", "reload", "kill")
WEIGHTS = (4, 3, 1, 3, 3, 3, 1)
END = 120  # seconds after the last trouble
START, LONGEST = 60, 180  # seconds: until a browser is up, and for a script


def script_of(seed):
    """A habit, and for each trouble: its kind, the word of the answer before which it happens, and a number for it."""
    chance = random.Random(seed)
    habit = chance.choice(HABITS)
    troubles = chance.choices(TROUBLES, WEIGHTS, k=chance.randint(1, 4))
    return habit, sorted((chance.randint(1, 55), kind, chance.randint(0, 900)) for kind in troubles)


def play(made, seed):
    habit, troubles = script_of(seed)
    made.begin()
    made.network.trouble(**habit)
    page = Page(made).open()
    case = page.ask(made.case("steady"))
    was_killed = False
    for word, kind, number in troubles:
        made.browser.wait(lambda word=word: made.model.sent[case] >= word or is_over(made, case), f"word {word} is sent", 30)
        was_killed |= do(made, page, habit, kind, number)
    try:
        turn = page.wait_for_end(seconds=END)
    except TimeoutError as late:
        raise TimeoutError(f"{late}; the page says {page.visible_text()[-700:]!r}") from None
    sent, stored = made.sent(case), made.stored(turn["turn"])
    expect(stored["text"] is not None, "the turn is stored", (turn, stored))
    if was_killed and turn["state"] == "interrupted":
        expect(sent.startswith(stored["text"].rstrip()), "what is stored was sent", stored)
        expect_equal((turn["text"] or "").rstrip(), stored["text"].rstrip(), "shown and stored")
    else:
        expect_equal(turn["state"], "done")
        expect_equal(turn["text"], sent, "shown")
        expect_equal(stored["text"], sent, "stored")
    expect_equal(made.model.calls[case], 1, "calls")
    expect_equal(len(page.turns()), 1, "turns")


def is_over(made, case):
    return made.model.hangups[case] > 0 or made.model.sent[case] >= 60


def do(made, page, habit, kind, number):
    """One trouble; whether the server died of it."""
    if kind in ("reset", "end", "stall"):
        made.network.habits.cuts.append(Cut(number, kind))
        made.network.break_all()
    elif kind == "break":
        made.network.break_all()
    elif kind == "down":
        made.network.go_down()
        time.sleep(number / 300)  # Allowed: how long the network is away is the trouble
        made.network.trouble(**habit)
    elif kind == "reload":
        page.reload()
    elif kind == "kill":
        made.restart_kaya()
    return kind == "kill"


def run_engine(engine, index, folder, seeds):
    findings = Findings()
    with world(engine, folder, index) as made:
        for seed in seeds:
            def body(seed=seed):
                play(made, seed)
                findings.check(f"{engine}: script {seed} {script_of(seed)} loses, doubles and asks nothing", True)

            findings.run(f"{engine}: script {seed} {script_of(seed)} loses, doubles and asks nothing", body)
    return findings.finish()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scripts", type=int, default=6)
    parser.add_argument("--seed", type=int, default=104)  # from there on six of many kinds, without a stall: that takes long
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("engines", nargs="*", help=" ".join(ENGINES))
    arguments = parser.parse_args()
    seeds = range(arguments.seed, arguments.seed + arguments.scripts)
    if arguments.alone:
        return run_engine(arguments.engines[0], *arguments.alone, seeds)
    options = ["--scripts", str(arguments.scripts), "--seed", str(arguments.seed)]
    return run_engines(__file__, arguments.engines or ENGINES, options, START + LONGEST * arguments.scripts)


status = main()
sys.stdout.flush()
os._exit(status)  # the servers' threads have nothing more to say
