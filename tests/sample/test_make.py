"""Invented letters are as good as entered ones: every row, every derived column, the journal, and no draft for strangers."""

import hashlib

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from agenda_tracker.models import (
    Evidence,
    GovernmentPosition,
    JournalHead,
    KamerstukReference,
    Letter,
    MinisterialMeeting,
    Paragraph,
    PublicChange,
)
from agenda_tracker.models.fields import fold
from agenda_tracker.models.journalled import KINDS, _is_public, _was_public
from agenda_tracker.sample.letters import NOTE
from agenda_tracker.sample.make import AlreadyThere, make
from tests.basis import put_basis

pytestmark = pytest.mark.django_db

# Of what twelve letters say; the same on both databases. Word lists or rows altered on purpose: put the new one here.
DIGEST = "18ce2a1569841c59"


@pytest.fixture
def basis(db):
    put_basis()


@pytest.fixture
def sample(basis):
    return make(12, seed=7)


def own_rows(sample):
    """The models filled, each with the keys of its rows."""
    return [(table.model, table.first) for table in sample.tables if table.written]


def test_as_many_as_asked_in_the_usual_proportions(basis):
    rows = make(200, seed=1)
    assert rows.letters.written == 200
    assert [round(count / 200) for count in (rows.items.written, rows.positions.written, rows.references.written)] == [
        10,
        20,
        30,
    ]
    assert set(Letter.objects.filter(text_note=NOTE).values_list("status", flat=True)) == set(Letter.Status)
    reviews = set(GovernmentPosition.objects.filter(letter__text_note=NOTE).values_list("review", flat=True))
    assert reviews == set(GovernmentPosition.Review)
    found = set(KamerstukReference.objects.filter(letter__text_note=NOTE).values_list("status", flat=True))
    assert found == set(KamerstukReference.Status)


def test_saving_a_row_through_its_model_changes_nothing(sample):
    """Folded keys and all other derived columns are what the models themselves would have stored."""
    for model, first in own_rows(sample):
        rows = model._base_manager.filter(pk__gte=first).order_by("pk")
        before = list(rows.values())
        for record in rows:
            record.clean_fields(exclude=["letter"] if model is PublicChange else None)
            record.clean()
            record.skip_history_when_saving = True
            record.save()
        assert list(rows.values()) == before, model


def test_quotes_and_references_are_literally_there(sample):
    quotes = Evidence.objects.filter(position__letter__text_note=NOTE)
    by_position = {}
    for quote in quotes.select_related("paragraph").order_by("position", "paragraph__order", "start"):
        assert 0 <= quote.start < quote.end <= len(quote.paragraph.text)
        by_position.setdefault(quote.position_id, []).append(quote.quote)
    positions = GovernmentPosition.objects.filter(letter__text_note=NOTE)
    assert {one.pk: one.quotes_key for one in positions} == {
        pk: fold(" ".join(said)) for pk, said in by_position.items()
    }
    for found in KamerstukReference.objects.filter(letter__text_note=NOTE).select_related("paragraph", "footnote"):
        place = found.paragraph or found.footnote
        assert place.text[found.start : found.end] == found.as_written
        if found.kamerstuk:
            assert found.normal_form == found.kamerstuk.normal_form == found.kamerstuk.reference.normal


def test_constraints_hold(sample):
    connection.check_constraints()


def test_the_journal_tells_exactly_what_is_public(sample):
    every = {kind: set(KINDS[kind]._base_manager.values_list("pk", flat=True)) for kind in KINDS}
    assert {kind: _was_public(kind, ids) for kind, ids in every.items()} == {
        kind: _is_public(kind, ids) for kind, ids in every.items()
    }
    numbers = list(PublicChange.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, JournalHead.objects.get().number + 1))


def test_moments_in_the_journal_rise(basis):
    before = PublicChange.objects.count()
    make(12, seed=7)
    moments = list(PublicChange.objects.order_by("number").values_list("at", flat=True))
    assert 0 < before < len(moments)
    assert moments == sorted(moments)


