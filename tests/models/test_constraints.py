"""What the database itself refuses, whatever the code above it does; with a Dutch message where a form asks first."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Evidence,
    Formation,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterMeeting,
    LetterSource,
    MinisterialMeeting,
    OfficeHolder,
    Paragraph,
    Section,
    Signatory,
    Topic,
)
from tests.factories import (
    make_formation,
    make_item,
    make_kamerstuk,
    make_letter,
    make_meeting,
    make_office,
    make_paragraph,
    make_position,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 10, 17)


def same_formation_name():
    body = make_formation("Raad Één")
    return Formation(organisation=body.organisation, name="raad een", slug="andere")


def meeting_ends_before_it_starts():
    return MinisterialMeeting(
        formation=make_formation(), start_date=DAY, end_date=DAY - datetime.timedelta(1), slug="achterstevoren"
    )


def second_meeting_on_the_day():
    meeting = make_meeting()
    return MinisterialMeeting(
        formation=meeting.formation, start_date=meeting.start_date, end_date=meeting.end_date, slug="nog-een"
    )


def item_on_a_taken_place():
    item = make_item()
    return AgendaItem(meeting=item.meeting, order=item.order, title="Tweede")


def topic_below_itself():
    topic = make_topic()
    topic.parent = topic
    return topic


def topic_twice_at_the_top():
    make_topic("Handel")
    return Topic(name="handel", slug="handel-2")


def holder_leaves_before_arriving():
    return OfficeHolder(office=make_office(), name="A. B.", start_date=DAY, end_date=DAY - datetime.timedelta(1))


def dossier_with_four_digits():
    return Dossier(number=2867, normal_form="2867", sort_key="x")


def dossier_twice():
    dossier = make_kamerstuk("28676-464").dossier
    return Dossier(number=dossier.number, normal_form="anders", sort_key="x")


def published_without_date():
    return Letter(subject="Zonder datum", slug="zonder-datum", status="published")


def same_meeting_same_kind_twice():
    letter = make_letter(meeting=make_meeting())
    return LetterMeeting(letter=letter, meeting=letter.meetings.get(), kind="annotated_agenda")


def two_signatories_on_one_place():
    letter = make_letter()
    Signatory.objects.create(letter=letter, order=1, office_as_printed="Minister van A")
    return Signatory(letter=letter, order=1, office_as_printed="Minister van B")


def file_stored_twice():
    LetterSource.objects.create(sha256="a" * 64)
    return LetterSource(sha256="a" * 64)


def source_of_nothing():
    return LetterSource()


def section_on_a_taken_place():
    section = make_section(make_letter())
    return Section(letter=section.letter, order=section.order)


def paragraph_with_a_taken_number():
    first = make_paragraph(make_section(make_letter()))
    return Paragraph(letter=first.letter, section=first.section, order=9, number=first.number, text="x")


def reference_nowhere():
    return KamerstukReference(letter=make_letter(), start=0, end=3, as_written="xyz", normal_form="28676-464")


def empty_reference():
    paragraph = make_paragraph(make_section(make_letter()))
    return KamerstukReference(
        letter=paragraph.letter, paragraph=paragraph, start=3, end=3, as_written="x", normal_form="28676-464"
    )


def resolved_reference_to_nothing():
    paragraph = make_paragraph(make_section(make_letter()))
    return KamerstukReference(
        letter=paragraph.letter, paragraph=paragraph, start=0, end=3, as_written="x", normal_form="x", status="resolved"
    )


def confirmed_without_item():
    return GovernmentPosition(letter=make_letter(), wording="Nederland wil iets.", review="confirmed")


def confirmed_without_wording():
    position = make_position()
    position.wording = ""
    return position


def confidence_above_one():
    return GovernmentPosition(letter=make_letter(), confidence=1.5)


def empty_quote():
    position = make_position()
    return Evidence(position=position, paragraph=position.evidence.get().paragraph, start=4, end=4)


CASES = {
    same_formation_name: "Deze organisatie heeft al een gremium met die naam.",
    meeting_ends_before_it_starts: "De einddatum ligt vóór de begindatum.",
    second_meeting_on_the_day: "Dit gremium heeft op die dag al een vergadering; gebruik die.",
    item_on_a_taken_place: "Deze vergadering heeft al een agendapunt op die plaats.",
    topic_below_itself: "Een thema kan niet onder zichzelf vallen.",
    topic_twice_at_the_top: "Er bestaat al een hoofdthema met die naam.",
    holder_leaves_before_arriving: "De einddatum ligt vóór de begindatum.",
    dossier_with_four_digits: "Een dossier heeft vijf cijfers, of een Romeins nummer van de Eerste Kamer.",
    dossier_twice: "Dit dossier bestaat al.",
    published_without_date: "Een gepubliceerde brief heeft een datum.",
    same_meeting_same_kind_twice: "De brief behandelt deze vergadering al op die manier.",
    two_signatories_on_one_place: "Er staat al een ondertekenaar op die plaats.",
    file_stored_twice: "Dit bestand is al eerder ontvangen.",
    source_of_nothing: "Geef een bestand of een adres op internet.",
    section_on_a_taken_place: "De brief heeft al een deel op die plaats.",
    paragraph_with_a_taken_number: "De brief heeft al een alinea met dat nummer.",
    reference_nowhere: "Een verwijzing staat in een alinea of in een voetnoot.",
    empty_reference: "Het einde ligt niet na het begin.",
    resolved_reference_to_nothing: "Een herkende verwijzing heeft een Kamerstuk of een dossier.",
    confirmed_without_item: "Een bevestigd standpunt heeft een formulering en een agendapunt.",
    confirmed_without_wording: "Een bevestigd standpunt heeft een formulering en een agendapunt.",
    confidence_above_one: "Zekerheid ligt tussen 0 en 1.",
    empty_quote: "Het einde ligt niet na het begin.",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_database_refuses(case):
    record = case()
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_validation_says_it_in_dutch(case):
    record = case()
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    assert CASES[case] in refusal.value.messages


def test_informal_meeting_may_fall_on_the_day_of_a_formal_one():
    formal = make_meeting()
    informal = make_meeting(formal.formation, informal=True)
    assert MinisterialMeeting.objects.filter(start_date=formal.start_date).count() == 2
    assert str(informal).startswith("informele ")


def test_topic_tree_has_no_cycles():
    top = make_topic("Top")
    middle = make_topic("Midden", parent=top)
    below = make_topic("Onder", parent=middle)
    top.parent = below
    with pytest.raises(ValidationError, match="ligt zelf onder het gekozen thema"):
        top.full_clean()


def test_topics_count_everything_below_them():
    top = make_topic("Top")
    below = make_topic("Onder", parent=make_topic("Midden", parent=top))
    position = make_position(topics=[below])
    assert list(GovernmentPosition.objects.about([top])) == [position]
    assert list(GovernmentPosition.objects.about([make_topic("Anders")])) == []


def test_quote_lies_inside_its_paragraph():
    position = make_position(text="Kort.")
    evidence = position.evidence.get()
    evidence.end = 99
    with pytest.raises(ValidationError, match="voorbij het einde"):
        evidence.full_clean()


def test_confirmed_position_belongs_to_an_item_its_letter_treats():
    position = make_position()
    position.agenda_item = make_item(title="Elders")
    with pytest.raises(ValidationError, match="Geen deel van deze brief"):
        position.full_clean()


def test_kamerstukken_sort_by_value_not_as_text():
    for normal in ("28676-1000", "28676-464", "28676-B", "21501-02-5", "36600-X-3"):
        make_kamerstuk(normal)
    in_order = [paper.normal_form for paper in Kamerstuk.objects.all()]
    assert in_order == ["21501-02-5", "28676-464", "28676-1000", "28676-B", "36600-X-3"]


def test_names_sort_without_case_and_accents():
    for name in ("Zorg", "één markt", "Eurogroep", "economie"):
        make_formation(name)
    assert [body.name for body in Formation.objects.all()] == ["economie", "één markt", "Eurogroep", "Zorg"]


def test_every_record_keeps_its_history():
    item = make_item(title="Eerste titel")
    item.title = "Tweede titel"
    item.save()
    assert [old.title for old in item.history.order_by("history_date")] == ["Eerste titel", "Tweede titel"]
