"""Reads JavaScript far enough for the checks: what is code, and what is comment, string, template or regular expression.

`code` has the length and the line breaks of the file, with the text of all of those blanked; `${…}` stays code.
"""

import re

BEFORE_VALUES = set("return typeof case in of delete void throw new instanceof await yield else do".split())
WORD = re.compile(r"[\w$]+")
STRING = re.compile(r"""(["'])(?:\\[\s\S]|(?!\1)[^\\\n])*\1?""")
EXPRESSION = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/")
TEMPLATE_TEXT = re.compile(r"(?:\\[\s\S]|\$(?!\{)|[^`\\$])*")


class JavaScriptSource:
    """One module, taken apart."""

    def __init__(self, text):
        self.text = text
        code, depths, stack, i, last = [], [], [], 0, ""

        def blank(end):
            nonlocal i
            code.append(re.sub(r"[^\n]", " ", text[i:end]))
            i = end

        depth = 0
        line_depths = [0]
        while i < len(text):
            start = i
            if text.startswith("//", i):
                blank(text.find("\n", i) if "\n" in text[i:] else len(text))
            elif text.startswith("/*", i):
                end = text.find("*/", i + 2)
                blank(len(text) if end < 0 else end + 2)
            elif text[i] in "\"'":
                blank(STRING.match(text, i).end())
                last = "value"
            elif text[i] == "`" or (text[i] == "}" and stack and stack[-1] == depth):
                if text[i] == "}":
                    stack.pop()
                end = TEMPLATE_TEXT.match(text, i + 1).end()
                blank(end)
                if text.startswith("${", end):
                    stack.append(depth)
                    blank(end + 2)
                    last = ""
                else:
                    blank(min(end + 1, len(text)))
                    last = "value"
            elif text[i] == "/" and not (last == "value" or last in (")", "]")) and EXPRESSION.match(text, i):
                blank(EXPRESSION.match(text, i).end())
                last = "value"
            elif WORD.match(text, i):
                word = WORD.match(text, i).group()
                code.append(word)
                i += len(word)
                last = word if word in BEFORE_VALUES else "value"
            else:
                if text[i] in "([{":
                    depth += 1
                elif text[i] in ")]}":
                    depth -= 1
                if not text[i].isspace():
                    last = text[i]
                code.append(text[i])
                i += 1
            # What spans lines is a text, a comment or a bracket.
            for _ in range(text.count("\n", start, i)):
                line_depths.append(depth + (1 if i - start > 1 and "\n" in text[start:i] and text[i - 1] != "\n" else 0) + len(stack))
        self.code = "".join(code)
        self.lines = self.code.split("\n")
        self._depths = line_depths

    def top_level(self):
        """(number, code, text) of the lines that begin outside of every bracket and text."""
        for number, (code, text, depth) in enumerate(zip(self.lines, self.text.split("\n"), self._depths), 1):
            if depth == 0 and code.strip():
                yield number, code, text
