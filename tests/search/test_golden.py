"""The search on forty letters and the noise around them: right answers among the first three."""

import pytest

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
