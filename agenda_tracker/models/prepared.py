"""Selections that are put together and compiled once, and then asked with other values.

Writing the SQL of a selection with a few conditions takes Django longer than any database takes to answer it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from operator import itemgetter
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import connections, models
from django.db.models import Count, Value, prefetch_related_objects
from django.db.models.base import ModelState
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler

from .on_server import WHOLE, fetched
from .reading import place

Row = TypeVar("Row")
# A selection of many values is compiled for these numbers of them, and the last value repeated to fill it up.
SIZES = (1, 2, 5, 10, 25, 50, 100, 200, 500)
# Values that no selection has by itself stand in for the ones to come. The numbers fit every column: a comparison that can
# never hold is left out by Django.
NUMBER, DAY = 2_133_500_170, date(9713, 3, 5)
# What the rows are made into that are no records.
KINDS: dict[Any, Callable[[Any], Any]] = {ValuesListIterable: tuple, FlatValuesListIterable: itemgetter(0)}


class Prepared(Generic[Row]):
    """The selection that `make` builds from values, compiled once for every database and kind of values.

    The values are numbers, texts, days and lists of these, and take the same places whatever they are: `make` may hand
    them to conditions and do nothing else with them. None, True and False are not replaced but compiled in. The rows are
    records, or what `values_list` gives.

    Raises ValueError where `make` altered a value, so that its place in the statement cannot be found.
    """

    def __init__(self, make: "Callable[..., models.QuerySet[Any, Row]]") -> None:
        self.make = make
        self.statements: dict[tuple[Any, ...], _Statement] = {}

    def __call__(self, *values: Any, start: int = 0, stop: int | None = None) -> list[Row]:
        """The rows, or those from `start` to before `stop`, as the selection itself gives them."""
        values = tuple(list(value) if isinstance(value, list | tuple | set | frozenset) else value for value in values)
        if any(isinstance(value, list) and not 0 < len(value) <= SIZES[-1] for value in values):
            return list(self.make(*values)[start:stop])
        kinds = tuple(map(_kind, values))
        key = (place(), kinds)
        statement = self.statements.get(key)
        if statement is None:
            statement = self.statements[key] = _compiled(self.make, values, kinds)
        rows: list[Row] = statement.rows(values, start, stop)
        return rows

    def first(self, *values: Any) -> Row | None:
        """The first row, in the order that the selection itself gives."""
        return next(iter(self(*values, stop=1)), None)

    def count(self, *values: Any) -> int:
        """How many rows there are."""
        return self._numbers(*values)[0]

    @cached_property
    def _numbers(self) -> "Prepared[int]":
        return Prepared(lambda *values: counted(self.make(*values)))

    def of(self, *values: Any) -> "Cut[Row]":
        """The rows for these values, to be cut into pages."""
        return Cut(self, values)


@dataclass(frozen=True)
class Cut(Generic[Row]):
    """A selection with its values, of which a slice is asked for."""

    prepared: Prepared[Row]
    values: tuple[Any, ...]

    def __getitem__(self, part: slice) -> list[Row]:
        return self.prepared(*self.values, start=part.start or 0, stop=part.stop)

    def count(self) -> int:
        """How many rows there are in all."""
        return self.prepared.count(*self.values)


def counted(rows: "models.QuerySet[Any, Any]") -> "models.QuerySet[Any, int]":
    """One row: how many there are."""
    alike = rows.order_by().annotate(alike=Value(1)).values("alike")
    return alike.annotate(number=Count("pk")).values_list("number", flat=True)


def attach(rows: "Sequence[models.Model]", name: str, found: "dict[Any, list[Any]]") -> None:
    """As `prefetch_related` leaves it: `row.<name>.all()` are the records found under the key of the row, asked already."""
    for row in rows:
        field: Any = row._meta.get_field(name)
        ready: Any = models.QuerySet(field.related_model, query=_NOTHING)
        ready._result_cache = found.get(row.pk, [])
        ready._prefetch_done = True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = ready


def attached(row: models.Model, name: str) -> "Iterable[Any]":
    """What `row.<name>.all()` gives, in a fraction of the time where it was asked already; for who looks at many rows."""
    known = row.__dict__.get("_prefetched_objects_cache", {}).get(name)
    return getattr(row, name).all() if known is None else known


def attach_related(rows: "Sequence[models.Model]", name: str, records: "Iterable[Any]") -> None:
    """As `attach`, of records that point at the rows by a foreign key; it leads back to the row."""
    if not rows:
        return
    field: Any = rows[0]._meta.get_field(name)
    back, by_key = field.field, {row.pk: row for row in rows}
    found: dict[Any, list[Any]] = defaultdict(list)
    for record in records:
        key = getattr(record, back.attname)
        back.set_cached_value(record, by_key[key])
        found[key].append(record)
    attach(rows, name, found)


_NOTHING: Any = SimpleNamespace()


def _kind(value: Any) -> Any:
    """What two values have in common that may stand at the same place of one statement."""
    if isinstance(value, list):
        return (_kind(value[0]), next(size for size in SIZES if len(value) <= size))
    return value if value is None or isinstance(value, bool) else type(value)


def _stand_in(kind: Any, numbers: Iterator[int]) -> Any:
    if isinstance(kind, tuple):
        return [_stand_in(kind[0], numbers) for _ in range(kind[1])]
    number = next(numbers)
    stands = {int: NUMBER + number, str: f"\x02{number}\x03", date: DAY + timedelta(days=number)}
    return stands[kind] if isinstance(kind, type) else kind


@dataclass(frozen=True)
class _Place:
    """Which value stands here: of these, and in a list the one at this place; as the database wants it."""

    value: int
    at: int | None
    adapt: Callable[[Any], Any] | None

    def of(self, values: Sequence[Any]) -> Any:
        value = values[self.value]
        if self.at is not None:
            value = value[min(self.at, len(value) - 1)]
        return self.adapt(value) if self.adapt else value


@dataclass
class _Statement:
    """A compiled selection; `params` are its values, with a place where one is to come."""

    alias: str
    queryset: Any
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]

    def rows(self, values: Sequence[Any], start: int, stop: int | None) -> list[Any]:
        params = [param.of(values) if isinstance(param, _Place) else param for param in self.params]
        found = fetched(self.alias, self.sql + _cut(self.alias, start, stop), params)
        if not found:
            return []
        row_of, converters = self._makes
        rows = list(map(row_of, self.compiler.apply_converters(found, converters) if converters else found))
        lookups = self.queryset._prefetch_related_lookups
        if lookups:
            prefetch_related_objects(rows, *lookups)
        return rows

    @cached_property
    def _makes(self) -> tuple[Callable[[Any], Any], Any]:
        """Makes of a row, after these conversions, what Django's own iterable makes; what is always the same is known."""
        compiler: Any = self.compiler
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        kind: Any = self.queryset._iterable_class
        row_of = self._record() if kind is ModelIterable else KINDS[kind]
        return row_of, compiler.get_converters(columns)

    def _record(self) -> Callable[[Any], Any]:
        compiler: Any = self.compiler
        info, alias = compiler.klass_info, self.alias
        start, end = _columns(info["select_fields"])
        new = _maker(info["model"], [column[0].target.attname for column in compiler.select[start:end]], alias)
        populators: Any = get_related_populators
        related = [_related(populator) for populator in populators(info, compiler.select, alias)]
        annotated = list(compiler.annotation_col_map.items())

        def record(row: Any) -> Any:
            made = new(row[start:end])
            for populate in related:
                populate(row, made)
            for name, column in annotated:
                setattr(made, name, row[column])
            return made

        return record


