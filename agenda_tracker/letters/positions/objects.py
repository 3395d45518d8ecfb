"""Whether the government stands beside its verb as an object: ``De Commissie verzoekt Nederland``, ``Dit biedt het kansen``."""

from __future__ import annotations

from agenda_tracker.letters.words import words

from .others import other_subject
from .speakers import Mention
from .tokens import Sentence
from .verb_forms import FORMS

# Verbs whose subject gives or does something to the government: ``Dit biedt Nederland kansen``.
_DOES_TO = words(
    "bieden geven kosten verplichten dwingen raken treffen helpen brengen maken stellen vragen verbieden bereiken "
    "informeren "
    "bedanken danken verzoeken uitnodigen leveren opleveren oproepen noemen verwijten beschuldigen volgen aansporen"
)
_MODALS = words("zullen willen kunnen")
_THINGS = words("dit dat het de een deze die daarmee zo’n zulke elke")
_TIMES = words("jaar week maand najaar voorjaar zomer winter keer maal kwartaal dagen weken maanden jaren")
# Idioms in which the government does something with the thing: ``Deze zorgen brengt Nederland naar voren``.
_IDIOMS = (
    "naar voren", "onder de aandacht", "ter sprake", "beschikbaar", "aan de orde", "op tafel", "aan dat", "voor om",
    "aan de commissie",
)  # fmt: skip


def is_object(sentence: Sentence, start: int, verb: int, mention: Mention) -> bool:
    """Whether the words from ``start`` to the verb are the subject: somebody else, or a thing that does something to us."""
    if mention.person == "first" or mention.name == "wij":
        return False
    if other_subject(sentence, start, verb):
        return True
    lemmas = {form.lemma for form in FORMS.get(sentence.words[verb], ())}
    if lemmas.isdisjoint(_DOES_TO) or not lemmas.isdisjoint(_MODALS) or not _is_thing(sentence, start, verb):
        return False
    rest = " ".join(sentence.words[mention.last : mention.last + 14])
    return not any(idiom in rest for idiom in _IDIOMS)


def _is_thing(sentence: Sentence, start: int, verb: int) -> bool:
    """A noun phrase before the verb; ``Dit jaar levert Nederland`` opens with a time."""
    return start < verb and sentence.words[start] in _THINGS and sentence.words[start + 1] not in _TIMES
