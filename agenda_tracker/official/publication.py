"""An official publication as its metadata tells it: the record of a search answer, or a `metadata.xml`."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from agenda_tracker.citations import Reference, read_query

from .trouble import Changed
from .xml import text, texts

_IDENTIFIER = re.compile(r"[a-z]{2,4}-[A-Za-z0-9-]{3,60}\Z")
_CHAMBERS = {"Tweede Kamer": "TK", "Eerste Kamer": "EK"}
# The forms in which a text is published, the easiest to read first.
FORMS = ("xml", "html", "pdf")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a source says of one paper. Texts are "" and dates None where it does not say.

    `title` is the paper's own, without the dossier's; `kind` in the source's words (`Brief regering`); `date` the day of
    the paper, `available` the day it was published; `dossiers` as `21501-02` or `36600-X`; `addresses` per form.
    """

    identifier: str
    title: str
    dossier_title: str = ""
    kind: str = ""
    chamber: str = ""
    date: datetime.date | None = None
    available: datetime.date | None = None
    dossiers: tuple[str, ...] = ()
    number: str = ""
    session_year: str = ""
    page: str = ""
    addresses: tuple[tuple[str, str], ...] = ()

    @property
    def reference(self) -> Reference | None:
        """The Kamerstuk that this is, a reprint with its version; None for annexes and other publications."""
        return paper_of(self.identifier)

    @property
    def is_annex(self) -> bool:
        return not self.identifier.startswith("kst-")


def paper_of(identifier: str) -> Reference | None:
    found = read_query(identifier).references if identifier.startswith("kst-") else ()
    return found[0] if len(found) == 1 and found[0].kind == "paper" else None


def identifier_of(reference: Reference) -> str:
    """The identifier under which a Kamerstuk is published: `kst-21501-02-2900`."""
    name = reference.official_url.rpartition("/")[2].removesuffix(".html")
    return name if name.startswith("kst-") else f"kst-{reference.normal}"


def of_record(record: Any, host: str) -> Publication:
    """A record of the search service (`gzd` with `overheidwetgeving:meta`). Raises Changed when it lacks what we rely on."""
    whole = _told(text(record, "title"), "title", host)
    items = [(one.get("manifestation") or "", (one.text or "").strip()) for one in record.iterfind(".//{*}itemUrl")]
    return Publication(
        identifier=_identifier(text(record, "identifier"), host),
        title=text(record, "documenttitel") or _own_part(whole),
        dossier_title=text(record, "dossiertitel"),
        kind=text(record, "subrubriek") or _kind_by_scheme(record),
        chamber=_chamber(text(record, "creator")),
        date=_day(text(record, "date") or text(record, "issued"), host),
        available=_day(text(record, "available"), host),
        dossiers=tuple(dict.fromkeys(texts(record, "dossiernummer"))),
        number=text(record, "ondernummer"),
        session_year=text(record, "vergaderjaar"),
        page=text(record, "preferredUrl"),
        addresses=tuple((form, address) for form, address in items if form in FORMS and address),
    )


def of_metadata(root: Any, host: str) -> Publication:
    """The `metadata.xml` of a publication. Raises Changed when it lacks what we rely on."""
    told: dict[str, list[str]] = {}
    for one in root.iterfind(".//metadata"):
        told.setdefault(one.get("name") or "", []).append(" ".join((one.get("content") or "").split()))
    if not told:
        raise Changed(host, "metadata ontbreekt", f"{host}: no metadata elements")

    def first(*names: str) -> str:
        return next((told[name][0] for name in names if told.get(name)), "")

    whole = _told(first("DC.title"), "DC.title", host)
    kinds = [one.get("content") or "" for one in root.iterfind(".//metadata[@scheme='OVERHEIDop.KamerstukTypen']")]
    return Publication(
        identifier=_identifier(first("DC.identifier"), host),
        title=first("OVERHEIDop.documenttitel") or _own_part(whole),
        dossier_title=first("OVERHEIDop.dossiertitel"),
        kind=next(iter(kinds), ""),
        chamber=_chamber(first("DC.creator")),
        date=_day(first("OVERHEIDop.datumBrief", "DCTERMS.issued"), host),
        available=_day(first("DCTERMS.available"), host),
        dossiers=tuple(dict.fromkeys(told.get("OVERHEIDop.dossiernummer", []))),
        number=first("OVERHEIDop.ondernummer"),
        session_year=first("OVERHEIDop.vergaderjaar"),
    )


def _identifier(found: str, host: str) -> str:
    if not _IDENTIFIER.match(found):
        raise Changed(host, "identifier ontbreekt", f"{host}: identifier {found[:80]!r}")
    return found


def _told(found: str, name: str, host: str) -> str:
    if not found:
        raise Changed(host, f"{name} ontbreekt", f"{host}: a record without {name}")
    return found


def _own_part(whole: str) -> str:
    """ "Raad Buitenlandse Zaken; Brief regering; Geannoteerde agenda" gives its last part."""
    return whole.rpartition("; ")[2]


def _kind_by_scheme(record: Any) -> str:
    kinds = record.iterfind(".//{*}type[@scheme='OVERHEIDop.KamerstukTypen']")
    return next(((one.text or "").strip() for one in kinds), "")


def _chamber(creator: str) -> str:
    return next((chamber for name, chamber in _CHAMBERS.items() if creator.startswith(name)), "")


def _day(found: str, host: str) -> datetime.date | None:
    if not found:
        return None
    try:
        return datetime.date.fromisoformat(found[:10])
    except ValueError:
        raise Changed(host, "een datum in een andere vorm", f"{host}: date {found[:40]!r}") from None
