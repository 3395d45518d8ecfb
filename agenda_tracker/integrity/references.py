"""Citations: the words lie where they are said to lie, mean what the grammar reads, and lead to what they mean."""

from collections.abc import Iterator
from functools import lru_cache

from django.db.models import OuterRef, Q, Subquery

from agenda_tracker.citations import Found, Reference, find_references, read_query
from agenda_tracker.intake.citing import target_of
from agenda_tracker.models import DeskAct, Footnote, FormerSlug, KamerstukReference, Paragraph, journalled

from .finding import Finding, chunks, kind_and_key, named, stamp

Status = KamerstukReference.Status
AS_WRITTEN, NORMAL_FORM = 300, 120  # characters that are kept
LONGEST_QUERY = 200
# Which dossier was the highest when a letter was read, is not known any more.
ANY_DOSSIER = 99_999
MARK_ANEW = "Markeer haar opnieuw op de beoordelingspagina van de brief"
ONE_TOO_MANY = "Kijk bij de brief welke van de twee er hoort te staan, en verwijder de andere"


def find() -> Iterator[Finding]:
    rows = KamerstukReference.objects.select_related("paragraph", "footnote", "kamerstuk", "dossier")
    for part in chunks(rows.defer("paragraph__number", "kamerstuk__title", "dossier__title")):
        moved = _moved({one.normal_form for one in part})
        for reference in part:
            yield from _of_one(reference, moved)
    yield from _doubles()


def _of_one(reference: KamerstukReference, moved: dict[str, int]) -> Iterator[Finding]:
    where = place_of(reference)
    if where is None or where.letter_id != reference.letter_id:
        yield Finding("reference-place", named(reference), "staat in de tekst van een andere brief", MARK_ANEW)
        return
    if where.text[reference.start : reference.end][:AS_WRITTEN] != reference.as_written:
        pk = reference.pk if _place_again(reference, where.text) else None
        wrong = f"de tekst op die plaats is niet “{reference.as_written[:60]}”"
        yield Finding("reference-text", named(reference), wrong, MARK_ANEW, pk)
    elif not _is_read(reference, where.text) and not _was_chosen(reference):
        forms = _forms_at(reference, where.text)
        wrong = f"“{reference.as_written[:60]}” leest als {_told(forms)}, niet als {reference.normal_form}"
        pk = reference.pk if forms else None
        yield Finding("reference-form", named(reference), wrong, "Kies bij de brief wat de verwijzing betekent", pk)
    elif not _leads_there(reference, moved):
        wrong = f"is gekoppeld aan iets anders dan {reference.normal_form}"
        pk = reference.pk if _meanings(reference.normal_form) and not _is_by_hand(reference) else None
        yield Finding("reference-link", named(reference), wrong, "Kies bij de brief wat de verwijzing betekent", pk)


def place_of(reference: KamerstukReference) -> Paragraph | Footnote | None:
    return reference.paragraph or reference.footnote


def _told(forms: list[str]) -> str:
    return " of ".join(forms) or "geen verwijzing"


def _place_again(reference: KamerstukReference, text: str) -> tuple[int, int, str] | None:
    """Where it must be: its words when they stand in the text once, else the only mention of what it means.

    None when there is no such place, several, or when another reference has it.
    """
    words = reference.as_written
    if words and text.count(words) == 1:
        start = text.index(words)
        spans = [(start, start + len(words))]
    else:
        spans = [span for span, forms in _in_text(text).items() if reference.normal_form in forms]
    taken = _others(reference)
    free = [(start, end) for start, end in spans if not any(one < end and start < other for one, other in taken)]
    if len(free) != 1:
        return None
    [(start, end)] = free
    return start, end, text[start:end][:AS_WRITTEN]


def _others(reference: KamerstukReference) -> list[tuple[int, int]]:
    """The places of the other references in the same text."""
    same = KamerstukReference.objects.filter(paragraph=reference.paragraph_id, footnote=reference.footnote_id)
    return list(same.exclude(pk=reference.pk).values_list("start", "end"))


def _doubles() -> Iterator[Finding]:
    """Two references that share characters of one text; the younger of them is named."""
    same = Q(paragraph=OuterRef("paragraph")) | Q(footnote=OuterRef("footnote"))
    older = KamerstukReference.objects.filter(same, pk__lt=OuterRef("pk"), start__lt=OuterRef("end"))
    first = older.filter(end__gt=OuterRef("start")).order_by("pk").values("pk")[:1]
    rows = KamerstukReference.objects.annotate(first=Subquery(first)).exclude(first=None).order_by("pk")
    for pk, other in rows.values_list("pk", "first"):
        wrong = f"staat op dezelfde plaats als verwijzing {other}"
        yield Finding("reference-double", kind_and_key(KamerstukReference, pk), wrong, ONE_TOO_MANY)


def _finds(text: str) -> list[Found]:
    return find_references(text, highest_dossier=ANY_DOSSIER)


@lru_cache(maxsize=20_000)
def _alone(words: str) -> tuple[str, ...]:
    """The meanings of some words without their surroundings."""
    finds = [*_finds(words), *_finds(f"Kamerstukken I {words}")]
    asked = read_query(words[:LONGEST_QUERY], highest_dossier=ANY_DOSSIER).references if words.strip() else []
    return tuple(dict.fromkeys([*(found.reference.normal for found in finds), *(one.normal for one in asked)]))