def _columns(fields: Sequence[int]) -> tuple[int, int]:
    return fields[0], fields[-1] + 1


def _maker(model: Any, names: Sequence[str], alias: str) -> Callable[[Sequence[Any]], Any]:
    """Makes what `from_db` makes of the values, for models that nothing listens to when they are made."""

    def new(values: Sequence[Any]) -> Any:
        made = model.__new__(model)
        made._state = state = ModelState()
        state.db, state.adding = alias, False
        made.__dict__.update(zip(names, values, strict=True))
        return made

    return new


def _related(populator: Any) -> Callable[[Any, Any], None]:
    """Does what Django's populator does: the record that another one points to, from columns of the same row."""
    start, end, key = populator.cols_start, populator.cols_end, populator.cols_start + populator.pk_idx
    new, related = _maker(populator.model_cls, populator.init_list, populator.db), populator.related_populators
    further = [_related(one) for one in related]
    local_setter, remote_setter = populator.local_setter, populator.remote_setter

    def populate(row: Any, made: Any) -> None:
        if row[key] is None:
            local_setter(made, None)
            return
        found = new(row[start:end])
        for one in further:
            one(row, found)
        local_setter(made, found)
        remote_setter(found, made)

    return populate


def _cut(alias: str, start: int, stop: int | None) -> str:
    if not start and stop is None:
        return ""
    return " " + connections[alias].ops.limit_offset_sql(start, stop)


def _compiled(make: Callable[..., Any], values: Sequence[Any], kinds: Sequence[Any]) -> _Statement:
    numbers = count()
    stands = [_stand_in(kind, numbers) for kind in kinds]
    queryset = make(*stands)
    alias = queryset.db
    compiler = queryset.query.get_compiler(using=alias)
    sql, params = compiler.as_sql()
    places = _places(stands, connections[alias])
    filled = tuple(places.get(param, param) if isinstance(param, int | str | date) else param for param in params)
    lost = set(places.values()) - {param for param in filled if isinstance(param, _Place)}
    if lost:
        raise ValueError(f"a value was altered on its way into the statement: {lost} of {values}")
    return _Statement(alias, queryset, compiler, sql, filled)


def _places(stands: Sequence[Any], connection: Any) -> dict[Any, _Place]:
    """Where each stand-in belongs, under the form in which the database gets it."""
    found: dict[Any, _Place] = {}
    for index, stand in enumerate(stands):
        parts = enumerate(stand) if isinstance(stand, list) else [(None, stand)]
        for at, one in parts:
            if one is None or isinstance(one, bool):
                continue
            adapt = _adapter(one, connection)
            found[adapt(one) if adapt else one] = _Place(index, at, adapt)
    return found


def _adapter(value: Any, connection: Any) -> Callable[[Any], Any] | None:
    """How values of this kind are handed to the database; None for as they are."""
    if isinstance(value, date):
        adapt: Callable[[Any], Any] = connection.ops.adapt_datefield_value
        return adapt
    return WHOLE.get(connection.vendor) if isinstance(value, int) else None
