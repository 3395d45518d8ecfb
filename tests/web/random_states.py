"""A site in which every record has a word of its own, and random states of what is public in it.

`public_words` says by itself, from the plain columns, which words a stranger may see; it does not use `public()`.
"""

import datetime
import random
import re
from typing import Any

from django.db.models import Q

from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterSource,
    MinisterialMeeting,
    Section,
    Topic,
    journalled,
)
from tests import factories as make

WORD = re.compile("zq[a-z]{3}k")
LETTERS, MEETINGS, POSITIONS = 8, 5, 3


class Words:
    """Hands out words that occur nowhere else, and remembers whose they are: (kind, number of the record)."""

    def __init__(self, dice: random.Random) -> None:
        numbers = dice.sample(range(26**3), 400)
        self._fresh = (f"zq{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}k" for n in numbers)
        self.owners: dict[str, tuple[str, int]] = {}

    def word(self) -> str:
        return next(self._fresh)

    def own(self, word: str, kind: str, record: Any) -> None:
        self.owners[word] = (kind, record.pk)


def make_site(dice: random.Random) -> Words:
    """Meetings with letters that share items, topics and papers at random; everything public to begin with."""
    words = Words(dice)
    bodies = [make.make_formation(f"Raad {number}", slug=f"raad-{number}") for number in range(3)]
    meetings = [_meeting(words, dice, number, bodies) for number in range(MEETINGS)]
    topics = _topics(words)
    letters = [_letter(words, dice, number, meetings, topics) for number in range(LETTERS)]
    for position in GovernmentPosition.objects.filter(kind="commitment"):
        GovernmentPosition.objects.filter(pk=position.pk).update(fulfilled_by=dice.choice(letters))
    return words


def _meeting(words: Words, dice: random.Random, number: int, bodies: list[Any]) -> MinisterialMeeting:
    word = words.word()
    start = datetime.date(2024, 1, 10) + datetime.timedelta(days=40 * number)
    meeting = make.make_meeting(dice.choice(bodies), start.isoformat(), place=f"Oord {word}", slug=f"overleg-{word}")
    words.own(word, "meeting", meeting)
    for order in range(2):
        word = words.word()
        item = make.make_item(
            meeting, f"Onderwerp {word}", summary=f"Over {word}.", nature=f"soort {word}", order=order
        )
        words.own(word, "item", item)
    return meeting


