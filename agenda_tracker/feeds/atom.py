"""An Atom feed (RFC 4287), cut in pages that link to each other (RFC 5005 §3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree

from .journal import utc
from .texts import clean, one_line

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True)
class Link:
    """`rel` as RFC 4287 §4.2.7.2 and RFC 5005 name it; an absolute address."""

    rel: str
    href: str
    media_type: str = "text/html"
    title: str = ""


@dataclass(frozen=True)
class Category:
    term: str
    label: str
    scheme: str


@dataclass(frozen=True)
class Entry:
    """One thing to follow. `content` is HTML; `id` an IRI that stays, whatever becomes of the address."""

    id: str
    title: str
    updated: datetime
    published: datetime
    summary: str
    content: str
    links: Sequence[Link]
    authors: Sequence[str] = ()
    categories: Sequence[Category] = ()


@dataclass(frozen=True)
class Feed:
    id: str
    title: str
    subtitle: str
    updated: datetime
    links: Sequence[Link]
    entries: Iterable[Entry] = field(default=())


def document(feed: Feed) -> bytes:
    """The whole feed in UTF-8."""
    root = etree.Element(_tag("feed"), nsmap={None: NAMESPACE})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "nl")
    _add(root, "id", feed.id)
    _add(root, "title", one_line(feed.title))
    _add(root, "subtitle", one_line(feed.subtitle))
    _add(root, "updated", when(feed.updated))
    _add_author(root, "Agendavolger")
    _add(root, "generator", "Agendavolger")
    for link in feed.links:
        _add_link(root, link)
    for entry in feed.entries:
        _add_entry(root, entry)
    found: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def when(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return utc(moment).isoformat().replace("+00:00", "Z")


def _add_entry(root: Any, entry: Entry) -> None:
    node = etree.SubElement(root, _tag("entry"))
    _add(node, "id", entry.id)
    _add(node, "title", one_line(entry.title))
    _add(node, "updated", when(entry.updated))
    _add(node, "published", when(entry.published))
    for name in entry.authors:
        _add_author(node, name)
    for category in entry.categories:
        attributes = {"term": category.term, "label": one_line(category.label), "scheme": category.scheme}
        etree.SubElement(node, _tag("category"), attributes)
    for link in entry.links:
        _add_link(node, link)
    _add(node, "summary", one_line(entry.summary))
    _add(node, "content", clean(entry.content), type="html")


def _add_author(node: Any, name: str) -> None:
    author = etree.SubElement(node, _tag("author"))
    _add(author, "name", one_line(name))


def _add_link(node: Any, link: Link) -> None:
    attributes = {"rel": link.rel, "href": link.href, "type": link.media_type}
    if link.title:
        attributes["title"] = one_line(link.title)
    etree.SubElement(node, _tag("link"), attributes)


def _add(node: Any, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(node, _tag(name), attributes).text = text


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
