"""Every list and form of the desk opens, in Dutch, with a number of queries that does not grow with the rows."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    make_footnote,
    make_formation,
    make_item,
    make_kamerstuk,
    make_letter,
    make_meeting,
    make_office,
    make_paragraph,
    make_position,
    make_reference,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db
MODELS = [model for model in apps.get_app_config("agenda_tracker").get_models() if model in admin.site._registry]
NAMES = [model._meta.model_name for model in MODELS]
WITHOUT_ADD = {"paragraph", "publicchange", "deskact"}


def make_world(copies: int) -> None:
    for number in range(copies):
        item = make_item(title=f"Punt {number}")
        letter = make_letter("draft", meeting=item.meeting)
        position = make_position(letter, item, topics=[make_topic(parent=make_topic())])
        paragraph = position.evidence.get().paragraph
        note = make_footnote(paragraph, f"Zie Kamerstuk 28 676, nr. {number + 1}.")
        make_reference(note, f"28 676, nr. {number + 1}", f"28676-{number + 1}")
        make_kamerstuk(f"31125-{number + 1}", letter=letter)
        make_office()


@pytest.mark.parametrize("name", NAMES)
def test_list_runs_a_constant_number_of_queries(redacteur, django_assert_max_num_queries, name):
    address = reverse(f"admin:agenda_tracker_{name}_changelist")
    redacteur.get(address)
    make_world(1)
    with django_assert_max_num_queries(20) as with_one:
        assert redacteur.get(address).status_code == 200
    make_world(2)
    with django_assert_max_num_queries(20) as with_three:
        assert redacteur.get(address).status_code == 200
    assert len(with_three) == len(with_one)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITHOUT_ADD])
def test_empty_form_opens(admin_client, name):
    assert admin_client.get(reverse(f"admin:agenda_tracker_{name}_add")).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_filled_form_and_its_history_open(redacteur, model):
    make_world(1)
    for record in model._default_manager.all()[:1]:
        for page in ("change", "history"):
            address = reverse(f"admin:agenda_tracker_{model._meta.model_name}_{page}", args=[record.pk])
            assert redacteur.get(address).status_code == 200, address


@pytest.mark.parametrize(
    "spelling", ["28676-1", "28 676, nr. 1", "kst-28676-1", "Kamerstukken II 2023/24, 28676, nr. 1"]
)
def test_kamerstuk_list_searches_any_spelling(redacteur, spelling):
    make_kamerstuk("28676-1")
    make_kamerstuk("28676-10")
    page = redacteur.get(reverse("admin:agenda_tracker_kamerstuk_changelist"), {"q": spelling})
    assert [paper.normal_form for paper in page.context["cl"].result_list] == ["28676-1"]


def test_front_page_is_in_the_order_of_the_work(redacteur):
    page = redacteur.get(reverse("admin:index"))
    assert [str(app["name"]) for app in page.context["app_list"]] == [
        "Brieven",
        "Vergaderingen",
        "Onderwerpen en stukken",
        "Organisaties",
        "Toezicht",
    ]
    assert [model["object_name"] for model in page.context["app_list"][0]["models"]][:3] == [
        "Letter",
        "GovernmentPosition",
        "KamerstukReference",
    ]


def test_front_page_shows_what_waits(redacteur):
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    make_position(letter, item, review="suggested")
    page = redacteur.get(reverse("admin:index")).content.decode()
    assert letter.subject in page
    assert "1 standpunt te beoordelen" in page


def test_review_screen_runs_a_constant_number_of_queries(redacteur, django_assert_max_num_queries):
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    address = reverse("admin:agenda_tracker_letter_review", args=[letter.pk])
    first = make_position(letter, item, review="suggested", topics=[make_topic()]).evidence.get().paragraph
    make_reference(make_footnote(first, "Zie 28 676, nr. 1."), "28 676, nr. 1", "28676-1")
    make_reference(first, "bondgenoten", "28676-2")
    redacteur.get(address)
    with django_assert_max_num_queries(25) as with_one:
        redacteur.get(address)
    for _number in range(4):
        position = make_position(letter, item, review="suggested", topics=[make_topic()])
        make_footnote(position.evidence.get().paragraph, "Noot.")
    make_paragraph(make_section(letter, heading="Nog een deel"))
    with django_assert_max_num_queries(25) as with_five:
        redacteur.get(address)
    assert len(with_five) == len(with_one)


def make_long_draft(count: int) -> str:
    """The review of a draft with so many positions, each on an item of its own that stood on two agendas before."""
    body = make_formation()
    meeting, *before = [make_meeting(body, f"{year}-05-20") for year in (2033, 2032, 2031)]
    letter = make_letter("draft", meeting=meeting)
    for number in range(count):
        title = f"Aanpak van {chr(97 + number % 26) * 4}stof {number}"
        for earlier in before:
            make_item(earlier, title)
        position = make_position(letter, make_item(meeting, title), review="suggested", topics=[make_topic()])
        make_reference(position.evidence.get().paragraph, "bondgenoten", f"28676-{number + 1}")
    return reverse("admin:agenda_tracker_letter_review", args=[letter.pk])


def test_review_screen_runs_as_many_queries_for_fifty_positions_as_for_five(
    redacteur, forgetting, django_assert_num_queries
):
    few, many = make_long_draft(5), make_long_draft(50)
    redacteur.get(few)
    with CaptureQueriesContext(connection) as with_five:
        page = redacteur.get(few).context
    assert (len(page["finds"]), len(page["series_suggestions"])) == (10, 5)
    with django_assert_num_queries(len(with_five)):
        page = redacteur.get(many).context
    assert (len(page["finds"]), len(page["series_suggestions"])) == (100, 50)


def test_formation_of_the_same_name_is_refused_in_words(beheerder):
    make_formation("Raad Buitenlandse Zaken")
    answer = beheerder.post(
        reverse("admin:agenda_tracker_formation_add"),
        {"organisation": "eu", "name": "raad buitenlandse zaken", "slug": "nog-een"},
    )
    assert "Deze organisatie heeft al een gremium met die naam." in answer.content.decode()
