"""What was typed in the search box, what the site knows of it, and what lies close by."""

import pytest

from agenda_tracker.citations import Reference
from agenda_tracker.search import look_up, nearest, nearest_dossiers, next_to, read_question
from tests import factories as make


@pytest.mark.parametrize(
    ("text", "kind", "normals"),
    [
        ("", "empty", []),
        ("   ", "empty", []),
        ("drones", "words", []),
        ("2% bbp", "words", []),
        ("Kamerstuk 28 676, nr. 464", "references", ["28676-464"]),
        ("36600-A", "references", ["36600-A", "dossier/36600-A"]),
        ("2867-464", "error", []),
        ("a\x00b", "error", []),
        ("x" * 201, "error", []),
    ],
)
def test_question_is_read(text, kind, normals):
    question = read_question(text)
    assert (question.kind, [reference.normal for reference in question.references]) == (kind, normals)
    assert "\x00" not in question.text


@pytest.fixture
def shelf(db):
    """A published letter that cites 461, 464, 470 and B of 28676, and 31125-1."""
    paragraph = make.make_paragraph(make.make_section(make.make_letter()), "461 464 470 B. 31125-1")
    for written in ("461", "464", "470", "B."):
        make.make_reference(paragraph, written, f"28676-{written.strip('.')}")
    make.make_reference(paragraph, "31125-1", "31125-1")
    make.make_kamerstuk("28676-465")


def test_known_and_unknown_are_looked_up_in_order(shelf):
    asked = [Reference.parse(normal) for normal in ("28676-465", "28676-464", "dossier/28676", "dossier/21501-02")]
    found = look_up(asked)
    assert [(target.reference.normal, str(target.record)) for target in found] == [
        ("28676-465", "None"),
        ("28676-464", "28 676, nr. 464"),
        ("dossier/28676", "28 676"),
        ("dossier/21501-02", "None"),
    ]


@pytest.mark.parametrize(
    ("normal", "expected"),
    [
        ("28676-465", ["28676-461", "28676-464", "28676-470", "28676-B"]),
        ("28676-1", ["28676-461", "28676-464"]),
        ("28676-1000", ["28676-464", "28676-470", "28676-B"]),
        ("21501-02-3", []),
    ],
)
def test_nearest_papers(shelf, normal, expected):
    assert [paper.normal_form for paper in nearest(Reference.parse(normal))] == expected


def test_nearest_dossiers(shelf):
    around = nearest_dossiers(Reference.parse("dossier/29000"))
    assert [dossier.normal_form for dossier in around] == ["28676", "31125"]
    assert [dossier.normal_form for dossier in nearest_dossiers(Reference.parse("28676-9"))] == ["28676"]


def test_leafing_skips_what_is_not_public(shelf):
    before, after = next_to(look_up([Reference.parse("28676-464")])[0].record)
    assert (before.normal_form, after.normal_form) == ("28676-461", "28676-470")


def test_leafing_stays_within_the_dossier(shelf):
    for normal in ("28675-9", "28676-X-1", "28677-1"):
        make.make_kamerstuk(normal, letter=make.make_letter())
    before, after = next_to(look_up([Reference.parse("28676-B")])[0].record)
    assert (before.normal_form, after) == ("28676-470", None)
    assert next_to(look_up([Reference.parse("28676-X-1")])[0].record) == (None, None)
