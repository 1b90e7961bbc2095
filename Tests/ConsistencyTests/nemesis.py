"""What goes wrong around Kaya, one thing after another, by a seeded schedule."""

import asyncio
import contextlib
import sqlite3
import time

from records import Window

MOVES = {"kill": 12, "kill while locked": 3, "kill after stop": 2, "term": 3, "stop": 2, "lock": 3, "clock": 2}
ONE_HOUR = 3600


class Nemesis:
    """Kills, stops, locks and moves the clock; after each it waits a little so that something can be in flight again."""

    def __init__(self, random, kaya, clock, every, moves=tuple(MOVES)):
        self._random = random
        self._kaya = kaya
        self._clock = clock
        self._every = every
        self._moves = [move for move in moves if move != "clock" or clock]

    async def run(self):
        """Until cancelled; whatever was begun is undone then."""
        while True:
            await asyncio.sleep(self._random.uniform(0.4, 1.6) * self._every)
            if self._kaya.note_accident():
                await self._kaya.kill()
            move = self._random.choices(self._moves, [MOVES[move] for move in self._moves])[0]
            # Shielded: a kill is followed by its restart also when the run ends meanwhile.
            work = asyncio.ensure_future(self._do(move))
            try:
                await asyncio.shield(work)
            except asyncio.CancelledError:
                await work
                raise

    async def _do(self, move):
        if move == "kill":
            await self._kaya.kill()
        elif move == "term":
            await self._kaya.terminate()
        elif move == "stop":
            await self._kaya.stop_for(self._random.uniform(1, 5))
        elif move == "kill after stop":
            await self._kaya.stop_for(self._random.uniform(0.5, 2))
            await self._kaya.kill()
        elif move == "lock":
            await self._lock(self._random.uniform(0.5, 5), None)
        elif move == "kill while locked":
            await self._lock(self._random.uniform(0.3, 3), self._kaya)
        elif move == "clock":
            began = time.monotonic()
            self._clock.move(self._random.choice((-ONE_HOUR, 0, ONE_HOUR)))
            self._kaya.run.windows.append(Window("clock", began, began))

    async def _lock(self, seconds, killed):
        """Holds the database's write lock for some seconds, then lets go, or first kills Kaya and then lets go."""
        with contextlib.closing(sqlite3.connect(self._kaya.database, timeout=1, isolation_level=None)) as database:
            try:
                database.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return  # somebody else wrote all the while
            began = time.monotonic()
            try:
                await asyncio.sleep(seconds)
                if killed:
                    self._kaya.run.windows.append(Window("locked", began, time.monotonic()))
                    released = asyncio.get_running_loop().call_later(0.05, database.rollback)
                    await killed.kill()
                    released.cancel()
            finally:
                if database.in_transaction:
                    database.rollback()
                if not killed:
                    self._kaya.run.windows.append(Window("locked", began, time.monotonic()))
