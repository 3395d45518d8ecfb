"""Pages by the index: all of them together are the whole list, whichever end each is counted from."""

import pytest
from django.http import QueryDict

from agenda_tracker.models import GovernmentPosition
from agenda_tracker.search import PositionFilter
from agenda_tracker.search.index import MOST_KNOWN, Opened
from tests import factories as make

pytestmark = pytest.mark.django_db


def selection(query):
    return PositionFilter(QueryDict(query), GovernmentPosition.objects.public())


@pytest.fixture
def many(search_index):
    """Thirty-four positions in four years, on days and meetings that they share."""
    for number in range(17):
        meeting = make.make_meeting(start=f"{2021 + number % 4}-{number % 5 + 1:02}-01")
        item, letter = make.make_item(meeting), make.make_letter(meeting=meeting)
        make.make_position(letter, item)
        make.make_position(letter, item, order=2)
    search_index()


@pytest.mark.parametrize("deep", [-1, 5, 10, 2_000])
@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_the_pages_together_are_the_list(many, monkeypatch, sort, deep):
    monkeypatch.setattr("agenda_tracker.search.ranking.DEEP", deep)
    whole = list(selection(f"sort={sort}").selection)
    pages = [selection(f"sort={sort}&size=10&page={number}") for number in (1, 2, 3, 4)]
    assert [row for one in pages for row in one.cut().rows] == whole
    assert all(one.answer is not None for one in pages)
    assert [len(one.cut().rows) for one in pages] == [10, 10, 10, 4]


def test_the_facets_of_all_pages_are_counted_once(many, monkeypatch):
    counted = []
    monkeypatch.setattr(
        "agenda_tracker.search.counting._counted",
        lambda opened, asker, asked, names, query: counted.append(names) or {},
    )
    for query in ("year=2024", "year=2024&page=2&size=10", "year=2024&sort=oldest", "year=2023"):
        assert selection(query).refinements is not None
    # Those of 2024 without its year, the years themselves, and those of 2023; the years are the same for both.
    assert [names == ["year"] for names in counted] == [False, True, False]


@pytest.mark.parametrize(("often", "is_named"), [(0, True), (1_000, False)])
def test_facets_of_a_phrase_are_the_same_when_what_it_found_is_named(search_index, monkeypatch, often, is_named):
    monkeypatch.setattr("agenda_tracker.search.asking.OFTEN", often)
    topic = make.make_topic("Drones")
    texts = [f"Nederland steunt de drones, deel {number}." for number in range(3)]
    for text in [*texts, "De drones steunt Nederland niet."]:
        make.make_position(text=text, topics=[topic])
    search_index()
    one = selection('q="steunt de drones"')
    assert {row.wording for row in one.cut().rows} == set(texts)
    assert (("which", one.answer.asked.key()) in one.answer.opened.known) is is_named
    counts = {facet.name: [(option.name, count) for option, count in facet.counted] for facet in one.refinements}
    assert counts["topic"] == [("Drones", 3)]


def test_a_state_keeps_the_last_answers_only():
    opened = Opened(None, None, None, 0)
    for number in range(2 * MOST_KNOWN):
        assert opened.once(number, lambda: "new") == "new"
        assert len(opened.known) <= MOST_KNOWN
    assert opened.once(2 * MOST_KNOWN - 1, lambda: "newer") == "new"
    assert opened.once(0, lambda: "newer") == "newer"
