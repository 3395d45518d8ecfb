"""Positions in sentences that name no speaker: Dutch by the label of their section or by the sentence before."""

from __future__ import annotations

import re

from .amounts import find_amounts
from .others import other_subject, others_lead, speaks_for_others
from .position_phrases import IMPORTANT
from .position_rules import rule_for
from .predicates import participles
from .speakers import find_mentions
from .tokens import Sentence
from .verb_forms import FORMS, INFINITIVE, THIRD
from .verdicts import Context, Verdict, ruled

_ASKED = (
    r"(?:aandacht (?:te )?(?:worden |wordt |zal |is )?gevraagd|ingezet op|gepleit|bepleit|benadrukt|naar voren"
    r"|overgebracht"
    r"|gewezen op|aangedrongen|opgeroepen|onder de aandacht|ingebracht|gevraagd om|verzocht)"
)
_PASSIVE = re.compile(
    rf"\b(?:zal|zullen|wordt|worden|is|zijn|werd|werden|dient)\b[^.;]{{0,90}}?\b{_ASKED}\b"
    r"|\bSamen met\b[^.;]{0,90}\b(?:wordt|worden)\b[^.;]{0,60}\b(?:voorbereid|gewerkt|opgetrokken|ingediend"
    r"|verspreid|opgesteld)\b"
    r"|\b(?:kan|kunnen) (?:\w+ )?op (?!brede)(?:\w+ )?(?:steun|instemming|sympathie) rekenen"
    r"|^(?:Ingezet|Gepleit|Aangedrongen|Aandacht|Benadrukt|Gewezen|Onderstreept) (?:wordt|zal|is|werd)\b"
    r"|^(?:De )?[Ii]nzet (?:is|blijft)\b",
    re.IGNORECASE,
)
# Money that is there without anybody who pays: ``Daarvoor is € 3 mln. beschikbaar``.
SET_ASIDE = re.compile(
    r"\b(?:is|zijn|wordt|worden|komt|was|waren) (?:[^;]{0,110} )?(?:bestemd|beschikbaar|begroot|opgenomen|gemoeid"
    r"|ingezet)\b"
    r"|\b(?:beschikbaar|gereserveerd|uitgetrokken|begroot|bestemd) (?:is|zijn)\b"
    r"|\b(?:komt|volgt|gaat)\b[^;]{0,40}\b(?:bijdrage|bedrag)\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(r"\bnog geen (?:\w+ )?(?:besluit|standpunt|positie|keuze)\b", re.IGNORECASE)


def by_passive(sentence: Sentence, context: Context) -> Verdict | None:
    """``Tijdens de bespreking zal aandacht worden gevraagd``: Dutch by its label, or by the sentence before it."""
    if not (context.speaks or (context.before and not others_lead(sentence))):
        return None
    if "door" in sentence.known and other_subject(sentence, sentence.words.index("door") + 1, len(sentence)):
        return None
    if _sets_aside(sentence):
        return ruled("phrase_paid_by_government", "contribution")
    if _UNDECIDED.search(sentence.text):
        return ruled("phrase_dutch_undecided", "view", "reserved")
    return ruled("phrase_passive", "aim") if _PASSIVE.search(sentence.text) else None


def _sets_aside(sentence: Sentence) -> bool:
    if not find_amounts(sentence.text):
        return False
    if SET_ASIDE.search(sentence.text):
        return True
    return any((rule := rule_for(lemma, "")) and rule.kind == "contribution" for lemma in participles(sentence))


_IMPORTANCE = re.compile(
    rf"\b(?:is|zijn|blijft|blijven) (?:het )?(?:\w+ ){{0,4}}?{IMPORTANT}\b|^{IMPORTANT} is\b"
    r"|\b(?:mag|mogen) (?:\w+ ){0,3}?(?:niet|geen|nooit)\b|\b(?:kan|kunnen) (?:\w+ ){0,2}?(?:pas|alleen|slechts)\b"
    rf"|\bhet (?:\w+ ){{0,3}}?{IMPORTANT} (?:dat|om)\b",
    re.IGNORECASE,
)


def by_importance(sentence: Sentence, context: Context) -> Verdict | None:
    """``Daarbij is van belang dat …`` after a Dutch position, or beside a Dutch speaker."""
    if context.before is None and not context.speaks:
        return None
    if not _IMPORTANCE.search(sentence.text) or speaks_for_others(sentence):
        return None
    return ruled("phrase_impersonal", "view")


_JUDGES = re.compile(
    r"\b(?:helpt|helpen|moet(?:en)?|dien(?:t|en)|zou(?:den)?|mag|mogen|verdien(?:t|en)|hoor(?:t|en)|behoor(?:t|en)"
    r"|uitgangspunt"
    r"|lijkt|lijken|blijft|kan|kunnen|vergt|vraagt om|biedt|bieden|goed|onvoldoende|voldoende"
    r"|te (?:ver|hoog|laag|streng|ruim|snel|weinig|veel|vroeg|kort)|onwenselijk|welkom|aanvaardbaar|onaanvaardbaar"
    r"|positief"
    r"|negatief|nuttig|nodig|zorgelijk)\b"
)
FACT = re.compile(
    r"^(?:Het (?:voorstel|voorzitterschap|Europees Parlement)|De (?:verordening|richtlijn|mededeling|Commissie|Raad"
    r"|tekst|motie"
    r"|brief)|In \d{4}|Sinds|Op \d{1,2}|Volgens (?!Nederland)|Uit \w+ blijkt)\b"
    r"|\b(?:is|zijn|werd|werden) (?:\w+ ){0,10}?(?:aangenomen|gepubliceerd|verschenen|opgenomen|gesteld|gewijzigd"
    r"|voorgesteld"
    r"|ingediend|afgerond|gezonden|geïnformeerd|gestegen|gedaald)\b"
)
_REFERENCE = re.compile(
    r"\b(?:zie|verwez\w+|verwijs\w*|uiteengezet|toegelicht|opgenomen|verwoord|neergelegd)\b.{0,200}\b(?:BNC-)?fiche"
    r"|\bfiche\b.{0,200}\b(?:verwez\w+|zie|uiteengezet|toegelicht|verwoord)",
    re.IGNORECASE,
)


def by_section(sentence: Sentence, context: Context) -> Verdict | None:
    """Under *Inzet Nederland* a sentence that judges speaks for the government, unless it tells a fact about another."""
    text = sentence.text
    if not context.speaks or speaks_for_others(sentence) or not text.rstrip('”’")').endswith((".", ";")):
        return None
    fact = FACT.search(text)
    if not fact and _lists_aims(sentence):
        return ruled("position_list", "aim")
    if _REFERENCE.search(text):
        return ruled("position_reference", "view")
    if fact or not (re.search(IMPORTANT, text) or _JUDGES.search(text)):
        return None
    return ruled("position_section", "view" if context.role == "position" else "aim")


def _lists_aims(sentence: Sentence) -> bool:
    """``Inzetten op …``, ``Aandacht vragen voor …``: the telegram style of a list of aims."""
    first = 1 if sentence.word(0) in ("–", "—") else 0
    if find_mentions(sentence) or any(word in THIRD and word in FORMS for word in sentence.words[: first + 6]):
        return False
    return any(_is_aim(word) for word in sentence.words[first : first + 2])


def _is_aim(word: str) -> bool:
    """An infinitive that one of the rules knows."""
    lemmas = (form.lemma for form in FORMS.get(word, ()) if form.tense == INFINITIVE)
    return any((rule := rule_for(lemma, "")) and rule.name for lemma in lemmas)
