"""What is worked out once for each head of the journal."""

import pytest
from django.db import transaction

from agenda_tracker.models import journalled, read_head, reading_at
from agenda_tracker.search.counting import ByMeeting
from agenda_tracker.search.kept import KeptRows, KeptSelections, once_per_head
from agenda_tracker.search.through_time import bodies_at
from agenda_tracker.search.tree import public_tree
from tests import factories as make


@pytest.fixture
def counted():
    """A function that counts how often it is worked out; None as long as it cannot tell."""
    asked = []

    @once_per_head
    def work(name="all"):
        asked.append(name)
        return None if name == "unknown" else len(asked)

    work.asked = asked
    return work


def change():
    with journalled(make.make_position().letter):
        pass


@pytest.mark.django_db(transaction=True)
def test_worked_out_again_after_each_change_only(counted):
    change()
    assert [counted(), counted()] == [1, 1]
    change()
    assert [counted(), counted()] == [2, 2]


@pytest.mark.django_db(transaction=True)
def test_another_question_is_worked_out_for_itself(counted):
    change()
    assert [counted("a"), counted("b"), counted("b")] == [1, 2, 2]


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_told_is_tried_again(counted):
    change()
    assert [counted("unknown"), counted("unknown")] == [None, None]
    assert counted.asked == ["unknown", "unknown"]


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_transaction_is_kept(counted):
    change()
    with transaction.atomic():
        assert [counted(), counted()] == [1, 2]
    assert counted() == 3


@pytest.mark.django_db(transaction=True)
def test_site_that_was_never_public_keeps_nothing(counted):
    assert [counted(), counted()] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_head_that_was_read_before_the_rows_counts(counted, django_assert_num_queries):
    from agenda_tracker.models import read_head

    change()
    with reading_at(read_head()), django_assert_num_queries(0):
        assert [counted(), counted()] == [1, 1]


@pytest.fixture
def fetched():
    """What was fetched, in the order of asking."""
    return []


@pytest.fixture
def rows(fetched):
    def fetch(ids):
        fetched.extend(ids)
        return {pk: f"row {pk}" for pk in ids if pk != 13}

    return KeptRows(fetch, most=3)


@pytest.mark.django_db(transaction=True)
def test_rows_are_fetched_once_for_a_head(rows, fetched):
    change()
    assert rows([1, 2]) == {1: "row 1", 2: "row 2"}
    assert list(rows([3, 2]).items()) == [(3, "row 3"), (2, "row 2")]
    assert fetched == [1, 2, 3]
    change()
    assert rows([1]) == {1: "row 1"}
    assert fetched == [1, 2, 3, 1]


@pytest.mark.django_db(transaction=True)
def test_the_oldest_rows_go_first_and_what_is_not_public_is_asked_again(rows, fetched):
    change()
    assert rows([1, 2, 3, 4]) == {pk: f"row {pk}" for pk in (1, 2, 3, 4)}
    assert rows([13]) == {}
    assert rows([2, 1, 13]) == {2: "row 2", 1: "row 1"}
    assert fetched == [1, 2, 3, 4, 13, 1, 13]


@pytest.mark.django_db(transaction=True)
def test_rows_read_inside_a_transaction_are_not_kept(rows, fetched):
    change()
    with transaction.atomic():
        rows([1])
    rows([1])
    assert fetched == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_selections_are_worked_out_once_until_a_change_and_the_oldest_go_first():
    kept, asked = KeptSelections(2), []

    def selection(name):
        return kept(name, lambda: asked.append(name) or len(asked))

    change()
    assert [selection(name) for name in "aabb"] == [1, 1, 2, 2]
    assert [selection(name) for name in "cba"] == [3, 2, 4]
    change()
    assert [selection("b"), selection("b")] == [5, 5]
    with transaction.atomic():
        assert [selection("b"), selection("b")] == [6, 7]


@pytest.mark.django_db(transaction=True)
def test_a_row_that_another_thread_drops_meanwhile_is_shown_all_the_same(fetched):
    def fetch(ids):
        fetched.extend(ids)
        if ids == [2]:
            rows([3])
        return {pk: f"row {pk}" for pk in ids}

    rows = KeptRows(fetch, most=1)
    change()
    rows([1])
    assert rows([1, 2]) == {1: "row 1", 2: "row 2"}
    assert fetched == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_a_meeting_that_was_made_since_has_its_body():
    """The index may be further than the answer, which was begun before."""
    change()
    with reading_at(read_head()):
        first = make.make_meeting()
        assert set(bodies_at(ByMeeting([], [], []))) >= {first.pk}
        later = make.make_meeting(start="2026-06-01")
        assert bodies_at(ByMeeting([1], [later.pk], [1]))[later.pk].name == later.formation.name


@pytest.mark.django_db
def test_a_shared_tree_can_be_read_by_two_at_once():
    """Each may find that what lies below a topic was not looked at yet."""
    top = make.make_topic(name="Defensie")
    below = make.make_topic(name="Munitie", parent=top)
    make.make_position(topics=[below])
    tree = public_tree()
    [branch] = tree.roots
    assert tree.ids(branch) == {top.pk, below.pk}
    del tree.__dict__["_children"]
    assert tree.ids(branch) == {top.pk, below.pk}
