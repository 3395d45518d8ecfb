"""The golden set itself: its keys exist, its quotes lie in the letters, its queries are what their class says."""

import json
import re
from collections import Counter
from functools import cache

import pytest
from django.conf import settings

from agenda_tracker.citations import Reference
from agenda_tracker.letters import known_formations
from agenda_tracker.models import Evidence, GovernmentPosition, Kamerstuk, Letter, PublicChange
from agenda_tracker.models.fields import fold

from .distance import edits
from .letters import golden_letters, paragraph
from .load import load
from .measure import Query, measure, read_queries
from .noise import noise_letters

SETS = ("queries.tsv", "queries_heldout.tsv")
QUERIES = [query for name in SETS for query in read_queries(name)]
WORD = re.compile(r"[^\W_]+")
# Typed in nearly every question; they say nothing about what is asked.
LITTLE = frozenset(
    WORD.findall("""
    de het een en van in op bij naar over voor is mag wat wil hoe lang wanneer krijgt krijgen worden aan met doet mee
    steunt waarom tegen zegt vindt hoeveel geeft uit kabinet nederland minister kamer standpunt komt waar staat raad or
    """)
)


@cache
def words_of(answer: str) -> frozenset[str]:
    """The folded words of a position with its quotes, item and letter, or of a whole letter; none for other keys."""
    key, _, number = answer.rstrip("^*").partition(".")
    letters = [letter for letter in golden_letters() if letter.key == key]
    items = [
        item
        for letter in letters
        for item in letter.items
        if not number or int(number) in {position.number for position in item.positions}
    ]
    texts = [letter.subject for letter in letters] + [item.title for item in items]
    texts += [paragraph.text for item in items for paragraph in item.paragraphs]
    texts += [position.wording for item in items for position in item.positions]
    return frozenset(WORD.findall(fold(" ".join(texts))))


@cache
def golden_words() -> frozenset[str]:
    return frozenset().union(*(words_of(letter.key) for letter in golden_letters()))


@cache
def noise_words() -> dict[str, frozenset[str]]:
    return {letter.key: frozenset(WORD.findall(fold(letter.text))) for letter in noise_letters(400)}


def stem(word: str) -> str:
    """Roughly: what all forms and compounds of the word have in common."""
    return word[: max(4, len(word) - 2)] if len(word) > 4 else word


def holds(words: frozenset[str], wanted: str) -> bool:
    """Whether a form or compound of `wanted` is among the words; short ones only by themselves."""
    part = stem(wanted)
    return wanted in words or (len(wanted) > 4 and any(part in word for word in words))


def asked(query: Query) -> list[list[str]]:
    """The words that say what is asked, without what must not be there; one list for each side of an OR."""
    positive = re.sub(r"(^|\s)-\w+", " ", query.text)
    sides = positive.split(" OR ") if query.kind == "or" else [positive]
    return [[word for word in WORD.findall(fold(side)) if word not in LITTLE] for side in sides]


def test_there_are_forty_letters_with_two_hundred_positions():
    letters = golden_letters()
    assert [letter.key for letter in letters] == [f"L{number:02}" for number in range(1, 41)]
    assert sum(len(letter.positions) for letter in letters) == 201
    assert {letter.date[:4] for letter in letters} >= {
        "2016",
        "2018",
        "2020",
        "2021",
        "2022",
        "2023",
        "2024",
        "2025",
        "2026",
    }
    assert len({meeting.formation for letter in letters for meeting in letter.meetings}) == 32


def test_every_position_has_its_quote_and_known_topics():
    topics = {row["slug"] for row in json.loads((settings.BASE_DIR / "fixtures" / "topics.json").read_text())}
    bodies = {body.slug for body in known_formations()}
    for letter in golden_letters():
        quoted = [quote for item in letter.items for text in item.paragraphs for quote in text.quotes]
        assert [quote.number for quote in quoted] == [position.number for position in letter.positions], letter.key
        assert all(2 <= len(letter.items) <= 5 and 1 <= len(item.paragraphs) <= 4 for item in letter.items), letter.key
        assert {topic for position in letter.positions for topic in position.topics} <= topics, letter.key
        assert {meeting.formation for meeting in letter.meetings} <= bodies, letter.key
        assert Reference.parse(letter.kamerstuk).kind == "paper"


def test_marks_of_a_paragraph_become_offsets():
    read = paragraph("Nederland {1:zegt ja} en {2:doet nee}.")
    assert read.text == "Nederland zegt ja en doet nee."
    assert [read.text[quote.start : quote.end] for quote in read.quotes] == ["zegt ja", "doet nee"]


