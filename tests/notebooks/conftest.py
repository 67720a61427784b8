"""What the tests of notebooks need."""

from __future__ import annotations

import os

import pytest

from kg.errors import KgError
from kg.pictures import use_chinese_font


@pytest.fixture(scope="session")
def chinese_font() -> None:
    """Skip with the reason when no Chinese font is on this machine; fail where KG_REQUIRE_ALL is set."""
    try:
        use_chinese_font()
    except KgError as error:
        if os.environ.get("KG_REQUIRE_ALL"):
            pytest.fail(f"KG_REQUIRE_ALL is set, and {error}")
        pytest.skip(str(error))