def _topics(words: Words) -> list[Topic]:
    topics: list[Topic] = []
    for number in range(5):
        word = words.word()
        parent = topics[number // 2] if number > 1 else None
        topics.append(make.make_topic(f"Thema {word}", parent, slug=f"thema-{word}", keywords=f"trefwoord{word}"))
        words.own(word, "topic", topics[-1])
    return topics


def _letter(words: Words, dice: random.Random, number: int, meetings: list[Any], topics: list[Topic]) -> Letter:
    word = words.word()
    meeting = dice.choice(meetings)
    earlier = Letter.objects.order_by("?" if number < 0 else "pk").last() if dice.random() < 0.3 else None
    kind = dice.choice(["annotated_agenda", "annotated_agenda", "report"])
    letter = make.make_letter(
        slug=f"brief-{word}", subject=f"Brief {word}", kind=kind, text_note=f"Samengevat {word}.", to_ek=dice.random() < 0.5,
        planned_attendance=f"De minister gaat {word}.", replaces=earlier,
        date=(meeting.start_date - datetime.timedelta(days=9)).isoformat(),
    )  # fmt: skip
    words.own(word, "letter", letter)
    make.make_treatment(letter, meeting, kind)
    make.make_signatory(letter, make.make_office(), name=f"M. {word.title()}")
    for item in meeting.items.all():
        make.make_section(letter, item, heading=f"Kop {word}", role="position")
        for _again in range(POSITIONS):
            _position(words, dice, letter, item, topics)
    _papers(words, dice, letter, number)
    name = words.word()
    make.saved(LetterSource(letter=letter, role="main", original_name=f"{name}.pdf", sha256=f"{number:064d}", size=1))
    return letter


def _position(words: Words, dice: random.Random, letter: Letter, item: AgendaItem, topics: list[Topic]) -> None:
    own, quoted = words.word(), words.word()
    position = make.make_position(
        letter, item, f"Nederland steunt {quoted} ten volle.", dice.sample(topics, 2), wording=f"Het kabinet wil {own}.",
        kind=dice.choice(GovernmentPosition.Kind.values), stance=dice.choice(GovernmentPosition.Stance.values),
        amount_eur=dice.choice([None, 1_000_000]), due_as_written=dice.choice(["", f"vóór {own}"]),
    )  # fmt: skip
    words.own(own, "position", position)
    words.own(quoted, "letter", letter)


def _papers(words: Words, dice: random.Random, letter: Letter, number: int) -> None:
    """The letter's own number, and citations of papers and a dossier of which only it or others speak."""
    for normal in (f"2900{number % 3}-{number + 1}", f"2900{dice.randrange(3)}-{dice.randrange(20, 25)}"):
        paper = make.make_kamerstuk(normal)
        if not paper.title:
            word = words.word()
            Kamerstuk.objects.filter(pk=paper.pk).update(title=f"Stuk {word}")
            words.own(word, "kamerstuk", paper)
        if Kamerstuk.objects.filter(pk=paper.pk, letter=None).exists() and normal.endswith(f"-{number + 1}"):
            Kamerstuk.objects.filter(pk=paper.pk).update(letter=letter)
        else:
            paragraph = make.make_paragraph(letter.sections.first(), f"Zie {normal}.")
            make.make_reference(paragraph, normal, normal)
    for dossier in Dossier.objects.filter(title=""):
        word = words.word()
        Dossier.objects.filter(pk=dossier.pk).update(title=f"Dossier {word}")
        words.own(word, "dossier", dossier)


def roll(dice: random.Random) -> None:
    """Every letter, position, meeting and topic gets a state at random, and the journal is told."""
    letters, topics = list(Letter.objects.all()), list(Topic.objects.all())
    meetings = list(MinisterialMeeting.objects.all())
    with journalled(*letters, *topics, *meetings):
        for letter in letters:
            status = dice.choice(["draft", "published", "published", "withdrawn"])
            Letter.objects.filter(pk=letter.pk).update(status=status)
            for position in letter.positions.all():
                review = dice.choice(["suggested", "confirmed", "confirmed", "rejected"])
                GovernmentPosition.objects.filter(pk=position.pk).update(review=review)
        for topic in topics:
            Topic.objects.filter(pk=topic.pk).update(released=dice.random() < 0.6)
        for meeting in meetings:
            MinisterialMeeting.objects.filter(pk=meeting.pk).update(released=dice.random() < 0.3)


def public_keys() -> dict[str, set[int]]:
    """Of every kind, the numbers of the records that a stranger may see."""
    letters = set(Letter.objects.filter(status="published").values_list("pk", flat=True))
    cited = KamerstukReference.objects.filter(letter__in=letters)
    papers = Kamerstuk.objects.filter(Q(letter__in=letters) | Q(pk__in=cited.values("kamerstuk")))
    keys: dict[str, Any] = {
        "letter": letters,
        "position": GovernmentPosition.objects.filter(review="confirmed", letter__in=letters),
        "item": AgendaItem.objects.filter(pk__in=Section.objects.filter(letter__in=letters).values("agenda_item")),
        "meeting": MinisterialMeeting.objects.filter(Q(released=True) | Q(treatments__letter__in=letters)),
        "topic": Topic.objects.filter(released=True),
        "kamerstuk": papers,
        "dossier": Dossier.objects.filter(
            Q(letters__in=letters) | Q(pk__in=cited.values("dossier")) | Q(papers__in=papers)
        ),
    }
    return {kind: {getattr(one, "pk", one) for one in found} for kind, found in keys.items()}


def public_words(words: Words) -> set[str]:
    keys = public_keys()
    return {word for word, (kind, pk) in words.owners.items() if pk in keys[kind]}
