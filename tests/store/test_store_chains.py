"""Codes carried through several editions where no table joins the two that are asked for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from yalu.codelists.hs import Conversion
from yalu.intake import loading
from yalu.workspace import Workspace

# 0001 stays, 0002 is split in 2007, one part of it is merged with 0003 in 2012, all moves in 2022.
TABLES = {
    "HS 2007,HS 2002": ("000110,000110", "000210,000200", "000220,000200", "000300,000300"),
    "HS 2012,HS 2007": ("000110,000110", "000210,000210", "000330,000220", "000330,000300"),
    "HS 2022,HS 2012": ("000110,000110", "100210,000210", "100330,000330"),
}
TODAY = date(2026, 11, 24)
Adjacent = Callable[..., Workspace]


@pytest.fixture
def adjacent(tmp_path: Path) -> Adjacent:
    def load(*heads: str) -> Workspace:
        files = []
        for number, head in enumerate(heads):
            files.append(tmp_path / f"{number}.csv")
            lines = "".join(f"{line},\n" for line in TABLES[head])
            files[-1].write_text(f"{head},Relationship\n{lines}")
        loading.load(files, tmp_path / "workspace", told=loading.Told(), on=TODAY)
        return Workspace.open(loaded=tmp_path / "workspace")

    return load


@pytest.mark.parametrize(
    ("code", "ends", "targets", "relationship"),
    [
        ("000110", ("HS2002", "HS2022"), ("000110",), "1:1"),
        ("000200", ("HS2002", "HS2022"), ("100210", "100330"), "n:n"),
        ("000300", ("HS2002", "HS2022"), ("100330",), "n:1"),
        ("100210", ("HS2022", "HS2002"), ("000200",), "n:1"),
        ("100330", ("HS2022", "HS2002"), ("000200", "000300"), "n:n"),
    ],
)
def test_a_chain_of_adjacent_tables_leads_both_ways(
    adjacent: Adjacent, code: str, ends: tuple[str, str], targets: tuple[str, ...],
    relationship: str,
) -> None:  # fmt: skip
    with adjacent(*TABLES) as workspace:
        found = workspace.convert(code, edition=ends[0], into=ends[1])
    assert (found.targets, found.relationship) == (targets, relationship)
    assert sorted(found.by_way_of) == ["HS2007", "HS2012"]


def test_a_table_that_is_missing_breaks_the_chain(adjacent: Adjacent) -> None:
    with (
        adjacent("HS 2007,HS 2002", "HS 2022,HS 2012") as workspace,
        pytest.raises(LookupError, match="HS2002"),
    ):
        workspace.convert("000110", edition="HS2002", into="HS2022")


def test_the_chain_of_the_un_s_tables_finds_all_that_the_direct_table_has(
    shared: Path, tmp_path: Path
) -> None:
    books = shared / "data" / "trade" / "hs-concordance"
    steps = [
        *books.glob("HS_2007_to_HS_2002*"), *books.glob("HS_2012_to_HS_2007*"),
        *books.glob("HS2017toHS2012*"), *books.glob("HS2022toHS2017*"),
    ]  # fmt: skip
    loading.load(steps, tmp_path / "steps", told=loading.Told(), on=TODAY)
    loading.load([*books.glob("HS2022toHS2002*")], tmp_path / "one", told=loading.Told(), on=TODAY)
    with (
        Workspace.open(loaded=tmp_path / "steps") as chain,
        Workspace.open(loaded=tmp_path / "one") as direct,
    ):
        # Cameras and aircraft, which drones left in 2022, and crustaceans, divided in 2012.
        for code in ("8525", "8802", "0306"):
            assert set(into_2022(chain, code).targets) >= set(into_2022(direct, code).targets)
        for code in ("2601", "2604", "7108"):
            stepwise, straight = into_2022(chain, code), into_2022(direct, code)
            assert len(stepwise.by_way_of) == 3
            assert stepwise.targets == straight.targets
            assert stepwise.relationship == straight.relationship == "1:1"


def into_2022(workspace: Workspace, code: str) -> Conversion:
    return workspace.convert(code, edition="HS2002", into="HS2022")
