"""The model is asked once for each question, and left when nobody reads."""

from checks.facts import Violation

SWEEP = 1.0  # Kaya looks at the clock of those who left once a second
SLACK = 2.0
BLACK_HOLE = 3.0  # so long at most a reader who left through a black hole seems to be there


class OneTurnEach:
    sentence = "a question asked again under its name is the same turn"

    def find(self, facts):
        for stream, receipts in facts.receipts.items():
            for earlier, later in zip(receipts, receipts[1:]):
                if earlier.turn != later.turn and not facts.is_new_question(stream, earlier.at, later.at):
                    yield Violation("asked twice", stream, f"{earlier.turn}, then {later.turn}", later.at)


class OneCallEach:
    """A further call is right only where no word had come yet, or a question that is not kept was forgotten."""

    sentence = "the model is asked once for each question"

    def find(self, facts):
        for stream, calls in facts.calls.items():
            if stream in facts.shared:
                continue  # whoever asks later, or after other questions, may have a call of his own
            for earlier, later in zip(calls, calls[1:]):
                if earlier.tokens == 0:
                    continue
                if facts.is_new_question(stream, earlier.began, later.began):
                    continue
                yield Violation(
                    "billed twice", stream,
                    f"called again after {earlier.tokens} tokens ({earlier.how}), {later.began - earlier.began:.2f} s "
                    "later", later.began)  # fmt: skip


class LeavingStopsTheModel:
    sentence = "when the last reader has left for good, the model is stopped after the grace"

    def find(self, facts):
        for stream, notes in facts.notes.items():
            left = next((note.at for note in notes if note.what == "all left"), None)
            calls = facts.calls[stream]
            if left is None or not calls or facts.died(left, left + facts.run.grace + SWEEP + SLACK + BLACK_HOLE):
                continue
            asleep = sum(w.ended - w.began for w in facts.run.windows if w.kind == "stopped" and w.ended > left)
            limit = left + facts.run.grace + SWEEP + SLACK + BLACK_HOLE + asleep
            if calls[-1].how == "running" or calls[-1].ended > limit:
                yield Violation(
                    "model not stopped", stream,
                    f"left at {left:.2f}, call {calls[-1].how} until {calls[-1].ended:.2f}", left)  # fmt: skip
