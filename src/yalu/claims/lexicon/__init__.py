"""The domain's words as data, and the patterns made of them."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def words(name: str) -> dict[str, Any]:
    """Read one file of the lexicon by its name."""
    text = files(__package__).joinpath(f"{name}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506  - a safe loader
    return loaded


def either(listed: Iterable[str]) -> str:
    """Make a pattern of words, the longest first; a space stands for any run of blanks."""
    ordered = sorted(set(listed), key=lambda word: (-len(word), word))
    return (
        "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[\s\u00a0]+") for word in ordered) + ")"
    )


@cache
def pattern(*listed: str, exact: bool = False) -> re.Pattern[str]:
    """Compile whole words into one pattern; upper and lower case are one unless `exact`."""
    return re.compile(rf"(?<![\w]){either(listed)}(?![\w])", 0 if exact else re.IGNORECASE)


def plain(text: str) -> str:
    """Give the form in which a word stands in the lexicon."""
    return " ".join(text.split()).casefold()
