"""The page in a real browser: nothing sticks out on a phone or a desk, charts have words."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from yalu.workspace import MonthlyBrief

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MEASURE = (
    "<script>document.title = [document.documentElement.scrollWidth, innerWidth,"
    " [...document.querySelectorAll('figure svg')]"
    ".every(s => s.getBoundingClientRect().width > 250)].join()</script></body>"
)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed on this machine")
@pytest.mark.parametrize("width", [500, 1200])
def test_the_page_fits_its_window(july: MonthlyBrief, tmp_path: Path, width: int) -> None:
    page = tmp_path / "brief.html"
    page.write_text(july.files()["brief.html"].decode().replace("</body>", MEASURE))
    dumped = subprocess.run(  # noqa: S603  - our own page in a browser of the machine
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-quic", f"--user-data-dir={tmp_path / 'profile'}",
         f"--window-size={width},900", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    ).stdout  # fmt: skip
    found = re.search(r"<title>(\d+),(\d+),(\w+)</title>", dumped)
    assert found is not None
    assert int(found[1]) <= int(found[2])
    assert found[3] == "true"


def test_every_chart_has_a_text_alternative(july: MonthlyBrief) -> None:
    page = july.files()["brief.html"].decode()
    labels = re.findall(r'<svg role="img" aria-label="([^"]+)"', page)
    assert len(labels) == page.count("<figure>") == 3
    assert "imports went from" in labels[0]


def test_charts_follow_the_page_into_the_dark(july: MonthlyBrief) -> None:
    page = july.files()["brief.html"].decode()
    drawings = "".join(re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL))
    assert "var(--import)" in drawings
    assert "#0072b2" not in drawings
    assert "prefers-color-scheme: dark" in page


def test_no_markup_shows_as_text(july: MonthlyBrief) -> None:
    page = july.files()["brief.html"].decode()
    assert "&lt;" not in page
    assert "None" not in page


def test_the_charts_are_files_too(july: MonthlyBrief) -> None:
    files = july.files()
    assert files["trade.png"].startswith(b"\x89PNG")
    assert b"#0072b2" in files["trade.svg"]
