"""Topics of earlier items: only where the title names a subject, and only what held for the item as a whole."""

import pytest

from agenda_tracker.intake.titles import names_a_subject
from agenda_tracker.intake.topics import TopicSuggester
from tests.factories import make_formation, make_item, make_meeting, make_position, make_topic

pytestmark = pytest.mark.django_db
SAID = "Nederland zal hiervoor aandacht vragen."


@pytest.fixture
def body():
    return make_formation("Milieuraad")


def earlier(body, title, *positions, start="2031-03-10", own=()):
    """An item of an earlier meeting, with a confirmed position for each list of topics."""
    item = make_item(make_meeting(body, start=start), title)
    item.topics.set(own)
    for topics in positions:
        make_position(item=item, topics=topics)
    return item


def suggested(body, title, text=SAID):
    item = make_item(make_meeting(body, start="2032-05-26"), title)
    return TopicSuggester().suggest(text, title, item=item)


def test_an_item_that_returns_brings_its_topic(body):
    soil = make_topic("Bodem")
    earlier(body, "Monitoring van akkers", [soil])
    assert suggested(body, "Monitoring van akkers") == [soil]


@pytest.mark.parametrize(
    "title",
    ["Diversen", "Overig", "Overige punten", "Actualiteiten", "Werklunch", "Lunch", "Werksessie II", "Sessie 3", "Algemeen",
     "2e werksessie", "Lopende zaken", "Bilaterale gesprekken", "En marge", "Werkprogramma van het voorzitterschap",
     "Plenaire sessie", "Moties en toezeggingen", "Voorbereiding Europese Raad 24 en 25 maart", "Slotsessie", "Rondvraag"],
)  # fmt: skip
def test_a_title_that_names_no_subject_brings_nothing(body, title):
    earlier(body, title, [make_topic("Bodem")])
    assert not names_a_subject(title)
    assert suggested(body, title) == []


@pytest.mark.parametrize(
    "title",
    ["Werksessie II: Oekraïne", "Diversen: postbezorging", "Lunchdiscussie migratie", "AI", "Voorbereiding VN-klimaattop",
     "Toezegging garnalenvisserij", "5G-netwerken", "Europees Semester 2033"],
)  # fmt: skip
def test_a_title_with_a_subject_names_it(title):
    assert names_a_subject(title)


def test_a_topic_of_one_position_among_several_is_not_the_items(body):
    soil, trade, energy = (make_topic(name) for name in ("Bodem", "Ruil", "Stroom"))
    earlier(body, "Monitoring van akkers", [soil, trade], [soil], [soil, energy])
    assert suggested(body, "Monitoring van akkers") == [soil]


def test_topics_that_change_from_meeting_to_meeting_are_left_out(body):
    soil, trade = make_topic("Bodem"), make_topic("Ruil")
    earlier(body, "Blik op het voorjaar", [soil])
    earlier(body, "Blik op het voorjaar", [trade], start="2031-06-10")
    assert suggested(body, "Blik op het voorjaar") == []


def test_what_the_item_itself_was_given_counts_for_the_whole(body):
    soil, trade = make_topic("Bodem"), make_topic("Ruil")
    earlier(body, "Monitoring van akkers", [trade], [], own=[soil])
    assert suggested(body, "Monitoring van akkers") == [soil, trade]


def test_the_same_title_in_another_body_is_another_matter(body):
    earlier(make_formation("Ecofinraad"), "Vereenvoudiging", [make_topic("Boekhouding")])
    assert suggested(body, "Vereenvoudiging") == []


def test_words_of_the_text_count_whatever_the_title(body):
    soil = make_topic("Bodem", keywords="akkers")
    assert suggested(body, "Diversen", "Nederland vraagt aandacht voor akkers.") == [soil]
