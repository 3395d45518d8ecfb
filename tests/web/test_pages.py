"""Each page tells its story: what stands on it, exactly, and where its links lead."""

import re
from decimal import Decimal

import pytest

from agenda_tracker.models import FormerSlug, GovernmentPosition, KamerstukReference, Letter, journalled
from agenda_tracker.web.printed import money
from tests import factories as make

pytestmark = pytest.mark.django_db
QUOTE = "Nederland zegt € 300 miljoen toe voor munitie."


@pytest.fixture
def world(db):
    """The letter `agenda` on the meeting `navo`, with one position, one footnote and three citations."""
    body = make.make_formation("NAVO-ministers van Defensie", organisation="navo", abbreviation="DMM", slug="dmm")
    meeting = make.make_meeting(body, "2024-10-17", slug="navo", end_date=make.datetime.date(2024, 10, 18))
    letter = make.make_letter(meeting=meeting, slug="agenda", subject="Geannoteerde agenda DMM")
    make.make_signatory(letter, make.make_office("De Minister van Defensie"), name="R. Brekelmans")
    item = make.make_item(meeting, "Oekraïne", label="3")
    topic = make.make_topic("Munitie", make.make_topic("Defensie", slug="defensie"), slug="munitie")
    section = make.make_section(letter, item)
    paragraph = make.make_paragraph(section, f"Zoals gemeld in 28 676, nr. 464 geldt: {QUOTE} Dat blijft zo.")
    position = make.saved(
        GovernmentPosition(
            letter=letter, agenda_item=item, wording="Nederland koopt munitie.", kind="contribution",
            review="confirmed", amount_eur=Decimal(300_000_000),
        )
    )  # fmt: skip
    position.topics.add(topic)
    make.make_evidence(position, paragraph, QUOTE)
    make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    note = make.make_footnote(paragraph, "Zie ook dossier 31 125.", offset=len(paragraph.text))
    make.make_reference(note, "31 125", "dossier/31125")
    with journalled(letter):
        pass
    return position


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    main = response.content.decode().split("<main", 1)[1].split("<footer")[0]
    return " ".join(re.sub(r"<script.*?</script>|<[^>]+>", " ", main, flags=re.S).split())


def test_home_shows_what_is_coming_new_and_counted(client, world):
    make.make_meeting(world.agenda_item.meeting.formation, "2099-01-01", released=True)
    text = page(client, "/")
    assert "Komende vergaderingen 1 januari 2099 NAVO-ministers van Defensie NAVO Brussel nog geen brief" in text
    assert "Geannoteerde agenda 14 dagen vooraf 1 standpunt" in text
    assert "Nieuwste standpunten Nederland koopt munitie." in text
    assert "Defensie 1 standpunt" in text
    assert re.search(r"Bijgewerkt tot en met \d+ \w+ \d{4} · 1 brief op de site", text)


def test_home_of_an_empty_site_says_so(client):
    text = page(client, "/")
    assert "Er staan geen komende vergaderingen in de kalender." in text
    assert "Er zijn nog geen standpunten gepubliceerd." in text
    assert "0 brieven op de site" in text


def test_meeting_shows_items_positions_letters_and_citations(client, world):
    text = page(client, "/vergaderingen/navo/")
    assert "17 en 18 oktober 2024" in text
    assert "Geannoteerde agenda DMM geannoteerde agenda 3 oktober 2024 14 dagen vooraf" in text
    assert f"3 Oekraïne in geannoteerde agenda Nederland koopt munitie. {QUOTE}" in text
    assert "Haalt aan: 28 676, nr. 464 ; 31 125" in text


def test_released_meeting_without_letters_says_so_and_hides_its_items(client, world):
    meeting = make.make_meeting(world.agenda_item.meeting.formation, "2099-01-01", slug="later", released=True)
    make.make_item(meeting, "Nog geheim")
    text = page(client, "/vergaderingen/later/")
    assert "Er is nog geen brief over deze vergadering gepubliceerd." in text
    assert "Nog geheim" not in text


