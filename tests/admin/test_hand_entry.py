"""Everything can also be entered by hand: meeting, letter, text, position, Kamerstuk, all through the desk's forms."""

import datetime

import pytest
from django.urls import reverse

from agenda_tracker.intake.acts import undo
from agenda_tracker.models import (
    AgendaItem,
    DeskAct,
    Dossier,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    MinisterialMeeting,
    Paragraph,
    PublicChange,
    Section,
)
from tests.factories import (
    make_footnote,
    make_formation,
    make_item,
    make_kamerstuk,
    make_letter,
    make_meeting,
    make_paragraph,
    make_position,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


def no_rows(*prefixes: str) -> dict[str, int]:
    return {f"{prefix}-{field}_FORMS": 0 for prefix in prefixes for field in ("TOTAL", "INITIAL")}


def saved(answer) -> None:
    """The form was taken: a redirect; otherwise show what it complained about."""
    complaints = answer.context and [answer.context["adminform"].errors, *answer.context["errors"]]
    assert answer.status_code == 302, complaints


LETTER_INLINES = no_rows("treatments", "signatories", "sections")


def test_meeting_needs_only_body_and_first_day(redacteur):
    formation = make_formation(slug="navo-dmm")
    address = reverse("admin:agenda_tracker_ministerialmeeting_add")
    fields = {"formation": formation.pk, "start_date": "17-10-2024", "mode": "in_person", "state": "planned"}
    saved(redacteur.post(address, {**fields, **no_rows("items", "treatments")}))
    meeting = MinisterialMeeting.objects.get()
    assert (meeting.slug, meeting.end_date) == ("2024-10-17-navo-dmm", datetime.date(2024, 10, 17))


def test_letter_takes_its_numbers_in_any_spelling(redacteur):
    meeting = make_meeting()
    fields = {
        "kind": "annotated_agenda",
        "subject": "Agenda van de raad",
        "date": "03-10-2024",
        "to_tk": "on",
        "own_numbers": "Kamerstuk 28 676, nr. 470; EK 28676, C",
        "above": "28.676; 21 501-02",
        **LETTER_INLINES,
        "treatments-TOTAL_FORMS": 1,
        "treatments-0-meeting": meeting.pk,
        "treatments-0-kind": "annotated_agenda",
    }
    saved(redacteur.post(reverse("admin:agenda_tracker_letter_add"), fields))
    letter = Letter.objects.get()
    assert letter.slug == "2024-10-03-geannoteerde-agenda-agenda-van-de-raad"
    assert [paper.normal_form for paper in letter.kamerstukken.all()] == ["28676-470", "28676-C"]
    assert [dossier.normal_form for dossier in letter.dossiers.all()] == ["21501-02", "28676"]
    assert list(letter.meetings.all()) == [meeting]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2867-464", "Een dossiernummer heeft vijf cijfers; u typte er vier."),
        ("28676, nr.", "Het stuknummer ontbreekt. Typ bijvoorbeeld 28676, nr. 464."),
        ("zomaar wat woorden", "“zomaar wat woorden” is hier niet herkend; typ bijvoorbeeld 28 676, nr. 464."),
    ],
)
def test_malformed_number_is_explained_and_nothing_is_saved(redacteur, typed, told):
    fields = {"kind": "report", "subject": "Verslag", "own_numbers": typed, **LETTER_INLINES}
    answer = redacteur.post(reverse("admin:agenda_tracker_letter_add"), fields)
    assert told in answer.context["adminform"].errors["own_numbers"]
    assert not Letter.objects.exists()


def test_number_of_another_letter_is_not_taken(redacteur):
    other = make_letter("draft", subject="De eerste brief")
    make_kamerstuk("28676-470", letter=other)
    fields = {"kind": "report", "subject": "De tweede brief", "own_numbers": "28676-470", **LETTER_INLINES}
    answer = redacteur.post(reverse("admin:agenda_tracker_letter_add"), fields)
    assert "hoort al bij de brief “De eerste brief”" in str(answer.context["adminform"].errors["own_numbers"])


