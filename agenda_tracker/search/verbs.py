"""Dutch verbs and their forms: `steunde`, `gesteund`, `onderschreven` lead to the stem of `steunen`, `onderschrijven`."""

from collections.abc import Iterator
from functools import cache

from .lexicon import lines, word_list

_BOUND = ("be", "ver", "ont", "her", "ge", "er", "onder", "over")  # their participles have no ge-


@cache
def verb_forms() -> dict[str, str]:
    """Stem of every form that stands alone, by form: `gesteund` steun, `schreef` schrijf."""
    return _table(alone=True)


@cache
def prefixed_forms() -> dict[str, str]:
    """Stem of every form that may follow a prefix, by form: the `hoogd` of `verhoogd`, the `gedrongen` of `aangedrongen`."""
    return _table(alone=False)


def prefixed(word: str) -> str | None:
    """The stem of a verb with a prefix, or None: `aangedrongen`, `onderschreef`, `heroverwogen`."""
    forms = prefixed_forms()
    for end in range(len(word) - 3, 1, -1):
        prefix, rest = word[:end], word[end:]
        if rest not in forms or prefix not in _prefixes():
            continue
        return prefix + forms[rest]
    return None


def surely_verb(word: str) -> bool:
    """Whether a word that may be verb or noun is rather a verb: it begins be-, ver-, ont-, or has -ge- inside."""
    return word.startswith(_BOUND) or any(
        word.startswith(prefix + "ge") and word[len(prefix) :] in prefixed_forms() for prefix in _prefixes()
    )


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(word_list("verb-prefixes"))


def _table(*, alone: bool) -> dict[str, str]:
    """Regular verbs come first: `voeren` is more often to lead than the past of `varen`."""
    table: dict[str, str] = {}
    for form, name in _pairs(alone=alone):
        table.setdefault(form, name)
    return table


def _pairs(*, alone: bool) -> Iterator[tuple[str, str]]:
    for infinitive in word_list("verbs"):
        yield from _regular(infinitive, alone=alone)
    for line in lines("strong-verbs"):
        yield from _strong(line.split(), alone=alone)


def _strong(forms: list[str], *, alone: bool) -> Iterator[tuple[str, str]]:
    stem = _stems(forms[0])[0]
    yield from ((form, stem) for form in forms)
    yield from ((form, stem) for form in _present(forms[0]))
    participles = {forms[3], forms[3].removeprefix("ge")} if not alone else {forms[3]}
    for participle in participles:
        yield participle, stem
        if not participle.endswith("en"):
            yield from ((participle + tail, stem) for tail in ("e", "en"))


def _regular(infinitive: str, *, alone: bool) -> Iterator[tuple[str, str]]:
    name = _stems(infinitive)[0]
    yield from ((form, name) for form in _present(infinitive))
    for stem in _stems(infinitive):
        sound = infinitive[:-2][-1:]
        ending = "t" if sound in "kfsptx" or stem.endswith("ch") else "d"
        past = "" if stem.endswith(ending) else ending
        yield from ((stem + tail, name) for tail in (ending + "e", ending + "en"))
        yield from (("ge" + stem + past + tail, name) for tail in ("", "e", "en"))
        if not alone or infinitive.startswith(_BOUND):
            yield from ((stem + past + tail, name) for tail in ("", "e", "en"))


def _present(infinitive: str) -> Iterator[str]:
    yield from (infinitive, infinitive + "d", infinitive + "de")
    for stem in _stems(infinitive):
        yield from (stem, stem if stem.endswith("t") else stem + "t")


def _stems(infinitive: str) -> list[str]:
    """The stem of a verb, and how else it may be spelt: `leven` leef; `regelen` regel, regeel."""
    if not infinitive.endswith("en") or infinitive.endswith(("doen", "zien")):
        return [infinitive]
    root = infinitive[:-2]
    if len(root) > 2 and root[-1] == root[-2]:
        return [root[:-1]]
    root = root[:-1] + {"v": "f", "z": "s"}.get(root[-1], root[-1])
    if root[-2:-1] in "aeou" and (root[-3:-2] not in "aeiou" or root[:-2] == "be") and root[-1] not in "aeiouw":
        long = root[:-1] + root[-2:]
        return [root, long] if root.endswith(("el", "er", "en", "em", "ig")) and len(root) > 4 else [long]
    return [root]
