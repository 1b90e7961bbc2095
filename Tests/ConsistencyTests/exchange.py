"""One HTTP request on a connection of its own, and its answer as far as it comes."""

import asyncio
import json


class CutOff(Exception):
    """The connection ended before the answer did, or nothing came for too long."""


class Answer:
    """An answer whose head is there. Reading its body tells a whole one from one that was cut."""

    def __init__(self, reader, status, headers, idle):
        self.status = status
        self.headers = headers
        self._reader = reader
        self._idle = idle

    async def pieces(self):
        """The body's bytes as they come.

        Raises `CutOff` when they stop before the body's end.
        """
        if self.headers.get("transfer-encoding") == "chunked":
            while size := int((await self._wait(self._reader.readuntil(b"\r\n"))).strip(), 16):
                yield (await self._wait(self._reader.readexactly(size + 2)))[:-2]
            await self._wait(self._reader.readuntil(b"\r\n"))
            return
        if self.status != 204 and (length := int(self.headers.get("content-length", 0))):
            yield await self._wait(self._reader.readexactly(length))

    async def json(self):
        """The whole body as JSON; `{}` for an empty one."""
        body = b"".join([piece async for piece in self.pieces()])
        return json.loads(body) if body else {}

    async def _wait(self, read):
        return await bounded(read, self._idle)


async def bounded(read, seconds):
    """What a read gives within this time; everything else is a cut."""
    try:
        async with asyncio.timeout(seconds):
            return await read
    except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
        raise CutOff(type(error).__name__) from None


class Exchange:
    """Sends a request when entered, gives the answer, closes its connection when left."""

    def __init__(self, port, method, path, headers=None, body=None, idle=2.5):
        content = b"" if body is None else json.dumps(body).encode()
        fields = {"Host": f"127.0.0.1:{port}", "Connection": "close", **(headers or {})}
        if body is not None:
            fields |= {"Content-Type": "application/json", "Content-Length": str(len(content))}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self._request = f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + content
        self._port = port
        self._idle = idle
        self._writer = None

    async def __aenter__(self):
        try:
            reader, self._writer = await bounded(asyncio.open_connection("127.0.0.1", self._port), self._idle)
            self._writer.write(self._request)
            head = await bounded(reader.readuntil(b"\r\n\r\n"), self._idle)
        except BaseException:
            self._close()
            raise
        first, *fields = head.decode("latin-1").split("\r\n")[:-2]
        headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
        return Answer(reader, int(first.split(" ")[1]), headers, self._idle)

    async def __aexit__(self, *_):
        self._close()

    def _close(self):
        if self._writer:
            self._writer.close()
