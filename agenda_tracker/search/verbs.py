"""Dutch verbs and their forms: `steunde`, `gesteund`, `onderschreven` lead to the stem of `steunen`, `onderschrijven`."""

from collections.abc import Iterator
from functools import cache

from .lexicon import lines, word_list

_BOUND = ("be", "ver", "ont", "her", "ge", "er", "onder", "over")  # their participles have no ge-


@cache
def verb_forms() -> dict[str, str]:
    """Stem of every form that stands alone, by form: `gesteund` steun, `schreef` schrijf."""
    return dict(_pairs(alone=True))


@cache
def prefixed_forms() -> dict[str, str]:
    """Stem of every form that may follow a prefix, by form: the `hoogd` of `verhoogd`, the `gedrongen` of `aangedrongen`."""
    return dict(_pairs(alone=False))


def prefixed(word: str) -> str | None:
    """The stem of a verb with a prefix, or None: `aangedrongen`, `onderschreef`, `heroverwogen`."""
    forms = prefixed_forms()
    for end in range(len(word) - 3, 1, -1):
        prefix, rest = word[:end], word[end:]
        if rest not in forms or prefix not in _prefixes():
            continue
        return prefix + forms[rest]
    return None


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(word_list("verb-prefixes"))


def _pairs(*, alone: bool) -> Iterator[tuple[str, str]]:
    for infinitive in word_list("verbs"):
        yield from _regular(infinitive, alone=alone)
    for line in lines("strong-verbs"):
        yield from _strong(line.split(), alone=alone)


def _strong(forms: list[str], *, alone: bool) -> Iterator[tuple[str, str]]:
    stem = _stems(forms[0])[0]
    yield from ((form, stem) for form in forms)
    yield from ((form, stem) for form in _present(forms[0]))
    if not alone and len(forms) > 3:
        yield forms[3].removeprefix("ge"), stem


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
    if not infinitive.endswith("en") or infinitive.endswith(("oen", "ien")):
        return [infinitive]
    root = infinitive[:-2]
    if len(root) > 2 and root[-1] == root[-2]:
        return [root[:-1]]
    root = root[:-1] + {"v": "f", "z": "s"}.get(root[-1], root[-1])
    if root[-2:-1] in "aeou" and root[-3:-2] not in "aeiou" and root[-1] not in "aeiouw":
        long = root[:-1] + root[-2:]
        return [root, long] if root.endswith(("el", "er", "en", "em", "ig")) and len(root) > 4 else [long]
    return [root]
