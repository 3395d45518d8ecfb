"""A repair that could be wrong is not made: what is doubtful stays as it is, and stays told."""

import pytest
from django.db import connection

from agenda_tracker.intake.citing import target_of
from agenda_tracker.intake.correct import correct_paragraph
from agenda_tracker.intake.history import remember
from agenda_tracker.models import Evidence, KamerstukReference, journalled

from .test_check_integrity import Planting, found, tried
from .world import World, plant

pytestmark = pytest.mark.django_db


def twice(world) -> tuple[KamerstukReference, KamerstukReference]:
    """The first paragraph of the draft says the words of one paper twice, and both are on record."""
    paragraph = world.draft.paragraphs.last()
    words = "Kamerstuk 21 501-08, nr. 203"
    correct_paragraph(paragraph, f"{paragraph.text} Zie {words} en ook {words}.", world.clerk)
    first, second = paragraph.references.filter(as_written=words).order_by("start")
    return first, second


def altered(record, **values) -> None:
    """As by a program that writes a line of its own in the history."""
    plant(record, told=False, **values)
    remember(type(record)._base_manager.filter(pk=record.pk), "Los gewijzigd", None)


def shifted_and_twice(world):
    """Its words stand there twice, but one place is taken."""
    first, _second = twice(world)
    altered(first, start=first.start + 3, end=first.end + 3)
    return "reference-text", first, True


def shifted_between_two(world):
    """Nothing tells which of two free places was its own."""
    first, second = twice(world)
    second.delete()
    altered(first, start=first.start + 3, end=first.end + 3)
    return "reference-text", first, False


def first_words_altered(world):
    first, _second = twice(world)
    text = first.paragraph.text
    altered(first.paragraph, text=f"{text[: first.start]}Kamerstuk 21 501-08 nummer x{text[first.end :]}")
    return "reference-text", first, False


def on_one_place(world):
    first, second = twice(world)
    altered(second, start=first.start, end=first.end)
    return "reference-double", second, False


def quotes_lost(world):
    """With their history, so that only the words it is found by are left of them."""
    quotes = Evidence.objects.filter(position=world.position)
    Evidence.history.filter(id__in=quotes.values("pk")).delete()
    quotes._raw_delete(connection.alias)
    return "quotes-lost", world.position, False


def other_quote(world):
    quote = world.position.evidence.first()
    plant(quote, told=False, start=quote.start + 5, end=quote.end + 5)
    return "quotes-lost", world.position, False, [("history-differs", quote)]


def own_number_lost(world):
    """What nobody cites is public by its letter alone."""
    paper, _dossier = target_of("21501-08-987")
    with journalled(paper):
        paper.letter = world.letter
        paper.save()
    plant(paper, told=False, letter=None)
    return "history-differs", paper, False, [("public-kamerstuk", paper)]


DOUBTFUL: list[Planting] = [
    shifted_and_twice, shifted_between_two, first_words_altered, on_one_place,
    quotes_lost, other_quote, own_number_lost,
]  # fmt: skip


def test_only_what_is_certain_is_repaired():
    world = World()
    assert found() == []
    wrong = {planting.__name__: tried(world, planting) for planting in DOUBTFUL}
    assert {name: said for name, said in wrong.items() if said} == {}
