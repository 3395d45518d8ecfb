"""What a selection gains from the index: ranked words, exact counts beside the filters, and marks in the rows."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.conf import settings

from .answers import Answer, Unanswerable, answer, values_of
from .facets import Facet, facets_of
from .hits import Hits
from .lines import PositionLine, position_lines, still_public
from .pages import Page
from .ranking import Found

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from .wanted import Wanted

T = TypeVar("T")


class Answered:
    """Beside a FilterSet, which says what the parameters mean; without an index all of it is empty."""

    # What kinds of document of the index stand for a row.
    documents: ClassVar[tuple[str, ...]] = ()
    queryset: QuerySet[Any]
    data: Any
    # What a page prints of rows, by their ids, where it has that sooner than the queryset gives the rows; lines of positions
    # are in the index.
    printed: Callable[[list[int]], dict[int, Any]] | None = None

    if TYPE_CHECKING:

        @cached_property
        def chosen(self) -> dict[str, Any]:
            """The cleaned parameters, as the FilterSet gives them."""

        @cached_property
        def problems(self) -> list[str]:
            """What is wrong with them."""

    @cached_property
    def answer(self) -> Answer | None:
        """What the index says to this selection; None when the database must answer."""
        if self.problems:
            return None
        chosen = self.chosen
        period = chosen.get("date_from"), chosen.get("date_to")
        return answer(self.documents, values_of(chosen), chosen.get("q"), *period)

    @property
    def lacks_index(self) -> bool:
        """Whether the database answers because the index cannot, or the index without its latest words.

        The next answer will be better, so none is to be kept.
        """
        if settings.SEARCH_DIR is None or self.problems:
            return False
        return self.answer is None or self.answer.lags

    def by_index(self, ask: Callable[[Answer], T]) -> T | None:
        """What the index says; None when it cannot tell: when it broke while it was asked, the database answers from now on."""
        if self.answer is None:
            return None
        try:
            return ask(self.answer)
        except Unanswerable:
            self.answer = None
            return None

    def page_by_index(self, number: int, size: int, order: str) -> Page | None:
        """Page `number` in the order `relevance`, `newest` or `oldest`; None when the index cannot tell."""
        told = self.by_index(lambda answer: self._found(answer, (number - 1) * size, size, order))
        if told is None:
            return None
        found, lines, count = told
        return Page(self.rows_of(found, lines), number, size, count)

    def _found(
        self, answer: Answer, start: int, size: int, order: str
    ) -> tuple[list[Found], dict[int, PositionLine], int]:
        """Names, and where the page prints lines of positions those, too."""
        if self.prints_lines:
            return answer.page_with_lines(start, size, order)
        found, count = answer.page(start, size, order)
        return found, {}, count

    @property
    def prints_lines(self) -> bool:
        return self.printed is position_lines

    def rows_of(self, found: list[Found], lines: dict[int, PositionLine]) -> list[Any]:
        """The public rows that the index named, in its order."""
        ids = [pk for _kind, pk in found]
        rows = still_public(lines) if self.prints_lines else self.by_ids(ids)
        return [rows[pk] for pk in ids if pk in rows]

    def by_ids(self, ids: list[int]) -> dict[int, Any]:
        """The public rows with these ids, as the page prints them."""
        return self.printed(ids) if self.printed else {row.pk: row for row in self.queryset.filter(pk__in=ids)}

    @cached_property
    def refinements(self) -> list[Facet]:
        """The choices of every filter with how many rows each gives."""
        return facets_of(self) if self.answer is not None else []

    @cached_property
    def hits(self) -> Hits | None:
        """What to mark in the rows."""
        words = self.chosen.get("q")
        return Hits(words, self.answer.asker.vocabulary) if words and self.answer is not None else None

    def with_chosen(self, chosen: dict[str, Any]) -> Self:
        """The same selection with other values; the choices are not read again."""
        other = copy(self)
        for name in ("answer", "refinements", "hits"):
            other.__dict__.pop(name, None)
        other.__dict__["chosen"] = chosen
        return other

    def asked_otherwise(self, wanted: Wanted) -> Self:
        """The same selection with other words, also in the addresses made of it where they can be typed."""
        other = self.with_chosen({**self.chosen, "q": wanted})
        if wanted.typed:
            other.data = self.data.copy()
            other.data["q"] = wanted.typed
        return other
