"""What a clause says its subject does: its infinitives and participles, its parted particles, its tense."""

from __future__ import annotations

import re

from agenda_tracker.letters.words import words

from .clauses import MAIN, Clause
from .others import other_subject
from .scopes import scope_end
from .speakers import Mention
from .tokens import BREAKS, Sentence
from .verb_forms import FORMS, INFINITIVE, PARTICIPLE, PAST, PLURAL, PRESENT, THIRD

AUXILIARIES = words("zullen willen kunnen moeten mogen hebben zijn worden blijven gaan hoeven dienen laten komen weten")
_PERFECT = words("hebben zijn worden")


def content_verbs(sentence: Sentence, clause: Clause, lemmas: list[str]) -> tuple[list[str], int]:
    """Lemmas of the infinitives (under *zullen*) or participles (under *hebben*), and where the last stretch read ends.

    A passive (``is de regering gevraagd``) says what is done to the subject: only ``ben ingegaan op`` and the like count.
    """
    wanted = {INFINITIVE, PARTICIPLE} if not _PERFECT.issuperset(lemmas) else {PARTICIPLE}
    passive = wanted == {PARTICIPLE} and "hebben" not in lemmas
    if wanted == {PARTICIPLE} and _PLANS & frozenset(sentence.words[clause.first : clause.last + 1]):
        wanted, passive = {INFINITIVE}, False
    end = clause.last
    found = _verbs_between(sentence, clause.first, end, wanted)
    if not found and wanted == {PARTICIPLE} and not passive:
        found = [
            lemma for lemma in _verbs_between(sentence, clause.first, end, {INFINITIVE}) if lemma in ("laten", "weten")
        ]
    if clause.kind != MAIN:
        return found or _verbs_between(sentence, clause.verb, clause.verb + 3, wanted), end
    while not found and end < len(sentence) and sentence.words[end] not in BREAKS:
        start = end + 1
        end = scope_end(sentence, start)
        found = _verbs_between(sentence, start, end, wanted)
    return ([lemma for lemma in found if lemma.endswith(_MOVES)] if passive else found), end


_MOVES = ("gaan", "komen", "blijven", "treden")
_PLANS = words("voornemens plan zins bereid")
_ARTICLES = words("de een deze hoge lage")
_NOMINAL = words("het van door met na dit hun zijn haar")


def _verbs_between(sentence: Sentence, start: int, end: int, wanted: set[str]) -> list[str]:
    found: list[str] = []
    for place in range(start, min(end, len(sentence))):
        for form in FORMS.get(sentence.words[place], ()):
            if form.tense in wanted and not (_adjective if form.tense == PARTICIPLE else _nominal)(sentence, place):
                found.append(form.lemma)
    return found + (_split_infinitives(sentence, start, end) if INFINITIVE in wanted else [])


_OWNERS = words("de een deze hun onze")


def _adjective(sentence: Sentence, place: int) -> bool:
    """A participle that tells of a noun: ``de gekozen rechtsgrondslag``."""
    return sentence.word(place - 1) in _OWNERS and sentence.word(place + 1) not in _BEHIND_PARTICIPLE


def _nominal(sentence: Sentence, place: int) -> bool:
    """An infinitive used as a noun, or a plural that looks like one: ``de kosten``, ``het sturen van``."""
    before = sentence.word(place - 1)
    return before in _ARTICLES or (before in _NOMINAL and sentence.word(place + 1) not in ("", ",", "te"))


def _split_infinitives(sentence: Sentence, start: int, end: int) -> list[str]:
    """``op te roepen``: particle, *te*, infinitive."""
    found = []
    for place in range(start, min(end, len(sentence) - 1)):
        if sentence.words[place] == "te":
            lemma = sentence.word(place - 1) + sentence.words[place + 1]
            if lemma in FORMS and any(form.lemma == lemma for form in FORMS[lemma]):
                found.append(lemma)
    return found


def finite_lemmas(sentence: Sentence, clause: Clause) -> list[str]:
    """What the finite verb can be: with its particle in the clause first (the longer one first), then the bare verb."""
    forms = FORMS.get(sentence.words[clause.verb], ())
    inside = frozenset[str]()
    if clause.kind == MAIN:  # elsewhere the particle is written before the verb: ``bijdraagt``
        inside = _particles(sentence, clause.first, clause.last) | _particles(sentence, clause.prefield, clause.verb)
    parted = sorted((form for form in forms if form.particle in inside), key=lambda form: -len(form.particle))
    whole = [form.lemma for form in forms if not form.particle and form.tense in (PRESENT, PAST)]
    return [*(form.lemma for form in parted), *whole]


_DETERMINERS = words("de het een deze die dit zijn haar hun onze ons mijn alle elke ieder beide welke")


