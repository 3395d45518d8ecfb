"""Clumsy input at the desk is answered in words: nothing breaks, nothing is lost, nothing is half written."""

import pytest
from django.urls import reverse

from agenda_tracker.models import Dossier, GovernmentPosition, Letter, Paragraph, Section
from tests.admin.test_hand_entry import LETTER_INLINES, letter_with_text, no_rows, position_fields
from tests.factories import (
    TEXT,
    make_footnote,
    make_item,
    make_kamerstuk,
    make_letter,
    make_meeting,
    make_ministry,
    make_office,
    make_paragraph,
    make_position,
    make_reference,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


def page_of(record, page: str = "change") -> str:
    return reverse(f"admin:agenda_tracker_{record._meta.model_name}_{page}", args=[record.pk])


def section_fields(section, *texts: str, new: tuple[tuple[str, int], ...] = ()) -> dict[str, object]:
    paragraphs = list(section.paragraphs.all())
    fields = {
        "letter": section.letter_id,
        "order": section.order,
        "heading": section.heading,
        "level": 1,
        "role": "content",
        "agenda_item": section.agenda_item_id or "",
        "paragraphs-TOTAL_FORMS": len(paragraphs) + len(new),
        "paragraphs-INITIAL_FORMS": len(paragraphs),
    }
    for index, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        fields |= {f"paragraphs-{index}-id": paragraph.pk, f"paragraphs-{index}-text": text}
    for index, (text, after) in enumerate(new, start=len(paragraphs)):
        fields |= {f"paragraphs-{index}-text": text, f"paragraphs-{index}-after": after}
    return {**fields, **{f"paragraphs-{index}-section": section.pk for index in range(len(paragraphs) + len(new))}}


def test_correction_that_loses_a_quote_is_refused_with_the_words_kept(redacteur):
    paragraph = make_position().evidence.get().paragraph
    told = "zou verdwijnen. Pas eerst dat standpunt aan."
    for address, fields in (
        (page_of(paragraph), {"text": "12345"}),
        (page_of(paragraph.section), section_fields(paragraph.section, "12345")),
    ):
        answer = redacteur.post(address, fields)
        assert (answer.status_code, told in answer.content.decode(), "12345" in answer.content.decode()) == (
            200,
            True,
            True,
        )
    assert Paragraph.objects.get().text == TEXT


def test_quoted_paragraph_is_not_deleted(redacteur):
    section = make_position().evidence.get().paragraph.section
    fields = {**section_fields(section, TEXT), "paragraphs-0-DELETE": "on"}
    assert "beschermde gerelateerde objecten" in redacteur.post(page_of(section), fields).content.decode()


def test_published_letter_keeps_a_date(redacteur):
    fields = {"kind": "report", "subject": "Verslag", "date": "", "to_tk": "on", **LETTER_INLINES}
    answer = redacteur.post(page_of(make_letter()), fields)
    assert answer.context["adminform"].errors["date"] == ["Een brief die gepubliceerd is (geweest), heeft een datum."]


def test_source_without_file_or_address_is_refused(redacteur):
    answer = redacteur.post(reverse("admin:agenda_tracker_lettersource_add"), {"role": "main"})
    assert answer.context["adminform"].errors["url"] == [
        "Geef een adres op internet; een bestand levert u aan met “Brief inlezen”."
    ]


def test_topic_under_itself_and_ministry_succeeding_itself_are_refused(beheerder):
    topic, ministry = make_topic(), make_ministry()
    answer = beheerder.post(
        page_of(topic), {"name": topic.name, "slug": topic.slug, "order": 0, "parent": topic.pk, "released": "on"}
    )
    assert answer.context["adminform"].errors["parent"] == ["Een thema kan niet onder zichzelf vallen."]
    fields = {"name": ministry.name, "slug": ministry.slug, "successor": ministry.pk, **no_rows("offices")}
    answer = beheerder.post(page_of(ministry), fields)
    assert answer.context["adminform"].errors["successor"] == ["Een ministerie kan niet zijn eigen opvolger zijn."]


def test_same_quote_twice_is_refused(redacteur):
    letter, item = letter_with_text()
    fields = {
        **position_fields(letter, item, "Eerst dit."),
        "evidence-TOTAL_FORMS": 2,
        "evidence-1-quote": "Eerst dit.",
    }
    answer = redacteur.post(reverse("admin:agenda_tracker_governmentposition_add"), fields)
    assert "Dit citaat staat er al." in answer.content.decode()
    assert not GovernmentPosition.objects.exists()


def test_same_office_holder_twice_is_refused(beheerder):
    office = make_office()
    fields = {"name": office.name, "ministry": office.ministry_id, "slug": office.slug, **no_rows("holders")}
    fields["holders-TOTAL_FORMS"] = 2
    for index, name in enumerate(("Jan de Vries", "jan de vries")):
        fields |= {f"holders-{index}-name": name, f"holders-{index}-start_date": "01-01-2024"}
    assert "begindatum al" in beheerder.post(page_of(office), fields).content.decode()
    assert not office.holders.exists()


@pytest.mark.parametrize("meeting", ["abc", "", "9" * 30])
def test_unknown_meeting_to_tie_to_is_not_found(redacteur, meeting):
    address = reverse("admin:agenda_tracker_letter_meeting", args=[make_letter("draft").pk])
    assert redacteur.post(address, {"meeting": meeting}).status_code == 404


def test_confirming_all_leaves_what_the_letter_no_longer_treats(redacteur):
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    make_position(letter, item, review="suggested", confidence=1.0)
    Section.objects.update(agenda_item=None)
    address = reverse("admin:agenda_tracker_letter_confirm_all", args=[letter.pk])
    for certain in ("0", "9" * 5000):
        assert redacteur.post(address, {"certain": certain}).status_code == 302
    assert GovernmentPosition.objects.get().review == "suggested"


def test_two_insertions_at_once_each_find_their_place(redacteur):
    letter = make_letter("draft")
    section = make_section(letter)
    first, _second, third = (make_paragraph(section, text) for text in "abc")
    fields = section_fields(section, "a", "b", "c", new=(("na a", first.pk), ("na c", third.pk)))
    assert redacteur.post(page_of(section), fields).status_code == 302
    assert list(letter.paragraphs.order_by("order").values_list("number", "text")) == [
        ("1", "a"),
        ("2", "na a"),
        ("3", "b"),
        ("4", "c"),
        ("5", "na c"),
    ]


def test_refused_kamerstuk_leaves_no_dossier(redacteur):
    redacteur.post(reverse("admin:agenda_tracker_kamerstuk_add"), {"typed": "28676-1", "date": "onzin"})
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("name", ["letter", "kamerstuk"])
def test_dossier_finds_what_is_in_it(redacteur, name):
    paper = make_kamerstuk("28676-1", letter=make_letter("draft"))
    make_kamerstuk("31125-1")
    page = redacteur.get(reverse(f"admin:agenda_tracker_{name}_changelist"), {"q": "28 676"})
    assert list(page.context["cl"].result_list) == [paper.letter if name == "letter" else paper]


@pytest.mark.parametrize("make", [lambda paragraph: make_footnote(paragraph, "Noot."), lambda paragraph: None])
def test_parts_stay_with_their_letter(redacteur, make):
    position, other = make_position(), make_letter()
    paragraph = position.evidence.get().paragraph
    note = make(paragraph)
    if note:
        fields = {"letter": other.pk, "order": 1, "marker": "1", "text": "Noot.", "paragraph": paragraph.pk}
        redacteur.post(page_of(note), {**fields, "offset": 3})
    else:
        fields = {"letter": other.pk, "agenda_item": position.agenda_item_id, "wording": "W.", "kind": "aim"}
        redacteur.post(page_of(position), {**fields, "review": "confirmed", **no_rows("evidence")})
    assert type(note or position).objects.get().letter == position.letter


def test_citation_in_another_letters_text_is_refused(redacteur):
    paragraph = make_position().evidence.get().paragraph
    fields = {"letter": make_letter().pk, "paragraph": paragraph.pk, "start": 0, "end": 3, "as_written": "Zie"}
    fields |= {"normal_form": "28676-1", "status": "unknown"}
    answer = redacteur.post(reverse("admin:agenda_tracker_kamerstukreference_add"), fields)
    assert answer.context["adminform"].errors["paragraph"] == ["Deze tekst hoort bij een andere brief."]


def test_a_citation_is_what_stands_there_and_means_what_was_chosen(redacteur):
    paragraph = make_position().evidence.get().paragraph
    reference = make_reference(paragraph, paragraph.text[:9], "28676-1")
    paper = make_kamerstuk("21501-2")
    fields = {"letter": paragraph.letter_id, "paragraph": paragraph.pk, "start": 0, "end": 9, "as_written": "Anders"}
    fields |= {"normal_form": "28676-1", "status": "unknown"}
    errors = redacteur.post(page_of(reference), fields).context["adminform"].errors
    assert errors["as_written"] == [f"Op die plaats staat “{paragraph.text[:9]}”."]
    fields |= {"as_written": paragraph.text[:9], "kamerstuk": paper.pk}
    errors = redacteur.post(page_of(reference), fields).context["adminform"].errors
    assert errors["status"] == ["Wat niet herkend is, heeft geen Kamerstuk of dossier: maak die leeg."]
    assert redacteur.post(page_of(reference), fields | {"status": "resolved"}).status_code == 302
    reference.refresh_from_db()
    assert (reference.normal_form, reference.kamerstuk) == (paper.normal_form, paper)
    errors = (
        redacteur.post(page_of(reference), fields | {"status": "resolved", "normal_form": "36600-3"})
        .context["adminform"]
        .errors
    )
    assert "normal_form" in errors


def test_an_item_with_positions_stays_treated_by_some_part_of_the_letter(redacteur):
    position = make_position()
    part = Section.objects.get(agenda_item=position.agenda_item)
    page = redacteur.post(
        page_of(part), {**section_fields(part, *part.paragraphs.values_list("text", flat=True)), "agenda_item": ""}
    )
    assert "laat eerst een ander deel het behandelen" in page.content.decode()
    part.refresh_from_db()
    assert part.agenda_item == position.agenda_item


def test_invoerder_sees_the_number_of_a_published_letter(invoerder):
    letter = make_letter()
    make_kamerstuk("28676-1", letter=letter)
    assert "28 676, nr. 1" in invoerder.get(page_of(letter)).content.decode()
    assert Letter.objects.get().is_public


def test_published_letter_keeps_its_chamber_and_the_meeting_it_treats(redacteur):
    letter = make_position().letter
    treatment = letter.treatments.get()
    fields = {
        "kind": letter.kind,
        "subject": letter.subject,
        "date": "03-10-2024",
        "to_tk": "on",
        **LETTER_INLINES,
        "treatments-TOTAL_FORMS": 1,
        "treatments-INITIAL_FORMS": 1,
        "treatments-0-id": treatment.pk,
        "treatments-0-letter": letter.pk,
        "treatments-0-meeting": treatment.meeting_id,
        "treatments-0-kind": treatment.kind,
    }
    untied = redacteur.post(page_of(letter), {**fields, "treatments-0-DELETE": "on"})
    assert "trek de brief eerst in" in untied.content.decode()
    nobody = redacteur.post(page_of(letter), {name: value for name, value in fields.items() if name != "to_tk"})
    assert "Een gepubliceerde brief is gericht aan minstens één Kamer." in nobody.content.decode()
    assert redacteur.post(page_of(letter), fields).status_code == 302
    assert (letter.treatments.count(), Letter.objects.get(pk=letter.pk).to_tk) == (1, True)


def test_meeting_without_a_first_day_is_told(redacteur):
    meeting = make_meeting()
    answer = redacteur.post(page_of(meeting), {"formation": meeting.formation_id, **no_rows("items", "treatments")})
    assert answer.context["adminform"].errors["start_date"] == ["Dit veld is verplicht."]
    assert "<title>Fout: " in answer.content.decode()
