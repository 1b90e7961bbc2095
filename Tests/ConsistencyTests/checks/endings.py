"""Every reader gets one ending, within a time, and each ending has its reason."""

from checks.facts import AWAY, Violation

UPSTREAM = ("upstream-cut", "upstream-truncated", "upstream-timeout", "upstream-error", "upstream-empty")
ASK_AGAIN = {"draining": ("term",), "storage-unavailable": ("locked",)}
PROBES = {
    "probe foreign": (404,),
    "probe malformed": (400,),
    "probe long": (400, 431),
    "probe other": (400,),
    "probe future": (200, 204),
}


class OneEndEach:
    sentence = "a stream has one end, nothing follows it, and its id is answered with 204"

    def find(self, facts):
        for reader, events in facts.events.items():
            for event in events[:-1]:
                if event.is_end:
                    yield Violation("more after the end", event.stream, f"{reader} at {event.id}", event.at)
        for stream, notes in facts.notes.items():
            for note in notes:
                if note.what.endswith("without end"):
                    yield Violation("no end", stream, f"{note.reader}: {note.what} after {note.detail}", note.at)
        for refusal in facts.refusals:
            if refusal.doing == "after-end" and refusal.status != 204:
                yield Violation("end forgotten", refusal.stream, f"{refusal.turn}: {refusal.status}", refusal.at)


class NobodyHangs:
    sentence = "every reader comes to an end in time"

    def find(self, facts):
        for stream, notes in facts.notes.items():
            for note in notes:
                if note.what == "hangs":
                    yield Violation("hangs", stream, f"{note.reader}: {note.detail}", note.at)


class EndingsHaveReasons:
    sentence = "an answer ends as it did for a reason that there was"

    def find(self, facts):
        seen = set()
        for events in facts.events.values():
            for event in events:
                if event.is_end and (event.turn, event.outcome) not in seen:
                    seen.add((event.turn, event.outcome))
                    if not self.is_explained(facts, event.stream, event.outcome, event.at):
                        yield Violation(
                            "ending without reason", event.stream, f"{event.reader}: {event.outcome}", event.at)

    @staticmethod
    def is_explained(facts, stream, outcome, at):
        began = facts.asked_at(stream)
        if outcome == "stop":
            return True  # whether the answer was whole is another check
        if outcome in ("interrupted", "producer-lost"):
            return facts.died(began, at)
        if outcome in UPSTREAM:
            return facts.run.questions[stream].fault != "none" or facts.happened(("stopped",), began, at)
        if outcome == "storage-unavailable":
            return facts.happened(("locked",), began, at)
        if outcome == "stopped":
            asked = facts.noted(stream, "cancels") or facts.noted(stream, "all left")
            return bool(asked) or facts.longest_gap(stream, at) > facts.run.grace - 0.5
        return False


class RefusalsHaveReasons:
    sentence = "what is refused is refused for a reason that there was, and foreign or false ids never lead to a stream"

    def find(self, facts):
        for refusal in facts.refusals:
            if self.is_of_a_lost_question(facts, refusal):
                continue
            if refusal.doing.startswith(("ask", "read")) and not self.is_explained(facts, refusal):
                yield Violation(
                    f"{refusal.doing} refused", refusal.stream, f"{refusal.turn} {refusal.status} {refusal.code}",
                    refusal.at)  # fmt: skip
            if refusal.doing in PROBES and refusal.status not in PROBES[refusal.doing]:
                kind = "foreign read" if refusal.status == 200 else "probe"
                yield Violation(kind, refusal.stream, f"{refusal.doing}: {refusal.status} {refusal.code}", refusal.at)

    @staticmethod
    def is_of_a_lost_question(facts, refusal):
        """That it was lost is one finding, not one for each of its readers."""
        question = facts.run.questions.get(refusal.stream)
        return bool(question and question.is_kept and refusal.turn and refusal.turn not in facts.run.by_file)

    @staticmethod
    def is_explained(facts, refusal):
        if refusal.code in ASK_AGAIN:
            return facts.happened(ASK_AGAIN[refusal.code], refusal.at - 4, refusal.at + 0.5)
        if refusal.doing == "read by poll" and refusal.code == "bad-request":
            # Whoever closes his half of the connection has left, as Kaya sees it.
            return facts.happened(("half-close to Kaya",), refusal.at - 0.5, refusal.at)
        if refusal.doing.startswith("read") and refusal.code == "stream-lost":
            # Turns of conversations are never lost.
            question = facts.run.questions[refusal.stream]
            return not question.is_kept and facts.happened(AWAY, facts.asked_at(refusal.stream), refusal.at)
        return False


class NoAccidents:
    sentence = "Kaya ends when it is told to, and starts every time"

    def find(self, facts):
        for accident in facts.run.accidents:
            yield Violation("accident", 0, accident)
