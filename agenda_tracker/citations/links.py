"""Official addresses of a reference, built without asking the network."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .number import Reference

HOST: Final = "https://zoek.officielebekendmakingen.nl/"
TWEEDE_KAMER: Final = "https://www.tweedekamer.nl/kamerstukken/detail?"
FIRST_ONLINE: Final = 23000  # papers before 1995 are not on this site
# Older dossiers that are still open, with papers seen on the site.
STILL_RUNNING: Final = frozenset(
    {17050, 19637, 20043, 20454, 21109, 21501, 21860, 22026, 22054, 22112, 22160, 22181, 22187, 22343, 22452, 22589,
     22727, 22894}
)  # fmt: skip
PREFIXED_LETTERS: Final = range(2003, 2010)  # sessions in which letter papers carried the year; 2009/10 is mixed


def official_url(reference: "Reference") -> str:
    """The page at officielebekendmakingen.nl or tweedekamer.nl; "" where none can be built."""
    if reference.kind == "tk_number":
        return _tweede_kamer(reference.number)
    if reference.kind == "identifier":
        return HOST + reference.number + _extension(reference.number)
    if reference.kind in {"aanhangsel", "handelingen"}:
        return _proceedings(reference)
    if not _online(reference):
        return ""
    if reference.kind == "dossier":
        return f"{HOST}dossier/{reference.dossier_normal}"
    return f"{HOST}kst-{_year_prefix(reference)}{reference.normal}.html"


def _tweede_kamer(number: str) -> str:
    if number[4] == "D":
        return f"{TWEEDE_KAMER}id={number}&did={number}"
    return f"{TWEEDE_KAMER}id={number}" if number[4] == "Z" else ""


def _extension(identifier: str) -> str:
    """Annexes and provisional numbers exist as PDF only."""
    return ".pdf" if identifier.startswith(("blg-", "kst-", "ah-")) else ".html"


def _proceedings(reference: "Reference") -> str:
    cited_only = reference.kind == "handelingen" and not reference.item
    if cited_only or reference.session_year < "19941995":
        return ""
    return f"{HOST}{reference.normal}.html"


def _online(reference: "Reference") -> bool:
    if reference.dossier is None:
        return True
    if reference.keyed_by_year and reference.session_year < "19941995":
        return False
    return reference.dossier >= FIRST_ONLINE or reference.dossier in STILL_RUNNING


def _year_prefix(reference: "Reference") -> str:
    """Letter papers of 2003/04 – 2009/10 have the session year in their address, not in their key."""
    if not reference.number.isalpha() or not reference.session_year:
        return ""
    return f"{reference.session_year}-" if int(reference.session_year[:4]) in PREFIXED_LETTERS else ""
