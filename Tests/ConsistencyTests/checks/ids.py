"""Ids: strictly increasing for a reader, and one place in the text for each."""

from checks.facts import Violation


class IdsGrow:
    sentence = "ids grow at every reader, over all its connections"

    def find(self, facts):
        for reader, events in facts.events.items():
            last = 0
            for event in events:
                if not event.id:
                    continue
                if event.sequence <= last:
                    yield Violation(
                        "id does not grow", event.stream, f"{reader}: {event.id} after {last}", event.at)
                    break
                last = event.sequence


class ConnectionsBeginBehindTheirPlace:
    sentence = "a connection repeats nothing from before the id it came with"

    def find(self, facts):
        for events in facts.events.values():
            for event in events:
                start = facts.connections.get(event.connection)
                if event.id and start and event.sequence <= start.after:
                    yield Violation(
                        "resume repeats", event.stream, f"{event.id} to a reader that came with {start.after}", event.at)


class IdsKeepTheirText:
    """What an id's event is, and a turn's text up to it, is the same for all its readers, so no id was used twice.

    Ends are left out: they are compared by `EndsAreTheSame`.
    """

    sentence = "an id stands for one place in the text, for all readers and for ever"

    def find(self, facts):
        known_at = {}
        for events in facts.events.values():
            length = 0
            for event in events:
                if event.kind == "delta":
                    length += len(event.text)
                if not event.id or event.is_end:
                    continue
                # Where a delta ends says all of its text; what else there is says it itself.
                seen = (event.kind, length if event.kind == "delta" else event.text or event.notice)
                known, reader = known_at.setdefault((event.turn, event.sequence), (seen, event.reader))
                if known != seen:
                    yield Violation(
                        "id reused", event.stream,
                        f"{event.id} is {seen} for {event.reader}, {known} for {reader}", event.at)
                    break


class EndsAreTheSame:
    sentence = "an end's id never stands for another end"

    def find(self, facts):
        known = {}
        for events in facts.events.values():
            for event in events:
                if not event.is_end:
                    continue
                said = (event.outcome, event.text)
                other = known.setdefault(event.id, (said, event.at))
                unsaved = facts.happened(("locked",), min(other[1], event.at) - 5, max(other[1], event.at) + 1)
                if other[0] != said and not unsaved:
                    yield Violation(
                        "end's id reused", event.stream,
                        f"{event.id} was {other[0][0]} with {len(other[0][1])} characters, is {event.outcome} with "
                        f"{len(event.text)}", event.at)
