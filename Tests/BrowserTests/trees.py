"""Compares what a page shows with the HTML that the server writes: the same blocks, spans, texts and addresses.

A tree is a text, or a tuple: name, attributes as sorted pairs, children. Left out is how the page and the server say the
same in their own ways.
"""

import re
from html.parser import HTMLParser

EMPTY = {"br", "hr", "img", "input"}
KEPT = {"dir", "href", "src", "alt", "title", "start", "checked"}
LANGUAGE = re.compile(r"language-[A-Za-z0-9_+#.-]{1,32}\Z")
BLOCKS = set("article blockquote div h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr ul".split())
LINES = set("article blockquote div li ol table tbody thead tr ul".split())  # what holds blocks, and no text between them


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = [["article", {}]]

    def handle_starttag(self, name, attributes):
        element = [name, {key: value or "" for key, value in attributes}]
        self.open[-1].append(element)
        if name not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, name):
        if name not in EMPTY:
            if self.open[-1][0] != name:
                raise ValueError(f"</{name}> ends <{self.open[-1][0]}>")
            self.open.pop()

    def handle_data(self, text):
        self.open[-1].append(text)

    def unknown_decl(self, text):
        raise ValueError(f"markup that is no element: {text}")

    handle_comment = handle_decl = handle_pi = unknown_decl


def tree_of_html(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    if len(reader.open) != 1:
        raise ValueError(f"not closed: {reader.open[-1][0]}")
    return canonical(reader.open[0])


def tree_of_page(tree):
    return canonical(tree)


def canonical(element, is_tight=False):
    """A page's tight list says so with a class; the server's has no paragraphs in its items."""
    name, attributes, *children = element
    kept = {key: value for key, value in attributes.items() if key in KEPT}
    classes = attributes.get("class", "").split()
    if name == "code":
        kept["language"] = next((word for word in classes if LANGUAGE.match(word)), "")
    if name in ("td", "th"):
        side = [word.removeprefix("align-") for word in classes if word.startswith("align-")]
        kept["align"] = side[0] if side else attributes.get("align", "")
    found = []
    for child in children:
        child = child if isinstance(child, str) else canonical(child, "tight" in classes if name in ("ol", "ul") else is_tight)
        if child[0] == "div" or (child[0] == "p" and name == "li" and is_tight):
            found.extend(child[2])  # what a table scrolls in; a tight item's paragraph
        else:
            found.append(child)
    return name, tuple(sorted((key, value) for key, value in kept.items() if value or key in ("alt", "checked"))), tidy(name, found)


def tidy(name, children):
    """Texts side by side are one; spaces between blocks are none."""
    texts = []
    for child in children:
        if isinstance(child, str) and texts and isinstance(texts[-1], str):
            texts[-1] += child
        else:
            texts.append(child)
    tidied = []
    for index, child in enumerate(texts):
        if isinstance(child, str) and name in LINES:
            before, after = texts[index - 1] if index else None, texts[index + 1] if index + 1 < len(texts) else None
            if before is None or before[0] in BLOCKS | {"input"}:
                child = child.lstrip(" \n")
            if after is None or after[0] in BLOCKS:
                child = child.rstrip(" \n")
        if isinstance(child, str) and index and texts[index - 1][0] == "br":
            child = child.removeprefix("\n")
        if isinstance(child, str) and name == "p" and index == len(texts) - 1:
            child = child.rstrip("\n")  # of a block of HTML
        if child != "":
            tidied.append(child)
    return tuple(tidied)


def difference(page, server, path=""):
    """Where two trees differ, in words; None if they do not."""
    if isinstance(page, str) or isinstance(server, str):
        return None if page == server else f"{path}: the page has {page!r}, the server {server!r}"
    if page[:2] != server[:2]:
        return f"{path}: the page has {page[:2]}, the server {server[:2]}"
    path = f"{path}/{page[0]}"
    for index, (one, other) in enumerate(zip(page[2], server[2], strict=False)):
        found = difference(one, other, f"{path}[{index}]")
        if found:
            return found
    if len(page[2]) != len(server[2]):
        return f"{path}: the page has {len(page[2])} children, the server {len(server[2])}"
    return None
