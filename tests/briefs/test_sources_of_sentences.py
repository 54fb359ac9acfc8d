"""Every sentence with a number leads to a numbered source."""

from html.parser import HTMLParser

import pytest

from yalu.workspace import MonthlyBrief

# Not statements of the brief: the list of sources itself, its own day, drawings (their text
# alternatives repeat cited figures), and machine parts.
OUTSIDE = {"style", "title", "svg", "figcaption", "summary", "thead"}
VOID = {"meta", "br", "link"}


class Walk(HTMLParser):
    """Collects the text and the source links of each statement: a sentence, a row, a headline."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.statements: list[tuple[str, list[str]]] = []
        self.loose: list[str] = []
        self.targets: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.targets.add(f"#{given['id']}")
        kind = "sentence" if given.get("class") == "sentence" else tag
        if given.get("class") in {"sources", "dateline"}:
            kind = "outside"
        if tag == "a" and (given.get("href") or "").startswith("#source-"):
            self.links.append(str(given["href"]))
        if kind in {"sentence", "tr", "h1"}:
            self.statements.append(("", []))
        if tag not in VOID:
            self.open.append(kind)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, text: str) -> None:
        if any(kind in OUTSIDE or kind == "outside" for kind in self.open):
            return
        inside = any(kind in {"sentence", "tr", "h1"} for kind in self.open)
        if "sup" in self.open and inside:
            said, links = self.statements[-1]
            self.statements[-1] = (said, [*links, text])
        elif inside:
            said, links = self.statements[-1]
            self.statements[-1] = (said + text, links)
        else:
            self.loose.append(text)


@pytest.fixture(scope="module")
def walked(july: MonthlyBrief) -> Walk:
    walk = Walk()
    walk.feed(july.files()["brief.html"].decode())
    return walk


def has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def test_the_walk_sees_the_statements(walked: Walk) -> None:
    said = [text for text, _ in walked.statements]
    assert any("456.16 million" in text for text in said)
    assert len([text for text in said if has_digit(text)]) > 60


def test_every_statement_with_a_number_leads_to_a_source(walked: Walk) -> None:
    assert [text for text, links in walked.statements if has_digit(text) and not links] == []


def test_no_number_stands_outside_a_statement(walked: Walk) -> None:
    assert [text for text in walked.loose if has_digit(text)] == []


def test_every_link_to_a_source_arrives(walked: Walk) -> None:
    assert set(walked.links) <= walked.targets


def test_the_page_asks_nothing_of_the_network(july: MonthlyBrief) -> None:
    page = july.files()["brief.html"].decode()
    for loading in ("<script", "<link", "<img", "@import", "url("):
        assert loading not in page
