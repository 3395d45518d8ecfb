"""One sentence: does the Dutch government take a position in it, of what kind, and with what stance?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agenda_tracker.letters.words import words

from .amounts import find_amounts
from .clauses import CONDITION, MAIN, RELATIVE, Clause, find_clauses
from .commitments import is_about_letter, is_commitment
from .others import other_subject, others_lead
from .position_phrases import PhraseRule, find_phrase, find_touch
from .position_rules import GIVEN, VerbRule, rule_for
from .predicates import (
    AUXILIARIES,
    company_verb,
    content_verbs,
    finite_lemmas,
    is_past,
    is_perfect,
    participles,
    verbs_behind,
)
from .second_look import as_payment, by_trace, promises
from .speakers import AGENT, AMONG, BEHALF, OPINION, SUBJECT, Mention, find_mentions
from .stance import stance_of
from .tokens import Sentence
from .unnamed import SET_ASIDE, by_importance, by_passive, by_section
from .verb_forms import THIRD
from .verdicts import Context, Verdict, ruled

LONGEST, SHORTEST = 1000, 12  # characters; a longer "sentence" is a table or a list without full stops
PLAIN = Context()


def judge(text: str, context: Context = PLAIN) -> Verdict | None:
    """The position in one sentence, or None."""
    if not SHORTEST <= len(text) <= LONGEST or text.endswith("?"):
        return None
    sentence = Sentence(text)
    promise = promises(sentence)
    if is_about_letter(sentence) and not promise:
        return None
    mentions = _mentions(sentence, context)
    if promise or is_commitment(sentence):
        speaker = next((mention.name for mention in mentions if mention.place == SUBJECT), "")
        return ruled("commitment_chamber", "commitment", speaker=speaker)
    verdict = (
        _by_phrase(sentence, find_touch(sentence))
        or _by_clause(sentence, mentions, context)
        or _by_agent(sentence, mentions)
        or _by_company(sentence, mentions)
        or _by_opinion(sentence, mentions)
        or _by_phrase(sentence, find_phrase(sentence))
        or by_passive(sentence, context)
        or by_importance(sentence, context)
        or by_section(sentence, context)
        or by_trace(sentence, context)
    )
    return as_payment(verdict, sentence) if verdict else None


# -- who speaks ------------------------------------------------------------------------------------------------------
_PRONOUNS = {
    "het kabinet": ("het",), "Nederland": ("het",), "de regering": ("zij", "ze"), "het ministerie": ("het",),
    "de minister": ("hij", "zij", "ze"), "de staatssecretaris": ("hij", "zij", "ze"),
}  # fmt: skip
_PRONOUN_REACH = 14
_AFTER_IT = words(
    "niets niet weinig zich er daarom hier dan voor ook geen wel van aan op graag dit dat meer met kritisch positief"
)


def _mentions(sentence: Sentence, context: Context) -> list[Mention]:
    """The government by name, or by a pronoun right after a sentence in which it spoke."""
    found = find_mentions(sentence)
    if context.foreign_minister:  # ``De minister`` is then the one just named
        found = [
            mention for mention in found if not (mention.name == "de minister" and mention.last - mention.first == 2)
        ]
    if context.before is None or (found and found[0].first == 0):
        return found
    return [*_pronouns(sentence, context.before.speaker), *found]


def _pronouns(sentence: Sentence, speaker: str) -> Iterator[Mention]:
    """``Het ziet …``, ``Tevens roept hij …``; *het* behind a verb is mostly an object, unless what follows says no."""
    meant = _PRONOUNS.get(speaker, ())
    for index, word in enumerate(sentence.words[:_PRONOUN_REACH]):
        if word not in meant:
            continue
        following = sentence.word(index + 1)
        opens = index == 0 and following in THIRD
        before = sentence.word(index - 1)
        inverted = index > 0 and before in THIRD and (word != "het" or (before != "is" and following in _AFTER_IT))
        if opens or inverted:
            yield Mention(index, index + 1, speaker, SUBJECT, "third")
            return


# -- the government as subject ---------------------------------------------------------------------------------------
_SAYING = frozenset(("aim_raise", "aim_decide", "government_speaks"))


def _by_clause(sentence: Sentence, mentions: list[Mention], context: Context) -> Verdict | None:
    """The first clause that takes a position; a clause that pays goes first when the sentence names an amount."""
    found = list(_clause_verdicts(sentence, mentions, context))
    if not found:
        return None
    amounts = find_amounts(sentence.text)
    pays = next((verdict for verdict in found if verdict.kind == "contribution"), None)
    if pays and (amounts or (found[0].rule in _SAYING and GIVEN.search(sentence.text))):
        return pays
    if found[0].rule in _SAYING and amounts and SET_ASIDE.search(sentence.text):
        return ruled("phrase_paid_by_government", "contribution", speaker=found[0].speaker)
    return _with_stance(found, sentence)


def _with_stance(found: list[Verdict], sentence: Sentence) -> Verdict:
    """The first verdict, with the stance of a later clause when it has none: ``had hierop aangestuurd en is tevreden``."""
    first = found[0]
    stance = next((verdict.stance for verdict in found if verdict.stance), "")
    if first.stance or first.kind == "contribution" or not stance:
        return first
    return replace(first, stance=stance_of(stance, "", sentence))


def _clause_verdicts(sentence: Sentence, mentions: list[Mention], context: Context) -> Iterator[Verdict]:
    spoke = False  # ``Het fonds, waaraan Nederland bijdraagt, telt …`` says nothing by itself
    for clause in find_clauses(sentence, mentions):
        if clause.kind == CONDITION or _reported(sentence, clause):
            continue
        verdict = _clause_verdict(sentence, clause, context)
        if verdict and (spoke or clause.kind != RELATIVE or verdict.kind != "contribution"):
            spoke = True
            yield verdict


def _clause_verdict(sentence: Sentence, clause: Clause, context: Context) -> Verdict | None:
    rule, text = _rule(sentence, clause)
    speaker = clause.mention.name
    if (
        rule is not None
        and rule.name == "aim_work"
        and sentence.words[clause.mention.first] == "we"
        and not _plans(sentence, clause)
    ):
        return None  # ``Zo versterken we de samenwerking``: all of us
    if rule is not None:
        stance = stance_of(rule.stance, text, sentence, says_no=rule.says_no)
        return ruled(rule.name, rule.kind, stance, speaker) if rule.name else None
    if clause.kind != MAIN or speaker == "Defensie":
        return None
    kind = _unknown_kind(sentence, clause, context)
    return ruled("government_speaks", kind, stance_of("", text, sentence), speaker) if kind else None


_REPORTING = words("dat of hoe waarom die welke wat waarbij waarin zodat om")
_THEY = words("hij zij ze")


def _plans(sentence: Sentence, clause: Clause) -> bool:
    return sentence.words[clause.verb] in _FUTURE


def _reported(sentence: Sentence, clause: Clause) -> bool:
    """``De Commissie verwacht dat Nederland …``: the main clause belongs to someone else."""
    if clause.kind == MAIN or sentence.words[clause.prefield] not in _REPORTING:
        return False
    before = sentence.words[: clause.prefield]
    return other_subject(sentence, 0, clause.prefield) or not _THEY.isdisjoint(before)


def _clause_text(sentence: Sentence, clause: Clause, last: int) -> str:
    """The clause in lower case as the rules see it: what follows subject and verb, then what opens the main clause."""
    following = _spaced(sentence.words[clause.first : last + 1])
    if clause.kind != MAIN or clause.prefield >= clause.verb:
        return following
    opening = [word for word in sentence.words[clause.prefield : clause.verb] if word != clause.mention.name.lower()]
    return f"{following} ¦ {_spaced(opening)}" if opening else following


def _spaced(found: list[str]) -> str:
    return " ".join(found).replace(" ,", ",")


def _rule(sentence: Sentence, clause: Clause) -> tuple[VerbRule | None, str]:
    """The meaning of a clause, and its text: of the verb under an auxiliary, else of the finite verb."""
    finite = finite_lemmas(sentence, clause)
    lemmas: list[str] = []
    last = clause.last
    if not AUXILIARIES.isdisjoint(finite):
        lemmas, last = content_verbs(sentence, clause, finite)
    text = _clause_text(sentence, clause, last)
    order = [*lemmas, *finite] if _FIRST.isdisjoint(finite) else [*finite, *lemmas]
    given = _announced(sentence, order, clause.verb + 1)
    return given or _first_rule(order, text, several=len(lemmas) > 1), text


def _first_rule(order: list[str], text: str, *, several: bool) -> VerbRule | None:
    """The first that fits; a giving one with a pattern of its own goes first, and of several verbs a neutral one last."""
    found = [rule for lemma in order if (rule := rule_for(lemma, text))]
    if several and found and not found[0].name:  # ``heb hem gesproken en gewezen op …``
        found = [rule for rule in found if rule.name] or found
    pays = [rule for rule in found if rule.kind == "contribution" and rule.needs is not None]
    return next(iter(pays or found), None)


_FIRST = words(
    "zijn blijven laten"
)  # ``is voorstander``, ``blijft … steunen``, ``laat weten``: they go before a further verb
_ANNOUNCES = words("besluiten aankondigen bekendmaken toezeggen")


def _announced(sentence: Sentence, order: list[str], start: int) -> VerbRule | None:
    """``heeft besloten om … beschikbaar te stellen``: what is announced is a contribution."""
    if _ANNOUNCES.isdisjoint(order):
        return None
    behind = (rule_for(lemma, sentence.text) for lemma in verbs_behind(sentence, start))
    given = next((rule for rule in behind if rule and rule.kind == "contribution"), None)
    return given if given and (given.needs or GIVEN.search(sentence.text)) else None


_STATES = words("is was zijn waren bent ben wordt werd worden heeft had hebben heb hadden kent moet moeten mag krijgt")
_FUTURE = words("zal zullen wil willen gaat gaan blijft blijven ga")


def _unknown_kind(sentence: Sentence, clause: Clause, context: Context) -> str:
    """A verb no rule knows: a position in the present (in a report also told), no state and nothing done long ago."""
    verb = sentence.words[clause.verb]
    done = is_perfect(sentence, clause)
    if verb in _STATES and (done or not context.speaks):
        return "aim" if context.report and done and verb in ("heb", "heeft", "hebben") else ""
    if is_past(sentence, clause) and verb not in ("zou", "zouden"):
        return "view" if context.speaks else ""
    return "aim" if verb in _FUTURE else "view"


# -- the government behind a preposition -----------------------------------------------------------------------------
_AGENT_RULES = {
    "contribution": "phrase_paid_by_government",
    "aim": "phrase_raised_by_government",
    "view": "phrase_by_government",
}


def _by_agent(sentence: Sentence, mentions: list[Mention]) -> Verdict | None:
    """``wordt door Nederland gesteund``, ``is namens het kabinet gewezen op``: the participle tells what was done."""
    agent = next((mention for mention in mentions if mention.place in (AGENT, BEHALF)), None)
    if agent is None:
        return None
    text = " ".join(sentence.words)
    lemmas = participles(sentence) or (company_verb(sentence, agent) if agent.place == BEHALF else [])
    for lemma in lemmas:
        rule = rule_for(lemma, text)
        if rule is not None and rule.name:
            stance = stance_of(rule.stance, text, sentence, says_no=rule.says_no)
            return ruled(_AGENT_RULES[rule.kind], rule.kind, stance, agent.name)
    return None


def _by_company(sentence: Sentence, mentions: list[Mention]) -> Verdict | None:
    """``Meerdere lidstaten, waaronder Nederland, pleitten voor …``: the verb of the main clause."""
    company = next((mention for mention in mentions if mention.place == AMONG), None)
    if company is None:
        return None
    text = " ".join(sentence.words[company.last :])
    rule = next((rule for lemma in company_verb(sentence, company) if (rule := rule_for(lemma, text))), None)
    if rule is None or not rule.name:
        return None
    stance = stance_of(rule.stance, text, sentence, says_no=rule.says_no)
    return ruled("phrase_among_others", rule.kind, stance, company.name)


def _by_opinion(sentence: Sentence, mentions: list[Mention]) -> Verdict | None:
    """``volgens de minister``, ``naar de mening van het kabinet``, ``aldus de regering``."""
    whose = next((mention for mention in mentions if mention.place == OPINION), None)
    if whose is None:
        return None
    return ruled("phrase_dutch_opinion", "view", stance_of("", sentence.text, sentence), whose.name)


# A Dutch aim or view that is only named: by others who share it, or to say where it was told.
_NAMED = frozenset(("phrase_dutch_aim", "phrase_dutch_view", "phrase_dutch_interest"))
_PROCEDURE = re.compile(
    r"^Zie\b|\bKamers?\b[^.;]{0,80}\b(?:bericht|geïnformeerd|ingelicht)\b|(?<!zoals )(?<!zoals ook )\b(?:vervat"
    r"|opgenomen"
    r"|neergelegd|te vinden|verwoord|beschreven|uiteengezet|toegelicht) in (?:de |het )?(?:brief|Kamerstuk)",
    re.IGNORECASE,
)


def _by_phrase(sentence: Sentence, phrase: PhraseRule | None) -> Verdict | None:
    if phrase is None:
        return None
    if phrase.name in _NAMED and (_PROCEDURE.search(sentence.text) or others_lead(sentence)):
        return None
    return ruled(phrase.name, phrase.kind, stance_of(phrase.stance, sentence.text, sentence), "Nederland")
