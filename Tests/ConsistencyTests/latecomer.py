"""Tabs that are opened long after an answer has ended, when only what is stored of it can be read."""

import asyncio
import time

from reader import Reader


class Latecomers:
    """Open one old turn of a conversation after the other and read it from its beginning."""

    def __init__(self, world, every=0.5):
        self.world = world
        self.opened = 0
        self._every = every

    async def run(self):
        while True:
            await asyncio.sleep(self.world.random.expovariate(1 / self._every))
            old = [
                (question, turn) for question, turn, seen in self.world.seen_turns
                if question.is_kept and question.plan == "read" and seen < time.monotonic() - 2 * self.world.run.retention]
            if old:
                question, turn = self.world.random.choice(old[-100:])
                self.opened += 1
                cookie = self.world.conversations[question.conversation]
                await Reader(self.world, question, f"late{self.opened}", turn, cookie).follow()
