"""The text of a letter, which is written by hand: nothing in it becomes markup, and everything stands in its place."""

from datetime import date

import pytest
from lxml import html

from agenda_tracker.models import Footnote, KamerstukReference, Letter, Section
from tests import factories as make

EVIL = "<script>alert(1)</script>\"&'"


@pytest.mark.django_db
def test_nothing_that_a_letter_says_is_markup(client):
    letter = make.make_letter(slug="brief")
    position = make.make_position(letter, text=f"Nederland steunt {EVIL} nr. 464.", wording=EVIL)
    paragraph = position.evidence.get().paragraph
    note = make.make_footnote(paragraph, f"Zie {EVIL} nr. 5.", offset=9)
    for place, written in ((paragraph, "nr. 464"), (note, f"{EVIL} nr. 5")):
        make.make_reference(place, written)
    KamerstukReference.objects.update(normal_form=EVIL)
    Section.objects.update(heading=EVIL)
    Footnote.objects.update(marker="<b>")
    Letter.objects.update(subject=EVIL)

    page = client.get("/brieven/brief/").content.decode()
    assert "<script>alert" not in page
    assert "<b>" not in page
    body = html.document_fromstring(page)
    (text,) = body.xpath('//p[@class="alinea-text"]')
    assert text.text_content() == f"NederlandVoetnoot <b> steunt {EVIL} nr. 464."
    assert body.xpath('//section[@class="part"]/h2')[0].text_content() == EVIL
    assert body.xpath('//nav[@class="side toc"]//li/a')[0].text_content() == EVIL
    assert body.xpath('//ul[@class="margin"]/li/a')[0].text_content() == EVIL
    assert [one.text_content() for one in body.xpath('//span[@class="note-mark"]')] == ["<b>"]


@pytest.mark.django_db
def test_commitment_in_the_margin_says_how_it_stands(client):
    letter = make.make_letter(slug="brief")
    later = make.make_letter(subject="De brief die kwam", slug="later", date="2025-02-01")
    for due, fulfilled in (("2024-11-01", None), ("2024-11-02", later)):
        make.make_position(letter, kind="commitment", due_date=date.fromisoformat(due), fulfilled_by=fulfilled)
    make.make_position(letter, kind="view")

    body = html.document_fromstring(client.get("/brieven/brief/").content.decode())
    margins = [" ".join(one.text_content().split()) for one in body.xpath('//ul[@class="margin"]/li')]
    assert len(margins) == 3
    assert "Verlopen sinds 1 november 2024" in margins[0]
    assert "Nagekomen met De brief die kwam op 1 februari 2025" in margins[1]
    assert not body.xpath('//ul[@class="margin"]')[2].xpath('.//span[@class="stands"]')


@pytest.mark.django_db
def test_headings_lead_to_their_parts_and_skip_no_rank(client):
    letter = make.make_letter(slug="brief")
    for level, heading in ((1, "Een"), (4, "Twee"), (2, "")):
        make.make_section(letter, heading=heading, level=level)

    body = html.document_fromstring(client.get("/brieven/brief/").content.decode())
    assert [(one.tag, one.text) for one in body.xpath('//section[@class="part"]/*')] == [("h2", "Een"), ("h3", "Twee")]
    assert [one.get("href") for one in body.xpath('//nav[@class="side toc"]//li/a')] == ["#deel-1", "#deel-2"]
    assert [one.get("id") for one in body.xpath('//section[@class="part"]')] == ["deel-1", "deel-2", "deel-3"]


@pytest.mark.django_db
def test_only_a_note_that_has_a_place_leads_back_to_it(client):
    letter = make.make_letter(slug="brief")
    paragraph = make.make_paragraph(make.make_section(letter))
    make.make_footnote(paragraph, "Met plaats.")
    Footnote.objects.create(letter=letter, order=2, marker="*", text="Zonder plaats.")

    body = html.document_fromstring(client.get("/brieven/brief/").content.decode())
    assert [len(one.xpath('.//a[@class="back"]')) for one in body.xpath('//section[@class="notes"]//li')] == [1, 0]
    assert [one.get("id") for one in body.xpath('//section[@class="notes"]//li')] == ["n1", "n2"]
