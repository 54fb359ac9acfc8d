"""A brief is proof-read digit by digit, whole or in part, in Markdown and in HTML."""

import random
import re
from datetime import date

import pytest

from yalu.briefs.drawing import undrawn
from yalu.briefs.plain import Plain
from yalu.briefs.skeleton import Skeleton
from yalu.claims.checker import Report
from yalu.claims.claim import Answer, ErrorKind, Verdict
from yalu.claims.show import shown
from yalu.workspace import MonthlyBrief, Workspace

DAY, NOW = date(2017, 8, 26), date(2026, 11, 24)


@pytest.fixture(scope="module")
def markdown(july: MonthlyBrief) -> str:
    return july.files()["brief.md"].decode()


@pytest.fixture(scope="module")
def page(july: MonthlyBrief) -> str:
    return july.files()["brief.html"].decode()


def refuted(report: Report) -> list[Verdict]:
    return [one.verdict for one in report.claims if one.verdict.answer is Answer.REFUTED]


@pytest.mark.parametrize("form", ["markdown", "page"])
def test_a_whole_brief_comes_back_supported_as_known_on_its_day(
    workspace: Workspace, form: str, request: pytest.FixtureRequest
) -> None:
    report = workspace.check(request.getfixturevalue(form), as_known=NOW)
    assert report.as_known == DAY
    assert len(report.claims) > 100
    assert report.doubtful == ()


@pytest.mark.parametrize("month", ["2017-03", "2017-07", "2018-03"])
def test_a_brief_comes_out_the_same_each_time(workspace: Workspace, month: str) -> None:
    pages = {
        workspace.brief("CHN", "PRK", month, as_known=NOW, drawn_by=undrawn).files()["brief.md"]
        for _ in range(4)
    }
    assert len(pages) == 1


@pytest.mark.parametrize("month", ["2016-05", "2018-03", "2018-10"])
def test_whole_briefs_of_other_months_come_back_supported(workspace: Workspace, month: str) -> None:
    text = workspace.brief("CHN", "PRK", month, as_known=NOW).files()["brief.md"].decode()
    assert workspace.check(text, as_known=NOW).doubtful == ()


@pytest.mark.parametrize(
    ("printed", "said", "kind"),
    [
        ("$456.16 million", "$456.17 million", ErrorKind.WRONG_VALUE),
        ("about 33 percent", "about 34 percent", ErrorKind.WRONG_VALUE),
        ("in July 2017,", "in July 2027,", ErrorKind.WRONG_PERIOD),
        ("the fifth month", "the sixth month", ErrorKind.WRONG_VALUE),
        ("from 15 August 2017", "from 16 August 2017", ErrorKind.WRONG_LAW),
        ("resolution 2371 (2017), pub", "resolution 2371 (2019), pub", ErrorKind.WRONG_LAW),
        ("notice 40/2017, published", "notice 41/2017, published", ErrorKind.WRONG_LAW),
        ("2601111000", "2601111001", ErrorKind.WRONG_LAW),
        ("listed 10 entities", "listed 11 entities", ErrorKind.WRONG_VALUE),
        ("| 224,059 tonnes |", "| 224,095 tonnes |", ErrorKind.WRONG_VALUE),
        ("| +7.0 % |", "| −7.0 % |", ErrorKind.WRONG_VALUE),
        ("2016-06-22", "2016-06-23", ErrorKind.WRONG_PERIOD),
        ("idUKL3N1HR1LZ", "idUKL3N1HR2LZ", ErrorKind.WRONG_VALUE),
    ],
)
def test_a_changed_number_is_refuted_with_what_is_printed(
    workspace: Workspace, markdown: str, printed: str, said: str, kind: ErrorKind
) -> None:
    assert printed in markdown
    verdicts = refuted(workspace.check(markdown.replace(printed, said, 1), as_known=DAY))
    assert kind in {verdict.error_kind for verdict in verdicts}


def test_the_refutation_names_the_sentence_the_number_and_the_source(
    workspace: Workspace, markdown: str
) -> None:
    text = markdown.replace("$156.3 million, down", "$156.4 million, down", 1)
    wrong = [
        one
        for one in workspace.check(text, as_known=DAY).claims
        if one.verdict.answer is Answer.REFUTED and "156.4" in text[one.claim.start : one.claim.end]
    ]
    assert all(one.claim.sentence.startswith("Imports came to $156.4 million") for one in wrong)
    told = [line for one in wrong for line in (one.verdict.formula, *one.verdict.caveats)]
    assert any("“156.4”; “156.3” is printed" in line for line in told)
    assert all(one.verdict.citations for one in wrong)


def test_a_code_of_goods_is_told_as_it_is_written(workspace: Workspace, markdown: str) -> None:
    report = workspace.check(markdown.replace("2601111000", "2601111001", 1), as_known=DAY)
    assert "says “2601111001”; “2601111000” is printed" in shown(report, "text")


