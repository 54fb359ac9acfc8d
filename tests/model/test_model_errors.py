import pickle
from datetime import date

import pytest

from yalu.model import errors
from yalu.model.errors import YaluError

# Each error with the words that tell what was asked, what there is and what to do.
SPECIMENS = [
    (
        errors.AreaNotFoundError("Chinna", ("CHN", "CZE")),
        ["'Chinna'", "CHN, CZE", "Give an ISO 3166-1 code"],
        LookupError,
    ),
    (errors.PeriodError("July"), ["'July'", "Write a month as 2017-07"], ValueError),
    (errors.DayError("26/8"), ["'26/8'", "Write it as 2017-08-26"], ValueError),
    (
        errors.ChoiceError("--flow", "both", ("import", "export")),
        ["--flow", "'both'", "it takes import, export"],
        ValueError,
    ),
    (
        errors.CommodityError("7701"),
        ["'7701'", "no code of goods", "Write two, four, six"],
        ValueError,
    ),
    (
        errors.UndatedTextError(),
        ["no day was given", "no date with its year", "Give `as_known`, or `today`"],
        ValueError,
    ),
    (
        errors.CommodityNotFoundError("279999", "", "27", ("2701", "2702")),
        ["no edition of the HS", "279999", "chapter 27", "2701, 2702", "give one of them"],
        LookupError,
    ),
    (
        errors.TargetNotFoundError("FRA", "CHN", ("UN on PRK",)),
        ["CHN", "against FRA", "there are UN on PRK", "add the law as YAML files"],
        LookupError,
    ),
    (
        errors.SeriesNotFoundError("CHN", "CUB", ("CHN with PRK",)),
        ["CHN with CUB", "there is CHN with PRK", "`yalu status`"],
        LookupError,
    ),
    (
        errors.GoodsNotFoundError("CHN with PRK, 9999", ("baci (27)",), "Load a file."),
        ["no figure for CHN with PRK, 9999", "there is baci (27). Load a file."],
        LookupError,
    ),
    (
        errors.PeriodNotCoveredError("China", "2014-02", "2015-01", "2025-12", "2015-01"),
        ["2014-02", "from 2015-01 to 2025-12", "the nearest is 2015-01", "`yalu series`"],
        LookupError,
    ),
    (
        errors.NotYetPublishedError("China", "2017-07", date(2017, 8, 1), date(2017, 8, 23)),
        ["2017-07", "2017-08-01", "came out on 2017-08-23", "Ask for that day or a later one"],
        LookupError,
    ),
    (
        errors.OutputError("/proc/brief", "no space"),
        ["/proc/brief", "no space", "with --out"],
        OSError,
    ),
    (
        errors.AssertionBrokenError("totals", ("value is empty in line 3",)),
        ["totals", "value is empty in line 3", "Mend the file"],
        ValueError,
    ),
    (
        errors.LawFileError("cn-dprk/x.yaml", "LAW2", "it ends before it starts"),
        ["cn-dprk/x.yaml", "LAW2", "it ends before it starts"],
        ValueError,
    ),
    (
        errors.TextTooLongError(5_000_000, 4_000_000),
        ["5,000,000 characters", "at most 4,000,000", "Check it in parts"],
        ValueError,
    ),
    (
        errors.TextFileError("a.txt", "No such file or directory"),
        ["a.txt", "No such file", "Name a file of UTF-8 text"],
        OSError,
    ),
    (
        errors.UnsupportedError(("Trade fell by 8 percent.",)),
        ["Trade fell by 8 percent.", "The brief is not written", "Report the month"],
        ValueError,
    ),
    (
        errors.UncitedError("Trade fell by 7 percent."),
        ["'Trade fell by 7 percent.'", "The brief is not written"],
        ValueError,
    ),
    (
        errors.UnrecognisedFileError("a.csv", "it is empty", ("BACI of CEPII, one year",)),
        ["a.csv", "it is empty", "Read are: BACI"],
        ValueError,
    ),
    (
        errors.UnreadableFileError("a.csv", "'1,5' is no number", line=7),
        ["a.csv, line 7", "'1,5' is no number", "Get the file anew"],
        ValueError,
    ),
    (
        errors.HostileFileError("a.gz", "it unpacks to more than 200 times its size"),
        ["a.gz is refused", "200 times", "Load the unpacked statistics"],
        ValueError,
    ),
    (
        errors.AskedForMoreError("a.csv", "whether it holds imports or exports", "--flow import"),
        ["a.csv", "imports or exports", "Say it with --flow import"],
        ValueError,
    ),
    (
        errors.WorkspaceError("/w", "No space left on device"),
        ["/w is unchanged", "No space left", "Make room"],
        OSError,
    ),
    (
        errors.WorkspaceBusyError("/w", 60.0),
        ["another load", "/w", "waited 60 seconds", "Load again"],
        TimeoutError,
    ),
    (
        errors.VintageNotFoundError("baci", "2020-01-01", ("2022-02-01",)),
        ["baci", "2020-01-01", "there is 2022-02-01"],
        LookupError,
    ),
    (
        errors.ConversionNotFoundError("270112", "HS2017", "HS2022", ()),
        ["270112 of HS2017 in HS2022", "loaded: none", "`yalu load`"],
        LookupError,
    ),
    (
        errors.PublisherError("UN Comtrade", "2016-01", "it answered 503", "Try again later"),
        ["UN Comtrade", "2016-01", "it answered 503", "Try again later."],
        RuntimeError,
    ),
]
KINDS = [type(error).__name__ for error, _, _ in SPECIMENS]


def test_every_error_of_the_vocabulary_has_a_specimen() -> None:
    assert {kind.__name__ for kind in YaluError.__subclasses__()} == set(KINDS)


@pytest.mark.parametrize(("error", "words", "builtin"), SPECIMENS, ids=KINDS)
def test_an_error_says_what_was_asked_what_there_is_and_what_to_do(
    error: YaluError, words: list[str], builtin: type[Exception]
) -> None:
    assert isinstance(error, builtin)
    assert [word for word in words if word not in str(error)] == []


@pytest.mark.parametrize(("error", "words", "builtin"), SPECIMENS, ids=KINDS)
def test_an_error_comes_out_of_a_pickle_as_it_went_in(
    error: YaluError, words: list[str], builtin: type[Exception]
) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  - our own bytes
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))
    assert words
    assert isinstance(copy, builtin)


def test_an_error_with_many_faults_shows_ten_and_counts_the_rest() -> None:
    error = errors.AssertionBrokenError("totals", tuple(f"fault {n}" for n in range(12)))
    assert "fault 9" in str(error)
    assert "fault 10" not in str(error)
    assert "(and 2 more)" in str(error)


def test_of_much_that_is_held_only_the_beginning_is_listed() -> None:
    held = tuple(f"CHN with {n:02d}" for n in range(14))
    assert "CHN with 11, and 2 more. " in str(errors.SeriesNotFoundError("CHN", "CUB", held))


def test_a_dataset_of_which_nothing_is_loaded_is_told_apart_from_a_wrong_vintage() -> None:
    said = str(errors.VintageNotFoundError("nix", "2020-01-01", ()))
    assert said == "nothing is loaded of a dataset nix. `yalu status` lists the datasets there are."
