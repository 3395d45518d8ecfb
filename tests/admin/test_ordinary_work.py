"""Lists narrowed and searched, choices that can be searched, copies to go on with, and the way to the site and back."""

import datetime
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin
from django.test import RequestFactory
from django.urls import reverse

from agenda_tracker.models import (
    AgendaItem,
    DeskAct,
    Formation,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    MinisterialMeeting,
    Ministry,
    OfficeHolder,
    PublicChange,
    Topic,
)
from tests import factories as make

pytestmark = pytest.mark.django_db
MODELS = [model for model in apps.get_app_config("agenda_tracker").get_models() if model in admin.site._registry]


def listed(client: Any, name: str, **asked: str) -> list[str]:
    page = client.get(reverse(f"admin:agenda_tracker_{name}_changelist"), asked)
    assert page.status_code == 200
    return sorted(str(row) for row in page.context["cl"].result_list)


@pytest.fixture
def world(db):
    """A letter with a number, a position with a topic that cites a paper; and a bare draft without anything."""
    body = make.make_formation("Raad Buitenlandse Zaken")
    meeting = make.make_meeting(body)
    letter = make.make_letter(meeting=meeting, subject="Genummerd")
    make.make_signatory(letter, make.make_office("Minister van Defensie", make.make_ministry("Defensie")))
    make.make_kamerstuk("28676-470", letter=letter)
    item = make.make_item(meeting, "Oekraïne")
    text = "Nederland steunt dit, zie 31 125, nr. 9."
    make.make_position(letter, item, text, [make.make_topic("Steun")], wording="Met thema")
    make.make_reference(letter.paragraphs.get(), "31 125, nr. 9", "31125-9")
    draft = make.make_letter("draft", subject="Kaal", date="2023-05-01")
    later = make.make_meeting(body, "2023-06-01")
    make.make_position(
        draft, make.make_item(later, "Georgië"), "Nederland is tegen.", review="suggested", wording="Kaal standpunt"
    )


FILTERED = [
    ("letter", {"genummerd": "nee"}, ["Kaal"]),
    ("letter", {"genummerd": "ja"}, ["Genummerd"]),
    ("letter", {"besloten": "ja"}, ["Kaal"]),
    ("letter", {"gekoppeld": "nee"}, ["Kaal"]),
    ("letter", {"jaar": "2023"}, ["Kaal"]),
    ("letter", {"jaar": "x"}, ["Genummerd", "Kaal"]),
    ("governmentposition", {"thema": "nee"}, ["Kaal standpunt"]),
    ("governmentposition", {"review__exact": "suggested"}, ["Kaal standpunt"]),
    ("governmentposition", {"jaar": "2024"}, ["Met thema"]),
    ("ministerialmeeting", {"agenda": "nee"}, ["Raad Buitenlandse Zaken, 1 juni 2023, Brussel"]),
    ("ministerialmeeting", {"jaar": "2024"}, ["Raad Buitenlandse Zaken, 17 oktober 2024, Brussel"]),
    ("agendaitem", {"jaar": "2023"}, ["Georgië"]),
    ("kamerstuk", {"aangehaald": "ja"}, ["31 125, nr. 9"]),
    ("topic", {"gebruikt": "ja"}, ["Steun"]),
]


@pytest.mark.parametrize(("name", "asked", "found"), FILTERED)
def test_filter_narrows_a_list(redacteur, world, name, asked, found):
    assert listed(redacteur, name, **asked) == found


def test_letters_of_a_ministry(redacteur, world):
    make.make_signatory(Letter.objects.get(subject="Kaal"), make.make_office("Minister van Financiën"))
    ministry = Ministry.objects.get(name="Defensie").pk
    assert listed(redacteur, "letter", signatories__office__ministry__id__exact=str(ministry)) == ["Genummerd"]


