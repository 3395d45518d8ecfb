"""The official sources at the desk: a number instead of a letter, what is new, what waits, what differs."""

import datetime
import time

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agenda_tracker.citations import Reference
from agenda_tracker.intake.official import news, tasks
from agenda_tracker.intake.official.check import check
from agenda_tracker.intake.official.sources import open_sources
from agenda_tracker.models import (
    DeskAct,
    Kamerstuk,
    Letter,
    LetterSource,
    OfficialFind,
    OfficialStatement,
    OfficialTask,
)
from tests.factories import make_kamerstuk, make_letter
from tests.official import local_server as acts
from tests.official.configured import official
from tests.official.fictional import AGENDA, REPORT, publishes

__all__ = ["official"]

pytestmark = pytest.mark.django_db
RECEIVE, FETCH = (reverse(f"admin:agenda_tracker_letter_{name}") for name in ("receive", "fetch"))
LATER, FRONT = reverse("admin:agenda_tracker_letter_fetch_later"), reverse("admin:index")


@pytest.fixture(autouse=True)
def read_by_one(one_reader):
    """Files are read in a fork of one process."""


def review_of(letter: Letter) -> str:
    return reverse("admin:agenda_tracker_letter_review", args=[letter.pk])


def waits(client, key: str) -> list[tuple[str, str, str]]:
    [block] = [one for one in client.get(FRONT).context["blocks"] if one.key == key]
    return [(line.text, line.remark, line.alarm) for line in block.shown]


def said(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.mark.parametrize("typed", ["Kamerstukken II 2031/32, 32 317, nr. 1045", "kst-32317-1045"])
def test_a_number_in_any_spelling_leads_to_the_review_of_its_letter(invoerder, official, typed):
    publishes(official, AGENDA)
    answer = invoerder.post(FETCH, {"typed": typed})
    letter = Letter.objects.get()
    assert answer["Location"] == review_of(letter)
    assert letter.history.first().history_user.username == "invoerder"


def test_without_configuration_the_field_is_not_there(invoerder):
    assert "Met het Kamerstuknummer" not in invoerder.get(RECEIVE).content.decode()
    assert "staat uit" in invoerder.post(FETCH, {"typed": "32 317, nr. 1045"}).context["fetched"].sentence


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Dit veld is verplicht."),
        ("gisteren", "is hier niet herkend; typ bijvoorbeeld 28 676, nr. 464."),
        ("28 676", "is hier niet herkend"),
        ("28 676, nrs. 464 en 465", "Typ hier één nummer; er zijn er 2 herkend."),
    ],
)
def test_what_is_no_number_is_told_and_stays_in_the_field(invoerder, official, typed, told):
    page = invoerder.post(FETCH, {"typed": typed})
    assert (page.status_code, official.asked) == (200, [])
    assert told in " ".join(page.context["fetch_form"].errors["typed"])
    assert page.context["fetch_form"]["typed"].value() == typed


def test_what_is_not_published_can_be_waited_for(invoerder, official):
    publishes(official)
    page = invoerder.post(FETCH, {"typed": "32317-1045"})
    assert "Later opnieuw proberen" in page.content.decode()
    assert OfficialTask.objects.count() == 0
    answer = invoerder.post(LATER, {"typed": "32 317, nr. 1045"})
    assert answer["Location"] == f"{FRONT}#nog-op-te-halen"
    task = OfficialTask.objects.get()
    assert (str(task), task.asked_by.username, task.attempts) == ("32 317, nr. 1045", "invoerder", 0)
    assert task.next_at - timezone.now() > datetime.timedelta(hours=11)
    invoerder.post(LATER, {"typed": "32 317, nr. 1045"})
    assert OfficialTask.objects.count() == 1


def test_several_publications_are_offered_as_buttons(invoerder, official):
    publishes(official, AGENDA, AGENDA | {"identifier": "kst-32317-1045-h1"})
    page = invoerder.post(FETCH, {"typed": "32317-1045"}).content.decode()
    assert 'value="kst-32317-1045-h1" class="button">32 317, nr. 1045 (herdruk), 1 oktober 2031</button>' in page
    answer = invoerder.post(FETCH, {"typed": "32 317, nr. 1045", "identifier": "kst-32317-1045-h1"})
    assert answer["Location"] == review_of(Letter.objects.get())


