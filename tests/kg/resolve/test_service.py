"""The reconciliation service: OpenRefine's protocol, this machine only."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from kg.resolve.registry import load_registry
from kg.resolve.service import make_server


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server(0, load_registry())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def ask(address: str, queries: object) -> dict[str, dict[str, list[dict[str, object]]]]:
    form = urlencode({"queries": json.dumps(queries)}).encode()
    with urlopen(Request(address, data=form), timeout=30) as reply:
        return json.load(reply)  # type: ignore[no-any-return]


def test_the_manifest_names_the_service(address: str) -> None:
    with urlopen(address, timeout=30) as reply:
        assert json.load(reply)["name"] == "zhijiao-kg"


def test_queries_are_answered_by_name(address: str) -> None:
    reply = ask(
        address,
        {
            "q0": {"query": "深职院", "type": "Institution"},
            "q1": {"query": "省教育厅", "properties": [{"pid": "place", "v": "贵州省"}]},
            "q2": {"query": "重庆工职院"},
            "q3": {"query": "没有这样的学校", "type": "Institution"},
        },
    )
    assert reply["q0"]["result"][0]["name"] == "深圳职业技术学院"
    assert reply["q0"]["result"][0]["match"] is True
    assert reply["q1"]["result"][0]["name"] == "贵州省教育厅"
    assert [c["match"] for c in reply["q2"]["result"]] == [False, False]
    assert reply["q3"]["result"] == []


@pytest.mark.parametrize("queries", ["not an object", ["list"], {"q0": "text"}])
def test_bad_queries_get_a_clear_answer(address: str, queries: object) -> None:
    with pytest.raises(HTTPError) as error:
        ask(address, queries)
    assert error.value.code == 400
    assert "expected queries" in json.load(error.value)["error"]


def test_requests_under_another_name_are_refused(address: str) -> None:
    with pytest.raises(HTTPError) as error:
        urlopen(Request(address, headers={"Host": "evil.example"}), timeout=30)
    assert error.value.code == 403