@pytest.mark.parametrize("model", MODELS)
def test_every_list_has_filters_and_counts_them(redacteur, world, model):
    model_admin = admin.site._registry[model]
    assert model_admin.list_filter
    address = reverse(f"admin:agenda_tracker_{model._meta.model_name}_changelist")
    assert redacteur.get(address, {"_facets": "True"}).status_code == 200


SEARCHED = [
    ("letter", "kst-28676-470", ["Genummerd"]),
    ("letter", "28 676", ["Genummerd"]),
    ("governmentposition", "28.676 nr 470", ["Met thema"]),
    ("governmentposition", "31125-9", ["Met thema"]),
    ("governmentposition", "31 125, nr. 10", []),
    ("kamerstukreference", "Kamerstukken II 2023/24, 31125, nr. 9", ["31 125, nr. 9"]),
    ("kamerstukreference", "31 125", ["31 125, nr. 9"]),
    ("ministerialmeeting", "28676-470", ["Raad Buitenlandse Zaken, 17 oktober 2024, Brussel"]),
    ("agendaitem", "28676-470", ["Oekraïne"]),
    ("section", "28676-470", ["Oekraïne"]),
    ("paragraph", "31125-9", ["alinea 1"]),
    ("dossier", "28676-470", ["28 676"]),
    ("letter", "kaal", ["Kaal"]),
]


@pytest.mark.parametrize(("name", "typed", "found"), SEARCHED)
def test_number_in_any_spelling_finds(redacteur, world, name, typed, found):
    assert listed(redacteur, name, q=typed) == found


def test_citation_with_two_meanings_is_found_by_both(redacteur):
    paragraph = make.make_paragraph(make.make_section(make.make_letter("draft")), "Zie 36600-A.")
    reference = make.make_reference(paragraph, "36600-A", status="ambiguous")
    type(reference).objects.update(normal_form="36600-A;dossier/36600-A")
    assert listed(redacteur, "kamerstukreference", q="36600, A") == ["36600-A"]


def choices_of(form: Any) -> dict[str, Any]:
    fields = {name: field for name, field in form.base_fields.items() if isinstance(field, forms.ModelChoiceField)}
    return {name: getattr(field.widget, "widget", field.widget) for name, field in fields.items()}


@pytest.mark.parametrize("model", [model for model in MODELS if model not in (PublicChange, DeskAct)])
def test_every_choice_of_a_record_can_be_searched(admin_user, model):
    request = RequestFactory().get("/")
    request.user = admin_user
    model_admin = admin.site._registry[model]
    formsets = [inline.get_formset(request).form for inline in model_admin.get_inline_instances(request)]
    widgets: dict[str, Any] = {}
    for form in [model_admin.get_form(request), *formsets]:
        widgets |= choices_of(form)
    plain = {name for name, widget in widgets.items() if not isinstance(widget, AutocompleteMixin)}
    assert plain - {"after"} == set()  # `after` offers the paragraphs of one part only


def form_data(client: Any, address: str) -> dict[str, Any]:
    """What a browser would send for the form as it stands."""
    page = client.get(address)
    form = page.context["adminform"].form
    sets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    data: dict[str, Any] = {}
    for one in [form, *(part for formset in sets for part in [formset.management_form, *formset.forms])]:
        for bound in one:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = "on" if value is True else value
    return data


def copy(client: Any, record: Any, **changed: Any) -> Any:
    address = reverse(f"admin:agenda_tracker_{record._meta.model_name}_change", args=[record.pk])
    answer = client.post(address, {**form_data(client, address), **changed, "_saveasnew": "1"})
    assert answer.status_code == 302, answer.context["errors"]
    return type(record)._default_manager.exclude(pk=record.pk).latest("pk")


def test_meeting_is_copied_with_its_agenda_but_without_letters(redacteur):
    meeting = make.make_meeting(make.make_formation("Raad", slug="raad"), released=True, slug="eerste")
    make.make_item(meeting, "Oekraïne")
    make.make_letter(meeting=meeting)
    made = copy(redacteur, meeting, start_date="2025-01-20", end_date="2025-01-20")
    assert (made.slug, made.released, made.start_date) == ("2025-01-20-raad", False, datetime.date(2025, 1, 20))
    assert [item.title for item in made.items.all()] == ["Oekraïne"]
    assert made.treatments.count() == 0
    assert MinisterialMeeting.objects.get(pk=meeting.pk).slug == "eerste"