def test_a_source_that_hangs_keeps_the_clerk_some_seconds_and_the_task_for_later(invoerder, official, settings):
    settings.OFFICIAL_PATIENCE = 1
    official.acts["*"] = acts.hangs
    began = time.monotonic()
    page = invoerder.post(FETCH, {"typed": "32317-1045"})
    assert time.monotonic() - began < 8
    assert (
        "antwoordt niet op tijd. Er is niets bewaard. U kunt de brief ook zelf aanleveren of plakken. Het staat nu bij"
        in (page.content.decode())
    )
    assert f'<form method="post" action="{RECEIVE}" enctype' in page.content.decode()  # by hand it goes on from here
    [(text, remark, alarm)] = waits(invoerder, "nog-op-te-halen")
    assert (text, alarm) == ("32 317, nr. 1045", "")
    assert remark.startswith("127.0.0.1 antwoordt niet op tijd. · volgende poging ")


def test_what_asking_again_cannot_mend_is_not_kept(invoerder, official):
    official.acts["/sru"] = acts.answers("<anders/>")
    page = invoerder.post(FETCH, {"typed": "32317-1045"}).content.decode()
    assert "meld dit de beheerder" in page
    assert OfficialTask.objects.count() == 0


def failed_task() -> OfficialTask:
    task = tasks.queue(Reference.parse("32317-1045"), None)
    OfficialTask.objects.update(attempts=3, error="127.0.0.1 heeft een storing (antwoord 500).")
    return task


def test_a_task_is_tried_now_or_dropped(invoerder, official):
    address = reverse("admin:official_task", args=[failed_task().pk])
    official.acts["*"] = acts.answers("stuk", status=500)
    answer = invoerder.post(address, {"answer": "now"})
    assert answer["Location"] == f"{FRONT}#nog-op-te-halen"
    assert "heeft een storing (antwoord 500)" in said(answer)[0]
    assert OfficialTask.objects.get().attempts == 4
    publishes(official, AGENDA)
    assert invoerder.post(address, {"answer": "now"})["Location"] == review_of(Letter.objects.get())
    assert OfficialTask.objects.count() == 0
    again = reverse("admin:official_task", args=[failed_task().pk])
    assert said(invoerder.post(again, {"answer": "drop"}))[-1] == "32 317, nr. 1045 wordt niet meer opgehaald."
    assert OfficialTask.objects.count() == 0
    assert said(invoerder.post(again, {"answer": "now"}))[-1] == "Dit is intussen al afgehandeld."


def test_a_task_that_was_given_up_stands_out(invoerder, official):
    failed_task()
    OfficialTask.objects.update(given_up=True)
    told = ("32 317, nr. 1045", "127.0.0.1 heeft een storing (antwoord 500). · 3 keer geprobeerd", "Opgegeven:")
    assert waits(invoerder, "nog-op-te-halen") == [told]


def listed() -> OfficialFind:
    news.look(news.PUBLISHED, open_sources(), timezone.now())
    return OfficialFind.objects.get(normal_form="32317-1045")


def test_new_letters_are_taken_up_or_not(invoerder, official):
    publishes(official, AGENDA, REPORT)
    find = listed()
    title = "Geannoteerde agenda JBZ-Raad van 9 en 10 oktober 2031 (fictief)"
    assert waits(invoerder, "nieuw-officieel")[1] == (
        f"32 317, nr. 1045: {title}",
        "geannoteerde agenda · 29 september 2031",
        "",
    )
    other = OfficialFind.objects.get(normal_form="32317-1050")
    invoerder.post(reverse("admin:official_find", args=[other.pk]), {"answer": "pass"})
    answer = invoerder.post(reverse("admin:official_find", args=[find.pk]), {"answer": "take"})
    assert answer["Location"] == review_of(Letter.objects.get())
    assert list(OfficialFind.objects.order_by("pk").values_list("state", flat=True)) == ["taken", "passed"]
    assert waits(invoerder, "nieuw-officieel") == []
    OfficialFind.objects.filter(pk=other.pk).update(state="new")
    tasks.queue(other.reference, None)
    assert waits(invoerder, "nieuw-officieel") == []
    OfficialTask.objects.update(claimed_until=timezone.now() + datetime.timedelta(minutes=1))
    assert waits(invoerder, "nog-op-te-halen") == [("32 317, nr. 1050", "wordt nu opgehaald", "")]
    again = invoerder.post(reverse("admin:official_find", args=[find.pk]), {"answer": "take"})
    assert said(again)[-1] == "Dit is intussen al afgehandeld."


def test_a_list_without_news_says_why(invoerder, official):
    page = invoerder.get(FRONT).content.decode()
    assert "Er is nog niet gezocht; dat doet de opdracht fetch_official, elke nacht." in page
    official.acts["*"] = acts.answers("stuk", status=500)
    news.look(news.PUBLISHED, open_sources(), timezone.now())
    assert "127.0.0.1 heeft een storing (antwoord 500)." in invoerder.get(FRONT).content.decode()
    publishes(official)
    news.look(news.PUBLISHED, open_sources(), timezone.now())
    assert "Niets nieuws. Nagekeken tot en met" in invoerder.get(FRONT).content.decode()


