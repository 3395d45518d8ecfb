"""The meeting as a briefing, the page of an item, and what became of a position: exact stories."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda_tracker.models import FormerSlug, GovernmentPosition, Letter, MinisterialMeeting
from tests import factories as make

from .briefing_world import (
    BUDGET,
    KEPT,
    OUTCOME,
    PROMISE,
    SANCTIONS,
    TANKS,
    TOLD_REST,
    TOLD_SANCTIONS,
    TOLD_TANKS,
    lengthen,
    make_briefing,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2025, 2, 17)
MEETING = "/vergaderingen/raad/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    for module in ("web.meetings", "web.items", "web.positions"):
        monkeypatch.setattr(f"agenda_tracker.{module}.localdate", lambda: TODAY)
    monkeypatch.setattr("agenda_tracker.web.printed.timezone.localdate", lambda *_args: TODAY)


@pytest.fixture
def meeting(db):
    return make_briefing()


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    main = response.content.decode().split("<main", 1)[1].split("<footer")[0]
    return " ".join(re.sub(r"<script.*?</script>|<[^>]+>", " ", main, flags=re.S).replace("&nbsp;", " ").split())


def item_of(meeting, order=1):
    return meeting.items.get(order=order)


def position(text):
    return GovernmentPosition.objects.get(wording=text)


def test_meeting_lays_the_report_beside_the_position(client, meeting):
    text = page(client, MEETING)
    assert (
        f"{TANKS} inzet onder voorwaarden € 300 miljoen geannoteerde agenda, alinea 1 In het verslag {TOLD_TANKS} alinea 2"
        in (text)
    )
    assert f"{SANCTIONS} standpunt geannoteerde agenda, alinea 2 In het verslag {TOLD_SANCTIONS} alinea 1" in text
    assert f"Uitkomst {OUTCOME} alinea 4 Verder in het verslag: 1 alinea Toegezegd:" in text
    assert "Haalt aan: 28 676, nr. 464 Vorige keer: 24 juni 2024 2 standpunten" in text
    assert (
        f"{BUDGET} standpunt tegen geannoteerde agenda, alinea 3 Het verslag gaat niet apart op dit agendapunt in."
        in text
    )
    assert (
        "Geannoteerde agenda Raad Defensie geannoteerde agenda 3 oktober 2024 14 dagen vooraf 21 501-28, nr. 270"
        in text
    )


def test_meeting_tells_how_its_commitments_stand(client, meeting):
    text = page(client, MEETING)
    assert f"{PROMISE} Steun aan Oekraïne 1 maart 2025 “vóór 1 maart 2025” Open, over 12 dagen" in text
    assert f"{KEPT} Steun aan Oekraïne geen termijn genoemd Nagekomen met Meldpunt douane op 1 december 2024" in text
    assert "Standpunten 5 Toezeggingen 2" in text


def test_meeting_offers_its_briefing_for_word_and_keeps_its_fragments(client, meeting):
    html = client.get(MEETING).content.decode()
    assert 'href="/vergaderingen/raad/briefing.docx"' in html
    assert f'id="agendapunt-{item_of(meeting).pk}"' in html


@pytest.mark.parametrize(
    ("start", "end", "state", "words"),
    [
        ("2025-02-22", "2025-02-23", "planned", "Het verslag is er nog niet; de vergadering is over 5 dagen."),
        ("2025-02-17", "2025-02-17", "planned", "Het verslag is er nog niet; de vergadering is vandaag."),
        ("2025-02-16", "2025-02-18", "planned", "Het verslag is er nog niet; de vergadering is vandaag."),
        ("2025-02-04", "2025-02-05", "held", "Het verslag is er nog niet; de vergadering was 12 dagen geleden."),
        ("2024-10-17", "2024-10-18", "held", "Een verslag staat hier niet; de vergadering was 122 dagen geleden."),
        ("2025-02-04", "2025-02-05", "cancelled", "Er is geen verslag: de vergadering is afgelast."),
    ],
)
def test_until_the_report_is_there_the_pages_say_so(client, meeting, start, end, state, words):
    Letter.objects.filter(slug="verslag").update(status="draft")
    MinisterialMeeting.objects.filter(pk=meeting.pk).update(start_date=start, end_date=end, state=state)
    item = item_of(meeting)
    for address in (MEETING, item.get_absolute_url(), position(TANKS).get_absolute_url()):
        text = page(client, address)
        assert words in text
        assert "Leopard-tanks spraken" not in text
        assert "Geen alinea" not in text


def test_item_shows_everything_on_it(client, meeting):
    text = page(client, item_of(meeting).get_absolute_url())
    assert "Agendapunt 1 Steun aan Oekraïne Raad Buitenlandse Zaken Defensie , 17 oktober 2024 , Luxemburg" in text
    assert "Aard Gedachtewisseling Thema’s Oekraïne In de brieven Geannoteerde agenda van 3 oktober 2024" in text
    assert f"Vooraf, en wat het verslag erover zegt {TANKS} inzet" in text
    assert f"In het verslag {TOLD_TANKS} alinea 2" in text
    assert f"Uitkomst {OUTCOME} alinea 4 Verder in het verslag {TOLD_REST} alinea 3 Toezeggingen aan de Kamer" in text
    assert "Vorige keer en nu Raad Buitenlandse Zaken Defensie , 24 juni 2024 Gewijzigd Toen" in text
    assert "levering van vervallen: twintig tot hier. Leopard-tanks" in text
    assert "Zelfde onderwerp op andere vergaderingen Oekraïne Raad Buitenlandse Zaken Defensie 24 juni 2024" in text
    assert "Aangehaalde stukken 28 676, nr. 464 Financiering ›" in text


def test_item_without_a_place_in_the_report_says_so_and_leads_to_it(client, meeting):
    text = page(client, item_of(meeting, 2).get_absolute_url())
    assert f"Wat het kabinet vooraf zegt {BUDGET}" in text
    assert "Het verslag gaat niet apart op dit agendapunt in. Lees het verslag van 28 oktober 2024" in text
    assert "‹ Steun aan Oekraïne" in text


def test_item_said_nothing_about_leads_to_the_letter(client, meeting):
    item = make.make_item(meeting, "Diversen")
    make.make_section(Letter.objects.get(slug="vooraf"), item)
    assert "Bij dit agendapunt is vooraf geen standpunt vastgelegd. Lees de brief voor de toelichting" in page(
        client, item.get_absolute_url()
    )


def test_position_in_the_report_counts_as_outcome(client, meeting):
    report = Letter.objects.get(slug="verslag")
    make.make_position(report, item_of(meeting), "Nederland stemde voor het pakket.", kind="contribution")
    assert f"Uitkomst {OUTCOME} alinea 4 Nederland stemde voor het pakket. bijdrage verslag, alinea 5" in page(
        client, item_of(meeting).get_absolute_url()
    )


def test_letter_that_is_report_of_one_meeting_and_agenda_of_the_next(client, meeting):
    following = make.make_meeting(meeting.formation, "2024-11-18", slug="volgende")
    report = Letter.objects.get(slug="verslag")
    make.make_treatment(report, following, "annotated_agenda")
    item = make.make_item(following, "Vooruitblik")
    make.make_position(report, item, "Nederland bepleit een nieuw steunpakket.")
    assert "Wat het kabinet vooraf zegt Nederland bepleit een nieuw steunpakket." in page(
        client, item.get_absolute_url()
    )
    assert f"Uitkomst {OUTCOME}" in page(client, item_of(meeting).get_absolute_url())


def test_addresses_of_items(client, meeting):
    item = item_of(meeting)
    make.saved(FormerSlug(kind="item", slug="987654", object_id=item.pk))
    make.saved(FormerSlug(kind="meeting", slug="oude-raad", object_id=meeting.pk))
    right = f"/vergaderingen/raad/agendapunt/{item.pk}/"
    moved = {
        f"/vergaderingen/{slug}/agendapunt/{pk}/" for slug in ("vorige", "oude-raad", "x") for pk in (item.pk, 987654)
    }
    assert item.get_absolute_url() == right
    assert {client.get(address).headers["Location"] for address in moved} == {right}
    assert {client.get(address).status_code for address in moved} == {301}
    nonsense = ["0", "123456789", "9" * 18, "9" * 40]
    assert {client.get(f"/vergaderingen/raad/agendapunt/{pk}/").status_code for pk in nonsense} == {404}
    assert client.get("/vergaderingen/raad/agendapunt/x/").status_code == 404


def test_position_has_its_report_and_its_versions(client, meeting):
    text = page(client, position(TANKS).get_absolute_url())
    assert f"In het verslag {TOLD_TANKS} alinea 2 Uitkomst van het agendapunt {OUTCOME} alinea 4" in text
    assert "Eerder en later Gewijzigd Toen · geannoteerde agenda van 10 juni 2024" in text
    earlier = page(client, position(TANKS.replace("veertig", "twintig")).get_absolute_url())
    assert "Volgende keer , gewijzigd" in earlier
    assert "Daarna · geannoteerde agenda van 3 oktober 2024" in earlier


def test_without_a_series_pages_lead_to_the_next_time_on_the_same_topic(client, meeting):
    topic = make.make_topic("Begroting")
    position(BUDGET).topics.add(topic)
    later = make.make_item(make.make_meeting(meeting.formation, "2024-12-17", slug="winter"), "Geld")
    make.make_position(None, later, BUDGET.replace("verzet", "verzette"), [topic])

    text = page(client, position(BUDGET).get_absolute_url())
    assert "Eerder en later Volgende keer" in text
    text = page(client, item_of(meeting, 2).get_absolute_url())
    assert "Volgende keer over dit thema Geld Raad Buitenlandse Zaken Defensie 17 december 2024" in text


def test_position_that_no_passage_is_like_says_so(client, meeting):
    make.make_position(Letter.objects.get(slug="vooraf"), item_of(meeting), "Haver is gezond voor paarden.")
    text = page(client, position("Haver is gezond voor paarden.").get_absolute_url())
    assert "Geen alinea van het verslag lijkt op dit standpunt." in text


def test_commitment_and_its_letter_point_to_each_other(client, meeting):
    assert "Wat ervan werd Nagekomen met Meldpunt douane op 1 december 2024" in page(
        client, position(KEPT).get_absolute_url()
    )
    assert f"Deze brief komt de toezegging na: {KEPT} geannoteerde agenda van 3 oktober 2024" in page(
        client, "/brieven/douane/"
    )
    assert f"Toezegging aan de Kamer {PROMISE} Open, over 12 dagen" in page(client, "/brieven/vooraf/")


def test_overdue_commitment_says_that_no_letter_is_known(client, meeting):
    GovernmentPosition.objects.filter(wording=PROMISE).update(due_date="2025-01-01")
    text = page(client, position(PROMISE).get_absolute_url())
    assert "Verlopen sinds 1 januari 2025 (47 dagen) Op deze site staat geen brief die de toezegging nakomt." in text


def every_page(meeting):
    yield from (MEETING, "/brieven/vooraf/", "/brieven/douane/", "/vergaderingen/raad/briefing.docx")
    yield from (item.get_absolute_url() for item in meeting.items.all())
    yield from (f"/standpunten/{one.pk}/" for one in GovernmentPosition.objects.all())


def shown(client, meeting):
    """All that a stranger reads on every page, in one string. A document is read as text."""
    from tests.feeds.docx_reading import text_of

    found = []
    for address in every_page(meeting):
        response = client.get(address)
        word = address.endswith(".docx") and response.status_code == 200
        found.append(text_of(response.content) if word else response.content.decode())
    return "\n".join(found)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_report_that_is_not_public_leaves_no_trace(client, meeting, status):
    Letter.objects.filter(slug="verslag").update(status=status, withdrawal_note="Fout.")
    text = shown(client, meeting)
    for secret in (
        "Leopard-tanks spraken",
        "groep landen",
        "Tot slot gaf",
        "pakket voor het voorjaar",
        "brieven/verslag",
        "275",
    ):
        assert secret not in text


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_letter_that_is_not_public_fulfils_nothing(client, meeting, status):
    Letter.objects.filter(slug="douane").update(status=status, withdrawal_note="Fout.")
    text = shown(client, meeting)
    assert "Meldpunt douane" not in text
    assert "brieven/douane" not in text
    assert f"{KEPT} Steun aan Oekraïne geen termijn genoemd Open" in page(client, MEETING)


@pytest.mark.parametrize("review", ["suggested", "rejected"])
def test_position_that_is_not_confirmed_shows_nowhere(client, meeting, review):
    GovernmentPosition.objects.filter(wording__in=[BUDGET, PROMISE]).update(review=review, wording="ZZGEHEIM")
    GovernmentPosition.objects.filter(letter__slug="juni").update(review=review)
    Letter.objects.get(slug="vooraf").paragraphs.filter(text__in=[BUDGET, PROMISE]).update(text="x" * 200)
    text = shown(client, meeting)
    assert "ZZGEHEIM" not in text
    assert "twintig" not in text
    assert "Vorige keer" not in text
    assert "Standpunten 3 Toezeggingen 1" in page(client, MEETING)


def test_previous_time_that_is_withdrawn_is_no_previous_time(client, meeting):
    Letter.objects.filter(slug="juni").update(status="withdrawn", withdrawal_note="Fout.")
    text = shown(client, meeting)
    assert "twintig" not in text
    assert "vergaderingen/vorige" not in text


def test_commitment_of_a_withdrawn_letter_is_not_told_of_by_the_letter_that_fulfils_it(client, meeting):
    Letter.objects.filter(slug="vooraf").update(status="withdrawn", withdrawal_note="Fout.")
    assert KEPT not in client.get("/brieven/douane/").content.decode()


def test_queries_do_not_grow_with_the_meeting(client, meeting):
    addresses = [
        *list(every_page(meeting))[:4],
        item_of(meeting).get_absolute_url(),
        position(TANKS).get_absolute_url(),
    ]
    before = {address: queries(client, address) for address in addresses}
    lengthen(meeting, 3, 2)
    report = Letter.objects.get(slug="verslag")
    make.make_position(report, item_of(meeting), "Nederland stemde voor.")
    for _number in range(3):
        make.make_position(Letter.objects.get(slug="vooraf"), item_of(meeting), kind="commitment", fulfilled_by=report)
    assert {address: queries(client, address) for address in addresses} == before
    assert before[MEETING] <= 14


def queries(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_large_meeting_stays_light_and_says_where_the_quotes_are(client, meeting):
    lengthen(meeting, 14, 4)
    for slug in ("vooraf", "verslag"):
        Letter.objects.filter(slug=slug).update(slug=f"2024-10-03-{slug}-raad-buitenlandse-zaken-over-defensie")
    response = client.get(MEETING)
    assert (
        "Deze agenda is lang: de volledige citaten staan op de pagina’s van de agendapunten"
        in response.content.decode()
    )
    assert response.content.decode().count("Het kabinet let op de uitvoering.") == 0
    assert GovernmentPosition.objects.filter(agenda_item__meeting=meeting).count() == 61
    assert len(response.content) <= 58_000
