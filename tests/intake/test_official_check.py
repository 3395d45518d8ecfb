"""Known Kamerstukken held against the sources: filled where empty, doubted where different, never overwritten."""

import datetime

import pytest
from django.utils import timezone

from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.official.check import check, decide, to_check
from agenda_tracker.intake.official.sources import open_sources
from agenda_tracker.models import DeskAct, Dossier, Kamerstuk, OfficialCheck, OfficialStatement, PublicChange
from tests.factories import make_kamerstuk, make_letter
from tests.official.configured import official
from tests.official.fictional import AGENDA, SENATE, document_row, odata, publishes
from tests.official.local_server import answers

__all__ = ["official"]


pytestmark = pytest.mark.django_db
TITLE = "Geannoteerde agenda JBZ-Raad van 9 en 10 oktober 2031 (fictief)"


@pytest.fixture
def redactie(django_user_model):
    return django_user_model.objects.create_user("redactie")


def paper_of_letter(status="published", **fields) -> Kamerstuk:
    letter = make_letter(status, subject="JBZ-Raad", to_tk=True, to_ek=True)
    return make_kamerstuk("32317-1045", letter=letter, **fields)


def told() -> list[tuple[str, str, str]]:
    rows = OfficialStatement.objects.order_by("about", "field")
    return [(one.about, one.field, one.state) for one in rows]


def test_what_is_empty_is_filled_in_with_its_source_and_journalled(official):
    publishes(official, AGENDA)
    paper = paper_of_letter()
    before = PublicChange.objects.count()
    check(paper, open_sources())
    paper.refresh_from_db()
    assert (paper.title, paper.date) == (TITLE, datetime.date(2031, 9, 29))
    assert paper.dossier.__class__.objects.get(pk=paper.dossier_id).title == "JBZ-Raad (fictief)"
    assert told() == [
        ("32317-1045", "date", "filled"),
        ("32317-1045", "title", "filled"),
        ("dossier/32317", "title", "filled"),
    ]
    assert PublicChange.objects.count() > before
    assert paper.history.first().history_change_reason == "Volgens https://zoek.example/kst-32317-1045.html"
    assert OfficialCheck.objects.get().found


def test_a_second_check_does_nothing(official):
    publishes(official, AGENDA)
    paper = paper_of_letter()
    check(paper, open_sources())
    before = PublicChange.objects.count(), DeskAct.objects.count()
    assert check(Kamerstuk.objects.get(pk=paper.pk), open_sources()) == []
    assert (PublicChange.objects.count(), DeskAct.objects.count()) == before


def test_what_a_clerk_took_back_is_not_filled_in_again(official):
    publishes(official, AGENDA)
    paper = paper_of_letter()
    check(paper, open_sources())
    undo(DeskAct.objects.get(what__contains="titel", kind="kamerstuk"), None)
    assert check(Kamerstuk.objects.get(pk=paper.pk), open_sources()) == []
    assert Kamerstuk.objects.get(pk=paper.pk).title == ""


def test_what_differs_is_put_before_a_clerk_and_not_overwritten(official, redactie):
    publishes(official, AGENDA)
    paper = paper_of_letter(title="Agenda van de JBZ", date=datetime.date(2031, 9, 30))
    check(paper, open_sources())
    paper.refresh_from_db()
    assert (paper.title, paper.date) == ("Agenda van de JBZ", datetime.date(2031, 9, 30))
    assert told()[:2] == [("32317-1045", "date", "differs"), ("32317-1045", "title", "differs")]
    day, title = OfficialStatement.objects.filter(state="differs").order_by("field")
    assert decide(day, redactie, adopt=True)[0] == "32 317, nr. 1045: datum overgenomen."
    assert decide(title, redactie, adopt=False) == ("32 317, nr. 1045: titel zo gelaten.", None)
    paper.refresh_from_db()
    assert (paper.title, paper.date) == ("Agenda van de JBZ", datetime.date(2031, 9, 29))
    check(paper, open_sources())
    assert told()[:2] == [("32317-1045", "date", "adopted"), ("32317-1045", "title", "kept")]
    assert decide(title, redactie, adopt=True) == ("Hierover is al besloten.", None)


def test_capitals_and_marks_are_no_difference(official):
    publishes(official, AGENDA)
    check(paper_of_letter(title=TITLE.upper().replace("(", "").replace(")", " -")), open_sources())
    assert ("32317-1045", "title", "differs") not in told()


def test_the_number_in_the_other_chamber_is_tied_to_the_letter(official):
    publishes(official, AGENDA, SENATE)
    paper = paper_of_letter()
    check(paper, open_sources())
    other = Kamerstuk.objects.get(normal_form="32317-KX")
    assert (other.letter, other.title) == (paper.letter, TITLE)
    assert ("32317-1045", "number", "filled") in told()


def test_a_number_that_is_another_letter_is_a_doubt(official):
    publishes(official, AGENDA, SENATE)
    paper = paper_of_letter()
    make_kamerstuk("32317-KX", letter=make_letter("draft", subject="Een andere brief"))
    check(paper, open_sources())
    doubt = OfficialStatement.objects.get(field="number")
    assert doubt.state == "differs"
    with pytest.raises(ValueError, match="hoort al bij de brief"):
        decide(doubt, None, adopt=True)
    doubt.refresh_from_db()
    assert doubt.state == "differs"


def test_two_candidates_are_both_asked_and_none_is_tied(official):
    publishes(official, AGENDA, SENATE, SENATE | {"identifier": "kst-32317-KY", "number": "KY"})
    paper = paper_of_letter()
    check(paper, open_sources())
    assert [(one.value, one.state) for one in OfficialStatement.objects.filter(field="number").order_by("value")] == [
        ("32317-KX", "differs"),
        ("32317-KY", "differs"),
    ]
    assert paper.letter.kamerstukken.count() == 1


def test_without_publications_the_chamber_tells_title_and_date(official, settings):
    settings.OFFICIAL_SRU_URL = settings.OFFICIAL_PUBLICATIONS_URL = ""
    settings.TK_ODATA_URL = f"{official.base}/odata"
    official.acts["/odata/Document"] = answers(odata(document_row()), "application/json")
    paper = paper_of_letter("draft")
    check(paper, open_sources())
    paper.refresh_from_db()
    assert (paper.title, paper.date) == (TITLE, datetime.date(2031, 9, 29))
    assert Dossier.objects.get(normal_form="32317").title == "JBZ-Raad (fictief)"


def test_who_was_checked_waits_his_turn(official):
    publishes(official)
    paper = paper_of_letter()
    make_kamerstuk("32317-99")  # nobody's letter, cited nowhere
    make_kamerstuk("12345-6", letter=make_letter(subject="Oud"))  # from before there was anything to ask
    assert to_check(timezone.now(), 1) == [paper]
    check(paper, open_sources())
    assert to_check(timezone.now(), 9) == []
    assert to_check(timezone.now() + datetime.timedelta(days=8), 9) == [paper]
