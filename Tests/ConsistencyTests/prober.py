"""Somebody who tries ids that are not theirs, or not ids at all."""

import asyncio
import time

from exchange import CutOff, Exchange
from records import Refusal

STRANGER = "kaya-visitor=AAAAAAAAAAAAAAAAAAAAAA"


class Prober:
    """Goes straight to Kaya, past the proxy: its refusals are to be seen whole."""

    def __init__(self, world, port, every=0.25):
        self.world = world
        self.tried = 0
        self._port = port
        self._every = every

    async def run(self):
        while True:
            await asyncio.sleep(self.world.random.expovariate(1 / self._every))
            if len(self.world.seen_turns) < 2:
                continue
            question, turn, _ = self.world.random.choice(self.world.seen_turns[-40:])
            if question.is_kept and question.plan == "read":
                await self._try(question, turn)

    async def _try(self, question, turn):
        other = self.world.random.choice(self.world.seen_turns)[1]
        kind = self.world.random.choice(("foreign", "foreign", "malformed", "long", "other", "future"))
        if kind == "other" and other == turn:
            return
        headers = {"Accept": "text/event-stream, */*"}
        path = f"/api/turns/{turn}/events"
        if kind == "foreign":
            headers |= self.world.random.choice(({}, {"Cookie": STRANGER}))
            choice = self.world.random.randrange(3)
            if choice == 1:
                path += "?live=poll&from=0"
            if choice == 2:
                path, headers["Last-Event-ID"] = "/chat/stream?q=x", f"{turn}.1"
            await self._stop_foreign(turn, headers)
        else:
            headers["Cookie"] = self.world.conversations[question.conversation]
            headers["Last-Event-ID"] = {
                "malformed": self.world.random.choice((f"{turn}.-1", f"{turn}", "1", "\u00e4", f"{turn}.1.fin")),
                "long": "x" * 10_000,
                "other": f"{other}.3",
                "future": f"{turn}.999998",
            }[kind]
        await self._request(kind, question, turn, path, headers)

    async def _stop_foreign(self, turn, headers):
        """Asks to stop somebody else's answer; if that worked, its end would have no reason."""
        try:
            async with Exchange(self._port, "POST", f"/api/turns/{turn}/cancellation", headers, {}):
                pass
        except CutOff:
            pass  # Kaya was away

    async def _request(self, kind, question, turn, path, headers):
        try:
            async with Exchange(self._port, "GET", path, headers) as answer:
                code = (await answer.json()).get("code", "") if answer.status >= 400 else ""
                self.tried += 1
                self.world.add(Refusal(
                    time.monotonic(), "prober", 0, question.stream, turn, f"probe {kind}", answer.status,
                    code))  # fmt: skip
        except CutOff:
            pass  # Kaya was away
