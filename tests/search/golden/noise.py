"""Letters of noise: plausible Dutch on subjects that no query asks about, in the common words of every letter.

The same number gives the same letters, whatever else ran before. Words are drawn by Zipf's law, so that the common ones
are everywhere and most are rare; half of the rare ones are compounds that occur in no list.
"""

import datetime
import random
from collections.abc import Sequence
from itertools import accumulate

from agenda_tracker.models.dates import long_date

from .letters import Item, Meeting, Position, Quote, TextParagraph, WrittenLetter, golden_letters
from .noise_words import BODIES, CLERK, FIRST, HEADS, LAST, OFFICES, QUOTED, SUBJECTS, TAILS

SEED = 20241017
AMOUNTS = (12, 18, 27, 45, 64, 75, 88, 120, 135, 165, 240, 260, 410, 480, 640, 775)
KINDS = ("aim", "aim", "view", "view", "view", "contribution", "commitment")
STANCES = ("supportive", "supportive", "supportive", "conditional", "critical", "opposed", "reserved", "")
NUMBERS = ("21501-02", "21501-07", "21501-08", "21501-20", "21501-30", "21501-31", "21501-32", "21501-33", "21501-34")


class Zipf:
    """Draws words of a list, the first one most often: the n-th with a weight of 1/n, or by another slope."""

    def __init__(self, words: Sequence[str], slope: float = 1) -> None:
        self.words = words
        self.weights = list(accumulate(rank**-slope for rank in range(1, len(words) + 1)))

    def draw(self, dice: random.Random) -> str:
        return dice.choices(self.words, cum_weights=self.weights)[0]


def noise_letters(count: int) -> list[WrittenLetter]:
    """The first `count` letters of the one endless row of noise, keyed `N0001` and up, with five positions on average."""
    dice = random.Random(SEED)
    writer = Writer(dice)
    return [writer.letter(number) for number in range(1, count + 1)]


class Writer:
    """Writes letter after letter with one row of throws."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        compounds = [head + tail for head in HEADS for tail in TAILS]
        dice.shuffle(compounds)
        self.tail = Zipf(compounds, slope=0.3)
        self.taken: set[str] = set()
        self.golden = {f"{meeting.formation} {meeting.start[:7]}" for meeting in _golden_meetings()}

    def letter(self, number: int) -> WrittenLetter:
        body, short, office = self.dice.choice(BODIES)
        meeting = self._meeting(body)
        sent = datetime.date.fromisoformat(meeting.start) - datetime.timedelta(days=self.dice.randint(7, 20))
        paper = f"{self.dice.choice(NUMBERS)}-{4000 + number}"
        office = office or self.dice.choice(OFFICES)
        letter = WrittenLetter(f"N{number:04}", "annotated_agenda", sent.isoformat(), office, paper)
        letter.subject = f"Geannoteerde agenda {short} van {_words_of(meeting.start)}"
        letter.meetings = [meeting]
        self._fill(letter)
        return letter

    def _meeting(self, body: str) -> Meeting:
        """On a day when this body does not meet yet, and in no month of a golden meeting: queries ask by month."""
        while True:
            day = datetime.date(2016, 1, 4) + datetime.timedelta(days=self.dice.randrange(3650))
            meeting = Meeting(body, day.isoformat(), day.isoformat(), "Brussel", "België")
            if meeting.slug not in self.taken and f"{body} {meeting.start[:7]}" not in self.golden:
                self.taken.add(meeting.slug)
                return meeting

    def _fill(self, letter: WrittenLetter) -> None:
        for title, topics, words in self.dice.sample(SUBJECTS, self.dice.choice((2, 3, 3, 4))):
            item = Item(title, topics.split())
            subject = Zipf(words.split())
            item.paragraphs.append(TextParagraph(" ".join(self._sentence(FIRST, subject) for _ in "ab"), []))
            for _ in range(self.dice.choice((1, 2, 2))):
                self._position(letter, item, subject, topics)
            letter.items.append(item)

    def _position(self, letter: WrittenLetter, item: Item, subject: Zipf, topics: str) -> None:
        number = sum(len(done.positions) for done in [*letter.items, item]) + 1
        amount = self.dice.choice(AMOUNTS) if self.dice.random() < 0.1 else None
        money = f", waarvoor {amount} miljoen euro is begroot" if amount else ""
        quote = self._sentence(QUOTED, subject).rstrip(".") + money
        text = f"{quote}. {self._sentence(LAST, subject)}"
        item.paragraphs.append(TextParagraph(text, [Quote(number, 0, len(quote))]))
        wording = self._sentence(CLERK, subject)
        euros = amount * 1_000_000 if amount else None
        kind, stance = self.dice.choice(KINDS), self.dice.choice(STANCES)
        item.positions.append(Position(number, kind, stance, euros, topics.split(), wording))

    def _sentence(self, patterns: Sequence[str], subject: Zipf) -> str:
        """A pattern with `*` for a word of the subject, `+` for a rare compound."""
        words = []
        for word in self.dice.choice(patterns).split():
            core = word.rstrip(".,;")
            drawn = {"*": subject, "+": self.tail}.get(core)
            words.append(drawn.draw(self.dice) + word[len(core) :] if drawn else word)
        sentence = " ".join(words)
        return sentence[0].upper() + sentence[1:]


def _golden_meetings() -> list[Meeting]:
    return [meeting for letter in golden_letters() for meeting in letter.meetings]


def _words_of(day: str) -> str:
    return long_date(datetime.date.fromisoformat(day))
