"""Meetings that were read: tied, made, or asked; chosen by a clerk, with the agenda moving along, and taken back."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import reverse

from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.meetings import choose_meeting, meeting_questions
from agenda_tracker.intake.meetings import make_meeting as make_new
from agenda_tracker.intake.suggest import draft_from
from agenda_tracker.models import AgendaItem, DeskAct, Letter, MinisterialMeeting
from agenda_tracker.models.scope import scope
from agenda_tracker.models.snapshot import take
from tests.factories import make_formation, make_item, make_letter, make_meeting
from tests.intake.reading import DAY, read_meeting, read_section, reading_of

pytestmark = pytest.mark.django_db
WATER = "Nederland zet in op schoon water."


@pytest.fixture
def clerk():
    return User.objects.create_user("griffie")


@pytest.fixture
def body():
    return make_formation("Milieuraad", organisation="eu")


def draft(*meetings, **fields) -> Letter:
    sections = (read_section("", "Hierbij de agenda."), read_section("Schoon water", WATER, label="1."))
    return draft_from(reading_of(*sections, meetings=meetings or None, quotes=(WATER,), **fields))


def states(letter: Letter) -> list[tuple[str, MinisterialMeeting | None]]:
    fresh = Letter.objects.get(pk=letter.pk)
    return [(question.state, question.meeting) for question in meeting_questions(fresh)]


def items(letter: Letter) -> list[tuple[str, int]]:
    rows = AgendaItem.objects.filter(sections__letter=letter).distinct().order_by("pk")
    return [(item.title, item.meeting_id) for item in rows]


def test_a_meeting_on_record_is_tied(body):
    meeting = make_meeting(body, DAY.isoformat())
    assert states(draft()) == [("known", meeting)]


def test_a_meeting_that_the_letter_made_is_told_apart(body):
    letter = draft()
    assert states(letter) == [("new", MinisterialMeeting.objects.get())]


def test_a_meeting_of_an_unknown_body_is_filled_in():
    other = make_formation("Raad Milieu en Natuur", organisation="eu")
    question = meeting_questions(draft(read_meeting("Raad Milieu", end_date=DAY + datetime.timedelta(1))))[0]
    assert (question.state, question.candidates, question.likely) == ("open", [], [other])
    assert question.filled_in == {
        "formation": other.pk, "informal": False, "start_date": DAY, "end_date": datetime.date(2031, 5, 27),
        "place": "Brussel", "country": "België",
    }  # fmt: skip


def test_a_body_is_likely_by_a_word_of_its_name(body):
    make_formation("Landbouwraad", organisation="eu")
    make_formation("Milieucommissie", organisation="vn")
    assert meeting_questions(draft(read_meeting("Raad voor Milieu")))[0].likely == [body]


def test_candidates_are_the_bodys_own_of_that_fortnight_then_others_of_those_days(body):
    other = make_formation("Landbouwraad", organisation="eu")
    far, same_day = make_meeting(body, "2031-06-10"), make_meeting(other, DAY.isoformat())
    near = make_meeting(body, "2031-05-30", informal=True)
    make_meeting(make_formation("NAVO", organisation="navo"), DAY.isoformat())
    make_meeting(other, "2031-05-30")
    make_meeting(body, "2031-07-01")
    letter = draft(read_meeting("Milieuraad", formation_slug="?", start_date=DAY - datetime.timedelta(1), end_date=DAY))
    question = meeting_questions(letter)[0]
    assert question.candidates == [near, same_day]
    made = MinisterialMeeting.objects.get(start_date=DAY - datetime.timedelta(1))
    question = meeting_questions(draft(read_meeting(day=DAY + datetime.timedelta(2))))[0]
    assert question.candidates == [near, made, far]


def test_a_meeting_without_a_date_is_looked_for_around_the_letter(body):
    meeting = make_meeting(body, "2031-06-03")
    question = meeting_questions(draft(read_meeting(day=None)))[0]
    assert (question.state, question.candidates) == ("open", [meeting])


def test_choosing_ties_the_letter_and_the_agenda_of_its_parts(body, clerk):
    meeting = make_meeting(body, "2031-06-03")
    letter = draft(read_meeting(day=None))
    assert (items(letter), "niet gevonden" in letter.reading_notes) == ([], True)
    choose_meeting(letter, 0, meeting, clerk)
    letter = Letter.objects.get()
    assert (states(letter), items(letter)) == ([("known", meeting)], [("Schoon water", meeting.pk)])
    assert letter.positions.get().agenda_item == AgendaItem.objects.get(label="1.")
    assert "niet gevonden" not in letter.reading_notes


def test_choosing_another_takes_the_made_one_away(body, clerk):
    letter = draft()
    made = MinisterialMeeting.objects.get()
    meeting = make_meeting(body, "2031-06-03")
    known = make_item(meeting, "Water: schoon")
    choose_meeting(letter, 0, meeting, clerk)
    assert not MinisterialMeeting.objects.filter(pk=made.pk).exists()
    assert (items(letter), AgendaItem.objects.count()) == ([("Water: schoon", meeting.pk)], 1)
    assert letter.positions.get().agenda_item == known


def test_a_made_meeting_that_another_letter_uses_stays(body, clerk):
    letter = draft()
    made = MinisterialMeeting.objects.get()
    make_letter("draft", meeting=made)
    choose_meeting(letter, 0, make_meeting(body, "2031-06-03"), clerk)
    assert made.letters.count() == 1


@pytest.mark.parametrize("day", [None, DAY])
def test_choosing_is_undone_whole_and_done_again(body, clerk, day):
    letter = draft(read_meeting(day=day))
    meeting = make_meeting(body, "2031-06-03")
    rows = [*scope(letter), MinisterialMeeting.objects.all(), AgendaItem.objects.all()]
    before = take(rows)
    choose_meeting(letter, 0, meeting, clerk)
    after = take(rows)
    undone = undo(DeskAct.objects.get(), clerk)
    assert take(rows) == before
    undo(undone, clerk)
    assert take(rows) == after


def test_a_new_meeting_is_made_and_undone(clerk):
    body = make_formation("Raad Milieu en Natuur")
    letter = draft(read_meeting("Raad Milieu"))
    rows = [*scope(letter), MinisterialMeeting.objects.all(), AgendaItem.objects.all()]
    before = take(rows)
    fields = {**meeting_questions(letter)[0].filled_in, "formation": body}
    meeting = make_new(letter, 0, fields, clerk)
    assert (states(letter), items(letter)) == ([("new", meeting)], [("Schoon water", meeting.pk)])
    undo(DeskAct.objects.get(), clerk)
    assert take(rows) == before


def test_a_new_meeting_on_a_taken_day_is_refused_in_words(body, clerk):
    letter = draft(read_meeting(day=None))
    make_meeting(body, DAY.isoformat())
    fields = {"formation": body, "informal": False, "start_date": DAY, "end_date": DAY}
    with pytest.raises(ValidationError, match="gebruik die"):
        make_new(letter, 0, fields, clerk)
    assert (MinisterialMeeting.objects.count(), states(letter)) == (1, [("open", None)])


def test_two_meetings_in_one_letter_keep_their_own_agendas(body, clerk):
    other = make_formation("Energieraad", organisation="eu")
    sections = (read_section("Water", WATER), read_section("Kolen", "Over kolen.", meeting=1))
    letter = draft_from(reading_of(*sections, meetings=(read_meeting(), read_meeting("Energieraad", day=None))))
    second = make_meeting(other, "2031-06-03")
    choose_meeting(letter, 1, second, clerk)
    first = letter.treatments.exclude(meeting=second).get().meeting
    assert items(letter) == [("Water", first.pk), ("Kolen", second.pk)]


def test_a_tie_made_by_hand_on_the_form_counts(body):
    letter = draft(read_meeting(day=None))
    meeting = make_meeting(body, "2031-06-03")
    letter.treatments.create(meeting=meeting, kind="annotated_agenda")
    assert states(letter) == [("known", meeting)]


def test_a_public_letter_keeps_its_meeting(body, clerk):
    letter = draft()
    Letter.objects.update(status="published", first_published_at="2031-05-12T00:00Z")
    letter.refresh_from_db()
    with pytest.raises(ValidationError, match="Trek de brief eerst in"):
        choose_meeting(letter, 0, make_meeting(body, "2031-06-03"), clerk)


def test_the_panel_asks_the_same_number_of_queries_for_one_and_three(body, django_assert_num_queries):
    make_letter(meeting=make_meeting(body, "2031-06-03"))
    one = draft(read_meeting(day=None))
    with django_assert_num_queries(4):
        meeting_questions(one)
    make_letter(meeting=make_meeting(body, "2031-06-05"))
    three = draft(*[read_meeting(day=None) for _ in range(3)])
    with django_assert_num_queries(4):
        assert [len(question.candidates) for question in meeting_questions(three)] == [2, 2, 2]


def page(client, letter) -> str:
    return client.get(reverse("admin:agenda_tracker_letter_matching", args=[letter.pk])).content.decode()


def test_the_desk_shows_candidates_and_ties_the_chosen_one(body, invoerder):
    meeting = make_meeting(body, "2031-06-03")
    letter = draft(read_meeting(day=None))
    assert str(meeting.dates) in page(invoerder, letter)
    address = reverse("admin:agenda_tracker_letter_choose_meeting", args=[letter.pk, 0])
    answer = invoerder.post(address, {"meeting": meeting.pk})
    review = reverse("admin:agenda_tracker_letter_review", args=[letter.pk])
    assert answer["Location"] == f"{review}#vergaderingen"
    assert states(letter) == [("known", meeting)]
    assert DeskAct.objects.get().actor.username == "invoerder"


def test_the_desk_makes_a_new_one_of_the_filled_in_form(body, invoerder):
    letter = draft(read_meeting(day=None))
    address = reverse("admin:agenda_tracker_letter_make_meeting", args=[letter.pk, 0])
    wrong = invoerder.post(address, {"v0-formation": body.pk, "v0-place": "Luxemburg"})
    assert (wrong.status_code, MinisterialMeeting.objects.count()) == (200, 0)
    assert 'value="Luxemburg"' in wrong.content.decode()
    assert "Dit veld is verplicht" in wrong.content.decode()
    invoerder.post(address, {"v0-formation": body.pk, "v0-start_date": "2031-06-03", "v0-place": "Luxemburg"})
    meeting = MinisterialMeeting.objects.get()
    assert (meeting.end_date.isoformat(), meeting.place, states(letter)) == (
        "2031-06-03",
        "Luxemburg",
        [("new", meeting)],
    )


def test_the_desk_refuses_nonsense(body, invoerder):
    letter = draft()
    address = reverse("admin:agenda_tracker_letter_choose_meeting", args=[letter.pk, 0])
    assert [invoerder.post(address, {"meeting": odd}).status_code for odd in ("", "x", "9" * 30, "٣")] == [404] * 4
    gone = reverse("admin:agenda_tracker_letter_make_meeting", args=[letter.pk, 7])
    assert invoerder.post(gone, {}).status_code == 404
    beyond = reverse("admin:agenda_tracker_letter_choose_meeting", args=[letter.pk, 7])
    answer = invoerder.post(beyond, {"meeting": MinisterialMeeting.objects.get().pk}, follow=True)
    assert "laad de pagina opnieuw" in answer.content.decode()
