"""Every night: new letters are listed once, tasks tried again, whatever else runs at the same time or broke off before."""

import datetime
import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda_tracker.citations import Reference
from agenda_tracker.intake.official import news, tasks
from agenda_tracker.intake.official.sources import open_sources
from agenda_tracker.intake.statistics import refresh_statistics
from agenda_tracker.models import Kamerstuk, Letter, OfficialCursor, OfficialFind, OfficialStatement, OfficialTask
from tests.factories import make_kamerstuk, make_letter
from tests.official import local_server as acts
from tests.official.configured import official
from tests.official.fictional import AGENDA, REPORT, document_row, odata, publishes, record, sru
from tests.official.local_server import answers

__all__ = ["official"]

pytestmark = pytest.mark.django_db
OTHER = AGENDA | {"identifier": "kst-32317-1046", "number": "1046", "title": "Lijst van vragen (fictief)"}


def night(*options: str) -> list[str]:
    said = StringIO()
    call_command("fetch_official", *options, stdout=said)
    return said.getvalue().splitlines()


def finds() -> list[tuple[str, str, str]]:
    return [(one.normal_form, one.kind, one.state) for one in OfficialFind.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("Geannoteerde agenda Raad Buitenlandse Zaken van 14 oktober 2031", "Brief regering", "annotated_agenda"),
        ("Geannoteerde Agenda NAVO-ministeriële", "", "annotated_agenda"),
        ("Aanvulling op de geannoteerde agenda Eurogroep", "Brief regering", "annotated_agenda"),
        ("Verslag Landbouw- en Visserijraad", "Brief regering", "report"),
        ("Verslag van de informele bijeenkomst van ministers", "Brief regering", "report"),
        ("Verslag van een schriftelijk overleg over de geannoteerde agenda", "", None),
        ("Verslag van een commissiedebat over de Raad", "Brief regering", None),
        ("Jaarverslag van de Raad voor Cultuur", "Brief regering", None),
        ("Geannoteerde agenda Milieuraad", "Motie", None),
        ("Voortgang vergaderingen", "Brief regering", None),
    ],
)
def test_a_title_tells_the_kind(title, kind, expected):
    assert news.kind_of(title, kind) == expected


def test_what_is_new_is_listed_once_and_the_rest_left_out(official):
    publishes(official, AGENDA, REPORT, OTHER)
    make_kamerstuk("32317-1050", letter=make_letter("draft"))
    assert night()[:2] == [
        "nieuw: 32 317, nr. 1045: Geannoteerde agenda JBZ-Raad van 9 en 10 oktober 2031 (fictief)",
        "publicaties: 1 nieuw.",
    ]
    assert night()[0] == "publicaties: 0 nieuw."
    assert finds() == [("32317-1045", "annotated_agenda", "new")]


def test_the_next_night_asks_from_where_the_last_one_came(official):
    publishes(official, AGENDA)
    night()
    through = OfficialCursor.objects.get(name="publicaties").through
    assert timezone.now() - through < datetime.timedelta(minutes=1)
    official.asked.clear()
    night()
    since = (through - datetime.timedelta(days=3)).date()
    assert f"dt.modified%3E%3D{since}" in official.asked[0][0]


def test_after_trouble_the_same_days_are_asked_again(official):
    def half(asked):
        if asked.query["startRecord"] == "1":
            answers(sru(record(AGENDA), count=2))(asked)
        else:
            acts.breaks_off(asked)

    official.acts["/sru"] = half
    assert night()[:2] == [
        "nieuw: 32 317, nr. 1045: Geannoteerde agenda JBZ-Raad van 9 en 10 oktober 2031 (fictief)",
        "publicaties: 1 nieuw. Het antwoord van 127.0.0.1 brak halverwege af.",
    ]
    cursor = OfficialCursor.objects.get(name="publicaties")
    assert (cursor.through, cursor.claimed_until) == (None, None)
    publishes(official, AGENDA, REPORT)
    night()
    assert [one[0] for one in finds()] == ["32317-1045", "32317-1050"]


def test_a_run_beside_another_leaves_it_alone_and_a_crashed_one_is_followed(official):
    publishes(official, AGENDA)
    busy = timezone.now() + datetime.timedelta(minutes=5)
    for name in ("publicaties", "controle"):
        OfficialCursor.objects.create(name=name, claimed_until=busy)
    assert night() == [
        "publicaties: 0 nieuw. Een andere uitvoering is hier al mee bezig.",
        "controle: een andere uitvoering is hier al mee bezig.",
    ]
    OfficialCursor.objects.update(claimed_until=timezone.now() - datetime.timedelta(seconds=1))
    assert night()[1] == "publicaties: 1 nieuw."


def test_a_dry_run_records_nothing(official):
    publishes(official, AGENDA, REPORT)
    tasks.queue(Reference.parse("32317-1050"), None)
    make_kamerstuk("32317-1044", letter=make_letter())
    assert night("--dry-run") == [
        "nieuw: 32 317, nr. 1045: Geannoteerde agenda JBZ-Raad van 9 en 10 oktober 2031 (fictief)",
        "nieuw: 32 317, nr. 1050: Verslag van de JBZ-Raad van 9 en 10 oktober 2031 (fictief)",
        "1 taken zouden opnieuw worden geprobeerd.",
        "1 Kamerstukken zouden worden gecontroleerd. Er is niets vastgelegd.",
    ]
    assert (OfficialFind.objects.count(), OfficialCursor.objects.count()) == (0, 0)
    assert OfficialTask.objects.get().attempts == 0