def said():
    """What a sample says, without the keys, which depend on what was there before."""
    rows = Letter.objects.filter(text_note=NOTE).order_by("slug")
    lines = [str(row) for row in rows.values_list("slug", "kind", "subject", "date", "status", "first_published_at")]
    for model, names in (
        (Paragraph, ("letter__slug", "section__heading", "section__agenda_item__title", "number", "text")),
        (GovernmentPosition, ("letter__slug", "wording", "wording_key", "quotes_key", "kind", "stance", "due_date")),
        (KamerstukReference, ("letter__slug", "start", "end", "as_written", "normal_form", "kamerstuk__sort_key")),
    ):
        found = model._base_manager.filter(letter__text_note=NOTE).order_by("letter__slug", "pk")
        lines += map(str, found.values_list(*names))
    meetings = MinisterialMeeting.objects.filter(letters__text_note=NOTE).order_by("slug").distinct()
    lines += map(str, meetings.values_list("slug", "formation__slug", "place_key", "released"))
    journal = PublicChange.objects.filter(letter__text_note=NOTE).order_by("number")
    return lines + [str(row) for row in journal.values_list("kind", "change", "letter__slug", "at")]


def test_the_same_seed_says_the_same_on_every_database(sample):
    assert hashlib.sha256("\n".join(said()).encode()).hexdigest()[:16] == DIGEST


def test_the_same_seed_makes_the_same_rows(basis):
    def made():
        with transaction.atomic():
            rows = make(8, seed=3)
            found = [list(model._base_manager.filter(pk__gte=first).values()) for model, first in own_rows(rows)]
            transaction.set_rollback(True)
        return found

    once = made()
    assert made() == once


def test_another_seed_says_something_else(basis):
    def made(seed):
        with transaction.atomic():
            make(3, seed)
            found = said()
            transaction.set_rollback(True)
        return found

    assert made(1) != made(2)


def test_a_stranger_sees_the_published_ones_only(client, sample, search_index):
    search_index()
    letters = Letter.objects.filter(text_note=NOTE)
    answers = {letter.status: client.get(letter.get_absolute_url()).status_code for letter in letters}
    expected = {"draft": 404, "published": 200, "withdrawn": 410}
    assert answers == {status: expected[status] for status in answers}
    for address in ("/", "/standpunten/", "/brieven/", "/vergaderingen/", "/kamerstukken/", "/zoeken/?q=nederland"):
        assert client.get(address).status_code == 200
    position = GovernmentPosition.objects.public().filter(letter__text_note=NOTE).first()
    assert client.get(position.get_absolute_url()).status_code == 200


def test_new_records_get_free_numbers_afterwards(sample):
    from tests.factories import make_letter

    assert make_letter().pk > max(Letter.objects.filter(text_note=NOTE).values_list("pk", flat=True))


def test_a_second_sample_is_refused(sample):
    with pytest.raises(AlreadyThere):
        make(1, seed=8)
    with pytest.raises(CommandError, match="Er staan al verzonnen brieven"):
        call_command("make_sample_data", letters=1)


def test_the_command_says_what_it_made(basis, capsys):
    call_command("make_sample_data", letters=3)
    out, err = capsys.readouterr()
    assert "3 brieven" in out
    assert "standpunten per seconde" in out
    assert err.endswith("3 brieven\n")


def test_never_by_accident_on_a_site_in_use(basis, settings):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="zouden voor iedereen zichtbaar zijn"):
        call_command("make_sample_data", letters=3)
    assert not Letter.objects.filter(text_note=NOTE).exists()
    call_command("make_sample_data", letters=3, this_is_a_measuring_site=True)
    assert Letter.objects.filter(text_note=NOTE).count() == 3


def test_without_reference_data_it_says_what_to_do_first(db):
    with pytest.raises(CommandError, match="voer eerst load_fixtures uit"):
        call_command("make_sample_data", letters=3)


@pytest.mark.parametrize("letters", [0, -5])
def test_no_letters_is_no_sample(basis, letters):
    with pytest.raises(CommandError, match="1 of meer"):
        call_command("make_sample_data", letters=letters)
