"""The value every reference becomes: parsed once, compared by its normal form, printed one way."""

import datetime
from dataclasses import dataclass, replace
from typing import Final

from . import links, shelf
from .grammar import BUDGET_DOSSIERS, VERSION_WORD
from .sessions import session_year_of, short_session_year

CHAMBER_NUMERAL: Final = {"TK": "II", "EK": "I", "VV": "VV"}


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """One parliamentary document or dossier.

    kind is "paper", "dossier", "aanhangsel", "handelingen", "tk_number" or "identifier" (a provisional or
    undossiered KOOP identifier, kept whole in `number`). `number` is the paper's number or letter, the sitting
    of the Handelingen, the question number of the Aanhangsel. `suffix` is a sub-dossier ("02"), a budget
    chapter ("XVI") or a fund ("A"). Equality and hash look at `normal` only; chamber, page and R number are
    attributes, and so is the session year except where it is part of the key.
    """

    kind: str
    dossier: int | None = None
    ek_dossier: str = ""
    suffix: str = ""
    number: str = ""
    session_year: str = ""
    version: str = ""
    chamber: str = ""
    rijkswet: str = ""
    page: str = ""
    item: str = ""

    def __eq__(self, other: object) -> bool:
        return self.normal == other.normal if isinstance(other, Reference) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.normal)

    def __str__(self) -> str:
        return self.normal

    @staticmethod
    def parse(normal: str) -> "Reference":
        """The reference with this normal form; ValueError for anything that is not exactly a normal form."""
        from .identifiers import parse_normal

        return parse_normal(normal)

    @property
    def keyed_by_year(self) -> bool:
        """Eerste Kamer papers with digits: their numbers started again every session."""
        return self.chamber == "EK" and self.session_year != "" and self.number[:1].isdigit()

    @property
    def dossier_normal(self) -> str:
        """ "28676", "36600-X", "21501-02", "CXXIV"; "" for what stands in no dossier."""
        if self.dossier is None:
            return self.ek_dossier
        return f"{self.dossier}-{self.suffix}" if self.suffix else str(self.dossier)

    @property
    def normal(self) -> str:
        """The canonical normal form, the unique key."""
        if self.kind in {"tk_number", "identifier"}:
            return self.number
        if self.kind == "dossier":
            return "dossier/" + self.dossier_normal
        return "-".join(part for part in self._parts() if part)

    def _parts(self) -> tuple[str, ...]:
        if self.kind == "paper":
            return (self.session_year if self.keyed_by_year else "", self.dossier_normal, self.number, self.version)
        prefix = "ah" if self.kind == "aanhangsel" else "h"
        return (prefix, self.chamber.lower(), self.session_year, self.number, self.item, self.version)

    @property
    def display(self) -> str:
        """The form for readers: "28 676, nr. 464", "36 600 X", "Handelingen II 2010/11, nr. 108, item 5"."""
        if self.kind in {"tk_number", "identifier"}:
            return self.number
        if self.kind in {"aanhangsel", "handelingen"}:
            return self._proceedings() + self._version_note()
        return self._grouped_dossier() + self._number_part() + self._year_note() + self._version_note()

    def _grouped_dossier(self) -> str:
        if self.dossier is None:
            return self.ek_dossier
        digits = str(self.dossier)
        return f"{digits[:2]} {digits[2:]}{self._suffix_part()}"

    def _suffix_part(self) -> str:
        if not self.suffix:
            return ""
        return ("-" if self.suffix.isdigit() else " ") + self.suffix

    def _number_part(self) -> str:
        if not self.number:
            return ""
        return f", nr. {self.number}" if self.number[0].isdigit() else f", {self.number}"

    def _year_note(self) -> str:
        return f" ({short_session_year(self.session_year)})" if self.keyed_by_year else ""

    def _version_note(self) -> str:
        if not self.version:
            return ""
        letter, count = self.version[0], self.version[1:]
        if letter == "h" and count == "1":
            return " (herdruk)"
        return f" ({VERSION_WORD[letter]}{'' if letter == 'n' else ' '}{count})"

    def _proceedings(self) -> str:
        label = "Aanhangsel Handelingen" if self.kind == "aanhangsel" else "Handelingen"
        item = f", item {self.item}" if self.item else ""
        year = short_session_year(self.session_year)
        return f"{label} {CHAMBER_NUMERAL[self.chamber]} {year}, nr. {self.number}{item}"

    @property
    def work(self) -> "Reference":
        """The paper itself, whatever reprint, correction or annex was named."""
        return replace(self, version="") if self.version else self

    @property
    def dossier_reference(self) -> "Reference | None":
        """The dossier this stands in, itself for a dossier, None for what stands in none."""
        if not self.dossier_normal:
            return None
        return Reference(
            "dossier",
            self.dossier,
            self.ek_dossier,
            self.suffix,
            chamber="EK" if self.ek_dossier else "",
            rijkswet=self.rijkswet,
        )

    @property
    def sort_key(self) -> str:
        """Fixed-width ASCII; binary order of these strings is the order on the shelf."""
        return shelf.sort_key(self)

    @property
    def slug(self) -> str:
        """The path below /kamerstukken/; keeps "dossier/" where a suffix could be read as an EK letter."""
        if self.kind == "dossier" and not (self.suffix.isalpha() and self._looks_like_paper()):
            return self.dossier_normal
        return self.normal

    def _looks_like_paper(self) -> bool:
        return len(self.suffix) <= 2 or self.dossier not in BUDGET_DOSSIERS

    @property
    def official_url(self) -> str:
        """The page of the official publication; "" where none can be built."""
        return links.official_url(self)

    def citation(self, chamber: str = "", *, date: datetime.date | None = None, session_year: str = "") -> str:
        """A citation in the style of Aanwijzing 3.43: "Kamerstukken II 2023/24, 28676, nr. 464".

        chamber is "TK" or "EK" (default: what the reference says); the session year comes from session_year
        ("20232024"), else from the date of the paper, else from the reference; without any it is left out.
        """
        if self.kind in {"tk_number", "identifier"}:
            return self.number
        if self.kind in {"aanhangsel", "handelingen"}:
            return self._proceedings() + self._page_part()
        if self.kind == "dossier":
            return f"Kamerstukken {self.dossier or self.ek_dossier}{self._suffix_part()}"
        numeral = CHAMBER_NUMERAL.get(chamber or self._own_chamber(), chamber)
        year = short_session_year(session_year or (session_year_of(date) if date else self.session_year))
        source = f"Kamerstukken {numeral} {year}".rstrip()
        key = f"{self.dossier or self.ek_dossier}{self._suffix_part()}{self._number_part()}"
        return f"{source}, {key}{self._version_note()}{self._page_part()}"

    def _own_chamber(self) -> str:
        return self.chamber or ("TK" if self.number.isdigit() else "EK")

    def _page_part(self) -> str:
        return f", p. {self.page}" if self.page else ""