def test_letter_marks_positions_and_links_citations_and_footnotes_both_ways(client, world):
    html = client.get("/brieven/agenda/").content.decode()
    number = world.evidence.get().paragraph.number
    assert f'id="p{number}"' in html
    assert f'href="#p{number}"' in html
    assert f'<mark><a href="/standpunten/{world.pk}/">{QUOTE}</a></mark>' in html
    assert '<a class="cited" href="/kamerstukken/28676-464/">28 676, nr. 464</a>' in html
    assert '<a id="n1-terug" href="#n1">' in html
    assert 'id="n1"' in html
    assert 'href="#n1-terug"' in html
    assert '<a class="cited" href="/kamerstukken/31125/">31 125</a>' in html
    assert '<a href="#deel-1">Oekraïne</a>' in html


def test_letter_shows_open_citations_honestly(client, world):
    paragraph = make.make_paragraph(world.letter.sections.get(), "Zie 36600-A, Aanhangsel 12 en stuk Q.")
    make.make_reference(paragraph, "36600-A", status="ambiguous")
    make.make_reference(paragraph, "Aanhangsel 12")
    make.make_reference(paragraph, "stuk Q")
    normal = {"36600-A": "36600-A;dossier/36600-A", "Aanhangsel 12": "ah-tk-20242025-12"}
    for written, form in normal.items():
        KamerstukReference.objects.filter(as_written=written).update(normal_form=form)
    html = client.get("/brieven/agenda/").content.decode()
    assert 'href="https://zoek.officielebekendmakingen.nl/ah-tk-20242025-12.html"' in html
    text = page(client, "/brieven/agenda/")
    assert "“36600-A”: kan meer dan één stuk betekenen: 36 600, A of 36 600 A" in text
    assert "“stuk Q”: niet herkend" in text


def test_replaced_letter_points_to_the_newer_one(client, world):
    make.make_letter(subject="Betere agenda", replaces=world.letter, slug="beter")
    make.make_letter("draft", subject="Geheim concept", supplements=world.letter)
    text = page(client, "/brieven/agenda/")
    assert "Deze brief is vervangen door Betere agenda , 3 oktober 2024." in text
    assert "Geheim concept" not in text


def test_position_has_quote_source_and_citation(client, world):
    text = page(client, f"/standpunten/{world.pk}/")
    assert f"In de woorden van de brief {QUOTE} Geannoteerde agenda van 3 oktober 2024, alinea 1" in text
    assert "Bedrag €\u00a0300\u00a0miljoen" in client.get(f"/standpunten/{world.pk}/").content.decode().replace(
        "</dt><dd>", " "
    )
    assert "Brief van de minister van Defensie van 3 oktober 2024, “Geannoteerde agenda DMM”, alinea 1" in text
    assert f"http://testserver/standpunten/{world.pk}/" in text


def test_position_is_cited_by_its_kamerstuk_when_there_is_one(client, world):
    make.make_kamerstuk("28676-A", letter=world.letter)
    make.make_kamerstuk("28676-470", letter=world.letter)
    assert "Kamerstukken II 2024/25, 28676, nr. 470, alinea 1" in page(client, f"/standpunten/{world.pk}/")


def test_topics_count_a_position_once_for_each_branch(client, world):
    world.topics.add(make.make_topic("Drones", world.topics.get().parent))
    text = page(client, "/themas/")
    assert "Defensie 1 standpunt Drones 1 standpunt Munitie 1 standpunt" in text


def test_topic_shows_path_subtopics_and_positions_by_meeting(client, world):
    text = page(client, "/themas/defensie/")
    assert "1 standpunt bij 1 vergadering , oktober 2024" in text.replace("vergadering,", "vergadering ,")
    assert "Onderliggende thema’s Munitie 1 standpunt" in text
    assert f"NAVO-ministers van Defensie 17 en 18 oktober 2024 Nederland koopt munitie. {QUOTE}" in text
    assert 'href="/themas/defensie/">Defensie</a>' in client.get("/themas/munitie/").content.decode()


