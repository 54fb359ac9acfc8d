"""A brief composed anew, to hold a text against."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from yalu.briefs.brief import Brief
from yalu.briefs.charts import Chart
from yalu.briefs.proof import Forms, by_words
from yalu.briefs.statements import statements


@dataclass(frozen=True, kw_only=True)
class Anew:
    """A brief with its charts, undrawn, and what either form of its page prints."""

    brief: Brief
    charts: Sequence[Chart]

    def forms(self, *, is_html: bool) -> Forms:
        return self._of_html if is_html else self._of_markdown

    @cached_property
    def _of_html(self) -> Forms:
        return by_words(statements(self.brief, self.charts, is_html=True))

    @cached_property
    def _of_markdown(self) -> Forms:
        return by_words(statements(self.brief, self.charts, is_html=False))
