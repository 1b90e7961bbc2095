"""What is kept in the end, read through the interface and straight from the file."""

import contextlib
import json
import sqlite3

from exchange import Exchange
from frames import documents
from records import Stored

STATES = ("running", "finished", "failed")


async def read_by_interface(port, conversations):
    """turn → Stored, of all these conversations (id → cookie)."""
    found = {}
    for conversation, cookie in conversations.items():
        path = f"/api/conversations/{conversation}?limit=100"
        async with Exchange(port, "GET", path, {"Cookie": cookie}, idle=20) as answer:
            if answer.status != 200:
                continue
            for turn in (await answer.json())["turns"]:
                outcome = turn.get("finish") or turn.get("problem") or ""
                found[turn["id"]] = Stored(
                    turn["id"], turn["question"], turn["text"], turn["state"], outcome,
                    documents(turn["sources"]))  # fmt: skip
    return found


def read_file(path):
    """turn → Stored, of all that the file holds."""
    with contextlib.closing(sqlite3.connect(path, timeout=10)) as database:
        if (verdict := database.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise RuntimeError(f"the file is damaged: {verdict}")
        rows = database.execute("SELECT id, question, text, state, ending, sources FROM turn").fetchall()
    return {row[0]: _stored(*row) for row in rows}


def _stored(turn, question, text, state, ending, sources):
    end = json.loads(ending) if ending else {}
    outcome = end.get("finish") or end.get("problem") or ""
    return Stored(
        turn, bytes(question).decode(), bytes(text).decode(), STATES[state], outcome, documents(json.loads(sources)))
