"""The briefing for Word: what the pages say, in real styles, with full addresses; nothing in it can break the file."""

import datetime
import io
import re
import zipfile

import pytest
from docx.oxml.ns import qn
from lxml import etree

from agenda_tracker.feeds.word import clean
from agenda_tracker.models import FormerSlug, GovernmentPosition, Letter, PublicChange
from tests import factories as make
from tests.web.briefing_world import (
    BUDGET,
    KEPT,
    OUTCOME,
    PROMISE,
    SANCTIONS,
    TANKS,
    TOLD_REST,
    TOLD_TANKS,
    make_briefing,
)

from .docx_reading import document_of, lines_of, text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/vergaderingen/raad/briefing.docx"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("agenda_tracker.web.meetings.localdate", lambda: datetime.date(2025, 2, 17))


@pytest.fixture
def meeting(db):
    return make_briefing()


def test_document_tells_the_briefing_in_order(client, meeting):
    PublicChange.objects.update(at="2025-02-16T23:30:00Z")
    response = client.get(ADDRESS)
    assert response.headers["Content-Disposition"] == 'attachment; filename="briefing-raad.docx"'
    assert response.headers["Content-Type"] == (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    first, second = "Kamerstukken II 2024/25, 21501-28, nr. 270", "Kamerstukken II 2024/25, 21501-28, nr. 275"
    then = "Brief van 10 juni 2024, “Geannoteerde agenda juni”"
    assert [line.replace("\u00a0", " ") for line in lines_of(response.content)] == [
        "Raad Buitenlandse Zaken Defensie",
        "17 oktober 2024, Luxemburg, Luxemburg",
        "Briefing van Agendavolger, stand van 17 februari 2025. Lees de laatste stand op de site",
        "Brieven over deze vergadering",
        "Geannoteerde agenda: Geannoteerde agenda Raad Defensie, 3 oktober 2024, 21 501-28, nr. 270",
        "Verslag: Verslag Raad Defensie, 28 oktober 2024, 21 501-28, nr. 275",
        "Agenda",
        "1 Steun aan Oekraïne",
        "gedachtewisseling",
        f"{TANKS} (inzet, onder voorwaarden, € 300 miljoen; bekijk) {first}, alinea 1",
        f"In het verslag: {TOLD_TANKS} {second}, alinea 2",
        f"{SANCTIONS} (standpunt; bekijk) {first}, alinea 2",
        "In het verslag: Bij de sancties vroeg een groep landen om strengere handhaving; de douane krijgt een gezamenlijk"
        f" meldpunt. {second}, alinea 1",
        "Uitkomst",
        f"{OUTCOME} {second}, alinea 4",
        "Verder in het verslag",
        f"{TOLD_REST} {second}, alinea 3",
        f"{PROMISE} (toezegging aan de Kamer; bekijk) {first}, alinea 5",
        f"{KEPT} (toezegging aan de Kamer; bekijk) {first}, alinea 6",
        "Vorige keer: Raad Buitenlandse Zaken Defensie, 24 juni 2024, Luxemburg",
        f"{TANKS.replace('veertig', 'twintig')} (standpunt, steunend) {then}, alinea 1",
        f"Nederland wil dat de Europese Vredesfaciliteit wordt aangevuld. (standpunt) {then}, alinea 2",
        "Haalt aan: 28 676, nr. 464",
        "2 Financiering",
        "besluitvorming",
        f"{BUDGET} (standpunt, tegen; bekijk) {first}, alinea 3",
        "Toezeggingen aan de Kamer",
        *("Wat", "Wanneer", "Stand"),
        *(PROMISE, "1 maart 2025", "open, over 12 dagen"),
        *(KEPT, "geen termijn genoemd", "nagekomen met Meldpunt douane op 1 december 2024"),
    ]  # fmt: skip


def test_styles_are_those_of_word(client, meeting):
    position = GovernmentPosition.objects.get(wording=TANKS)
    GovernmentPosition.objects.filter(pk=position.pk).update(wording="Nederland wil tanks leveren.")
    document = document_of(client.get(ADDRESS).content)
    styles = [line.style.name for line in document.paragraphs]
    assert styles[:12] == [
        "Title", "Subtitle", "Normal", "Heading 1", "List Bullet", "List Bullet", "Heading 1", "Heading 2", "Normal",
        "List Bullet", "Quote", "Verslag",
    ]  # fmt: skip
    head, *rows = document.tables[0].rows
    assert len(rows) == 2
    assert [len(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in (head, *rows)] == [1, 0, 0]


def test_letter_without_kamerstuk_is_cited_by_who_signed_it(client, meeting):
    Letter.objects.get(slug="vooraf").kamerstukken.update(letter=None)
    assert (
        "Brief van de minister van Defensie van 3 oktober 2024, “Geannoteerde agenda Raad Defensie”, alinea 1"
        in text_of(client.get(ADDRESS).content)
    )


def test_document_is_dutch_and_says_what_it_is(client, meeting):
    PublicChange.objects.update(at="2025-02-16T12:00:00Z")
    document = document_of(client.get(ADDRESS).content)
    about = document.core_properties
    assert (about.title, about.author, about.language, about.modified.date().isoformat()) == (
        "Briefing: Raad Buitenlandse Zaken Defensie, 17 oktober 2024", "Agendavolger", "nl-NL", "2025-02-16",
    )  # fmt: skip
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    foot = document.sections[0].footer._element
    assert [one.text.strip() for one in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_links_are_real_and_whole(client, meeting):
    document = document_of(client.get(ADDRESS, headers={"host": "localhost"}).content)
    links = {part.rId: part.target_ref for part in document.part.rels.values() if part.is_external}
    used = {link.get(qn("r:id")) for link in document.element.body.iter(qn("w:hyperlink"))}
    assert used == set(links)
    assert {one for one in links.values() if not one.startswith("http://localhost/")} == set()
    assert "http://localhost/brieven/verslag/#p2" in links.values()
    assert "http://localhost/kamerstukken/28676-464/" in links.values()


def test_every_part_is_well_formed_and_every_relation_leads_somewhere(client, meeting):
    with zipfile.ZipFile(io.BytesIO(client.get(ADDRESS).content)) as package:
        assert package.testzip() is None
        names = set(package.namelist())
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        kinds = etree.fromstring(package.read("[Content_Types].xml"))
        told = {one.get("PartName", "").lstrip("/") for one in kinds} - {""}
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        inside = {
            f"word/{one.get('Target')}".replace("word/../", "") for one in relations if one.get("TargetMode") is None
        }
    assert told - names == set()
    assert inside - names == set()
    assert len({one.get("Id") for one in relations}) == len(relations)


NASTY = "a\x00b\x0bc\x1fd\ufffee\ud800f\U0001f600 <w:p> & “q”"


def test_text_that_xml_cannot_hold_is_left_out():
    assert clean(NASTY) == "abcdef\U0001f600 <w:p> & “q”"


def test_odd_characters_in_every_field_do_not_break_the_document(client, meeting):
    odd = "x\x0b\x1f\ufffe <b>&amp;"
    GovernmentPosition.objects.update(wording=odd, due_date=None, due_as_written=odd)
    Letter.objects.update(subject=odd)
    meeting.items.update(title=odd, label="\x0c", nature=odd, part=odd, summary=odd)
    type(meeting).objects.update(place=odd, country=odd)
    type(meeting.formation).objects.update(name=odd, abbreviation=odd)
    lines = lines_of(client.get(ADDRESS).content)
    assert lines[0] == "x <b>&amp;"
    assert lines.count("x <b>&amp;") >= 5


def test_meeting_without_letters_has_a_document_that_says_so(client, meeting):
    make.make_meeting(meeting.formation, "2099-01-01", slug="later", released=True)
    assert lines_of(client.get("/vergaderingen/later/briefing.docx").content)[3:] == [
        "Brieven over deze vergadering", "Er is nog geen brief over deze vergadering gepubliceerd.",
    ]  # fmt: skip


def test_document_of_a_hidden_or_moved_meeting(client, meeting):
    make.make_meeting(slug="geheim")
    make.saved(FormerSlug(kind="meeting", slug="oud", object_id=meeting.pk))
    assert client.get("/vergaderingen/geheim/briefing.docx").status_code == 404
    assert client.get("/vergaderingen/bestaat-niet/briefing.docx").status_code == 404
    assert client.get("/vergaderingen/oud/briefing.docx").headers["Location"] == ADDRESS


def test_document_says_what_the_pages_say(client, meeting):
    """Every position, quote and passage on the pages of the items stands in the document, and the other way round."""
    document = "\n".join(lines_of(client.get(ADDRESS).content))
    for item in meeting.items.all():
        html = client.get(item.get_absolute_url()).content.decode()
        words = re.findall(r'<(?:p class="passage"|h3 class="row-title[^"]*"><a [^>]*)>([^<]+)', html)
        assert [text for text in map(str.strip, words) if text not in document] == []
    for one in GovernmentPosition.objects.filter(agenda_item__meeting=meeting):
        assert one.wording in document
