"""The stance a sentence takes: what its verb means, turned by negation, condition and contrast; none when in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agenda_tracker.letters.words import words

from .tokens import Sentence
from .verb_forms import PLURAL, THIRD

_CONDITION = re.compile(
    r"\bmits\b|\btenzij\b|\bop voorwaarde (?:dat|van)\b|\bonder (?:[a-zë]+ ){0,3}voorwaarden?\b|\bvoor zover\b"
    r"|\brandvoorwaarden?\b|\bals voorwaarde\b|\bindien\b|\bvooropgesteld\b|\b(?:in|mogelijk|akkoord|mee|steunen"
    r"|leven|instemmen) als (?:de|het|een|die|er|dat)\b|\bafhankelijk van\b|\bmet dien verstande dat\b"
    r"|\bbehalve (?:als|wanneer)\b"
    r"|\bzolang\b(?! (?:als )?(?:dat |het |dit )?nodig\b)(?![^,.;]{0,60} (?:duurt|voortduurt|aanhoudt)\b)"
    r"|\bzodra\b(?! (?:als )?(?:dat |het |dit )?(?:mogelijk|kan)\b)|^mocht(?:en)?\b"
    r"|\b(?:kan|kunnen|toelaatbaar|aanvaardbaar|acceptabel)\b[^.;]{0,100}\bwanneer\b|^wanneer\b[^.;]{1,200}, (?:dan )?kan\b"
    r"|^als (?!het (?:gaat|aan)|een van)(?:de|het|een|er|aan|dat|deze|dit|die|hieraan|daaraan)\b[^,.;]{1,200}, "
    r"|\b(?:alleen|slechts|pas|enkel|uitsluitend)\b[^.;]{0,40}\b(?:als|indien|wanneer|na)\b|, (?:als|indien)\b"
    r"|\bhang(?:t|en) [^.;]{0,60}\baf van\b|\baf ?hang(?:t|en) van\b",
    re.IGNORECASE,
)
# *Als* with a subject behind it opens a condition, ``als de kosten dalen``, or likens something: ``als de beste keuze``.
_AS = re.compile(
    r"\bals(?= (?:(?P<pronoun>er|dit|men)|de|het|een|geen|alle|beide|voldoende|deze|die|dat|aan|daar[a-z]*|hier[a-z]*"
    r"|lidstaten|partijen)\b)",
    re.IGNORECASE,
)
_LIKENS = re.compile(
    r"\b(?:zowel|evenzeer|net|zo|zie[nt]|zag(?:en)?|gezien|beschouw[a-z]*|kwalificeer[a-z]*|bestempel[a-z]*|aangemerkt"
    r"|geldt|gelden|dient|dienen|fungee?r[a-z]*|noem[a-z]*|ervaar[a-z]*|ervaren)\b[^,.;:()]*\Z",
    re.IGNORECASE,
)
# So much of a sentence is looked at before and behind.
_REACH = 300
_UNTIL = re.compile(rf"[^,.;:()–]{{0,{_REACH}}}")
_INSIDE = words("die dat welke om waar waarmee waarin waarvan waarop waaraan waardoor waarbij waarvoor")
_AUXILIARIES = words(
    "is zijn was waren wordt worden blijft blijven heeft hebben kan kunnen mag mogen moet moeten zal zullen zou zouden"
)
_PARTICLES = words("aan af bij door in mee na op over samen stand terug toe uit voort")
_BEHIND_VERB = words("tot aan binnen bij")
# Before a condition of something else: ``dat de Commissie ingrijpt zodra …``, ``het plan om op te treden indien …``.
_EMBEDDED = re.compile(
    r"\b(?:dat|die|waar[a-z]+)\b[^,;:()–]*\Z|(?<!\bbereid )\bom\b[^,;:()–]* te [a-zë]+ \Z", re.IGNORECASE
)
_CONDITION_HINTS = words(
    "mits voorwaarde voorwaarden randvoorwaarde randvoorwaarden zover zolang alleen slechts pas enkel uitsluitend als indien "
    "afhankelijk vooropgesteld tenzij zodra mocht mochten verstande behalve wanneer hangt hangen afhangt afhangen"
)
_NEGATION = re.compile(
    r"\b(?:niet(?!-)(?! alleen\b| slechts\b| in de laatste plaats\b| onwelwillend\b)|geen|nooit|noch"
    r"|evenmin)\b",
    re.IGNORECASE,
)
# What is said of something else: ``tevreden dat de begroting niet stijgt``, ``het voornemen geen uitzonderingen toe te staan``.
_OF_ANOTHER = re.compile(
    r"\bdat (?=(?i:de|het|een|er|geen|deze|dit|die|zij|wij|men|alle|lidstaten)\b|[A-Z])|\bnu (?=er\b)"
    r"|\b(?i:voornemen|streven|plan|besluit|voorstel|oproep|wens|keuze|inzet|ambitie|doel|beleid|lijn|verzoek)"
    r" (?=(?i:niet|geen)\b(?![^,.;]{0,200} om )[^,.;]{0,200} te [a-zë]+)"
)
_HARDLY = re.compile(r"\b(?:nauwelijks|amper)\b", re.IGNORECASE)
# Beside support this takes nothing away: ``steunt het voorstel en ziet geen bezwaren``.
_NO_OBJECTION = re.compile(
    r"geen (?:[^\W\d_]+ ){0,2}(?:bezwa(?:ar|ren)|bedenking(?:en)?|probleem|problemen|belemmering(?:en)?|zorgen|kritiek"
    r"|twijfels?)\b",
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
    r"|terecht|goede (?:zaak|stap|redenen)|belangrijke stap|(?:goede|juiste) richting|te billijken|toe te juichen"
    r"|met instemming)\b|\b(?:wenselijk|gewenst|noodzakelijk)(?=\.?$| ¦)",
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
    r"|onvoldoende (?:onderbouwd|uitgewerkt|toegelicht|gemotiveerd|duidelijk|concreet|ambitieus|doordacht|afgebakend)"
    r"|te (?:kort|lang|hoog|laag|ruim|strikt|streng|algemeen|complex|beperkt|eenzijdig|vaag|duur)(?=\.?$| ¦| en\b| voor\b)"
    r"|onevenwichtig|moeilijk te verteren|jammer|teleurstellend|onrealistisch|verontrustend)\b",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:rand)?voorwaarden?\b(?! (?:voor|van) (?:de |het )?(?:lidmaatschap|toetreding))"
    r"|\baanvaardbaar (?:als|indien|mits)|\bacceptabel (?:als|indien|mits)",
    re.IGNORECASE,
)


_ACCEPTS = re.compile(
    r"\b(?i:(?:nederlandse|onze) (?:steun|instemming)|(?:steun|instemming) van (?:nederland|het kabinet))\b"
    r"|\bbereid|\bhaalbaar|\bbespreekbaar|\bdenkbaar|\baanvaardbaar|\bacceptabel|\bmogelijk\b|\bin de rede|\bsprake zijn"
    r"|\bonder (?:[a-zë]+ ){0,3}voorwaarden\b"
)
_DEMANDS = re.compile(r"\bmoet(?:en)?\b|\bdien(?:t|en)\b")  # ``moet de Unie bereid zijn``


def stance_of(stance: str, clause: str, sentence: Sentence, *, says_no: bool = True) -> str:
    """``stance`` as the verb gives it, after the words of its clause and of the sentence around it.

    A condition turns support (or acceptance) into ``conditional``; a negation turns support into ``opposed`` and takes a
    refusal away, unless the rule itself ``says_no``; a *but* leaves it open: better no stance than a wrong one.
    """
    negation = _of_verb(_NEGATION, clause)
    if negation and stance == "supportive" and _NO_OBJECTION.match(clause, negation.start()):
        negation = None
    if "tenzij" in sentence.known and (negation or stance == "opposed") and _conditional(sentence):
        return "conditional"
    if stance == "opposed" and negation and not says_no:
        stance, negation = "", None
    if stance in ("supportive", "") and not negation and _conditional(sentence):
        return "conditional" if stance or _willing(clause) else ""
    if stance and (_contrasted(sentence) or _of_verb(_HARDLY, clause)):
        return ""
    if negation and stance == "supportive":
        return "" if "," in clause[: negation.start()] else "opposed"
    if negation and stance == "critical" and re.search(r"\bgeen\b", clause):
        return ""
    return stance or _judgement(clause, sentence, negated=negation is not None)


def _of_verb(negation: re.Pattern[str], clause: str) -> re.Match[str] | None:
    """One in the condition, ``mits er geen kosten zijn``, or in what is said of another leaves the verb as it is."""
    if not negation.search(clause):
        return None
    others = (*_conditions(clause), *_OF_ANOTHER.finditer(clause))
    ends = [found.start() for found in others]
    return negation.search(clause, 0, min(ends, default=len(clause)))


def _conditional(sentence: Sentence) -> bool:
    return not _CONDITION_HINTS.isdisjoint(sentence.known) and any(
        not _EMBEDDED.search(sentence.text, 0, found.start() + found[0].rfind(" ") + 1)
        for found in _conditions(sentence.text)
    )


def _conditions(text: str) -> Iterator[re.Match[str]]:
    """Where one begins."""
    yield from _CONDITION.finditer(text)
    if found := _as_clause(text):
        yield found


def _as_clause(text: str) -> re.Match[str] | None:
    """The first *als* that opens a condition: what is likened has no verb at its end."""
    for found in _AS.finditer(text):
        behind = _UNTIL.match(text, found.end())
        after = behind[0].lower().split() if behind else []
        if not _LIKENS.search(text, max(0, found.start() - _REACH), found.start()) and _has_verb(
            after, anywhere=found["pronoun"] is not None
        ):
            return found
    return None


def _has_verb(after: list[str], *, anywhere: bool) -> bool:
    """Whether these words have the finite verb of their clause: at its end, or before ``tot`` or ``aan``."""
    if not _INSIDE.isdisjoint(after[1:]) or after[-2:-1] == ["te"]:
        return False
    if anywhere:
        return any(map(_is_finite, after[1:]))
    return any(
        _is_finite(word) and (place + 1 == len(after) or after[place + 1] in _BEHIND_VERB)
        for place, word in enumerate(after)
        if place > 1
    ) or not _AUXILIARIES.isdisjoint(after[2:][-3:])


def _is_finite(word: str) -> bool:
    """With a particle in front of it, too: ``teruglopen``."""
    rests = (word.removeprefix(particle) for particle in ("", *_PARTICLES) if word.startswith(particle))
    return any(rest in THIRD or rest in PLURAL for rest in rests)


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
    """Whether a clause without a stance of its own accepts something: ``bereid``, ``haalbaar``, ``onder voorwaarden``."""
    return bool(_ACCEPTS.search(clause)) and not _DEMANDS.search(clause)
