"""A browser of another age: it follows links, fills in forms, keeps cookies, refreshes when the page says so, and runs nothing."""

import http.cookiejar
import re
import urllib.parse
import urllib.request
from html.parser import HTMLParser

EMPTY = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class Form:
    def __init__(self, attributes):
        self.action = attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.fields = []  # (name, value)
        self.writable = []  # names of what people write
        self.buttons = []  # (text, name, value)


class Document(HTMLParser):
    """What a page says and offers: its text, links, forms and how soon it refreshes itself."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.html, self.refresh, self.title, self.language = html, None, "", ""
        self.forms, self.links, self.scripts = [], [], []
        self._text, self._open = [], []
        self._button, self._link = None, None
        self.feed(html)
        self.close()

    @property
    def text(self):
        return re.sub(r"[ \t\n]+", " ", "".join(self._text)).strip()

    def form(self, words):
        """The form with a button that says this (a regular expression), and that button."""
        for form in self.forms:
            for button in form.buttons:
                if re.search(words, button[0]):
                    return form, button
        raise LookupError(f"no button {words!r}; there are {[button[0] for form in self.forms for button in form.buttons]}")

    def link(self, words):
        for text, address in self.links:
            if re.search(words, text):
                return address
        raise LookupError(f"no link {words!r}; there are {[text for text, _ in self.links]}")

    def handle_starttag(self, name, pairs):
        attributes = dict(pairs)
        form = self.forms[-1] if self.forms and "form" in self._open else None
        if name == "html":
            self.language = attributes.get("lang")
        elif name == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            self.refresh = attributes["content"]
        elif name == "form":
            self.forms.append(Form(attributes))
        elif name == "a":
            self._link = ["", attributes.get("href") or ""]
        elif name == "script":
            self.scripts.append(attributes.get("src"))
        elif name == "button":
            self._button = [attributes.get("aria-label") or "", attributes.get("name"), attributes.get("value") or ""]
        elif name in ("input", "textarea", "select") and form and attributes.get("name"):
            kind = attributes.get("type") or "text"
            if kind in ("submit", "image"):
                form.buttons.append((attributes.get("value") or "", attributes["name"], attributes.get("value") or ""))
            elif kind not in ("radio", "checkbox") or "checked" in attributes:
                form.fields.append((attributes["name"], attributes.get("value") or ""))
            if kind in ("text", "search") or name == "textarea":
                form.writable.append(attributes["name"])
        if name not in EMPTY:
            self._open.append(name)

    def handle_endtag(self, name):
        if name == "button" and self._button and self.forms:
            self.forms[-1].buttons.append((self._button[0].strip(), *self._button[1:]))
            self._button = None
        elif name == "a" and self._link:
            self.links.append((re.sub(r"\s+", " ", self._link[0]).strip(), self._link[1]))
            self._link = None
        if name in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(name):]

    def handle_data(self, data):
        if not {"script", "style", "title"} & set(self._open):
            self._text.append(data)
        if self._open[-1:] == ["title"]:
            self.title += data
        if self._button and not self._button[0].strip():
            self._button[0] = data
        if self._link:
            self._link[0] += data


class PlainBrowser:
    def __init__(self, base):
        self.base = base
        self.address = base + "/"
        self.requests = 0
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.page = None

    def open(self, address, data=None):
        target = urllib.parse.urljoin(self.address, address)
        fields = {"Accept": "text/html", "Accept-Language": "en", "Sec-Fetch-Site": "same-origin"}
        if data is not None:
            fields["Content-Type"] = "application/x-www-form-urlencoded"
            fields["Origin"] = self.base
        self.requests += 1
        with self._opener.open(urllib.request.Request(target, data, fields), timeout=30) as response:
            self.address = response.geturl()
            self.page = Document(response.read().decode())
        return self.page

    def follow(self, words):
        return self.open(self.page.link(words))

    def submit(self, words, *written):
        """Presses a button, after writing into its form's fields, in their order."""
        form, (_, name, value) = self.page.form(words)
        fields = [field for field in form.fields if field[0] not in form.writable]
        kept = {field[0]: field[1] for field in form.fields}
        for index, field in enumerate(form.writable):
            fields.append((field, written[index] if index < len(written) else kept.get(field, "")))
        if name:
            fields.append((name, value))
        encoded = urllib.parse.urlencode(fields)
        if form.method == "post":
            return self.open(form.action, encoded.encode())
        return self.open(f"{form.action.split('?')[0]}?{encoded}")

    def refresh(self):
        """What the page does by itself after some seconds."""
        found = re.match(r"\s*\d+\s*;\s*url=['\"]?([^'\"]+)", self.page.refresh or "", re.I)
        return self.open(found.group(1) if found else self.address)
