"""Numbers that belong to somebody else: money, addresses, gazettes, European law, standards (grammar §11, §12).

Every pattern begins where a word begins, is bounded, and is case-sensitive: "EN 115" is a standard, "en 115" is not.
"""

from typing import Final

from .grammar import DOSSIER, UNITS, _

_AMOUNT: Final = r"[0-9][0-9., ]{0,18}"
_MONEY: Final = [
    rf"(?:€|\$|£){_}[0-9][0-9.,]{{0,18}}(?:[ ][0-9]{{3}}){{0,4}}(?:,[0-9-]{{1,2}})?",
    rf"(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|euro|Euro|ƒ|f){_}[1-9][0-9]{{0,2}}(?:[. ]?[0-9]{{3}}){{1,4}}(?![0-9])"
    rf"(?:,[0-9-]{{1,2}})?",
    rf"[1-9][0-9]{{0,2}}(?:[. \n][0-9]{{3}}){{1,4}}(?:,[0-9]{{1,3}}(?![0-9])|,-+|{_}(?:€|%|{UNITS}(?![^\W\d_])))",
    rf"[1-9][0-9]{{3,7}}(?:,[0-9]{{1,3}}(?![0-9])(?!,)|{_}(?:€|%|{UNITS}(?![^\W\d_])))",
    r"[1-9][0-9]{0,2}(?:[. ][0-9]{3}){2,4}(?![0-9])",
]
_ADDRESSES: Final = [
    rf"(?:[Pp]ostbus|POSTBUS|[Aa]ntwoordnummer|P\.?O\.? [Bb]ox){_}[0-9]{{1,3}}[ ]?[0-9]{{0,3}}"
    rf"(?:{_}[-,]{_}[1-9][0-9]{{3}}{_}[A-Z]{{2}}(?![A-Za-z]))?"
    rf"(?:{_}[-,]?{_}[1-9][0-9]{{3}}{_}(?:[A-Z]{{2}})?(?![0-9A-Za-z]))?",
    r"[1-9][0-9]{3} ?(?!TK|EK|II)[A-Z]{2}(?![A-Za-z])",
    rf"(?:[Tt]el|[Tt]elefoon|[Tt]elefoonnummer|TEL|[Ff]ax|FAX|[Mm]obiel|[Tt]|[Ff]"
    rf"|[Mm]){_}[.:]?{_}\(?[+0][0-9()\- ]{{5,22}}[0-9]",
    rf"(?:[Tt]el|[Tt]elefoon|[Tt]elefoonnummer|TEL|[Ff]ax|FAX|[Dd]oorkiesnummer"
    rf"|[Tt]oestel){_}[.:]?{_}[0-9()\- ]{{4,22}}[0-9]",
    r"\+[0-9]{1,3}[0-9()\- ]{5,20}[0-9]",
    r"0[0-9]{1,3}-[0-9]{5,8}(?![0-9])",
    r"(?:DC|NY|VA|MD|CA|MA|TX|FL|IL|NJ|PA)[ ][0-9]{5}-[0-9]{4}(?![0-9])",
    r"NL ?[0-9]{2} ?[A-Z]{4}(?: ?[0-9]{2,4}){2,5}",
    rf"(?:KvK|KVK|K\.v\.K\.|BSN|RSIN|ISBN(?:-1[03])?|ISSN|IBAN|BTW|BIG|AGB|OIN|DOI|doi)(?:-?(?:nummer"
    rf"|nr\.?))?{_}:?{_}[0-9A-Z][0-9A-Za-z./\- ]{{3,24}}[0-9X]",
]
_GAZETTES: Final = [
    rf"(?:Stb|Stcrt|Trb|Staatsblad|Staatscourant|Tractatenblad|STB|STCRT|TRB){_}\.?,?{_}"
    rf"(?:van )?[0-9]{{4}},?{_}(?:(?:nr|Nr|no|nrs)\.?{_})?"
    rf"[0-9]{{1,6}}(?![0-9])(?:-[0-9n]{{1,3}}(?![0-9]))?(?:{_}(?:,|en){_}(?:"
    rf"(?:nr)\.?{_})?[0-9]{{1,6}}(?![0-9.])(?!{_}[0-9]{{3}}))?",
    rf"(?:Stb|Stcrt|Trb|Staatsblad|Staatscourant|Tractatenblad)\.?{_}(?:nr|no|nummer)\.?{_}[0-9]{{1,6}}",
    r"(?:stb|stcrt|trb)-[0-9]{4}-[0-9]{1,6}",
    rf"(?:PbEU|PbEG|PbEEG|PB|Pb|OJ|PBEU|PbEU){_}\.?,?{_}(?:[0-9]{{4}},?{_})?"
    rf"(?:nr\.?{_})?[LCS]{_}[0-9/]{{1,12}}(?:{_}van{_}[0-9.\-]{{6,10}})?(?:,{_}blz\.?{_}[0-9]{{1,5}})?",
    r"(?:BNB|NJ|AB|JB|V-N|RvdW|LJN|VN|FED|NTFR|JV|TRA|JAR|USZ|RSV|M&R|BR|Gst\.)[ ](?:19"
    r"|20)[0-9]{2}[/,-][ ]?[0-9./]{1,10}",
    r"LJN:?[ ]?[A-Z]{2}[0-9]{4}",
]
_EUROPE: Final = [
    r"[0-9]{5}[A-Z]{1,2}[0-9]{4}(?:R?\([0-9]{2}\))?(?:-[0-9]{8})?(?![\w-])",
    r"(?:COM|JOIN|SWD|SEC|C|COR|CES|BUR|PE|A|B|P|T)[ ]?\((?:19|20)?[0-9]{2}\)[ ]?[0-9]{1,5}(?:[ ]final|/[0-9]{1,2})?",
    r"(?:ST|WK|CM|PE|DS|SN|LIMITE)[ ][0-9]{1,5}(?:[ ]?[/-][ ]?[0-9]{1,4}){0,3}(?![0-9])",
    r"(?:\((?:EU|EG|EEG|Euratom|EU, Euratom|GBVB)\)|EU|EG|EEG)[ ](?:nr\.?"
    r"|[Nn]o\.?)?[ ]?[0-9]{1,5}/[0-9]{1,5}(?:/(?:EU|EG|EEG|GBVB|JBZ|CFSP))?",
    r"(?:[Rr]ichtlijn|[Vv]erordening|[Bb]esluit|[Kk]aderbesluit|[Bb]eschikking)(?:en)?[ ]"
    r"(?:nr\.?[ ])?[0-9]{1,5}/[0-9]{1,5}(?:/[A-Z]{2,4})?",
    r"(?:gevoegde zaken|[Zz]aken|[Zz]aak)?[ ]?[CTF]-[0-9]{1,4}/[0-9]{2}(?![0-9])(?:[ ]P)?",
    r"ECLI:[A-Z]{2}:[A-Z0-9]{1,8}:[0-9]{4}:[A-Z0-9.]{1,25}",
    r"jci1\.[0-9]:[^\s]{1,200}",
    r"(?:BWB[RVW][0-9]{7}|CVDR[0-9]{1,8})",
    r"(?:CELEX|Celex)[: ]{1,2}[0-9A-Z()\-]{6,25}",
]
_STANDARDS: Final = [
    r"(?:NEN|EN|ISO|IEC|DIN|BS|NPR|NTA|ASTM|ETSI|UL|ANSI|CEN|BRL|SIL|IEEE|VCA|STANAG|MIL|RFC)(?:[-/ ]"
    r"(?:NEN|EN|ISO|IEC|TS|TR|CEN|HD|STD|PAS|ETS|VDE|CLC)){0,4}[-/ :]?[ ]?[0-9]{2,6}"
    r"(?:[-:+/][A-Z]?[0-9]{1,4}){0,4}",
    r"(?:CAS|EINECS|EC|UN|VN|CAS-nr|EG)(?:-?nummer|-?nr\.?| nr\.?| no\.?"
    r"|-[Nn]o\.?)?:?[ ][0-9]{2,7}-[0-9]{2,3}-[0-9](?![0-9-])",
    r"(?!21501)[0-9]{2,7}-[0-9]{2}-[0-9](?![\w-])",
]
# A letter mark may be one of our own numbers: "Uw kenmerk 2024Z12345", "Kenmerk 21501-30, nr. 463".
_OURS: Final = r"(?:19|20)[0-9]{2}[ZDAP][0-9]{5}(?!\w)|(?i:kst|ah|blg)-[0-9a-z]"
_OURS_NR: Final = rf"{DOSSIER}(?:-[0-9]{{2}})?(?:[ -][A-Z]{{1,5}})?{_},?{_}(?i:nrs?|nummers?)(?![^\W\d_])"
_ADMINISTRATION: Final = [
    r"(?:19|20)[0-9]{2}-[0-9]{5,12}(?![0-9])",
    r"[A-Z]{2,12}(?:[-/][A-Z0-9]{1,12}){0,5}[-/](?:19|20)?[0-9]{2}[./-][0-9]{1,9}(?:-[0-9]{1,6})?",
    r"(?:TZ|TO|T)[0-9]{5,6}(?:-[0-9]{1,4})?(?!\w)",
    r"[Nn]o\.[ ]?W[0-9]{2}\.[0-9.]{2,9}(?:/[IVX]{1,4}|/[A-Z]{1,2})?",
    r"(?:[Nn]o|[Nn]r)\.[ ]?[0-9]{7,12}(?![0-9])",
    r"[A-Z]{2,10}-?[0-9]{5,10}-[0-9]{1,5}(?:-[A-Z0-9]{1,8})?",
    r"(?:[Ff]actuur|[Oo]rder|[Zz]aak|[Bb]estel|[Kk]lant|[Rr]ekening|[Pp]olis|[Ss]erie|[Aa]rtikel"
    r"|[Pp]roject|[Rr]egistratie"
    r"|[Rr]eferentie|[Pp]roduct|[Mm]odel|[Pp]arket|[Rr]ol|[Cc]ontract|[Vv]olg|[Cc]ase|[Ll]id|[Aa]anvraag|[Ss]ubsidie"
    r"|[Vv]ergunning|[Pp]ersoneels|[Kk]enteken|[Pp]oststuk|[Dd]ocument|[Ii]nschrijf|[Oo]ctrooi|[Ll]ot|[Bb]atch)"
    rf"(?:nummers?|nrs?\.?){_}:?{_}(?!{_OURS})[0-9A-Z][0-9A-Za-z./\-]{{0,30}}(?:[ ][0-9]{{3}}(?![0-9]))?",
    rf"(?:[Kk]enmerk|[Rr]eferentie|[Oo]ns [Kk]enmerk|[Uu]w [Kk]enmerk|[Rr]ef\.|[Zz]aaknr\."
    rf"|[Pp]arketnummer){_}:?{_}(?!{_OURS}|{_OURS_NR})[0-9A-Z][0-9A-Za-z./\-]{{3,40}}",
    r"[0-9]{9}/[0-9]{1,2}/[A-Z][0-9]",
    rf"(?:[Pp]agina's|[Pp]agina|[Pp]ag\.|[Pp]p\.|[Bb]lz\.|[Bb]ladzijden|[Bb]ladzijde|p\.){_}[0-9]{{1,6}}"
    rf"(?:{_}-{_}[0-9]{{1,6}})?(?![0-9])",
    rf"(?:[Aa]rtikel|[Aa]rtikelen|[Aa]rt\.){_}[0-9][0-9a-z:.\-]{{0,14}}",
    r"[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)?[0-9]{2}(?![0-9])",
    r"[0-9]{2}[ .]?[0-9]{3}-[0-9]{2}[ .][0-9]{3}(?![0-9])",
]
MASK: Final = "|".join([*_MONEY, *_ADDRESSES, *_GAZETTES, *_EUROPE, *_STANDARDS, *_ADMINISTRATION])
