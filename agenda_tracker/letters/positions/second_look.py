"""A second look at a sentence: promises and payments that no verb gives away, and the traces of a Dutch speaker."""

from __future__ import annotations

import re

from agenda_tracker.letters.words import words

from .amounts import find_amounts
from .due import find_due
from .others import others_lead, speaks_for_others
from .speakers import OBJECT, find_mentions
from .tokens import Sentence
from .unnamed import FACT
from .verdicts import Context, Verdict, ruled

# -- promises --------------------------------------------------------------------------------------------------------
_CHAMBER = r"(?:(?:uw|beide|de|Tweede|Eerste) (?:Tweede |Eerste )?Kamers?|de Staten-Generaal|u)"
_TOLD = re.compile(
    r"\b(?:toegezonden|toegestuurd|gezonden|gestuurd|gemeld|meegedeeld|verslag|toekomen|bekend|inzage|geïnformeerd|ingelicht|bericht"
    r"|uiteen|brief|overzicht|schetsen|rapportage|rapporteren|sturen|zenden|voorgelegd|ingediend|aangeboden|gedeeld|appreciatie|krijgt|krijgen"
    r"|ontvang\w*|treft|bereikt|bereiken|deel|deelt|delen|stuurt|stuur|meld|meldt|informeert|informeer|informeren)\b",
    re.IGNORECASE,
)
_GOING = re.compile(
    r"\b(?:krijgt|krijgen|ontvangt|ontvangen|treft|treffen|bereikt|bereiken|deelt|deel|delen|doet|doen|doe|maak|maakt|zet|zetten"
    r"|geeft|geef|stuurt|stuur|sturen|zendt|zend|legt|leg|schetst|schets|wordt|worden|zal|zullen|zult|meldt|informeert|informeer)\b",
    re.IGNORECASE,
)
_TO = re.compile(rf"\b{_CHAMBER}\b", re.IGNORECASE)
_REPORTS = re.compile(
    r"\b(?:ik|wij|we|kabinet|staatssecretaris|minister|regering)\b.{0,320}\b(?:rapporteert|rapporteer|rapporteren|terugkomen"
    r"|terug te komen|overzicht|in het verslag|schriftelijk)\b"
    r"|\b(?:rapporteert|rapporteer|rapporteren)\b.{0,80}\b(?:ik|wij|kabinet|staatssecretaris|minister)\b"
    r"|\btoezegging\b.{0,200}\b(?:gestand doen|nakomen)\b|\b(?:kwartaal|voortgangs)rapportage\b.{0,80}\bingegaan\b"
    r"|^(?:Het antwoord|De antwoorden|De reactie|Een reactie|De beantwoording)\b.{0,160}\bvolg(?:t|en)\b",
    re.IGNORECASE,
)
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_WHEN = re.compile(
    rf"\b(?:eind|begin|medio|uiterlijk|vóór|voor|in|komende|per) (?:(?:eind|begin|medio|de maand) )?(?:{_MONTHS})\b"
    r"|\b(?:binnenkort|spoedig|zodra|deze week|na afloop|kwartaal|eerste helft|tweede helft|reces|voorjaar|najaar)\b"
    r"|\bbij de (?:Najaarsnota|Voorjaarsnota|Miljoenennota|begroting)|\b(?:in|bij) het verslag van (?:deze|dit)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:is|zijn|was|waren|werd|werden|heb|heeft|hebben|bent)\b[^,;]{0,90}\b(?:geïnformeerd|gestuurd|gezonden|gemeld|bericht"
    r"|aangeboden|toegezonden|toegegaan|ontvangen|gedeeld|verstuurd)\b|\b(?:hierbij|deze brief|jl|jongstleden)\b"
    r"|\b(?:ontving|kreeg|stuurde|vroeg mij)\b|^In de bijlage\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:toegezegd|zoals (?:gevraagd|verzocht|toegezegd)|zal (?:ik|het kabinet)|ik zal|wij zullen)\b", re.IGNORECASE
)


_RECIPIENTS = words("u kamer kamers staten-generaal")
_LATER = words(
    "rapporteert rapporteer rapporteren terugkomen terug overzicht verslag schriftelijk toezegging antwoord antwoorden reactie "
    "beantwoording kwartaalrapportage voortgangsrapportage"
)


def promises(sentence: Sentence) -> bool:
    """Whether Parliament is to get something by a day, or a report is to come, whatever the verb."""
    text = sentence.text
    told = (
        not _RECIPIENTS.isdisjoint(sentence.known) and _TO.search(text) and _GOING.search(text) and _TOLD.search(text)
    )
    if not told and (_LATER.isdisjoint(sentence.known) or not _REPORTS.search(text)):
        return False
    if _PAST.search(text) and not _STILL.search(text):
        return False
    return find_due(text) is not None or bool(_WHEN.search(text))


# -- payments --------------------------------------------------------------------------------------------------------
_GIVES = re.compile(
    r"\b(?:bij te (?:dragen|leggen|passen)|beschikbaar|garant|garantie\w*|gereserveerd|uitgetrokken|trekt\b.*\buit|voldoet"
    r"|draagt\b.*\bbij|legt\b.*\bbij|gemoeid|steekt|investeert|financiert|bijdrage|besteed|vult\b.*\baan|ontvang(?:t|en)|krijgt"
    r"|toegezegd|inbrengen|klaar(?:liggen|ligt)|rekening|participeert|betrokkenheid)\b",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"\b(?:kost|kosten|afdracht|begroting van de (?:EU|Unie)|boete|schade|limiet|drempel|plafond)\b", re.IGNORECASE
)


