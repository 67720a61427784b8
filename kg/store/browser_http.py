"""A small web server on loopback for Neo4j Browser's own files, with a start page that signs in and sets up the style.

The start page has a random name, so that only who was told it gets the password."""

from __future__ import annotations

import contextlib
import json
import mimetypes
import secrets
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from kg.cookbook.catalogue import load_questions
from kg.store.bolt import Address
from kg.store.browser_pack import FOLDER_ID, START, choose_examples, make_style, write_favourite, write_guide
from kg.store.serve import HOST

CONNECTION = "$$discovery"  # what the Browser calls the connection it makes by itself
HTML = "text/html; charset=utf-8"


@contextlib.contextmanager
def serve_browser(jar: Path, address: Address, build_dir: Path, *, port: int = 0) -> Iterator[str]:
    """Serve the Browser from its jar until the block ends; gives the address of the start page."""
    token = secrets.token_urlsafe(16)
    pages = {
        "/": ("application/json", json.dumps({"bolt_direct": address.uri, "neo4j_version": "5.26.0",
                                              "neo4j_edition": "community"}).encode()),
        f"/start/{token}": (HTML, start_page(browser_state(address, build_dir)).encode()),
        "/guide.html": (HTML, write_guide(build_dir, choose_examples(build_dir)).encode()),
    }
    with zipfile.ZipFile(jar) as files:
        server = ThreadingHTTPServer((HOST, port), _make_handler(pages, files))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}/start/{token}"
        finally:
            server.shutdown()
            server.server_close()


def browser_state(address: Address, build_dir: Path) -> dict[str, Any]:
    """What the Browser keeps in the reader's local storage: connection, style, favourites, settings."""
    examples = choose_examples(build_dir)
    connection = {
        "id": CONNECTION, "name": CONNECTION, "type": "bolt", "host": address.uri, "username": address.user,
        "password": address.password, "authEnabled": True, "authenticationMethod": "NATIVE", "db": address.database,
    }
    favourites = [{"id": f"{FOLDER_ID}-{name}", "folder": FOLDER_ID, "content": write_favourite(q, examples=examples)}
                  for name, q in load_questions().items()]
    return {
        "connections": {"allConnectionIds": [CONNECTION], "connectionsById": {CONNECTION: connection},
                        "activeConnection": CONNECTION, "connectionState": 0, "lastUpdate": 0, "useDb": address.database,
                        "lastUseDb": address.database},
        "grass": make_style(),
        "documents": favourites,
        "folders": [{"id": FOLDER_ID, "name": "职业教育图谱 zhijiao-kg"}],
        "settings": {"initCmd": START, "playImplicitInitCommands": True, "allowCrashReports": False,
                     "allowUserStats": False, "useReadTransactions": True},
    }


def start_page(state: dict[str, Any]) -> str:
    """A page that fills the local storage and goes on to the Browser."""
    text = json.dumps(state, ensure_ascii=False).replace("<", "\\u003c")
    return (
        '<!doctype html><meta charset="utf-8"><title>zhijiao-kg</title><script>\n'
        f"const state = {text};\n"
        "for (const [key, value] of Object.entries(state)) localStorage.setItem('neo4j.' + key, JSON.stringify(value));\n"
        "location.replace('/browser/');\n</script>"
    )


def _make_handler(pages: dict[str, tuple[str, bytes]], files: zipfile.ZipFile) -> type[BaseHTTPRequestHandler]:
    names = set(files.namelist())
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        """Answers GET for the pages of our own and for files of the jar's browser folder."""

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            name = "browser/index.html" if path in ("/browser", "/browser/") else path.lstrip("/")
            if self.headers.get("Host", "").partition(":")[0] not in (HOST, "localhost"):
                self.send_error(403)
            elif path == "/browser":
                self._redirect("/browser/")
            elif path in pages:
                self._send(*pages[path])
            elif name.startswith("browser/") and name in names:
                with lock:
                    content = files.read(name)
                self._send(mimetypes.guess_type(name)[0] or "application/octet-stream", content)
            else:
                self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Requests are not logged."""

        def _redirect(self, target: str) -> None:
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()

        def _send(self, type_: str, content: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", type_)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

    return Handler