@lru_cache(maxsize=64)
def _in_text(text: str) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = {}
    for one in _finds(text):
        found.setdefault((one.start, one.end), []).append(one.reference.normal)
    return found


def _forms_at(reference: KamerstukReference, text: str) -> list[str]:
    """The meanings of the words at its place: within the whole text, else of the words alone."""
    found = _in_text(text).get((reference.start, reference.end))
    return list(dict.fromkeys(found or _alone(reference.as_written)))


def _is_read(reference: KamerstukReference, text: str) -> bool:
    forms = set(reference.normal_form.split(";"))
    if forms <= set(_alone(reference.as_written)):
        return True
    read = _forms_at(reference, text)
    if forms <= set(read) or ";".join(read)[:NORMAL_FORM] == reference.normal_form:
        return True
    return forms <= _as_budgets(reference)


def _as_budgets(reference: KamerstukReference) -> set[str]:
    """Its meanings when its dossier was known as that of a budget, whose letters are chapters."""
    budgets = {one.dossier for one in _meanings(reference.normal_form) if one.dossier}
    words = reference.as_written[:LONGEST_QUERY]
    read = read_query(words, budget_dossiers=budgets, highest_dossier=ANY_DOSSIER) if words.strip() else None
    return {one.normal for one in read.references} if read else set()


def _was_chosen(reference: KamerstukReference) -> bool:
    """Whether a clerk gave it this meaning in the place of what was read."""
    if _is_by_hand(reference):
        return True
    told = reference.history.order_by("history_date", "history_id").values_list("normal_form", flat=True)
    forms = list(told)
    return bool(forms) and forms[-1] == reference.normal_form and forms[0] != reference.normal_form


def _is_by_hand(reference: KamerstukReference) -> bool:
    """Whether a clerk entered or altered it: what is doubtful then is for a clerk, too."""
    name = reference._meta.model_name or ""
    return DeskAct.objects.filter(kind=name, object_id=reference.pk).exists()


def _moved(forms: set[str]) -> dict[str, int]:
    """Numbers that were merged into another, and the paper that they lead to."""
    rows = FormerSlug.objects.filter(kind=FormerSlug.Kind.KAMERSTUK, slug__in=forms)
    return dict(rows.values_list("slug", "object_id"))


def _leads_there(reference: KamerstukReference, moved: dict[str, int]) -> bool:
    if reference.status != Status.RESOLVED:
        return reference.kamerstuk_id is None and reference.dossier_id is None
    if reference.kamerstuk is not None and reference.dossier is None:
        own = reference.kamerstuk.normal_form == reference.normal_form
        return own or moved.get(reference.normal_form) == reference.kamerstuk_id
    if reference.dossier is not None and reference.kamerstuk is None:
        return f"dossier/{reference.dossier.normal_form}" == reference.normal_form
    return False


def _meanings(normal_form: str) -> list[Reference]:
    """What a normal form names; [] when a part of it is none."""
    try:
        return [Reference.parse(form) for form in normal_form.split(";")]
    except ValueError:
        return []


def repair_text(pks: list[int]) -> int:
    done = 0
    for reference in _locked(pks):
        where = place_of(reference)
        place = _place_again(reference, where.text) if where else None
        if place:
            with journalled(reference):
                reference.start, reference.end, reference.as_written = place
                _store(reference)
            done += 1
    return done


def repair_form(pks: list[int]) -> int:
    done = 0
    for reference in _locked(pks):
        where = place_of(reference)
        forms = _forms_at(reference, where.text) if where else []
        if forms:
            with journalled(reference, letter=reference.letter) as change:
                _link(reference, ";".join(forms)[:NORMAL_FORM])
                change.watch(*filter(None, [reference.kamerstuk, reference.dossier]))
            done += 1
    return done


def repair_link(pks: list[int]) -> int:
    done = 0
    for reference in _locked(pks):
        if _meanings(reference.normal_form):
            with journalled(reference, letter=reference.letter) as change:
                _link(reference, reference.normal_form)
                change.watch(*filter(None, [reference.kamerstuk, reference.dossier]))
            done += 1
    return done


def _locked(pks: list[int]) -> list[KamerstukReference]:
    return list(KamerstukReference.objects.filter(pk__in=pks).select_related("letter", "paragraph", "footnote"))


def _link(reference: KamerstukReference, normal_form: str) -> None:
    """What it means and leads to, as when it was read: one meaning leads there, several stay open."""
    meanings = _meanings(normal_form)
    known = len(meanings) == 1 and meanings[0].kind in ("paper", "dossier")
    kamerstuk, dossier = target_of(meanings[0].normal) if known else (None, None)
    reference.normal_form, reference.kamerstuk, reference.dossier = normal_form, kamerstuk, dossier
    reference.status = Status.AMBIGUOUS if len(meanings) > 1 else Status.RESOLVED if known else Status.UNKNOWN
    _store(reference)


def _store(reference: KamerstukReference) -> None:
    stamp(reference)
    reference.full_clean()
    reference.save()


REPAIRS = {"reference-text": repair_text, "reference-form": repair_form, "reference-link": repair_link}
