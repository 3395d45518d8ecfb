"""Atom: valid by the RFC's grammar and by a reader of others, stable names, and the newest change first."""

import calendar
import re
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from agenda_tracker.models import FormerSlug, GovernmentPosition, Letter, PublicChange, journalled
from tests import factories as make
from tests.web.test_queries import add_rows

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
SELECTIONS = ["/feeds/standpunten.atom", "/feeds/brieven.atom", "/feeds/vergaderingen.atom"]
FEEDS = [
    *SELECTIONS,
    "/feeds/themas/munitie.atom",
    "/feeds/themas/defensie.atom",
    "/feeds/dossiers/28676.atom",
    "/feeds/gremia/dmm.atom",
]
NAMES = {"a": "http://www.w3.org/2005/Atom"}


def read(client, address, **headers):
    """The feed as a reader understands it, after everything the RFC asks beyond its grammar is checked (§4.1)."""
    response = client.get(address, **headers)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    tree = etree.fromstring(response.content)
    GRAMMAR.assertValid(tree)
    for node in [tree, *tree.iterfind("a:entry", NAMES)]:
        links = [link.attrib for link in node.iterfind("a:link", NAMES)]
        kinds = [(link["type"], link.get("hreflang")) for link in links if link["rel"] == "alternate"]
        assert len(kinds) == len(set(kinds)) == 1
        assert all(re.match("https?://", link["href"]) for link in links)
        assert len({link["rel"] for link in links} - {"related"}) == len([x for x in links if x["rel"] != "related"])
    ids = [node.text for node in tree.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(ids) == len(set(ids))
    assert tree.find("a:author", NAMES) is not None
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    return feed


def link(node, rel):
    return next((one.href for one in node.links if one.rel == rel), None)


def moment(parsed):
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC)


@pytest.mark.parametrize("address", FEEDS)
def test_every_feed_is_valid_and_has_the_record(client, world, address):
    feed = read(client, address)
    assert len(feed.entries) == 1
    assert link(feed.feed, "self") == f"http://testserver{address}"


@pytest.mark.parametrize("address", SELECTIONS)
def test_a_feed_of_an_empty_site_is_valid(client, db, address):
    assert read(client, address).entries == []


def test_a_position_as_an_entry(client, world):
    feed = read(client, "/feeds/themas/defensie.atom")
    assert feed.feed.title == "Standpunten over Defensie – Agendavolger"
    assert feed.feed.id == "tag:testserver,2026-01-01:/feeds/themas/defensie.atom"
    assert link(feed.feed, "alternate") == "http://testserver/themas/defensie/"
    entry = feed.entries[0]
    assert entry.id == f"tag:testserver,2026-01-01:standpunt/{world.pk}"
    assert entry.title == "Nederland koopt munitie."
    assert entry.summary == "Bijdrage: Oekraïne – NAVO-ministers van Defensie, 17 en 18 oktober 2024"
    assert [author.name for author in entry.authors] == ["Minister van Defensie"]
    assert [(tag.term, tag.label, tag.scheme) for tag in entry.tags] == [
        ("munitie", "Munitie", "http://testserver/themas/")
    ]
    assert link(entry, "alternate") == f"http://testserver/standpunten/{world.pk}/"
    assert link(entry, "related") == "https://zoek.officielebekendmakingen.nl/kst-28676-470.html"
    assert entry.content[0].value == (
        "<blockquote><p>Nederland koopt munitie</p></blockquote>"
        "<p>Oekraïne – NAVO-ministers van Defensie, 17 en 18 oktober 2024</p>"
        '<p><a href="http://testserver/brieven/agenda/">Kamerstukken II 2024/25, 28676, nr. 470, alinea 1</a></p>'
    )
    line = PublicChange.objects.get(kind="position", object_id=world.pk)
    assert moment(entry.updated_parsed) == moment(entry.published_parsed) == line.at.replace(microsecond=0)


def test_a_letter_and_a_meeting_as_entries(client, world):
    letter = read(client, "/feeds/brieven.atom").entries[0]
    assert (letter.title, letter.summary) == (
        "Geannoteerde agenda DMM",
        "Geannoteerde agenda van 3 oktober 2024; NAVO-ministers van Defensie, 17 en 18 oktober 2024; 1 standpunt",
    )
    assert letter.id == f"tag:testserver,2026-01-01:brief/{world.letter_id}"
    meeting = read(client, "/feeds/vergaderingen.atom").entries[0]
    assert (meeting.title, meeting.summary) == (
        "NAVO-ministers van Defensie, 17 en 18 oktober 2024",
        "Gehouden; Brussel, België; 1 standpunt",
    )
    assert meeting.id == f"tag:testserver,2026-01-01:vergadering/{world.agenda_item.meeting_id}"


def test_what_changed_last_comes_first(client, world):
    later = make.make_letter(slug="later", subject="Later", date="2020-01-01")
    with journalled(later):
        pass
    assert [entry.title for entry in read(client, "/feeds/brieven.atom").entries] == [
        "Later",
        "Geannoteerde agenda DMM",
    ]
    PublicChange.objects.update(at=datetime(2026, 5, 1, 12, tzinfo=UTC))
    with journalled(world.letter):
        pass
    first, second = read(client, "/feeds/brieven.atom").entries
    assert (first.title, second.title) == ("Geannoteerde agenda DMM", "Later")
    assert moment(first.published_parsed) == datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert moment(first.updated_parsed) > moment(first.published_parsed)
    assert moment(second.updated_parsed) == moment(second.published_parsed)


