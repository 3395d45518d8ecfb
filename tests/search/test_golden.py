"""The search on forty letters and the noise around them: right answers among the first three."""

import pytest

from agenda_tracker.search.answers import answer
from agenda_tracker.search.wanted import read_words

from .golden.ask import search
from .golden.load import load
from .golden.measure import measure, read_queries

pytestmark = pytest.mark.django_db


def test_first_three_results_hold_the_right_answer(search_index, settled, record_property):
    keys = load(400)
    settled()
    search_index()
    for name in ("queries.tsv", "queries_heldout.tsv"):
        figures = measure(search, keys, read_queries(name))
        said = f"all {figures.share():.1%}, compounds {figures.compounds:.1%}, misspellings {figures.misspellings:.1%}"
        record_property("measured", f"search, first three right ({name}): {said}")
        assert figures.share() >= 0.95, figures.table()
        assert min(figures.compounds, figures.misspellings) >= 0.9, figures.table()


def test_what_is_counted_are_the_documents_that_are_ranked(search_index, settled):
    load(60)
    settled()
    search_index()
    queries = [query.text for name in ("queries.tsv", "queries_heldout.tsv") for query in read_queries(name)]
    for text in [*queries, '"de Raad" -sancties', "sancties OR drones -begroting", "-sancties", '-"de Raad" kabinet']:
        asked = answer(("position", "letter", "meeting"), {}, read_words(text), None, None)
        _best, ranked = asked.opened.best(asked.ranked, 1)
        assert asked.count == ranked, text
    assert len(queries) > 100
