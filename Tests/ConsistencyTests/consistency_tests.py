"""Breaks everything around Kaya for a while and checks that no word was lost, doubled or moved."""

import argparse
import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from checks import judge
from nemesis import MOVES
from report import show, write_history
from world import World


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="what the schedule of faults is made of")
    parser.add_argument("--seconds", type=float, default=60, help="how long things go wrong")
    parser.add_argument("--readers", type=int, default=40, help="how many readers there are, about")
    parser.add_argument("--cut-every", type=float, default=0.03, help="seconds between two cuts, on average")
    parser.add_argument("--fault-every", type=float, default=1.0, help="seconds between two other faults, on average")
    parser.add_argument("--faults", nargs="+", choices=MOVES, help="these alone; all without")
    parser.add_argument("--true-clock", action="store_true", help="leave the clock alone")
    parser.add_argument("--keep", type=Path, help="a folder for the history and Kaya's log; kept anyway after a violation")
    chosen = parser.parse_args()
    chosen.given = sys.argv[1:] or ["--seed", "1"]
    return chosen


def main():
    chosen = options()
    folder = chosen.keep or Path(tempfile.mkdtemp(prefix="kaya-consistency-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(f"seed {chosen.seed}, {chosen.seconds:g} s, {chosen.readers} readers", flush=True)
    world = World(chosen, folder)
    asyncio.run(world.live())
    facts, findings = judge(world.run)
    violations = show(world, facts, findings)
    if violations or chosen.keep:
        write_history(world.run, folder / "history.jsonl")
        print(f"history, Kaya's log and data: {folder}")
    else:
        shutil.rmtree(folder)
    return 1 if violations else 0


sys.exit(main())
