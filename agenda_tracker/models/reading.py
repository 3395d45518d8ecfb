"""Where rows are read: the primary database, or in an anonymous request perhaps a replica that is as far as the primary."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models

PRIMARY = DEFAULT_DB_ALIAS
REPLICA = "replica"
# Of the site's own tables, what visitors write: read where it is written.
WRITTEN_BY_VISITORS = {
    "missedsearch",
    *("subscriber", "subscription", "followed"),
    *("alertcursor", "alertitem", "alertmatch", "alertmail", "alertmailline"),
}

_place: ContextVar[str] = ContextVar("place", default=PRIMARY)


class ReadingRouter:
    """Django's database router; installed when there is a replica.

    Sessions, accounts and counts of the limits are read at the primary, whatever the request: they have no line in the
    journal by which to know that the replica has them.
    """

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        of_the_site = model._meta.app_label == "agenda_tracker" and model._meta.model_name not in WRITTEN_BY_VISITORS
        return _place.get() if of_the_site else PRIMARY

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        """Both are the same database."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == PRIMARY


class _Primary:
    """Whether it answered when this process last asked; only the watch of a replica says otherwise."""

    answers = True


def primary_answers(yes: bool) -> None:
    """What this process found out."""
    _Primary.answers = yes


def place() -> str:
    """The alias of the database where rows are read now."""
    return _place.get()


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    token = _place.set(alias)
    try:
        yield
    finally:
        _place.reset(token)


def read_on_at_primary() -> bool:
    """From here on the request reads at the primary: never older rows than before, as when one database goes on.

    False, and nothing changes, when the primary does not answer and the replica stands in for it.
    """
    if _place.get() != PRIMARY and _Primary.answers:
        _place.set(PRIMARY)
    return _place.get() == PRIMARY
