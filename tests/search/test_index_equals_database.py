"""Over random selections the index gives what the FilterSets give on the database: rows, order, totals, facet counts.

Twenty-five selections in every run; five hundred with AGENDAVOLGER_DRILLS=full. AGENDAVOLGER_DRILLS_SEED gives other ones.
"""

import os

import pytest
from django.http import QueryDict

from agenda_tracker.models import GovernmentPosition
from agenda_tracker.search import PositionFilter
from agenda_tracker.search.lines import packed, position_lines
from tests.run import FULL

from .random_world import World

pytestmark = pytest.mark.django_db

SEED = int(os.environ.get("AGENDAVOLGER_DRILLS_SEED", "20"))
SELECTIONS = 500 if FULL else 25


def by_database(world, filter_class, query):
    """Rows, total, and for every choice of every facet how many rows it gives: one query each."""
    selection = world.form_of(filter_class, query)
    assert selection.problems == []
    return selection.selection


def test_random_selections_are_equal(search_index, settled):
    world = World(SEED)
    settled()
    search_index()
    compare_lines(world)
    for _number in range(SELECTIONS):
        filter_class, query = world.selection()
        compare(world, filter_class, query)


def compare(world, filter_class, query, facets=True):
    said = f"{filter_class.__name__} {query}"
    selection = world.form_of(filter_class, f"{query}&size=100")
    expected = list(by_database(world, filter_class, query).values_list("pk", flat=True))
    page = selection.cut()
    assert selection.answer is not None, said
    assert ([row.pk for row in page.rows], page.count) == (expected[:100], len(expected)), said
    if facets:
        assert shown(selection) == counted(world, filter_class, query, selection), said


def compare_lines(world):
    """What lists print of each public position is in the index as the database would tell it."""
    selection = world.form_of(PositionFilter, "")
    lines = {}
    for number in range(1, -(-selection.answer.count // 100) + 1):
        lines |= selection.answer.page_with_lines((number - 1) * 100, 100, "newest")[1]
    told = position_lines(GovernmentPosition.objects.public().values_list("pk", flat=True))
    assert lines.keys() == told.keys()
    assert [packed(lines[pk]) for pk in sorted(lines)] == [packed(told[pk]) for pk in sorted(told)]


def shown(selection):
    return {
        facet.name: {option.slug: count for option, count in facet.counted if count} for facet in selection.refinements
    }


def counted(world, filter_class, query, selection):
    """The same facets, each choice asked of the database."""
    found = {}
    for name in ("topic", "kind", "stance", "organisation", "formation", "ministry", "letter_kind", "year"):
        slugs = ["2022", "2023", "2024"] if name == "year" else list(selection.form.fields[name].options)
        counts = {slug: by_database(world, filter_class, put(query, name, slug)).count() for slug in slugs}
        kept = {slug: count for slug, count in counts.items() if count}
        if kept or name in QueryDict(query):
            found[name] = kept
    return found


def put(query, name, slug):
    data = QueryDict(query, mutable=True)
    data[name] = slug
    return data.urlencode()
