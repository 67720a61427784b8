"""The OpenRefine reconciliation protocol (version 0.2) over the resolver, on the loopback interface only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kg.errors import InputError
from kg.ids import entity_id
from kg.resolve.grammar.read import read_name
from kg.resolve.grammar.shape import Context
from kg.resolve.guess import guess_type
from kg.resolve.identify import identify
from kg.resolve.places import load_places
from kg.resolve.registry import TYPES, Registry

LIMIT = 1_000_000
SPACE = "https://zhijiao-kg.invalid/id/"


def manifest() -> dict[str, Any]:
    """What the service says of itself."""
    return {
        "versions": ["0.2"],
        "name": "zhijiao-kg",
        "identifierSpace": SPACE,
        "schemaSpace": SPACE,
        "defaultTypes": [{"id": type_, "name": type_} for type_ in TYPES],
    }


def reconcile(query: Mapping[str, Any], registry: Registry) -> list[dict[str, Any]]:
    """Candidates for one query, the sure one first; none when the name is not in the registry."""
    name, place = str(query.get("query", "")), _property(query, "place")
    if not name.strip():
        return []
    context = Context(load_places().find(place), _property(query, "date")[:4])
    asked = query.get("type")
    type_ = asked if asked in TYPES else guess_type(name, registry, context)
    identity = identify(type_, name, context, registry)
    if identity.entry or identity.score:
        return [_candidate(identity.id, identity.name, type_, score=identity.score, sure=identity.score >= 0.9)]
    rivals = identity.rivals[: int(query.get("limit") or 5)]
    return [_candidate(_id(type_, rival), rival, type_, score=0.5, sure=False) for rival in rivals]


def _id(type_: str, name: str) -> str:
    return entity_id(type_, read_name(type_, name, Context()).key)


def _candidate(id_: str, name: str, type_: str, *, score: float, sure: bool) -> dict[str, Any]:
    return {
        "id": id_,
        "name": name,
        "type": [{"id": type_, "name": type_}],
        "score": round(score * 100, 1),
        "match": sure,
    }


def _property(query: Mapping[str, Any], pid: str) -> str:
    properties = query.get("properties")
    for given in properties if isinstance(properties, list) else ():
        if isinstance(given, Mapping) and given.get("pid") == pid:
            return str(given.get("v", ""))
    return ""


def answer(form: Mapping[str, list[str]], registry: Registry) -> dict[str, Any]:
    """The response to a request's parameters; an InputError says what is wrong with them."""
    if "queries" not in form:
        return manifest()
    try:
        queries = json.loads(form["queries"][0])
    except json.JSONDecodeError as error:
        raise InputError(f"expected queries to be a JSON object: {error.msg}") from None
    if not isinstance(queries, dict) or not all(isinstance(query, dict) for query in queries.values()):
        raise InputError("expected queries to be a JSON object of objects")
    return {name: {"result": reconcile(query, registry)} for name, query in queries.items()}


def make_server(port: int, registry: Registry) -> ThreadingHTTPServer:
    """A server on 127.0.0.1; port 0 takes a free one."""

    class Handler(BaseHTTPRequestHandler):
        """Answers GET and POST; pages of other sites get no answer (no CORS header is sent)."""

        def do_GET(self) -> None:
            """Manifest, or queries in the address."""
            self._reply(urlsplit(self.path).query)

        def do_POST(self) -> None:
            """Queries in a form."""
            size = int(self.headers.get("Content-Length") or 0)
            if size > LIMIT:
                self._send(413, {"error": f"expected at most {LIMIT} bytes, came {size}"})
                return
            self._reply(self.rfile.read(size).decode("utf-8", "replace"))

        def _reply(self, form: str) -> None:
            host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
            if host not in ("127.0.0.1", "localhost"):
                self._send(403, {"error": "expected a request to this machine"})
                return
            try:
                self._send(200, answer(parse_qs(form), registry))
            except InputError as error:
                self._send(400, {"error": str(error)})

        def _send(self, status: int, body: dict[str, Any]) -> None:
            raw = json.dumps(body, ensure_ascii=False).encode("utf-8")
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        raise InputError(f"expected a free port, cannot listen on {port}: {error.strerror}; choose another") from None
