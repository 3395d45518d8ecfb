"""Papers full of the same words that are no letter of a minister about a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

TOP = 60  # lines with text from the top that tell what a paper is
COMMITTEE = (
    "Dit is een stuk van een commissie of van de Kamer en geen brief van een minister; er is geen standpunt gelezen."
)
PRESS = "Dit is een bericht over een brief en niet de brief zelf; er is geen standpunt gelezen. Lees de brief zelf in."
NO_LETTER = (
    "Dit lijkt geen brief van een minister: aanhef, betreft en ondertekening ontbreken; er is geen standpunt gelezen."
)
NO_TEXT = "Hierin staat geen tekst; er is niets gelezen."

_COMMITTEE = re.compile(
    r"(?:Nr\. \d{1,4}\s{1,3})?(?:(?:INBRENG )?VERSLAG VAN (?:EEN|HET)\b.*|INBRENG VERSLAG.*"
    r"|(?:Inbreng )?[Vv]erslag van een (?:schriftelijk|algemeen|nader|wetgevings|nota|commissie|rondetafel)\w* ?\w*\b.{0,80}"
    r"|LIJST VAN VRAGEN.*|(?:GEWIJZIGDE )?MOTIE VAN .*|(?:GEWIJZIGD )?AMENDEMENT VAN .*|NOTA NAAR AANLEIDING VAN .*"
    r"|Vastgesteld(?: op)?:? \d{1,2} \w+ \d{4}.*|Voorgesteld(?: op)?:? \d{1,2} \w+ \d{4}.*|De Kamer,|gehoord de beraadslaging,?"
    r"|Vragen (?:van het lid|van de leden|gesteld door).*|STENOGRAFISCH VERSLAG.*|COMMISSIEDEBAT.*|BRIEF VAN DE VASTE COMMISSIE.*"
    r"|(?:I\.?|1\.?)?\s?Vragen en opmerkingen (?:van|vanuit) de (?:fractie|leden).*|Lijst van vragen(?: en antwoorden)?.*"
    r"|AANHANGSEL VAN DE HANDELINGEN.*|(?:De )?[Vv]oorzitter van de commissie,?|(?:De )?(?:adjunct-)?griffier van de commissie,?)"
)
_PRESS = re.compile(
    r"(?:Nieuwsbericht|Persbericht|Nieuws|Kamerbrief|Weblogbericht|Toespraak)(?:\s?[|·–-]\s?.*|\s\d.*)?"
    r"|Document\s?[|·]\s?.*|.{0,80}\|\s?(?:Kamerstuk|Kamerbrief|Nieuwsbericht|Rijksoverheid\.nl).*|.*\bRijksoverheid\.nl\b.*"
    r"|Deel deze pagina.*|(?:Zie|Lees) ook:?|Verantwoordelijk.{0,10}|Lees (?:verder|meer).*"
    r"|.{0,60}\(pdf, .{2,12}\).*|Download .*|Delen:?"
)
_ABOUT = re.compile(
    r"\b(?:minister|staatssecretaris)\b.{0,60}\b(?:heeft|stuurt|informeert|biedt|schrijft|meldt)\b.{0,160}\b(?:Kamer|brief)\b"
    r"|\b(?:[Dd]at|Dit) (?:schrijft|meldt|heeft) (?:de )?(?:minister|staatssecretaris)\b",
)


def committee_paper(lines: Sequence[str]) -> bool:
    """Whether a paper calls itself a committee's report, a list of questions, a motion or an amendment."""
    top = [line for line in lines if line][:TOP]
    return any(_COMMITTEE.fullmatch(line) for line in top)


def press_item(lines: Sequence[str]) -> bool:
    """Whether a text is about a letter: a news page, or a minister in the third person who sends it."""
    full = [line for line in lines if line]
    top = " ".join(full[:12])[:1500]
    return any(_PRESS.fullmatch(line) for line in full[:8]) or bool(_ABOUT.search(top))
