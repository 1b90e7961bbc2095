"""A model server that answers as the question says, in numbered words, and waits where it is told to."""

import asyncio
import collections
import re
import threading
import time
from dataclasses import dataclass

from model_server import ModelServer

CASE = re.compile(r"\[([a-z]+) ([a-z0-9-]+)\]")
SENTENCE = 10  # words
SAMPLER = """# Zulassung eines Fahrzeugs

Für die **Zulassung** brauchen Sie *drei* Dinge, siehe [1] und [2]:

1. den `Ausweis`
2. die eVB-Nummer
   - als Zahl
   - oder als Brief
3. ~~Geduld~~

> Das Amt ist am Freitag geschlossen.

| Leistung | Gebühr |
| --- | ---: |
| Zulassung | 26,30 € |
| Kennzeichen | 12,80 € |

```swift
let fee = 26.30 // one long line that cannot be broken anywhere, so that the block has to scroll by itself in a narrow window
```

Mehr steht unter <https://example.org/zulassung>.
"""
GUIDE = """Für die Zulassung eines Gebrauchtwagens brauchen Sie:

- Ihren **Personalausweis** oder Pass [1]
- die **eVB-Nummer** Ihrer Versicherung [1]
- beide Teile der **Zulassungsbescheinigung** [1]
- den Nachweis der letzten **Hauptuntersuchung** [1]
- eine IBAN, von der die Kraftfahrzeugsteuer abgebucht wird [2]

Im Landkreis Auental geht das nur mit Termin, oder ohne Weg online [1].

| Leistung | Gebühr |
| --- | ---: |
| Zulassung | 26,30 € |
| Kennzeichen nach Wunsch | 12,80 € |
"""
TEXTS = {"sampler": SAMPLER, "guide": GUIDE}


@dataclass(frozen=True)
class Kind:
    """How an answer goes: so many words with pauses between them; `gate` is the word before which it waits to be let go on."""

    words: int = 40
    pause: float = 0.0
    gate: int | None = None
    end: str = "stop"


KINDS = {
    "short": Kind(8), "steady": Kind(60, 0.03), "slow": Kind(40, 0.1), "drip": Kind(130, 0.1), "gated": Kind(40, 0.01, gate=20),
    "silent": Kind(12, gate=0), "reasoning": Kind(12, 0.01, gate=0), "long": Kind(8_900), "sentences": Kind(90, 0.03),
    "flaky": Kind(20), "failing": Kind(0), "broken": Kind(20, 0.01, end="cut"), "length": Kind(20, end="length"),
    "filtered": Kind(20, end="content_filter"), "sampler": Kind(0, 0.01), "samplergate": Kind(0, 0.01, gate=30),
    "guide": Kind(0), "guidegate": Kind(0, gate=54),
    "continued": Kind(15, 0.01), "second": Kind(60, 0.02, gate=30), "endless": Kind(100_000, 0.1),
}  # fmt: skip


def tokens(case):
    """The pieces of text of a case's answer; the same at every call."""
    name, key = case.split()
    if text := TEXTS.get(name.removesuffix("gate")):
        return [text[i:i + 5] for i in range(0, len(text), 5)]
    count = KINDS[name].words
    words = [f"{key}-wörter{n:04d}" + (". " if n % SENTENCE == 0 else " ") for n in range(1, count)]
    return [*words, f"{key}-ende."] if count else []


def answer(case):
    """All that the model sends for a case."""
    return "".join(tokens(case))


class RehearsedModel(ModelServer):
    """Answers to `[KIND KEY]` in a question. A continuation is of kind `continued`, with the question's key."""

    def __init__(self):
        self._let_go = collections.defaultdict(threading.Event)
        self._rehearsed = {}
        self.sent = collections.Counter()  # case → words sent so far, of the latest call
        self.times = collections.defaultdict(list)  # case → when each of them was sent
        super().__init__()

    def rehearse(self, words, case):
        """A question with these words wants this case from now on, though it does not say so."""
        self._rehearsed[words] = case

    def let_go(self, case):
        """Lets an answer go on that waits, now and at every later call."""
        self._let_go[case].set()

    def case_of(self, questions):
        found = CASE.search(questions[-1])
        if found:
            return " ".join(found.groups())
        for words, case in self._rehearsed.items():
            if words in questions[-1]:
                return case
        earlier = [found for found in map(CASE.search, questions) if found]
        return f"continued {earlier[-1].group(2)}" if earlier else "short unnamed"

    async def _write(self, case, writer, has_left):
        kind = KINDS[case.split()[0]]
        self.sent[case] = 0
        self.times[case] = []
        if case.startswith("failing") or (case.startswith("flaky") and self.calls[case] == 1):
            writer.write(b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n")
            await writer.drain()
            return True
        await self._begin(writer)
        if case.startswith("reasoning"):
            for number in range(5):
                await self._delta(writer, {"reasoning_content": f"step {number} "})
        for number, token in enumerate(tokens(case)):
            while has_left() or (number == kind.gate and not self._let_go[case].is_set()):
                if has_left():
                    raise ConnectionError("nobody listens any more")
                await asyncio.sleep(0.01)  # a connection tells nobody that its other side has left
            self.times[case].append(time.time())
            await self._delta(writer, {"content": token})
            self.sent[case] = number + 1
            if kind.pause:
                await asyncio.sleep(kind.pause)
        if kind.end == "cut":
            writer.transport.abort()
            return False
        return await self._end(writer, kind.end)
