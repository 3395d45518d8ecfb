"""One stem for the forms of a Dutch word: plural, diminutive, bent verb, adjective with -e.

A stem is a key, not a word (`problemen` and `probleem` give `problem`). Forms are known from three lists (nouns, verbs, what no
rule makes), also at the end of a compound; whatever is not listed goes by rules. Snowball's stemmers for Dutch join far too much
(`gewas` and `was`, `minister` and `mini`) and too little (`lid`, `leden`); figures in `docs/search-language.md`.
"""

import re
from functools import cache, lru_cache

from .nouns import base_nouns, irregular_groups, plurals, syllables
from .verbs import prefixed, surely_verb, verb_forms

LONGEST = 60  # characters; what is longer is no Dutch word and is left as it is
_VOWELS = "aeiouy"


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one folded word. Numbers, and words of at most three letters that no list holds, are their own stem."""
    if len(word) > LONGEST or not word.isalpha():
        return word
    listed = _listed().get(word)
    if listed is not None:
        return listed
    if len(word) <= 3:
        return word
    return _shortened(_of_a_compound(word) or _by_rule(word))


@cache
def _listed() -> dict[str, str]:
    """Whole words: irregular forms first, then nouns, then verbs; a form that is itself a listed noun stays so."""
    table: dict[str, str] = {}
    for group in irregular_groups():
        for form in group:
            table.setdefault(form, _shortened(group[0]))
    for noun in base_nouns():
        table.setdefault(noun, _shortened(noun))
    for noun in base_nouns():
        for form in plurals(noun):
            table.setdefault(form, table[noun])
    for form, name in verb_forms().items():
        table.setdefault(form, table.get(name, _shortened(name)))
    return table


@cache
def _heads() -> dict[str, str]:
    """What may stand at the end of a compound: forms of nouns of four letters or more."""
    heads: dict[str, str] = {}
    for group in irregular_groups():
        if len(group) > 1:
            heads |= {form: group[0] for form in group if len(form) > 3 or form in _SHORT_HEADS}
    for noun in base_nouns():
        for form in (noun, *plurals(noun)):
            if len(form) > 3:
                heads.setdefault(form, noun)
    return {form: noun for form, noun in heads.items() if noun not in _NO_HEADS}


_SHORT_HEADS = frozenset(("gas", "kas", "bos", "bus", "pas", "eis"))
# Nouns that hide at the end of others: generatoren, molens, concurrenten.
_NO_HEADS = frozenset(
    ("toren", "lens", "les", "these", "index", "stal", "even", "rede", "test", "verkeerd", "basis", "rente", "links")
)


def _of_a_compound(word: str) -> str | None:
    """A verb with a prefix, or a compound by its last noun: `aangedrongen` aandring, `hoofdsteden` hoofdstad."""
    verb, noun = prefixed(word), _headed(word)
    if verb and noun and not surely_verb(word):
        return noun
    return verb or noun


def _headed(word: str) -> str | None:
    heads = _heads()
    for cut in range(2, len(word) - 2):
        head = heads.get(word[cut:])
        if head and syllables(word[:cut]) and (cut > 2 or not word.endswith("s")):
            return word[:cut] + head
    return None


def _shortened(key: str) -> str:
    """`problem` for probleem, so that it meets problem-en; words of one syllable keep both vowels (`maan` is not `man`)."""
    if len(key) > 3 and key[-2] == key[-3] and key[-2] in "aeou" and syllables(key) > 1:
        return key[:-2] + key[-1]
    return key


# --- words on no list ---

_DIMINUTIVE = (
    (re.compile(r"^(.*[aeiou])([lnrmbgp])\2etjes?$"), r"\1\2"),  # balletje
    (re.compile(r"^(.*[aeou])\1tjes?$"), r"\1"),
    (re.compile(r"^(.*m)pjes?$"), r"\1"),  # raampje
    (re.compile(r"^(.*in)kjes?$"), r"\1g"),  # regelinkje
    (re.compile(r"^(.*(?:[aeiouwy]|[aeiou][lnr]))tjes?$"), r"\1"),  # dronetje, vergadertje
    (re.compile(r"^(.*[bcdfgkpst])jes?$"), r"\1"),  # akkoordje
)
# Words of one syllable in -s are hardly ever plurals (plaats, kans, reeks); those that are stand on the list.
_PLURAL_S = re.compile(r"(?:[^aeious]|[aiouy]|[^aeo]e|ie)s$")
_NOT_S = re.compile(r"(?:ij|[aeo]i|[ou]u|(?<!e)au|[aeo]o|oe|[aeou]eu|ee|aa|oo|uu|eu)s$")


def _by_rule(word: str) -> str:
    word = _without_s_and_e(_without_diminutive(word))
    root = _without_en(word)
    if root:  # now -s may show: `processen` goes by `proces`, which goes by `proce`
        word = _without_s_and_e(root)
    return _without_verb_ending(word)


def _without_s_and_e(word: str) -> str:
    while len(word) > 3:
        shorter = _without_s(word) or _without_e(word)
        if shorter is None:
            return word
        word = shorter
    return word


def _without_diminutive(word: str) -> str:
    if len(word) < 6 or not word.endswith(("je", "jes")):
        return word
    for pattern, base in _DIMINUTIVE:
        found, count = pattern.subn(base, word)
        if count and len(found) > 2:
            return found
    return word


def _without_s(word: str) -> str | None:
    if not _PLURAL_S.search(word) or _NOT_S.search(word) or syllables(word) < 2:
        return None
    return word[:-1]


def _without_e(word: str) -> str | None:
    if not word.endswith("e") or word[-2:-1] in ("e", "i", "") or syllables(word[:-1]) == 0 or len(word) < 4:
        return None
    return _restored(word[:-1])


def _without_en(word: str) -> str | None:
    if word.endswith(("ieen", "eeen")):
        return word[:-2]
    root = word[:-2]
    if not word.endswith("en") or len(root) < 2 or syllables(root) == 0:
        return None
    if root[-1] in "aeiou" and not root.endswith(("aai", "ooi", "oei", "ij", "ei", "ui")):
        return None
    return root[:-2] + "eid" if word.endswith("heden") else _restored(root)


def _restored(root: str) -> str:
    """The spelling of a root when it stands alone: `maatregell` no, `wett` wet, `brev` breef, `stat` staat."""
    if len(root) > 2 and root[-1] == root[-2] and root[-1] not in _VOWELS:
        return root[:-1]
    root = root[:-1] + {"v": "f", "z": "s"}.get(root[-1], root[-1])
    if root[-2:-1] in ("a", "e", "o", "u") and root[-3:-2] not in tuple("aeiou") and root[-1] not in "aeiouwxy":
        return root[:-1] + root[-2:]
    return root


# uitgefaseerd, gestroomlijnd; not genereerde
_PARTICIPLE = re.compile(
    r"^((?:aan|af|bij|door|in|mee|na|om|op|over|toe|uit|voor|weg)?)ge(?!ner|sti|ront|bruik)"
    r"(.{2,}(?:eerd|(?:[aeou][aeiou]|ie|ij)(?:[lnrmgfsw]d|[kpfs]t)))$"
)
_LATIN = re.compile(r"^(.{2,}eer)d$")
_PAST = re.compile(r"^(.{2,}(?:[eiu]g|el|er))d$")
_THIRD = re.compile(
    r"^(.{2,}(?:eer|er|el|ig|g|[aeou][aeiou]p|[aeou][aeiou]k|ij[dfkgnp]|w|oei|ooi|aai|[lr]p|[aeou][aeiou]f|rf|m|d|[^aeiou]k|[aeiou]{2}[lnr]))t$"
)
_NOT_VERB = re.compile(
    r"(?:expert|concert|dessert|koncert|markt|ient|kaart|soort|poort|vaart|staart|taart|beurt|buurt|aart|maart|waart|ct|[on]ooit|wereld|beeld|schild|"
    r"honderd|waard|fort|geweld|held|veld|geld|schuld|woud)$"
)


def _without_verb_ending(word: str) -> str:
    if len(word) < 5 or word[-1] not in "dt" or _NOT_VERB.search(word):
        return word
    participle = _PARTICIPLE.match(word)
    if participle:
        return participle[1] + participle[2][:-1]
    for pattern in (_LATIN, _THIRD, _PAST):
        found = pattern.match(word)
        if found:
            return found[1]
    return word


def spellings(word: str) -> tuple[str, ...]:
    """The forms under which a word may stand in a text or inside a compound, short ones first: `staten`, `staat`, `staats`."""
    key = stem(word)
    longer = key[:-1] + key[-2:] if key[-2:-1] in ("a", "e", "o", "u") else key
    made = {form for base in (word, key, longer) for form in (base, *plurals(base))}
    made |= {form for group in irregular_groups() if key in group for form in group}
    return tuple(sorted((form for form in made if stem(form) == key), key=lambda form: (len(form), form)))
