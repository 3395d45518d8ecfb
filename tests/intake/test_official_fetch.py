"""A number instead of a letter: found, fetched and read like any file; whatever goes wrong leaves nothing half-written."""

import datetime
import logging

import pytest
from django.db import IntegrityError
from django.utils import timezone

from agenda_tracker.citations import Reference
from agenda_tracker.intake.official import tasks
from agenda_tracker.intake.official.fetch import fetch
from agenda_tracker.intake.official.sources import open_sources
from agenda_tracker.intake.receive import Outcome, receive
from agenda_tracker.models import Kamerstuk, Letter, LetterSource, OfficialStatement, OfficialTask
from tests.basis import put_basis
from tests.factories import make_kamerstuk, make_letter
from tests.official import local_server as acts
from tests.official.configured import official
from tests.official.fictional import AGENDA, LETTER, document_row, dossier_row, odata, publishes
from tests.official.local_server import answers
from tests.run import some

__all__ = ["official"]

pytestmark = pytest.mark.django_db
NUMBER = Reference.parse("32317-1045")
TITLE = "Geannoteerde agenda JBZ-Raad van 9 en 10 oktober 2031 (fictief)"


@pytest.fixture(autouse=True)
def reference_data(db):
    put_basis()


def asked(budget: float | None = None, **options):
    return fetch(NUMBER, None, open_sources(budget), **options)


def test_a_number_becomes_a_draft_with_its_source_number_and_data(official):
    publishes(official, AGENDA)
    fetched = asked()
    letter, source = fetched.verdict.letter, LetterSource.objects.get()
    assert (fetched.verdict.outcome, letter.status, letter.kind) == (Outcome.DRAFT, "draft", "annotated_agenda")
    assert (source.letter, source.role, source.chamber, source.media_type) == (
        letter,
        "published",
        "TK",
        "application/xml",
    )
    assert source.url == f"{official.base}/frbr/kst-32317-1045/1/xml/kst-32317-1045.xml"
    assert source.original_name == "kst-32317-1045.xml"
    with source.file.open() as kept:
        assert kept.read() == LETTER
    paper = Kamerstuk.objects.get(normal_form="32317-1045")
    assert (paper.letter, paper.title, paper.date) == (letter, TITLE, datetime.date(2031, 9, 29))
    assert paper.dossier.title == "JBZ-Raad"  # stood here otherwise: a doubt, below
    assert [str(one) for one in letter.dossiers.all()] == ["19 637"]
    told = OfficialStatement.objects.values_list("about", "field", "state").order_by("about", "field")
    assert list(told) == [
        ("32317-1045", "date", "filled"),
        ("32317-1045", "title", "filled"),
        ("dossier/32317", "title", "differs"),
    ]


def test_the_same_number_again_asks_no_source(official):
    publishes(official, AGENDA)
    first = asked()
    official.asked.clear()
    again = asked()
    assert (again.verdict.outcome, again.verdict.letter, official.asked) == (
        Outcome.DUPLICATE,
        first.verdict.letter,
        [],
    )
    assert (Letter.objects.filter(status="draft").count(), LetterSource.objects.count()) == (1, 1)


def test_the_published_text_joins_a_letter_that_was_uploaded(official):
    publishes(official, AGENDA)
    uploaded = receive(LETTER + b"\n", "brief.xml").letter
    fetched = asked()
    assert (fetched.verdict.outcome, fetched.verdict.letter) == (Outcome.SAME, uploaded)
    assert [one.role for one in uploaded.sources.order_by("pk")] == ["main", "published"]


def test_a_text_that_may_be_a_letter_on_record_is_asked_about(official):
    publishes(official, AGENDA)
    other = make_letter("draft", subject="Iets anders")
    make_kamerstuk("32317-1045", letter=other)
    fetched = asked()
    assert (fetched.verdict.outcome, fetched.verdict.letter) == (Outcome.QUESTION, other)
    source = LetterSource.objects.get()
    assert (source.letter, source.url != "", source.role) == (None, True, "published")


def test_several_publications_are_put_to_the_clerk(official):
    reprint = AGENDA | {"identifier": "kst-32317-1045-h1"}
    publishes(official, AGENDA, reprint)
    fetched = asked()
    assert [one.identifier for one in fetched.choices] == ["kst-32317-1045", "kst-32317-1045-h1"]
    assert (fetched.sentence, LetterSource.objects.count()) == (
        "Onder 32 317, nr. 1045 staan 2 publicaties. Welke bedoelt u?",
        0,
    )
    assert asked(identifier="kst-32317-1045-h1").verdict.source.original_name == "kst-32317-1045-h1.xml"


