"""Rows below a record may exchange places, and one in a place that is taken is told so at the row."""

from typing import Any

import pytest

from agenda_tracker.intake.acts import undo
from agenda_tracker.integrity import history
from agenda_tracker.models import DeskAct, LetterMeeting, Section
from tests import factories as make
from tests.attack.schema import forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    found = make.make_meeting()
    for order, title in enumerate(("Eerste", "Tweede", "Derde"), start=1):
        make.make_item(found, title, order=order)
    return found


def shown(client: Any, record: Any, prefix: str) -> tuple[str, dict[str, str]]:
    """The address of the form of a record, and what stands in it."""
    path = f"/beheer/agenda_tracker/{record._meta.model_name}/{record.pk}/change/"
    every = forms(client.get(path).content, path)
    form = next(one for one in every if f"{prefix}-TOTAL_FORMS" in dict(one.fields))
    sent = {name: value for name, value in form.fields if "__prefix__" not in name and not name.endswith("-DELETE")}
    return path, {**sent, "_save": "1"}


def titles(meeting: Any) -> list[str]:
    return list(meeting.items.order_by("order").values_list("title", flat=True))


def test_items_of_an_agenda_exchange_places_and_the_act_is_undone(redacteur, meeting):
    path, sent = shown(redacteur, meeting, "items")
    sent |= {"items-0-order": "2", "items-1-order": "1"}
    assert redacteur.post(path, sent).status_code == 302
    assert titles(meeting) == ["Tweede", "Eerste", "Derde"]
    assert list(history.find()) == []
    undo(DeskAct.objects.latest("pk"), None)
    assert titles(meeting) == ["Eerste", "Tweede", "Derde"]
    assert list(history.find()) == []


def test_all_move_on_and_a_new_one_takes_the_first_place(redacteur, meeting):
    path, sent = shown(redacteur, meeting, "items")
    sent |= {"items-0-order": "2", "items-1-order": "3", "items-2-order": "4", "items-TOTAL_FORMS": "4"}
    sent |= {"items-3-id": "", "items-3-meeting": str(meeting.pk), "items-3-order": "1", "items-3-title": "Vooraf"}
    assert redacteur.post(path, sent).status_code == 302
    assert titles(meeting) == ["Vooraf", "Eerste", "Tweede", "Derde"]


def test_one_goes_and_the_one_before_takes_its_place(redacteur, meeting):
    path, sent = shown(redacteur, meeting, "items")
    sent |= {"items-0-order": "2", "items-1-DELETE": "on"}
    assert redacteur.post(path, sent).status_code == 302
    assert list(meeting.items.order_by("order").values_list("order", "title")) == [(2, "Eerste"), (3, "Derde")]
    undo(DeskAct.objects.latest("pk"), None)
    assert titles(meeting) == ["Eerste", "Tweede", "Derde"]


def test_a_place_that_is_taken_by_a_row_that_is_not_on_the_form_is_told_at_the_row(redacteur):
    item = make.make_item()
    letter = make.make_position(make.make_letter(meeting=item.meeting), item).letter
    path, sent = shown(redacteur, letter, "sections")
    # As if the section there had not been there when the page was opened.
    sent |= {"sections-INITIAL_FORMS": "0", "sections-0-id": "", "sections-0-heading": "Anders"}
    page = redacteur.post(path, sent)
    assert page.status_code == 200
    assert "De brief heeft al een deel op die plaats." in page.content.decode()
    assert Section.objects.filter(letter=letter, heading="Anders").count() == 0


def test_what_cannot_be_exchanged_in_one_go_is_told(redacteur):
    letter = make.make_letter()
    first, second = make.make_meeting(), make.make_meeting(start="2024-11-07")
    for meeting in (first, second):
        make.saved(LetterMeeting(letter=letter, meeting=meeting, kind="annotated_agenda"))
    path, sent = shown(redacteur, letter, "treatments")
    there = [name for name in sent if name.startswith("treatments-") and name.endswith("-meeting")]
    sent |= dict(zip(there, [sent[name] for name in reversed(there)], strict=True))
    page = redacteur.post(path, sent)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert letter.treatments.count() == len(there)


