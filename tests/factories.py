"""Plain functions that make records for tests; every one is cleaned, and nothing is random."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.utils import timezone

from agenda_tracker.citations import Reference
from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Evidence,
    Footnote,
    Formation,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Ministry,
    Office,
    Paragraph,
    Section,
    Signatory,
    Topic,
    dossier_for,
    kamerstuk_for,
)
from agenda_tracker.models.fields import fold

CONFIRMED = GovernmentPosition.Review.CONFIRMED
TEXT = "Nederland zet in op samenwerking met bondgenoten."
_numbers = count(1)
_forgets: list[bool] = []


def saved(record: Any) -> Any:
    """The record, checked and stored; what is unique, holds between columns or points to rows, the database checks."""
    keys = {field.name for field in record._meta.fields if field.is_relation}
    record.full_clean(exclude=keys, validate_unique=False, validate_constraints=False)
    if _forgets:
        record.skip_history_when_saving = True
    try:
        record.save()
    finally:
        vars(record).pop("skip_history_when_saving", None)
    return record


@contextmanager
def forgetting() -> Iterator[None]:
    """What is made meanwhile has no history before its first change: to note that a test made it takes longer than that."""
    _forgets.append(True)
    try:
        yield
    finally:
        _forgets.pop()


def make_formation(name: str = "", **fields: Any) -> Formation:
    number = next(_numbers)
    name = name or f"Raad nummer {number}"
    fields = {"organisation": "eu", "name": name, "slug": f"raad-{number}", **fields}
    return saved(Formation(**fields))


def make_topic(name: str = "", parent: Topic | None = None, **fields: Any) -> Topic:
    number = next(_numbers)
    fields = {"name": name or f"Thema {number}", "slug": f"thema-{number}", **fields}
    return saved(Topic(parent=parent, **fields))


def make_ministry(name: str = "", **fields: Any) -> Ministry:
    number = next(_numbers)
    return saved(Ministry(**{"name": name or f"Ministerie {number}", "slug": f"ministerie-{number}", **fields}))


def make_office(name: str = "", ministry: Ministry | None = None, **fields: Any) -> Office:
    number = next(_numbers)
    fields = {"name": name or f"Minister nummer {number}", "slug": f"minister-{number}", **fields}
    return saved(Office(ministry=ministry or make_ministry(), **fields))


def make_meeting(formation: Formation | None = None, start: str = "2024-10-17", **fields: Any) -> MinisterialMeeting:
    """A meeting of one day in Brussels, unless told otherwise. `start` as ISO text."""
    day = datetime.date.fromisoformat(start)
    fields = {
        "formation": formation or make_formation(),
        "start_date": day,
        "end_date": day,
        "place": "Brussel",
        "slug": f"vergadering-{next(_numbers)}",
        **fields,
    }
    return saved(MinisterialMeeting(**fields))


def make_item(meeting: MinisterialMeeting | None = None, title: str = "Defensie", **fields: Any) -> AgendaItem:
    meeting = meeting or make_meeting()
    fields.setdefault("order", meeting.items.count() + 1)
    return saved(AgendaItem(meeting=meeting, title=title, **fields))


def make_letter(status: str = "published", meeting: MinisterialMeeting | None = None, **fields: Any) -> Letter:
    """A letter to the Tweede Kamer; with `meeting` it treats that meeting as agenda. `date` may be ISO text."""
    number = next(_numbers)
    day = fields.pop("date", "2024-10-03")
    fields = {"subject": f"Brief nummer {number}", "slug": f"brief-{number}", "to_tk": True, **fields}
    letter = Letter(date=datetime.date.fromisoformat(day) if isinstance(day, str) else day, **fields)
    letter.status = status
    if status != "draft":
        letter.first_published_at = timezone.now()
    if status == "withdrawn":
        letter.withdrawal_note = "De brief bevatte een fout."
    saved(letter)
    if meeting:
        make_treatment(letter, meeting)
    return letter


def make_treatment(letter: Letter, meeting: MinisterialMeeting, kind: str = "annotated_agenda") -> LetterMeeting:
    return saved(LetterMeeting(letter=letter, meeting=meeting, kind=kind, order=letter.treatments.count()))


def make_signatory(letter: Letter, office: Office, role: str = "signs", name: str = "A. de Vries") -> Signatory:
    order = letter.signatories.count()
    return saved(
        Signatory(
            letter=letter, office=office, role=role, office_as_printed=office.name, name_as_printed=name, order=order
        )
    )


def make_section(letter: Letter, item: AgendaItem | None = None, heading: str | None = None, **fields: Any) -> Section:
    order = letter.sections.count() + 1
    title = heading if heading is not None else (item.title if item else "Inleiding")
    return saved(Section(letter=letter, agenda_item=item, heading=title, order=order, **fields))


def make_paragraph(section: Section, text: str = TEXT) -> Paragraph:
    order = section.letter.paragraphs.count() + 1
    return saved(Paragraph(letter=section.letter, section=section, order=order, number=str(order), text=text))


def make_footnote(paragraph: Paragraph, text: str, offset: int | None = None) -> Footnote:
    order = paragraph.letter.footnotes.count() + 1
    place = len(paragraph.text) if offset is None else offset
    return saved(
        Footnote(letter=paragraph.letter, paragraph=paragraph, order=order, marker=str(order), text=text, offset=place)
    )


def make_evidence(position: GovernmentPosition, paragraph: Paragraph, quote: str = "") -> Evidence:
    """The literal `quote` (default: all of the paragraph) as what the position rests on."""
    evidence = _evidence(position, paragraph, quote)
    position.refresh_quotes_key()
    return evidence


def _evidence(position: GovernmentPosition, paragraph: Paragraph, quote: str = "") -> Evidence:
    start = paragraph.text.index(quote)
    end = start + len(quote) if quote else len(paragraph.text)
    return saved(Evidence(position=position, paragraph=paragraph, start=start, end=end))


def make_position(
    letter: Letter | None = None,
    item: AgendaItem | None = None,
    text: str = TEXT,
    topics: list[Topic] | None = None,
    **fields: Any,
) -> GovernmentPosition:
    """A confirmed position with a section, a paragraph `text` and that whole paragraph as its quote."""
    item = item or make_item()
    letter = letter or make_letter(meeting=item.meeting)
    section = letter.sections.filter(agenda_item=item).first() or make_section(letter, item)
    fields = {"wording": text, "review": CONFIRMED, "order": letter.positions.count() + 1, **fields}
    position = saved(GovernmentPosition(letter=letter, agenda_item=item, quotes_key=fold(text), **fields))
    if topics:
        position.topics.set(topics)
    _evidence(position, make_paragraph(section, text))
    return position


def make_dossier(normal: str = "28676", **fields: Any) -> Dossier:
    """`28676`, `21501-02`, `36600-X`, `CXXIV`."""
    dossier = dossier_for(Reference.parse(f"dossier/{normal}"))
    return _with(dossier, fields)


def make_kamerstuk(normal: str = "28676-464", **fields: Any) -> Kamerstuk:
    """`28676-464`, `36600-X-3`, `CXXIV-G`; with `letter=` it is that letter."""
    return _with(kamerstuk_for(Reference.parse(normal)), fields)


def _with(record: Any, fields: dict[str, Any]) -> Any:
    for name, value in fields.items():
        setattr(record, name, value)
    return saved(record)


def make_reference(place: Paragraph | Footnote, written: str, normal: str = "", **fields: Any) -> KamerstukReference:
    """A citation of `written` in a paragraph or footnote; with `normal` it is resolved to that paper or dossier."""
    start = place.text.index(written)
    where = "paragraph" if isinstance(place, Paragraph) else "footnote"
    fields = {where: place, "letter": place.letter, "as_written": written, "normal_form": normal or written, **fields}
    if normal:
        target = make_dossier(normal[8:]) if normal.startswith("dossier/") else make_kamerstuk(normal)
        fields |= {"status": "resolved", "dossier" if isinstance(target, Dossier) else "kamerstuk": target}
    return saved(KamerstukReference(start=start, end=start + len(written), **fields))
