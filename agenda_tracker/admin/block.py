"""A block of work that waits on the desk: which rows, and for each a line that leads to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet

from agenda_tracker.models import Letter
from agenda_tracker.search import Page

from .undoing import PUBLISH


@dataclass(frozen=True)
class Line:
    """One piece of work: where it is done, what is known of it, what should stand out, what can be done at once.

    `url` is "" for what has no page of its own; `dismiss` is a search to be wiped; `answers` are buttons, sent to `act`.
    """

    url: str
    text: str
    remark: str = ""
    alarm: str = ""
    dismiss: str = ""
    act: str = ""
    answers: tuple[tuple[str, str], ...] = ()


class Block:
    """Work of one kind, as one clerk may act on it."""

    key: ClassVar[str]
    title: ClassVar[Any]
    empty: ClassVar[Any]
    permission: ClassVar[str]

    def __init__(self, user: Any, today: date) -> None:
        self.user, self.today = user, today

    @property
    def is_shown(self) -> bool:
        return bool(self.user.has_perm(f"agenda_tracker.{self.permission}"))

    def rows(self) -> "QuerySet[Any, Any]":
        raise NotImplementedError

    def line(self, row: Any) -> Line:
        raise NotImplementedError

    def lines(self, rows: Sequence[Any]) -> list[Line]:
        return [self.line(row) for row in rows]

    def cut(self, number: int, size: int) -> "Block":
        """With one page of its lines, ready for a template."""
        self.page = Page.cut(self.rows(), number, size)
        self.shown = self.lines(self.page.rows)
        return self

    def letters(self) -> "QuerySet[Letter]":
        """Those this clerk can still do something about."""
        letters = Letter.objects.exclude(status=Letter.Status.WITHDRAWN)
        return letters if self.user.has_perm(PUBLISH) else letters.filter(status=Letter.Status.DRAFT)


def joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
