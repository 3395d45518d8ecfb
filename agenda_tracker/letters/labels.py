"""Fixed sub-headings of an agenda item, and what each means."""

from __future__ import annotations

import re

ROLE_LABELS: dict[str, tuple[str, ...]] = {
    "introduction": ("inleiding", "introductie", "vooraf"),
    "document": ("document", "documenten", "stukken", "voorstel", "achterliggende documenten"),
    "nature": (
        "aard bespreking", "aard van de bespreking", "karakter bespreking", "karakter van de bespreking",
        "doel raadsbehandeling", "doel bespreking", "doel van de bespreking", "doel",
    ),
    "procedure": ("besluitvormingsprocedure", "procedure", "rechtsbasis", "besluitvorming"),
    "content": (
        "toelichting", "inhoud", "inhoud/achtergrond voorstel", "inhoud en achtergrond", "achtergrond", "context",
        "inhoud van het voorstel", "hoofdpunten", "verloop van de bespreking", "verloop bespreking", "bespreking",
        "onderwerp", "inhoud bespreking", "inhoud voorstel", "achtergrond voorstel", "stand van zaken",
    ),
    "position": (
        "inzet nederland", "nederlandse inzet", "inzet", "nederlandse positie", "positie nederland", "inzet kabinet",
        "nederlands standpunt", "standpunt nederland", "nederlandse standpunt", "kabinetsinzet", "nederlandse opstelling",
        "standpunt kabinet", "kabinetsstandpunt", "inzet van nederland", "inzet van het kabinet", "opstelling nederland",
        "nederlands belang", "nederlandse reactie", "inzet nederlandse regering",
    ),
    "field_of_forces": (
        "krachtenveld", "indicatie krachtenveld", "indicatie van het krachtenveld", "krachtenveld raad",
        "indicatie krachtenveld raad en europees parlement", "positie andere lidstaten", "krachtenveld en tijdpad",
        "eerste inschatting krachtenveld", "inschatting krachtenveld",
    ),
    "parliament": (
        "rol europees parlement", "rol van het europees parlement", "europees parlement", "positie europees parlement",
        "rol ep", "betrokkenheid parlement",
    ),
    "timetable": ("tijdpad", "vervolg", "vervolgstappen", "vervolgproces", "planning", "tijdlijn", "verdere tijdpad"),
    "result": (
        "resultaat", "resultaten", "belangrijkste resultaten", "besluiten", "uitkomst", "uitkomsten", "conclusies",
        "uitkomst bespreking", "conclusie",
    ),
    "intervention": (
        "nederlandse interventie", "interventie nederland", "interventie", "inbreng nederland", "nederlandse inbreng",
    ),
}  # fmt: skip
NATURES = frozenset(
    (
        "beleidsdebat", "oriënterend debat", "gedachtewisseling", "raadsconclusies", "algemene oriëntatie",
        "politiek akkoord", "informatiepunt", "voortgangsrapportage", "wetgevende besprekingen", "aanname raadsconclusies",
        "niet-wetgevende besprekingen", "hamerpunt", "aanname", "presentatie", "stand van zaken", "besluit",
    )
)  # fmt: skip
OTHER_TITLES = frozenset(("overig", "overige onderwerpen", "overige punten", "tot slot", "slot", "afsluiting"))
ROLE_OF = {label: role for role, labels in ROLE_LABELS.items() for label in labels}
NUMBER = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}(?:\.[a-z\d])?|[A-Za-z])[.)]|\d{1,2}\.\d{1,2}|[IVX]{1,5}\.[a-z\d])\s{1,8}(?=\S)"
)
_INLINE = re.compile(r"([^\W\d_][^:.!?]{2,60}):\s{1,3}(?=\S)")


def role_of(text: str) -> str:
    """Canonical role of a heading that is wholly a fixed label (``2. Inzet Nederland:``), else ``""``."""
    return ROLE_OF.get(fold_label(text), "")


def fold_label(text: str) -> str:
    """Lower case, without number, colon and double blanks."""
    if len(text) > 100:
        return ""
    return " ".join(NUMBER.sub("", text, count=1).rstrip(" :").lower().split())


_NATURE = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, NATURES), key=len, reverse=True))})"
    rf"(?: (?:en|met|tijdens|over) (?:{'|'.join(map(re.escape, NATURES))}|de lunch|het diner|een werklunch|lunch|besluitvorming"
    r"|goedkeuring|aanneming|stemming))?"
)


def is_nature(text: str) -> bool:
    """Whether a heading says how an item is treated: ``Beleidsdebat``, ``Gedachtewisseling tijdens de lunch``."""
    return bool(_NATURE.fullmatch(fold_label(text)))


def is_label(text: str) -> bool:
    """Whether a line is a fixed sub-heading and nothing else."""
    return len(text) < 80 and bool(role_of(text))


def inline_label(text: str) -> tuple[str, str]:
    """``("Inzet Nederland", "rest")`` when a paragraph opens with a fixed label and a colon, else ``("", text)``."""
    match = _INLINE.match(text)
    if match and role_of(match[1]) and match.end() < len(text):
        return match[1], text[match.end() :]
    return "", text