def test_text_is_added_to_a_part_of_the_letter(redacteur):
    letter = make_letter("draft")
    section = make_section(letter)
    first = make_paragraph(section, "Eerste alinea.")
    fields = {
        "letter": letter.pk,
        "order": 1,
        "heading": "Inleiding",
        "level": 1,
        "role": "content",
        "paragraphs-TOTAL_FORMS": 2,
        "paragraphs-INITIAL_FORMS": 1,
        "paragraphs-0-id": first.pk,
        "paragraphs-0-section": section.pk,
        "paragraphs-0-text": "Eerste alinea, verbeterd.",
        "paragraphs-1-section": section.pk,
        "paragraphs-1-text": "Tweede alinea, zie Kamerstuk 28 676, nr. 464.",
    }
    saved(redacteur.post(reverse("admin:agenda_tracker_section_change", args=[section.pk]), fields))
    assert list(Paragraph.objects.values_list("number", "text")) == [
        ("1", "Eerste alinea, verbeterd."),
        ("2", "Tweede alinea, zie Kamerstuk 28 676, nr. 464."),
    ]
    assert [found.normal_form for found in letter.references.all()] == ["28676-464"]


def test_paragraph_is_removed_and_the_rest_renumbered(redacteur):
    letter = make_letter("draft")
    section = make_section(letter)
    first, second = make_paragraph(section, "Weg."), make_paragraph(section, "Blijft.")
    fields = {
        "letter": letter.pk,
        "order": 1,
        "heading": "Inleiding",
        "level": 1,
        "role": "content",
        "paragraphs-TOTAL_FORMS": 2,
        "paragraphs-INITIAL_FORMS": 2,
        "paragraphs-0-id": first.pk,
        "paragraphs-0-section": section.pk,
        "paragraphs-0-text": "Weg.",
        "paragraphs-0-DELETE": "on",
        "paragraphs-1-id": second.pk,
        "paragraphs-1-section": section.pk,
        "paragraphs-1-text": "Blijft.",
    }
    saved(redacteur.post(reverse("admin:agenda_tracker_section_change", args=[section.pk]), fields))
    assert list(Paragraph.objects.values_list("number", "text")) == [("1", "Blijft.")]


def position_fields(letter, item, quote: str) -> dict[str, object]:
    return {
        "letter": letter.pk,
        "agenda_item": item.pk,
        "wording": "Nederland wil meer luchtverdediging.",
        "kind": "aim",
        "review": "confirmed",
        "evidence-TOTAL_FORMS": 1,
        "evidence-INITIAL_FORMS": 0,
        "evidence-0-quote": quote,
    }


def letter_with_text():
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    make_paragraph(make_section(letter, item), "Eerst dit. Nederland pleit voor meer luchtverdediging. En dan dat.")
    return letter, item


def test_position_finds_the_paragraph_of_its_quote(redacteur):
    letter, item = letter_with_text()
    topic = make_topic()
    fields = {**position_fields(letter, item, "“Nederland  pleit voor\nmeer luchtverdediging.”"), "topics": [topic.pk]}
    saved(redacteur.post(reverse("admin:agenda_tracker_governmentposition_add"), fields))
    position = GovernmentPosition.objects.get()
    evidence = position.evidence.get()
    assert (evidence.quote, evidence.start) == ("Nederland pleit voor meer luchtverdediging.", 11)
    assert position.quotes_key == "nederland pleit voor meer luchtverdediging."
    assert (position.reviewed_by.username, list(position.topics.all())) == ("redacteur", [topic])


def test_what_is_added_to_a_letter_by_hand_is_the_only_thing_that_undoing_it_takes_away(redacteur):
    letter, item = letter_with_text()
    fields = position_fields(letter, item, "Nederland pleit voor meer luchtverdediging.")
    saved(redacteur.post(reverse("admin:agenda_tracker_governmentposition_add"), fields))
    done = DeskAct.objects.get()
    assert sorted((delta.model, delta.before) for delta in done.changes) == [
        ("agenda_tracker.evidence", None),
        ("agenda_tracker.governmentposition", None),
    ]
    undo(done, None)
    assert not GovernmentPosition.objects.exists()
    assert list(Letter.objects.all()) == [letter]
    assert letter.paragraphs.exists()


