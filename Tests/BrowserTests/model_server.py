"""The far end of the wire: what an OpenAI-compatible model server and the tests' own ones have in common."""

import asyncio
import collections
import json
import re

from listening import Listener

STREAM_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"


class ModelServer(Listener):
    """Answers with what `_write` writes, and counts questions and those who left while they were answered, by case."""

    def __init__(self):
        self.calls = collections.Counter()
        self.instructions = {}  # case → what the model was told of how to answer, at the latest call
        self.hangups = collections.Counter()
        super().__init__(limit=1 << 22)

    @property
    def base_url(self):
        return f"{self.url}/v1"

    def case_of(self, questions):
        """What the last of a conversation's questions wants."""
        raise NotImplementedError

    async def _write(self, case, writer, has_left):
        """Writes one response; returns whether the connection goes on. `has_left()` says whether anybody still listens."""
        raise NotImplementedError

    async def _connection(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = re.search(r"(?im)^content-length: *(\d+)", head)
                body = await reader.readexactly(int(length.group(1)) if length else 0)
                if not await self._answer(json.loads(body), writer, reader.at_eof):
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has no more questions
        finally:
            writer.close()

    async def _answer(self, request, writer, has_left):
        case = self.case_of([message["content"] for message in request["messages"] if message["role"] == "user"])
        self.calls[case] += 1
        self.instructions[case] = "\n".join(message["content"] for message in request["messages"] if message["role"] == "system")
        try:
            return await self._write(case, writer, has_left)
        except ConnectionError:
            self.hangups[case] += 1
            return False

    async def _begin(self, writer):
        writer.write(STREAM_HEAD)
        await self._delta(writer, {"role": "assistant", "content": ""})

    async def _delta(self, writer, delta, finish=None):
        await self._event(writer, {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    async def _end(self, writer, finish="stop"):
        await self._delta(writer, {}, finish)
        await self._chunk(writer, b"data: [DONE]\n\n")
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True

    async def _event(self, writer, value):
        await self._chunk(writer, b"data: " + json.dumps(value).encode() + b"\n\n")

    async def _chunk(self, writer, data):
        writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await writer.drain()
