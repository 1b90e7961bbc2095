"""Texts: what was read is what was sent."""

from checks.facts import Violation

from tokens import TOKEN, describe, truth


def flaw(stream, text):
    """How a text differs from a true one: foreign, doubled, reordered, lost or phantom; None when it is a true prefix."""
    numbers = []
    for found, number in TOKEN.findall(text):
        if int(found) != stream:
            return "foreign"
        numbers.append(int(number))
    if truth(stream, (max(numbers) if numbers else 0) + 1).startswith(text):
        return None
    for place, number in enumerate(numbers):
        if number != place:
            if number in numbers[:place]:
                return "doubled"
            return "reordered" if place in numbers[place:] else "lost"
    return "phantom"


class TextIsTrue:
    sentence = "what a reader read, over all its connections, is what the model said, from the beginning and without a hole"

    def find(self, facts):
        for reader, events in facts.events.items():
            text = ""
            for event in events:
                if event.kind == "delta":
                    text += event.text
                said = event.text if event.is_end else text
                if event.kind in ("delta", "end") and (kind := flaw(facts.source(event.stream), said)):
                    yield Violation(
                        kind, event.stream, f"{reader} at {event.id} ({event.kind}): {describe(said)}", event.at)
                    break


class EndHoldsTheText:
    """The end's text is what was read, unless Kaya was restarted or has forgotten the log meanwhile: then it is what is stored."""

    sentence = "the end's text is what was read"

    def find(self, facts):
        for reader, events in facts.events.items():
            text = "".join(event.text for event in events if event.kind == "delta")
            for end in events:
                if not end.is_end or end.text == text:
                    continue
                if facts.died(facts.asked_at(end.stream), end.at) or facts.is_forgotten(end.stream, end.at):
                    continue
                yield Violation(
                    "end differs", end.stream,
                    f"{reader} read {describe(text)}; {end.outcome} at {end.id} says {describe(end.text)}", end.at)


class StopIsComplete:
    sentence = "`stop` is said of whole answers alone"

    def find(self, facts):
        for events in facts.events.values():
            for event in events:
                if event.is_end and event.outcome == "stop" and not self.is_whole(facts, event.stream, event.text):
                    yield Violation(
                        "stop too early", event.stream, f"{event.reader} at {event.id}: {describe(event.text)}", event.at)
        for turn, stored in facts.run.by_file.items():
            for stream, receipts in facts.receipts.items():
                if receipts[0].turn == turn and stored.outcome == "stop":
                    if not self.is_whole(facts, stream, stored.text):
                        yield Violation("stop too early", stream, f"stored {turn}: {describe(stored.text)}")

    @staticmethod
    def is_whole(facts, stream, text):
        question = facts.run.questions[stream]
        sent = any(call.tokens == question.tokens for call in facts.calls[stream])
        return sent and text == truth(question.source, question.tokens)
