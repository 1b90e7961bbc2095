"""The network between a browser and Kaya, with the troubles that a test asks for."""

import asyncio
import contextlib
import json
import re
import zlib
from dataclasses import dataclass, field

from cutting_proxy import reset
from listening import Listener

REPORTS = "/policy-reports"
END_OF_HEAD = b"\r\n\r\n"
BEFORE = -1
STREAMS = re.compile(r"^/(api|chat)/(.*/)?(turns|events|stream)\b")  # addresses under which an answer arrives


@dataclass
class Cut:
    """After so many bytes of a response's body: the connection is reset, ended, or held without another byte. With `BEFORE`
    not even the head comes, though Kaya has answered."""

    after: int
    how: str = "reset"  # reset, end or stall
    of: re.Pattern = STREAMS
    count: int = 1


@dataclass
class Habits:
    """What the network does to every response."""

    is_down: bool = False
    buffers: bool = False
    gzips: bool = False
    lifetime: float | None = None  # seconds after which a connection is cut
    patience: float | None = None  # seconds without a byte after which it is
    rate: int | None = None  # bytes a second
    cuts: list = field(default_factory=list)


class Counted:
    """A writer that counts what is written."""

    def __init__(self, writer, sizes, number):
        self._writer, self._sizes, self._number = writer, sizes, number

    def write(self, data):
        self._sizes[self._number] += len(data)
        self._writer.write(data)

    def __getattr__(self, name):
        return getattr(self._writer, name)


