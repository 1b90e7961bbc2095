"""The text of an answer: numbered tokens, so that a word that is lost, doubled, moved or somebody else's shows."""

import re

MARKS = ("", "ü", " ", "🚗", "数据", "e\u0301", "\u2028", "\n", '\\"', "🏳️‍🌈", "data: ", "ß\r\n", "&<b>", "\u202e")
TOKEN = re.compile(r"<(\d+):(\d+)>")


def token(stream, number):
    """One token of a stream, such as `<17:42>ü`."""
    return f"<{stream}:{number}>{MARKS[(stream * 5 + number) % len(MARKS)]}"


def truth(stream, count):
    """The first `count` tokens of a stream, joined: what an answer of so many tokens must say."""
    return "".join(token(stream, number) for number in range(count))


def whole_tokens(text):
    """How many tokens of its stream a true prefix holds completely, the marks of the last one perhaps not."""
    return len(TOKEN.findall(text))


def describe(text):
    """What a text holds, for people: its first and last tokens and its length."""
    found = TOKEN.findall(text)
    if not found:
        return f"{text[:40]!r} ({len(text)} characters)"
    first, last = (":".join(pair) for pair in (found[0], found[-1]))
    return f"<{first}> … <{last}>, {len(found)} tokens, {len(text)} characters"