def _particles(sentence: Sentence, start: int, end: int) -> frozenset[str]:
    """Words that can be a parted particle: not those that are the preposition of a noun phrase (``over de kosten``)."""
    return frozenset(
        word for place, word in enumerate(sentence.words[start:end], start) if _parted(sentence, place, word)
    )


_GIVING = words("geeft geef geven gaf gaven nederland kabinet ik wij regering minister staatssecretaris")
_NOUN_PREPOSITIONS = words("tegen over voor na door om bij uit")
_PARTED_BEFORE = words(
    "van aan in met naar op tussen binnen richting tot en maar te als , ; : ( zich elkaar er "
    "dat omdat zodat om voor bij over tegen namens tijdens waarbij"
)


def _parted(sentence: Sentence, place: int, word: str) -> bool:
    """Whether a word stands apart from its verb: before a noun it is a preposition (``over kosten``, ``in 2030``)."""
    following = sentence.word(place + 1)
    if word in _NOUN_PREPOSITIONS:
        return (
            not following
            or following in _PARTED_BEFORE
            or (word == "voor" and "te" in sentence.words[place + 1 : place + 8])
        )
    if following in _DETERMINERS:  # ``gaf aan de uitkomst af te willen wachten``
        return word == "aan" and sentence.word(place - 1) in _GIVING and "te" in sentence.words[place + 2 : place + 14]
    return not sentence.capital(place + 1) and not following.isdigit()


def is_past(sentence: Sentence, clause: Clause) -> bool:
    """Past tense of the finite verb; an unknown verb is judged by its ending."""
    word = sentence.words[clause.verb]
    forms = FORMS.get(word)
    if forms:
        return all(form.tense == PAST for form in forms if form.tense in (PRESENT, PAST))
    return word.endswith(("de", "te", "den", "ten"))


def is_perfect(sentence: Sentence, clause: Clause) -> bool:
    """``heeft … gevraagd``, ``is … toegetreden``: an auxiliary with a participle."""
    if _PERFECT.isdisjoint(finite_lemmas(sentence, clause)):
        return False
    return any(_is_participle(sentence, place) for place in range(clause.first, clause.last))


_PARTICIPLE = re.compile(
    r"(?:aan|af|bij|in|mee|om|op|over|toe|uit|voor|deel|samen|vast|rond)?ge\w{2,20}(?:d|t|en)|(?:ver|be|ont|her"
    r"|onder)\w{2,20}[dt]"
)
_BEHIND_PARTICIPLE = words("om dat en voor aan met door in op tot bij over van tegen als ,") | {""}


def _is_participle(sentence: Sentence, place: int) -> bool:
    """A participle the table knows, or a word that looks like one where a verb can stand."""
    word = sentence.words[place]
    if any(form.tense == PARTICIPLE for form in FORMS.get(word, ())):
        return True
    return bool(_PARTICIPLE.fullmatch(word)) and sentence.word(place + 1) in _BEHIND_PARTICIPLE


def verbs_behind(sentence: Sentence, place: int) -> list[str]:
    """Lemmas of every verb in the rest of a sentence: ``heeft besloten om … beschikbaar te stellen``, ``dat het … vrijmaakt``."""
    behind = range(place, len(sentence))
    return [form.lemma for at in behind for form in FORMS.get(sentence.words[at], ()) if not form.particle]


def participles(sentence: Sentence) -> list[str]:
    """Lemmas of every participle in a sentence, in reading order."""
    return [form.lemma for word in sentence.words for form in FORMS.get(word, ()) if form.tense == PARTICIPLE]


def company_verb(sentence: Sentence, mention: Mention) -> list[str]:
    """What the verb of ``Meerdere lidstaten, waaronder Nederland, pleitten`` can mean; [] when they are not its subject."""
    verb = next((at for at in range(1, mention.first) if _group_verb(sentence, at)), 0)
    if verb and other_subject(sentence, 0, verb):
        return []
    verb = verb or next(
        (at for at in range(mention.last, min(mention.last + 12, len(sentence))) if _group_verb(sentence, at)), 0
    )
    if not verb:
        return []
    end = scope_end(sentence, mention.last)
    inside = _particles(sentence, verb + 1, end)
    forms = FORMS[sentence.words[verb]]
    finite = [
        *(form.lemma for form in forms if form.particle in inside),
        *(form.lemma for form in forms if not form.particle),
    ]
    content = (
        _verbs_between(sentence, verb + 1, end, {INFINITIVE, PARTICIPLE}) if AUXILIARIES.intersection(finite) else []
    )
    return [*content, *finite]


def _group_verb(sentence: Sentence, place: int) -> bool:
    word = sentence.words[place]
    return (
        (word in PLURAL or word in THIRD)
        and word in FORMS
        and word != "acht"
        and sentence.words[place - 1] not in ("de", "het", "een", "te")
    )
