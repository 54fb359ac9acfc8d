"""A service that plays back answers in the recorded form, and misbehaves on purpose."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import stamina

from yalu.intake.loading import Told, load
from yalu.model.errors import PublisherError
from yalu.model.periods import Frequency, Period
from yalu.sources.comtrade_service import Service, Wanted, calls, periods
from yalu.workspace import Workspace

pytestmark = [pytest.mark.enable_socket]
KEY = "s3cret-key-of-the-user"
FILED = ["201601", "201602", "201603"]
Trouble = Callable[[int, BaseHTTPRequestHandler], bool]


def row(period: str, flow: str, value: float) -> dict[str, Any]:
    return {
        "typeCode": "C", "freqCode": "M", "period": period, "reporterCode": 156, "flowCode": flow,
        "partnerCode": 408, "partner2Code": 0, "classificationCode": "H4", "cmdCode": "TOTAL",
        "customsCode": "C00", "motCode": 0, "qtyUnitCode": -1, "qty": None, "cifvalue": None,
        "fobvalue": None, "primaryValue": value, "isReported": True, "isAggregate": False,
    }  # fmt: skip


class Publisher:
    """A local service: what it was asked, and the trouble that it makes."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.trouble: Trouble = lambda _, __: False
        self.rows_each = 1
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                publisher.asked.append(self.path)
                publisher.headers.append(dict(self.headers))
                if not publisher.trouble(len(publisher.asked), self):
                    publisher.answer(self)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, to: BaseHTTPRequestHandler) -> None:
        """Answer as the service does: January both ways, February and March nothing for export."""
        at = urlsplit(to.path)
        if "getDA" in at.path:
            rows: list[dict[str, Any]] = [{"period": int(period)} for period in FILED]
        else:
            asked = parse_qs(at.query)["period"][0].split(",")
            rows = [row(p, "M", 1_000.5) for p in asked if p in FILED] * self.rows_each
            rows += [row("201601", "X", 7)] * ("201601" in asked)
        send(to, 200, json.dumps({"elapsedTime": "0", "count": len(rows), "data": rows,
                                  "error": ""}).encode())  # fmt: skip