def doubt(official, status: str) -> OfficialStatement:
    publishes(official, AGENDA)
    paper = make_kamerstuk("32317-1045", letter=make_letter(status), date=datetime.date(2031, 9, 30))
    check(paper, open_sources())
    return OfficialStatement.objects.get(state="differs")


def test_what_differs_is_adopted_or_left(redacteur, official):
    address = reverse("admin:official_statement", args=[doubt(official, "published").pk])
    assert waits(redacteur, "anders-officieel") == [
        ("32 317, nr. 1045, datum", "hier: 30 september 2031. bron: 29 september 2031", "")
    ]
    [told] = said(redacteur.post(address, {"answer": "adopt"}))
    assert told.startswith("32 317, nr. 1045: datum overgenomen. <form")
    assert Kamerstuk.objects.get().date == datetime.date(2031, 9, 29)
    assert waits(redacteur, "anders-officieel") == []
    redacteur.post(reverse("admin:agenda_tracker_deskact_undo", args=[DeskAct.objects.latest("pk").pk]))
    assert Kamerstuk.objects.get().date == datetime.date(2031, 9, 30)


def test_of_what_is_public_only_a_redacteur_decides(invoerder, official):
    statement = doubt(official, "published")
    address = reverse("admin:official_statement", args=[statement.pk])
    assert invoerder.post(address, {"answer": "adopt"}).status_code == 403
    Letter.objects.update(status="draft")
    assert invoerder.post(address, {"answer": "keep"}).status_code == 302
    assert Kamerstuk.objects.get().date == datetime.date(2031, 9, 30)


def test_an_answer_nobody_offered_is_not_there(redacteur, official):
    publishes(official, AGENDA)
    for name, row in (("find", listed()), ("task", failed_task())):
        assert redacteur.post(reverse(f"admin:official_{name}", args=[row.pk]), {"answer": "x"}).status_code == 404
    assert LetterSource.objects.count() == 0


def test_the_front_page_asks_as_much_for_many_as_for_one(redacteur, official):
    counts = []
    for number in (1, 2, 3, 4):
        tasks.queue(Reference.parse(f"32317-{number}"), None)
        OfficialFind.objects.create(normal_form=f"32317-5{number}", kind="report", title="Verslag", date=None)
        paper = make_kamerstuk(f"32317-6{number}", title="Hier", letter=make_letter("draft", subject=f"Brief {number}"))
        OfficialStatement.objects.create(
            about=paper.normal_form, field="title", value=f"Daar {number}", state="differs"
        )
        with CaptureQueriesContext(
            connection,
        ) as asked:
            redacteur.get(FRONT)
        counts.append(len(asked))
    assert counts[1] == counts[2] == counts[3]
    assert official.asked == []


def ask(client, *papers: Kamerstuk) -> list[str]:
    address = reverse("admin:agenda_tracker_kamerstuk_changelist")
    return said(client.post(address, {"action": "ask_official", "_selected_action": [one.pk for one in papers]}))


def test_chosen_papers_are_filled_at_once(invoerder, official):
    publishes(official, AGENDA)
    public = make_kamerstuk("32317-1044", letter=make_letter())
    draft = make_kamerstuk("32317-1045", letter=make_letter("draft", subject="JBZ"), date=datetime.date(2031, 9, 30))
    assert ask(invoerder, draft, public) == [
        "32 317, nr. 1044 staat op de site; dat vult een redacteur aan.",
        "32 317, nr. 1045: titel aangevuld, datum verschilt, titel van dossier 32 317 aangevuld. "
        "Beslis op de voorpagina, bij “Anders volgens de officiële bron”.",
    ]
    assert Kamerstuk.objects.get(pk=draft.pk).title.startswith("Geannoteerde agenda JBZ-Raad")


def test_a_dead_source_is_asked_about_one_paper_only(redacteur, official):
    official.acts["*"] = acts.answers("stuk", status=500)
    papers = [make_kamerstuk(f"32317-{number}", letter=make_letter(subject=f"Brief {number}")) for number in (1, 2)]
    [told] = ask(redacteur, *papers)
    assert told.endswith("127.0.0.1 heeft een storing (antwoord 500). De rest is niet gevraagd.")
    assert len(official.asked) == 1


def test_ten_papers_at_a_time_and_none_when_switched_off(redacteur, official, settings):
    papers = [make_kamerstuk(f"32317-{number}") for number in range(1, 12)]
    assert ask(redacteur, *papers) == ["Kies er hooguit 10; er is niets gevraagd."]
    settings.OFFICIAL_SRU_URL = settings.OFFICIAL_PUBLICATIONS_URL = ""
    assert "staat uit" in ask(redacteur, papers[0])[-1]
    assert official.asked == []
