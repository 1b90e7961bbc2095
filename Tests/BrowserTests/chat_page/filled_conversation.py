"""Puts many finished turns into a conversation, as if they had been asked."""

import base64
import json
import os
import sqlite3
import time

PARAGRAPH = "Für die Zulassung brauchen Sie den Ausweis, die Nummer der Versicherung und **etwas Zeit**. "


def fill(database, conversation, turns, paragraphs=4):
    """Questions are `Frage 1 …` to `Frage N …`; what was there before comes first."""
    now = int(time.time() * 1000)
    connection = sqlite3.connect(database, timeout=30)
    with connection:
        key = connection.execute("SELECT key FROM conversation WHERE id = ?", (conversation,)).fetchone()[0]
        connection.executemany(
            "INSERT INTO turn (id, conversation, question, text, sources, state, ending, position, askedAt) VALUES (?, ?, ?, ?, ?, 1, ?, 0, ?)",
            [(
                base64.urlsafe_b64encode(os.urandom(16)).decode().rstrip("="), key, f"Frage {n} zum Auto".encode(),
                f"Antwort {n}. {PARAGRAPH * paragraphs}\n\n- eins\n- zwei\n".encode(), b"[]",
                json.dumps({"finish": "stop"}).encode(), now - (turns - n) * 1000,
            ) for n in range(1, turns + 1)])  # fmt: skip
    connection.close()
