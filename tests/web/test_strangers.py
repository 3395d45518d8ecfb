"""A stranger on every public address, while drafts, suggestions and a withdrawn letter exist: none of them shows."""

import re
from urllib.parse import quote, unquote

import pytest
from django.contrib.auth.models import Permission, User

from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Formation,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    MinisterialMeeting,
    Ministry,
    Topic,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

# What only hidden records contain; the numbers stand in no other record either.
MARKERS = re.compile("geheimzin|HALFAF|29[ -]?911|29[ -]?922|23[ -]?933|ZZGEHEIM", re.IGNORECASE)
HIDDEN_NUMBERS = ["29911-17", "29922-18", "29911", "29922", "23933-19", "23933"]
PARAMETERS = {
    "q": ["nederland", "geheimzin", "luchtverdediging"],
    "organisation": Formation.Organisation.values,
    "letter_kind": ["annotated_agenda", "supplement", "report", "other"],
    "kind": ["view", "aim", "contribution", "commitment"],
    "stance": ["supportive", "conditional", "critical", "opposed", "reserved"],
    "chamber": ["TK", "EK"],
    "dossier": ["28676", "28676-464", *HIDDEN_NUMBERS],
    "year": ["2023", "2024"],
    "date_from": ["2020-01-01"],
    "date_to": ["2030-01-01"],
    "sort": ["newest", "oldest"],
    "size": ["10", "100"],
}


@pytest.fixture
def world(db):
    """One published letter, and around it everything that must stay hidden."""
    body = make.make_formation("Raad Zichtbaar", slug="zichtbaar")
    meeting = make.make_meeting(body, slug="zichtbaar", released=True)
    topic, office = make.make_topic("Luchtverdediging", slug="lucht"), make.make_office()
    item = make.make_item(meeting, "Luchtverdediging", label="1")
    letter = make.make_letter(meeting=meeting, slug="zichtbaar", subject="Zichtbare agenda", to_ek=True)
    make.make_signatory(letter, office)
    make.make_position(letter, item, "Nederland steunt luchtverdediging.", [topic])
    make.make_kamerstuk("28676-470", letter=letter)
    paragraph = make.make_paragraph(letter.sections.get(), "Zie Kamerstuk 28 676, nr. 464 en dossier 31 125.")
    make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    make.make_reference(paragraph, "31 125", "dossier/31125")
    for review in ("suggested", "rejected"):
        make.make_position(
            letter,
            item,
            f"Geheimzinnig {review}.",
            [topic, make.make_topic(released=False, name=f"ZZGEHEIM {review}")],
            review=review,
        )
    letter.paragraphs.filter(text__startswith="Geheimzinnig").update(
        text="Nederland zwijgt hier verder over, lang genoeg."
    )
    hidden_letter("draft", "29911", "17", body, office, topic, published=letter)
    hidden_letter("withdrawn", "29922", "18", body, office, topic, published=letter)
    make.make_dossier("23933", title="Geheimzinnig dossier zonder brief")
    make.make_kamerstuk("23933-19", title="Geheimzinnig stuk zonder brief")
    return letter


def hidden_letter(status, dossier, number, body, office, topic, published):
    """A letter strangers must not see, that shares body, topic, office and meeting with the published one."""
    slug = f"halfaf-{status}"
    letter = make.make_letter(status, slug=slug, subject="Geheimzinnige brief", replaces=published, date="2023-05-06")
    shared = published.treatments.get().meeting
    own = make.make_meeting(make.make_formation(f"Raad van elders {status}"), "2023-05-20", slug=slug)
    for meeting in (shared, own):
        make.make_treatment(letter, meeting)
        item = make.make_item(meeting, f"Geheimzinnig punt {status}")
        make.make_position(letter, item, f"Geheimzinnige inzet {status}.", [topic], stance="opposed")
    make.make_signatory(letter, office, name="G. Geheimzin")
    paragraph = make.make_paragraph(letter.sections.first(), f"Zie {dossier}, nr. {number} en 28 676, nr. 464.")
    make.make_reference(paragraph, f"{dossier}, nr. {number}", f"{dossier}-{number}")
    make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    make.make_kamerstuk(f"{dossier}-9", letter=letter, title="Geheimzinnig stuk")
    make.make_kamerstuk("28676-465", letter=letter, title="Geheimzinnig stuk")
    letter.dossiers.add(make.make_dossier(dossier, title="Geheimzinnig dossier"))
    Letter.objects.filter(pk=letter.pk).update(withdrawal_note="Wegens een fout." if status == "withdrawn" else "")


def list_addresses():
    values = {
        **PARAMETERS,
        "topic": Topic.objects.values_list("slug", flat=True),
        "formation": Formation.objects.values_list("slug", flat=True),
        "ministry": Ministry.objects.values_list("slug", flat=True),
    }
    for page in ("/vergaderingen/", "/brieven/", "/standpunten/"):
        yield page
        yield from (f"{page}?{name}={quote(str(value))}" for name, options in values.items() for value in options)