def as_payment(verdict: Verdict, sentence: Sentence) -> Verdict:
    """A view or aim that names what is paid is a contribution: ``is bereid 3 miljoen euro bij te leggen``."""
    if (
        verdict.kind not in ("view", "aim")
        or verdict.stance in ("opposed", "critical")
        or not _GIVES.search(sentence.text)
        or _COSTS.search(sentence.text)
    ):
        return verdict
    if not find_amounts(sentence.text):
        return verdict
    return ruled("phrase_paid_by_government", "contribution", speaker=verdict.speaker)


# -- traces of a speaker ---------------------------------------------------------------------------------------------
# Dutch without a mention that the rules know: pronouns, bodies of the state, what the Netherlands brings along.
_OWN = re.compile(
    r"\b(?:ons|onze|mij|mijn|[Hh]et Rijk|[Rr]ijksoverheid|[Oo]ndergetekende|Rijkswaterstaat|Kustwacht|RIVM"
    r"|(?:van|aan|de|met) Nederlandse (?:zijde|kant)"
    r"|Nederlandse (?:in|bij|voor)?(?:steun|bijdrage|inzet|inbreng|interventie|bijval|wens|wensen|lijn|instemming|stem|tegenstem"
    r"|rekening|begroting|militairen|officieren|\w+officieren|instructeurs|deskundigen?|explosievendeskundige|regering))\b"
)
_NOTHING = re.compile(
    r"\b(?:verzoekt de regering|gezonden|geïnformeerd|verwijs\w*|verwezen|bijgewoond|deelgenomen|neem ik deel|nam\b.{0,60}\bdeel"
    r"|gesproken|sprak|spreek|ontving|bezocht|vertegenwoordig\w+|telt|telde|bedraagt|bedroeg|omvat|bestaat uit|gevestigd|woont"
    r"|breng ik|wijs ik u|geschetst|blijft volgens|vroeg mij|aanwezig|te vinden in|treft u|staat in de|gemeld in|beschreven"
    r"|ingevuld|bericht u|een van de|kent al|voldoet al|scoort|verhinderd|demissionair|gevoerd met|van gedachten|afgestemd met"
    r"|houdt toezicht|vroeg het lid|bedragen|gaat het om|genoemd|verplicht Nederland|biedt Nederland|neemt deel aan|kandidaat"
    r"|woonde|bijwonen|stuurde|gegroeid|ga ik hieronder|nog niet aan de orde|brief die)\b"
    r"|^(?:Zie|Zij|Hij|Men|Als|Wanneer|Indien|Of|Mocht|Wij leven|Wij staan|Zo \w+ we) ",
)
_MODAL = words("valt mag mogen kan kunnen moet moeten zal zullen")
_HISTORY = re.compile(r"\b(?:in|sinds) (?:\w+ )?(?:19|20)\d\d\b")
_WAS = re.compile(r"\b(?:werd|werden|was|waren|is|zijn)\b")
_LENDS = re.compile(
    r"\b(?:gedetacheerd|ter beschikking (?:gesteld|stellen)|deelnemen met|deel van uitmaken|organiseert (?:ons land|Nederland)"
    r"|uitgezonden|geleverd)\b"
)
_ASKED = re.compile(
    r"\b(?:zal|zullen)\b[^.;]{0,90}\bworden (?:aangedrongen|gevraagd|bepleit|benadrukt|gepleit|gelegd|ingezet)\b"
    r"|\b(?:nadruk|accent)\b[^.;]{0,60}\b(?:gelegd|leggen)\b"
)
_PASSIVE_EFFORT = re.compile(
    r"^(?:Getracht|Geprobeerd|Gestreefd|Gepoogd|Bezien)\b.*\bword(?:t|en)\b|^(?:Getracht|Geprobeerd) zal\b"
)


def by_trace(sentence: Sentence, context: Context) -> Verdict | None:
    """Nobody else leads, and the Dutch are there somehow; under a Dutch label that is not even asked."""
    text = sentence.text
    if not text.rstrip('”’")»').endswith((".", ";")) or _NOTHING.search(text):
        return None
    if speaks_for_others(sentence) or others_lead(sentence):
        return None
    if _PASSIVE_EFFORT.search(text) or (_ASKED.search(text) and " door " not in text):
        return ruled("phrase_passive", "aim")
    if _LENDS.search(text) and (context.speaks or _OWN.search(text) or _acts(sentence)):
        return ruled("dutch_trace", "contribution")
    if context.speaks:
        return None if FACT.search(text) else ruled("position_section", "view" if context.role == "position" else "aim")
    if not _OWN.search(text) and not _acts(sentence):
        return None
    paid = bool(find_amounts(text) and _GIVES.search(text))
    if _HISTORY.search(text) and not paid:
        return None
    return ruled("dutch_trace", "contribution" if paid else "aim" if context.report else "view")


def _acts(sentence: Sentence) -> bool:
    """Whether the government is mentioned other than as a place, or with what may or must be (``valt met … te praten``)."""
    mentions = find_mentions(sentence)
    if any(mention.place != OBJECT for mention in mentions):
        return True
    return bool(mentions) and not _MODAL.isdisjoint(sentence.known)