class TroubledNetwork(Listener):
    """A proxy before Kaya, one request a connection. It remembers requests, and reports of broken policies."""

    def __init__(self, upstream):
        """upstream: Kaya's port."""
        self.upstream = upstream
        self.habits = Habits()
        self.requests = []  # (method, target, Last-Event-ID or None)
        self._sizes = []  # bytes of the response to each of them
        self.reports = []
        self._open = set()
        self._forgotten = set()  # tokens of logins that have ended
        self._tokens = set()  # those that were seen
        super().__init__(limit=1 << 20)

    def heal(self):
        """The network is as it should be, from now on; what is held stays held, what is down comes up."""
        self.habits = Habits()

    def trouble(self, **habits):
        self.habits = Habits(**habits)

    def go_down(self):
        """Every connection breaks, and no other is let through until it heals."""
        self.habits = Habits(is_down=True)
        self.break_all()

    def break_all(self):
        """Every connection breaks now."""
        self._loop.call_soon_threadsafe(self._break_all)

    def forget(self):
        """Counts requests from the beginning."""
        self.requests, self._sizes, self.reports = [], [], []

    def forget_logins(self):
        """The access tokens that were used so far are taken for ended ones from now on."""
        self._forgotten |= self._tokens

    def asked(self, method, pattern):
        """The requests of a method whose target matches."""
        return [request for request in self.requests if request[0] == method and re.search(pattern, request[1])]

    def bytes_before(self, count):
        """The bytes of the responses to the first so many requests, with their heads."""
        return sum(self._sizes[:count])

    def _break_all(self):
        for writer in list(self._open):
            with contextlib.suppress(OSError):
                reset(writer)
            writer.transport.abort()

    async def _connection(self, reader, writer):
        self._open.add(writer)
        server = None
        try:
            if self.habits.is_down:
                reset(writer)
                return
            head = await reader.readuntil(END_OF_HEAD)
            method, target, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
            length = re.search(rb"(?im)^content-length: *(\d+)", head)
            body = await reader.readexactly(int(length.group(1)) if length else 0)
            if target.startswith(REPORTS):
                self.reports.append(json.loads(body))
                writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
                return
            last = re.search(rb"(?im)^last-event-id: *([^\r\n]*)", head)
            self.requests.append((method, target, last.group(1).decode() if last else None))
            sizes = self._sizes
            sizes.append(0)
            server_reader, server = await asyncio.open_connection("127.0.0.1", self.upstream)
            self._open.add(server)
            server.write(self._request_head(head) + body)
            pass_on = self._pass_on(server_reader, Counted(writer, sizes, len(sizes) - 1), target)
            await self._until_left(reader, asyncio.wait_for(pass_on, self.habits.lifetime))
        except (asyncio.IncompleteReadError, ConnectionError, OSError, TimeoutError):
            pass  # one of the two left: so does the proxy
        finally:
            for end in (writer, server):
                if end:
                    self._open.discard(end)
                    end.close()

    async def _until_left(self, reader, work):
        """Does the work until it is done or the browser has left."""
        leaving = asyncio.ensure_future(reader.read())
        working = asyncio.ensure_future(work)
        await asyncio.wait((leaving, working), return_when=asyncio.FIRST_COMPLETED)
        for task in (leaving, working):
            task.cancel()
        await asyncio.gather(leaving, working, return_exceptions=True)

    def _request_head(self, head):
        self._tokens |= set(re.findall(rb"kaya-access=([^;\r\n]+)", head))
        for token in self._forgotten:
            head = head.replace(b"kaya-access=" + token, b"kaya-access=" + token[:-4] + b"AAAA")
        head = re.sub(rb"(?im)^connection:[^\r\n]*\r\n", b"", head)
        if self.habits.buffers or self.habits.gzips:  # as nginx does: without chunks
            head = head.replace(b" HTTP/1.1\r\n", b" HTTP/1.0\r\n", 1)
            head = re.sub(rb"(?im)^accept-encoding:[^\r\n]*\r\n", b"", head)
        return head[:-2] + b"Connection: close\r\n\r\n"

    async def _pass_on(self, reader, writer, target):
        habits = self.habits
        head = await reader.readuntil(END_OF_HEAD)
        kind = re.search(rb"(?im)^content-type: *([^;\r\n]*)", head)
        is_text = bool(kind) and re.match(rb"text/|application/(json|problem)", kind.group(1))
        head = re.sub(rb"(?im)^connection:[^\r\n]*\r\n", b"", head)[:-2] + b"Connection: close\r\n\r\n"
        head = re.sub(rb"(?im)^(content-security-policy:[^\r\n]*)", rb"\1; report-uri " + REPORTS.encode(), head)
        if habits.gzips and is_text:
            await self._compress(head, reader, writer)
        elif habits.buffers:
            writer.write(head + await reader.read())
        else:
            cut = self._cut_of(target, kind)
            if cut and cut.after == BEFORE:
                return reset(writer)
            writer.write(head)
            await self._relay(reader, writer, cut, habits)
        return await writer.drain()

    async def _compress(self, head, reader, writer):
        """Compresses as proxies do that do not think of streams: what comes is held until a block is full."""
        head = re.sub(rb"(?im)^(content-length|content-encoding|etag):[^\r\n]*\r\n", b"", head)
        writer.write(head[:-2] + b"Content-Encoding: gzip\r\n\r\n")
        deflate = zlib.compressobj(wbits=31)
        while data := await reader.read(65536):
            writer.write(deflate.compress(data))
            await writer.drain()
        writer.write(deflate.flush())

    def _cut_of(self, target, kind):
        for cut in self.habits.cuts:
            if cut.count > 0 and cut.of.search(target) and kind and kind.group(1) != b"text/html":
                cut.count -= 1
                return cut
        return None

    async def _relay(self, reader, writer, cut, habits):
        left, rate = cut.after if cut else None, habits.rate
        most = rate // 20 if rate else 65536
        while left != 0 and (data := await asyncio.wait_for(reader.read(min(65536, left or 65536, most)), habits.patience)):
            writer.write(data)
            await writer.drain()
            if left is not None:
                left -= len(data)
            if rate:
                await asyncio.sleep(len(data) / rate)
        if cut and left == 0:
            if cut.how == "reset":
                reset(writer)
            if cut.how == "stall":
                await asyncio.Event().wait()  # until the network ends
