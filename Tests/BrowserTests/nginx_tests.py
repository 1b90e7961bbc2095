"""Kaya behind a real nginx that keeps its habits: it buffers answers, compresses them and speaks HTTP/1.0 upstream."""

import http.client
import os
import time
import zlib

from scripted_model import tokens

from harness.kaya import simple_events
from harness.processes import free_port, wait_until

CONFIGURATION = """
daemon off;
worker_processes 1;
{user}
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    gzip on;
    gzip_min_length 0;
    gzip_proxied any;
    gzip_types text/event-stream application/json application/problem+json;
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_pass http://127.0.0.1:{kaya}; }}
    }}
}}
"""


class Arrival:
    """A stream as it arrived: its text, and when which part of it did. `seen` is told of each part at once."""

    def __init__(self, response, seen=lambda part: None):
        self.status = response.status
        self.encoding = response.getheader("Content-Encoding")
        self.parts = []  # (seconds since the head, text)
        inflate = zlib.decompressobj(31) if self.encoding == "gzip" else None
        began = time.monotonic()
        rest = b""
        while data := response.read1(65536):
            rest += inflate.decompress(data) if inflate else data
            whole, rest = split_utf8(rest)
            if whole:
                self.parts.append((time.monotonic() - began, whole))
                seen(whole)

    @property
    def text(self):
        return "".join(part for _, part in self.parts)

    @property
    def events(self):
        return simple_events(self.text)

    @property
    def answer(self):
        return "".join(event.get("text", "") for event in self.events)

    def when(self, mark):
        """When the part with a mark arrived."""
        return next((when for when, part in self.parts if mark in part), None)


def split_utf8(data):
    """The longest beginning that is whole UTF-8, and the rest."""
    for end in range(len(data), max(len(data) - 4, -1), -1):
        try:
            return data[:end].decode(), data[end:]
        except UnicodeDecodeError:
            continue
    raise UnicodeDecodeError("utf-8", data, 0, len(data), "no UTF-8")


class Nginx:
    def __init__(self, world, kaya):
        folder = world.folder / "nginx"
        folder.mkdir()
        self.port = free_port()
        user = "user root;" if os.geteuid() == 0 else ""
        configuration = folder / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder, port=self.port, kaya=kaya.port, user=user))
        with (folder / "output").open("wb") as output:
            world.children.start(
                ["/usr/sbin/nginx", "-p", str(folder), "-c", str(configuration)], dict(os.environ),
                stdout=output, stderr=output)
        wait_until(self._is_up, 20, "nginx listens")

    def _is_up(self):
        try:
            return self.ask("GET", "/healthz").status == 200
        except OSError:
            return False

    def ask(self, method, target, headers=None, body=None):
        """The response's head; its body is read as it comes."""
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.connection.request(method, target, body=body, headers=headers or {})
        return self.connection.getresponse()


def test_nginx(world, findings):
    findings.run("nginx: the tests run to their end", lambda: run(world, findings))


def run(world, findings):
    nginx = Nginx(world, world.start_kaya("behind-nginx", KAYA_TURNS_GRACE="1s"))
    for name, headers in (("whole", {}), ("fetched", {"Accept-Encoding": "gzip"})):
        arrival = Arrival(nginx.ask("GET", f"/chat/stream?q=[nginx%20{name}]", headers))
        way = "compressed" if headers else "as it is"
        text = "".join(tokens(f"nginx {name}"))
        findings.equal(f"nginx: the text of a stream passed on {way} is exact", arrival.answer, text)
        end = arrival.when('"done":true') or 0
        first = arrival.when('"text"')
        findings.check(f"nginx: words passed on {way} arrive while the model still writes",
                       first is not None and end - first > 1.5 and len(arrival.parts) > 20,
                       (first, end, len(arrival.parts)))  # fmt: skip
        if headers:
            findings.equal("nginx: it was compressed indeed, so the case is the one that is meant", arrival.encoding, "gzip")
    arrival = Arrival(
        nginx.ask("GET", "/chat/stream?q=[nginx%20silent]"),
        seen=lambda part: world.model.speak() if ": \n\n" in part else None)
    heartbeat, first = arrival.when(": \n\n"), arrival.when('"text"')
    findings.check("nginx: signs of life pass while the model thinks",
                   heartbeat is not None and first is not None and heartbeat < first, (heartbeat, first))  # fmt: skip
    findings.equal("nginx: and the answer after them", arrival.answer, "".join(tokens("nginx silent")))
    json_field = {"Content-Type": "application/json"}
    posted = Arrival(nginx.ask("POST", "/chat/stream", json_field, b'{"q":"[nginx posted]"}'))
    findings.equal("nginx: a question that was posted is answered", posted.answer, "".join(tokens("nginx posted")))
    refused = nginx.ask("GET", "/chat/stream?q=x", {"Last-Event-ID": "AAAAAAAAAAAAAAAAAAAAAA.7.end"})
    findings.equal("nginx: a reader that has read all is told to stop", refused.status, 204)
    leave(world, nginx, findings)


def leave(world, nginx, findings):
    response = nginx.ask("GET", "/chat/stream?q=[nginx%20held]")
    response.read1(1)
    hangups = sum(world.model.hangups.values())
    response.close()
    nginx.connection.close()
    wait_until(lambda: sum(world.model.hangups.values()) > hangups, 30, "the model is stopped")
    findings.check("nginx: a reader that leaves stops the model", True)
