"""What a stream must be: events as docs/openapi.yaml describes them, and one ending, at its end."""

import json
from pathlib import Path

import jsonschema_rs
import yaml

DESCRIPTION = Path(__file__).resolve().parents[2] / "docs/openapi.yaml"
COMPONENTS = yaml.safe_load(DESCRIPTION.read_text())["components"]
KNOWN_EVENTS = {"turn.started", "status", "sources", "answer.delta", "notice", "ping", "turn.finished", "turn.failed"}
TRACES = {f"trace.{name}" for name in ("retrieved", "prompted", "model", "retrying", "passed-over")}


def validator(name):
    """A validator for one of the described schemas."""
    return jsonschema_rs.Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": COMPONENTS})


SCHEMAS = {name: validator(name) for name in (
    "EventID", "RichEvent", "TextEvent", "DoneEvent", "ErrorEvent", "CompletionChunk", "CompletionError")}


def events(text):
    """The events of a stream: a list of {field: value}."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and not line.startswith(":"))
        if "data" in fields:
            found.append(fields)
    return found


def hold(name, value):
    SCHEMAS[name].validate(value)


def check(text, status):
    found = events(text)
    assert found, "the stream has no event"
    assert text.endswith("\n\n"), "the stream ends inside an event"
    for event in found:
        if "id" in event:
            hold("EventID", event["id"])
    ids = [int(event["id"].split(".")[1]) for event in found if "id" in event]
    assert ids == sorted(set(ids)), f"the ids do not rise: {ids}"
    if any("chatcmpl-" in event["data"] for event in found):
        check_completion(found)
    elif any("event" in event for event in found):
        check_rich(found)
    else:
        check_simple(found, status)


def check_simple(found, status):
    *pieces, last = found
    for event in pieces:
        hold("TextEvent", json.loads(event["data"]))
    assert last.get("id", "").endswith(".end"), "the last event's id does not end in .end"
    ending = json.loads(last["data"])
    hold("ErrorEvent" if "error" in ending else "DoneEvent", ending)
    if "done" in ending and len(pieces) > 0 and pieces[0]["id"].split(".")[1] == "1":
        written = "".join(json.loads(event["data"])["text"] for event in pieces)
        assert ending["fullText"] == written, "fullText is not what was written"
    assert status == 200 or "error" in ending, "a refused request has an answer"


def check_rich(found):
    if "event" not in found[-1]:  # a problem in the form that an EventSource can read
        check_simple(found, 200)
        return
    for event in found:
        hold("RichEvent", {"event": event["event"], "data": json.loads(event["data"])})
        assert event["event"] in KNOWN_EVENTS | TRACES, f"{event['event']} is not described"
    endings = [event for event in found if event["event"] in ("turn.finished", "turn.failed")]
    assert len(endings) == 1 and found[-1] is endings[0], "there is not one ending, at the end"
    assert found[-1]["id"].endswith(".end"), "the last event's id does not end in .end"


def check_completion(found):
    *chunks, last = found
    assert last["data"] == "[DONE]" or "error" in json.loads(last["data"]), "the stream has no ending"
    for event in chunks:
        hold("CompletionChunk", json.loads(event["data"]))
    if last["data"] != "[DONE]":
        hold("CompletionError", json.loads(last["data"]))
