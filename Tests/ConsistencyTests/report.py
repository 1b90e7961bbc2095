"""Says what a run did and what it found."""

import collections
import json
import shlex

from records import Connected, Event, Note, Receipt, Refusal

WORDS = ("lost", "doubled", "reordered", "phantom", "foreign")
EXCERPT = 14
SHOWN = 3  # violations of one kind that are shown with their history


def counts(world):
    """The table of what was done, as (name, number)."""
    run, of = world.run, collections.Counter(type(record) for record in world.run.records)
    kinds = collections.Counter(window.kind for window in run.windows)
    ends = collections.Counter(record.outcome for record in run.records if isinstance(record, Event) and record.is_end)
    resumed = sum(isinstance(record, Connected) and record.after > 0 for record in run.records)
    yield "questions asked", len(run.questions)
    yield "questions acknowledged", len({record.stream for record in run.records if isinstance(record, Receipt)})
    yield "turns kept", len(run.by_file)
    yield "connections", world.proxy.connections
    yield "cuts", sum(world.proxy.cuts.values())
    for kind, number in sorted(world.proxy.cuts.items()):
        yield f"    {kind}", number
    yield "resumes", resumed
    yield "events received", of[Event]
    yield "204 after the end", sum(
        isinstance(record, Refusal) and record.doing == "after-end" and record.status == 204 for record in run.records)
    yield "ends read", sum(ends.values())
    for outcome, number in sorted(ends.items()):
        yield f"    {outcome}", number
    yield "kill -9", kinds["kill"]
    yield "SIGTERM", kinds["term"]
    yield "SIGSTOP", kinds["stopped"]
    yield "database locked", kinds["locked"]
    yield "clock moved by an hour", kinds["clock"] if world.clock.is_there else "left out: no libfaketime"
    yield "starts of Kaya", world.kaya.starts
    yield "calls of the model", len(run.calls)
    for how, number in sorted(collections.Counter(call.how for call in run.calls).items()):
        yield f"    {how}", number
    yield "old turns read again", world.latecomers.opened
    yield "probes with wrong ids", world.prober.tried


def line(record, start):
    """A record of the history, on one line."""
    fields = record._asdict()
    fields["text"] = (text[:24] + "…" + text[-24:] if len(text := fields.get("text", "")) > 50 else text) or None
    shown = " ".join(f"{name}={value!r}" for name, value in fields.items() if name not in ("at", "stream") and value)
    return f"{record.at - start:9.3f} {type(record).__name__:9} {shown}"


def excerpt(run, violation, start):
    """The history of a violation's question: its beginning, and what was around it."""
    of_stream = [
        record for record in run.records
        if isinstance(record, (Receipt, Connected, Event, Refusal, Note)) and record.stream == violation.stream]  # fmt: skip
    near = [record for record in of_stream if record.at <= (violation.at or float("inf")) + 0.001]
    shown = near if len(near) <= EXCERPT else near[:4] + near[4 - EXCERPT:]
    lines = [(record.at, line(record, start)) for record in shown]
    if lines:
        first, last = lines[0][0] - 6, lines[-1][0] + 3
        lines += [
            (w.began, f"{w.began - start:9.3f} {w.kind} until {w.ended - start:.3f}")
            for w in run.windows if w.began < last and w.ended > first and not w.kind.startswith("half")]  # fmt: skip
        lines += [
            (call.began, f"{call.began - start:9.3f} call of the model, {call.tokens} tokens, {call.how} at {call.ended - start:.3f}")
            for call in run.calls if call.stream == violation.stream]  # fmt: skip
    return [text for _, text in sorted(lines)]


def show(world, facts, findings):
    """Prints the report; returns the number of violations."""
    run, start = world.run, world.run.records[0].at if world.run.records else 0
    for name, number in counts(world):
        print(f"{number:>10}  {name}" if isinstance(number, int) else f"{'–':>10}  {name} ({number})")
    if facts.lost_by_kill:
        worst = sorted(facts.lost_by_kill)
        print(f"{worst[-1]:>8.2f} s  the most text lost by a kill; half the {len(worst)} lost at most "
              f"{worst[len(worst) // 2]:.2f} s")  # fmt: skip
    print()
    kinds = collections.Counter()
    for check, violations in findings.items():
        print(f"{'ok    ' if not violations else 'FAILED'}  {check.sentence}")
        for violation in violations:
            kinds[violation.kind] += 1
            if kinds[violation.kind] > SHOWN:
                continue
            question = run.questions.get(violation.stream)
            print(f"        {violation.kind}: {violation.what}\n        {question}")
            for text in excerpt(run, violation, start):
                print(f"          {text}")
    print("\n" + ", ".join(f"{kinds.pop(word, 0)} {word}" for word in WORDS), end="")
    print("".join(f", {number} × {kind}" for kind, number in sorted(kinds.items())))
    total = sum(len(violations) for violations in findings.values())
    verdict = "no violation" if not total else f"{total} VIOLATIONS"
    print(f"{verdict}; to repeat: Tests/ConsistencyTests/run {shlex.join(world.options.given)}", flush=True)
    return total


def write_history(run, path):
    """The whole history as JSON lines, for whoever wants to look further."""
    with path.open("w", encoding="utf-8") as file:
        for record in run.records:
            file.write(json.dumps({"record": type(record).__name__, **record._asdict()}, ensure_ascii=False) + "\n")
        for call in run.calls:
            file.write(json.dumps({"record": "Call", **vars(call)}) + "\n")
        for window in run.windows:
            file.write(json.dumps({"record": "Window", **window._asdict()}) + "\n")
        for turn in run.by_file.values():
            file.write(json.dumps({"record": "Stored", **turn._asdict()}, ensure_ascii=False) + "\n")
