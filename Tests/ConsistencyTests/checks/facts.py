"""A run, sorted for the checks, and what they find. Pure."""

import collections
from dataclasses import dataclass
from functools import cached_property

from records import Connected, Event, Note, Receipt, Refusal

AWAY = ("kill", "term")


@dataclass(frozen=True)
class Violation:
    """A promise that was not kept: which, to which question, and what was seen."""

    kind: str
    stream: int
    what: str
    at: float = 0.0


class Facts:
    def __init__(self, run):
        self.run = run
        self.lost_by_kill = []  # seconds of text, one entry for each turn that a kill interrupted

    def _of(self, kind):
        return [record for record in self.run.records if isinstance(record, kind)]

    @staticmethod
    def _grouped(records, key):
        groups = collections.defaultdict(list)
        for record in records:
            groups[key(record)].append(record)
        return groups

    @cached_property
    def receipts(self):
        """stream → receipts."""
        return self._grouped(self._of(Receipt), lambda receipt: receipt.stream)

    @cached_property
    def events(self):
        """reader → events, in the order it received them."""
        return self._grouped(self._of(Event), lambda event: event.reader)

    @cached_property
    def connections(self):
        """connection → where it began."""
        return {record.connection: record for record in self._of(Connected)}

    @cached_property
    def _simple(self):
        return {record.reader for record in self.connections.values() if record.transport == "simple"}

    def reads_simple(self, reader):
        """Whether a reader ever read in the simple dialect."""
        return reader in self._simple

    @cached_property
    def refusals(self):
        return self._of(Refusal)

    @cached_property
    def notes(self):
        """stream → notes."""
        return self._grouped(self._of(Note), lambda note: note.stream)

    @cached_property
    def calls(self):
        """stream → calls of the model, oldest first; of equal questions all have all."""
        calls = self._grouped(self.run.calls, lambda call: call.stream)
        return collections.defaultdict(
            list, {stream: calls[question.source] for stream, question in self.run.questions.items()})

    def source(self, stream):
        """The stream whose tokens an answer is made of."""
        return self.run.questions[stream].source

    @cached_property
    def shared(self):
        """The streams whose words were asked more than once."""
        counts = collections.Counter(question.source for question in self.run.questions.values())
        return {stream for stream, question in self.run.questions.items() if counts[question.source] > 1}

    @cached_property
    def activity(self):
        """stream → times at which a reader surely was connected."""
        seen = collections.defaultdict(list)
        for record in self.run.records:
            if isinstance(record, (Connected, Event)):
                seen[record.stream].append(record.at)
        return seen

    def noted(self, stream, what):
        """When this was noted first; None if never."""
        return next((note.at for note in self.notes[stream] if note.what == what), None)

    def asked_at(self, stream):
        return self.noted(stream, "asks") or 0.0

    def happened(self, kinds, began, ended):
        """Whether one of these things was going on between two times."""
        return any(w.kind in kinds and w.began <= ended and w.ended >= began for w in self.run.windows)

    def died(self, began, ended):
        """Whether Kaya's process ended between two times."""
        return self.happened(AWAY, began, ended)

    def first_kill(self, after):
        """The first death of the process after a time."""
        return min((w for w in self.run.windows if w.kind in AWAY and w.began >= after), default=None, key=lambda w: w.began)

    def is_forgotten(self, stream, at):
        """Whether an ended turn's log may be gone, so that only what is stored can be read."""
        calls = self.calls[stream]
        # Which call was whose is not known of equal questions.
        ended = calls[-1].ended if calls and stream not in self.shared else self.asked_at(stream)
        return at > ended + self.run.retention

    def is_new_question(self, stream, earlier, later):
        """Whether a question that was known earlier may be unknown later: one that is not kept is forgotten with the
        process, and some time after its answer's end."""
        if self.run.questions[stream].is_kept:
            return False
        ended = min((call.ended for call in self.calls[stream] if call.ended >= earlier), default=later)
        return self.died(earlier, later) or later > ended + self.run.retention

    def longest_gap(self, stream, ended):
        """The longest time without a reader, from the first request to `ended`."""
        times = [self.asked_at(stream), *sorted(at for at in self.activity[stream] if at <= ended), ended]
        return max(later - earlier for earlier, later in zip(times, times[1:]))