MISSING = (
    "het nummer bestaat niet, of de brief is nog niet gepubliceerd. U kunt de brief ook zelf aanleveren of plakken."
)


@pytest.mark.parametrize(
    ("documents", "dossiers", "said"),
    [
        (odata(), odata(), f"is bij de officiële bronnen niet gevonden: {MISSING}"),
        (odata(), odata(dossier_row(highest=1040)), "bestaat nog niet: het hoogste nummer in dit dossier is 1040."),
        (
            odata(document_row()),
            odata(),
            f"is bij de Tweede Kamer bekend ({TITLE} van 29 september 2031), maar nog niet gepubliceerd.",
        ),
        ("<html/>", odata(), f"is bij de officiële bronnen niet gevonden: {MISSING}"),
    ],
)
def test_an_unknown_number_is_told_as_exactly_as_can_be(official, settings, documents, dossiers, said):
    publishes(official)
    settings.TK_ODATA_URL = f"{official.base}/odata"
    official.acts |= {
        "/odata/Document": answers(documents, "application/json"),
        "/odata/Kamerstukdossier": answers(dossiers, "application/json"),
    }
    fetched = asked()
    assert fetched.sentence.startswith(f"32 317, nr. 1045 {said}")
    assert (fetched.missing, fetched.again, fetched.is_done) == (True, True, False)


def test_an_announced_text_is_told(official):
    publishes(official, AGENDA)
    for place in ("/kst-32317-1045.xml", "/frbr/kst-32317-1045/1/xml/kst-32317-1045.xml"):
        del official.acts[place]
    assert asked().sentence.startswith("32 317, nr. 1045 is aangekondigd, maar de tekst is nog niet gepubliceerd.")


def test_switched_off_is_said(official, settings):
    settings.OFFICIAL_SRU_URL = settings.OFFICIAL_PUBLICATIONS_URL = ""
    assert asked().sentence == (
        "Ophalen bij de officiële bronnen staat uit; een beheerder van de server kan het aanzetten."
    )


TROUBLES = {
    "hangs": (acts.hangs, "antwoordt niet op tijd.", True),
    "500": (acts.answers("stuk", status=500), "heeft een storing (antwoord 500).", True),
    "503": (acts.answers("druk", status=503, Retry_After="900"), "vraagt later terug te komen.", True),
    "truncated": (acts.breaks_off, "brak halverwege af.", True),
    "wrong type": (
        acts.answers(b"GIF89a", "image/gif"),
        "stuurde image/gif in plaats van de gevraagde gegevens.",
        True,
    ),
    "error page": (acts.answers("<html>Storing</html>", "text/html"), "stuurde een webpagina in plaats van", True),
    "error page as XML": (acts.answers("<html><body/></html>"), "127.0.0.1", None),
    "endless": (acts.endless, "is groter dan 1 MB en is niet opgehaald.", False),
    "bomb": (acts.bomb, "is groter dan 1 MB en is niet opgehaald.", False),
    "reset": (acts.resets, "verbrak de verbinding.", True),
    "elsewhere": (acts.moves_to("http://elders.example/"), "daar haalt Agendavolger niets op.", False),
}


# All of them when the text is fetched; when it is searched for some, except in the drills.
PLACES = [(trouble, "text") for trouble in TROUBLES] + [(trouble, "search") for trouble in some(list(TROUBLES), 3)]


