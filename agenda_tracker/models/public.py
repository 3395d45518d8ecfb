"""The manager of records of which strangers see some."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class PublicManager(models.Manager[Row], Generic[Row]):
    """For rows with a `public()` of their own; of all rows those are put together once, and copied from then on.

    Which they are does not change, and to say it takes a hundred times as long as to copy it.
    """

    @cached_property
    def _public(self) -> Any:
        return self.get_queryset().public()  # type: ignore[attr-defined]

    if not TYPE_CHECKING:  # who reads types finds the method of the rows, with what it gives

        def public(self) -> models.QuerySet:
            rows = self._public.using(self._db)
            # Copies share these lists, and would make them longer with every join.
            rows.query.table_map = {table: [*names] for table, names in rows.query.table_map.items()}
            return rows
