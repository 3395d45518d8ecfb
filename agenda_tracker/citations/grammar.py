"""The words of a parliamentary reference: numerals, sets, and the lexical pieces both modes share."""

from typing import Final

HIGHEST_DOSSIER: Final = 37020  # seen in papers of 2026
MARGIN: Final = 500  # new dossiers appear faster than this package is released
LOWEST_DOSSIER: Final = 10000
SPLIT_DOSSIER: Final = 21501  # the only one with numbered sub-dossiers
SUBDOSSIER_NUMBER: Final = r"(?:0[1-9]|[12][0-9]|3[0-4])(?![0-9])"

# Dossiers that own budget chapters and funds, as seen in identifiers and in the open data of the Tweede Kamer.
BUDGET_DOSSIERS: Final[frozenset[int]] = frozenset(
    {29200, 29800, 30100, 30105, 30300, 30550, 30800, 31031, 31061, 31200, 31290, 31444, 31474, 31700, 31792,
     31924, 31965, 32123, 32360, 32395, 32500, 32565, 32609, 32710, 33000, 33090, 33240, 33280, 33400, 33480,
     33605, 33640, 33750, 33805, 33930, 34000, 34200, 34210, 34300, 34350, 34475, 34485, 34550, 34620, 34725,
     34730, 34775, 34845, 34950, 34960, 35000, 35095, 35200, 35210, 35300, 35350, 35450, 35470, 35570, 35650,
     35830, 35850, 35925, 35975, 36100, 36120, 36200, 36250, 36350, 36360, 36410, 36435, 36470, 36550, 36560,
     36600, 36613, 36625, 36725, 36800, 36820, 36850, 37020}
)  # fmt: skip
LAST_DIGITS_OF_EK: Final = "20032004"
FIRST_LETTERS: Final = 29200  # from this budget (2003/04) on the Eerste Kamer numbers with letters