def test_pages_lead_to_each_other_and_hold_every_entry_once(client, world):
    for number in range(119):
        make.make_position(world.letter, world.agenda_item, f"Nederland doet {number}.")
    found, address = [], "http://testserver/feeds/standpunten.atom?formation=dmm"
    places = []
    while address:
        feed = read(client, address.removeprefix("http://testserver"))
        places.append([link(feed.feed, rel) for rel in ("self", "first", "previous", "last")])
        found += [entry.id for entry in feed.entries]
        address = link(feed.feed, "next")
    base = "http://testserver/feeds/standpunten.atom?formation=dmm"
    assert places == [
        [base, base, None, f"{base}&page=3"],
        [f"{base}&page=2", base, base, f"{base}&page=3"],
        [f"{base}&page=3", base, f"{base}&page=2", f"{base}&page=3"],
    ]
    assert len(found) == len(set(found)) == 120
    assert client.get("/feeds/standpunten.atom?page=4").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/feeds/standpunten.atom?year=straks", 400),
        ("/feeds/standpunten.atom?page=nul", 400),
        ("/feeds/themas/onbekend.atom", 404),
        ("/feeds/gremia/onbekend.atom", 404),
        ("/feeds/dossiers/99999.atom", 404),
        ("/feeds/dossiers/geen%20dossier.atom", 404),
        ("/feeds/dossiers/%00.atom", 404),
        ("/feeds/dossiers/28676-470.atom", 404),
    ],
)
def test_nonsense_is_refused(client, world, address, status):
    assert client.get(address).status_code == status


def test_the_feed_of_a_merged_topic_leads_on(client, world):
    FormerSlug.objects.create(kind="topic", slug="kogels", object_id=world.topics.get().pk)
    response = client.get("/feeds/themas/kogels.atom")
    assert (response.status_code, response["Location"]) == (301, "/feeds/themas/munitie.atom")


def test_a_topic_that_is_not_shown_has_no_feed(client, db):
    make.make_topic(slug="later", released=False)
    assert client.get("/feeds/themas/later.atom").status_code == 404


def test_text_that_xml_cannot_hold_and_text_that_looks_like_markup(client, world):
    strange = "Nederland\x0b \x1bzegt <b>&amp; ]]> \ufffe" + "zeer " * 20_000 + "veel."
    GovernmentPosition.objects.filter(pk=world.pk).update(wording=strange)
    Letter.objects.filter(pk=world.letter_id).update(subject="<script>alert(1)</script>\x08")
    entry = read(client, "/feeds/standpunten.atom").entries[0]
    assert entry.title.startswith("Nederland zegt <b>&amp; ]]> zeer zeer")
    assert len(entry.title) <= 300
    assert read(client, "/feeds/brieven.atom").entries[0].title == "<script>alert(1)</script>"


def test_who_has_it_already_gets_304_for_one_query(client, world):
    first = client.get("/feeds/brieven.atom")
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
    ):
        with CaptureQueriesContext(connection) as queries:
            again = client.get("/feeds/brieven.atom", headers=headers)
        assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
        assert again["ETag"] == first["ETag"]
    with journalled(world.letter):
        pass
    changed = client.get("/feeds/brieven.atom", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    other = client.get("/feeds/brieven.atom?year=2024", headers={"if-none-match": changed["ETag"]})
    assert other.status_code == 200


def test_withdrawing_takes_the_entry_out(client, world):
    first = client.get("/feeds/standpunten.atom")
    with journalled(world.letter):
        Letter.objects.filter(pk=world.letter_id).update(status="withdrawn")
    again = client.get("/feeds/standpunten.atom", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert feedparser.parse(again.content).entries == []


@pytest.mark.parametrize(
    "address", [*SELECTIONS, "/feeds/themas/lucht.atom", "/feeds/gremia/raad.atom", "/feeds/dossiers/28676.atom"]
)
def test_queries_stay_the_same(client, db, address):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    add_rows(1)
    assert queries() <= 12
    add_rows(60, start=1)
    many = queries()
    add_rows(60, start=61)
    assert queries() == many <= 14


def test_the_first_page_is_the_same_however_far_back_the_journal_is_read(client, db, monkeypatch):
    add_rows(70)
    for letter in [*Letter.objects.order_by("?")[:60], *Letter.objects.order_by("?")[:10]]:
        with journalled(letter):
            pass
    kinds = dict(zip(SELECTIONS, ("position", "letter", "meeting"), strict=True))
    kinds |= dict.fromkeys(["/feeds/standpunten.atom?formation=raad", "/feeds/themas/lucht.atom"], "position")
    for (address, kind), lines in product(kinds.items(), (0, 30, 1_000)):
        monkeypatch.setattr("agenda_tracker.feeds.journal.LAST_LINES", lines)
        last = PublicChange.objects.filter(kind=kind).order_by("-number").values_list("object_id", flat=True)
        ids = [int(entry.id.rsplit("/", 1)[1]) for entry in read(client, address).entries]
        assert ids == list(dict.fromkeys(last))[:50], (address, lines)
        assert len(ids) == 50


def test_only_reading_is_allowed(client, world):
    assert client.post("/feeds/brieven.atom").status_code == 405
    assert client.head("/feeds/brieven.atom").status_code == 200
