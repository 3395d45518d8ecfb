"""What an invented cabinet says: a sentence with a kind, a stance, now and then an amount or a date."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from agenda_tracker.models import GovernmentPosition
from agenda_tracker.models.dates import long_date

from .vocabulary import Vocabulary

Kind, Stance = GovernmentPosition.Kind, GovernmentPosition.Stance
# How a sentence opens, its kind and stance, and how often.
OPENINGS = (
    ("Nederland steunt", Kind.VIEW, Stance.SUPPORTIVE, 20),
    ("Nederland zet in op", Kind.AIM, Stance.NONE, 22),
    ("Nederland pleit voor", Kind.AIM, Stance.SUPPORTIVE, 14),
    ("Onder voorwaarden kan het kabinet instemmen met", Kind.VIEW, Stance.CONDITIONAL, 10),
    ("Het kabinet is kritisch over", Kind.VIEW, Stance.CRITICAL, 7),
    ("Nederland stemt niet in met", Kind.VIEW, Stance.OPPOSED, 3),
    ("Nederland is terughoudend over", Kind.VIEW, Stance.RESERVED, 5),
    ("Nederland draagt bij aan", Kind.CONTRIBUTION, Stance.NONE, 9),
    ("Ik zeg uw Kamer toe te berichten over", Kind.COMMITMENT, Stance.NONE, 10),
)
_WEIGHTS = [weight for *_rest, weight in OPENINGS]


@dataclass(frozen=True)
class Said:
    """One sentence of a letter, and what a clerk would note of it."""

    sentence: str
    wording: str
    kind: str
    stance: str
    amount: Decimal | None
    due: date | None
    due_as_written: str


def say(words: Vocabulary, subject: str, day: date) -> Said:
    """A position of that day on a subject; four in ten get a shorter wording than the letter's own."""
    chance = words.chance
    opening, kind, stance, _weight = chance.choices(OPENINGS, _WEIGHTS)[0]
    about = words.phrase(subject)
    amount = chance.choice((2, 15, 40, 125, 300, 750)) if chance.random() < 0.06 else None
    due = day + timedelta(days=chance.randint(30, 400)) if kind == Kind.COMMITMENT and chance.random() < 0.7 else None
    written = f"vóór {long_date(due)}" if due else ""
    parts = [opening, about, f"met € {amount} miljoen" if amount else "", written]
    sentence = " ".join(part for part in parts if part) + "."
    wording = sentence if chance.random() < 0.6 else f"{opening} {about.rsplit(' ', 2)[0]}."
    euros = Decimal(amount * 1_000_000).quantize(Decimal("0.01")) if amount else None
    return Said(sentence, wording, kind, stance, euros, due, written)
