#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A Crossref and an OpenAI-compatible server on this machine, with the troubles of real ones.

usage: corpus_server.py LOG [--chaos SEED]

Prints its port, then serves until its standard input closes. Writes a line of JSON for every request to LOG.
What a DOI ends in, or a word that a title holds, is the trouble that its first request meets:
slow, busy (429 with Retry-After), broken (500), garbage, half (half a body), reset (no answer); for good:
missing (404), none (no abstract or keywords), dead (always 500), forbidden (403), chatter (never a list), general (unspecific keywords).
With --chaos, three requests in ten meet a trouble at random, and every answer takes a moment.
"""
import collections
import http.server
import json
import random
import re
import sys
import threading
import time
import urllib.parse

PASSING = ("slow", "busy", "broken", "garbage", "half", "reset")
RATE_LIMIT = {"X-Rate-Limit-Limit": "40", "X-Rate-Limit-Interval": "1s"}
log = open(sys.argv[1], "a", buffering=1)
chaos = random.Random(int(sys.argv[3])) if len(sys.argv) > 3 else None
lock = threading.Lock()
seen = collections.Counter()
in_flight = 0


def abstract_of(doi):
    return ("<jats:title>Abstract</jats:title><jats:p>The structure of Na<jats:sub>2</jats:sub>O &amp; its relatives, "
            f"as in {doi}.</jats:p>")


def keywords_of(title):
    return ["ionic conductor", "Crystal structure", "X-ray diffraction", f"keyword of {title}"]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, headers=None, length=None):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {**RATE_LIMIT, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = length is not None

    def trouble(self, kind):
        if kind == "slow":
            time.sleep(9)
            self.close_connection = True
        elif kind == "busy":
            self.answer(429, b"slow down", {"Retry-After": "0" if chaos else "2"})
        elif kind in ("broken", "dead"):
            self.answer(500, b"<html>Internal error</html>")
        elif kind == "garbage":
            self.answer(200, bytes(range(256)))
        elif kind == "half":
            self.answer(200, b'{"message": {"abstract": "Half of', length=1000)
        elif kind == "reset":
            self.close_connection = True
        elif kind == "missing":
            self.answer(404, b"Resource not found.")
        elif kind == "forbidden":
            self.answer(403, b"Your address is blocked")

    def kind_of(self, name):
        """The trouble that this request for a DOI or title meets, if any."""
        with lock:
            seen[name] += 1
            if chaos:
                time.sleep(0.002)
                return chaos.choice(("busy", "broken", "garbage", "half", "reset")) if chaos.random() < 0.3 else None
            first = seen[name] == 1
        words = re.findall("[a-z]+", name)
        for kind in (*PASSING, "missing", "dead", "forbidden"):
            if kind in words and (first or kind not in PASSING):
                return kind
        return None

    def handled(self, serve):
        global in_flight
        with lock:
            in_flight += 1
            record = {"time": time.time(), "path": self.path, "agent": self.headers.get("User-Agent"),
                      "key": self.headers.get("Authorization"), "in_flight": in_flight}
        try:
            serve(record)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with lock:
                in_flight -= 1

    def write(self, record):
        with lock:
            log.write(json.dumps(record) + "\n")

    def do_GET(self):
        self.handled(self.get)

    def get(self, record):
        self.write(record)
        path = urllib.parse.urlsplit(self.path).path
        if path == "/v1/models":
            return self.answer(200, {"object": "list", "data": [{"id": "small-model"}]})
        if not path.startswith("/works/"):
            return self.answer(404, b"no such address")
        doi = urllib.parse.unquote(path[len("/works/"):])
        kind = self.kind_of(doi)
        if kind:
            return self.trouble(kind)
        message = {"DOI": doi} if doi.endswith("none") else {"DOI": doi, "abstract": abstract_of(doi)}
        self.answer(200, {"status": "ok", "message": message})

    def do_POST(self):
        self.handled(self.post)

    def post(self, record):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        record["request"] = request
        self.write(record)
        text = request["messages"][-1]["content"]
        title = re.match("Title: (.*)", text).group(1)
        kind = self.kind_of(title)
        if kind and kind != "missing":  # a DOI may be
            return self.trouble(kind)
        words = keywords_of(title)
        if "none" in title:
            words = []
        elif "general" in title:
            words = ["Crystal structures", "X-Ray Diffraction", "single-crystal X-ray diffraction"]
        content = f"Here they are:\n```json\n{json.dumps({'keywords': words})}\n```"
        if "chatter" in title or ("once" in title and seen[title] == 1):
            content = "I am happy to help with your material!"
        self.answer(200, {"choices": [{"message": {"role": "assistant", "content": content}}]})


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
