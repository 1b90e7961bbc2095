"""A TCP proxy before a Kaya that cuts the first streams it carries, and remembers what was asked."""

import asyncio
import re
import socket
import struct
import threading

CUTS = [(900, "reset"), (1500, "end")]  # the first streams: after so many bytes of the response

STREAMS = re.compile(r"/chat/stream|/api/(conversations/[^/]+/turns|turns/[^/]+/events.*)")


class StreamCutter:
    """Listens on as many free ports of 127.0.0.1 as are asked for, in a thread of its own; each port cuts for itself."""

    def __init__(self, upstream):
        self.upstream = upstream
        self.requests = {}  # port → [(method, target, headers, body)]
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def listen(self):
        """Opens a port; gives its number."""
        return asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    def stop(self):
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _listen(self):
        requests = []
        cuts = list(CUTS)
        server = await asyncio.start_server(
            lambda reader, writer: self._connection(requests, cuts, reader, writer), "127.0.0.1", 0, limit=1 << 20)
        port = server.sockets[0].getsockname()[1]
        self.requests[port] = requests
        return port

    async def _connection(self, requests, cuts, reader, writer):
        server = None
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?im)^content-length: *(\d+)", head)
            body = await reader.readexactly(int(length.group(1)) if length else 0)
            method, target, _ = head.decode().split(" ", 2)
            requests.append((method, target, head.decode(), body))
            is_stream = method != "OPTIONS" and STREAMS.fullmatch(target)
            cut = cuts.pop(0) if is_stream and cuts else None
            server_reader, server = await asyncio.open_connection("127.0.0.1", self.upstream)
            # One request a connection, so that each is seen.
            head = re.sub(rb"(?im)^connection:[^\r\n]*\r\n", b"", head)
            server.write(head[:-2] + b"Connection: close\r\n\r\n" + body)
            answer = await server_reader.readuntil(b"\r\n\r\n")
            writer.write(answer[:-2] + b"Connection: close\r\n\r\n")
            await relay(server_reader, writer, cut)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # one of the two left: so does the proxy
        finally:
            for end in (writer, server):
                if end:
                    end.close()


async def relay(reader, writer, cut):
    left = cut[0] if cut else None
    while data := await reader.read(65536 if left is None else left):
        writer.write(data)
        await writer.drain()
        if left is not None:
            left -= len(data)
            if left <= 0:
                if cut[1] == "reset":
                    plain = writer.get_extra_info("socket")
                    plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
