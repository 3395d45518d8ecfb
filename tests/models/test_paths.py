"""Paths made from patterns are those that Django makes."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from agenda_tracker.models.paths import path_to

PAGES = [
    ("home", ()),
    ("position", (12,)),
    ("letter", ("brief-over-100",)),
    ("item", ("2024-10-17-navo-dmm", 7)),
    ("kamerstuk", ("dossier/36600-X",)),
    ("kamerstuk", ("28676-188b",)),
    ("meeting-ics", ("2024-10-17-navo-dmm",)),
]


@pytest.mark.parametrize(("name", "parts"), PAGES)
def test_path_is_that_of_django(name, parts):
    assert path_to(name, *parts) == reverse(name, args=parts)


def test_path_of_a_site_below_another_address():
    set_script_prefix("/agenda/")
    try:
        assert path_to("position", 12) == reverse("position", args=[12]) == "/agenda/standpunten/12/"
    finally:
        set_script_prefix("/")


def test_page_that_is_none_is_an_error():
    with pytest.raises(NoReverseMatch):
        path_to("nergens")
