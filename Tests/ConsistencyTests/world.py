"""One run: the model, Kaya, the proxy, askers with their readers, and what spoils it all; in the end everything is read back."""

import asyncio
import collections
import random
import time
from dataclasses import replace

from asker import Asker
from clock import MovableClock
from latecomer import Latecomers
from nemesis import MOVES, Nemesis
from prober import Prober
from proxy import SpoilingProxy
from readback import read_by_interface, read_file
from records import Question, Run
from server import KayaUnderTest
from upstream import NumberedModel

SETTINGS = {
    "KAYA_STREAMS_HEARTBEAT": "500ms",
    "KAYA_STREAMS_POLL": "1s",
    "KAYA_STREAMS_WRITE_TIMEOUT": "3s",
    "KAYA_MODEL_IDLE_TIMEOUT": "2s",
    "KAYA_LIMITS_STREAMS_PER_CLIENT": "10000",
    "KAYA_LIMITS_CONVERSATIONS_PER_MINUTE": "0",
    "KAYA_LIMITS_QUESTIONS_PER_MINUTE": "0",
    # Broken answers are the rule here, not the sign of a broken model server.
    "KAYA_BREAKER_CONSECUTIVE_FAILURES": "10000",
    "KAYA_BREAKER_MINIMUM_FAILURES": "10000",
    "KAYA_RETRY_FIRST_DELAY": "50ms",
}
FAULTS = ("reset", "end", "truncated", "stall", "pause", "early", "busy")
HEAL = 90  # seconds for everything to come to its end once nothing is spoilt any more


class World:
    """What the parts of a run share: the seeded chance, the history, and the numbers of connections and questions."""

    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.run = Run(retention=3.0)
        self.conversations = {}  # id → cookie
        self.seen_turns = []
        self.ends = float("inf")
        self.random = random.Random(f"{options.seed} readers")
        self.clock = MovableClock(folder)
        self.model = NumberedModel(random.Random(f"{options.seed} model"))
        self.kaya = self.proxy = self.prober = self.latecomers = self.nemesis = None
        self._connections = 0
        self._streams = 0
        self._repeatable = collections.deque(maxlen=4)  # questions that others may ask as well

    @property
    def port(self):
        return self.proxy.port

    def add(self, record):
        self.run.records.append(record)

    def next_connection(self):
        self._connections += 1
        return self._connections

    def next_question(self, visitor):
        """A question nobody asked before, and what is to become of it."""
        self._streams += 1
        chance = self.random
        if self._repeatable and chance.random() < 0.2:
            # Somebody else has just asked the same.
            first = chance.choice(self._repeatable)
            return replace(
                first, stream=self._streams, visitor=visitor, request_id=f"{self.options.seed}-{self._streams}",
                same_as=first.stream, is_kept=chance.random() < 0.75, conversation="")  # fmt: skip
        plan = chance.choices(("read", "cancel", "leave"), (86, 9, 5))[0]
        is_kept = chance.random() < 0.75
        pace, tokens = chance.uniform(0.002, 0.016), chance.randrange(60, 300)
        fault = chance.choice(FAULTS) if chance.random() < 0.2 else "none"
        if plan == "leave":
            pace, tokens, fault = 0.02, 3000, "none"  # longer than the grace by far
        question = Question(
            stream=self._streams, tokens=tokens, visitor=visitor, request_id=f"{self.options.seed}-{self._streams}",
            is_kept=is_kept, plan=plan, pace=pace, fault=fault, fault_at=chance.randrange(5, tokens))  # fmt: skip
        if plan == "read":
            self._repeatable.append(question)
        return question

    async def live(self):
        """Runs everything, heals, and reads back."""
        await self.model.start()
        clock = self.clock if self.clock.is_there and not self.options.true_clock else None
        settings = {
            **SETTINGS,
            "KAYA_TURNS_GRACE": f"{self.run.grace:g}s",
            "KAYA_TURNS_RETENTION": f"{self.run.retention:g}s",
        }  # fmt: skip
        self.kaya = KayaUnderTest(self.run, self.folder, self.model.port, settings, clock)
        try:
            await asyncio.to_thread(self.kaya.ingest)
            await self.kaya.start()
            self.proxy = SpoilingProxy(
                self.run, random.Random(f"{self.options.seed} proxy"), self.kaya.port, self.options.cut_every)
            await self.proxy.start()
            self.prober = Prober(self, self.kaya.port)
            self.latecomers = Latecomers(self)
            self.nemesis = Nemesis(
                random.Random(f"{self.options.seed} nemesis"), self.kaya, clock, self.options.fault_every,
                self.options.faults or MOVES)  # fmt: skip
            await self._spoil()
            self.run.calls = self.model.calls
            self.run.by_api = await read_by_interface(self.kaya.port, self.conversations)
            self.run.by_file = read_file(self.kaya.database)
        finally:
            self.kaya.end()

    async def _spoil(self):
        self.ends = time.monotonic() + self.options.seconds
        askers = [Asker(self, f"visitor{number}") for number in range(max(1, self.options.readers // 2))]
        asking = [asyncio.ensure_future(asker.run()) for asker in askers]
        spoiling = [asyncio.ensure_future(work) for work in (
            self.nemesis.run(), self.proxy.cut_again_and_again(), self.prober.run(),
            self.latecomers.run())]  # fmt: skip
        try:
            # Whoever ends before the time has failed.
            await asyncio.wait(spoiling + asking, timeout=self.options.seconds, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            for work in spoiling:
                work.cancel()
            for error in await asyncio.gather(*spoiling, return_exceptions=True):
                if not isinstance(error, asyncio.CancelledError):
                    raise error
            self.proxy.is_spoiling = False
            for asker in askers:
                asker.is_asking = False
        await asyncio.gather(*asking)
        await self._quiet()

    async def _quiet(self):
        """Waits until the model is asked nothing any more, so that no turn runs, and its last words are stored."""
        deadline = time.monotonic() + HEAL
        while time.monotonic() < deadline:
            if all(call.how != "running" for call in self.model.calls):
                stored = await asyncio.to_thread(read_file, self.kaya.database)
                if all(turn.state != "running" for turn in stored.values()):
                    return
            await asyncio.sleep(0.2)  # the file of another process tells nobody that it has changed
