"""A model server that does what the question says, and counts how often it was asked.

The question names a case in brackets: `[chromium whole]`. The word after the engine says how the answer goes.
"""

import asyncio
import collections
import json
import re
import threading

CASE = re.compile(r"\[([a-z-]+ [a-z-]+)\]")
WORDS = (
    'Guten Tag, für die Zulassung Ihres Fahrzeugs brauchen Sie: „eVB-Nummer“, "Ausweis" & <b>Geduld</b>. '
    "data: kein Feld\n\nid: 7\n🚗🏳️‍🌈 e\u0301 \\ \\n \u2028 \u2029 \u202e \u0007 ünïcode 数据 "
)


def tokens(case):
    """The pieces of text of a case's answer; the same at every call."""
    kind = case.split()[1]
    count = {"whole": 150, "fetched": 150, "cut": 160, "broken": 40, "held": 90, "silent": 12}.get(kind, 20)
    text = f"{case}: " + WORDS * 20
    return [text[i * 7:i * 7 + 7] for i in range(count)]


class ScriptedModel:
    """Serves on a free port of 127.0.0.1, in a thread of its own, until it is stopped."""

    def __init__(self):
        self.calls = collections.Counter()
        self.hangups = collections.Counter()
        self.port = None
        self._loop = asyncio.new_event_loop()
        self._may_speak = asyncio.Event()
        self._is_up = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()
        if not self._is_up.wait(10):
            raise TimeoutError("the scripted model does not listen")

    @property
    def base_url(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def speak(self):
        """Lets the answers of kind `silent` begin; until then their model says nothing."""
        self._loop.call_soon_threadsafe(self._may_speak.set)

    def stop(self):
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _serve(self):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connection, "127.0.0.1", 0, limit=1 << 22))
        self.port = server.sockets[0].getsockname()[1]
        self._is_up.set()
        self._loop.run_forever()

    async def _connection(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = re.search(r"(?im)^content-length: *(\d+)", head)
                body = await reader.readexactly(int(length.group(1)) if length else 0)
                if not await self._answer(json.loads(body), writer):
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has no more questions
        finally:
            writer.close()

    async def _answer(self, request, writer):
        """Answers one request; returns whether the connection goes on. A client that leaves meanwhile is counted."""
        question = [message for message in request["messages"] if message["role"] == "user"][-1]["content"]
        found = CASE.search(question)
        case = found.group(1) if found else "- whole"
        self.calls[case] += 1
        try:
            return await self._write(case, writer)
        except ConnectionError:
            self.hangups[case] += 1
            return False

    async def _write(self, case, writer):
        kind = case.split()[1]
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        await self._event(writer, {"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]})
        pause = {"held": 1.0, "cut": 0.06, "silent": 2.5}.get(kind, 0.02)
        if kind == "silent":
            await self._may_speak.wait()
        for token in tokens(case):
            await self._event(writer, {"choices": [{"index": 0, "delta": {"content": token}, "finish_reason": None}]})
            await asyncio.sleep(pause)
        if kind == "broken":
            writer.transport.abort()
            return False
        await self._event(writer, {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        await self._chunk(writer, b"data: [DONE]\n\n")
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True

    async def _event(self, writer, value):
        await self._chunk(writer, b"data: " + json.dumps(value).encode() + b"\n\n")

    async def _chunk(self, writer, data):
        writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await writer.drain()
