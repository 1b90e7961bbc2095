"""A TCP proxy that counts requests and cuts answers where it is told to."""

import asyncio
import collections
import re
import socket
import struct
import threading
import urllib.parse

CUTS = [(900, "reset"), (1500, "end")]  # the first two answers of a case `cut`: after so many bytes of the response


class CuttingProxy:
    """Listens on a free port of 127.0.0.1 in a thread of its own. Requests say their case and engine in the query."""

    def __init__(self, upstreams):
        """upstreams: case → port; the key None is for all others."""
        self.upstreams = upstreams
        self.requests = collections.defaultdict(list)  # "engine case" → the Last-Event-ID of each request, or None
        self.port = None
        self._loop = asyncio.new_event_loop()
        self._is_up = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()
        if not self._is_up.wait(10):
            raise TimeoutError("the proxy does not listen")

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def stop(self):
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _serve(self):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connection, "127.0.0.1", 0, limit=1 << 20))
        self.port = server.sockets[0].getsockname()[1]
        self._is_up.set()
        self._loop.run_forever()

    async def _connection(self, reader, writer):
        server = None
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            target = head.split(b" ", 2)[1].decode()
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(target).query)
            case = query.get("case", ["-"])[0]
            name = f"{query.get('engine', ['-'])[0]} {case}"
            last = re.search(rb"(?im)^last-event-id: *([^\r\n]*)", head)
            self.requests[name].append(last.group(1).decode() if last else None)
            cut = CUTS[len(self.requests[name]) - 1] if case == "cut" and len(self.requests[name]) <= len(CUTS) else None
            port = self.upstreams.get(case, self.upstreams[None])
            server_reader, server = await asyncio.open_connection("127.0.0.1", port)
            # One request a connection, so that each is seen.
            head = re.sub(rb"(?im)^connection:[^\r\n]*\r\n", b"", head)
            server.write(head[:-2] + b"Connection: close\r\n\r\n")
            await self._relay(server_reader, writer, cut)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # one of the two left: so does the proxy
        finally:
            for end in (writer, server):
                if end:
                    end.close()

    async def _relay(self, reader, writer, cut):
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
