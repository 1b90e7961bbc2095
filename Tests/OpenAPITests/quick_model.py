"""A model server that answers everything at once with the same few words, so that a thousand questions take a minute."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = ["Moin! ", "Das kostet ", "37 €.", "\n\u2028„Gute Fahrt“ 🚗"]


def chunk(delta, finish=None):
    event = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "quick",
             "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
    return f"data: {json.dumps(event)}\n\n"


USAGE = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "quick", "choices": [],
         "usage": {"prompt_tokens": 7, "completion_tokens": 4, "total_tokens": 11}}
ANSWER = ("".join(chunk({"content": word}) for word in WORDS) + chunk({}, "stop")
          + f"data: {json.dumps(USAGE)}\n\ndata: [DONE]\n\n").encode()


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        self.wfile.write(ANSWER)

    def log_message(self, *_):
        pass


def serve():
    """Serves until the process ends; returns the base URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/v1"
