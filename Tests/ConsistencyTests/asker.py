"""One visitor, who asks question after question, reads the answers in one tab or several, and sometimes stops or leaves."""

import asyncio
import time
import urllib.parse
from dataclasses import replace

from exchange import CutOff, Exchange
from reader import Reader
from records import Note, Receipt, Refusal

PER_CONVERSATION = 4


class Asker:
    """Asks until it is told to stop. A request that was cut off is sent again under the same name."""

    def __init__(self, world, name):
        self.world = world
        self.name = name
        self.is_asking = True
        self._cookie = ""
        self._conversation = ""
        self._asked_here = 0
        self._open = set()  # questions whose answers are read while the next ones are asked

    async def run(self):
        while self.is_asking:
            question = self.world.next_question(self.name)
            if question.is_kept:
                if not self._conversation or self._asked_here >= PER_CONVERSATION:
                    if not await self._open_conversation():
                        return
                self._asked_here += 1
                question = replace(question, conversation=self._conversation)
            self.world.run.questions[question.stream] = question
            reading = asyncio.ensure_future(self._ask_and_read_in_time(question))
            if self.world.random.random() < 0.15:
                self._open.add(reading)  # in a hurry: asks on before this one is answered
                await asyncio.sleep(self.world.random.uniform(0, 1))
            else:
                await reading
        await asyncio.gather(*self._open)

    async def _ask_and_read_in_time(self, question):
        try:
            async with asyncio.timeout(2 * self.world.run.limit):
                await self._ask_and_read(question)
        except TimeoutError:
            self._note(question, "hangs", "asking")

    async def _open_conversation(self):
        while self.is_asking:
            headers = {"Cookie": self._cookie} if self._cookie else {}
            try:
                async with Exchange(self.world.port, "POST", "/api/conversations", headers, {}, idle=6) as answer:
                    found = await answer.json()
                    if answer.status == 201:
                        self._cookie = self._cookie or answer.headers["set-cookie"].split(";")[0]
                        self._conversation, self._asked_here = found["id"], 0
                        self.world.conversations[self._conversation] = self._cookie
                        return True
            except CutOff:
                pass
            await asyncio.sleep(0.05)  # a client's pause before it tries again; nothing is concluded from it
        return False

    async def _ask_and_read(self, question):
        first = Reader(self.world, question, f"{self.name}-{question.stream}-a", "", self._cookie if question.is_kept else "")
        again = []
        if question.is_kept and self.world.random.random() < 0.2:
            again = [asyncio.ensure_future(self._ask_again(question, first)) for _ in range(4)]
        while not first.turn:
            self._note(question, "asks")
            try:
                await self._ask(question, first)
            except CutOff as cut:
                self._note(question, "cut off while asking", str(cut))
            if not first.turn:
                if time.monotonic() > self.world.ends + 20:
                    break
                await asyncio.sleep(self.world.random.uniform(0.02, 0.2))
        await asyncio.gather(*again)
        if not first.turn:
            return
        readers = [first] + [
            Reader(self.world, question, f"{self.name}-{question.stream}-{tab}", first.turn, first.cookie)
            for tab in "bc"[:self.world.random.choice((0, 0, 1, 1, 2))]]  # fmt: skip
        self.world.seen_turns.append((question, first.turn, time.monotonic()))
        tasks = [asyncio.ensure_future(reader.follow()) for reader in readers]
        if question.plan != "read":
            await self._interfere(question, readers, tasks)
        if question.plan != "leave":
            await asyncio.gather(*tasks)

    async def _ask(self, question, first):
        connection = self.world.next_connection()
        wants_stream = not question.is_kept or self.world.random.random() < 0.5
        headers = {**first.headers, "Accept": "text/event-stream, */*" if wants_stream else "application/json"}
        body, method = {"q": question.text, "requestId": question.request_id}, "POST"
        path = f"/api/conversations/{question.conversation}/turns" if question.is_kept else "/chat/stream"
        if not question.is_kept and self.world.random.random() < 0.5:
            method, body, path = "GET", None, "/chat/stream?q=" + urllib.parse.quote(question.text)
            headers["Idempotency-Key"] = question.request_id
        async with Exchange(self.world.port, method, path, headers, body, idle=4) as answer:
            if answer.status == 200:
                turn = answer.headers["stream-id"]
                self._received_receipt(question, turn, connection)
                first.turn = turn
                if question.plan == "read":
                    await first.take(answer, connection)
                return
            found = await answer.json()
            if answer.status == 201:
                self._received_receipt(question, found["turn"], connection)
                first.turn = found["turn"]
                return
            self.world.add(Refusal(
                time.monotonic(), first.name, connection, question.stream, "", "ask", answer.status,
                found.get("code", "")))  # fmt: skip
            await asyncio.sleep(0.1)  # a client's pause before it tries again; nothing is concluded from it

    async def _ask_again(self, question, first):
        """Sends the same request once more while the first one may still be on its way: an impatient client does."""
        await asyncio.sleep(self.world.random.expovariate(5))
        path, connection = f"/api/conversations/{question.conversation}/turns", self.world.next_connection()
        body = {"q": question.text, "requestId": question.request_id}
        try:
            async with Exchange(self.world.port, "POST", path, first.headers, body, idle=4) as answer:
                found = await answer.json()
                if answer.status == 201:
                    self._received_receipt(question, found["turn"], connection)
                else:
                    self.world.add(Refusal(
                        time.monotonic(), first.name, connection, question.stream, "", "ask", answer.status,
                        found.get("code", "")))  # fmt: skip
        except CutOff:
            pass  # the first request goes on

    def _received_receipt(self, question, turn, connection):
        self.world.add(Receipt(time.monotonic(), question.stream, turn, connection))

    async def _interfere(self, question, readers, tasks):
        """Stops the answer, or leaves it for good, once some of it was read."""
        wanted = min(question.tokens, self.world.random.randrange(1, 40))
        reading = asyncio.ensure_future(readers[0].has_read(wanted))
        try:
            await asyncio.wait({reading, tasks[0]}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            reading.cancel()
        if question.plan == "leave":
            for reader in readers:
                reader.leave()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._note(question, "all left", readers[0].turn)
            return
        path = f"/api/turns/{readers[0].turn}/cancellation"
        while not all(task.done() for task in tasks):
            self._note(question, "cancels")
            try:
                async with Exchange(self.world.port, "POST", path, readers[0].headers, {}) as answer:
                    if answer.status == 202:
                        return
            except CutOff:
                await asyncio.sleep(0.02)  # a client's pause before it tries again

    def _note(self, question, what, detail=""):
        self.world.add(Note(time.monotonic(), self.name, 0, question.stream, what, detail))