def figure_addresses():
    yield "/cijfers/"
    yield from (f"/cijfers/?{name}={value}" for name in ("year", "organisation") for value in PARAMETERS[name])


def detail_addresses():
    for model in (MinisterialMeeting, Letter, GovernmentPosition, Topic, Kamerstuk, Dossier):
        yield from (record.get_absolute_url() for record in model.objects.all())
    yield from (item.get_absolute_url() for item in AgendaItem.objects.all())
    yield from (f"/kamerstukken/28676-{number}/" for number in range(462, 472))


def compare_addresses():
    page, numbers = "/standpunten/vergelijk/", list(GovernmentPosition.objects.values_list("pk", flat=True))
    yield from (f"{page}?a={number}" for number in numbers)
    yield from (f"{page}?a={numbers[0]}&b={number}" for number in numbers)


def search_addresses():
    words = [*HIDDEN_NUMBERS, "28676-464", "28676-465", "29911-9", "29 922, nrs. 18 en 9", "36600-A"]
    yield from (f"/zoeken/?q={quote(word)}" for word in words)


def markers_in(response, address):
    """Marker words on a page; what the visitor typed in the address may be repeated to them."""
    found = MARKERS.findall(response.content.decode())
    typed = unquote(address).replace(" ", "")
    return [word for word in found if re.sub(r"[\s\u00a0]", "", word) not in typed]


def test_no_public_page_shows_a_marker(client, world, settled):
    settled()
    fixed = ["/", "/themas/", "/kamerstukken/", "/over/", "/gegevens/"]
    pages = {}
    fixed += [*figure_addresses(), *compare_addresses()]
    for address in [*fixed, *list_addresses(), *detail_addresses(), *search_addresses()]:
        pages[address] = markers_in(client.get(address, follow=True), address)
    assert len(pages) > 150
    assert {address: found for address, found in pages.items() if found} == {}


def test_every_select_offers_only_what_is_public(client, world):
    page = client.get("/standpunten/").content.decode()
    offered = re.findall(r'<option value="(?!")([^"]+)"', page)
    assert {"lucht", "zichtbaar"} <= set(offered)
    assert not any("raad-" in slug for slug in offered)


def test_hidden_addresses_answer_404_and_410(client, world):
    draft, withdrawn = Letter.objects.get(slug="halfaf-draft"), Letter.objects.get(slug="halfaf-withdrawn")
    status = {address: client.get(address).status_code for address in detail_addresses()}
    assert status[draft.get_absolute_url()] == 404
    assert status[withdrawn.get_absolute_url()] == 410
    assert {status[position.get_absolute_url()] for position in draft.positions.all()} == {404}
    assert {status[position.get_absolute_url()] for position in withdrawn.positions.all()} == {410}
    assert {status[position.get_absolute_url()] for position in world.positions.exclude(review="confirmed")} == {404}
    assert status["/vergaderingen/halfaf-draft/"] == status["/vergaderingen/halfaf-withdrawn/"] == 404
    assert {
        status[f"/kamerstukken/{number}/"] for number in ("29911-17", "29922-18", "29911", "29922", "28676-465")
    } == {404}
    assert {status[topic.get_absolute_url()] for topic in Topic.objects.filter(released=False)} == {404}


def test_hidden_kamerstuk_answers_exactly_like_an_unknown_one(client, world):
    hidden, unknown = client.get("/kamerstukken/28676-465/"), client.get("/kamerstukken/28676-466/")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content.decode().replace("465", "466") == unknown.content.decode()


def test_withdrawn_letter_shows_only_its_note(client, world):
    page = client.get("/brieven/halfaf-withdrawn/").content.decode()
    assert "Wegens een fout." in page
    assert MARKERS.findall(page) == []


def test_suggested_positions_of_a_withdrawn_letter_are_not_even_gone(client, world):
    position = Letter.objects.get(slug="halfaf-withdrawn").positions.first()
    GovernmentPosition.objects.filter(pk=position.pk).update(review="suggested")
    assert client.get(position.get_absolute_url()).status_code == 404


def test_preview_is_a_plain_404_for_everyone_without_the_right(client, world):
    draft = Letter.objects.get(slug="halfaf-draft")
    address = f"/voorvertoning/brieven/{draft.pk}/"
    assert client.get(address).status_code == 404
    user = User.objects.create_user("lezer", password="x", is_staff=True)
    client.force_login(user)
    assert client.get(address).status_code == 404
    user.user_permissions.add(Permission.objects.get(codename="view_letter"))
    page = client.get(address)
    assert page.status_code == 200
    assert "Voorvertoning: alleen u ziet dit" in page.content.decode()
    user.is_staff = False
    user.save()
    assert client.get(address).status_code == 404


def test_preview_hides_what_is_undecided(client, world):
    client.force_login(User.objects.create_superuser("chef", password="x"))
    undecided = world.positions.filter(review="suggested").get()
    page = client.get(f"/voorvertoning/brieven/{world.pk}/").content.decode()
    assert undecided.wording not in page
    assert undecided.get_absolute_url() not in page