def roman(value: int) -> str:
    """The canonical Roman numeral of 1 … 399."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    return "C" * hundreds + _roman_digit(tens, "XLC") + _roman_digit(ones, "IVX")


def _roman_digit(digit: int, letters: str) -> str:
    one, five, ten = letters[0], letters[1], letters[2]
    return ("", one, one * 2, one * 3, one + five, five, five + one, five + one * 2, five + one * 3, one + ten)[digit]


ROMAN_VALUES: Final[dict[str, int]] = {roman(value): value for value in range(1, 300)}
CHAPTERS: Final = frozenset(roman(value) for value in range(1, 30)) | {"IIA", "IIB", "IXA", "IXB"}
FUNDS: Final = frozenset("ABCDEFGHJKLM")
SUFFIXES: Final = CHAPTERS | FUNDS
EK_DOSSIERS: Final = frozenset(roman(value) for value in range(21, 300))

# One or two capitals that are a word or an abbreviation far more often than a paper of the Eerste Kamer.
NOT_LETTERS: Final = frozenset(
    {"AD", "AF", "AI", "AL", "AM", "AO", "AZ", "BE", "BIJ", "BV", "BZ", "CD", "DA", "DE", "DU", "EH", "EK",
     "EN", "ER", "EU", "EX", "EZ", "GA", "HA", "HE", "HU", "IE", "IK", "IN", "IS", "IT", "JA", "JE", "KM",
     "ME", "MI", "NA", "NL", "NO", "NU", "NV", "OF", "OK", "OM", "OO", "OP", "PM", "TE", "TK", "U", "UK",
     "UW", "VN", "VS", "WE", "WO", "ZE", "ZN", "ZO"}
)  # fmt: skip

_ = r"[ \n]?"
MONTHS: Final = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|feb|febr|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)"
)
UNITS: Final = (
    r"(?:eur|euro|euro's|miljoen|mln|miljard|mld|duizend|procent|promille|woningen|huizen|inwoners|personen|mensen|leden"
    r"|burgers|jaar|jaren|maanden|maand|weken|week|dagen|dag|uur|uren|minuten|km|kilometer|m|m2|m3|meter|mm|cm|ha|hectare"
    r"|ton|kg|kilo|kilogram|gram|liter|kwh|mw|gw|mwh|gwh|twh|stuks|keer|maal|pagina|pagina's|bladzijden|plaatsen|banen"
    r"|arbeidsplaatsen|fte|fte's|studenten|leerlingen|scholieren|scholen|bedrijven|huishoudens|gevallen|aanvragen"
    r"|militairen|vluchtelingen|asielzoekers|migranten|andere|moties|amendementen|brieven|vragen|exemplaren|dossiers"
    r"|handtekeningen|reacties|slachtoffers|kinderen|vrouwen|mannen|jongeren|ouderen|ondernemers|medewerkers|werknemers"
    r"|ambtenaren|soldaten|voertuigen|auto's|schepen|vliegtuigen|vluchten|kamers|bedden|pati[eë]nten|doden|gewonden"
    r"|artikelen|bijlagen|dollar|pond|graden|punten|zetels|stemmen|boeren|koeien|dieren|cli[eë]nten|klanten"
    r"|bezoekers|deelnemers|documenten|zaken|meldingen|klachten|adressen|locaties|stukken|woorden|tekens"
    r"|(?:eu-|navo-|vn-)?(?:lidstaten|landen)|bondgenoten|partijen|fracties|organisaties|gemeenten|provincies|partners)"
)
# What makes a number a count, a date, a time or a decimal instead of a paper.
_NO_COUNT = (
    rf"(?![0-9]|[.:][0-9]|{_}[%‰€$°]|{_}(?i:{UNITS}|{MONTHS})(?![^\W\d_])"
    r"|-[0-9]{1,2}-[0-9]{2,4}|(?<=(?:19|20)[0-9]{2})/[0-9]|[ \n][0-9]{3}(?![0-9])(?!\Z))"
)
NO_UNIT: Final = rf"(?![.,][0-9]|{_}[%‰€$°]|{_}(?i:{UNITS})(?![^\W\d_]))"

DOSSIER: Final = r"[1-9][0-9][ \n.\-]?[0-9]{3}(?![0-9])"
RIJKSWET: Final = rf"(?:[ \n,-]|(?=\()){_}[-,]?{_}\(?{_}(?P<r>[Rr]{_}[0-9]{{4}})(?![0-9]){_}\)?"
TK_NUMBER: Final = rf"0{{0,3}}[1-9][0-9]{{0,3}}(?!\w){_NO_COUNT}"
OLD_NUMBER: Final = r"[1-9][0-9]{0,3}[a-z]{1,2}(?!\w)(?![ \n]?(?:termijn|herdruk|lezing|nota|verslag)\b)"
OLD_NUMBER_QUERY: Final = r"[1-9][0-9]{0,3}[A-Za-z]{1,2}(?!\w)"
LETTER: Final = r"(?!N[RO](?!\w))[A-Z]{1,2}(?![\w'’]|-[A-Za-z]|\.[A-Za-z])"
LETTER_QUERY: Final = r"(?!(?i:nr|no)(?!\w)|pp?\.?[ ]?[0-9])[A-Za-z]{1,2}(?!\w)"
NR: Final = (
    rf"(?:(?i:onder|met|stuk|stukken|stuk-){_})?(?P<nr>(?i:nummers|nummer|nrs|nr|nos|no))(?![^\W\d_](?!\b))"
    rf"(?P<dot>{_}[.,:])?{_}"
)
AND: Final = r"(?i:en|of|&|alsmede|respectievelijk|resp\.|evenals|en ook)"
RANGE: Final = rf"{_}(?:(?i:t/m|tot en met|tot/met|tm)(?![^\W\d_]){_}(?:(?i:nr)\.?{_})?|(?P<dash>-){_})"
VERSION_WORD: Final = {"h": "herdruk", "b": "bijlage", "n": "versie n"}


def letter_rank(letters: str) -> int:
    """Place of an Eerste Kamer letter in the series A … Z, AA … ZZ; A is 1."""
    rank = 0
    for letter in letters:
        rank = rank * 26 + ord(letter) - 64
    return rank


def letter_of(rank: int) -> str:
    """Inverse of letter_rank for 1 … 702."""
    head, tail = divmod(rank - 1, 26)
    return (chr(64 + head) if head else "") + chr(65 + tail)
