"""What is public changes only by who may, at a lasting address, and never without a line in the journal."""

import datetime

import pytest
from django.urls import reverse

from agenda_tracker.intake.publish import publish, withdraw
from agenda_tracker.models import GovernmentPosition, LetterSource, MinisterialMeeting, PublicChange
from tests.admin.test_hand_entry import no_rows
from tests.admin.test_odd_input import page_of
from tests.factories import make_item, make_letter, make_meeting, make_ministry, make_office, make_position, make_topic

pytestmark = pytest.mark.django_db


def journal() -> list[tuple[str, int, str]]:
    return sorted(PublicChange.objects.values_list("kind", "object_id", "change"))


def meeting_fields(meeting, **fields: object) -> dict[str, object]:
    head = {"formation": meeting.formation_id, "start_date": "2024-10-17", "end_date": "2024-10-17", "mode": "video"}
    return {**head, "state": "planned", "slug": meeting.slug, **no_rows("items", "treatments"), **fields}


def row(prefix: str, record, **fields: object) -> dict[str, object]:
    counts = {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 1, f"{prefix}-0-id": record.pk}
    return counts | {f"{prefix}-0-{name}": value for name, value in fields.items()}


def restore(client, record, version, fields) -> None:
    name = f"admin:agenda_tracker_{record._meta.model_name}_simple_history"
    client.post(reverse(name, args=[record.pk, version.history_id]), fields)


def test_invoerder_does_not_make_a_meeting_public_through_a_published_letter(invoerder):
    letter, meeting = make_letter(), make_meeting()
    fields = {"treatments-TOTAL_FORMS": 1, "treatments-0-letter": letter.pk, "treatments-0-kind": "report"}
    assert invoerder.post(page_of(meeting), meeting_fields(meeting, **fields)).status_code == 200
    assert not MinisterialMeeting.objects.public().exists()


def test_invoerder_does_not_release_a_meeting_by_restoring_it(invoerder):
    meeting = make_meeting(released=True)
    released = meeting.history.latest()
    meeting.released = False
    meeting.save()
    restore(invoerder, meeting, released, meeting_fields(meeting))
    assert not MinisterialMeeting.objects.public().exists()


def test_restoring_keeps_the_address_of_a_public_meeting(redacteur):
    meeting = make_meeting(slug="oud")
    old = meeting.history.latest()
    meeting.slug, meeting.released = "nieuw", True
    meeting.save()
    restore(redacteur, meeting, old, meeting_fields(meeting, slug="oud", released="on"))
    assert MinisterialMeeting.objects.get().slug == "nieuw"


def test_restoring_a_position_keeps_its_quotes_findable(redacteur):
    position = make_position()
    fields = {"letter": position.letter_id, "agenda_item": position.agenda_item_id, "wording": "Kort.", "kind": "aim"}
    restore(redacteur, position, position.history.earliest(), {**fields, "review": "confirmed"})
    stored = GovernmentPosition.objects.get()
    assert (stored.wording, stored.quotes_key) == ("Kort.", "nederland zet in op samenwerking met bondgenoten.")


def test_address_of_a_meeting_stays_when_its_letter_is_withdrawn(redacteur):
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    make_position(letter, item)
    publish(letter)
    withdraw(letter, "De verkeerde brief.")
    redacteur.post(page_of(item.meeting), meeting_fields(item.meeting, slug="heel-anders"))
    assert MinisterialMeeting.objects.get().slug == item.meeting.slug


def test_topic_is_found_at_its_old_address(beheerder, client):
    topic = make_topic(slug="oud")
    beheerder.post(page_of(topic), {"name": topic.name, "slug": "nieuw", "order": 0, "released": "on"})
    assert client.get("/themas/oud/")["Location"] == "/themas/nieuw/"


def test_item_renamed_on_the_page_of_its_meeting_is_journalled(redacteur):
    item = make_position().agenda_item
    fields = row("items", item, meeting=item.meeting_id, order=1, title="Nieuw")
    redacteur.post(page_of(item.meeting), meeting_fields(item.meeting, **fields))
    assert ("item", item.pk, "became") in journal()


def test_letter_taken_off_the_page_of_a_meeting_is_journalled(redacteur):
    letter, meeting = make_letter(), make_meeting()
    treatment = letter.treatments.create(meeting=meeting)
    fields = row("treatments", treatment, meeting=meeting.pk, letter=letter.pk, kind=treatment.kind, DELETE="on")
    redacteur.post(page_of(meeting), meeting_fields(meeting, **fields))
    assert (letter.treatments.count(), journal()) == (0, [("letter", letter.pk, "became")])


def test_office_renamed_on_the_page_of_its_ministry_is_journalled(beheerder):
    office = make_office(ministry=make_ministry())
    fields = row("offices", office, ministry=office.ministry_id, name="Nieuw", slug="nieuw")
    beheerder.post(page_of(office.ministry), {"name": "M", "slug": "m", **fields})
    assert ("office", office.pk, "became") in journal()


def test_address_of_the_published_version_is_journalled(redacteur):
    letters = [make_letter(), make_letter()]
    source = LetterSource.objects.create(letter=letters[0], url="https://a.example.nl", role="published")
    fields = {"letter": letters[1].pk, "role": "published", "url": "https://b.example.nl"}
    redacteur.post(page_of(source), fields)
    assert journal() == [("letter", letter.pk, "became") for letter in letters]


def test_autocompletion_runs_a_constant_number_of_queries(redacteur, django_assert_max_num_queries):
    address = reverse("admin:autocomplete")
    asked = {"app_label": "agenda_tracker", "model_name": "agendaitem", "field_name": "meeting"}
    make_meeting()
    redacteur.get(address, asked)
    with django_assert_max_num_queries(9) as with_one:
        redacteur.get(address, asked)
    for number in range(5):
        make_meeting(start=(datetime.date(2025, 1, 1) + datetime.timedelta(number)).isoformat())
    with django_assert_max_num_queries(9) as with_six:
        redacteur.get(address, asked)
    assert len(with_six) == len(with_one)
