"""The law tried in its own format: a day, a jurisdiction, a direction, a code, and the standing.

Every answer in the files beside this one is worked by hand from the acts and says how. A case names
the act and the paragraph that decide; `bears` names all acts that have a word on the goods.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from yalu.model.law import Direction
from yalu.workspace import Workspace

# Late enough for every act and report that is held.
KNOWN = date(2026, 1, 1)


def cases() -> Iterator[Any]:
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        for block in yaml.safe_load(path.read_text()):
            for code in block["codes"]:
                for day in block["days"]:
                    case = {**block, **day, "code": code}
                    words = [path.stem, block["jurisdiction"], block["direction"], code, day["day"]]
                    words += ["known", block["as_known"]] if "as_known" in block else []
                    yield pytest.param(case, id=" ".join(words))


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.open()


@pytest.mark.parametrize("case", list(cases()))
def test_goods_stand_where_the_acts_put_them(workspace: Workspace, case: dict[str, Any]) -> None:
    answer = workspace.standing(
        case.get("target", "PRK"),
        on=date.fromisoformat(case["day"]),
        as_known=date.fromisoformat(case["as_known"]) if "as_known" in case else KNOWN,
        commodity=case["code"],
        direction=Direction(case["direction"]),
        jurisdiction=case["jurisdiction"],
    )
    assert answer.standing == case["standing"], f"{case['because']} But: {answer.why}"
    found = {
        (bearing.measure.instrument.id, bearing.measure.provision)
        for bearing in answer.bearings
        if bearing.standing is answer.standing
    }
    if "bears" in case:
        assert {word.measure.instrument.id for word in answer.bearings} == set(case["bears"])
    if "act" in case:
        assert case["act"] in {act for act, _ in found}
    if "paragraph" in case:
        assert (case["act"], case["paragraph"]) in found


def test_there_are_at_least_two_hundred_cases() -> None:
    assert len(list(cases())) >= 200