def test_every_class_has_its_queries():
    counts = Counter(query.kind for query in read_queries())
    assert len(read_queries()) >= 110
    assert counts["compound part"] + counts["compound whole"] >= 20
    assert counts["misspelling"] >= 20
    assert min(counts.values()) >= 5
    assert len(counts) == 15


def test_no_query_is_asked_twice():
    assert [text for text, count in Counter(fold(query.text) for query in QUERIES).items() if count > 1] == []


@pytest.mark.parametrize(
    "query", [query for query in QUERIES if query.kind == "misspelling"], ids=lambda query: query.text
)
def test_a_misspelling_is_one_edit_from_a_word_of_every_answer(query):
    positions = [answer for answer in query.answers if answer.startswith("L")]
    (wrong,) = [word for word in WORD.findall(fold(query.text)) if word not in golden_words()]
    assert not any(wrong in words for words in noise_words().values())
    for answer in positions:
        (right,) = {word for word in words_of(answer) if edits(wrong, word) == 1}
        assert right[0] == wrong[0]


@pytest.mark.parametrize(
    "query", [query for query in QUERIES if query.kind != "Kamerstuk"], ids=lambda query: query.text
)
def test_no_noise_has_all_that_a_query_asks(query):
    for words in asked(query):
        assert words
        found = [key for key, there in noise_words().items() if all(holds(there, word) for word in words)]
        assert found == []


@pytest.mark.parametrize("kind", ["word", "abbreviation", "accents", "phrase"])
def test_what_is_asked_plainly_stands_in_every_answer(kind):
    for query in QUERIES:
        if query.kind == kind:
            answers = [answer for answer in query.answers if answer.startswith("L")]
            missing = [
                answer for answer in answers if not all(holds(words_of(answer), word) for word in asked(query)[0])
            ]
            assert missing == [], query.text


@pytest.mark.parametrize("kind", ["compound part", "compound whole"])
def test_no_compound_is_found_by_whole_words_alone(kind):
    for query in QUERIES:
        if query.kind == kind:
            for answer in query.answers:
                assert not set(asked(query)[0]) <= words_of(answer), query.text


def test_noise_is_the_same_every_time_and_grows_at_its_end():
    assert noise_letters(30) == noise_letters(60)[:30]
    many = noise_letters(400)
    assert sum(len(letter.positions) for letter in many) == pytest.approx(2000, abs=100)
    assert [letter.text for letter in many[:2]] == [letter.text for letter in noise_letters(2)]


@pytest.mark.django_db
def test_loading_makes_everything_public_and_fills_the_keys_and_the_journal():
    keys = load(noise=20)
    missing = {answer for query in QUERIES for answer in query.answers if answer.rstrip("^*") not in keys}
    assert missing == set()
    positions = GovernmentPosition.objects.public()
    assert positions.count() == sum(1 for kind, _pk in keys.values() if kind == "position")
    assert Letter.objects.public().count() == 60
    assert set(positions.exclude(quotes_key="").values_list("pk", flat=True)) == set(
        positions.values_list("pk", flat=True)
    )
    told = set(PublicChange.objects.values_list("kind", "object_id"))
    assert {(kind, pk) for kind, pk in keys.values() if kind != "topic"} - told == set()
    for evidence in Evidence.objects.select_related("paragraph", "position"):
        evidence.full_clean()
        assert fold(evidence.quote) in evidence.position.quotes_key
    assert Kamerstuk.objects.get(pk=keys["kst:28676-503"][1]).letter_id == keys["L21"][1]


def test_success_is_counted_per_class_and_over_all():
    keys = {"L01": ("letter", 1), "L01.1": ("position", 1), "L02": ("letter", 2), "L02.1": ("position", 2)}
    queries = [Query("word", "a", ("L01.1",)), Query("word", "b", ("L02.1^",)), Query("phrase", "c", ("L02*",))]
    found = {"a": [("letter", 1)], "b": [("position", 1), ("letter", 2)], "c": [("letter", 1)] * 3 + [("position", 2)]}
    figures = measure(lambda query: found[query], keys, queries)
    assert (figures.share("word"), figures.share()) == (0.5, 1 / 3)
    assert figures.failures == [(queries[0], ["L01"]), (queries[2], ["L01", "L01", "L01"])]
    assert "word                   1 of   2" in figures.table()
