"""The front page of the desk: what must this clerk do today, and does every line lead there."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agenda_tracker.intake.receive import store
from agenda_tracker.models import Letter, LetterSource, MissedSearch
from tests import factories as make

pytestmark = pytest.mark.django_db
FRONT = reverse("admin:index")
TODAY = date(2024, 10, 10)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)


def block(clerk, key):
    return {block.key: block for block in clerk.get(FRONT).context["blocks"]}[key]


def said(clerk, key):
    return [(line.text, line.remark, line.alarm) for line in block(clerk, key).shown]


def links(clerk, key):
    return [line.url for line in block(clerk, key).shown]


def draft(subject, maker="", **fields):
    """A draft, made by the clerk of that name."""
    letter = make.make_letter("draft", subject=subject, **fields)
    letter.history.filter(history_type="+").update(history_user=User.objects.filter(username=maker).first())
    return letter


def meeting_on(day, **fields):
    """In Brussels, of a body named for the day."""
    return make.make_meeting(make.make_formation(f"Raad {day}"), day, **fields)


def make_source(number, problem="Geen tekst gevonden."):
    return make.saved(LetterSource(sha256=f"{number:064d}", original_name=f"scan {number}.pdf", problem=problem))


def miss(text, days=3):
    MissedSearch.objects.bulk_create(MissedSearch(text=text, day=TODAY - timedelta(days=n)) for n in range(days))


def test_own_drafts_come_first_and_each_says_whose_it_is(redacteur):
    User.objects.create_user("anna", first_name="Anna", last_name="Smit")
    own, older = draft("Van mij", "redacteur"), draft("Ook van mij", "redacteur")
    Letter.objects.filter(pk=older.pk).update(created_at=timezone.now() - timedelta(days=3))
    draft("Van een ander", "anna")
    draft("Van de server")
    make.make_position(own, make.make_item(), review="suggested")
    make.make_letter(subject="Gepubliceerd")
    assert said(redacteur, "concepten") == [
        ("Van mij", "van u · 3 oktober 2024 · 1 standpunt te beoordelen", ""),
        ("Ook van mij", "van u · 3 oktober 2024", ""),
        ("Van de server", "niet door een medewerker · 3 oktober 2024", ""),
        ("Van een ander", "van Anna Smit · 3 oktober 2024", ""),
    ]
    assert links(redacteur, "concepten")[0] == reverse("admin:agenda_tracker_letter_review", args=[own.pk])


def test_who_first_made_a_draft_stays_its_maker(redacteur, invoerder):
    letter = draft("Concept", "invoerder")
    letter.subject = "Verbeterd"
    letter._history_user = User.objects.get(username="redacteur")
    letter.save()
    assert said(redacteur, "concepten") == [("Verbeterd", "van invoerder · 3 oktober 2024", "")]
    assert said(invoerder, "concepten") == [("Verbeterd", "van u · 3 oktober 2024", "")]


def test_coming_meetings_without_an_agenda_say_how_many_days_are_left(redacteur):
    far = meeting_on("2024-10-17")
    meeting_on("2024-10-16")
    meeting_on("2024-10-11", state="moved")
    meeting_on("2024-10-10")
    meeting_on("2024-10-12", state="cancelled")
    meeting_on("2024-10-09")
    assert said(redacteur, "zonder-agenda") == [
        ("Raad 2024-10-10, 10 oktober 2024, Brussel", "", "Spoed: vandaag"),
        ("Raad 2024-10-11, 11 oktober 2024, Brussel", "verplaatst", "Spoed: nog 1 dag"),
        ("Raad 2024-10-16, 16 oktober 2024, Brussel", "", "Spoed: nog 6 dagen"),
        ("Raad 2024-10-17, 17 oktober 2024, Brussel", "nog 7 dagen", ""),
    ]
    assert links(redacteur, "zonder-agenda")[3] == reverse(
        "admin:agenda_tracker_ministerialmeeting_change", args=[far.pk]
    )


def test_days_before_come_from_the_settings(redacteur, settings):
    settings.DAYS_BEFORE = 3
    meeting_on("2024-10-12")
    meeting_on("2024-10-13")
    assert [alarm for _text, _remark, alarm in said(redacteur, "zonder-agenda")] == ["Spoed: nog 2 dagen", ""]


def test_a_meeting_waits_until_its_own_agenda_is_published(redacteur):
    meeting, earlier = meeting_on("2024-11-01"), meeting_on("2024-09-01")
    report = make.make_letter(subject="Verslag van nu, agenda van toen", meeting=earlier)
    make.make_treatment(report, meeting, "report")
    letter = make.make_letter("draft", meeting)
    assert said(redacteur, "zonder-agenda") == [
        ("Raad 2024-11-01, 1 november 2024, Brussel", "nog 22 dagen · er ligt een concept", "")
    ]
    Letter.objects.filter(pk=letter.pk).update(status="published", first_published_at=timezone.now())
    assert said(redacteur, "zonder-agenda") == []


def test_past_meetings_without_a_report_the_latest_first(redacteur):
    meeting_on("2024-10-01")
    meeting_on("2024-10-08", end_date=TODAY)
    meeting_on("2024-10-05", state="cancelled")
    reported, drafted = meeting_on("2024-10-03"), meeting_on("2024-10-09")
    make.make_treatment(make.make_letter(), reported, "report")
    make.make_treatment(make.make_letter("draft"), drafted, "report")
    assert said(redacteur, "zonder-verslag") == [
        ("Raad 2024-10-09, 9 oktober 2024, Brussel", "1 dag geleden · er ligt een concept", ""),
        ("Raad 2024-10-01, 1 oktober 2024, Brussel", "9 dagen geleden", ""),
    ]


def test_late_letters_say_how_late(redacteur):
    body = make.make_formation(abbreviation="RBZ")
    for subject, day, status in [
        ("Zeven dagen", "2024-10-01", "published"),
        ("Zes dagen", "2024-10-02", "published"),
        ("Op de dag", "2024-10-08", "draft"),
        ("Erna", "2024-10-10", "published"),
        ("Ingetrokken", "2024-10-08", "withdrawn"),
    ]:
        meeting = body.meetings.first() or make.make_meeting(body, "2024-10-08")
        make.make_letter(status, meeting, subject=subject, date=day)
    assert sorted(said(redacteur, "te-laat")) == [
        ("Erna", "2 dagen na het begin · RBZ, 8 oktober 2024", ""),
        ("Op de dag", "op de dag zelf · RBZ, 8 oktober 2024", ""),
        ("Zes dagen", "6 dagen vooraf · RBZ, 8 oktober 2024", ""),
    ]
    assert 'href="/cijfers/"' in redacteur.get(FRONT).content.decode()


def test_open_references_lead_to_their_place_on_the_review_page(redacteur):
    found = {}
    for status in ("published", "draft", "withdrawn"):
        letter = found[status] = make.make_letter(status, subject=f"Brief {status}")
        paragraph = make.make_paragraph(
            make.make_section(letter), "Zie 36600-A, Stcrt. 2024, Stb. 2023 en 28 676, nr. 464."
        )
        make.make_reference(paragraph, "36600-A", status="ambiguous")
        make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    make.make_reference(found["draft"].paragraphs.get(), "Stcrt. 2024")
    make.make_reference(found["draft"].paragraphs.get(), "Stb. 2023")
    assert said(redacteur, "verwijzingen") == [
        ("Brief draft", "2 onbekend · 1 met meer dan één uitleg · concept", ""),
        ("Brief published", "1 met meer dan één uitleg · gepubliceerd", ""),
    ]
    review = reverse("admin:agenda_tracker_letter_review", args=[found["draft"].pk])
    first = found["draft"].references.get(as_written="36600-A").pk
    assert links(redacteur, "verwijzingen")[0] == f"{review}#verwijzing-{first}"
    assert f'id="verwijzing-{first}"' in redacteur.get(review).content.decode()


def test_files_that_could_not_be_read_tell_why(redacteur):
    source = make_source(1)
    make_source(2, problem="")
    read = make_source(3)
    LetterSource.objects.filter(pk=read.pk).update(letter=make.make_letter())
    assert said(redacteur, "niet-gelezen") == [("scan 1.pdf", "Geen tekst gevonden.", "")]
    assert links(redacteur, "niet-gelezen") == [reverse("admin:agenda_tracker_lettersource_change", args=[source.pk])]


def test_file_whose_reading_was_cut_off_is_told_after_a_minute_and_can_be_read_again(redacteur):
    source = store(b"Boodschappen.", "brief.txt")
    assert said(redacteur, "niet-gelezen") == []
    LetterSource.objects.update(received_at=source.received_at - timedelta(minutes=1))
    told = "Het inlezen is niet afgemaakt. Het bestand is bewaard; lees het opnieuw."
    assert said(redacteur, "niet-gelezen") == [("brief.txt", told, "")]
    page = redacteur.get(reverse("admin:agenda_tracker_lettersource_change", args=[source.pk])).content.decode()
    assert (page.count(told), page.count('value="again"')) == (1, 1)


def test_missed_searches_show_only_when_they_are_kept(redacteur, settings):
    miss("drones & tanks", days=4)
    miss("twee keer", days=2)
    assert "vergeefs-gezocht" not in {block.key for block in redacteur.get(FRONT).context["blocks"]}
    settings.KEEP_MISSED_SEARCHES = True
    assert said(redacteur, "vergeefs-gezocht") == [("drones & tanks", "op 4 dagen, het laatst op 10 oktober 2024", "")]
    assert links(redacteur, "vergeefs-gezocht") == ["/zoeken/?q=drones+%26+tanks"]


def test_following_the_link_as_a_clerk_adds_no_missed_search(redacteur, client, settings):
    settings.KEEP_MISSED_SEARCHES = True
    redacteur.get("/zoeken/?q=drones")
    redacteur.get("/zoeken/?q=28676-999")
    assert not MissedSearch.objects.exists()
    client.get("/zoeken/?q=drones")
    assert MissedSearch.objects.count() == 1


def test_a_clerk_dismisses_a_missed_search_and_is_told_what_that_does(invoerder, settings):
    settings.KEEP_MISSED_SEARCHES = True
    miss("drones")
    miss("tanks")
    assert "Worden ze weer op drie dagen vergeefs gezocht" in invoerder.get(FRONT).content.decode()
    address = reverse("admin:missed_search_dismiss")
    assert invoerder.get(address).status_code == 405
    answer = invoerder.post(address, {"text": "drones"})
    assert (answer.status_code, answer["Location"]) == (302, f"{FRONT}#vergeefs-gezocht")
    assert "“drones” is gewist en staat niet meer in de lijst." in invoerder.get(FRONT).content.decode()
    assert set(MissedSearch.objects.values_list("text", flat=True)) == {"tanks"}
    for text in ("drones", "", "x" * 300, "a\x00b"):
        again = invoerder.post(address, {"text": text}, follow=True)
        assert "Deze zoekopdracht stond al niet meer in de lijst." in again.content.decode()
    assert MissedSearch.objects.count() == 3


def test_empty_blocks_say_something_friendly(redacteur, settings):
    settings.KEEP_MISSED_SEARCHES = True
    blocks = redacteur.get(FRONT).context["blocks"]
    page = redacteur.get(FRONT).content.decode()
    assert [str(block.empty) for block in blocks] == [
        "Er zijn geen concepten. Lees een brief in om te beginnen.",
        "Geen: elke komende vergadering op de kalender heeft een agenda.",
        "Geen: van elke vergadering die is geweest, staat het verslag op de site.",
        "Geen: elke agenda kwam minstens 7 dagen voor de vergadering.",
        "Geen: elke verwijzing naar een Kamerstuk is herkend.",
        "Geen: elk ontvangen bestand is gelezen.",
        "Geen: er is niets op drie of meer dagen vergeefs gezocht.",
    ]
    assert all(str(block.empty) in page for block in blocks)


def everything(number):
    """A line more in every block."""
    start = date(2030, 1, 1) + timedelta(days=number)
    item = make.make_item(make.make_meeting(make.make_formation(), start.isoformat()))
    User.objects.create_user(f"clerk {number}")
    letter = draft(f"Brief {number}", f"clerk {number}", meeting=item.meeting, date=start.isoformat())
    position = make.make_position(letter, item, review="suggested")
    make.make_reference(position.evidence.get().paragraph, "bondgenoten")
    make.make_meeting(make.make_formation(), "2020-01-01")
    make_source(number)
    miss(f"woord {number}")


def test_front_page_runs_a_constant_number_of_queries(redacteur, settings):
    settings.KEEP_MISSED_SEARCHES = True
    redacteur.get(FRONT)
    counts = {}
    for rows in range(1, 13):
        everything(rows)
        if rows in (1, 3, 12):
            with CaptureQueriesContext(connection) as queries:
                blocks = redacteur.get(FRONT).context["blocks"]
            counts[rows] = len(queries)
            assert [block.page.count for block in blocks] == [rows] * 7
    assert set(counts.values()) == {counts[1]}
    assert counts[1] <= 22


def test_a_block_shows_ten_says_how_many_and_leads_to_all(redacteur):
    for number in range(12):
        draft(f"Brief {number}")
    page = redacteur.get(FRONT)
    assert len(block(redacteur, "concepten").shown) == 10
    assert '<h2 id="concepten">Concepten <span class="desk-count">(12)</span></h2>' in page.content.decode()
    address = reverse("admin:waiting", args=["concepten"])
    assert f'href="{address}">Toon alle 12<' in page.content.decode()
    rest = redacteur.get(address)
    assert len(rest.context["work"].shown) == 12
    assert "12 in totaal." in rest.content.decode()


@pytest.mark.parametrize(
    ("asked", "shown", "first"), [("", 50, 1), ("2", 1, 51), ("3", 50, 1), ("x", 50, 1), ("-1", 50, 1)]
)
def test_the_page_of_a_block_has_pages(redacteur, asked, shown, first):
    Letter.objects.bulk_create(Letter(subject=f"Brief {n}", slug=f"b{n}") for n in range(51))
    block = redacteur.get(reverse("admin:waiting", args=["concepten"]), {"page": asked}).context["work"]
    assert (len(block.shown), block.page.first_row) == (shown, first)


def test_every_block_has_a_page_of_its_own(redacteur, settings):
    settings.KEEP_MISSED_SEARCHES = True
    everything(1)
    for block in redacteur.get(FRONT).context["blocks"]:
        answer = redacteur.get(reverse("admin:waiting", args=[block.key]))
        assert answer.status_code == 200
        assert block.shown[0].text.replace("&", "&amp;") in answer.content.decode()
    assert redacteur.get(reverse("admin:waiting", args=["onzin"])).status_code == 404


def test_an_invoerder_sees_only_what_an_invoerder_may_act_on(invoerder, redacteur):
    for status in ("draft", "published"):
        letter = make.make_letter(status, meeting_on(f"2024-09-0{len(status)}"), subject=status, date="2024-09-04")
        make.make_reference(make.make_paragraph(make.make_section(letter), "Zie Stcrt. 2024."), "Stcrt. 2024")
    for key in ("te-laat", "verwijzingen"):
        assert [line.text for line in block(invoerder, key).shown] == ["draft"]
        assert {line.text for line in block(redacteur, key).shown} == {"draft", "published"}
        assert {invoerder.get(url).status_code for url in links(invoerder, key)} == {200}
        assert {redacteur.get(url).status_code for url in links(redacteur, key)} == {200}


def test_staff_without_rights_sees_no_block_and_opens_none(settings):
    settings.KEEP_MISSED_SEARCHES = True
    everything(1)
    user = User.objects.create_user("nieuw", is_staff=True)
    client = Client()
    client.force_login(user)
    assert client.get(FRONT).context["blocks"] == []
    assert client.get(reverse("admin:waiting", args=["concepten"])).status_code == 403
    assert client.post(reverse("admin:missed_search_dismiss"), {"text": "woord 1"}).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="change_lettersource"))
    assert [block.key for block in client.get(FRONT).context["blocks"]] == ["niet-gelezen"]


@pytest.mark.parametrize(
    "address", [reverse("admin:waiting", args=["concepten"]), reverse("admin:missed_search_dismiss")]
)
def test_stranger_is_sent_to_the_login_page(client, address):
    for answer in (client.get(address), client.post(address)):
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("admin:login"))
