"""The bad network between readers and Kaya."""

import asyncio
import collections
import time

from link import Link
from records import Window


class SpoilingProxy:
    """Listens on a free port of 127.0.0.1 and spoils connections by chance: some after so many bytes, others at any time."""

    def __init__(self, run, random, target, every):
        """every: seconds between two cuts, on average."""
        self.run = run
        self.port = 0
        self.connections = 0
        self.cuts = collections.Counter()
        self.is_spoiling = True
        self._random = random
        self._target = target
        self._every = every
        self._links = set()
        self._server = None

    async def start(self):
        self._server = await asyncio.start_server(self._connection, "127.0.0.1", 0, limit=1 << 16)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut_again_and_again(self):
        """Cuts one live connection after another, until cancelled."""
        while True:
            await asyncio.sleep(self._random.expovariate(1 / self._every))
            live = [link for link in self._links if link.is_whole and link.has_asked]
            if live and self.is_spoiling:
                kind = self._random.choices(Link.KINDS, (30, 40, 10, 10, 10))[0]
                self.cuts[kind] += 1
                self._random.choice(live).cut(kind)
                if kind == "half-close to Kaya":
                    self.run.windows.append(Window(kind, time.monotonic(), time.monotonic() + 1.5))

    async def _connection(self, reader, writer):
        self.connections += 1
        try:
            far = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        link = Link((reader, writer), far, self._plan(), self._random.uniform(0, 3))
        self._links.add(link)
        try:
            await link.run()
        except asyncio.CancelledError:
            pass  # the run is over
        finally:
            self._links.discard(link)
            if link.was_cut_as_planned:
                self.cuts[f"after so many bytes: {link.cut_kind}"] += 1

    def _plan(self):
        """A cut after so many bytes for every fourth connection."""
        if not self.is_spoiling or self._random.random() > 0.25:
            return None
        kind = self._random.choice(("end", "reset", "reset", "black hole"))
        if self._random.random() < 0.2:
            return "up", self._random.randrange(1, 400), kind
        return "down", int(self._random.paretovariate(0.6) * 20), kind
