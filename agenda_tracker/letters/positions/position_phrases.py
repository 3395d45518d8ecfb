"""Turns of phrase that carry a Dutch position without the government as a subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .tokens import Sentence


@dataclass(frozen=True)
class PhraseRule:
    """A turn of phrase that takes a position whoever the grammatical subject is."""

    name: str
    kind: str
    stance: str
    pattern: re.Pattern[str]


def _phrase(name: str, kind: str, stance: str, pattern: str) -> PhraseRule:
    return PhraseRule(name, kind, stance, re.compile(pattern, re.IGNORECASE))


_GOV = (
    r"(?:Nederland(?![\w-])|(?:het|dit) (?:Nederlandse )?kabinet\b(?! van)|de (?:Nederlandse )?regering\b(?! van)"
    r"|ons\b|ons land\b|mij\b)"
)
_OWN = r"(?:Nederlandse?|onze|ons|mijn|kabinets)"
_BE = (
    r"(?:is|zijn|blijft|blijven|was|waren|staat|staan|geldt|gelden|vormt|vormen|weegt|wegen|wringt|knelt|schuurt"
    r"|telt|tellen|ligt"
    r"|liggen|heeft|hebben|bleef)"
)
_VIEW_NOUN = (
    r"(?:standpunt|positie|visie|voorkeur|opvatting|oordeel|lijn|houding|appreciatie|beoordeling|neen|nee"
    r"|bezwa(?:ar|ren)|zorgen?|bedenkingen|steun|kritiek|waardering|instemming|aandacht)"
)
_AIM_NOUN = (
    r"(?:inzet|insteek|opstelling|wens(?:en)?|streven|pleidooi|oproep|boodschap|inbreng|voorstel(?:len)?|ambities?"
    r"|prioriteit(?:en)?|doel(?:en|stelling(?:en)?)?|uitgangspunt(?:en)?|aandachtspunt(?:en)?|vertrekpunt|(?:top"
    r"|hoofd)prioriteit(?:en)?|bedoeling|voornemens?|intentie|hoofddoel(?:en)?|kernpunt(?:en)?|speerpunt(?:en)?"
    r"|inspanningen|betoog|interventie)"
)
_BEHALF = (
    rf"(?:(?:van|aan) (?:de )?(?:Nederlandse|onze|mijn) (?:zijde|kant|delegatie)|(?:vanuit|namens|zijdens) {_GOV})"
)
IMPORTANT = (
    r"(?:van (?:het (?:grootste|hoogste) |groot |grote |essentieel |essentiële |cruciaal |cruciale |vitaal "
    r"|wezenlijk |eminent )?belang|belangrijk|essentieel|cruciaal"
    r"|noodzakelijk|onmisbaar|onontbeerlijk|onacceptabel|onaanvaardbaar|onwenselijk|wenselijk|gewenst|ongewenst"
    r"|zaak|urgent|prioritair|geboden|onverstandig|verstandig"
    r"|onhoudbaar|vereist|raadzaam|te betreuren|onrealistisch|onbespreekbaar|bespreekbaar|denkbaar|welkom"
    r"|aanvaardbaar|toe te juichen|een vereiste|(?:een |de |hoogste ){0,2}(?:topprioriteit|prioriteit|voorwaarde"
    r"|randvoorwaarde|uitgangspunt))"
)
_FORCE = (
    r"(?:\w*systeem|\w*systemen|militairen|troepen|eenheden|eenheid|marechaussees|fregat(?:ten)?|F-\d+\S*|Patriots?"
    r"|rechercheurs"
    r"|grenswachters|politiemensen|mijnenjagers?"
    r"|instructeurs|waarnemers|experts|bataljon|compagnie|specialisten|mariniers|officieren|schip|schepen)"
)
_SERVE = (
    r"(?:nemen|neemt|deelnemen|verzorg\w*|lever\w*|train\w*|bewak\w*|bewaak\w*|draag\w*|draagt|opere\w*|oefen\w*"
    r"|versterk\w*|maken|maakt|gedetacheerd|helpen|steunen"
    r"|beschikbaar|actief|aanwezig|gestationeerd|ingezet|ontplooid|werkzaam|uitgezonden|vertrekken|vertrekt)"
)
PHRASES: tuple[PhraseRule, ...] = (
    _phrase("phrase_dutch_forces", "contribution", "",
            rf"\b(?<!andere )Nederlandse? (?:\w+ )?{_FORCE}[^.;]{{0,90}}\b{_SERVE}"
            rf"|\b{_SERVE}\b[^.;]{{0,90}}\b(?<!andere )Nederlandse? (?:\w+ )?{_FORCE}\b|\bZr\. ?Ms\."
            r"|\bNederlandse (?:\w+ )?(?:inzet|deelname|aanwezigheid|bijdrage) (?:in|aan|bij|binnen) (?:de "
            r"|het )?(?:\w+ )?(?:\w*missie|\w*operatie|EUFOR|EUMAM|KFOR|UNIFIL|NMI|battlegroup|vlootverband)"),
    _phrase("phrase_paid_by_government", "contribution", "",
            r"\bNederlandse (?:\w+ )?(?:bijdrage|steun|aandeel|inleg|investering)\b[^;]{0,80}(?:€|EUR\b"
            r"|[\d.,]+ (?:mln|mld|miljoen|miljard))"
            r"|(?:€|\beuro\b)[^;]{0,60}\bgemoeid|\bgemoeid[^;]{0,60}(?:€|\beuro\b)|(?:€"
            r"|\beuro\b)[^;]{0,60}\bvoor rekening van (?:Nederland|het Rijk|het kabinet)"),
    _phrase("phrase_dutch_view", "view", "supportive",
            r"\bop (?:\w+ )?(?:Nederlandse )?(?:steun|instemming|sympathie|belangstelling|bijval"
            r"|goedkeuring)(?: van " + _GOV + r")? (?:kunnen )?rekenen"
            rf"|\bop (?:\w+ ){{0,3}}?(?:steun|instemming|sympathie|belangstelling|bijval|goedkeuring) van {_GOV}"
            rf"|\b(?:steun|instemming|goedkeuring|sympathie|zegen) van {_GOV}|\brekenen op (?:\w+ )?(?:Nederlandse "
            rf"|onze )(?:steun|instemming)"
            rf"|\bbij {_GOV} (?:op|in) goede aarde|\b(?:van|aan) Nederlandse (?:zijde"
            rf"|kant)\b[^.;]{{0,20}}\b(?:veel |brede |ruime )steun"),
    _phrase("phrase_dutch_opinion", "view", "",
            rf"\bwat {_GOV} (?:betreft|aangaat)\b|\bwat {_GOV}[^,.;]{{0,40}} betreft\b"
            rf"|\b(?:in de ogen|naar (?:het )?(?:oordeel|mening|inzicht|overtuiging|opvatting)|naar de (?:mening"
            rf"|opvatting|overtuiging)|in de (?:optiek|visie|opvatting|beleving)) van {_GOV}"
            rf"|\bNederlands (?:perspectief|oogpunt|opzicht)\b|\bstuit(?:en|te|ten)? (?:\w+ )?bij {_GOV}"
            rf"|\b(?:naar|in) (?:de )?(?:Nederlandse?|mijn|onze?) (?:mening|oordeel|opvatting|inzicht|overtuiging"
            rf"|ogen|optiek|visie)\b|\bmijns inziens\b|\b(?:bestaat|bestaan|leeft|leven|is|zijn) (?:er )?(?:van"
            rf"|vanuit|aan) Nederlandse (?:zijde|kant)\b"
            rf"|\bals het aan {_GOV} ligt\b|\bkabinets(?:reactie|oordeel)\b[^.;]{{0,60}}\b(?:is|luidt|blijft|was)\b"
            rf"|\b(?:volgens|aldus) {_GOV}"),
    _phrase("phrase_dutch_aim", "aim", "",
            rf"\bmijnerzijds\b|\bonzerzijds\b|\b{_BEHALF} (?:\w+ ){{0,3}}?(?:is|zijn|wordt|werd|zal|zullen|worden"
            rf"|werden)\b"
            rf"|\b(?:is|zijn|wordt|werd|zal|zullen|werden) (?:\w+ ){{0,3}}?{_BEHALF}"),
    _phrase("phrase_dutch_aim", "aim", "",
            rf"\b(?:de |het |deze |dit |haar |zijn |die |dat )?{_OWN} ?(?:\w+ )?{_AIM_NOUN}\b(?! (?:om|voor|in"
            rf"|aan) (?:de )?(?:missie|KFOR|operatie))"
            rf"|\b(?:wordt|worden|zal|zullen) (?:onze?|ons|de Nederlandse|het Nederlandse) "
            rf"[^.;]{{1,60}}\b(?:gepresenteerd|toegelicht|ingebracht|uitgedragen|benadrukt|gedeeld)\b"
            rf"|\b{_AIM_NOUN} van {_GOV}|\b(?:de|onze|mijn) inzet (?:daarbij |hierbij |dan ook )?(?:is|blijft|was"
            rf"|bestaat|richt zich)\b"),
    _phrase("phrase_dutch_view", "view", "",
            rf"\b{_OWN} ?(?:\w+ )?{_VIEW_NOUN}\b|\b{_VIEW_NOUN} van {_GOV}|\bstandpunt dat {_GOV}"),
    _phrase("phrase_dutch_interest", "view", "",
            rf"\w*belang(?:en)? van {_GOV}|\bNederlandse? (?:\w+ )?\w*belang(?:en)?\b|\bin ons (?:eigen )?belang\b"),
    _phrase("phrase_important_for_dutch", "view", "",
            rf"\bvoor {_GOV}(?:,? [^,.;]{{1,60}},)? (?:en )?{_BE}\b|\b(?:{_BE}|kan|kunnen|moet|moeten|mag|mogen"
            rf"|hoeft|dient|dienen) (?:het |dit |dat |er |deze \w+ |en blijft )?(?:\w+ ){{0,2}}?voor {_GOV}"
            rf"|\bvoor {_GOV} (?:\w+ )?(?:aanvaardba|acceptabe|belangrijk|gunstig|essenti|crucia|onaanvaardba"
            rf"|teleurstellend|zwaarwegend|leidend)\w*"
            rf"|\bvan \w*belang voor [^.;]{{0,60}}\bNederlandse?\b|\bvoor [^.;]{{3,60}}, en dus ook voor {_GOV}"),
    _phrase("phrase_dutch_undecided", "view", "reserved",
            r"\bNederlandse (?:bijdrage|deelname|inzet|steun|positie|aandeel)\b[^;]{0,80}\b(?:nog geen (?:\w+ "
            r")?(?:besluit|standpunt|keuze)|niet besloten)"),
    _phrase("phrase_touches_government", "view", "",
            rf"\bis (?:{_GOV}) (?:er )?(?:zeer |veel |alles )(?:aan )?gelegen|\bbij {_GOV} (?:bestaat|bestaan|leeft"
            rf"|leven|zorgen"
            rf"|vragen|bezwaren|twijfels|bedenkingen|geen)|\b(?:bestaat|bestaan|leeft|leven|is"
            rf"|zijn) (?:er )?bij {_GOV}"),
    _phrase("phrase_dutch_policy", "aim", "",
            r"\b(?:speerpunt|prioriteit|hoeksteen|uitgangspunt|kern|pijler|rode draad|doel)(?:en)? (?:van|in"
            r"|binnen) (?:het|ons|dit|de) "
            r"(?:Nederlandse|kabinetsbeleid|buitenlandbeleid|regeringsbeleid)\b"
            r"|\b(?:strookt|stroken|past|passen|aan|lijn|verlengde|conform|overeenstemming)\b[^.;]{0,20}\b(?:met"
            r"|bij|van|in)? ?(?:het|de) (?:kabinets\w+|Nederlandse (?:beleid|inzet|lijn|agenda))"),
    _phrase("phrase_at_dutch_request", "aim", "",
            rf"\b(?:op|dankzij|mede door) (?:\w+ )?(?:aandringen|verzoek|initiatief|voorstel|inspanning(?:en)?"
            rf"|inzet) van {_GOV}|\bop (?:Nederlands|ons|mijn) (?:aandringen|verzoek|initiatief|voorstel)"),
    _phrase("phrase_paid_by_government", "contribution", "",
            r"\b(?:uit|vanuit|op|binnen|ten laste van) de (?:\w+)?begroting(?:en)?\b"
            r"(?! van (?!Buitenlandse|Defensie|Economische|Landbouw|Justitie|Financiën|Infrastructuur|Onderwijs"
            r"|Sociale|mijn|het ministerie|[BJILOSV]\w*[A-Z]))"
            r"(?=.*(?:€|\beuro\b)).*\b(?:ingezet|vrijgemaakt|gereserveerd|beschikbaar|uitgetrokken|gefinancierd"
            r"|begroot|bijgedragen)"),
    _phrase("phrase_paid_by_government", "contribution", "",
            r"\b(?:van het Rijk|uit de rijksbegroting)\b(?=.*(?:€|euro))|(?:€|euro).*\b(?:van het Rijk"
            r"|uit de rijksbegroting)\b"),
)  # fmt: skip
# Here the government undergoes, though it stands where a subject stands: ``De uitkomst stemt het kabinet tevreden``.
TOUCHES: tuple[PhraseRule, ...] = (
    _phrase("phrase_touches_government", "view", "supportive",
            rf"\b(?:spreekt|spreken|sprak) (?:{_GOV})(?: \w+){{0,2}} aan\b(?! op\b)|\b(?:stemt|stemmen"
            rf"|stemde) (?:{_GOV})[^.;]{{0,30}}"
            rf"\b(?:tevreden|hoopvol|gerust)|\bverheugt (?:{_GOV})(?! zich)"),
    _phrase("phrase_touches_government", "view", "critical",
            rf"\b(?:baart|baren|baarde) (?:{_GOV})[^.;]{{0,40}}\bzorgen|\b(?:stelt|stelde|stemt"
            rf"|stemde) (?:{_GOV})[^.;]{{0,20}}"
            rf"\b(?:teleur|somber|bezorgd|zorgelijk)|\b(?:verontrust|bevreemdt) (?:{_GOV})"),
    _phrase("phrase_touches_government", "view", "",
            rf"\b(?:gaat|gaan|ging) (?:{_GOV})[^.;]{{0,40}}\b(?:te ver|aan het hart|te snel)"
            rf"|\b(?:valt|vallen|viel) (?:{_GOV})[^.;]{{0,20}}\b(?:tegen|mee|zwaar)\b|\b(?:verbaast|bevalt"
            rf"|past) (?:{_GOV})[^.;]{{0,40}}\b(?:\w+ dat|niet)"),
)  # fmt: skip
_TOUCHING = frozenset((
    "spreekt", "spreken", "sprak", "stemt", "stemmen", "stemde", "verheugt", "baart", "baren", "baarde", "stelt", "stelde",
    "verontrust",
    "valt", "vallen", "viel", "bevreemdt", "gaat", "gaan", "ging", "verbaast", "bevalt", "past",
))  # fmt: skip
_HINTS = frozenset((
    "nederland", "nederlandse", "nederlands", "kabinet", "regering", "ons", "onze", "mij", "mijn", "mijns",
    "mijnerzijds", "onzerzijds", "zr", "rijk", "rijksbegroting", "begroting", "inzet", "minister", "staatssecretaris",
))  # fmt: skip


def find_phrase(sentence: Sentence) -> PhraseRule | None:
    """The first turn of phrase in a sentence, None when it has none."""
    if _HINTS.isdisjoint(sentence.known) and "kabinets" not in sentence.text:
        return None
    return next((rule for rule in PHRASES if rule.pattern.search(sentence.text)), None)


def find_touch(sentence: Sentence) -> PhraseRule | None:
    """The turn of phrase in which the government undergoes what it seems to do."""
    if _HINTS.isdisjoint(sentence.known) or _TOUCHING.isdisjoint(sentence.known):
        return None
    return next((rule for rule in TOUCHES if rule.pattern.search(sentence.text)), None)
