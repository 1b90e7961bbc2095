"""A server on 127.0.0.1 that runs beside the test."""

import asyncio
import contextlib
import threading


class Listener:
    """Serves on a free port of 127.0.0.1, in a thread of its own, until it is stopped. `_connection` says what."""

    def __init__(self, limit):
        """limit: bytes that a head or line may have."""
        self.port = None
        self._limit = limit
        self._loop = asyncio.new_event_loop()
        self._is_up = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()
        if not self._is_up.wait(10):
            raise TimeoutError(f"{type(self).__name__} does not listen")

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def stop(self):
        self._loop.call_soon_threadsafe(self._shut_down)

    def _shut_down(self):
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_soon(self._loop.call_soon, self._loop.stop)

    def _serve(self):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._one_connection, "127.0.0.1", 0, limit=self._limit))
        self.port = server.sockets[0].getsockname()[1]
        self._is_up.set()
        self._loop.run_forever()

    async def _one_connection(self, reader, writer):
        with contextlib.suppress(asyncio.CancelledError):  # the listener is stopped
            await self._connection(reader, writer)

    async def _connection(self, reader, writer):
        raise NotImplementedError
