"""Other names for the same: abbreviations and what they stand for, countries and their adjectives."""

from functools import lru_cache

from .stems import stem
from .wanted import Term
from .words import tokens

# Each line names one thing.
SAME = """
navo | nato | noord-atlantische verdragsorganisatie
ovse | osce
vn | verenigde naties | un
vs | verenigde staten | amerikaans | amerika
vk | verenigd koninkrijk | brits
eu | europese unie
ep | europees parlement
ecb | europese centrale bank
europa | europees
duitsland | duits
frankrijk | frans
belgië | belgisch
oekraïne | oekraïens
rusland | russisch
china | chinees
turkije | turks
israël | israëlisch
palestina | palestijns | palestijnen
iran | iraans
syrië | syrisch
servië | servisch
polen | pools
hongarije | hongaars
italië | italiaans
spanje | spaans
griekenland | grieks
georgië | georgisch
moldavië | moldavisch
belarus | wit-rusland | belarussisch
afrika | afrikaans
libië | libisch
tunesië | tunesisch
marokko | marokkaans
zweden | zweeds
finland | fins
noorwegen | noors
denemarken | deens
japan | japans
india | indiaas
mfk | meerjarig financieel kader
glb | gemeenschappelijk landbouwbeleid
gvb | gemeenschappelijk visserijbeleid
gvdb | gemeenschappelijk veiligheids- en defensiebeleid
gbvb | gemeenschappelijk buitenlands en veiligheidsbeleid
ai | kunstmatige intelligentie | artificiële intelligentie
bbp | bruto binnenlands product
bnc-fiche | bnc
cbam | koolstofheffing aan de grens | CO2-grensheffing | koolstofgrensheffing
ets | emissiehandel | emissiehandelssysteem
lng | vloeibaar aardgas
pfas | eeuwige chemicaliën
ngt | nieuwe genomische technieken
sdr | bijzondere trekkingsrechten
imf | internationaal monetair fonds
wto | wereldhandelsorganisatie
who | wereldgezondheidsorganisatie
oeso | oecd
esm | europees stabiliteitsmechanisme
edf | europees defensiefonds
epf | europese vredesfaciliteit
rrf | herstel- en veerkrachtfaciliteit
frontex | europees grens- en kustwachtagentschap
icc | internationaal strafhof
drone | onbemand vliegtuig | uav
klimaatverandering | opwarming van de aarde
"""


@lru_cache(maxsize=1)
def _lines() -> dict[str, tuple[Term, ...]]:
    """By the stem of a name of one word: all its names."""
    found: dict[str, tuple[Term, ...]] = {}
    for line in SAME.strip().splitlines():
        names = [tuple(token.text for token in tokens(name)) for name in line.split("|")]
        terms = tuple(Term(words, exact=len(words) > 1) for words in names)
        found |= {stem(words[0]): terms for words in names if len(words) == 1}
    return found


def kin_of(word: str) -> list[Term]:
    """The other names of what this folded word stands for."""
    root = stem(word)
    return [term for term in _lines().get(root, ()) if term.exact or stem(term.words[0]) != root]