def test_what_is_added_to_a_meeting_by_hand_is_the_only_thing_that_undoing_it_takes_away(redacteur):
    item = make_item(title="Eerst")
    form = redacteur.get(reverse("admin:agenda_tracker_agendaitem_add")).context["adminform"].form
    fields = {"meeting": item.meeting_id, "title": "Daarna", "order": 2, "slot": "none"}
    saved(redacteur.post(reverse("admin:agenda_tracker_agendaitem_add"), {**form.initial, **fields}))
    done = DeskAct.objects.get()
    assert [(delta.model, delta.before) for delta in done.changes] == [("agenda_tracker.agendaitem", None)]
    undo(done, None)
    assert list(AgendaItem.objects.all()) == [item]


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Dit staat er niet.", "Deze woorden staan niet zo in één alinea van de brief; kopieer ze letterlijk."),
        ("d", "Deze woorden staan meer dan eens in de brief; neem een langer citaat."),
    ],
)
def test_quote_that_is_not_there_once_is_refused(redacteur, quote, told):
    letter, item = letter_with_text()
    answer = redacteur.post(
        reverse("admin:agenda_tracker_governmentposition_add"), position_fields(letter, item, quote)
    )
    assert told in answer.content.decode()
    assert not GovernmentPosition.objects.exists()


def test_position_on_an_item_the_letter_does_not_treat_is_refused(redacteur):
    letter, _item = letter_with_text()
    fields = position_fields(letter, make_item(title="Elders"), "Eerst dit.")
    answer = redacteur.post(reverse("admin:agenda_tracker_governmentposition_add"), fields)
    assert "Geen deel van deze brief behandelt dit agendapunt" in answer.content.decode()


def test_kamerstuk_is_typed_in_any_spelling_and_stored_in_parts(redacteur):
    saved(
        redacteur.post(
            reverse("admin:agenda_tracker_kamerstuk_add"), {"typed": "Kamerstukken II 2023/24, 36 600 X, nr. 3"}
        )
    )
    paper = Kamerstuk.objects.get()
    assert (paper.normal_form, paper.number, paper.dossier.suffix) == ("36600-X-3", "3", "X")
    again = redacteur.post(reverse("admin:agenda_tracker_kamerstuk_add"), {"typed": "36600-X-3"})
    assert "36 600 X, nr. 3 staat al in Agendavolger" in again.content.decode()


def test_dossier_is_typed_in_any_spelling(redacteur):
    saved(redacteur.post(reverse("admin:agenda_tracker_dossier_add"), {"typed": "21 501-02", "title": "Raad"}))
    assert Dossier.objects.get().normal_form == "21501-02"


def test_title_of_a_public_kamerstuk_is_journalled(redacteur):
    paper = make_kamerstuk("28676-464", letter=make_letter())
    address = reverse("admin:agenda_tracker_kamerstuk_change", args=[paper.pk])
    saved(redacteur.post(address, {"title": "Brief", "letter": paper.letter_id}))
    assert ("kamerstuk", paper.pk) in PublicChange.objects.values_list("kind", "object_id")


def test_renaming_at_the_desk_is_journalled_and_an_invalid_form_is_not(beheerder):
    topic = make_topic("Oud")
    address = reverse("admin:agenda_tracker_topic_change", args=[topic.pk])
    beheerder.post(address, {"name": "", "slug": topic.slug, "order": 0})
    assert not PublicChange.objects.exists()
    saved(beheerder.post(address, {"name": "Nieuw", "slug": topic.slug, "order": 0, "released": "on"}))
    assert PublicChange.objects.get().kind == "topic"


def test_deleting_at_the_desk_is_journalled(beheerder):
    topic = make_topic()
    form = {"name": "Hernoemd", "slug": topic.slug, "order": 0, "released": "on"}
    saved(beheerder.post(reverse("admin:agenda_tracker_topic_change", args=[topic.pk]), form))
    AgendaItem.objects.all().delete()
    topic.released = False
    topic.save()
    beheerder.post(reverse("admin:agenda_tracker_topic_delete", args=[topic.pk]), {"post": "yes"})
    assert PublicChange.objects.first().change == "ceased"


