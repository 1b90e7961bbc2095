"""What an orderly shutdown and a moved clock must not do."""

from checks.facts import Violation

from tokens import describe

NEAR = 4.0  # a lock so shortly before may still keep the last words from being written


class ShutdownLosesNothing:
    sentence = "SIGTERM loses no word that anybody has read, and leaves nothing to be called interrupted"

    def find(self, facts):
        for reader, events in facts.events.items():
            stored = facts.run.by_file.get(events[0].turn)
            if not stored or stored.outcome not in ("producer-lost", "interrupted") or not events[-1].is_end:
                continue
            began = facts.asked_at(events[0].stream)
            if facts.happened(("kill",), began, events[-1].at) or facts.happened(("locked",), began - NEAR, events[-1].at):
                continue
            text = "".join(event.text for event in events if event.kind == "delta")
            if stored.outcome == "interrupted":
                yield Violation("interrupted by SIGTERM", events[0].stream, f"{stored.turn}", events[-1].at)
            elif not stored.text.startswith(text):
                yield Violation(
                    "text lost by SIGTERM", events[0].stream,
                    f"{reader} read {describe(text)}; kept is {describe(stored.text)}", events[-1].at)  # fmt: skip


class OrderIsKept:
    sentence = "a conversation's turns are in the order in which they were asked, whatever the clock says"

    def find(self, facts):
        stream_of = {receipt.turn: stream for stream, receipts in facts.receipts.items() for receipt in receipts}
        asked = {}  # conversation → when the latest of its turns so far was first asked for
        for turn in facts.run.by_api:
            stream = stream_of.get(turn)
            if stream is None:
                continue
            conversation = facts.run.questions[stream].conversation
            receipt = facts.receipts[stream][0]
            if receipt.at < asked.get(conversation, 0):
                yield Violation(
                    "turns reordered", stream, f"{turn} comes after one that was asked only after its receipt", receipt.at)
            asked[conversation] = max(asked.get(conversation, 0), facts.asked_at(stream))
