"""Selections compiled once answer as the selections they were made from."""

from datetime import date

import pytest
from django.db import models

from agenda_tracker.models import Letter, Paragraph, Topic
from agenda_tracker.models.prepared import SIZES, Prepared, attach, attach_related
from tests.factories import make_letter, make_paragraph, make_section, make_topic

pytestmark = pytest.mark.django_db


def of_kind(kind: str, day: date) -> "models.QuerySet[Letter]":
    return Letter.objects.filter(kind=kind, date__lte=day).order_by("-date", "-pk")


def letters() -> list[Letter]:
    return [make_letter(date=date(2024, 1, number), subject=f"Brief {number}") for number in range(1, 9)]


def test_the_rows_are_those_of_the_selection_itself_whatever_the_values():
    letters()
    prepared = Prepared(of_kind)
    for day in (date(2023, 1, 1), date(2024, 1, 3), date(2025, 1, 1)):
        for kind in ("annotated_agenda", "report"):
            assert prepared(kind, day) == list(of_kind(kind, day))
    assert len(prepared.statements) == 1


def test_a_page_of_it_is_cut_by_the_database():
    made = letters()
    prepared = Prepared(of_kind)
    assert prepared("annotated_agenda", date(2025, 1, 1), start=2, stop=4) == [made[5], made[4]]
    assert prepared.first("annotated_agenda", date(2025, 1, 1)) == made[7]
    assert prepared.first("report", date(2025, 1, 1)) is None


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5, 7, 8])
def test_any_number_of_values_is_asked_for(number):
    keys = [letter.pk for letter in letters()][:number]
    prepared = Prepared(lambda some: Letter.objects.filter(pk__in=some).order_by("pk"))
    assert [letter.pk for letter in prepared(keys)] == keys
    assert {letter.pk for letter in prepared(set(keys))} == set(keys)


def test_more_values_than_any_statement_has_are_asked_for_all_the_same():
    made = letters()
    prepared = Prepared(lambda some: Letter.objects.filter(pk__in=some).order_by("pk"))
    assert prepared([-number for number in range(SIZES[-1])] + [made[0].pk]) == [made[0]]
    assert not prepared.statements


def test_a_value_that_is_nothing_is_compiled_in():
    made = letters()
    Letter.objects.filter(pk=made[0].pk).update(supplements=made[1])
    prepared = Prepared(lambda missing: Letter.objects.filter(supplements__isnull=missing))
    assert prepared(False) == [made[0]]
    assert len(prepared(True)) == 7


def test_related_rows_and_plain_values_come_as_they_do_otherwise(django_assert_num_queries):
    letter = make_letter(subject="Defensie")
    make_paragraph(make_section(letter))
    prepared = Prepared(
        lambda pk: Paragraph.objects.filter(letter=pk).select_related("section__letter").order_by("order")
    )
    with django_assert_num_queries(1):
        assert [paragraph.section.letter.subject for paragraph in prepared(letter.pk)] == ["Defensie"]
    named = Prepared(lambda pk: Letter.objects.filter(pk=pk).values_list("subject", "date"))
    assert named(letter.pk) == [("Defensie", letter.date)]


def test_rows_that_are_fetched_with_others_bring_them_along(django_assert_num_queries):
    letter = make_letter()
    prepared = Prepared(lambda pk: Letter.objects.filter(pk=pk).prefetch_related("dossiers"))
    prepared(letter.pk)
    with django_assert_num_queries(2):
        assert [list(one.dossiers.all()) for one in prepared(letter.pk)] == [[]]


def test_a_selection_that_alters_its_value_is_refused():
    with pytest.raises(ValueError, match="altered"):
        Prepared(lambda text: Letter.objects.filter(subject__startswith=text))("Def")


def test_records_attached_to_a_row_are_not_asked_again(django_assert_num_queries):
    letter, topic = make_letter(), make_topic()
    attach([topic], "children", {topic.pk: [topic]})
    attach([letter], "dossiers", {})
    with django_assert_num_queries(0):
        assert list(topic.children.all()) == [topic]
        assert list(letter.dossiers.all()) == []
    assert Topic.objects.count() >= 1


def test_numbers_of_a_small_column_are_compared_too():
    section = make_section(make_letter())
    made = [make_paragraph(section) for _ in range(3)]
    before = Prepared(lambda order: Paragraph.objects.filter(order__lt=order).order_by("order"))
    assert before(made[2].order) == made[:2]


def test_what_is_worked_out_for_a_row_comes_with_it():
    letter = make_letter()
    prepared = Prepared(lambda pk: Letter.objects.filter(pk=pk).annotate(day=models.F("date")))
    assert [one.day for one in prepared(letter.pk)] == [letter.date]


def test_rows_are_counted_and_cut_into_pages():
    made = letters()
    asked = "annotated_agenda", date(2025, 1, 1)
    prepared = Prepared(of_kind)
    assert (prepared.count(*asked), prepared.count("report", date(2025, 1, 1))) == (8, 0)
    assert prepared.of(*asked)[:2] == [made[7], made[6]]
    assert prepared.of(*asked)[6:9] == [made[1], made[0]]


def test_records_that_point_at_a_row_lead_back_to_it(django_assert_num_queries):
    section = make_section(make_letter())
    paragraphs = [make_paragraph(section), make_paragraph(section)]
    found = Prepared(lambda sections: Paragraph.objects.filter(section__in=sections).order_by("order"))([section.pk])
    attach_related([section], "paragraphs", found)
    attach_related([], "paragraphs", [])
    with django_assert_num_queries(0):
        assert list(section.paragraphs.all()) == paragraphs
        assert {one.section for one in section.paragraphs.all()} == {section}


def test_some_columns_only_are_asked_and_the_others_later(django_assert_num_queries):
    letter = make_letter(subject="Defensie", text_note="Samenvatting.")
    (found,) = Prepared(lambda pk: Letter.objects.filter(pk=pk).defer("text_note"))(letter.pk)
    with django_assert_num_queries(1):
        assert (found.subject, found.text_note) == ("Defensie", "Samenvatting.")
