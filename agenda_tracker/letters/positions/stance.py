"""The stance a sentence takes: what its verb means, turned by negation, condition and contrast; none when in doubt."""

from __future__ import annotations

import re

from agenda_tracker.letters.words import words

from .tokens import Sentence

_CONDITION = re.compile(
    r"\bmits\b|\bop voorwaarde dat\b|\bonder (?:de )?(?:strikte |harde )?voorwaarde\b|\bvoor zover\b"
    r"|\brandvoorwaarden?\b|\bals voorwaarde\b|\bindien\b|\bvooropgesteld\b|\b(?:in|mogelijk|akkoord|mee|steunen"
    r"|leven|instemmen) als (?:de|het|een|die|er|dat)\b|\bafhankelijk van\b"
    r"|\bzolang\b(?! (?:als )?(?:dat )?nodig\b)"
    r"|\b(?:alleen|slechts|pas|enkel|uitsluitend)\b[^.;]{0,40}\b(?:als|indien|wanneer|na)\b|, (?:als|indien)\b",
    re.IGNORECASE,
)
_CONDITION_HINTS = words(
    "mits voorwaarde voorwaarden randvoorwaarde randvoorwaarden zover zolang alleen slechts pas enkel uitsluitend als indien "
    "afhankelijk vooropgesteld"
)
_NEGATION = re.compile(
    r"\b(?:niet(?! alleen\b| slechts\b| in de laatste plaats\b| onwelwillend\b)|geen|nooit|noch"
    r"|evenmin)\b",
    re.IGNORECASE,
)
_CONTRAST_HINTS = words("maar echter evenwel al hoewel zij doch")
# What follows may take back a part of the support or the refusal before it.
_CONTRAST = re.compile(
    r"(?:,|\)) (?:maar|echter|evenwel|al (?!\w+de\b)|hoewel|zij het|doch)\b|\b(?:maar"
    r"|echter)\b(?! ook)",
    re.IGNORECASE,
)


_PRAISE = re.compile(
    r"\b(?:verstandig|steun (?:is |wordt )?(?:betuigd|uitgesproken)|zeer welkom|tevreden(?:heid)?|(?:een|duidelijke"
    r"|flinke) (?:verbetering|kans|stap vooruit)|proportioneel|evenwichtig|nuttig|passend|redelijk|waardevol"
    r"|terecht|goede (?:zaak|stap|redenen)|belangrijke stap|juiste richting|te billijken|toe te juichen"
    r"|met instemming)\b",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"\b(?:onaanvaardbaar|onacceptabel|niet aan de orde|(?:gaa[tn]|ging)\b.*\bte ver|stap te ver"
    r"|niet op zijn plaats|geen (?:optie|aanleiding|plaats|steun|draagvlak)|(?:niet|noch"
    r"|geen)(?: \w+){0,2} (?:wenselijk|gerechtvaardigd|aanvaardbaar|acceptabel|nodig|noodzakelijk"
    r"|opportuun|passend|zinvol|proportioneel)|geen sprake|onbespreekbaar|ondenkbaar"
    r"|uit den boze)\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:onwenselijk|ongewenst|prematuur|zorgelijk|zorgwekkend|onverstandig|tekortkoming|ontoereikend"
    r"|disproportioneel|onevenredig|tekort ?schiet|schiet\b.*\btekort|te (?:vroeg|vrijblijvend|mager|zwaar)"
    r"|onevenwichtig|moeilijk te verteren|jammer|teleurstellend|onrealistisch|verontrustend)\b",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:rand)?voorwaarden?\b(?! (?:voor|van) (?:de |het )?(?:lidmaatschap|toetreding))"
    r"|\baanvaardbaar (?:als|indien|mits)|\bacceptabel (?:als|indien|mits)",
    re.IGNORECASE,
)


def stance_of(stance: str, clause: str, sentence: Sentence, *, says_no: bool = True) -> str:
    """``stance`` as the verb gives it, after the words of its clause and of the sentence around it.

    A condition turns support (or acceptance) into ``conditional``; a negation turns support into ``opposed`` and takes a
    refusal away, unless the rule itself ``says_no``; a *but* leaves it open: better no stance than a wrong one.
    """
    negation = _NEGATION.search(clause)
    if stance == "opposed" and negation and not says_no:
        stance, negation = "", None
    if stance in ("supportive", "") and not negation and _conditional(sentence):
        return "conditional" if stance or _willing(clause) else ""
    if stance and _contrasted(sentence):
        return ""
    if negation and stance == "supportive":
        return "" if "," in clause[: negation.start()] else "opposed"
    if negation and stance == "critical" and re.search(r"\bgeen\b", clause):
        return ""
    return stance or _judgement(clause, sentence, negated=negation is not None)


def _conditional(sentence: Sentence) -> bool:
    return not _CONDITION_HINTS.isdisjoint(sentence.known) and bool(_CONDITION.search(sentence.text))


def _contrasted(sentence: Sentence) -> bool:
    return not _CONTRAST_HINTS.isdisjoint(sentence.known) and bool(_CONTRAST.search(sentence.text))


def _judgement(clause: str, sentence: Sentence, *, negated: bool) -> str:
    """What an adjective adds to *vinden* and *achten*; nothing beside *maar*, and nothing from praise with a *not*."""
    if _contrasted(sentence):
        return ""
    if _REFUSAL.search(clause):
        return "opposed"
    if negated:
        return ""
    if _BLAME.search(clause):
        return "critical"
    return "conditional" if _TERMS.search(clause) else "supportive" if _PRAISE.search(clause) else ""


def _willing(clause: str) -> bool:
    """Whether a clause without a stance of its own accepts something: ``bereid``, ``haalbaar``, ``bespreekbaar``."""
    return bool(
        re.search(
            r"\bbereid|\bhaalbaar|\bbespreekbaar|\bdenkbaar|\baanvaardbaar|\bacceptabel|\bmogelijk\b"
            r"|\bin de rede|\bsprake zijn",
            clause,
        )
    )
