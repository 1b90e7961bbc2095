"""One connection through the proxy, and the ways to spoil it."""

import asyncio
import contextlib
import socket
import struct

RESET = struct.pack("ii", 1, 0)  # SO_LINGER: on, no time, so that closing sends RST


class Link:
    """Relays between a reader and Kaya until one of them leaves or it is spoilt."""

    KINDS = ("end", "reset", "black hole", "half-close to Kaya", "half-close to the reader")

    def __init__(self, near, far, limit, linger):
        """limit: (direction, bytes, kind) of a planned cut, or None. linger: how long Kaya's side outlives a black hole."""
        self._near_reader, self._near = near
        self._far_reader, self._far = far
        self._limit = limit
        self._linger = linger
        self._left = asyncio.Event()
        self.cut_kind = None
        self.was_cut_as_planned = False
        self.is_black = False
        self.has_asked = False  # something of the request has passed

    @property
    def is_whole(self):
        return self.cut_kind is None and not self._left.is_set()

    async def run(self):
        pumps = [asyncio.ensure_future(self._pump("up", self._near_reader, self._far)),
                 asyncio.ensure_future(self._pump("down", self._far_reader, self._near))]  # fmt: skip
        try:
            await self._left.wait()
            if self.is_black:
                await asyncio.sleep(self._linger)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            for end in (self._near, self._far):
                end.close()

    def cut(self, kind):
        """Spoils the connection now."""
        self.cut_kind = kind
        if kind == "black hole":
            self.is_black = True
            return
        if kind.startswith("half-close"):
            end = self._far if kind.endswith("Kaya") else self._near
            with contextlib.suppress(OSError, RuntimeError):
                end.write_eof()
            return
        if kind == "reset":
            for end in (self._near, self._far):
                with contextlib.suppress(OSError, AttributeError):
                    end.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                end.transport.abort()
        self._left.set()

    async def _pump(self, direction, reader, writer):
        count = 0
        try:
            while data := await reader.read(self._room(direction, count)):
                count += len(data)
                self.has_asked = True
                if self.is_black:
                    continue  # swallowed
                writer.write(data)
                await writer.drain()
                if self._limit and self._limit[0] == direction and count >= self._limit[1] and self.is_whole:
                    self.was_cut_as_planned = True
                    self.cut(self._limit[2])
        except OSError:
            pass
        if self.is_black and direction == "down":
            return  # the reader does not hear of it
        if direction == "up" and self.cut_kind == "half-close to the reader":
            await asyncio.sleep(self._linger)
        self._left.set()

    def _room(self, direction, count):
        if self._limit and self._limit[0] == direction and self.cut_kind is None:
            return max(self._limit[1] - count, 1)
        return 65536
