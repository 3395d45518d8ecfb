"""What follows another never comes back to itself, at once or by a detour."""

import pytest
from django.core.exceptions import ValidationError

from agenda_tracker.models.chains import closes_ring
from tests.factories import make_letter, make_ministry, saved

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["replaces", "supplements"])
def test_a_letter_is_told_that_it_would_come_back_to_itself(name):
    first, second, third = make_letter(), make_letter(), make_letter()
    setattr(second, name, first)
    saved(second)
    setattr(third, name, second)
    saved(third)
    for other in (first, second, third):
        setattr(first, name, other)
        with pytest.raises(ValidationError, match="zichzelf"):
            first.full_clean()
    setattr(first, name, None)
    first.full_clean()
    third.full_clean()


def test_a_ministry_is_told_that_it_would_come_back_to_itself():
    first, second = make_ministry("Eerste"), make_ministry("Tweede")
    second.successor = first
    saved(second)
    first.successor = second
    with pytest.raises(ValidationError, match="volgt het gekozen zelf op"):
        first.full_clean()


def test_a_ring_of_others_is_no_ring_of_this_one_and_ends_the_search():
    first, second, third = make_letter(), make_letter(), make_letter()
    for one, other in ((first, second), (second, first), (third, first)):
        type(one).objects.filter(pk=one.pk).update(replaces=other)
    third.refresh_from_db()
    assert not closes_ring(third, "replaces")
    assert not closes_ring(make_letter(), "replaces")
