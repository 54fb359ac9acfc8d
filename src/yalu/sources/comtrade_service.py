"""Asks the service of UN Comtrade, within its limits and without ever showing the user's key.

The key travels in a header, so that no address, log or error can hold it. Answers that were had
are kept in a folder until all are in; a run that stopped goes on where it stopped.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from time import time
from typing import Any

from yalu.codelists import comtrade
from yalu.model.errors import AreaNotFoundError, PublisherError
from yalu.model.periods import Frequency, Period

ADDRESS = "https://comtradeapi.un.org"
_PUBLISHER = "UN Comtrade"
_KEY_HEADER = "Ocp-Apim-Subscription-Key"
_ROWS_WITHOUT_KEY, _ROWS_WITH_KEY = 500, 100_000
_PERIODS_A_CALL = 12
_CALLS_A_DAY = 500
_TRIES = 5
_LONGEST_WAIT, _WAIT_UNTOLD = 120.0, 5.0
Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked of the service; `commodities` are codes, `TOTAL`, or `AG2`, `AG4`, `AG6`."""

    reporter: str
    partner: str
    periods: tuple[Period, ...]
    flows: tuple[str, ...] = ("M", "X")
    commodities: tuple[str, ...] = ("TOTAL",)

    @property
    def frequency(self) -> str:
        return self.periods[0].frequency.value

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values, to be kept beside the answers."""
        return {
            "reporter": self.reporter,
            "partner": self.partner,
            "periods": [str(period) for period in self.periods],
            "flows": list(self.flows),
            "commodities": list(self.commodities),
        }


def periods(first: Period, last: Period, frequency: Frequency) -> tuple[Period, ...]:
    """Give the months or the years from the first to the last."""
    if frequency is Frequency.YEAR:
        years = range(first.first // 12, last.last // 12 + 1)
        return tuple(Period.parse(f"{year:04d}") for year in years)
    return tuple(Period(first=m, last=m) for m in range(first.first, last.last + 1))


def calls(wanted: Wanted) -> list[tuple[Period, ...]]:
    """Plan the calls: at most twelve periods each."""
    step = _PERIODS_A_CALL
    return [wanted.periods[i : i + step] for i in range(0, len(wanted.periods), step)]


class Service:
    """One run against the service; `pause` waits, so that a test need not."""

    def __init__(
        self,
        *,
        key: str = "",
        address: str = ADDRESS,
        progress: Progress = lambda _: None,
        pause: Callable[[float], None] | None = None,
    ) -> None:
        import httpx  # noqa: PLC0415  - only fetching needs the network
        import stamina  # noqa: PLC0415  - nor anything else pauses

        self._key, self._progress, self._made = key, progress, 0
        self._stamina = stamina
        self._transport_error: type[Exception] = httpx.TransportError
        self._pause = pause or _sleep
        headers = {_KEY_HEADER: key} if key else {}
        self._client = httpx.Client(base_url=address, headers=headers, timeout=60.0)
        self.most_rows = _ROWS_WITH_KEY if key else _ROWS_WITHOUT_KEY

    def fetch(self, wanted: Wanted, folder: Path) -> bytes:
        """Give all answers with what the reporter had filed, as one document to be loaded."""
        planned = calls(wanted)
        if len(planned) + 1 > _CALLS_A_DAY:
            raise PublisherError(
                _PUBLISHER,
                f"{len(planned):,} calls",
                f"it allows {_CALLS_A_DAY} a day",
                "Ask for fewer periods at a time",
            )
        kept = folder / _digest(wanted)
        kept.mkdir(parents=True, exist_ok=True)
        self._progress(
            f"{_PUBLISHER}: {wanted.reporter} with {wanted.partner}, {wanted.periods[0]} → "
            f"{wanted.periods[-1]}: {len(planned):,} calls of {self.most_rows:,} rows at most, and "
            f"one for what was filed; {_CALLS_A_DAY} a day are allowed"
        )
        rows = [row for some in planned for row in self._answers(wanted, some, kept)]
        filed = self._kept(kept / "availability.json", lambda: self._availability(wanted))
        document = {"yaluFetch": 1, "wanted": wanted.as_json(), "filed": filed, "data": rows}
        return json.dumps(document, ensure_ascii=False).encode()

    def done(self, wanted: Wanted, folder: Path) -> None:
        """Forget the answers kept on the way, once they are in the store."""
        kept = folder / _digest(wanted)
        for path in kept.glob("*.json"):
            path.unlink()
        if kept.is_dir():
            kept.rmdir()

    def _answers(
        self, wanted: Wanted, some: Sequence[Period], kept: Path
    ) -> Iterator[dict[str, Any]]:
        """Answer one call; an answer as long as the limit was cut, so its periods are split."""
        # What was whole under one limit may be cut under another.
        name = f"{_written(some[0])}-{_written(some[-1])}-of-{self.most_rows}.json"
        rows = self._kept(kept / name, lambda: self._one(wanted, some))
        if len(rows) < self.most_rows:
            yield from rows
            return
        if len(some) == 1:
            raise PublisherError(
                _PUBLISHER,
                f"all of {some[0]}",
                f"it gives {self.most_rows:,} rows at most and cuts the rest",
                "Ask for fewer goods, or with a key",
            )
        middle = len(some) // 2
        yield from self._answers(wanted, some[:middle], kept)
        yield from self._answers(wanted, some[middle:], kept)

    def _kept(self, path: Path, ask: Callable[[], list[Any]]) -> list[Any]:
        """Give an answer that was had before, or ask and keep it."""
        with suppress(OSError, ValueError, TypeError):
            return list(json.loads(path.read_bytes()))
        found = ask()
        aside = path.with_suffix(".new")
        aside.write_bytes(json.dumps(found, ensure_ascii=False).encode())
        aside.replace(path)
        return found

    def _one(self, wanted: Wanted, some: Sequence[Period]) -> list[Any]:
        base = "/data/v1/get" if self._key else "/public/v1/preview"
        asked = {
            "reporterCode": _code(wanted.reporter),
            "partnerCode": _code(wanted.partner),
            "period": ",".join(_written(period) for period in some),
            "flowCode": ",".join(wanted.flows),
            "cmdCode": ",".join(wanted.commodities),
            "partner2Code": "0",
            "customsCode": "C00",
            "motCode": "0",
            "includeDesc": "true",
        }
        what = f"{some[0]} to {some[-1]}"
        rows = self._rows(f"{base}/C/{wanted.frequency}/HS", asked, what)
        _ensure_asked_for(rows, {_written(period) for period in some}, wanted, what)
        return rows

    def _availability(self, wanted: Wanted) -> list[Any]:
        """List the periods that the reporter has filed: only they can hold a true nil."""
        asked = {"reporterCode": _code(wanted.reporter)}
        path = f"/public/v1/getDA/C/{wanted.frequency}/HS"
        rows = self._rows(path, asked, "what was filed")
        filed = {str(row["period"]) for row in rows if isinstance(row, dict) and "period" in row}
        if rows and not filed:
            reason = "its list of what was filed names no period"
            raise PublisherError(_PUBLISHER, "what was filed", reason, "Try again later")
        return sorted(filed)

    def _rows(self, path: str, asked: dict[str, str], what: str) -> list[Any]:
        """Ask with growing pauses; the last failure ends as an error that says what to do."""
        attempts = self._stamina.retry_context(
            on=(_Again, self._transport_error), attempts=_TRIES, timeout=None,
            wait_initial=0.5, wait_max=30.0,
        )  # fmt: skip
        try:
            for attempt in attempts:
                with attempt:
                    return self._ask(path, asked, what)
        except _Again as error:
            raise PublisherError(_PUBLISHER, what, str(error), "Try again later") from None
        except self._transport_error as error:
            reason = f"no answer came ({type(error).__name__})"
            raise PublisherError(_PUBLISHER, what, reason, "Check the connection") from None
        raise AssertionError

    def _ask(self, path: str, asked: dict[str, str], what: str) -> list[Any]:
        self._made += 1
        if self._made > _CALLS_A_DAY:
            reason = f"{_CALLS_A_DAY} calls were made, its limit for a day"
            raise PublisherError(_PUBLISHER, what, reason, "Run the same command tomorrow")
        self._progress(f"{_PUBLISHER}: {what}")
        answer = self._client.get(path, params=asked)
        if answer.status_code == 429:
            wait = _seconds(answer.headers.get("Retry-After", ""))
            self._pause(min(wait, _LONGEST_WAIT))
            raise _Again("it asks to wait, time and again")
        if answer.status_code >= 500:
            raise _Again(f"it answered {answer.status_code}")
        if answer.status_code in {401, 403}:
            reason = "it does not accept the key" if self._key else "it wants a key"
            raise PublisherError(_PUBLISHER, what, reason, "Set COMTRADE_KEY to a valid key")
        if answer.status_code != 200:
            reason = f"it answered {answer.status_code}"
            raise PublisherError(_PUBLISHER, what, reason, "Check what was asked for")
        return _body(answer.content, self._key)


class _Again(Exception):  # noqa: N818  - no error yet: it is asked again
    """The service may answer if it is asked again."""


def _body(content: bytes, key: str) -> list[Any]:
    try:
        body = json.loads(content)
        rows = body["data"]
        whole = isinstance(rows, list) and body.get("count", len(rows)) == len(rows)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _Again("its answer is broken") from error
    if body.get("error"):
        said = str(body["error"])
        said = said.replace(key, "(the key)") if key else said
        reason = f"it said {said[:200]!r}"
        raise PublisherError(_PUBLISHER, "an answer", reason, "Check what was asked")
    if not whole:
        raise _Again("its answer is cut off")
    return list(rows)


def _ensure_asked_for(
    rows: Sequence[Any], asked: Collection[str], wanted: Wanted, what: str
) -> None:
    """Refuse rows of other periods or flows: an answer to another question says nothing of nil."""
    for row in rows:
        if not (
            isinstance(row, dict)
            and str(row.get("period")) in asked
            and row.get("flowCode") in wanted.flows
            and "cmdCode" in row
        ):
            reason = "a row of its answer is not what was asked for"
            raise PublisherError(_PUBLISHER, what, reason, "Report it, with the command")


def _code(area: str) -> str:
    found = comtrade.numeric(area)
    if found is None:
        raise AreaNotFoundError(area)
    return found


def _written(period: Period) -> str:
    return str(period).replace("-", "")


def _seconds(text: str) -> float:
    """Read how long to wait: so many seconds, or until a time."""
    if text.replace(".", "", 1).isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return _WAIT_UNTOLD
    return max(0.0, until.timestamp() - time())


def _digest(wanted: Wanted) -> str:
    return hashlib.sha256(json.dumps(wanted.as_json()).encode()).hexdigest()[:16]


def _sleep(seconds: float) -> None:
    import time  # noqa: PLC0415  - only a busy service makes one wait

    time.sleep(seconds)
