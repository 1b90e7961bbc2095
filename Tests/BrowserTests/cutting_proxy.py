"""A TCP proxy that counts requests and cuts answers where it is told to."""

import asyncio
import collections
import re
import socket
import struct
import urllib.parse

from listening import Listener

CUTS = [(900, "reset"), (1500, "end")]  # the first two answers of a case `cut`: after so many bytes of the response


class CuttingProxy(Listener):
    """Listens on a free port of 127.0.0.1 in a thread of its own. Requests say their case and engine in the query."""

    def __init__(self, upstreams):
        """upstreams: case → port; the key None is for all others."""
        self.upstreams = upstreams
        self.requests = collections.defaultdict(list)  # "engine case" → the Last-Event-ID of each request, or None
        super().__init__(limit=1 << 20)

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
                        reset(writer)
                    return


def reset(writer):
    """Makes the close of a connection a reset."""
    plain = writer.get_extra_info("socket")
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
