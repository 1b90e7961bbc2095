"""Reads Swift source far enough for the checks: what is code, what is comment, what is a string literal.

It keeps line numbers: `code` has the length and the line breaks of the file, with comments and the text of string
literals blanked, so that a search in it never finds a word in prose. Interpolated expressions stay code.
"""

import os
import re
import subprocess


class SwiftSource:
    """One file, taken apart."""

    def __init__(self, text):
        self.text = text
        self.code = list(text)
        self.comments = {}  # line number -> the comment text on that line
        self.literals = []  # (line number, text between the quotes)
        self._line_starts = [0] + [m.end() for m in re.finditer("\n", text)]
        self._read_code(0, None)
        self.code = "".join(self.code)
        self.code_lines = self.code.split("\n")

    def line(self, offset):
        """The number, from 1, of the line that holds `offset`."""
        low, high = 0, len(self._line_starts)
        while high - low > 1:
            middle = (low + high) // 2
            if self._line_starts[middle] <= offset:
                low = middle
            else:
                high = middle
        return low + 1

    def has_comment(self, line):
        """Whether `line`, or the comment block that ends right above its statement, says something."""
        if self.comments.get(line, "").strip("/ *"):
            return True
        above = line - 1
        return above >= 1 and not self.code_lines[above - 1].strip() and bool(self.comments.get(above, "").strip("/ *"))

    def is_allowed(self, line):
        """Whether a comment on `line` or right above it says `Allowed: why`."""
        return any(re.search(r"[Aa]llowed: \w", self.comments.get(n, "")) for n in (line, line - 1))

    def _blank(self, start, end):
        for i in range(start, end):
            if self.code[i] != "\n":
                self.code[i] = " "

    def _note_comment(self, start, end):
        first = self.line(start)
        for i, part in enumerate(self.text[start:end].split("\n")):
            self.comments[first + i] = self.comments.get(first + i, "") + part
        self._blank(start, end)

    def _read_code(self, i, closing):
        """Reads code from `i`; with `closing` given, up to the parenthesis that closes an interpolation."""
        text, depth = self.text, 0
        while i < len(text):
            if text.startswith("//", i):
                end = text.find("\n", i)
                end = len(text) if end < 0 else end
                self._note_comment(i, end)
                i = end
            elif text.startswith("/*", i):
                i = self._read_block_comment(i)
            elif text[i] == '"' or (text[i] == "#" and re.match(r'#+"', text[i:i + 8])):
                i = self._read_string(i)
            else:
                if closing and text[i] == "(":
                    depth += 1
                elif closing and text[i] == ")":
                    if depth == 0:
                        return i + 1
                    depth -= 1
                i += 1
        return i

    def _read_block_comment(self, start):
        i, depth = start, 0
        while i < len(self.text):
            if self.text.startswith("/*", i):
                depth, i = depth + 1, i + 2
            elif self.text.startswith("*/", i):
                depth, i = depth - 1, i + 2
                if depth == 0:
                    break
            else:
                i += 1
        self._note_comment(start, i)
        return i

    def _read_string(self, start):
        text = self.text
        hashes = re.match("#*", text[start:start + 8]).group()
        i = start + len(hashes)
        quote = '"""' if text.startswith('"""', i) else '"'
        i += len(quote)
        first, closing, escape = i, quote + hashes, "\\" + hashes
        while i < len(text):
            if text.startswith(closing, i):
                break
            if quote == '"' and text[i] == "\n":
                break
            if text.startswith(escape + "(", i):
                self._blank(i, i + len(escape) + 1)
                i = self._read_code(i + len(escape) + 1, ")")
                self._blank(i - 1, i)
            elif text.startswith(escape, i):
                self._blank(i, min(i + len(escape) + 1, len(text)))
                i += len(escape) + 1
            else:
                self._blank(i, i + 1)
                i += 1
        self.literals.append((self.line(start), text[first:i]))
        return i + len(closing)


def files(root, suffixes, folders):
    """The project's own files under `folders`, sorted: what git tracks or would; without git, what lies there."""
    listed = []
    if os.path.isdir(os.path.join(root, ".git")):
        command = ["git", "-C", root, "ls-files", "-co", "--exclude-standard", "-z"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        listed = [path for path in done.stdout.split("\0") if path] if done.returncode == 0 else []
    if not listed:
        for folder, names, found in os.walk(root):
            names[:] = [name for name in names if not name.startswith(".")]
            listed += [os.path.relpath(os.path.join(folder, name), root) for name in found]
    chosen = set()
    for path in listed:
        inside = any(path == f or path.startswith(f + "/") for f in folders) or not folders
        if inside and (not suffixes or path.endswith(tuple(suffixes))) and os.path.isfile(os.path.join(root, path)):
            chosen.add(path)
    return sorted(chosen)


def read(root, path):
    """The text of a file; bytes that are not UTF-8 become U+FFFD."""
    with open(os.path.join(root, path), encoding="utf-8", errors="replace", newline="") as file:
        return file.read().replace("\r\n", "\n")


class Findings:
    """What a check found; prints `file:line: message` and gives the exit status."""

    def __init__(self, name):
        self.name, self.errors, self.warnings = name, 0, 0

    def error(self, path, line, message):
        self.errors += 1
        print(f"{path}:{line}: error: {message}")

    def warn(self, path, line, message):
        self.warnings += 1
        print(f"{path}:{line}: warning: {message}")

    def finish(self):
        print(f"{self.name}: {self.errors} errors, {self.warnings} warnings")
        return 1 if self.errors else 0