def test_shelf_and_dossier(client, world):
    make.make_kamerstuk("28676-470", letter=world.letter, title="Agenda DMM")
    shelf = "28 676 2 stukken 31 125 0 stukken"
    assert f"2 dossiers Volgorde: op nummer nieuwste brief eerst {shelf}" in page(client, "/kamerstukken/")
    text = page(client, "/kamerstukken/28676/?sort=number")
    assert "28 676, nr. 464 28 676, nr. 470 Agenda DMM geannoteerde agenda" in text
    told = "Geannoteerde agenda DMM geannoteerde agenda 3 oktober 2024 28 676, nr. 470 Zie ook dossier 31 125 ."
    assert f"Waar het dossier zelf wordt genoemd {told}" in page(client, "/kamerstukken/31125/")


def test_kamerstuk_tells_who_cites_it_and_in_which_words(client, world):
    make.make_kamerstuk("28676-470", letter=world.letter)
    text = page(client, "/kamerstukken/28676-464/")
    assert (
        "Wordt aangehaald in 1 brief Alle standpunten uit deze brieven Geannoteerde agenda DMM geannoteerde agenda "
        "3 oktober 2024 28 676, nr. 470 Zoals gemeld in 28 676, nr. 464 geldt:"
    ) in text
    assert "28 676, nr. 470 ›" in text
    own = page(client, "/kamerstukken/28676-470/")
    assert "Is deze brief 3 oktober 2024 Geannoteerde agenda DMM" in own
    assert "Geen brief op deze site haalt dit stuk aan." in own


def test_kamerstuk_names_the_position_whose_footnote_cites_it(client, world):
    world.evidence.update(end=len(world.evidence.get().paragraph.text))
    assert "Bijdrage Nederland koopt munitie." in page(client, "/kamerstukken/31125/")


def test_unknown_kamerstuk_is_a_helpful_404(client, world):
    text = page(client, "/kamerstukken/28676-465/", status=404)
    assert "Dit Kamerstuk staat hier nog niet. Dichtstbij: 28 676, nr. 464 ." in text
    assert "Wel bekend: dossier 28 676" in text
    assert (
        'href="https://zoek.officielebekendmakingen.nl/kst-28676-465.html"'
        in client.get("/kamerstukken/28676-465/").content.decode()
    )


def test_address_with_two_meanings_shows_both(client, world):
    make.make_kamerstuk("36600-A", letter=world.letter, title="Het stuk")
    text = page(client, "/kamerstukken/36600-A/")
    assert "Het Kamerstuk 36 600, A Het stuk" in text
    assert "Het dossier 36 600 A Dit dossier staat hier nog niet." in text


def test_malformed_number_is_explained(client):
    assert "Een dossiernummer heeft vijf cijfers; u typte er vier." in page(
        client, "/kamerstukken/2867-464/", status=404
    )


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("28676-0464", "28676-464"),
        ("kst-28676-464", "28676-464"),
        ("cxxiv-g", "CXXIV-G"),
        ("dossier/28676", "28676"),
        ("dossier/36600-x", "dossier/36600-X"),
        ("36600-a", "36600-A"),
        ("28 676, nr. 464", "28676-464"),
        ("KST-19951996-23700-188B", "19951996-23700-188b"),
    ],
)
def test_other_spellings_move_to_the_canonical_address(client, address, canonical):
    response = client.get(f"/kamerstukken/{address}/?zoek=x")
    assert (response.status_code, response.headers["Location"]) == (301, f"/kamerstukken/{canonical}/?zoek=x")


def test_old_addresses_move_to_public_pages_only(client, world):
    topic, meeting = world.topics.get(), world.agenda_item.meeting
    draft = make.make_letter("draft", slug="concept")
    for kind, slug, pk in [
        ("letter", "oud", world.letter_id), ("meeting", "oud", meeting.pk), ("topic", "oud", topic.pk), ("letter", "x", draft.pk),
    ]:  # fmt: skip
        make.saved(FormerSlug(kind=kind, slug=slug, object_id=pk))
    assert client.get("/brieven/oud/").headers["Location"] == "/brieven/agenda/"
    assert client.get("/vergaderingen/oud/").headers["Location"] == "/vergaderingen/navo/"
    assert client.get("/themas/oud/").headers["Location"] == "/themas/munitie/"
    assert client.get("/brieven/oud/").status_code == 301
    assert client.get("/brieven/x/").status_code == 404


