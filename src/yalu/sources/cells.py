"""Reads the cells of a spreadsheet in a process of its own, and gives them as lines of JSON.

The reader of spreadsheets is native code. On a damaged file it may abort, take all memory or never
end, and nothing inside a process can stop that; the process that asked for the cells can. This file
is run by its path and imports nothing of yalu, so that starting it costs a twentieth of a second.
"""

import io
import json
import math
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal

MOST_MEMORY = 640 << 20
MOST_SECONDS = 8
MOST_TEXT = 128 << 20
MOST_CELLS = 4_000_000
# Excel itself keeps 15 digits; more are what binary fractions leave behind.
_DIGITS = ".15g"


class TooLargeError(Exception):
    """There are more cells, or more text in them, than in any table of statistics."""


def main() -> int:
    """Read a spreadsheet from standard input; what cannot be read is said in the last line."""
    _limit()
    import python_calamine  # noqa: PLC0415  - after the limits, which are to hold for it

    try:
        _write(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())))
    except TooLargeError:
        _line({"large": True})
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        _line({"damage": str(error)[:200]})
    return 0


def _limit() -> None:
    """Bound memory and time where the system can; a crash leaves no image of the memory behind."""
    try:
        import resource  # noqa: PLC0415  - not on every platform
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
    ):
        try:
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
        except (ValueError, OSError):  # a lower limit is set already, or macOS knows none of memory
            continue


def _write(book: object) -> None:
    left = MOST_TEXT
    for name in book.sheet_names:  # type: ignore[attr-defined]
        sheet = book.get_sheet_by_name(name)  # type: ignore[attr-defined]
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise TooLargeError
        rows = sheet.to_python(skip_empty_area=False)
        _line({"sheet": name, "rows": len(rows), "columns": max(map(len, rows), default=0)})
        for row in _texts(rows):
            left -= _line(row)
            if left < 0:
                raise TooLargeError


def _line(value: object) -> int:
    return sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")


def _texts(rows: Sequence[Sequence[object]]) -> Iterator[list[str]]:
    return ([text(cell) for cell in row] for row in rows)


def text(cell: object) -> str:
    """Give a cell as a person reads it: whole numbers lose the `.0` that a sheet gives them."""
    if isinstance(cell, float):
        return _number(cell)
    return "" if cell is None else str(cell).strip("\ufeff")


def _number(cell: float) -> str:
    if not math.isfinite(cell):
        return ""
    whole = cell.is_integer() and abs(cell) < 1 << 53
    return str(int(cell)) if whole else f"{Decimal(format(cell, _DIGITS)):f}"


if __name__ == "__main__":
    sys.exit(main())
