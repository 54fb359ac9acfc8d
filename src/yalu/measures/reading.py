"""Reads a YAML file against a closed schema, or says what is wrong and on which line."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from yalu.measures.places import line_of, place_of, repeated
from yalu.measures.schema import CitationFile
from yalu.model.citations import Citation
from yalu.model.errors import LawFileError

T = TypeVar("T")


def convert(path: Path, text: bytes, schema: type[T]) -> T:
    """Read YAML against a closed schema, or say what is wrong and on which line."""
    try:
        for line, key in repeated(text):
            raise LawFileError(name(path), "schema", f"{key!r} stands twice. Keep one.", line)
        return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), schema)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        reason = f"no YAML: {error.problem}. Quote texts that hold a colon."
        raise LawFileError(name(path), "schema", reason, line) from error
    except msgspec.ValidationError as error:
        reason = f"{error}. Keys are closed; codes, acts and days are quoted strings."
        line = line_of(text, place_of(str(error)))
        raise LawFileError(name(path), "schema", reason, line) from error


def pages(read: Mapping[str, CitationFile]) -> dict[str, Citation]:
    """Make the pages that a file describes."""
    return {
        key: Citation(
            key=key,
            publisher=page.publisher,
            title=page.title,
            published=optional_day(page.published),
            url=page.url,
        )
        for key, page in read.items()
    }


def name(path: Path) -> str:
    """Name a file by its folder and itself: cn-dprk/cn-2017-40.yaml."""
    return f"{path.parent.name}/{path.name}"


def optional_day(text: str) -> date | None:
    """Read a day; an empty text is none."""
    return date.fromisoformat(text) if text else None