def test_lists_are_paged(client, world):
    for number in range(12):
        make.make_letter(subject=f"Brief {number:02}", date=f"2024-11-{number + 1:02}")
    text = page(client, "/brieven/?size=10&page=2")
    assert "13 brieven" in text
    assert "11–13 van 13" in text
    assert 'href="?size=10&amp;page=1"' in client.get("/brieven/?size=10&page=2").content.decode()


def test_withdrawn_letter_takes_its_positions_along(client, world):
    Letter.objects.update(status="withdrawn", withdrawal_note="Verkeerde versie.")
    assert "Toelichting Verkeerde versie." in page(client, "/brieven/agenda/", status=410)
    text = page(client, f"/standpunten/{world.pk}/", status=410)
    assert "Verkeerde versie." in text
    assert "munitie" not in text
    assert client.get("/vergaderingen/navo/").status_code == 404
    assert "Geen standpunten" in page(client, "/standpunten/")


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("300000000", "€ 300 miljoen"), ("1100000000", "€ 1,1 miljard"), ("20000000.00", "€ 20 miljoen"),
        ("1250000", "€ 1,25 miljoen"), ("1234567", "€ 1.234.567"), ("12500", "€ 12.500"), ("12.5", "€ 12,50"), ("0", "€ 0"),
    ],
)  # fmt: skip
def test_money_is_dutch(amount, printed):
    assert money(Decimal(amount)).replace("\u00a0", " ") == printed


def title(client, address):
    return re.search(r"<title>(.*?)</title>", client.get(address).content.decode())[1]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/standpunten/", "Standpunten – Agendavolger"),
        ("/standpunten/?q=Nederland", "1 standpunt met het woord “Nederland” – Agendavolger"),
        ("/standpunten/?year=abc", "Deze selectie klopt niet: standpunten – Agendavolger"),
        ("/brieven/?letter_kind=report", "Geen verslagen – Agendavolger"),
    ],
)
def test_title_of_a_list_says_what_is_selected(client, world, address, expected):
    assert title(client, address) == expected


def test_title_of_a_later_page_says_which(client, world):
    for number in range(12):
        make.make_letter(subject=f"Brief {number:02}")
    assert title(client, "/brieven/?size=10&page=2") == "Brieven, pagina 2 – Agendavolger"


def test_words_of_the_letter_stand_in_its_letter_everywhere(client, world):
    GovernmentPosition.objects.update(wording=QUOTE)
    assert '<h3 class="row-title verbatim">' in client.get("/").content.decode()
    assert '<h1 class="verbatim">' in client.get(f"/standpunten/{world.pk}/").content.decode()
    GovernmentPosition.objects.update(wording="Nederland koopt munitie.")
    assert '<h3 class="row-title">' in client.get("/").content.decode()
    assert "<h1>Nederland koopt munitie.</h1>" in client.get(f"/standpunten/{world.pk}/").content.decode()


def test_topic_of_a_position_is_told_from_its_agenda_item(client, world):
    assert "agendapunt Oekraïne thema Munitie" in page(client, "/standpunten/")


def test_day_of_the_last_change_is_a_date(client, world):
    assert re.search(r'Bijgewerkt tot en met <time datetime="\d{4}-\d\d-\d\d">', client.get("/").content.decode())


def test_unknown_dossier_is_spoken_of_as_a_dossier(client):
    text = page(client, "/kamerstukken/31125/", status=404)
    assert "geen brief op deze site staat in dit dossier of haalt er een stuk uit aan." in text
    assert "is dit stuk" not in text


def test_empty_list_speaks_of_one_filter_or_of_several(client, world):
    one, several = page(client, "/standpunten/?q=zebra"), page(client, "/standpunten/?q=zebra&topic=munitie")
    assert "Niets voldoet hieraan. Laat een filter weg zonder woorden zebra : 1 standpunt" in one
    assert "Niets voldoet aan al deze filters tegelijk. Laat een filter weg zonder woorden zebra : 1 s" in several
    make.make_topic("Leeg", slug="leeg")
    nothing = "Ook zonder een van de filters is er niets. Wis alle filters"
    assert nothing in page(client, "/standpunten/?q=zebra&topic=leeg")
    GovernmentPosition.objects.all().delete()
    assert "Haal dit filter hierboven weg, of zoek op andere woorden." in page(client, "/standpunten/?q=zebra")
