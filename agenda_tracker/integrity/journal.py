"""The journal tells what is public: numbers without holes, lines that follow from one another, nothing left out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery
from django.utils import timezone

from agenda_tracker.models import GovernmentPosition, JournalHead, PublicChange
from agenda_tracker.models.journalled import KINDS, write_journal

from .finding import BATCH, CHUNK, Finding, kind_and_key, looked_at
from .history import differing

# A clock that was a little wrong is no fault of the journal.
ASTRAY = timedelta(days=1)
FROM_BACKUP = "Dit is niet af te leiden: vergelijk met een back-up, en meld het wie het journaal volgen"
REPAIR = "Draai met --repair"
FIRST = "Herstel eerst wat eraan anders is dan zijn geschiedenis zegt"
SILENT, WRONGLY = "is openbaar, maar het journaal zwijgt erover", "is volgens het journaal openbaar, maar is dat niet"
BECAME, CEASED = PublicChange.Change.BECAME, PublicChange.Change.CEASED
PUBLIC = "public-"


def find() -> Iterator[Finding]:
    shown: dict[str, set[int]] = {kind: set() for kind in KINDS}
    yield from _lines(shown)
    yield from _head()
    yield from _letters()
    for kind in KINDS:
        yield from _compared(kind, shown.pop(kind))


def _rows() -> Iterator[tuple[int, str, int, str, datetime]]:
    last = 0
    fields = ("number", "kind", "object_id", "change", "at")
    while part := list(PublicChange.objects.filter(number__gt=last).order_by("number").values_list(*fields)[:CHUNK]):
        yield from part
        looked_at(len(part))
        last = part[-1][0]


def _lines(shown: dict[str, set[int]]) -> Iterator[Finding]:
    """Goes through the lines as they were written, and leaves in `shown` what they say is public now."""
    expected, before, tomorrow = 1, None, timezone.now() + ASTRAY
    for number, kind, pk, change, at in _rows():
        if number != expected:
            wrong = f"nummers {expected} tot en met {number - 1} ontbreken"
            yield Finding("journal-hole", "journaal", wrong, FROM_BACKUP)
        yield from _of_line(number, kind, pk, change, shown)
        yield from _dated(number, at, before, tomorrow)
        expected, before = number + 1, at


def _of_line(number: int, kind: str, pk: int, change: str, shown: dict[str, set[int]]) -> Iterator[Finding]:
    if kind not in shown:
        yield Finding("journal-kind", _line(number), f"spreekt van een onbekende soort, {kind!r}", FROM_BACKUP)
        return
    was = pk in shown[kind]
    if change not in PublicChange.Change.values or was == (change == BECAME):
        told = "al openbaar was" if was else "niet openbaar was"
        yield Finding("journal-change", _line(number), f"{kind} {pk}: {change!r} van iets dat {told}", FROM_BACKUP)
    (shown[kind].discard if change == CEASED else shown[kind].add)(pk)


def _line(number: int) -> str:
    return kind_and_key(PublicChange, number)


def _dated(number: int, at: datetime, before: datetime | None, tomorrow: datetime) -> Iterator[Finding]:
    if at > tomorrow:
        yield Finding(
            "journal-date",
            _line(number),
            f"is gedateerd in de toekomst ({at:%Y-%m-%d})",
            "Zet de klok van de server goed",
        )
    elif before is not None and at < before - ASTRAY:
        wrong = f"is ouder ({at:%Y-%m-%d}) dan de regel ervoor ({before:%Y-%m-%d})"
        yield Finding("journal-date", _line(number), wrong, "Zet de klok van de server goed")


def _head() -> Iterator[Finding]:
    last = _last_number()
    heads = list(JournalHead.objects.order_by("pk").values_list("pk", "number"))
    stray = [pk for pk, _number in heads if pk != 1]
    if stray:
        yield Finding("journal-heads", "journaal", f"heeft meer dan één stand ({stray})", REPAIR, 1)
    known = dict(heads).get(1)
    if known is None and last:
        yield Finding("journal-head", "journaal", "de stand ontbreekt", REPAIR, 1)
    elif known is not None and known < last:
        yield Finding("journal-head", "journaal", f"de stand is {known}, de laatste regel {last}", REPAIR, 1)
    elif known is not None and known > last:
        yield Finding("journal-hole", "journaal", f"nummers {last + 1} tot en met {known} ontbreken", FROM_BACKUP)


def _letters() -> Iterator[Finding]:
    """A line names the letter by which something came to be changed: of a position, no other than its own."""
    own = GovernmentPosition.objects.filter(pk=OuterRef("object_id")).values("letter")
    told = PublicChange.objects.filter(kind="position").exclude(letter=None).annotate(own=Subquery(own))
    for number, pk, letter in (
        told.exclude(own=None).exclude(own=F("letter")).order_by("number").values_list("number", "object_id", "letter")
    ):
        wrong = f"noemt brief {letter}, maar position {pk} is van een andere"
        yield Finding("journal-letter", _line(number), wrong, FROM_BACKUP)


def _last_number() -> int:
    return PublicChange.objects.aggregate(last=Max("number"))["last"] or 0


def _compared(kind: str, told: set[int]) -> Iterator[Finding]:
    public = public_now(kind)
    doubtful = differing(KINDS[kind], public ^ told)
    for pk in sorted(public ^ told):
        wrong = SILENT if pk in public else WRONGLY
        advice, cure = (FIRST, None) if pk in doubtful else (REPAIR, pk)
        yield Finding(PUBLIC + kind, kind_and_key(KINDS[kind], pk), wrong, advice, cure)


def public_now(kind: str) -> set[int]:
    """What strangers see of a kind. Kinds without `public()` are names that pages print: only what was told must exist."""
    manager: Any = KINDS[kind]._default_manager
    rows = manager.public() if hasattr(manager, "public") else manager.all()
    return set(rows.order_by().values_list("pk", flat=True))


def repair_public(kind: str) -> Any:
    def repair(pks: list[int]) -> int:
        for start in range(0, len(pks), BATCH):
            with transaction.atomic():
                write_journal({(kind, pk) for pk in pks[start : start + BATCH]}, None)
        return len(pks)

    return repair


def repair_head(_pks: list[int]) -> int:
    """The head is the last number that was given; what is derived from another head builds itself anew."""
    with transaction.atomic():
        JournalHead.objects.get_or_create(pk=1)
        head = JournalHead.objects.select_for_update().get(pk=1)
        head.number = max(head.number, _last_number())
        head.save(update_fields=["number"])
    return 1


def repair_heads(_pks: list[int]) -> int:
    return JournalHead.objects.exclude(pk=1).delete()[0]


REPAIRS = {"journal-head": repair_head, "journal-heads": repair_heads} | {
    PUBLIC + kind: repair_public(kind) for kind in KINDS
}