def send(to: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> bool:
    to.send_response(status)
    for name, value in headers.items():
        to.send_header(name.replace("_", "-"), value)
    to.send_header("Content-Length", str(len(body)))
    to.end_headers()
    to.wfile.write(body)
    return True


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    with stamina.set_testing(True, attempts=5, cap=True):
        yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def wanted(first: str = "2016-01", last: str = "2016-04") -> Wanted:
    months = periods(Period.parse(first), Period.parse(last), Frequency.MONTH)
    return Wanted(reporter="CHN", partner="PRK", periods=months)


def service(publisher: Publisher, *, key: str = "", waits: list[float] | None = None) -> Service:
    pause = (waits if waits is not None else []).append
    return Service(key=key, address=publisher.address, pause=pause)


def test_a_call_asks_for_twelve_periods_at_most() -> None:
    assert [len(some) for some in calls(wanted("2016-01", "2018-12"))] == [12, 12, 12]
    assert [len(some) for some in calls(wanted("2016-01", "2017-01"))] == [12, 1]


def test_nothing_filed_is_missing_and_filed_without_the_cell_is_zero(
    publisher: Publisher, tmp_path: Path
) -> None:
    document = service(publisher).fetch(wanted(), tmp_path / "kept")
    path = tmp_path / "fetched.json"
    path.write_bytes(document)
    on = date(2026, 11, 24)
    load([path], tmp_path / "workspace", told=Told(), on=on)
    with Workspace.open(loaded=tmp_path / "workspace") as workspace:
        rows = workspace.store.rows(
            "SELECT period, flow, status, value::DOUBLE AS value FROM observations"
            " WHERE dataset = 'comtrade' ORDER BY flow, period"
        )
    assert [(r["flow"], r["period"], r["status"], r["value"]) for r in rows] == [
        ("M", "2016-01", "reported", 1000.5),
        ("M", "2016-02", "reported", 1000.5),
        ("M", "2016-03", "reported", 1000.5),
        ("M", "2016-04", "missing", None),
        ("X", "2016-01", "reported", 7),
        ("X", "2016-02", "zero", 0),
        ("X", "2016-03", "zero", 0),
        ("X", "2016-04", "missing", None),
    ]


def test_the_key_goes_in_a_header_and_nowhere_else(publisher: Publisher, tmp_path: Path) -> None:
    publisher.trouble = lambda _, to: send(to, 401, b"no")
    with pytest.raises(PublisherError) as refusal:
        service(publisher, key=KEY).fetch(wanted(), tmp_path / "kept")
    assert publisher.headers[0]["Ocp-Apim-Subscription-Key"] == KEY
    told = str(refusal.value) + repr(refusal.value.args) + "".join(publisher.asked)
    kept = "".join(p.read_text() for p in (tmp_path / "kept").rglob("*") if p.is_file())
    assert KEY not in told + kept
    assert "does not accept the key" in told


def test_it_waits_as_it_is_told_to(publisher: Publisher, tmp_path: Path) -> None:
    publisher.trouble = lambda n, to: n < 3 and send(to, 429, b"", Retry_After="7")
    waits: list[float] = []
    service(publisher, waits=waits).fetch(wanted(), tmp_path / "kept")
    assert waits == [7.0, 7.0]


@pytest.mark.parametrize(
    "trouble",
    [
        lambda n, to: n < 4 and send(to, 503, b"busy"),
        lambda n, to: n < 4 and send(to, 200, b'{"count":2,"data":[{'),
        lambda n, to: n < 4 and send(to, 200, b'{"count":9,"data":[]}'),
        lambda n, to: n < 4 and send(to, 200, b"<html>gateway</html>"),
        lambda n, to: n < 4 and (to.wfile.close() or True),
    ],
    ids=["503", "cut", "short", "html", "hangs up"],
)
def test_a_stumble_is_asked_again(trouble: Trouble, publisher: Publisher, tmp_path: Path) -> None:
    publisher.trouble = trouble
    document = json.loads(service(publisher).fetch(wanted(), tmp_path / "kept"))
    assert len(document["data"]) == 4  # three months in, one out


def test_a_service_that_stays_down_ends_in_an_error_and_no_table(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.trouble = lambda _, to: send(to, 500, b"")
    with pytest.raises(PublisherError, match=r"it answered 500.*Try again later"):
        service(publisher).fetch(wanted(), tmp_path / "kept")
    assert len(publisher.asked) == 5


def test_a_run_goes_on_where_it_stopped(publisher: Publisher, tmp_path: Path) -> None:
    publisher.trouble = lambda n, to: n > 1 and send(to, 400, b"")
    with pytest.raises(PublisherError, match="it answered 400"):
        service(publisher).fetch(wanted("2016-01", "2017-12"), tmp_path / "kept")
    before = len(publisher.asked)
    publisher.trouble = lambda _, __: False
    service(publisher).fetch(wanted("2016-01", "2017-12"), tmp_path / "kept")
    again = publisher.asked[before:]
    assert not any("period=201601" in path for path in again)
    assert any("period=201701" in path for path in again)


def test_an_answer_as_long_as_the_limit_is_asked_for_in_halves(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.rows_each = 250
    asking = service(publisher)
    asking.most_rows = 250
    with pytest.raises(PublisherError, match="gives 250 rows at most and cuts"):
        asking.fetch(wanted("2016-02", "2016-03"), tmp_path / "kept")
    assert [parse_qs(urlsplit(path).query)["period"] for path in publisher.asked] == [
        ["201602,201603"],
        ["201602"],
    ]


def test_more_calls_than_a_day_has_are_not_begun(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match="it allows 500 a day"):
        service(publisher).fetch(wanted("1400-01", "2020-12"), tmp_path / "kept")
    assert publisher.asked == []


def test_an_answer_cut_without_a_key_is_not_taken_as_whole_with_one(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.rows_each = 500  # as long as the limit without a key: the rest was cut
    with pytest.raises(PublisherError, match="gives 500 rows at most and cuts"):
        service(publisher).fetch(wanted("2016-02", "2016-02"), tmp_path / "kept")
    publisher.rows_each = 700
    document = service(publisher, key=KEY).fetch(wanted("2016-02", "2016-02"), tmp_path / "kept")
    assert len(json.loads(document)["data"]) == 700


def test_halves_that_fit_are_put_together(publisher: Publisher, tmp_path: Path) -> None:
    asking = service(publisher)
    asking.most_rows = 4  # January has two rows, February and March one each
    document = json.loads(asking.fetch(wanted("2016-01", "2016-04"), tmp_path / "kept"))
    assert sorted((r["period"], r["flowCode"]) for r in document["data"]) == [
        ("201601", "M"), ("201601", "X"), ("201602", "M"), ("201603", "M"),
    ]  # fmt: skip


def test_a_kept_answer_that_was_cut_off_is_asked_for_again(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.trouble = lambda n, to: n > 1 and send(to, 400, b"")
    with pytest.raises(PublisherError):
        service(publisher).fetch(wanted("2016-01", "2017-12"), tmp_path / "kept")
    (kept,) = (tmp_path / "kept").rglob("*.json")
    kept.write_bytes(kept.read_bytes()[:40])
    publisher.trouble = lambda _, __: False
    document = json.loads(service(publisher).fetch(wanted("2016-01", "2017-12"), tmp_path / "kept"))
    assert len(document["data"]) == 4


@pytest.mark.parametrize(
    "odd",
    [{"period": "201512"}, {"flowCode": "RX"}, {"period": None}],
    ids=["period", "flow", "none"],
)
def test_rows_that_were_not_asked_for_are_refused(
    odd: dict[str, Any], publisher: Publisher, tmp_path: Path
) -> None:
    body = json.dumps({"count": 1, "data": [row("201601", "M", 5) | odd]}).encode()
    publisher.trouble = lambda _, to: send(to, 200, body)
    with pytest.raises(PublisherError, match="not what was asked for"):
        service(publisher).fetch(wanted(), tmp_path / "kept")


def test_a_key_that_the_service_repeats_is_not_shown(publisher: Publisher, tmp_path: Path) -> None:
    body = json.dumps({"count": 0, "data": [], "error": f"bad key {KEY}"}).encode()
    publisher.trouble = lambda _, to: send(to, 200, body)
    with pytest.raises(PublisherError, match=r"bad key \(the key\)") as refusal:
        service(publisher, key=KEY).fetch(wanted(), tmp_path / "kept")
    assert KEY not in str(refusal.value)


def test_it_waits_until_the_time_it_is_told(publisher: Publisher, tmp_path: Path) -> None:
    long_ago = "Wed, 21 Oct 2015 07:28:00 GMT"
    publisher.trouble = lambda n, to: n < 2 and send(to, 429, b"", Retry_After=long_ago)
    waits: list[float] = []
    service(publisher, waits=waits).fetch(wanted(), tmp_path / "kept")
    assert waits == [0.0]


def test_a_list_of_what_was_filed_without_periods_makes_no_nil(
    publisher: Publisher, tmp_path: Path
) -> None:
    body = json.dumps({"count": 1, "data": [{"datasetCode": 1}]}).encode()
    publisher.trouble = lambda _, to: "getDA" in to.path and send(to, 200, body)
    with pytest.raises(PublisherError, match="names no period"):
        service(publisher).fetch(wanted(), tmp_path / "kept")


def test_the_plan_is_told_before_the_first_call(publisher: Publisher, tmp_path: Path) -> None:
    told: list[str] = []
    asking = Service(address=publisher.address, progress=told.append)
    asking.fetch(wanted("2016-01", "2018-12"), tmp_path / "kept")
    assert "3 calls of 500 rows at most" in told[0]
    assert "2016-01 → 2018-12" in told[0]
