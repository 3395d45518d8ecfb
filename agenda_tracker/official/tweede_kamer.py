"""Open data of the Tweede Kamer (OData v4): documents, dossiers and cases; see docs/official.md for the forms."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast
from urllib.parse import quote, urlencode, urlsplit

from agenda_tracker.citations import Reference

from .getting import Answer, Getter
from .trouble import Changed, Truncated

JSON_TYPES = ("application/json",)
ANSWER_BYTES = 8 * 1024 * 1024
MOST_PAGES = 20
EXPAND = (
    "Kamerstukdossier($select=Nummer,Toevoeging,Titel,HoogsteVolgnummer),Zaak($select=Nummer,Soort,Titel,Onderwerp)"
)
DOCUMENT = "Id,Soort,DocumentNummer,Titel,Onderwerp,Datum,Vergaderjaar,Kamer,Volgnummer"
CHAMBERS = {1: "EK", 2: "TK"}
LETTER = "Brief regering"


@dataclass(frozen=True, slots=True)
class ChamberDossier:
    """A dossier as the Tweede Kamer keeps it; `highest` is the last number given out in it, None when not told."""

    normal_form: str
    title: str
    highest: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """A `Zaak`: what the chamber treats."""

    number: str
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class ChamberDocument:
    """A document of the chamber; `number` is its number within its dossiers, "" before it has one."""

    number_in_chamber: str
    kind: str
    subject: str
    title: str
    date: date | None
    chamber: str
    number: str
    dossiers: tuple[ChamberDossier, ...]
    cases: tuple[Case, ...]

    @property
    def normal_form(self) -> str:
        """Of the Kamerstuk: the number belongs to the dossier named first; "" without dossier or number."""
        return f"{self.dossiers[0].normal_form}-{self.number}" if self.dossiers and self.number else ""


@dataclass(frozen=True)
class TweedeKamer:
    getter: Getter
    base: str

    @property
    def host(self) -> str:
        return urlsplit(self.base).hostname or ""

    def documents(self, reference: Reference) -> list[ChamberDocument]:
        """What the chamber keeps under this number; only papers of the Tweede Kamer in a numbered dossier. Raises Trouble."""
        if not reference.number.isdigit() or reference.dossier is None:
            return []
        dossier = f"d/Nummer eq {reference.dossier} and d/Toevoeging eq {_literal(reference.suffix)}"
        asked = f"Verwijderd eq false and Volgnummer eq {reference.number} and Kamerstukdossier/any(d:{dossier})"
        found = [self._document(row) for row in self._rows("Document", asked, expand=True)]
        return [one for one in found if reference.dossier_normal in [dossier.normal_form for dossier in one.dossiers]]

    def dossier(self, reference: Reference) -> ChamberDossier | None:
        """The dossier that this reference is or stands in; None when the chamber has none. Raises Trouble."""
        if reference.dossier is None:
            return None
        asked = f"Verwijderd eq false and Nummer eq {reference.dossier} and Toevoeging eq {_literal(reference.suffix)}"
        found = [self._dossier(row) for row in self._rows("Kamerstukdossier", asked)]
        return next((one for one in found if one.normal_form == reference.dossier_normal), None)

    def letters_since(self, moment: datetime) -> Iterator[ChamberDocument]:
        """Letters of the cabinet, altered since then, whose subject speaks of an annotated agenda or a report."""
        words = "contains(tolower(Onderwerp),'geannoteerde agenda') or contains(tolower(Onderwerp),'verslag')"
        since = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        asked = f"Verwijderd eq false and Soort eq {_literal(LETTER)} and ApiGewijzigdOp ge {since} and ({words})"
        for row in self._rows("Document", asked, expand=True):
            yield self._document(row)

    def _rows(self, what: str, asked: str, *, expand: bool = False) -> Iterator[dict[str, Any]]:
        options = {"$filter": asked} | ({"$select": DOCUMENT, "$expand": EXPAND} if expand else {})
        address = f"{self.base.rstrip('/')}/{what}?{urlencode(options, quote_via=quote, safe='$(),=;')}"
        seen: set[str] = set()
        while address:
            if address in seen or len(seen) >= MOST_PAGES:
                raise Changed(self.host, "er komt geen einde aan de lijst", f"{self.host}: {len(seen)} pages of {what}")
            seen.add(address)
            answer = self._json(address)
            yield from answer["value"]
            address = str(answer.get("@odata.nextLink") or "")

    def _json(self, address: str) -> dict[str, Any]:
        return self.getter.read(address, JSON_TYPES, self._read, ANSWER_BYTES)

    def _read(self, answer: Answer) -> dict[str, Any]:
        try:
            told = json.loads(answer.data)
        except (ValueError, RecursionError) as error:
            if not answer.data.rstrip().endswith(b"}"):
                raise Truncated(self.host, f"{self.host}: JSON ends too early") from error
            raise Changed(self.host, "geen goede JSON", f"{self.host}: {error}") from error
        rows = told.get("value") if isinstance(told, dict) else None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Changed(self.host, "value ontbreekt", f"{self.host}: no list of rows at {answer.address[:200]}")
        return cast(dict[str, Any], told)

    def _document(self, row: dict[str, Any]) -> ChamberDocument:
        dossiers, cases = self._list(row, "Kamerstukdossier"), self._list(row, "Zaak")
        return ChamberDocument(
            number_in_chamber=self._text(row, "DocumentNummer"),
            kind=self._text(row, "Soort"),
            subject=self._text(row, "Onderwerp"),
            title=self._text(row, "Titel"),
            date=self._day(row, "Datum"),
            chamber=CHAMBERS.get(self._told(row, "Kamer"), ""),
            number=self._number(row, "Volgnummer"),
            dossiers=tuple(self._dossier(one) for one in dossiers),
            cases=tuple(Case(*(self._text(one, name) for name in ("Nummer", "Soort", "Onderwerp"))) for one in cases),
        )

    def _dossier(self, row: dict[str, Any]) -> ChamberDossier:
        number, suffix = self._number(row, "Nummer"), self._text(row, "Toevoeging")
        highest = self._number(row, "HoogsteVolgnummer")
        normal = f"{number}-{suffix}" if suffix else number
        return ChamberDossier(normal, self._text(row, "Titel"), int(highest) if highest else None)

    def _told(self, row: dict[str, Any], name: str) -> Any:
        """The value of a field that must be there, if only as null."""
        if name not in row:
            raise Changed(self.host, f"{name} ontbreekt", f"{self.host}: a row without {name}")
        return row[name]

    def _text(self, row: dict[str, Any], name: str) -> str:
        value = self._told(row, name)
        if value is not None and not isinstance(value, str):
            raise Changed(self.host, f"{name} is geen tekst", f"{self.host}: {name} {value!r:.60}")
        return " ".join((value or "").split())

    def _number(self, row: dict[str, Any], name: str) -> str:
        value = self._told(row, name)
        if value is None:
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value) if value >= 0 else ""
        if isinstance(value, str) and value.isdecimal():
            return str(int(value))
        raise Changed(self.host, f"{name} is geen getal", f"{self.host}: {name} {value!r:.60}")

    def _list(self, row: dict[str, Any], name: str) -> list[dict[str, Any]]:
        value = self._told(row, name)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise Changed(self.host, f"{name} is geen lijst", f"{self.host}: {name} {value!r:.60}")
        return value

    def _day(self, row: dict[str, Any], name: str) -> date | None:
        value = self._text(row, name)
        try:
            return date.fromisoformat(value[:10]) if value else None
        except ValueError:
            raise Changed(self.host, f"{name} is geen datum", f"{self.host}: {name} {value[:40]!r}") from None


def _literal(text: str) -> str:
    """A string of OData; no suffix is null there."""
    return "'" + text.replace("'", "''") + "'" if text else "null"
