"""axe on every public page, at desktop and phone width, light and dark: no violations, and nothing wider than the screen.

In the drills in every look; otherwise at each width and in each scheme, the pairs in turn.
"""

import re
from urllib.parse import urlsplit

import pytest

from agenda_tracker.models import AgendaItem, GovernmentPosition, KamerstukReference
from tests import factories as make
from tests.feeds.reading import body
from tests.looking import LISTEN, faults, heard, in_turn
from tests.run import FULL, shared_out

from .briefing_world import KEPT, TANKS, make_briefing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "home": "/",
    "meetings": "/vergaderingen/",
    "meeting": "/vergaderingen/navo/",
    "meeting without letters": "/vergaderingen/later/",
    "meeting as a briefing": "/vergaderingen/raad/",
    "meeting with a long agenda": "/vergaderingen/lang/",
    "item": "/vergaderingen/raad/agendapunt/{item}/",
    "item without report": "/vergaderingen/navo/agendapunt/{plain}/",
    "position with its history": "/standpunten/{told}/",
    "commitment": "/standpunten/{promise}/",
    "letter that fulfils": "/brieven/douane/",
    "letters": "/brieven/",
    "letter": "/brieven/agenda/",
    "positions": "/standpunten/",
    "filtered": "/standpunten/?topic=lucht&organisation=navo&date_from=2024-01-01&size=10",
    "nonsense": "/standpunten/?topic=nee&year=abc&date_from=2025-01-01&date_to=2024-01-01&page=x",
    "long words": f"/standpunten/?q={'x' * 190}",
    "nothing found": "/brieven/?q=xyzzy",
    "following": "/volgen/",
    "follow a selection": "/volgen/standpunten/?topic=lucht",
    "old link": "/volgen/mijn/niets/",
    "ways out": "/standpunten/?topic=lucht&kind=aim&dossier=28676-465&date_from=2024-01-01&date_to=2024-12-31",
    "position": "/standpunten/{position}/",
    "position in a selection": "/standpunten/{position}/?topic=lucht",
    "letter in a selection": "/brieven/agenda/?year=2024#p1",
    "meeting in a selection": "/vergaderingen/navo/?organisation=navo",
    "topics": "/themas/",
    "topic": "/themas/defensie/",
    "topic through time": "/themas/tijd/",
    "filtered topic": "/themas/tijd/?year=2024&stance=supportive",
    "topic with nonsense": "/themas/tijd/?year=abc&formation=nee&page=x",
    "empty topic": "/themas/leeg/",
    "comparing": "/standpunten/vergelijk/?a={earlier}&b={later}",
    "comparing one": "/standpunten/vergelijk/?a={later}",
    "comparing none": "/standpunten/vergelijk/",
    "comparing nonsense": "/standpunten/vergelijk/?a=nee&b=99999999",
    "kamerstukken": "/kamerstukken/",
    "kamerstuk": "/kamerstukken/28676-464/?zoek=28676-464",
    "own kamerstuk": "/kamerstukken/28676-470/",
    "shelf by newest letter": "/kamerstukken/?sort=newest",
    "dossier": "/kamerstukken/28676/",
    "dossier by number": "/kamerstukken/28676/?sort=number",
    "unknown": "/kamerstukken/28676-465/",
    "two meanings": "/kamerstukken/36600-A/",
    "malformed": "/kamerstukken/2867-464/",
    "search": "/zoeken/",
    "search list": "/zoeken/?q=28676, nrs. 464 en 465",
    "search error": "/zoeken/?q=2867-464",
    "figures": "/cijfers/",
    "figures of a year": "/cijfers/?year=2024&organisation=navo",
    "figures of nonsense": "/cijfers/?year=abc&organisation=nee",
    "about": "/over/",
    "all data": "/gegevens/",
    "accessibility": "/toegankelijkheid/",
    "privacy": "/privacy/",
    "open api": "/api/",
    "gone": "/brieven/weg/",
    "not found": "/bestaat-niet/",
}