def test_more_rows_than_anybody_adds_are_refused_at_once(redacteur, meeting):
    path, sent = shown(redacteur, meeting, "items")
    page = redacteur.post(path, {**sent, "items-TOTAL_FORMS": "9" * 30})
    assert page.status_code == 200
    assert "103" in page.content.decode()
    assert page.content.count(b"items-102-title") < 20
    assert titles(meeting) == ["Eerste", "Tweede", "Derde"]


def test_a_quote_that_is_not_on_the_form_is_there_already(redacteur):
    position = make.make_position()
    path, sent = shown(redacteur, position, "evidence")
    page = redacteur.post(path, {**sent, "evidence-INITIAL_FORMS": "0", "evidence-0-id": ""})
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert position.evidence.count() == 1


def test_a_published_letter_stays_with_the_meeting_whose_items_it_treats(redacteur):
    """Also on the page of the meeting; a letter that treats none of them may go, and so may a second tie."""
    letter = make.make_position().letter
    agenda = letter.treatments.get()
    meeting = agenda.meeting
    report = make.make_treatment(letter, meeting, "report")
    other = make.make_letter(subject="Andere brief", meeting=meeting).treatments.get()
    elsewhere = make.make_letter(subject="Brief die nergens bij hoort")

    def sent_with(**changed: Any) -> Any:
        """The answer to the form with `on_<id>` or `to_<id>` for a row: away with it, or to another letter."""
        path, sent = shown(redacteur, meeting, "treatments")
        places = {sent[f"treatments-{at}-id"]: at for at in range(int(sent["treatments-INITIAL_FORMS"]))}
        for name, value in changed.items():
            act, pk = name.split("_")
            sent[f"treatments-{places[pk]}-{'DELETE' if act == 'on' else 'letter'}"] = value
        return redacteur.post(path, sent)

    told = f"De gepubliceerde brief “{letter}” behandelt agendapunten van deze vergadering"
    assert told in sent_with(**{f"on_{agenda.pk}": "on", f"on_{report.pk}": "on"}).content.decode()
    assert sent_with(**{f"on_{report.pk}": "on"}).status_code == 302
    assert told in sent_with(**{f"to_{agenda.pk}": str(elsewhere.pk)}).content.decode()
    assert sent_with(**{f"on_{other.pk}": "on"}).status_code == 302
    assert list(meeting.treatments.all()) == [agenda]


def test_a_tie_that_came_since_the_form_was_shown_is_not_taken_for_untied(redacteur, meeting):
    letter = make.make_letter(meeting=meeting)
    other = make.make_meeting()
    _path, sent = shown(redacteur, letter, "treatments")
    make.make_treatment(letter, other)
    make.make_section(letter, make.make_item(other))
    sent.pop("_version")
    assert redacteur.post(f"/beheer/agenda_tracker/letter/{letter.pk}/change/", sent).status_code == 302
    assert letter.treatments.count() == 2


@pytest.mark.parametrize("order", ["1000000", "20240917103000"])
def test_a_place_that_no_column_or_list_has_is_told_at_the_field(redacteur, beheerder, meeting, order):
    path, sent = shown(redacteur, meeting, "items")
    answer = redacteur.post(path, sent | {"items-0-order": order})
    assert answer.context["inline_admin_formsets"][0].formset.errors[0]["order"]
    topic = make.make_topic()
    path = f"/beheer/agenda_tracker/topic/{topic.pk}/change/"
    answer = beheerder.post(path, {"name": topic.name, "slug": topic.slug, "order": order})
    assert "999999" in answer.context["adminform"].errors["order"][0].replace(".", "")
    assert titles(meeting) == ["Eerste", "Tweede", "Derde"]
