"""What is kept: every question that was acknowledged, once, with its answer as far as was promised."""

from checks.facts import Violation
from checks.texts import flaw

from tokens import describe, whole_tokens

SLACK = 0.5  # a busy machine's part in the time between a token's arrival and its being saved


class QuestionsAreKept:
    sentence = "a question that was acknowledged is kept, once, whatever happened since"

    def find(self, facts):
        for stream, receipts in facts.receipts.items():
            question = facts.run.questions[stream]
            if not question.is_kept:
                continue
            for turn in {receipt.turn for receipt in receipts}:
                stored = facts.run.by_file.get(turn)
                if stored is None:
                    yield Violation("question lost", stream, f"no turn {turn} is stored", receipts[0].at)
                elif stored.question != question.text:
                    yield Violation("question changed", stream, f"{turn}: {stored.question!r}")


class TheStoreAgreesWithItself:
    sentence = "what the interface says of a turn is what the file holds, and nothing runs for ever"

    def find(self, facts):
        for turn, stored in facts.run.by_file.items():
            if facts.run.by_api.get(turn) != stored:
                yield Violation("store differs", 0, f"{turn}: file {stored}, interface {facts.run.by_api.get(turn)}")
            if stored.state == "running":
                yield Violation("runs for ever", 0, f"{turn}: {describe(stored.text)}")


class TheEndReadIsStored:
    sentence = "the end that was read is the end that is kept, unless its saving failed"

    def find(self, facts):
        for reader, events in facts.events.items():
            for end in events:
                stored = facts.run.by_file.get(end.turn)
                if not end.is_end or not stored or (stored.outcome, stored.text) == (end.outcome, end.text):
                    continue
                told = any(event.notice == "not-saved" for event in events)
                # The simple dialect has no notices.
                if told or facts.happened(("locked",), end.at - 5, end.at + 1):
                    continue
                yield Violation(
                    "stored otherwise", end.stream,
                    f"{reader} read {end.outcome}, {describe(end.text)}; kept is {stored.outcome}, "
                    f"{describe(stored.text)}", end.at)  # fmt: skip


class SourcesArrive:
    """The simple dialect has no sources; who ever read in it may have missed them."""

    sentence = "a reader who comes to the end has the sources that are kept with the answer"

    def find(self, facts):
        for reader, events in facts.events.items():
            stored, end = facts.run.by_file.get(events[0].turn), next((e for e in events if e.is_end), None)
            if not stored or not stored.sources or not end or facts.reads_simple(reader):
                continue
            seen = [event.text for event in events if event.kind == "sources"]
            if not seen or seen[-1] != stored.sources:
                yield Violation(
                    "sources lost", end.stream, f"{reader} was told {seen}, kept is {stored.sources}", end.at)


class StoredTextIsTrue:
    sentence = "what is kept of an answer is true"

    def find(self, facts):
        for stream, receipts in facts.receipts.items():
            stored = facts.run.by_file.get(receipts[0].turn)
            if stored and (kind := flaw(facts.source(stream), stored.text)):
                yield Violation(kind, stream, f"stored {receipts[0].turn}: {describe(stored.text)}")


class LittleIsLostByAKill:
    """Text that the model had sent the promised time before a kill is stored; windows of other trouble do not count."""

    sentence = "kill -9 loses no more of an answer than the last second"

    def find(self, facts):
        for stream, receipts in facts.receipts.items():
            stored = facts.run.by_file.get(receipts[0].turn)
            calls = facts.calls[stream]
            if not stored or stored.outcome != "interrupted" or not calls or stream in facts.shared:
                continue  # of a shared question it is not known which call was this turn's
            death = facts.first_kill(after=calls[-1].began)
            if not death or death.kind != "kill":
                continue
            kept = whole_tokens(stored.text)
            missing = [at for at, count in calls[-1].sent if count > kept and at < death.began]
            if not self.was_troubled(facts, death.began):
                facts.lost_by_kill.append(death.began - missing[0] if missing else 0.0)
            due = self.due(facts, death.began)
            if missing and missing[0] < due:
                yield Violation(
                    "text lost by kill", stream,
                    f"killed at {death.began:.2f}, kept {kept} tokens; token {kept} was sent at {missing[0]:.2f}, "
                    f"{death.began - missing[0]:.2f} s before", death.began)  # fmt: skip

    @staticmethod
    def was_troubled(facts, killed_at):
        return facts.happened(("stopped", "locked"), killed_at - facts.run.saving - SLACK, killed_at)

    @staticmethod
    def due(facts, killed_at):
        """What was sent before this time must be there."""
        due = killed_at - facts.run.saving - SLACK
        windows = [w for w in facts.run.windows if w.kind in ("stopped", "locked") and w.began < killed_at]
        for window in sorted(windows, key=lambda window: -window.began):
            if window.ended > due:
                due = min(due, window.began - facts.run.saving - SLACK)
        return due