@pytest.fixture
def world(transactional_db):
    """Something of everything that a page can show."""
    body = make.make_formation("NAVO-ministers van Defensie", organisation="navo", abbreviation="DMM", slug="dmm")
    meeting = make.make_meeting(body, slug="navo", country="België", mode="video", state="moved")
    meeting.also_with.add(make.make_formation("Raad Buitenlandse Zaken"))
    make.make_meeting(body, "2099-01-01", slug="later", released=True)
    top = make.make_topic("Defensie", slug="defensie")
    topic = make.make_topic("Luchtverdediging", top, slug="lucht")
    make.make_topic("Leeg", slug="leeg")
    letter = make.make_letter(
        meeting=meeting, slug="agenda", subject="Geannoteerde agenda", text_note="Een samenvatting."
    )
    make.make_signatory(letter, make.make_office("Minister van Defensie"))
    make.make_signatory(letter, make.make_office("Minister van Buitenlandse Zaken"), role="on_behalf")
    introduction = make.make_section(letter, None, "", role="introduction")
    make.make_paragraph(introduction, "Hierbij stuur ik u de geannoteerde agenda.")
    item = make.make_item(meeting, "Afschrikking", label="I.a", part="Werksessie 1", nature="gedachtewisseling")
    make.make_item(meeting, "Diversen")
    position = make.make_position(
        letter, item, "Nederland levert zoals gemeld in Kamerstuk 28 676, nr. 464 een bijdrage.", [topic],
        wording="Nederland levert een bijdrage.", kind="contribution", stance="supportive", amount_eur=300_000_000,
        due_as_written="vóór de zomer",
    )  # fmt: skip
    make_citations(letter)
    make.make_kamerstuk("28676-470", letter=letter, title="Geannoteerde agenda")
    make.make_kamerstuk("36600-B", letter=letter)
    letter.dossiers.add(make.make_dossier("28676", title="NAVO"))
    older = make.make_kamerstuk("28676-1", date=make.datetime.date(2019, 1, 1), title="Oud stuk", letter=None)
    make.make_reference(letter.paragraphs.first(), "geannoteerde agenda", older.normal_form)
    older.also_in.add(make.make_dossier("36600"))
    make.make_letter(slug="nieuwer", subject="Aangevulde agenda", replaces=letter)
    make.make_letter("withdrawn", slug="weg")
    for number in range(12):
        make.make_position(letter, item, f"Nederland steunt plan {number}.", [topic])
    make_through_time(body)
    make_briefing()
    make_long_agenda()
    return position


def make_long_agenda():
    """A meeting of so many positions that its page leaves the quotes to others."""
    meeting = make.make_meeting(slug="lang")
    letter = make.make_letter(meeting=meeting, slug="lange-agenda")
    for number in range(8):
        item = make.make_item(meeting, f"Punt {number}")
        for one in range(4):
            make.make_position(letter, item, f"Nederland steunt plan {number}.{one}.")


def make_through_time(body):
    """A topic of which much is said at two meetings: changed, new, gone, unchanged and reworded."""
    topic = make.make_topic("Door de tijd", slug="tijd")
    for start, amount, *says in (
        (
            "2023-05-04",
            5_000_000,
            "Nederland draagt 5 miljoen bij aan munitie.",
            "Het kabinet steunt de norm.",
            "Vervalt.",
        ),
        (
            "2024-05-04",
            9_000_000,
            "Nederland draagt 9 miljoen bij aan munitie.",
            "De norm heeft steun van het kabinet.",
            "Komt.",
        ),
    ):
        item = make.make_item(make.make_meeting(body, start), "Munitie")
        letter = make.make_letter(meeting=item.meeting, date=start)
        for place, text in enumerate(says):
            fields = {"amount_eur": amount, "stance": "supportive"} if place == 0 else {"stance": "critical"}
            make.make_position(letter, item, text, [topic], **fields)


def sitemap(client):
    """Every address that the sitemap names, with those of its parts."""
    parts = [urlsplit(one).path for one in re.findall("<loc>([^<]+)", body(client.get("/sitemap.xml")).decode())]
    for part in parts:
        found = re.findall("<loc>([^<]+)", body(client.get(part)).decode()) if part.endswith(".xml") else [part]
        yield from (urlsplit(one).path for one in found)


