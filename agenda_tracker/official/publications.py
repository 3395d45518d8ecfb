"""Official publications (KOOP): searching by SRU 2.0, metadata and text; see docs/official.md for the forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

from lxml import etree

from agenda_tracker.citations import Reference

from .getting import Getter
from .publication import Publication, identifier_of, of_metadata, of_record
from .publication_text import Text, fetch_text
from .trouble import Changed, Failing, NotThere
from .xml import XML_TYPES, read_xml, text

COLLECTION = "c.product-area==officielepublicaties"
PAGE_SIZE, MOST_PAGES = 50, 20
ANSWER_BYTES = 4 * 1024 * 1024
# Messages of the search service itself: a general error and "temporarily unavailable" (SRU diagnostics 1 and 2).
_PASSING = ("info:srw/diagnostic/1/1", "info:srw/diagnostic/1/2")
# Words by which an annotated agenda or a report is found in titles.
WORDS = ("geannoteerde agenda", "verslag")


@dataclass(frozen=True)
class Publications:
    """`sru`: address of the search service, `pages`: of the site with the texts; one of them may be empty."""

    getter: Getter
    sru: str = ""
    pages: str = ""

    def find(self, reference: Reference) -> list[Publication]:
        """The publications of one Kamerstuk, its reprints and corrections included; the plain one first, no annexes.

        Empty when it is not (yet) published. Raises Trouble.
        """
        wanted = identifier_of(reference)
        if not self.sru:
            return self._by_metadata(wanted)
        query = f"{COLLECTION} AND (dt.identifier=={wanted}"
        if reference.number and not reference.version and not reference.keyed_by_year:
            query += f' OR (w.dossiernummer=="{reference.dossier_normal}" AND w.ondernummer=="{reference.number}")'
        found = [one for one in self._all(query + ")") if _is_of(one.identifier, wanted)]
        return sorted({one.identifier: one for one in found}.values(), key=lambda one: one.identifier)

    def on_day(self, day: date, title: str) -> list[Publication]:
        """Papers of this day with these words in their title: the same letter has a number in each chamber."""
        words = " ".join(re.findall(r"\w+", title)[:12])
        query = f'{COLLECTION} AND w.publicatienaam==Kamerstuk AND dt.date=={day} AND dt.title all "{words}"'
        return [one for one in self._all(query) if not one.is_annex]

    def since(self, day: date) -> Iterator[Publication]:
        """Kamerstukken altered since this day whose title has one of WORDS; the oldest first."""
        titles = " OR ".join(f'dt.title="{words}"' for words in WORDS)
        query = f"{COLLECTION} AND w.publicatienaam==Kamerstuk AND dt.modified>={day} AND ({titles})"
        yield from (one for one in self._all(f"{query} sortBy dt.modified/sort.ascending") if not one.is_annex)

    def text(self, publication: Publication) -> Text:
        return fetch_text(self.getter, publication, self.pages)

    def _by_metadata(self, identifier: str) -> list[Publication]:
        address = f"{self.pages.rstrip('/')}/{identifier}/metadata.xml"
        host = urlsplit(address).hostname or ""
        try:
            root = self.getter.read(address, XML_TYPES, lambda answer: read_xml(answer.data, host), ANSWER_BYTES)
        except NotThere:
            return []
        found = of_metadata(root, host)
        if found.identifier.lower() != identifier.lower():
            raise Changed(host, "een ander stuk", f"{host}: {found.identifier} for {identifier}")
        return [found]

    def _all(self, query: str) -> Iterator[Publication]:
        start, seen = 1, 0
        for _page in range(MOST_PAGES):
            count, records, host = self._page(query, start)
            yield from (of_record(record, host) for record in records)
            seen += len(records)
            if seen >= count:
                return
            if not records:
                raise Changed(host, "records ontbreken", f"{host}: {seen} of {count} records, then none")
            start += len(records)

    def _page(self, query: str, start: int) -> tuple[int, list[Any], str]:
        asked = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "query": query,
            "startRecord": start,
            "maximumRecords": PAGE_SIZE,
            "recordSchema": "gzd",
        }
        host = urlsplit(self.sru).hostname or ""
        address = f"{self.sru}?{urlencode(asked)}"
        root = self.getter.read(address, XML_TYPES, lambda answer: read_xml(answer.data, host), ANSWER_BYTES)
        if etree.QName(root).localname != "searchRetrieveResponse":
            raise Changed(host, "searchRetrieveResponse ontbreekt", f"{host}: root {root.tag!r}")
        _refuse_diagnostics(root, host)
        count = text(root, "numberOfRecords")
        if not count.isdecimal():
            raise Changed(host, "numberOfRecords ontbreekt", f"{host}: numberOfRecords {count[:20]!r}")
        return int(count), list(root.iterfind("{*}records/{*}record/{*}recordData")), host


def _refuse_diagnostics(root: Any, host: str) -> None:
    """The service says with status 200 that it cannot do what was asked."""
    told = root.find("{*}diagnostics/{*}diagnostic")
    if told is None:
        return
    uri, message = text(told, "uri"), text(told, "message")
    detail = f"{host}: diagnostic {uri} {message[:200]}"
    if uri in _PASSING:
        raise Failing(host, f"melding {uri.rpartition('/')[2]}", detail)
    raise Changed(host, "de zoekvraag wordt niet begrepen", detail)


def _is_of(identifier: str, wanted: str) -> bool:
    return bool(re.fullmatch(rf"{re.escape(wanted)}(?:-[hn]\d{{1,2}})?", identifier, re.IGNORECASE))
