"""Text that lost its line breaks: breaks come back at the landmarks of a letter, and nowhere else."""

from __future__ import annotations

import re

from .labels import ROLE_LABELS

FLAT = 2_000  # characters: a letter whose usual line is longer than this has lost its line breaks
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_OFFICE = r"(?:Minister|Staatssecretaris|minister|staatssecretaris)"
_NAMED = r"(?:van|voor) (?:[A-ZÀ-Ý]\w+(?:,| en|-| van| voor)? ?){1,8}"
_PARTS = r"(?:(?:van|de|der|den|’t|te) ){0,3}[A-ZÀ-Ý][\w-]+"
# Page furniture in the middle of a sentence: taken out, and kept at the end for what it tells of the letter.
_FEET = re.compile(
    r" ?(?:(?:kst-\S{5,30} )?(?:ISSN 0921 ?- ?7371 )?(?:[’']s-Gravenhage \d{4} )?(?P<foot>(?:Tweede|Eerste) Kamer, vergaderjaar"
    r" \d{4}[-–]\d{2,4}, \d{2} \d{3}(?:-\d{2}| [IVXL]{1,6})?, nr\. (?:\d{1,4}|[A-Z]{1,2}))(?: \d{1,3}(?= ))?"
    r"|Pagina \d{1,3} van \d{1,3}|ISSN 0921 ?- ?7371)(?= |$)"
)
# Before and behind each of these a line of its own begins.
_ALONE = re.compile(
    rf"(?:Den Haag|[’']s-Gravenhage), \d{{1,2}} (?:{_MONTHS}) \d{{4}}"
    r"|(?:Geachte|Zeer geachte) (?:heer|mevrouw|meneer)?/?(?:heer|mevrouw)? ?[Vv]oorzitter,?"
    r"|Hoogachtend,?(?= )"
    r"|[Aa]an de [Vv]oorzitters? van de (?:Tweede|Eerste)(?: en (?:de )?(?:Tweede|Eerste))? Kamer der Staten-Generaal"
    r"|[Nn]r\. \d{1,4} BRIEF VAN (?:DE|HET) [A-ZÀ-Ý][A-ZÀ-Ý ,-]{3,160}[A-ZÀ-Ý](?= )"
    r"|(?:VERSLAG|GEANNOTEERDE AGENDA)(?: [A-ZÀ-Ý0-9(][A-ZÀ-Ý0-9,.()–-]{0,30}){2,16}(?= [A-ZÀ-Ý][a-zà-ý])"
    rf"|De {_OFFICE} {_NAMED},? (?:[A-Z]\. ?){{1,5}}{_PARTS}"
    rf"|De {_OFFICE} {_NAMED}, ?[A-Z]\w+ {_PARTS}(?=\s*$)"
)
# A line begins before these, and what stands behind them is their value.
_LABELS = re.compile(r"(?<=\S) (?=(?:Datum:? \d|Betreft:? [A-Z]|Onderwerp:? [A-Z]|> Retouradres))")
_ROLES = "|".join(
    sorted(
        (
            re.escape(label.capitalize())
            for labels in ROLE_LABELS.values()
            for label in labels
            if " " in label or len(label) > 8
        ),
        key=len,
        reverse=True,
    )
)
_OPENS = r"(?:(?<=[.?!:;)”»\d] )|(?<=\n))"
_BEHIND = r"(?=[A-ZÀ-Ý(«])"
_SHORT = "|".join(
    label.capitalize() for role in ("document", "nature", "procedure") for label in ROLE_LABELS[role] if len(label) > 7
)
# Headings that only their number and the label behind them give away, in the order in which they are looked for.
_HEADINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(rf"(?<=\n)(?P<a>(?:Geannoteerde agenda|Verslag) [^.\n]{{10,140}}? \d{{4}}) {_BEHIND}"),
        r"\n\n\g<a>\n\n",
    ),
    (
        re.compile(rf"{_OPENS}(?P<a>\d{{1,2}}\. [A-ZÀ-Ý][^.?!\n]{{4,140}}?) (?P<b>{_ROLES}) {_BEHIND}"),
        r"\n\n\g<a>\n\n\g<b>\n\n",
    ),
    (re.compile(rf"{_OPENS}(?P<a>\d{{1,2}}\. (?:Diversen|Overig|Overige onderwerpen)) {_BEHIND}"), r"\n\n\g<a>\n\n"),
    (
        re.compile(rf"{_OPENS}(?P<a>{_SHORT}) (?P<b>[A-ZÀ-Ý][^.\n]{{3,80}}?) (?=(?:{_ROLES}|Inzet) {_BEHIND})"),
        r"\n\n\g<a>\n\n\g<b>\n\n",
    ),
    (re.compile(rf"{_OPENS}Inzet (?=Nederland [a-zà-ý])"), r"\n\nInzet\n\n"),
    (re.compile(rf"{_OPENS}(?P<a>(?:\d\. )?(?:{_ROLES})) {_BEHIND}"), r"\n\n\g<a>\n\n"),
)


def unfold(text: str) -> str:
    """``text`` unchanged when it has line breaks; else with breaks at head, labels, footers and signature."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or len(text) < FLAT or sorted(map(len, lines))[-1] < len(text) * 0.6:
        return text
    feet = [match["foot"] for match in _FEET.finditer(text) if match["foot"]]
    text = _FEET.sub("", text)
    text = _ALONE.sub(lambda match: f"\n\n{match[0].strip()}\n\n", text)
    text = re.sub(r"\n ", "\n", text)
    for pattern, broken in _HEADINGS:
        text = pattern.sub(broken, text)
    return "\n".join([_LABELS.sub("\n", text), "", *feet])
