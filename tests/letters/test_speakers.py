"""Who speaks: the Dutch government, and whom it is mistaken for."""

import pytest

from agenda_tracker.letters.positions.others import names_foreign_minister, other_subject
from agenda_tracker.letters.positions.speakers import find_mentions
from agenda_tracker.letters.positions.tokens import Sentence

MENTIONS = [
    ("Nederland steunt dit.", [("Nederland", "subject")]),
    ("Dit steunt Nederland.", [("Nederland", "subject")]),
    ("NL steunt dit.", [("Nederland", "subject")]),
    ("Ons land steunt dit.", [("Nederland", "subject")]),
    ("Het Koninkrijk steunt dit.", [("Nederland", "subject")]),
    ("De Nederlandse delegatie steunt dit.", [("Nederland", "subject")]),
    ("Het huidige kabinet steunt dit.", [("het kabinet", "subject")]),
    ("De Nederlandse regering steunt dit.", [("de regering", "subject")]),
    ("De minister van Economische Zaken en Klimaat steunt dit.", [("de minister", "subject")]),
    ("De staatssecretaris steunt dit.", [("de staatssecretaris", "subject")]),
    ("Ik steun dit.", [("ik", "subject")]),
    ("Duitsland en Nederland steunen dit.", [("Nederland", "subject")]),
    ("Dit wordt door Nederland gesteund.", [("Nederland", "agent")]),
    ("Dit wordt door ons gesteund.", [("wij", "agent")]),
    ("Namens het kabinet is dit gezegd.", [("het kabinet", "behalf")]),
    ("Volgens de regering kan dit.", [("de regering", "opinion")]),
    ("Voor Nederland is dit van belang.", [("Nederland", "topic")]),
    ("Meerdere landen, waaronder Nederland, steunen dit.", [("Nederland", "among")]),
    ("De handel tussen Duitsland en Nederland groeit.", [("Nederland", "object")]),
    ("In Nederland regent het.", [("Nederland", "object")]),
    ("Defensie levert twee schepen.", [("Defensie", "subject")]),
]
NOBODY = [
    "De Hongaarse regering steunt dit.",
    "De regering van Servië steunt dit.",
    "De regering in Boedapest steunt dit.",
    "Het kabinet van president Diallo steunt dit.",
    "De minister van Defensie van Canada steunt dit.",
    "De minister van Israël steunt dit.",
    "De Zweedse minister steunt dit.",
    "Het Verenigd Koninkrijk steunt dit.",
    "De ministers steunen dit.",
    "De Raad spreekt over defensie.",
    "Het Nederlandse bedrijf groeit.",
]


@pytest.mark.parametrize(("text", "mentions"), MENTIONS)
def test_the_government_is_recognised_with_its_part(text, mentions):
    assert [(mention.name, mention.place) for mention in find_mentions(Sentence(text))] == mentions


@pytest.mark.parametrize("text", NOBODY)
def test_others_are_not_the_government(text):
    assert find_mentions(Sentence(text)) == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("De Commissie wil dat", True),
        ("Ierland en Italië vinden dat", True),
        ("Mijn Deense ambtgenoot zei dat", True),
        ("In de Raad", False),
        ("Op verzoek van de Commissie", False),
        ("Met Ierland en Italië", False),
        ("Om de rekenkamer te versterken", False),
        ("Dit plan", False),
    ],
)
def test_another_subject_stands_behind_no_preposition(text, other):
    sentence = Sentence(text)
    assert other_subject(sentence, 0, len(sentence)) is other


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("De Moldavische minister van Energie sprak.", True),
        ("Minister Oduya sprak.", True),
        ("De minister van Defensie sprak.", False),
        ("De Nederlandse minister sprak.", False),
    ],
)
def test_a_foreign_minister_is_the_minister_of_the_next_sentence(text, foreign):
    assert names_foreign_minister(text) is foreign
