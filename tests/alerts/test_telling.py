"""What followers are told, and what not."""

from datetime import date

import pytest

from agenda_tracker.intake.acts import act, undo
from agenda_tracker.intake.correct import correct_paragraph
from agenda_tracker.intake.decide import change_position, choose_meaning, confirm, reopen
from agenda_tracker.intake.publish import publish, withdraw
from agenda_tracker.models import AlertMail, DeskAct, Subscription
from tests.alerts.following import follow, moment, published, turn
from tests.factories import (
    make_item,
    make_letter,
    make_meeting,
    make_paragraph,
    make_position,
    make_reference,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


def subjects(mails):
    return [one.subject for one in mails]


def test_new_position_is_told_once_to_who_follows_its_topic():
    drones, other = make_topic("Drones", slug="drones"), make_topic("Vis", slug="vis")
    follow({"topic": "drones"}, note="voor het debat")
    follow({"topic": "vis"}, email="ander@example.nl")
    published("Nederland wil meer drones.", [drones])
    (sent,) = turn()
    assert (sent.to, sent.subject) == (["lezer@example.nl"], "Nieuw standpunt: Nederland wil meer drones.")
    assert "Uw notitie: voor het debat" in sent.body
    assert turn() == []
    assert other.pk


def test_what_was_public_before_is_not_told():
    topic = make_topic(slug="drones")
    position = published(topics=[topic])
    follow({"topic": "drones"})
    assert turn() == []
    change_position(position, None, wording="Nederland steunt het voorstel niet.")
    (sent,) = turn()
    assert sent.subject == "Gewijzigd standpunt: Nederland steunt het voorstel niet."
    assert "Formulering:\nNederland steunt het voorstel {+niet+}.\n" in sent.body


def test_changed_position_shows_old_and_new_words():
    topic = make_topic(slug="drones")
    position = published("Nederland steunt het voorstel van de Commissie over de luchtruimte.", [topic])
    follow({"topic": "drones"})
    change_position(position, None, wording="Nederland steunt het voorstel van de Raad over de luchtruimte.")
    (sent,) = turn()
    assert "Nederland steunt het voorstel van de [-Commissie-] {+Raad+} over de luchtruimte." in sent.body
    html = sent.alternatives[0][0]
    assert "van de <del>Commissie</del> over" in html
    assert "van de <ins>Raad</ins> over" in html


def test_three_changes_before_a_digest_are_one_from_first_to_last():
    topic = make_topic(slug="drones")
    position = published("Nederland steunt een eerste voorstel over drones.", [topic])
    follow({"topic": "drones"}, rhythm="daily", now=moment("2026-11-02 09:00"))
    for word in ("tweede", "derde", "vierde"):
        change_position(position, None, wording=f"Nederland steunt een {word} voorstel over drones.")
    assert turn(moment("2026-11-02 23:00")) == []
    (sent,) = turn(moment("2026-11-03 07:00"))
    assert "Nederland steunt een [-eerste-] {+vierde+} voorstel over drones." in sent.body
    assert sent.body.count("Gewijzigd standpunt") == 2
    assert "derde" not in sent.body


def test_changed_back_before_the_digest_is_nothing():
    topic = make_topic(slug="drones")
    position = published("Nederland steunt dit.", [topic])
    follow({"topic": "drones"}, rhythm="daily", now=moment("2026-11-02 09:00"))
    change_position(position, None, wording="Nederland is tegen.")
    change_position(position, None, wording="Nederland steunt dit.")
    assert turn(moment("2026-11-03 07:30")) == []
    assert AlertMail.objects.get().state == "dropped"


def test_words_of_a_draft_are_never_shown():
    """Reopened, reworded twice while it was not public, and confirmed again: what lay between was seen by nobody."""
    topic = make_topic(slug="drones")
    position = published("Nederland steunt het oude voorstel over drones.", [topic])
    follow({"topic": "drones"})
    reopen(position, None)
    change_position(position, None, wording="GEHEIM KLAD")
    change_position(position, None, wording="Nederland steunt het nieuwe voorstel over drones.")
    assert turn() == []
    confirm(position, None)
    (sent,) = turn()
    assert "het [-oude-] {+nieuwe+} voorstel" in sent.body
    assert "GEHEIM" not in sent.body + sent.alternatives[0][0]


def test_what_is_withdrawn_before_sending_is_not_sent():
    topic = make_topic(slug="drones")
    follow({"topic": "drones"}, rhythm="daily", now=moment("2026-11-02 09:00"))
    position = published(topics=[topic])
    turn(moment("2026-11-02 10:00"))
    withdraw(position.letter, "Een fout.")
    assert turn(moment("2026-11-03 07:00")) == []
    publish(position.letter)
    (sent,) = turn(moment("2026-11-04 07:00"))
    assert sent.subject == "Nieuw standpunt: Nederland steunt het voorstel."


def test_what_was_told_and_is_published_again_is_not_told_again():
    topic = make_topic(slug="drones")
    follow({"topic": "drones"})
    position = published("Nederland steunt het oude voorstel.", [topic])
    assert len(turn()) == 1
    withdraw(position.letter, "Een fout.")
    publish(position.letter)
    assert turn() == []
    withdraw(position.letter, "Nog een fout.")
    change_position(position, None, wording="Nederland steunt het nieuwe voorstel.")
    assert turn() == []
    publish(position.letter)
    (sent,) = turn()
    assert "Nederland steunt het [-oude-] {+nieuwe+} voorstel." in sent.body


def test_change_that_was_withdrawn_before_sending_is_told_when_it_is_back():
    topic = make_topic(slug="drones")
    position = published("Nederland steunt het oude voorstel.", [topic])
    follow({"topic": "drones"}, rhythm="daily", now=moment("2026-11-02 09:00"))
    change_position(position, None, wording="Nederland steunt het andere voorstel.")
    withdraw(position.letter, "Een fout.")
    assert turn(moment("2026-11-03 07:00")) == []
    publish(position.letter)
    (sent,) = turn(moment("2026-11-04 07:00"))
    assert "Nederland steunt het [-oude-] {+andere+} voorstel." in sent.body


def test_another_change_of_the_letter_changes_no_position():
    topic = make_topic(slug="drones")
    position = published(topics=[topic])
    other = make_paragraph(position.letter.sections.get(), "Over iets anders.")
    follow({"topic": "drones"})
    correct_paragraph(other, "Over iets heel anders.")
    assert turn() == []


def test_corrected_quote_is_a_change():
    topic = make_topic(slug="drones")
    position = published("Nederland steunt het voorstel over drones.", [topic])
    change_position(position, None, wording="Steun voor drones.")
    follow({"topic": "drones"})
    correct_paragraph(position.evidence.get().paragraph, "Nederland steunt het voorstel over vliegtuigen.")
    (sent,) = turn()
    assert "Citaat:\nNederland steunt het voorstel over [-drones-] {+vliegtuigen+}." in sent.body


def test_amount_and_stance_are_compared_in_words():
    topic = make_topic(slug="drones")
    position = published(topics=[topic], text="Nederland draagt bij aan het fonds.")
    follow({"topic": "drones"})
    change_position(position, None, amount_eur=300_000_000, stance="supportive")
    (sent,) = turn()
    assert "Bedrag:\nWas: niet genoemd\nIs nu: €\u00a0300\u00a0miljoen" in sent.body
    assert "Houding:\nWas: niet genoemd\nIs nu: steunend" in sent.body


def test_undone_change_is_told_as_a_change():
    topic = make_topic(slug="drones")
    position = published("Nederland steunt dit voorstel over drones.", [topic])
    change_position(position, None, wording="Nederland verwerpt dit voorstel over drones.")
    follow({"topic": "drones"})
    undo(DeskAct.objects.latest("pk"), None)
    (sent,) = turn()
    assert "Nederland [-verwerpt-] {+steunt+} dit voorstel" in sent.body


def test_position_that_gets_the_topic_later_is_told_to_its_followers_only():
    drones, vis = make_topic(slug="drones"), make_topic(slug="vis")
    position = published(topics=[vis])
    follow({"topic": "drones"})
    follow({"topic": "vis"}, email="ander@example.nl")
    change_position(position, None, topics=[drones, vis])
    (sent,) = turn()
    assert (sent.to, sent.subject[:22]) == (["lezer@example.nl"], "Standpunt nu ook hier:")


def test_later_letter_that_cites_a_kamerstuk_is_told():
    follow({"dossier": "28 676, nr. 464"}, listing="letters")
    item = make_meeting(start="2026-10-17")
    letter = make_letter("draft", meeting=item, subject="Een latere brief")
    paragraph = make_paragraph(make_section(letter, heading="Inleiding"), "Zie Kamerstuk 28 676, nr. 464.")
    make_reference(paragraph, "28 676, nr. 464", "28676-464")
    publish(letter)
    (sent,) = turn()
    assert sent.subject == "Nieuwe brief: Een latere brief"


def test_citation_that_is_recognised_later_is_told():
    letter = make_letter("draft", meeting=make_meeting(start="2026-10-17"), subject="Een brief")
    paragraph = make_paragraph(make_section(letter, heading="Inleiding"), "Zie nr. 464.")
    reference = make_reference(paragraph, "nr. 464")
    publish(letter)
    follow({"dossier": "28676-464"}, listing="letters")
    follow({"formation": letter.meetings.get().formation.slug}, listing="letters", email="ander@example.nl")
    choose_meaning(reference, "28676-464", None)
    (sent,) = turn()
    assert (sent.to, sent.subject) == (["lezer@example.nl"], "Brief hoort hier nu ook bij: Een brief")


def test_letter_whose_positions_are_confirmed_later_is_told_under_their_topic():
    topic = make_topic(slug="drones")
    follow({"topic": "drones"}, listing="letters")
    position = published(topics=[], subject="Een brief")
    waiting = make_position(position.letter, position.agenda_item, "Over drones.", [topic], review="suggested")
    assert turn() == []
    confirm(waiting, None)
    assert subjects(turn()) == ["Brief hoort hier nu ook bij: Een brief"]
    change_position(position, None, topics=[topic])
    assert turn() == []


def released_meeting():
    """In the calendar before any letter about it."""
    meeting = make_meeting(start="2026-10-17")
    with act(DeskAct.Verb.CHANGE, None, meeting, what="In de kalender"):
        meeting.released = True
        meeting.save()
    return meeting


def test_planned_meeting_is_told_when_its_agenda_brings_it_into_the_selection():
    topic, other = make_topic(slug="drones"), make_topic(slug="vis")
    planned = released_meeting()
    for number, query in enumerate([{"topic": "drones"}, {"topic": "vis"}, {"letter_kind": "annotated_agenda"}, {}]):
        follow(query, listing="meetings", email=f"lezer{number}@example.nl")
    assert turn() == []
    position = published(topics=[topic], meeting=planned, subject="De agenda")
    mails = turn()
    told = f"Vergadering nu ook hier: {planned.title}, {planned.dates}"
    assert sorted((sent.to[0], sent.subject) for sent in mails) == [
        ("lezer0@example.nl", told),
        ("lezer2@example.nl", told),
    ]
    published(topics=[topic], meeting=planned, subject="Nog een brief over hetzelfde")
    assert turn() == []
    change_position(position, None, topics=[topic, other])
    assert [sent.to for sent in turn()] == [["lezer1@example.nl"]]


def test_draft_brings_no_meeting_into_a_selection():
    topic, planned = make_topic(slug="drones"), released_meeting()
    follow({"topic": "drones"}, listing="meetings")
    draft = make_letter("draft", meeting=planned, subject="Nog niet openbaar")
    make_position(draft, make_item(planned), "Over drones.", [topic])
    published(meeting=planned, subject="Over iets anders")
    assert turn() == []
    publish(draft)
    assert [sent.subject.split(":")[0] for sent in turn()] == ["Vergadering nu ook hier"]


def test_meeting_tells_letters_changed_positions_and_its_own_move():
    position = published("Nederland steunt dit oude voorstel.", subject="De agenda")
    meeting = position.agenda_item.meeting
    follow(meeting=meeting)
    report = make_letter("draft", meeting=meeting, subject="Het verslag")
    make_paragraph(make_section(report, heading="Inleiding"))
    publish(report)
    (sent,) = turn()
    assert sent.subject == "Nieuwe brief: Het verslag"
    change_position(position, None, wording="Nederland steunt dit nieuwe voorstel.")
    with act(DeskAct.Verb.CHANGE, None, meeting, what="Verplaatst"):
        meeting.start_date, meeting.end_date, meeting.state = date(2026, 10, 24), date(2026, 10, 24), "moved"
        meeting.save()
    (sent,) = turn()
    assert "Nederland steunt dit [-oude-] {+nieuwe+} voorstel." in sent.body
    assert "Wanneer:\nWas: 17 oktober 2026\nIs nu: 24 oktober 2026\n" in sent.body
    assert "Stand:\nWas: gepland\nIs nu: verplaatst\n" in sent.body


def test_two_subscriptions_of_one_person_tell_an_item_once():
    drones = make_topic("Drones", slug="drones")
    follow({"topic": "drones"})
    follow({})
    published("Nederland wil drones.", [drones])
    (sent,) = turn()
    assert sent.body.count("Nederland wil drones.") == 2  # subject and item
    assert "Ook in: Standpunten" in sent.body


def test_digest_waits_for_seven_in_the_netherlands_also_when_the_clock_changes():
    topic = make_topic(slug="drones")
    follow({"topic": "drones"}, rhythm="daily", now=moment("2026-10-24 09:00"))
    published(topics=[topic])
    assert turn(moment("2026-10-25 06:59")) == []
    assert len(turn(moment("2026-10-25 07:00"))) == 1


def test_weekly_digest_that_was_missed_is_sent_at_the_next_run():
    topic = make_topic(slug="drones")
    follow({"topic": "drones"}, rhythm="weekly", now=moment("2026-11-04 09:00"))
    published(topics=[topic])
    assert turn(moment("2026-11-08 23:00")) == []
    assert len(turn(moment("2026-11-11 12:00"))) == 1
    assert Subscription.objects.get().digested_at == moment("2026-11-09 07:00")


def test_new_position_says_what_changed_since_the_previous_letter():
    topic = make_topic(slug="drones")
    first = published("Nederland steunt het voorstel voor drones met 300 miljoen euro.", [topic])
    follow({"topic": "drones"})
    later = make_meeting(first.agenda_item.meeting.formation, start="2026-11-17")
    published("Nederland steunt het voorstel voor drones met 400 miljoen euro.", [topic], later, date="2026-11-01")
    (sent,) = turn()
    assert "Gewijzigd ten opzichte van de vorige brief (1 oktober 2026):" in sent.body
    assert "met [-300-] {+400+} miljoen euro." in sent.body


def test_draft_and_suggested_positions_are_not_told():
    topic = make_topic(slug="drones")
    follow({"topic": "drones"})
    position = published(topics=[])
    make_position(position.letter, position.agenda_item, "Voorgesteld.", [topic], review="suggested")
    assert turn() == []