def test_as_drafts_they_are_fetched_at_once(official):
    publishes(official, AGENDA)
    assert "opgenomen: 32 317, nr. 1045: Concept gemaakt:" in "\n".join(night("--drafts"))
    assert (Letter.objects.get().status, finds()) == ("draft", [("32317-1045", "annotated_agenda", "taken")])
    assert night("--drafts")[0] == "publicaties: 0 nieuw."
    assert Letter.objects.count() == 1


@pytest.mark.only_on("sqlite")
def test_rows_are_counted_anew_after_a_night_that_doubled_them(official):
    refresh_statistics()
    publishes(official, AGENDA)
    runs = []
    for _night in range(2):
        with CaptureQueriesContext(connection) as queries:
            night("--drafts")
        runs.append([query["sql"] for query in queries if query["sql"] == "ANALYZE"])
    assert runs == [["ANALYZE"], []]


def test_what_cannot_be_taken_up_now_becomes_a_task(official):
    publishes(official, AGENDA)
    for path in list(official.acts):
        if path.endswith("1045.xml"):
            official.acts[path] = acts.answers("stuk", status=500)
    night("--drafts")
    task = OfficialTask.objects.get()
    assert task.error == "127.0.0.1 heeft een storing (antwoord 500)."
    assert (task.attempts, finds()) == (1, [("32317-1045", "annotated_agenda", "taken")])
    publishes(official, AGENDA)
    OfficialTask.objects.update(next_at=timezone.now())
    assert "opnieuw: 32 317, nr. 1045: Concept gemaakt:" in "\n".join(night())
    assert (OfficialTask.objects.count(), Letter.objects.count()) == (0, 1)


def test_many_tasks_at_a_dead_source_stop_soon(official):
    official.acts["*"] = acts.answers("stuk", status=500)
    for number in range(1, 9):
        tasks.queue(Reference.parse(f"32317-{number}"), None)
    assert night()[-2:] == [
        "opnieuw: gestopt; de rest wacht op de volgende keer.",
        "controle: 0 Kamerstukken, 0 gegevens aangevuld.",
    ]
    assert sorted(OfficialTask.objects.values_list("attempts", flat=True)) == [0] * 5 + [1] * 3


def test_the_chamber_tells_of_letters_before_they_are_published(official, settings):
    settings.OFFICIAL_SRU_URL = ""
    settings.TK_ODATA_URL = f"{official.base}/odata"
    unnumbered = document_row(Volgnummer=None)
    official.acts["/odata/Document"] = answers(odata(document_row(), unnumbered), "application/json")
    assert night()[1] == "tweede-kamer: 1 nieuw."
    assert finds() == [("32317-1045", "annotated_agenda", "new")]


def test_a_find_leaves_the_list_when_its_letter_came_otherwise(official):
    publishes(official, AGENDA)
    news.look(news.PUBLISHED, open_sources(), timezone.now())
    assert news.waiting().count() == 1
    make_kamerstuk("32317-1045", letter=make_letter("draft"))
    assert news.waiting().count() == 0


def test_known_papers_are_filled_and_a_dead_source_is_left_alone(official):
    publishes(official, AGENDA)
    make_kamerstuk("32317-1045", letter=make_letter())
    assert night()[-1] == "controle: 1 Kamerstukken, 3 gegevens aangevuld."
    assert OfficialStatement.objects.filter(state="filled").count() == 3
    official.acts["*"] = acts.answers("stuk", status=500)
    del official.acts["/sru"]
    for number in range(1, 7):
        make_kamerstuk(f"32317-{number}", letter=make_letter(subject=f"Brief {number}"))
    official.asked.clear()
    assert night()[-2:] == [
        "controle: gestopt. 127.0.0.1 heeft een storing (antwoord 500).",
        "controle: 0 Kamerstukken, 0 gegevens aangevuld.",
    ]
    assert len(official.asked) == 1 + 3
    assert Kamerstuk.objects.filter(title="").count() == 6


def test_switched_off_does_nothing(official, settings):
    settings.OFFICIAL_SRU_URL = settings.OFFICIAL_PUBLICATIONS_URL = ""
    assert night()[0].startswith("De officiële bronnen zijn niet ingesteld;")
    assert official.asked == []


def test_a_crash_while_taking_up_leaves_a_task(official, monkeypatch):
    publishes(official, AGENDA)
    news.look(news.PUBLISHED, open_sources(), timezone.now())

    def crash(*_asked, **_how):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("agenda_tracker.intake.official.tasks.fetch", crash)
        with pytest.raises(KeyboardInterrupt):
            news.take_up(OfficialFind.objects.get(), None, open_sources())
    assert OfficialTask.objects.due(timezone.now() + datetime.timedelta(minutes=11)).count() == 1
    OfficialTask.objects.update(claimed_until=None)
    assert "opnieuw: 32 317, nr. 1045: Concept gemaakt:" in "\n".join(night())
    assert news.take_up(OfficialFind.objects.get(), None, open_sources()) is None


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_time_do_nothing_twice(official):
    """Both list, take up, try again and check; each thing is done by one of them."""
    publishes(official, AGENDA, REPORT)
    make_kamerstuk("32317-1045", letter=make_letter())
    tasks.queue(Reference.parse("32317-1045"), None)
    said: list[str] = []
    start = threading.Barrier(2)

    def run() -> None:
        start.wait()
        try:
            said.extend(night())
        except Exception as error:
            said.append(repr(error))
        finally:
            connection.close()

    runs = [threading.Thread(target=run) for _one in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert [line for line in said if "Error" in line] == []
    assert len([line for line in said if line.startswith("nieuw: ")]) == 1
    assert [one[0] for one in finds()] == ["32317-1050"]
    assert len([line for line in said if line.startswith("opnieuw: ")]) == 1
    assert sorted(OfficialStatement.objects.values_list("about", "field")) == [
        ("32317-1045", "date"),
        ("32317-1045", "title"),
        ("dossier/32317", "title"),
    ]