def test_form_of_a_meeting_without_its_date_is_shown_again(redacteur):
    meeting = make.make_meeting()
    address = reverse("admin:agenda_tracker_ministerialmeeting_change", args=[meeting.pk])
    answer = redacteur.post(address, {**form_data(redacteur, address), "start_date": "", "_save": "1"})
    assert answer.context["adminform"].form.errors == {"start_date": ["Dit veld is verplicht."]}
    assert '<a href="#id_start_date">Begint op</a>: Dit veld is verplicht.' in answer.content.decode()


def test_item_is_copied_to_the_end_of_the_agenda(redacteur):
    item = make.make_item(title="Oekraïne")
    make.make_item(item.meeting, "Diversen")
    assert copy(redacteur, item).order == 3
    assert AgendaItem.objects.count() == 3


def test_copy_of_a_position_is_not_reviewed(redacteur):
    position = make.make_position(make.make_letter("draft"), make.make_item(), "Nederland steunt dit.")
    made = copy(redacteur, position, wording="Anders gezegd")
    assert (made.review, made.reviewed_by, made.wording) == ("suggested", None, "Anders gezegd")
    assert [evidence.quote for evidence in made.evidence.all()] == ["Nederland steunt dit."]
    assert GovernmentPosition.objects.get(pk=position.pk).review == "confirmed"


def test_copies_of_topic_and_body_get_an_own_address(chief):
    topic = make.make_topic("Drones", slug="drones")
    made = copy(chief, topic, name="Drones boven zee")
    assert (made.slug, made.released) == ("drones-boven-zee", False)
    body = make.make_formation("Raad", abbreviation="R", slug="eu-r")
    assert copy(chief, body, name="Andere raad").slug == "eu-r-2"
    assert (Topic.objects.count(), Formation.objects.count()) == (2, 2)


def test_office_holder_is_copied_for_the_next_one(chief):
    office = make.make_office()
    holder = make.saved(OfficeHolder(office=office, name="A. de Vries", start_date=datetime.date(2024, 7, 2)))
    made = copy(chief, holder, name="B. de Boer", start_date="2025-06-03")
    assert (made.office, made.name) == (office, "B. de Boer")


@pytest.fixture
def pages(world):
    """Public pages and the form that each leads a clerk to."""
    position = GovernmentPosition.objects.public().get()
    records = [
        position,
        position.letter,
        position.agenda_item.meeting,
        position.topics.get(),
        Kamerstuk.objects.get(normal_form="31125-9"),
        make.make_dossier("28676"),
    ]
    return {one.get_absolute_url(): reverse(admin_name(one), args=[one.pk]) for one in records}


def admin_name(record: Any) -> str:
    return f"admin:agenda_tracker_{record._meta.model_name}_change"


def test_public_pages_lead_a_clerk_to_the_form_and_back(chief, pages):
    for page, form in pages.items():
        assert f'<a href="{form}">Bewerken</a>' in chief.get(page).content.decode(), page
        assert chief.get(form).context["has_absolute_url"], form


def test_who_may_not_change_sees_no_way_to_the_form(client, django_user_model, pages):
    client.force_login(django_user_model.objects.create_user("lezer"))
    for page in pages:
        assert "Bewerken" not in client.get(page).content.decode()


def test_strangers_page_is_made_without_a_look_at_the_session(client, pages):
    """Not one byte, header or query more than without the link."""
    for page in pages:
        with_link = client.get(page)
        assert b"Bewerken" not in with_link.content
        assert (with_link["Vary"], client.cookies) == ("Cookie", {})  # caches tell visitors from clerks
        assert not with_link.wsgi_request.session.accessed
