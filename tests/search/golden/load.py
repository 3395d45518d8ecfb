"""Puts the golden letters, and noise around them, into the database: published, confirmed, in the journal, in one go."""

import datetime
import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from agenda_tracker.citations import Reference
from agenda_tracker.intake.statistics import refresh_statistics
from agenda_tracker.letters import known_formations
from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Formation,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Ministry,
    Office,
    Signatory,
    Topic,
)
from agenda_tracker.models.journalled import write_journal

from .letters import FICTIONAL, Meeting, WrittenLetter, golden_letters
from .noise import noise_letters
from .texts import LetterTexts, cited

Keys = dict[str, tuple[str, int]]
FIXTURES = settings.BASE_DIR / "fixtures"


def load(noise: int = 400) -> Keys:
    """Load the golden letters and `noise` letters of noise; what the reference data lack is added first.

    Gives the kind and id of everything by its key: `L07` a letter, `L07.3` a position (`N0007` and so on for noise),
    `topic:drones`, `meeting:2024-06-13-eu-jbz`, `kst:28676-503`, `dossier:28676`. May be called once in a database.
    """
    letters = [*golden_letters(), *noise_letters(noise)]
    with transaction.atomic():
        loading = Loading()
        loading.load(letters)
        write_journal(loading.touched(), None)
        refresh_statistics()
    return loading.keys()


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _missing(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """All rows of a table by slug, after making those that are not there."""
    known = set(model._default_manager.values_list("slug", flat=True))
    model._default_manager.bulk_create(model(**row) for row in rows if row["slug"] not in known)
    return {row.slug: row for row in model._default_manager.all()}  # type: ignore[attr-defined]


class Loading:
    """The rows of one loading, by the keys of the letters; call `load` instead."""

    def __init__(self) -> None:
        self.formations = _missing(Formation, map(_formation, known_formations()))
        self.ministries = _missing(Ministry, map(_ministry, _rows("ministries")))
        self.offices = _missing(Office, (self._office(row) for row in _rows("offices")))
        self.topics = self._topic_tree()
        self.now = timezone.now()
        self.letters: dict[str, Letter] = {}
        self.meetings: dict[str, MinisterialMeeting] = {}
        self.items: list[AgendaItem] = []
        self.positions: dict[str, GovernmentPosition] = {}
        self.dossiers = {row.normal_form: row for row in Dossier.objects.all()}
        self.papers = {row.normal_form: row for row in Kamerstuk.objects.all()}

    def _office(self, row: dict[str, Any]) -> dict[str, Any]:
        ministry = self.ministries[row["ministry"]]
        return {"slug": row["slug"], "name": row["name"], "aliases": "\n".join(row["aliases"]), "ministry": ministry}

    def _topic_tree(self) -> dict[str, Topic]:
        rows = _rows("topics")
        topics: dict[str, Topic] = {}
        for level in _levels(rows):
            topics |= _missing(Topic, (_topic(row, topics) for row in level))
        return topics

    def load(self, letters: list[WrittenLetter]) -> None:
        own = {letter.key: Reference.parse(letter.kamerstuk) for letter in letters}
        named = [found.reference for letter in letters for found in cited(letter.text)]
        self._dossiers([*own.values(), *named])
        self._heads(letters, own)
        self._papers(own, named)
        self._meetings_of(letters)
        text = LetterTexts(self.letters, self.meetings, self.topics, self.dossiers, self.papers)
        for letter in letters:
            text.add(letter)
        text.save()
        self.items, self.positions = text.items, text.positions

    def _dossiers(self, references: list[Reference]) -> None:
        titles = {row["normal"]: row["title"] for row in _rows("dossiers")}
        made = {ref.dossier_normal: _dossier(ref, titles) for ref in references}
        Dossier.objects.bulk_create(row for normal, row in made.items() if normal not in self.dossiers)
        self.dossiers = {row.normal_form: row for row in Dossier.objects.all()}

    def _papers(self, own: dict[str, Reference], cited: list[Reference]) -> None:
        """Every paper that a letter is or cites."""
        papers = {ref.normal: self._paper(ref, None) for ref in cited if ref.kind == "paper"}
        papers |= {ref.normal: self._paper(ref, self.letters[key]) for key, ref in own.items()}
        Kamerstuk.objects.bulk_create(row for normal, row in papers.items() if normal not in self.papers)
        self.papers = {row.normal_form: row for row in Kamerstuk.objects.all()}

    def _paper(self, ref: Reference, letter: Letter | None) -> Kamerstuk:
        return Kamerstuk(
            dossier=self.dossiers[ref.dossier_normal],
            number=ref.number,
            title=letter.subject if letter else "",
            date=letter.date if letter else None,
            letter=letter,
            normal_form=ref.normal,
            sort_key=ref.sort_key,
        )

    def _heads(self, letters: list[WrittenLetter], own: dict[str, Reference]) -> None:
        self.letters = {letter.key: self._head(letter) for letter in letters}
        Letter.objects.bulk_create(self.letters.values())
        Signatory.objects.bulk_create(self._signatory(letter) for letter in letters)
        above = Letter.dossiers.through
        above.objects.bulk_create(
            above(letter_id=self.letters[letter.key].pk, dossier_id=self.dossiers[own[letter.key].dossier_normal].pk)
            for letter in letters
        )

    def _head(self, letter: WrittenLetter) -> Letter:
        return Letter(
            kind=letter.kind,
            subject=letter.subject,
            date=_day(letter.date),
            to_tk=True,
            text_note=FICTIONAL,
            status=Letter.Status.PUBLISHED,
            slug=f"fictief-{letter.key.lower()}",
            first_published_at=self.now,
        )

    def _signatory(self, letter: WrittenLetter) -> Signatory:
        office = self.offices[letter.office]
        head = self.letters[letter.key]
        return Signatory(letter=head, office=office, office_as_printed=office.name, name_as_printed="F. Verzonnen")

    def _meetings_of(self, letters: list[WrittenLetter]) -> None:
        treated = [(letter, order, meeting) for letter in letters for order, meeting in enumerate(letter.meetings)]
        self.meetings = {meeting.slug: self._meeting(meeting) for _letter, _order, meeting in treated}
        MinisterialMeeting.objects.bulk_create(self.meetings.values())
        LetterMeeting.objects.bulk_create(
            LetterMeeting(
                letter=self.letters[letter.key], meeting=self.meetings[meeting.slug], kind=meeting.kind, order=order
            )
            for letter, order, meeting in treated
        )

    def _meeting(self, meeting: Meeting) -> MinisterialMeeting:
        return MinisterialMeeting(
            formation=self.formations[meeting.formation],
            informal=meeting.informal,
            state=MinisterialMeeting.State.HELD,
            start_date=_day(meeting.start),
            end_date=_day(meeting.end),
            place=meeting.place,
            country=meeting.country,
            slug=meeting.slug,
        )

    def touched(self) -> set[tuple[str, int]]:
        """Everything the journal speaks of."""
        rows: dict[str, Iterable[models.Model]] = {
            "letter": self.letters.values(),
            "position": self.positions.values(),
            "item": self.items,
            "meeting": self.meetings.values(),
            "kamerstuk": self.papers.values(),
            "dossier": self.dossiers.values(),
            "topic": self.topics.values(),
            "formation": self.formations.values(),
            "ministry": self.ministries.values(),
            "office": self.offices.values(),
        }
        return {(kind, row.pk) for kind, many in rows.items() for row in many}

    def keys(self) -> Keys:
        named: dict[str, tuple[str, dict[str, Any]]] = {
            "": ("letter", self.letters),
            "topic:": ("topic", self.topics),
            "meeting:": ("meeting", self.meetings),
            "kst:": ("kamerstuk", self.papers),
            "dossier:": ("dossier", self.dossiers),
        }
        found = {prefix + key: (kind, row.pk) for prefix, (kind, rows) in named.items() for key, row in rows.items()}
        return found | {key: ("position", row.pk) for key, row in self.positions.items()}


def _formation(body: Any) -> dict[str, Any]:
    names = {name: getattr(body, name) for name in ("organisation", "name", "abbreviation", "slug")}
    return {**names, "aliases": "\n".join(body.aliases)}


def _ministry(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("name", "abbreviation", "slug")}


def _topic(row: dict[str, Any], known: dict[str, Topic]) -> dict[str, Any]:
    parent = known[row["parent"]] if row["parent"] else None
    return {"slug": row["slug"], "name": row["name"], "parent": parent, "keywords": "\n".join(row["keywords"])}


def _levels(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows of a tree, parents before children."""
    levels, above, rest = [], {"", None}, rows
    while rest:
        level = [row for row in rest if row["parent"] in above]
        levels.append(level)
        above = {row["slug"] for row in level}
        rest = [row for row in rest if row not in level]
    return levels


def _dossier(ref: Reference, titles: dict[str, str]) -> Dossier:
    return Dossier(
        number=ref.dossier,
        roman=ref.ek_dossier,
        suffix=ref.suffix,
        title=titles.get(ref.dossier_normal, ""),
        normal_form=ref.dossier_normal,
        sort_key=Reference.parse(f"dossier/{ref.dossier_normal}").sort_key,
    )
