"""Sentence by sentence: does the Dutch government take a position here, and of what kind?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .amounts import find_amounts
from .position_rules import (
    COMMITMENT,
    CONDITION,
    CONTRAST,
    DUE,
    EXTRA_RULES,
    IMPORTANT,
    NEGATION,
    NEUTRAL,
    NEUTRAL_VERBS,
    NO_COMMITMENT,
    OTHERS,
    OTHERS_ASK,
    PHRASE_RULES,
    VERB_RULES,
    VerbRule,
)
from .records import ReadPosition, ReadSection
from .sentences import split_sentences
from .words import words

# Sections that describe others' work: no positions are looked for there.
SILENT_ROLES = frozenset(("introduction", "document", "nature", "procedure", "parliament", "timetable"))
SPEAKING_ROLES = frozenset(("position", "intervention"))
_SPEAKER = re.compile(
    r"\bNederland(?![\w-])|\b[Hh]et (?:Nederlandse )?kabinet\b"
    r"|\b[Dd]it kabinet\b|\b[Dd]e (?:Nederlandse )?regering\b(?! (?:van|in|te) )"
    r"|\b[Ii]k\b|\b[Ww](?:ij|e)\b|\bDefensie\b|\bNL\b|\b[Dd]e (?:[Mm]inister|[Ss]taatssecretaris)(?:-president)?\b"
    r"(?! (?:van|voor) [A-Z][\w’]+(?: (?:en )?[A-Z]\w+){0,4} van )"
)
_OBJECT = re.compile(
    r"(?:\b(?:van|aan|in|door|met|naar|uit|bij|tussen|tegen|over|buiten"
    r"|binnen|richting|tot|sinds|rond|onder|waaronder|inclusief|behalve"
    r"|voor|namens|via|per|jegens|zonder|tegenover|ministers|minister"
    r"|ministerie)|\b(?:Zaken|Raad|Handel|Nederlandse),?)\s(?:de\s|het\s)?$",
)
_BOUNDARY = re.compile(
    r"(?:^|(?<=[\s,;:(]))(?:dat|die|om|omdat|zodat|waarbij|waarin|waarmee|waardoor|terwijl|waarvan|waarvoor)\b|[;:]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[,;:]")
AUXILIARIES = words(
    "zal zullen zou zouden wil willen wilde kan kunnen kon moet moeten blijft blijven bleef heb heeft hebben "
    "had hadden is zijn ben was gaat gaan dient hoopt wenst durft"
)
_THIRD_PERSON: frozenset[str] = frozenset().union(*(rule.finite for rule in VERB_RULES))
FINITE = _THIRD_PERSON | AUXILIARIES | {form[:-1] for form in _THIRD_PERSON if form.endswith("t") and len(form) > 4}
_BETWEEN = words("er zich dan ook daarom dus hier nu toen hierbij daarbij zelf")
STRAIGHT_REACH = 7


@dataclass(frozen=True)
class Verdict:
    """What one sentence says; offsets are added by the caller."""

    rule: str
    kind: str
    stance: str
    confidence: float


def find_positions(sections: Sequence[ReadSection]) -> tuple[ReadPosition, ...]:
    """Positions in the sections of items; in the introduction only when the letter has no items at all."""
    has_items = any(section.agenda_item is not None for section in sections)
    found: list[ReadPosition] = []
    for index, section in enumerate(sections):
        if _is_silent(section, has_items):
            continue
        for number, paragraph in enumerate(section.paragraphs):
            found.extend(_in_paragraph(paragraph, section, index, number))
    return tuple(found)


def _is_silent(section: ReadSection, has_items: bool) -> bool:
    if section.role == "introduction":
        return has_items
    return section.role in SILENT_ROLES


def _in_paragraph(paragraph: str, section: ReadSection, index: int, number: int) -> Iterator[ReadPosition]:
    for start, end in split_sentences(paragraph):
        text = paragraph[start:end]
        verdict = judge(text, section.role)
        if verdict is None:
            continue
        yield ReadPosition(
            text=text,
            kind=verdict.kind,
            stance=verdict.stance,
            agenda_item=section.agenda_item,
            amount_eur=_amount(text),
            due=_due(text) if verdict.kind == "commitment" else None,
            section=index,
            paragraph=number,
            start=start,
            end=end,
            rule=verdict.rule,
            confidence=verdict.confidence,
        )


LONGEST = 1500  # a longer "sentence" is a table or a list without full stops


def judge(sentence: str, role: str = "content") -> Verdict | None:
    """The position in one sentence, or None; ``role`` is that of the section it stands in."""
    if len(sentence) > LONGEST or len(sentence) < 12 or sentence.endswith("?"):
        return None
    return (
        _commitment(sentence)
        or _by_verb(sentence)
        or _by_importance(sentence)
        or _by_phrase(sentence)
        or _by_section(sentence, role)
        or _by_subject(sentence)
    )


def _commitment(sentence: str) -> Verdict | None:
    if COMMITMENT.search(sentence) and not NO_COMMITMENT.search(sentence):
        return Verdict("commitment_chamber", "commitment", "", EXTRA_RULES["commitment_chamber"])
    return None


def _by_verb(sentence: str) -> Verdict | None:
    """The first clause that takes a position; a clause that pays goes first when the sentence names an amount."""
    found = list(_verdicts(sentence))
    pays = [verdict for verdict in found if verdict.kind == "contribution"]
    return next(iter(pays if pays and find_amounts(sentence) else found), None)


def _verdicts(sentence: str) -> Iterator[Verdict]:
    for speaker in speakers(sentence):
        clause = _clause(sentence, speaker)
        rule = _verb_rule(*clause, first_person=speaker[0].lower() == "ik") if clause else None
        if clause and rule:
            yield Verdict(rule.name, rule.kind, _stance(rule, clause[1], sentence), rule.confidence)


def speakers(sentence: str) -> Iterator[re.Match[str]]:
    """Mentions of the government as a subject, outside what others are reported to say."""
    for match in _SPEAKER.finditer(sentence):
        before = sentence[max(0, match.start() - 40) : match.start()]
        if (
            not _OBJECT.search(before)
            and not sentence.startswith(" betreft", match.end())
            and not _reported(sentence, match.start())
        ):
            yield match


def _reported(sentence: str, place: int) -> bool:
    """``De Commissie verwacht dat Nederland …``: the subject of the main clause is someone else."""
    head = sentence[:place]
    return bool(OTHERS_ASK.match(head)) or bool(
        OTHERS.match(head) and re.search(r"\b(?:dat|of|hoe|waarbij|waarin|om|die)\b", head)
    )


def _clause(sentence: str, speaker: re.Match[str]) -> tuple[str, str] | None:
    """The finite verb that goes with a speaker, and the text behind it up to the next clause."""
    before = list(_WORD.finditer(sentence, max(0, speaker.start() - 40), speaker.start()))
    while before and before[-1][0].lower() in _BETWEEN:
        before.pop()
    if before and before[-1][0].lower() in FINITE:
        return before[-1][0].lower(), _scope(sentence, speaker.end())
    word = next(_straight(sentence, speaker.end()), None)
    return (word[0].lower(), _scope(sentence, word.end(), speaker.end())) if word else None


def _straight(sentence: str, start: int) -> Iterator[re.Match[str]]:
    """Finite verbs within reach behind the subject; a subject with a list of others may be longer."""
    for count, word in enumerate(_WORD.finditer(sentence, start)):
        if count > STRAIGHT_REACH or word[0] in ";:":
            return
        if word[0].lower() in FINITE:
            yield word


def _scope(sentence: str, start: int, subject_end: int | None = None) -> str:
    """From the verb to the next clause; what stands between subject and verb counts in a subordinate clause."""
    boundary = _BOUNDARY.search(sentence, start)
    scope = sentence[start : boundary.start() if boundary else len(sentence)]
    following = sentence[boundary.start() : boundary.end()] if boundary else ""
    lead = sentence[subject_end:start] + " " if subject_end is not None and start - subject_end > 30 else ""
    return f"{scope}{following} {lead}".strip()


def _verb_rule(verb: str, scope: str, *, first_person: bool) -> VerbRule | None:
    """The first row that fits; ``ik wijs`` is the form ``wijst`` without its ending."""
    words = {word.lower() for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", scope)}
    for rule in VERB_RULES:
        finite = verb in rule.finite or (first_person and f"{verb}t" in rule.finite)
        inner = verb in AUXILIARIES and bool(rule.inner & words)
        if (finite or inner) and (rule.needs is None or rule.needs.search(scope)):
            return rule
    return None


def _stance(rule: VerbRule, scope: str, sentence: str) -> str:
    """Conditions and negations turn support into something else; what is said with a *but* stays open."""
    if rule.stance and CONTRAST.search(sentence):
        return ""
    negation = NEGATION.search(scope) if rule.stance in ("supportive", "critical") else None
    if negation:
        return "" if rule.stance == "critical" or "," in scope[: negation.start()] else "opposed"
    if rule.stance in ("supportive", "") and CONDITION.search(sentence):
        return "conditional"
    return rule.stance


_IMPORTANT = re.compile(rf"\b(?:is|zijn|blijft|blijven) (?:het )?(?:\w+ ){{0,2}}?{IMPORTANT}\b", re.IGNORECASE)


def _by_importance(sentence: str) -> Verdict | None:
    """``Zoals ik eerder zei, is het essentieel dat …``: an importance stated by a Dutch speaker."""
    if _IMPORTANT.search(sentence) and next(speakers(sentence), None):
        return Verdict("view_importance", "view", "", EXTRA_RULES["view_importance"])
    return None


def _by_phrase(sentence: str) -> Verdict | None:
    rule = next((rule for rule in PHRASE_RULES if rule.pattern.search(sentence)), None)
    if rule is None or (OTHERS.match(sentence) and rule.name in ("phrase_impersonal", "phrase_dutch_interest")):
        return None
    stance = "conditional" if CONDITION.search(sentence) else rule.stance
    return Verdict(rule.name, rule.kind, stance, rule.confidence)


_JUDGES = re.compile(r"\b(?:moet(?:en)?|dien(?:t|en)|zou(?:den)?|mag niet|verdient|uitgangspunt)\b")


def _by_section(sentence: str, role: str) -> Verdict | None:
    """Under *Inzet Nederland* a sentence speaks for the government unless another is its subject."""
    if role not in SPEAKING_ROLES or OTHERS.match(sentence) or not sentence.rstrip('”’")').endswith((".", ";")):
        return None
    if not (next(speakers(sentence), None) or re.search(IMPORTANT, sentence) or _JUDGES.search(sentence)):
        return None
    return Verdict("position_section", "aim" if role == "position" else "view", "", EXTRA_RULES["position_section"])


_ASKED = re.compile(
    r"^(?:heb|heeft|hebben|had|hadden|werd|werden|is|zijn|was|waren)\b.*\b(?:\w{0,6}ge\w+|(?:be|ver|ont)\w+(?:[dt]|en))\W*$",
    re.I,
)
_NO_VERB = words("met dat uit tot wat niet het dit omdat zodat naast want maar en of als dan toen wat net ook niet")


def _by_subject(sentence: str) -> Verdict | None:
    """The government is the subject of the main clause, of a verb no table knows and that is not a neutral one."""
    speaker = next(speakers(sentence), None)
    if speaker is None or NEUTRAL.search(sentence) or speaker[0] == "Defensie":
        return None
    verb = _main_verb(sentence, speaker)
    if (
        not verb
        or verb.endswith(("de", "te"))
        or verb in NEUTRAL_VERBS
        or _ASKED.search(f"{verb} {_scope(sentence, speaker.end())}")
    ):
        return None
    kind = "aim" if verb in ("zal", "zullen", "wil", "willen", "gaat", "blijft", "ben") else "view"
    return Verdict("government_speaks", kind, "", EXTRA_RULES["government_speaks"])


def _main_verb(sentence: str, speaker: re.Match[str]) -> str:
    """The verb next to the subject: behind it when it opens the sentence, else right before it."""
    if speaker.start() == 0:
        return next((word[0].lower() for word in _WORD.finditer(sentence, speaker.end())), "")
    before = [word[0].lower() for word in _WORD.finditer(sentence, max(0, speaker.start() - 40), speaker.start())]
    while before and before[-1] in _BETWEEN:
        before.pop()
    plain = not re.search(
        r"\b(?:dat|die|hoe|waarbij|waarin|om|omdat)\b", re.split(r",\s", sentence[: speaker.start()])[-1], re.I
    )
    verb = before[-1] if before else ""
    looks = verb in FINITE or (len(verb) > 3 and verb.endswith("t"))
    return verb if looks and plain and verb not in _NO_VERB else ""


def _amount(sentence: str) -> int | None:
    """The first amount of the sentence: what follows it is a part of it or comes on top."""
    amounts = find_amounts(sentence)
    return amounts[0].euros if amounts else None


def _due(sentence: str) -> str | None:
    match = DUE.search(sentence)
    return match[0] if match else None