def selections():
    """Thirty selections: each filter alone, pairs of them, orders and sizes, on each list."""
    filters = ["topic=lucht", "organisation=navo", "formation=dmm", "year=2024", "date_from=2024-01-01", "q=plan"]
    filters += ["kind=contribution", "stance=supportive&sort=oldest", "chamber=TK&letter_kind=annotated_agenda&size=10"]
    yield from (f"{page}?{one}" for page in ("/standpunten/", "/brieven/", "/vergaderingen/") for one in filters)
    yield from (f"/zoeken/?q={words}" for words in ("plan", "bijdrage -plan", "28 676"))


def make_citations(letter):
    """Citations in a paragraph and in a footnote: resolved, ambiguous and unknown."""
    paragraph = letter.paragraphs.last()
    make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    note = make.make_footnote(paragraph, "Zie dossier 28 676, Kamerstuk 36600-A en Stcrt. 2024.", offset=9)
    make.make_reference(note, "28 676", "dossier/28676")
    make.make_reference(note, "36600-A", status="ambiguous")
    KamerstukReference.objects.filter(as_written="36600-A").update(normal_form="36600-A;dossier/36600-A")
    make.make_reference(note, "Stcrt. 2024")


def names_of(position):
    """What stands in the addresses for the numbers of this run."""
    item = AgendaItem.objects.get(title="Steun aan Oekraïne")
    told, promise = (item.positions.get(wording=wording) for wording in (TANKS, KEPT))
    earlier, later = GovernmentPosition.objects.filter(wording__contains="bij aan munitie").order_by("pk")
    return {
        "position": position.pk,
        "plain": position.agenda_item_id,
        "item": item.pk,
        "told": told.pk,
        "promise": promise.pk,
        "earlier": earlier.pk,
        "later": later.pk,
    }


def test_public_pages_have_no_violations(live_server, world, settled, browser_context):
    settled()
    browser_context.add_init_script(LISTEN)
    page = browser_context.new_page()
    found, names = {}, names_of(world)
    for number, (name, address) in shared_out(enumerate(PAGES.items())):
        with heard(page) as complaints:
            page.goto(live_server.url + address.format(**names))
        found[name] = [text for text in complaints if " answers 4" not in text]
        found[name] += faults(page, in_turn(number, 2))
    assert {name: problems for name, problems in found.items() if problems} == {}


if FULL:  # by `make drills`

    def test_the_whole_sitemap_and_thirty_selections_have_no_violations(client, live_server, world, browser_context):
        page = browser_context.new_page()
        found = {}
        for address in [*sitemap(client), *selections()]:
            page.goto(live_server.url + address)
            found[address] = faults(page)
        assert len(found) > 60
        assert {name: problems for name, problems in found.items() if problems} == {}


def test_menu_and_filters_open_on_a_phone(live_server, world, browser_context):
    page = browser_context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + "/standpunten/")
    assert not page.get_by_label("Thema").is_visible()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Thema").select_option("lucht")
    page.get_by_role("button", name="Toon").click()
    assert page.url == live_server.url + "/standpunten/?topic=lucht"
    assert page.locator(".sentence").inner_text() == "13 standpunten over Luchtverdediging"
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Brieven").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Brieven"


def test_citation_can_be_copied(live_server, world, browser_context):
    browser_context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = browser_context.new_page()
    page.goto(f"{live_server.url}/standpunten/{world.pk}/")
    page.get_by_role("button", name="Kopieer bronvermelding").click()
    page.get_by_role("button", name="Gekopieerd").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "Kamerstukken II 2024/25, 28676, nr. 470, alinea 2"


def test_pages_work_without_javascript(live_server, world, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_label("Zoek op onderwerp of Kamerstuknummer").fill("kamerstuk 28 676 nr 464")
    page.get_by_role("button", name="Zoek").click()
    assert page.get_by_role("heading", level=1).inner_text() == "28 676, nr. 464"
    page.goto(live_server.url + "/standpunten/")
    page.get_by_label("Thema").select_option("defensie")
    page.get_by_role("button", name="Toon").click()
    assert page.locator(".sentence").inner_text() == "13 standpunten over Defensie"
    assert page.get_by_role("button", name="Kopieer bronvermelding").count() == 0
    context.close()
