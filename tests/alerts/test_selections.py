"""Selections in one spelling, and which of some records are in them: the index and the database say the same."""

import pytest

from agenda_tracker.alerts.evaluate import matches_of
from agenda_tracker.alerts.happened import items_of
from agenda_tracker.alerts.selections import selection_followed, selection_of
from agenda_tracker.intake.decide import change_position
from agenda_tracker.models import Followed, FormerSlug, PublicChange
from tests.alerts.following import follow, published
from tests.factories import make_topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("listing", "data", "query"),
    [
        ("positions", {"topic": "DRONES", "sort": "oldest", "page": "2", "size": "50"}, "topic=drones"),
        ("positions", {"q": "  Drones   boven  zee ", "kind": ""}, "q=drones+boven+zee"),
        ("positions", {"q": 'drones -zee "boven land"', "utm_source": "x"}, "q=drones+%22boven+land%22+-zee"),
        ("letters", {"dossier": "kst-28676-464"}, "dossier=28+676%2C+nr.+464"),
        ("letters", {"date_from": "1-2-2024", "year": "2024"}, "date_from=2024-02-01&year=2024"),
    ],
)
def test_selection_has_one_spelling(listing, data, query):
    make_topic("Drones", slug="drones", released=True)
    found = selection_of(listing, data)
    assert (found.query, found.problems) == (query, ())
    again = selection_followed(Followed(listing=listing, query=query))
    assert (again.query, again.title.lower().split()[:3]) == (query, found.title.lower().split()[:3])


def test_number_that_can_mean_two_things_goes_on_meaning_both():
    found = selection_of("letters", {"dossier": "36 600 X"})
    again = selection_followed(Followed(listing="letters", query=found.query))
    assert again.filters.chosen["dossier"] == found.filters.chosen["dossier"]


def test_many_words_with_parts_can_be_followed():
    found = selection_of("positions", {"q": " ".join(f"F-{number}-en" for number in range(9))})
    assert selection_followed(Followed(listing="positions", query=found.query)).problems == ()


def test_index_and_database_find_the_same(search_index, settings):
    drones, vis = make_topic("Drones", slug="drones"), make_topic("Vis", slug="vis")
    ids = [published(f"Nederland wil plan {n}.", [drones if n % 2 else vis]).pk for n in range(6)]
    search_index()
    some = ids[1:5]
    for data in (
        {"topic": "drones"},
        {"q": "plan"},
        {"q": "plan -3"},
        {"kind": "aim"},
        {"topic": "vis", "kind": "view"},
    ):
        selection = selection_of("positions", data)
        assert selection.filters.answer is not None
        by_index = selection.matching("position", some)
        selection.ask_the_database()
        assert by_index == selection.matching("position", some), data
    assert selection_of("positions", {"topic": "drones"}).matching("position", some) == {ids[1], ids[3]}


def test_merged_topic_is_followed_where_it_went():
    old = make_topic("Oud", slug="oud", released=True)
    new = make_topic("Nieuw", slug="nieuw", released=True)
    one = follow({"topic": "oud"})
    FormerSlug.objects.create(kind="topic", slug="oud", object_id=new.pk)
    old.delete()
    assert selection_followed(one.followed).title == "Standpunten over Nieuw"


def test_many_followers_of_one_selection_ask_once(django_assert_max_num_queries):
    topic = make_topic("Drones", slug="drones")
    follow({"topic": "drones"})
    published(topics=[topic])
    items = items_of(PublicChange.objects.all())
    with django_assert_max_num_queries(100) as once:
        assert len(list(matches_of(items))) == 1
    for number in range(5):
        follow({"topic": "drones"}, email=f"lezer{number}@example.nl")
    with django_assert_max_num_queries(100) as often:
        assert len(list(matches_of(items))) == 1
    assert len(once) == len(often)


def test_the_same_lines_give_the_same_items_however_they_are_divided():
    position = published("Nederland steunt plan 1.")

    for number in range(2, 5):
        change_position(position, None, wording=f"Nederland steunt plan {number}.")
    lines = list(PublicChange.objects.order_by("number"))

    def told(some):
        return [(item.number, item.is_new, item.old.get("wording"), item.new.get("wording")) for item in items_of(some)]

    divided = [one for line in lines for one in told([line])]
    assert divided == told(lines)
    assert [one[2:] for one in divided if not one[1]] == [
        ("Nederland steunt plan 1.", "Nederland steunt plan 2."),
        ("Nederland steunt plan 2.", "Nederland steunt plan 3."),
        ("Nederland steunt plan 3.", "Nederland steunt plan 4."),
    ]
