"""One reader of one turn: reads, is cut off, comes back with the last id it fully received."""

import asyncio
import time
import urllib.parse

from exchange import CutOff, Exchange
from frames import FrameReader, meaning
from records import Connected, Event, Note, Refusal

TRANSPORTS = ("rich", "simple", "poll")


class Reader:
    """Follows a turn to its end over any transport, a new one at each connection."""

    def __init__(self, world, question, name, turn, cookie):
        self.world = world
        self.question = question
        self.name = name
        self.turn = turn
        self.cookie = cookie
        self.last_id = ""
        self.tokens_seen = 0
        self._progress = asyncio.Event()
        self.has_ended = False
        self._failures = 0  # in a row
        self._may_go_on = True

    async def follow(self):
        """Reads until the end, or until it is told to leave; says so when that takes too long."""
        try:
            async with asyncio.timeout(self.world.run.limit):
                while self._may_go_on and not self.has_ended:
                    await self._connect()
                if self.has_ended and self.world.random.random() < 0.5:
                    await self._ask_after_the_end()
        except TimeoutError:
            self.note("hangs", f"turn {self.turn} after {self.last_id}")

    def leave(self):
        """Makes the reader go and not come back."""
        self._may_go_on = False

    def note(self, what, detail="", connection=0):
        self.world.add(Note(time.monotonic(), self.name, connection, self.question.stream, what, detail))

    @property
    def headers(self):
        return {"Cookie": self.cookie} if self.cookie else {}

    @property
    def after(self):
        return int(self.last_id.split(".")[1]) if self.last_id else 0

    async def _connect(self):
        transport = self.world.random.choice(TRANSPORTS)
        if transport == "simple" and not self.last_id:
            transport = "rich"
        connection = self.world.next_connection()
        headers, path = dict(self.headers), f"/api/turns/{self.turn}/events"
        if transport == "poll":
            path += f"?live=poll&from={self.after}"
        else:
            headers["Accept"] = "text/event-stream, */*"
            if self.last_id:
                headers["Last-Event-ID"] = self.last_id
            if transport == "simple":
                path = "/chat/stream?q=" + urllib.parse.quote(self.question.text)
        try:
            async with Exchange(self.world.port, "GET", path, headers) as answer:
                if answer.status != 200:
                    await self._refused(answer, connection, transport)
                    return
                self.world.add(Connected(
                    time.monotonic(), self.name, connection, self.question.stream, self.turn, transport,
                    self.after))  # fmt: skip
                self._failures = 0
                await (self._take_poll if transport == "poll" else self.take)(answer, connection)
        except CutOff:
            # At once after a cut; slower while Kaya is away, as a client does it: nothing is concluded from the pause.
            self._failures = min(self._failures + 1, 5)
            await asyncio.sleep(0.01 * 2**self._failures)

    async def take(self, answer, connection):
        """Takes the events of a stream as far as they come."""
        frames = FrameReader()
        async for piece in answer.pieces():
            for id_, name, data in frames.feed(piece):
                self._received(connection, id_, name, data)
            if not self._may_go_on:
                return
        if not self.has_ended:
            # A stream that is whole has an end in it.
            self.note("stream without end", self.last_id, connection)

    async def _take_poll(self, answer, connection):
        found = await answer.json()
        for event in found["events"]:
            self._received(connection, event["id"], event["event"], event["data"])
        if found["ended"] != self.has_ended:
            self.note("poll without end", self.last_id, connection)
        if not found["events"]:
            await asyncio.sleep(0.05)  # a server that shuts down answers empty at once

    async def has_read(self, tokens):
        """Returns when that many tokens were read."""
        while self.tokens_seen < tokens:
            self._progress.clear()
            await self._progress.wait()

    def _received(self, connection, id_, name, data):
        kind, text, outcome, notice = meaning(name, data)
        self.world.add(Event(
            time.monotonic(), self.name, connection, self.question.stream, self.turn, id_, kind, text, outcome,
            notice))  # fmt: skip
        if id_:
            self.last_id = id_
        if kind == "delta":
            self.tokens_seen += text.count("<")
            self._progress.set()
        if kind == "end":
            self.has_ended = True

    async def _refused(self, answer, connection, transport):
        code = (await answer.json()).get("code", "")
        self.world.add(Refusal(
            time.monotonic(), self.name, connection, self.question.stream, self.turn, f"read by {transport}",
            answer.status, code))  # fmt: skip
        if answer.status in (400, 503):  # 400: the poll of one who seems to have left
            await asyncio.sleep(0.2)  # a client's pause before it tries again
        else:
            self._may_go_on = False

    async def _ask_after_the_end(self):
        """Comes back with an id that ends in `.end`: the answer is 204."""
        if not self.last_id.endswith(".end"):
            return
        while True:
            headers = {**self.headers, "Last-Event-ID": self.last_id, "Accept": "text/event-stream"}
            path = self.world.random.choice((f"/api/turns/{self.turn}/events", "/chat/stream"))
            try:
                async with Exchange(self.world.port, "GET", path, headers) as answer:
                    self.world.add(Refusal(
                        time.monotonic(), self.name, 0, self.question.stream, self.turn, "after-end", answer.status,
                        ""))  # fmt: skip
                    return
            except CutOff:
                await asyncio.sleep(0.02)  # a client's pause before it tries again
