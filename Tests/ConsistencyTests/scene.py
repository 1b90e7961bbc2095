"""A small made-up run in which all is well, for the self-test to spoil."""

from records import Call, Connected, Event, Note, Question, Receipt, Run, Stored
from tokens import token, truth

TURN = "A" * 22
OTHER = "B" * 22
TOKENS = 6


class Scene:
    """One question, kept, asked at 10 s, with a token every 0.5 s, read by two readers, the first cut once."""

    def __init__(self, is_kept=True, plan="read", fault="none"):
        self.run = Run()
        self.question = Question(
            stream=1, tokens=TOKENS, visitor="v", request_id="r", is_kept=is_kept, plan=plan, fault=fault)
        self.run.questions[1] = self.question
        self.note("asks", at=10.0)
        self.receipt(TURN, at=10.1)
        self.call = Call(1, 10.1, [(10.5 + number / 2, number + 1) for number in range(TOKENS)], 13.2, "complete")
        self.run.calls.append(self.call)
        self.connected("a", 1, 0)
        self.connected("b", 2, 0)
        for number in range(TOKENS):
            if number == 3:
                self.connected("a", 3, 4, at=12.0)
            for reader, connection in (("a", 1 if number < 3 else 3), ("b", 2)):
                self.event(reader, connection, number + 2, "delta", token(1, number), at=10.5 + number / 2)
        for reader, connection in (("a", 3), ("b", 2)):
            self.end(reader, connection, TOKENS + 2)
        if is_kept:
            self.store("stop", truth(1, TOKENS))

    @property
    def records(self):
        return self.run.records

    def note(self, what, at=13.0, detail=""):
        self.records.append(Note(at, "v", 0, 1, what, detail))

    def receipt(self, turn, at):
        self.records.append(Receipt(at, 1, turn, 1))

    def connected(self, reader, connection, after, at=10.2):
        self.records.append(Connected(at, reader, connection, 1, TURN, "rich", after))

    def event(self, reader, connection, sequence, kind, text, at=13.1, outcome="", stream=1):
        end = ".end" if kind == "end" else ""
        self.records.append(
            Event(at, reader, connection, stream, TURN, f"{TURN}.{sequence}{end}", kind, text, outcome))

    def end(self, reader, connection, sequence, outcome="stop", count=TOKENS):
        self.event(reader, connection, sequence, "end", truth(1, count), outcome=outcome)

    def store(self, outcome, text, state="finished", turn=TURN):
        stored = Stored(turn, self.question.text, text, state, outcome)
        self.run.by_file[turn] = self.run.by_api[turn] = stored

    def change(self, kind, reader, place, **fields):
        """Changes the record of this kind at a reader's place, such as its last event."""
        found = [i for i, r in enumerate(self.records) if isinstance(r, kind) and r.reader == reader]
        self.records[found[place]] = self.records[found[place]]._replace(**fields)

    def drop(self, kind, reader=None, place=None):
        """Removes records of a kind: all, or the one at a reader's place."""
        found = [i for i, r in enumerate(self.records) if isinstance(r, kind) and reader in (None, getattr(r, "reader", None))]
        for i in reversed(found if place is None else [found[place]]):
            del self.records[i]
