"""What the network of optional roles is taught: the values that gold facts give to roles, and which dates are their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipelines.facts.roles import name_of_time
from pipelines.training.facts_data import build_rows, gold_page
from pipelines.training.network import UNKNOWN
from pipelines.training.roles_fit import MIN_VALUE, Example, read_examples, read_outputs, read_truth

TEXT = "2022年5月，青岛港湾职业技术学院牵头成立山东港口联盟。2023年运行。"


def fact(**roles: str) -> dict[str, object]:
    given = {"platform": "山东港口联盟", "builder": "青岛港湾职业技术学院", **roles}
    return {"type": "PlatformBuilding", "roles": {role: [value] for role, value in given.items()}, "evidence": {"start": 0, "end": TEXT.index("。")}}


def examples(**roles: str) -> list[Example]:
    mentions = [{"start": TEXT.index(name), "end": TEXT.index(name) + len(name), "type": label, "text": name}
                for name, label in (("青岛港湾职业技术学院", "Institution"), ("山东港口联盟", "Platform"))]
    entities = [{"name": m["text"], "type": m["type"], "aliases": []} for m in mentions]
    gold = {"source": "x.txt", "mentions": mentions, "entities": entities, "facts": [fact(**roles)], "ignore": []}
    return read_examples(list(build_rows(gold, gold_page(gold, TEXT))))


def test_each_pair_that_a_fact_states_is_an_example() -> None:
    found = examples(status="成立")
    assert [(e.type, e.values["status"]) for e in found] == [("PlatformBuilding", ("成立",))]
    assert found[0].times["before"] == "2022-05"
    assert found[0].times["ahead"] == "2023"


def test_only_values_seen_often_are_told() -> None:
    rare, often = examples(status="揭牌"), examples(status="成立")
    outputs = read_outputs(rare + often * MIN_VALUE)
    assert "PlatformBuilding:status=成立" in outputs
    assert "PlatformBuilding:status=揭牌" not in outputs


@pytest.mark.parametrize(("date", "beside", "behind"), [("2022-05", 1, 0), ("2022", 0, 0), ("2023-09", 0, 1), ("2023", 0, 1), ("", 0, 0)])
def test_a_date_is_right_that_says_nothing_the_fact_does_not(date: str, beside: int, behind: int) -> None:
    found = examples(**({"date": date} if date else {}))
    outputs = (name_of_time("PlatformBuilding", "before"), name_of_time("PlatformBuilding", "ahead"), name_of_time("PlatformBuilding", "cell"))
    assert read_truth(found, outputs).tolist() == [[beside, behind, UNKNOWN]]


def test_values_of_other_types_teach_nothing() -> None:
    found = [replace(examples()[0], type="Hosting")]
    assert np.all(read_truth(found, ("PlatformBuilding:status=成立",)) == UNKNOWN)