def test_footnote_text_is_read_again_when_corrected(redacteur):
    letter = make_letter("draft")
    note = make_footnote(make_paragraph(make_section(letter)), "Zie eerder.")
    fields = {
        "letter": letter.pk,
        "order": 1,
        "marker": "1",
        "text": "Zie Kamerstuk 31125 nr. 130.",
        "paragraph": note.paragraph_id,
        "offset": 3,
    }
    saved(redacteur.post(reverse("admin:agenda_tracker_footnote_change", args=[note.pk]), fields))
    assert [found.normal_form for found in letter.references.all()] == ["31125-130"]


def test_restoring_an_old_version_does_not_unpublish(redacteur):
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting, subject="Oud onderwerp")
    make_position(letter, item)
    old = letter.history.latest()
    redacteur.post(reverse("admin:agenda_tracker_letter_publish", args=[letter.pk]))
    Letter.objects.filter(pk=letter.pk).update(subject="Nieuw onderwerp")
    address = reverse("admin:agenda_tracker_letter_simple_history", args=[letter.pk, old.history_id])
    fields = {"kind": letter.kind, "subject": "Oud onderwerp", "date": "03-10-2024", "to_tk": "on"}
    assert redacteur.post(address, fields).status_code == 302
    stored = Letter.objects.get(pk=letter.pk)
    assert (stored.subject, stored.status, stored.slug) == ("Oud onderwerp", "published", letter.slug)
    assert PublicChange.objects.filter(kind="letter").first().change == "changed"


def test_restoring_is_answered_with_a_page_also_when_a_small_window_is_asked_for(redacteur):
    letter = make_letter("draft", subject="Oud onderwerp")
    old = letter.history.latest()
    Letter.objects.filter(pk=letter.pk).update(subject="Nieuw onderwerp")
    address = reverse("admin:agenda_tracker_letter_simple_history", args=[letter.pk, old.history_id])
    fields = {"kind": letter.kind, "subject": "Oud onderwerp", "date": "03-10-2024", "to_tk": "on", "_popup": "1"}
    assert redacteur.post(address, fields).status_code == 302
    assert Letter.objects.get().subject == "Oud onderwerp"


def test_old_version_is_shown_in_dutch(redacteur):
    letter = make_letter("draft", subject="Oud onderwerp")
    address = reverse(
        "admin:agenda_tracker_letter_simple_history", args=[letter.pk, letter.history.latest().history_id]
    )
    page = redacteur.get(address).content.decode()
    assert f"<h1>Oude versie terugzetten: {letter}</h1>" in page
    assert ">Brieven</a>" in page
    assert "Historical" not in page


def test_section_of_a_published_letter_is_corrected_with_its_numbers_kept(redacteur):
    position = make_position()
    section = Section.objects.get()
    paragraph = section.paragraphs.get()
    fields = {
        "letter": position.letter_id,
        "order": 1,
        "heading": section.heading,
        "level": 1,
        "role": "content",
        "agenda_item": position.agenda_item_id,
        "paragraphs-TOTAL_FORMS": 2,
        "paragraphs-INITIAL_FORMS": 1,
        "paragraphs-0-id": paragraph.pk,
        "paragraphs-0-section": section.pk,
        "paragraphs-0-text": paragraph.text,
        "paragraphs-1-section": section.pk,
        "paragraphs-1-text": "Ingevoegd.",
    }
    address = reverse("admin:agenda_tracker_section_change", args=[section.pk])
    assert "zeg onder “Openbare correctie” wat er is gecorrigeerd" in redacteur.post(address, fields).content.decode()
    saved(redacteur.post(address, {**fields, "told": "alinea 1a ontbrak"}))
    assert list(Paragraph.objects.values_list("number", flat=True)) == ["1", "1a"]
    assert PublicChange.objects.filter(kind="letter").exists()