def test_a_mark_of_a_source_leads_where_the_brief_leads(
    workspace: Workspace, markdown: str
) -> None:
    text = markdown.replace("than it bought. [1]", "than it bought. [2]", 1)
    (verdict,) = refuted(workspace.check(text, as_known=DAY))
    assert "“2”; “1” is printed" in verdict.formula


def test_a_day_that_the_head_and_the_foot_do_not_share_is_refuted(
    workspace: Workspace, markdown: str
) -> None:
    head = markdown.replace("as known on 26 August 2017", "as known on 27 August 2017")
    foot = markdown.replace("--as-known 2017-08-26", "--as-known 2017-08-25")
    month = markdown.replace("CHN PRK 2017-07", "CHN PRK 2017-06")
    for text in (head, foot, month):
        assert len(refuted(workspace.check(text, as_known=NOW))) == 1


def test_no_digit_of_a_brief_can_be_changed(
    workspace: Workspace, markdown: str, july: MonthlyBrief
) -> None:
    chance = random.Random(2017)  # noqa: S311  - draws digits, keeps no secret
    passed = []
    for text, every in ((markdown, 60), (july.brief.prose, 6)):
        for found in list(re.finditer(r"\d", text))[::every]:
            digit = chance.choice([other for other in "0123456789" if other != found[0]])
            changed = text[: found.start()] + digit + text[found.end() :]
            if workspace.check(changed, as_known=DAY).is_supported:
                passed.append(changed[max(0, found.start() - 30) : found.end() + 9])
    assert passed == []


def test_a_line_added_to_a_brief_is_not_supported(workspace: Workspace, markdown: str) -> None:
    text = markdown.replace("## Goods", "Trucks numbered 300.\n\n## Goods", 1)
    assert workspace.check(text, as_known=DAY).doubtful == ("Trucks numbered 300.",)


def test_a_sentence_in_other_words_is_read_as_any_text(workspace: Workspace, markdown: str) -> None:
    printed = "China sold $143.6 million more to North Korea than it bought."
    for said, answer in (
        ("China's surplus with North Korea was $143.6 million.", Answer.SUPPORTED),
        ("China's surplus with North Korea was $163.6 million.", Answer.REFUTED),
    ):
        report = workspace.check(markdown.replace(printed, said), as_known=DAY)
        (found,) = (one for one in report.claims if one.claim.sentence == said)
        assert found.verdict.answer is answer


def test_a_brief_wrapped_anew_or_cut_short_is_still_supported(
    workspace: Workspace, markdown: str
) -> None:
    cut = markdown[: markdown.index("## Goods")]
    wrapped = re.sub(r"(.{50}\S*) ", r"\1\n", cut.split("| Flow")[0])
    for text in (cut, wrapped):
        assert workspace.check(text, as_known=DAY).doubtful == ()


def test_the_same_words_rounded_by_a_newsroom_are_no_error(
    workspace: Workspace, july: MonthlyBrief
) -> None:
    lead = july.brief.lead[0][0].text
    assert "$456.16 million" in lead
    rounded = lead.replace("$456.16 million", "$456 million")
    wrong = lead.replace("$456.16 million", "$456.26 million")
    assert workspace.check(rounded, as_known=DAY).is_supported
    assert not workspace.check(wrong, as_known=DAY).is_supported


def test_a_brief_is_not_read_before_its_figures_were_out(
    workspace: Workspace, markdown: str
) -> None:
    report = workspace.check(markdown, as_known=date(2017, 8, 1))
    assert report.claims[0].verdict.answer is Answer.REFUTED
    assert "2017-08-01" in report.claims[0].verdict.formula


def test_html_and_markdown_say_the_same_words() -> None:
    marks = '<sup><a href="#source-1">1</a>,<a href="#source-12">12</a></sup>'
    marked = f'<p><span class="sentence">Up 7 %.{marks}</span></p>'
    assert Plain.of(marked).text.strip() == "Up 7 %.[1],[12]"
    ours, theirs = (
        Skeleton.of(text) for text in (Plain.of(marked).text.strip(), "Up 7 %. [1][12]")
    )
    assert ours.text == theirs.text
    assert [mark.text for mark in ours.marks] == [mark.text for mark in theirs.marks] == ["1", "12"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("since 2017-08-15.", "15"), ("−6.7 % and", "-6.7"), ("the fifth month", "fifth"),
     ("codes 2601111000, 72", "72"), ("C4ADS", "4")],
)  # fmt: skip
def test_a_number_of_any_form_has_a_slot_and_keeps_its_place(text: str, number: str) -> None:
    plain = Plain.of(text)
    found = Skeleton.of(plain.text).numbers[-1]
    assert found.text == number
    first, last = plain.span(found.start, found.end)
    assert text[first:last].replace("−", "-") == number
