"""A model server that does what the question says, and counts how often it was asked.

The question names a case in brackets: `[chromium whole]`. The word after the engine says how the answer goes.
"""

import asyncio
import re

from model_server import ModelServer

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


class ScriptedModel(ModelServer):
    """Serves on a free port of 127.0.0.1, in a thread of its own, until it is stopped."""

    def __init__(self):
        self._may_speak = asyncio.Event()
        super().__init__()

    def speak(self):
        """Lets the answers of kind `silent` begin; until then their model says nothing."""
        self._loop.call_soon_threadsafe(self._may_speak.set)

    def case_of(self, questions):
        found = CASE.search(questions[-1])
        return found.group(1) if found else "- whole"

    async def _write(self, case, writer, has_left):
        kind = case.split()[1]
        await self._begin(writer)
        pause = {"held": 1.0, "cut": 0.06, "silent": 2.5}.get(kind, 0.02)
        if kind == "silent":
            await self._may_speak.wait()
        for token in tokens(case):
            await self._delta(writer, {"content": token})
            await asyncio.sleep(pause)
        if kind == "broken":
            writer.transport.abort()
            return False
        return await self._end(writer)
