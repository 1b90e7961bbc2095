"""Reads the Markdown tables that checks hold against the sources, and the headings and links of a page."""

import re


def table(text, name):
    """Rows of the table that follows the marker `<!-- NAME table -->`: a list of (line number, cells).

    Returns None when there is no such marker or no table right after it. The header row is left out.
    """
    lines = text.split("\n")
    marker = next((i for i, line in enumerate(lines) if line.strip() == f"<!-- {name} table -->"), None)
    if marker is None:
        return None
    first = marker + 1
    while first < len(lines) and not lines[first].strip():
        first += 1
    rows = []
    for number in range(first, len(lines)):
        if not lines[number].startswith("|"):
            break
        rows.append((number + 1, [c.strip() for c in re.split(r"(?<!\\)\|", lines[number])[1:-1]]))
    return rows[2:] if len(rows) >= 2 else None


def names(cell):
    """The names in back-ticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def prose(text):
    """The text with code blocks and comments blanked, line numbers kept."""
    blanked = re.sub(r"<!--.*?-->", lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.S)
    return re.sub(r"^(```|~~~).*?^\1", lambda m: re.sub(r"[^\n]", " ", m.group()), blanked, flags=re.S | re.M)


def anchors(text):
    """The anchors that a page's headings give, as the usual hosts make them."""
    found, seen = set(), {}
    for heading in re.findall(r"^#{1,6}\s+(.+?)\s*#*$", prose(text), flags=re.M):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        found.add(slug if count == 0 else f"{slug}-{count}")
    return found | set(re.findall(r'<a (?:id|name)="([^"]+)"', text))


def links(text):
    """(line number, link text, target) of every inline link outside code."""
    for number, line in enumerate(prose(text).split("\n"), 1):
        line = re.sub(r"`[^`]*`", lambda m: m.group() if "](" not in m.group() else " " * len(m.group()), line)
        for match in re.finditer(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\(<?([^()\s>]+(?:\([^()]*\))?)>?(?:\s+\"[^\"]*\")?\)", line):
            yield number, match.group(1), match.group(2)
