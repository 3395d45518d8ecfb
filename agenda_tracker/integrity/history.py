"""The history of every record: it has one, it ends with the record as it is, and what is gone ends with its removal."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.utils import timezone
from simple_history.manager import HistoryManager

from agenda_tracker.intake.history import remember
from agenda_tracker.models.fields import FoldedField
from agenda_tracker.models.seal import tie_fields

from .acts import last_told
from .finding import BATCH, REASON, Finding, chunks, kind_and_key, looked_at

Row = dict[str, Any]
Gone = dict[str, set[int]]
ROWS = 1_000
MANY = 20  # records without a history, that are told in one finding
ASTRAY = timedelta(days=1)  # a clock that was a little wrong
TYPES = ("+", "~", "-")
REPAIR = "Draai met --repair: de geschiedenis begint dan met hoe het nu is"
LOOK = "Iets wijzigde dit buiten Agendavolger om: zet aan het bureau een oude versie terug, of sla het opnieuw op"
RESTORE = "Zet de geschiedenis terug uit een back-up"
BACK = (
    "Iets wijzigde dit buiten Agendavolger om: zet het terug uit een back-up, anders wijzen oude verwijzingen verkeerd"
)
# Columns that follow from the rest of the row.
DERIVED = {"dossier": {"sort_key"}, "kamerstuk": {"sort_key"}}
# Columns that move along with others, many rows at once and without a line for each; the act that did it tells them all.
MOVED_ALONG = {
    "paragraph": {"order", "number", "section_id"},
    "section": {"order"},
    "footnote": {"order"},
    "governmentposition": {"order"},
}


def with_history() -> list[Any]:
    every = apps.get_app_config("agenda_tracker").get_models()
    return [model for model in every if isinstance(getattr(model, "history", None), HistoryManager)]


def find() -> Iterator[Finding]:
    for model in with_history():
        told_at_once = list(_without(model))
        yield from told_at_once
        doubtful = _unlike_last_line(model, without=not told_at_once)
        for start in range(0, len(doubtful), ROWS):
            yield from _of_part(model, doubtful[start : start + ROWS])
            looked_at(ROWS)
        yield from _ties(model)
        yield from _removed(model)


# Equal, and empty like empty.
SAME = {"sqlite": "IS", "postgresql": "IS NOT DISTINCT FROM"}


def _unlike_last_line(model: Any, *, without: bool) -> list[int]:
    """Keys of the records that are not in everything as the last line of their history, and (`without`) that have none.

    The database looks: of a million records hardly one is so, and of that one it is then found out what it is.
    """
    quote, history = connection.ops.quote_name, model.history.model
    same = " AND ".join(
        f"line.{quote(history._meta.get_field(name).column)} {SAME[connection.vendor]} "
        f"record.{quote(model._meta.get_field(name).column)}"
        for name in columns(model)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT record.id FROM {quote(model._meta.db_table)} AS record "  # noqa: S608
            f"LEFT JOIN (SELECT id, max(history_id) AS last FROM {quote(history._meta.db_table)} GROUP BY id) AS told "
            f"ON told.id = record.id "
            f"LEFT JOIN {quote(history._meta.db_table)} AS line ON line.history_id = told.last "
            f"WHERE (line.id IS NULL AND %s) OR line.history_type = '-' OR (line.id IS NOT NULL AND NOT ({same})) "
            "ORDER BY record.id",
            [without],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _without(model: Any) -> Iterator[Finding]:
    """One finding when all records of a kind have no history, or many."""
    count = model._base_manager.count()
    bare = model._base_manager.filter(~Exists(model.history.filter(id=OuterRef("pk")))).count() if count else 0
    if bare and (bare == count or bare > MANY):
        wrong = f"van {count} records hebben {bare} geen geschiedenis"
        rule = f"history-none-{model._meta.model_name}"
        yield Finding(rule, str(model._meta.verbose_name_plural), wrong, REPAIR, 0)


def _of_part(model: Any, pks: list[int]) -> Iterator[Finding]:
    told = _last_lines(model, pks)
    now = {row["id"]: row for row in model._base_manager.filter(pk__in=pks).values(*columns(model))}
    gone = _gone(model, now, told)
    along = MOVED_ALONG.get(model._meta.model_name, set())
    moved: dict[int, list[str]] = {}
    for pk in pks:
        record = kind_and_key(model, pk)
        if pk not in told:
            yield Finding(f"history-none-{model._meta.model_name}", record, "heeft geen geschiedenis", REPAIR, pk)
        elif all(line["history_type"] == "-" for line in told[pk]):
            yield Finding("history-removed", record, "is er, maar is volgens zijn geschiedenis verwijderd", LOOK)
        else:
            moved[pk] = _unlike(now[pk], told[pk], along, gone)
            if unlike := _unlike(now[pk], told[pk], now[pk].keys() - along, gone):
                wrong = f"is anders dan zijn geschiedenis zegt: {', '.join(unlike)}"
                yield Finding("history-differs", record, wrong, LOOK)
    yield from _moved(model, now, told, {pk: names for pk, names in moved.items() if names})


def columns(model: Any) -> list[str]:
    """What history keeps of a record, apart from what follows from other columns."""
    fields = [field for field in model.history.model.tracked_fields if not isinstance(field, FoldedField)]
    derived = DERIVED.get(model._meta.model_name, set())
    made = {field.attname for field in fields if getattr(field, "auto_now_add", False)}
    return [field.attname for field in fields if field.concrete and field.attname not in derived | made]


def _last_lines(model: Any, pks: list[int]) -> dict[int, list[Row]]:
    """By record its last line: by number, and by date where a clock that was put back makes that another."""
    names = [*columns(model), "history_id", "history_type", "history_date"]
    by_number: dict[int, Row] = {}
    by_date: dict[int, Row] = {}
    for line in model.history.filter(id__in=pks).order_by("history_id").values(*names):
        by_number[line["id"]] = line
        known = by_date.get(line["id"])
        if known is None or known["history_date"] <= line["history_date"]:
            by_date[line["id"]] = line
    return {pk: [line, by_date[pk]] for pk, line in by_number.items()}


def _gone(model: Any, now: dict[int, Row], told: dict[int, list[Row]]) -> Gone:
    """By column, what records were tied to until it was deleted, which let go of them without a line."""
    found: Gone = {}
    for field in model._meta.concrete_fields:
        if field.is_relation and field.remote_field.on_delete is models.SET_NULL:
            name = field.attname
            empty = [pk for pk, row in now.items() if row.get(name) is None]
            ties = {line[name] for pk in empty for line in told.get(pk, [])} - {None}
            there = field.related_model._base_manager.filter(pk__in=ties).values_list("pk", flat=True)
            found[name] = ties - set(there) if ties else set()
    return found


def _unlike(row: Row, told: list[Row], names: Iterable[str], gone: Gone) -> list[str]:
    """Those of the columns in which the row is like neither of its last lines."""
    found = [[name for name in sorted(names) if not _same(name, row[name], line[name], gone)] for line in told]
    return min(found, key=len)


def _same(name: str, now: Any, told: Any, gone: Gone) -> bool:
    return now == told or (now is None and told in gone.get(name, ()))


def _moved(
    model: Any, now: dict[int, Row], told: dict[int, list[Row]], moved: dict[int, list[str]]
) -> Iterator[Finding]:
    """Places and numbers that neither the history of a record nor the last act that moved it has."""
    by_act = last_told(model, moved, {now[pk]["letter_id"] for pk in moved})
    for pk, names in moved.items():
        right = {name: by_act.get(pk, {}).get(name, told[pk][0][name]) for name in names}
        wrong = [
            f"{name} is {now[pk][name]}, moet {right[name]} zijn" for name in names if now[pk][name] != right[name]
        ]
        if wrong:
            yield Finding("history-moved", kind_and_key(model, pk), f"is verplaatst: {', '.join(wrong)}", BACK)


def differing(model: Any, pks: Iterable[int]) -> set[int]:
    """Those that are not as their history ends, so that nothing may be derived from them."""
    along, found = MOVED_ALONG.get(model._meta.model_name, set()), set[int]()
    wanted = sorted(pks)
    for start in range(0, len(wanted), ROWS):
        part = wanted[start : start + ROWS]
        told = _last_lines(model, part)
        now = {row["id"]: row for row in model._base_manager.filter(pk__in=part).values(*columns(model))}
        gone = _gone(model, now, told)
        found |= {pk for pk in now.keys() & told.keys() if _unlike(now[pk], told[pk], now[pk].keys() - along, gone)}
    return found


def _ties(model: Any) -> Iterator[Finding]:
    fields = tie_fields(model.history.model)
    for part in chunks(model._base_manager.only("pk"), ROWS) if fields else ():
        lines = model.history.filter(id__in=[record.pk for record in part]).order_by().values("id")
        owners = {last: pk for pk, last in lines.annotate(last=Max("history_id")).values_list("id", "last")}
        for field in fields:
            yield from _of_ties(model, field, owners)


def _of_ties(model: Any, field: Any, owners: dict[int, int]) -> Iterator[Finding]:
    """Many-to-many ties as the last line has them; a tie to what was deleted since is let go without a line.

    `owners` has the record of each last line.
    """
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    through = field.remote_field.through._base_manager.filter(**{f"{own}__in": list(owners.values())})
    now = _grouped(through.values_list(own, other))
    table = getattr(model.history.model, field.name).model
    lines = table._base_manager.filter(history__in=list(owners)).values_list("history_id", other)
    then = _grouped((owners[line], target) for line, target in lines)
    for pk in sorted(now.keys() | then.keys()):
        missing = then.get(pk, set()) - now.get(pk, set())
        if now.get(pk, set()) - then.get(pk, set()) or _there(field.related_model, missing):
            wrong = f"is anders dan zijn geschiedenis zegt: {field.verbose_name}"
            yield Finding("history-ties", kind_and_key(model, pk), wrong, LOOK)


def _grouped(pairs: Any) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for owner, target in pairs:
        found.setdefault(owner, set()).add(target)
    return found


def _there(model: Any, pks: set[int]) -> bool:
    return bool(pks) and model._base_manager.filter(pk__in=pks).exists()


def _removed(model: Any) -> Iterator[Finding]:
    """Lines of what is no longer there must end with its removal; and every line is of a known kind."""
    there = model._base_manager.filter(pk=OuterRef("id"))
    last = model.history.filter(~Exists(there)).order_by().values("id").annotate(last=Max("history_id"))
    for pk in (
        model.history.filter(history_id__in=last.values("last"))
        .exclude(history_type="-")
        .order_by("id")
        .values_list("id", flat=True)
    ):
        wrong = "is er niet meer, maar is volgens zijn geschiedenis niet verwijderd"
        yield Finding("history-lost", kind_and_key(model, pk), wrong, "Zet het terug uit een back-up")
    yield from _begun(model)
    for pk, kind in model.history.exclude(history_type__in=TYPES).order_by("id").values_list("id", "history_type"):
        wrong = f"heeft een regel van onbekende soort ({kind!r}) in zijn geschiedenis"
        yield Finding("history-type", kind_and_key(model, pk), wrong, RESTORE)


def _begun(model: Any) -> Iterator[Finding]:
    """A history begins with the making of its record, which happens once, and no line is of a day to come."""
    made, odd = Q(history_type="+"), ~Q(history_type__in=TYPES)
    told = model.history.order_by().values("id").annotate(
        first=Min("history_id"), made=Min("history_id", filter=made), times=Count("pk", filter=made),
        odd=Count("pk", filter=odd), last=Max("history_date"),
    )  # fmt: skip
    for row in told.filter(odd=0).exclude(times=1, made=F("first")).order_by("id"):
        wrong = "begint in zijn geschiedenis niet één keer, aan het begin: er ontbreken regels of ze zijn veranderd"
        yield Finding("history-begin", kind_and_key(model, row["id"]), wrong, RESTORE)
    for row in told.filter(last__gt=timezone.now() + ASTRAY).order_by("id"):
        wrong = f"heeft een regel uit de toekomst ({row['last']:%Y-%m-%d}) in zijn geschiedenis"
        yield Finding("history-date", kind_and_key(model, row["id"]), wrong, RESTORE)


def repair_none(model: Any) -> Any:
    """A first line that says how the record is now, and that what was before is not known. 0 stands for every record."""

    def repair(pks: list[int]) -> int:
        rows = model._base_manager.filter(~Exists(model.history.filter(id=OuterRef("pk"))))
        rows = rows if 0 in pks else rows.filter(pk__in=pks)
        done = 0
        while batch := list(rows.order_by("pk").values_list("pk", flat=True)[: 5 * BATCH]):
            with transaction.atomic():
                remember(
                    model._base_manager.filter(pk__in=batch),
                    f"{REASON}: wat eerder was, is niet bekend",
                    None,
                    made=True,
                )
            done += len(batch)
        return done

    return repair


REPAIRS = {f"history-none-{model._meta.model_name}": repair_none(model) for model in with_history()}
