"""What kind of letter a text is: by its subject or title, by the sentence that offers it, or no letter at all."""

from __future__ import annotations

import re

from .sentences import split_sentences

AGENDA, SUPPLEMENT, REPORT, OTHER = "annotated_agenda", "supplement", "report", "other"
KIND_WORDS: tuple[tuple[str, str], ...] = (
    (
        SUPPLEMENT,
        r"\baanvull(?:end|ing)\w*|\baddendum\b|\bnazending\b|\berratum\b|\bnagekomen\b|\bnadere informatie (?:over|bij|op)\b",
    ),
    # A report that is itself the topic of the letter; the committee's reports are told apart below.
    (
        REPORT,
        r"\bverslag(?:en|legging)?\b|\buitkomsten?\b|\bterugkoppeling\b|\bresultaten\b|\bbelangrijkste resultaten\b",
    ),
    (
        AGENDA,
        r"\bgeannoteerde\s+(?:\w+\s)?agenda[’']?s?\b|\bannotaties?\b|\bgeannoteerd\b"
        r"|\b(?:kabinets)?inzet (?:voor|tijdens|bij|in)\b|\bagenda\b",
    ),
)
KIND = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in KIND_WORDS), re.IGNORECASE)
# ``verslag van een schriftelijk overleg`` is the committee's paper.
_OTHERS_PAPER = re.compile(
    r"\bverslag(?:en)? (?:van (?:een|het) )?(?:(?:nader |algemeen |schriftelijk )*overleg|commissiedebat|notaoverleg"
    r"|(?:twee)?minutendebat|rondetafel\w*)\b|\bschriftelijk overleg\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:hierbij|hiermee|bijgevoegd|bijgaand|bijgesloten|graag|met deze (?:brief|annotatie)|in deze brief|middels deze brief"
    r"|via deze (?:weg|brief)|deze brief|als bijlage|in de bijlage|onderstaand|hieronder)\b"
    r"|\b(?:ontvangt|treft) u\b|\b(?:bied|bieden|stuur|sturen|zend|zenden|doe|doen|informeer|informeren|bericht|berichten)"
    r" (?:ik|wij|we)\b|\b(?:aan te bieden|te doen toekomen|doen toekomen)\b|\bheb ik de eer\b",
    re.IGNORECASE,
)
# Something else is offered: answers, an appreciation of a proposal, a progress report.
_ANSWERS = re.compile(
    r"\b(?:antwoord(?:en)? op|beantwoording|reactie op|appreciatie|BNC-fiches?|voortgangsrapportage|rapport|evaluatie"
    r"|nota naar aanleiding|afschrift)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:eerder|reeds|destijds|vorige|toegegaan|toeging|ontving|aangeboden op|verzonden op|naar aanleiding van|zoals|conform"
    r"|in aansluiting op|vooruitlopend op)\b[^,;]{0,80}$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:plaatsvond(?:en)?|plaatsgevonden|plaats heeft gevonden|gehouden is|bijeenkwam(?:en)?|vond(?:en)?\b.{0,60}\bplaats)\b"
)
_COMING = re.compile(
    r"\b(?:plaatsvind(?:t|en)|plaats zal vinden|zal plaatsvinden|bijeenkom(?:t|en)|vind(?:t|en)\b.{0,60}\bplaats)\b"
)
OFFERING = 6  # sentences from the top in which a letter says what it is


def kind_events(text: str) -> list[tuple[int, str]]:
    """Places and kinds a phrase names, in reading order; ``aanvulling op de geannoteerde agenda`` is a supplement only."""
    events: list[tuple[int, str]] = []
    taken = _OTHERS_PAPER.sub(lambda match: "x" * len(match[0]), text)
    for match in KIND.finditer(taken):
        kind = match.lastgroup or ""
        earlier = _EARLIER.search(taken[max(0, match.start() - 100) : match.start()])
        supplemented = events and events[-1][1] == SUPPLEMENT and kind in (AGENDA, REPORT)
        if not supplemented and not (earlier and kind != SUPPLEMENT):
            events.append((match.start(), kind))
    return events


def kinds_in(text: str) -> list[str]:
    """The kinds a phrase names, in reading order."""
    return [kind for _, kind in kind_events(text)]


def main_kind(kinds: list[str]) -> str:
    """One kind for a letter of several: the one it names first, but a supplement is what it is called anywhere."""
    return SUPPLEMENT if SUPPLEMENT in kinds else next(iter(kinds), OTHER)


def letter_kind(subject: str, opening: str) -> str:
    """Main kind by the words of the subject or title, else of the sentence that offers the letter."""
    kind = main_kind(kinds_in(subject)) if subject else OTHER
    return kind if kind != OTHER else offered_kind(opening)


def offered_kind(opening: str) -> str:
    """What the minister says to send: ``Hierbij bied ik u het verslag aan …``; ``other`` when something else."""
    return offer(opening)[0]


def offer(opening: str) -> tuple[str, str]:
    """The kind that is offered and the sentence that offers it (``""`` without one)."""
    sentences = [opening[start:end] for start, end in split_sentences(opening)[:OFFERING]]
    for sentence in sentences:
        if _OFFER.search(sentence):
            kind = main_kind(kinds_in(sentence))
            if kind != OTHER:
                return kind, sentence
            if _ANSWERS.search(sentence):
                return OTHER, sentence
    for sentence in sentences:
        kind = main_kind(kinds_in(sentence))
        if kind != OTHER and not _OTHERS_PAPER.search(sentence):
            return kind, sentence
    return OTHER, ""


def tense_kind(opening: str) -> str:
    """A letter about a meeting that never says what it is: has the meeting been, or is it still to come?"""
    past, coming = _PAST.search(opening), _COMING.search(opening)
    if past and (not coming or past.start() < coming.start()):
        return REPORT
    return AGENDA if coming else OTHER
