"""The page on which a calendar is read in: look first, then carry out exactly what was shown."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agenda_tracker.models import MinisterialMeeting
from tests.factories import make_formation, make_meeting

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:agenda_tracker_ministerialmeeting_calendar")
LIST = reverse("admin:agenda_tracker_ministerialmeeting_changelist")
TEXT = "gremium;begin;plaats\nEcofin;2027-03-18;Brussel\nVaderraad;2027-03-18;Rome\n"


@pytest.fixture(autouse=True)
def ecofin(db):
    return make_formation("Ecofinraad", abbreviation="Ecofin")


def choose(client, text=TEXT):
    return client.post(PAGE, {"calendar": SimpleUploadedFile("kalender.csv", text.encode())})


def carry_out(client, shown, **other):
    fields = {"bestand": shown.context["carried"], "overzicht": shown.context["plan"].fingerprint}
    return client.post(PAGE, {**fields, **other}, follow=True)


def test_looking_saves_nothing(redacteur):
    page = choose(redacteur)
    assert [(row.line.number, row.fate.value) for row in page.context["plan"].rows] == [(2, "nieuw"), (3, "fout")]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))
    assert "1 nieuw · 1 fout. Er is nog niets opgeslagen." in text
    assert not MinisterialMeeting.objects.exists()


def test_carrying_out_does_what_was_shown_and_offers_to_undo(redacteur):
    answer = carry_out(redacteur, choose(redacteur))
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Kalender ingelezen: 1 nieuw, 0 gewijzigd." in answer.content.decode()
    assert [str(meeting.start_date) for meeting in MinisterialMeeting.objects.all()] == ["2027-03-18"]
    redacteur.post(re.search(r'action="(/beheer/handelingen/\d+/ongedaan/)"', answer.content.decode())[1])
    assert not MinisterialMeeting.objects.exists()


def test_the_plan_is_shown_again_when_something_changed_meanwhile(redacteur, ecofin):
    shown = choose(redacteur)
    make_meeting(ecofin, "2027-03-18", place="Luxemburg")
    answer = carry_out(redacteur, shown)
    assert [str(message).partition(";")[0] for message in answer.context["messages"]] == [
        "Er is intussen iets gewijzigd"
    ]
    assert answer.context["plan"].rows[0].says == ["plaats: Luxemburg → Brussel"]
    carry_out(redacteur, answer)
    assert [meeting.place for meeting in MinisterialMeeting.objects.all()] == ["Brussel"]


def test_a_file_that_was_tampered_with_is_not_read_in(redacteur):
    shown = choose(redacteur)
    answer = carry_out(redacteur, shown, bestand="x" + shown.context["carried"])
    assert answer.redirect_chain == [(PAGE, 302)]
    assert not MinisterialMeeting.objects.exists()


def test_the_file_of_another_clerk_is_not_read_in(redacteur, invoerder):
    answer = carry_out(invoerder, choose(redacteur))
    assert answer.redirect_chain == [(PAGE, 302)]
    assert not MinisterialMeeting.objects.exists()


def test_what_stands_in_the_file_is_escaped(redacteur):
    page = choose(redacteur, "gremium;begin\n<script>alert(1)</script>;2027-03-18\n").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (None, "Dit veld is verplicht."),
        (b"", "Het verstuurde bestand is leeg."),
        (b"a;b\n1;2\n", "De eerste regel mist de kolom gremium en begin."),
        (b"x" * (1024 * 1024 + 1), "Het bestand is groter dan 1 MB."),
    ],
)
def test_an_unusable_file_is_told(redacteur, file, says):
    data = {} if file is None else {"calendar": SimpleUploadedFile("kalender.csv", file)}
    page = redacteur.post(PAGE, data)
    assert (page.status_code, page.context["form"].errors["calendar"][0].startswith(says)) == (200, True)


def test_a_doubtful_line_links_to_the_meeting(redacteur, ecofin):
    known = make_meeting(ecofin, "2027-03-17", end_date="2027-03-18")
    page = choose(redacteur).content.decode()
    assert reverse("admin:agenda_tracker_ministerialmeeting_change", args=[known.pk]) in page


def test_an_invoerder_reads_in_but_releases_nothing(invoerder):
    page = choose(invoerder, "gremium;begin;openbaar\nEcofin;2027-03-18;ja\nEcofin;2027-04-18;\n")
    assert [row.fate.value for row in page.context["plan"].rows] == ["fout", "nieuw"]
    carry_out(invoerder, page)
    assert [(str(m.start_date), m.released) for m in MinisterialMeeting.objects.all()] == [("2027-04-18", False)]


def test_a_stranger_sees_the_login_page(client):
    for address in (PAGE, PAGE + "voorbeeld/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("admin:login"))


def test_the_list_links_to_the_page_and_the_page_to_the_example(redacteur):
    assert f'href="{PAGE}"' in redacteur.get(LIST).content.decode()
    assert f'href="{PAGE}voorbeeld/"' in redacteur.get(PAGE).content.decode()
    answer = redacteur.get(PAGE + "voorbeeld/")
    assert answer["Content-Disposition"] == 'attachment; filename="kalender-voorbeeld.csv"'
    assert answer.content.decode("utf-8-sig").splitlines()[0].split(";")[:3] == ["gremium", "begin", "einde"]