@pytest.mark.parametrize(("trouble", "place"), PLACES)
def test_trouble_is_one_line_for_the_clerk_one_for_the_log_and_nothing_stored(
    official, settings, caplog, tmp_path, trouble, place
):
    act, said, again = TROUBLES[trouble]
    settings.LETTER_MAX_BYTES = 1024 * 1024
    publishes(official, AGENDA)
    for path in list(official.acts):
        if path == "/sru" if place == "search" else path.endswith("1045.xml"):
            official.acts[path] = act
    with caplog.at_level(logging.WARNING, "agenda_tracker"):
        fetched = asked(1.0 if trouble == "hangs" else 20.0)
    assert fetched.sentence.startswith("32 317, nr. 1045 is niet opgehaald. ")
    assert said in fetched.sentence
    assert fetched.sentence.endswith("Er is niets bewaard. U kunt de brief ook zelf aanleveren of plakken.")
    assert (fetched.verdict, again in (None, fetched.again)) == (None, True)
    assert len([line for line in caplog.messages if line.startswith("official source, fetching 32317-1045:")]) == 1
    assert (LetterSource.objects.count(), OfficialTask.objects.count(), OfficialStatement.objects.count()) == (0, 0, 0)
    assert not Letter.objects.filter(status="draft").exists()
    assert list((tmp_path / "uploads").rglob("*.bin")) == list(tmp_path.rglob("*.part")) == []


def queued(**changed) -> OfficialTask:
    task = tasks.queue(NUMBER, None)
    OfficialTask.objects.filter(pk=task.pk).update(**changed)
    return OfficialTask.objects.get(pk=task.pk)


def test_a_task_that_succeeds_is_gone(official):
    publishes(official, AGENDA)
    fetched = tasks.run(queued().pk, open_sources())
    assert (fetched.verdict.outcome, OfficialTask.objects.count()) == (Outcome.DRAFT, 0)


def test_a_task_is_kept_once_with_growing_pauses_and_given_up_in_the_end(official):
    official.acts["*"] = acts.answers("stuk", status=500)
    task = queued()
    assert queued().pk == task.pk
    pauses = []
    for _attempt in range(tasks.MOST_ATTEMPTS):
        OfficialTask.objects.update(next_at=timezone.now())
        tasks.run(task.pk, open_sources())
        task = OfficialTask.objects.get()
        pauses.append(round((task.next_at - timezone.now()).total_seconds() / 60))
    assert pauses[:8] == [15, 30, 60, 120, 240, 480, 960, 1440]
    assert (task.attempts, task.given_up, pauses[-1]) == (12, True, 1440)
    assert "heeft een storing (antwoord 500)." in task.error
    assert not OfficialTask.objects.due(timezone.now() + datetime.timedelta(days=9)).exists()
    tasks.queue(NUMBER, None)
    assert OfficialTask.objects.due(timezone.now()).count() == 1


def test_what_the_source_asked_is_waited_for(official):
    official.acts["*"] = acts.answers("druk", status=503, Retry_After="7200")
    tasks.run(queued().pk, open_sources())
    wait = OfficialTask.objects.get().next_at - timezone.now()
    assert datetime.timedelta(minutes=119) < wait <= datetime.timedelta(minutes=121)


def test_a_task_in_hand_is_not_taken_twice_and_free_again_after_a_crash(official):
    publishes(official, AGENDA)
    now = timezone.now()
    task = queued(claimed_until=now + datetime.timedelta(minutes=5))
    assert (tasks.run(task.pk, open_sources()), OfficialTask.objects.due(now).count()) == (None, 0)
    OfficialTask.objects.update(claimed_until=now - datetime.timedelta(seconds=1))
    assert tasks.run(task.pk, open_sources()).is_done
    assert tasks.run(task.pk, open_sources()) is None


def test_a_crash_between_storing_and_settling_is_made_good(official, monkeypatch):
    publishes(official, AGENDA)

    def crash(*_asked):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("agenda_tracker.intake.official.fetch._settled", crash)
        with pytest.raises(KeyboardInterrupt):
            asked()
    LetterSource.objects.update(role="main")
    fetched = asked()
    assert (fetched.verdict.outcome, Letter.objects.filter(status="draft").count()) == (Outcome.DUPLICATE, 1)
    source = LetterSource.objects.get()
    assert (source.role, source.url != "") == ("published", True)


def test_what_the_database_does_not_take_is_told_and_the_letter_stays(official, monkeypatch):
    publishes(official, AGENDA)

    def refuse(*_asked):
        raise IntegrityError("op de proef gesteld")

    monkeypatch.setattr("agenda_tracker.intake.official.fetch._fill", refuse)
    monkeypatch.setattr("agenda_tracker.intake.official.check.put", refuse)
    fetched = asked()
    assert fetched.verdict.outcome is Outcome.DRAFT
    assert fetched.verdict.sentence.endswith("kijk nummer, datum en dossiers zelf na.")
    assert LetterSource.objects.get().letter == fetched.verdict.letter
