from datetime import date

from yalu.measures.loader import load
from yalu.measures.table import law_table


def test_the_law_is_a_row_for_each_code_and_interval() -> None:
    rows = law_table(load()).to_pylist()
    stop = [row for row in rows if row["measure"] == "CN-2017-12"]
    assert [row["code"] for row in stop] == ["2701", "2702"]
    assert stop[0]["applies_from"] == date(2017, 2, 19)
    assert stop[0]["applies_until"] == date(2017, 12, 31)
    assert stop[0]["ended_by"] == "CN-2017-12"


def test_permissions_with_a_term_are_held() -> None:
    held = {approval.id: approval for approval in load().approvals}
    assert held["EX-2019-UNICEF-2"].valid_until == date(2019, 7, 18)
    # Soymilk machines, approved in the week of 11 to 14 March 2019 for six months.
    assert held["EX-2019-FS-2"].valid_from == date(2019, 3, 1)
    assert held["EX-2019-FS-2"].valid_until == date(2019, 9, 30)
