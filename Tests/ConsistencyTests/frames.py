"""Bytes of an event stream → events, each only when its last byte is there."""

import json


class FrameReader:
    """Takes bytes as they come and gives the events that are complete; what is half-sent at the end is dropped."""

    def __init__(self):
        self._left = b""

    def feed(self, data):
        """The events that end within these bytes, as (id, name, data)."""
        *blocks, self._left = (self._left + data).split(b"\n\n")
        return [event for block in blocks if (event := self._event(block.decode()))]

    @staticmethod
    def _event(block):
        found = {"id": "", "event": "", "data": None}
        for line in block.split("\n"):
            name, _, value = line.partition(": ")
            if name == "data" and found["data"] is not None:
                raise ValueError(f"two data lines: {block!r}")
            if name in found:
                found[name] = value
        if found["data"] is None:
            return None
        return found["id"], found["event"], json.loads(found["data"])


def documents(sources):
    """The names of the documents that an answer rests on."""
    return " ".join(source["document"] for source in sources)


def meaning(name, data):
    """What an event of either dialect says, as (kind, text, outcome, notice)."""
    if name == "turn.finished" or data.get("done"):
        return "end", data["fullText"], data["finish"], ""
    if name == "turn.failed":
        return "end", data["partialText"], data["problem"]["code"], ""
    if not name and "error" in data:
        return "end", data.get("partialText", ""), data["code"], ""
    if name == "answer.delta" or (not name and "text" in data):
        return "delta", data["text"], "", ""
    if name == "sources":
        return name, documents(data["sources"]), "", ""
    if name == "notice":
        return "notice", "", "", data["code"]
    return name, "", "", ""
