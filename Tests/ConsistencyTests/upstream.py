"""A model server whose answers are numbered tokens, sent as badly as the question asks for. It logs every call."""

import asyncio
import json
import re
import time

from records import Call
from tokens import token

MARKER = re.compile(r"\[stream (\d+) tokens (\d+) pace (\d+) fault ([a-z-]+) (\d+)\]")
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
BUSY = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"
STALL = 8.0  # longer than Kaya waits


class Broken(Exception):
    """The fault that the question asked for has been done."""


class NumberedModel:
    """Serves on a free port of 127.0.0.1.

    Faults: `early` resets before the first token and `busy` says 503, both at the first call alone; `reset`, `end` and
    `truncated` break off after some tokens; `stall` falls silent until it is left; `pause` is silent for half a second.
    """

    def __init__(self, random):
        self.calls = []
        self.port = 0
        self._random = random
        self._asked = set()
        self._server = None

    async def start(self):
        self._server = await asyncio.start_server(self._connection, "127.0.0.1", 0, limit=1 << 22)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _connection(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                length = re.search(r"(?im)^content-length: *(\d+)", head)
                body = json.loads(await reader.readexactly(int(length.group(1)) if length else 0))
                await self._answer(body, reader, writer)
        except (asyncio.IncompleteReadError, asyncio.CancelledError, OSError, Broken):
            pass  # the client has no more questions, or was told so, or the run is over
        finally:
            writer.close()

    async def _answer(self, request, reader, writer):
        question = [message["content"] for message in request["messages"] if message["role"] == "user"][-1]
        stream, tokens, pace, fault, fault_at = MARKER.findall(question)[-1]
        call = Call(int(stream), time.monotonic())
        self.calls.append(call)
        writing = asyncio.ensure_future(
            self._write(call, writer, int(tokens), int(pace) / 1e6, fault, int(fault_at)))
        leaving = asyncio.ensure_future(self._left(reader))
        try:
            await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not writing.done():
                raise ConnectionResetError("the client left")
            call.how = await writing
        except Broken:
            call.how = "fault"
            raise
        except OSError:
            call.how = "hang-up"
            raise
        finally:
            call.ended = time.monotonic()
            for task in (writing, leaving):
                task.cancel()
            await asyncio.gather(writing, leaving, return_exceptions=True)

    @staticmethod
    async def _left(reader):
        """Returns when the client has left: it says nothing more until its answer is over."""
        try:
            while await reader.read(65_536):
                pass
        except OSError:
            pass

    async def _write(self, call, writer, tokens, pace, fault, fault_at):
        if fault in ("early", "busy") and call.stream not in self._asked:
            self._asked.add(call.stream)
            if fault == "early":
                self._reset(writer)
            writer.write(BUSY)
            return "fault"
        writer.write(HEAD)
        number = 0
        while number < tokens:
            if number >= fault_at:
                await self._fault(fault, writer)
                fault = "none" if fault == "pause" else fault
            group = min(self._random.choice((1, 1, 1, 2, 3, 7)), tokens - number)
            data = b"".join(self._delta(token(call.stream, number + i)) for i in range(group))
            await self._send(writer, data)
            number += group
            call.sent.append((time.monotonic(), number))
            await asyncio.sleep(pace * self._random.random() * 2)
        last = self._chunk({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        await self._send(writer, last + b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n")
        return "complete"

    async def _fault(self, fault, writer):
        if fault == "reset":
            self._reset(writer)
        elif fault == "end":
            raise Broken
        elif fault == "truncated":
            writer.write(b"0\r\n\r\n")
            raise Broken
        elif fault in ("stall", "pause"):
            await asyncio.sleep(STALL if fault == "stall" else 0.5)
            if fault == "stall":
                raise Broken

    @staticmethod
    def _reset(writer):
        writer.transport.abort()
        raise Broken

    async def _send(self, writer, data):
        """Writes in one piece or cut anywhere, also within a character."""
        if self._random.random() < 0.3:
            cut = self._random.randrange(len(data))
            writer.write(data[:cut])
            await asyncio.sleep(self._random.choice((0, 0, 0.003)))
            data = data[cut:]
        writer.write(data)
        await writer.drain()

    def _delta(self, text):
        return self._chunk({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]})

    def _chunk(self, value):
        data = b"data: " + json.dumps(value, ensure_ascii=self._random.random() < 0.2).encode() + b"\n\n"
        return f"{len(data):x}\r\n".encode() + data + b"\r\n"
