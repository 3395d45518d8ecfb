"""What verbs mean with the government as their subject: a table of rules by verb, first row that fits.

A row names verbs by their infinitive (``aandringen`` covers ``dringt … aan``, ``drong aan``, ``aangedrongen``, ``aan te
dringen``) and, where a verb alone says too little, a pattern that its clause must hold. A row without a name is neutral: the
government does something, but takes no position (it attends, informs, counts, lies).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .position_words import CRITICAL_WORDS, FORCES, GLAD, MISSION, MONEY, OPINION, RESERVED_WORDS, WORRY, WORTH

VIEW, AIM, CONTRIBUTION = "view", "aim", "contribution"
FOR, AGAINST, CRITICAL, RESERVED, CONDITIONAL = "supportive", "opposed", "critical", "reserved", "conditional"


@dataclass(frozen=True)
class VerbRule:
    """One meaning of a verb; ``needs`` is searched in its clause (lower case), ``name`` is ``""`` when it is neutral."""

    name: str
    kind: str
    stance: str
    needs: re.Pattern[str] | None

    @property
    def says_no(self) -> bool:
        """Whether what it needs has a *not* of its own, which then turns nothing."""
        return self.needs is not None and bool(_NO.search(self.needs.pattern))


_NO = re.compile("niet|geen|weinig")


_ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    # name, kind, stance, verbs, needs
    ("contribute_add", CONTRIBUTION, "", "zijn", r"\bbijdrage van\b"),
    ("contribute_active", CONTRIBUTION, "", "zijn blijven",
     r"^\W*(?:\w+\s){0,5}?(?:actief|betrokken|aangesloten|medeoprichter|trekker|kaderland|leidend)\b"
     r"|\baanwezig\b.*(?:" + FORCES + ")|(?:" + FORCES + r").*\baanwezig\b"),
    ("contribute_active", CONTRIBUTION, "", "nemen hebben voeren",
        r"\b(?:leiding|commando)\b.*\b(?:missie|vloot|brigade|operatie|eenhe|groep)"),
    ("contribute_add", CONTRIBUTION, "", "zijn blijven", r"(?:" + MONEY + r").*\b(?:donor|bijdrager|financier)"),
    ("", "", "", "zijn blijven", r"\b(?:aanwezig|vertegenwoordigd|lid van|gastland|gastheer|partij bij|voorzitter"
                                 r"|onderdeel|een van de|afhankelijk|deelnemer|aan de beurt)\b(?! .*(?:" + FORCES + "))"),
    # contributions
    ("", "", "", "staan", r"\bvoor een (?:\w+ )?(?:opgave|uitdaging|keuze|probleem)"),
    ("", "", "", "doen", r"\bgestand\b"),
    ("", "", "", "maken", r"\bdeel (?:\w+ )?uit\b"),
    ("", "", "", "leveren", r"\bvoorzitter\b"),
    ("contribute_deliver", CONTRIBUTION, "", "leveren", ""),
    ("contribute_deliver", CONTRIBUTION, "",
        "handhaven verlengen voortzetten uitbreiden opschalen verdubbelen verhogen",
     r"\bbijdrage|\baanwezigheid|\binzet\b|\btraining|\bmissie|\bdeelname|\bbudget|" + MONEY + "|" + FORCES),
    ("contribute_add", CONTRIBUTION, "", "bijdragen", ""),
    ("contribute_add", CONTRIBUTION, "", "dragen", r"\bbij\b|\bsteentje"),
    ("contribute_available", CONTRIBUTION, "",
        "stellen maken beschikbaarstellen",
        r"\bbeschikbaar\b|\bter beschikking\b|\bvrij\b"),
    ("contribute_available", CONTRIBUTION, "", "vrijmaken uittrekken opzijzetten opzijleggen verstrekken", ""),
    ("contribute_available", CONTRIBUTION, "", "houden",
        r"\bgereed\b|\bvrij\b|\bparaat\b|\bbeschikbaar\b|\bstand-by\b"),
    ("contribute_spend", CONTRIBUTION, "", "steken bestemmen", MONEY),
    ("contribute_available", CONTRIBUTION, "", "begroten", ""),
    ("contribute_available", CONTRIBUTION, "", "opnemen stellen",
        r"\b(?:begroting|garant)\b.*(?:" + MONEY + ")|(?:" + MONEY +
        r").*\b(?:begroting|garant)\b"),
    ("contribute_send", CONTRIBUTION, "", "versterken", r"\bmet\b.*(?:" + FORCES + ")"),
    ("contribute_available", CONTRIBUTION, "", "maken", r"\bmogelijk\b.*(?:" + MONEY + ")"),
    ("contribute_deliver", CONTRIBUTION, "", "overdragen overhandigen", FORCES + "|" + MONEY),
    ("contribute_send", CONTRIBUTION, "", "inzetten",
        r"^(?!.*\b(?:zich|ons|mij|in op|inzetten op|ingezet op)\b).*(?:" + FORCES + ")"),
    ("contribute_available", CONTRIBUTION, "", "aanbieden", FORCES + "|" + MONEY +
        r"|\bhuisvesten|\bonderdak|\bgastheer"),
    ("contribute_spend", CONTRIBUTION, "",
     "investeren financieren cofinancieren medefinancieren reserveren doneren schenken besteden bekostigen "
     "aanschaffen kopen inkopen overmaken betalen storten", ""),
    ("contribute_spend", CONTRIBUTION, "", "inschrijven toevoegen uitgeven inleggen", MONEY),
    ("contribute_pledge", CONTRIBUTION, "", "committeren verbinden vastleggen", MONEY + r"|\bbijdrage"),
    ("", "", "", "toezeggen", r"\b(?:lid|kamer|debat|overleg|leden)\b"),
    ("contribute_pledge", CONTRIBUTION, "", "toezeggen", ""),
    ("contribute_pledge", CONTRIBUTION, "", "aankondigen bekendmaken", MONEY +
        r"|\bbijdrage|\bbeschikbaar|\bter beschikking|\bte steunen"),
    ("contribute_pledge", CONTRIBUTION, "", "stellen",
        r"(?=.*\bin het vooruitzicht\b).*(?:" + MONEY + r"|\bbijdrage)"),
    ("contribute_send", CONTRIBUTION, "",
        "detacheren stationeren ontplooien uitzenden trainen opleiden uitlenen", ""),
    ("contribute_send", CONTRIBUTION, "", "sturen zenden", FORCES),
    ("contribute_take_part", CONTRIBUTION, "", "deelnemen meedoen", MISSION),
    ("contribute_take_part", CONTRIBUTION, "", "nemen", r"\bdeel\b.*(?:" + MISSION + ")|(?:" + MISSION +
        r").*\bdeel\b|\bvoor zijn rekening"),
    ("contribute_deliver", CONTRIBUTION, "", "voorzien", r"\bvan\b"),
    ("contribute_support", CONTRIBUTION, "", "steunen ondersteunen",
        r"\bmet (?:\w+ ){0,4}(?:€|eur\b|[\d.,]+ (?:miljoen|miljard|mln|mld|euro)|een (?:\w+ )?bijdrage van)"),
    # against, reserved, critical: before the rows that are for
    ("view_opinion", VIEW, "", "zijn", r"\b(?:voor|tegen),? noch (?:voor|tegen)\b"),
    ("view_critical", VIEW, CRITICAL, "zien",
        r"\b(?:nauwelijks|amper|beperkte?|weinig|onvoldoende) (?:\w+ ){0,2}?(?:" + WORTH + r"|aanleiding|reden|grond)\b"),
    ("view_opposed", VIEW, AGAINST, "zien", r"\bgeen (?:\w+ ){0,2}?(?:" + WORTH + r")\b"),
    ("view_opposed", VIEW, AGAINST, "zijn blijven staan",
     r"^\W*(?!(?:\w+\s){0,2}?(?:niet|geen) (?:\w+ )?tegen)(?:\w+\s){0,4}?(?:tegen(?!\s(?:die|deze) achtergrond"
     r"|\s?elkaar)\b"
     r"|geen\s(?:\w+\s){0,3}voorstander|niet akkoord|(?<!geen )tegenstander|afwijzend|gekant)|\bmordicus"),
    ("", "", "", "ontraden", r"\bmotie|\bamendement"),
    ("view_opposed", VIEW, AGAINST, "ontraden", ""),
    ("view_opposed", VIEW, AGAINST, "afwijzen verwerpen tegenstemmen weigeren blokkeren tegenhouden "
                                    "bestrijden tegenspreken tegengaan", ""),
    ("view_opposed", VIEW, AGAINST, "wijzen", r"\baf\b|\bvan de hand\b"),
    ("view_opposed", VIEW, AGAINST, "verzetten keren kanten stemmen", r"\btegen\b"),
    ("view_opposed", VIEW, AGAINST, "uitspreken", r"\b(?:zich|ons|me|mij)\b.*\btegen\b"),
    ("view_opposed", VIEW, AGAINST, "keren kanten", r"(?:er|daar|hier)tegen"),
    ("view_opposed", VIEW, AGAINST, "verzetten", ""),
    ("view_opposed", VIEW, AGAINST, "uitspreken", r"(?:er|daar|hier)tegen"),
    ("view_opposed", VIEW, AGAINST, "voelen zien",
        r"\b(?:niets|weinig|niet veel) (?:\w+ ){0,2}?(?:voor|in)\b|\bweinig heil\b|\bgeen heil\b"),
    ("view_opposed", VIEW, AGAINST, "hebben", r"\bgeen (?:\w+ )?(?:behoefte|boodschap)"),
    ("view_opposed", VIEW, AGAINST, "geven", r"\bgeen gehoor"),
    ("view_opposed", VIEW, AGAINST, "nemen", r"\bafstand\b"),
    ("view_reserved", VIEW, RESERVED, "stellen opstellen houden behouden plaatsen hebben maken handhaven tonen "
                                      "zijn staan blijven opgeven", RESERVED_WORDS),
    ("view_favour", VIEW, FOR, "beoordelen kijken", r"(?<!niet )(?<!onverdeeld )\bpositief\b|\bwelwillend"),
    ("view_critical", VIEW, CRITICAL, "beoordelen", r"\bnegatief\b"),
    ("view_opinion", VIEW, "", "beoordelen", r"\bals\b"),
    ("view_reserved", VIEW, RESERVED, "bekijken hebben", r"\bargusogen|\baarzeling"),
    ("view_reserved", VIEW, RESERVED, "beoordelen", r"\bmerites\b|\bnog\b|\beerst\b|\bpas\b|\bzodra\b"),
    ("view_reserved", VIEW, RESERVED, "bestuderen beraden onthouden afwachten", ""),
    ("view_reserved", VIEW, RESERVED, "vooruitlopen aanhouden", ""),
    ("view_reserved", VIEW, RESERVED, "uitlaten", r"\bniet\b|\bterughoudend|\bvoorzichtig"),
    ("view_reserved", VIEW, RESERVED, "bepalen", r"\bnog\b|\bpas\b|\bniet\b"),
    ("view_reserved", VIEW, RESERVED, "doen", r"\bgeen uitspra"),
    ("view_reserved", VIEW, RESERVED, "hebben innemen", r"\bnog geen (?:\w+ )?(?:standpunt|oordeel|positie|besluit)"),
    ("view_critical", VIEW, CRITICAL, "betreuren afkeuren veroordelen hekelen bekritiseren laken vrezen misprijzen", ""),
    ("view_interest", VIEW, "", "hebben tonen", r"\bbegrip\b"),
    ("view_critical", VIEW, CRITICAL, "maken uiten uitspreken spreken hebben ventileren aantekenen houden zien", WORRY +
        r"|\bvraagtekens|\bkanttekening|\bmoeite\b|\btwijfels?\b"),
    ("view_critical", VIEW, CRITICAL, "plaatsen zetten", r"\bvraagtekens?|\bkanttekening"),
    ("view_critical", VIEW, CRITICAL, "zijn tonen blijven staan achten vinden opstellen uitlaten verklaren", CRITICAL_WORDS),
    ("", "", "", "doen", r"\bverslag\b"),
    ("view_critical", VIEW, CRITICAL, "nemen", r"\bstelling\b"),
    ("view_critical", VIEW, CRITICAL, "volgen", r"\bmet (?:\w+ )?zorg"),
    ("view_critical", VIEW, CRITICAL, "delen",
        r"\b(?:de|die|deze|hun|zijn|haar|onze) (?:\w+ ){0,3}?(?:kritiek|bezwaren|bedenkingen)\b"),
    ("view_opinion", VIEW, "", "delen", r"\bzorg(?:en)?\b"),
    ("view_opinion", VIEW, "", "zijn", r"\bniet\b.*\btegen\b"),
    ("", "", "", "leven", r"\bin (?:een|de)\b.*\btijd"),
    # for
    ("view_support", VIEW, FOR, "uitspreken", r"\b(?:zich|ons|me|mij)\b.*\bvoor\b|\bvoor\b.*\bzich\b"),
    ("view_support", VIEW, FOR, "spreken uitspreken betuigen geven hebben uiten zeggen verlenen",
        r"(?<!geen )\b(?:steun|waardering|vertrouwen|lof|sympathie)\b"),
    ("view_favour", VIEW, FOR, "zijn tonen blijven staan verklaren", GLAD +
        r"|^\W*(?:(?:ook|zelf|sterk|zeer|nog|wel|niet|volledig|vierkant|pal|van harte|daarom|in beginsel|hier"
        r"|daar) ){0,3}(?:achter|voor|open)\b"),
    ("view_agree", VIEW, FOR, "instemmen voorstemmen goedkeuren accepteren aanvaarden billijken", ""),
    ("view_agree", VIEW, FOR, "stemmen", r"\bin\b|\bvoor\b|\bvóór\b"),
    ("view_favour", VIEW, FOR, "nemen kennisnemen",
        r"\bkennis.*\b(?:tevredenheid|instemming|waardering)|\b(?:tevredenheid|instemming|waardering).*\bkennis"),
    ("view_agree", VIEW, FOR, "gaan kunnen zullen",
        r"\bakkoord\b|\bmee in\b|\b(?:in|daarin) mee\b|\buit de voeten\b|\bin mee\b|\bdaar\b.*\bmee\b"),
    ("view_opinion", VIEW, "", "aansluiten", r"\bzorg"),
    ("view_agree", VIEW, FOR, "vinden scharen aansluiten sluiten voegen",
        r"\bzich\b|\bons\b|\bme\b|\bmij\b|\bachter\b"),
    ("view_agree", VIEW, FOR, "leven",
        r"\bleven (?:¦ )?met\b|mee (?:kan |kon |kunnen )?leven\b|\bmet [^,]{1,80}\bleven\b"
        r"|\bleven ¦ (?:\w+ )?daarmee\b"),
    ("aim_keep_supporting", AIM, FOR, "blijven", r"\bsteunen\b|\bbijstaan\b"),
    ("view_support", VIEW, FOR, "steunen ondersteunen bijvallen bijstaan toedragen", ""),
    ("view_support", VIEW, FOR, "dragen", r"\bwarm hart"),
    ("view_favour", VIEW, FOR, "verwelkomen onderschrijven waarderen toejuichen appreciëren complimenteren omarmen "
                               "prijzen loven feliciteren verheugen", ""),
    ("view_favour", VIEW, FOR, "juichen", r"\btoe\b"),
    ("", "", "", "delen", r"\bgrens"),
    ("aim_raise", AIM, "", "delen", r"\bervaring|\bkennis\b|\binformatie"),
    ("view_favour", VIEW, FOR, "delen", ""),
    # at the table
    ("", "", "", "ingaan", r"\bhieronder\b|\bvragen\b|\bmotie\b|\bin deze brief\b|\bverzoek\b|\btoezegging"),
    ("aim_plead", AIM, "", "pleiten bepleiten ijveren lobbyen verdedigen vechten strijden opkomen werven", ""),
    ("aim_raise", AIM, "", "voeren", r"\bwoord\b"),
    ("aim_plead", AIM, "", "houden voeren", r"\bpleidooi|\bbetoog"),
    ("aim_plead", AIM, "", "komen", r"\bop (?:voor\b|\w+ voor\b)|\bop$|\bvoor .{0,60}\bop\b"),
    ("aim_emphasise", AIM, "", "benadrukken onderstrepen beklemtonen waarschuwen onderlijnen hameren inscherpen "
                               "voorhouden markeren waken herinneren attenderen", ""),
    ("aim_emphasise", AIM, "", "leggen drukken", r"\bnadruk\b|\baccent|\bop het hart"),
    ("aim_commit", AIM, "", "inzetten aankoersen toewerken toezien vastleggen committeren verbinden richten "
                            "concentreren koersen mikken", ""),
    ("view_critical", VIEW, CRITICAL, "zetten", r"\bvraagtekens"),
    ("aim_commit", AIM, "", "zetten", r"\bin\b|\bstap|\bkoers|\bdoor\b|\bdruk\b"),
    ("aim_effort", AIM, "", "inspannen beijveren", ""),
    ("aim_effort", AIM, "", "spannen", r"\bin\b"),
    ("aim_effort", AIM, "", "maken", r"\bsterk\b|\bhard\b|\bwerk van"),
    ("aim_effort", AIM, "", "doen", r"\bbest\b|\ber alles aan\b"),
    ("aim_strive", AIM, "", "streven nastreven beogen wensen hopen verlangen eisen trachten proberen pogen "
                            "ambiëren willen", ""),
    ("aim_priority", AIM, "", "hebben", r"\bambitie|\bprioriteit|\bwens\b|\bdoel\b|\bstreven|\bvoornemen|\binzet\b"),
    ("aim_press", AIM, "", "aandringen aansturen aansporen aanjagen manen dringen", ""),
    ("aim_press", AIM, "", "sturen", r"\baan\b|\bop aan\b"),
    ("aim_press", AIM, "", "uitoefenen zoeken opvoeren", r"\bdruk\b|\bsteun|\boplossing|\bsamenwerking|\bbondgeno"),
    ("aim_call", AIM, "", "oproepen aanmoedigen sommeren adviseren aanbevelen aanraden suggereren bevragen "
                          "opwerpen aanspreken voorstellen opperen", ""),
    ("aim_call", AIM, "", "roepen", r"\bop\b"),
    ("", "", "", "vragen verzoeken", r"\bu\b|\buw kamer\b"),
    ("view_critical", VIEW, CRITICAL, "vragen", r"\b(?:zich|ons|me|mij) (?:\w+ )?af\b"),
    ("aim_call", AIM, "", "vragen verzoeken uitnodigen", ""),
    ("aim_call", AIM, "", "doen", r"\bberoep\b|\boproep\b|\bvoorstel"),
    ("aim_call", AIM, "", "stellen", r"\bvra(?:ag|gen)\b|\baan de orde\b"),
    ("aim_raise", AIM, "", "brengen", r"\bonder de aandacht|\bnaar voren|\bter sprake|\bop tafel"
                                      r"|\bvoor het voetlicht|\btot uitdrukking|\bte berde|\bin herinnering|\bin\b"
                                      r"|\bover\b"),
    ("aim_raise", AIM, "", "maken", r"\bduidelijk|\bkenbaar|\bpunt van|\bbekend"),
    ("aim_raise", AIM, "", "geven", r"\bprioriteit|\bvoorrang|\bte kennen|\baandacht|\buiting|\btoelichting|\bmee\b"
                                    r"|\baan dat\b"),
    ("aim_raise", AIM, "", "vestigen trekken vragen", r"\baandacht\b"),
    ("aim_raise", AIM, "", "nemen aannemen aangrijpen gebruiken benutten",
        r"\bgelegenheid\b|\bde kans\b|\bhet woord\b|\bhouding\b"),
    ("aim_raise", AIM, "", "laten", r"\bweten\b|\bblijken\b|\bhoren\b"),
    ("aim_raise", AIM, "", "aangeven uitspreken uitdragen inbrengen aankaarten agenderen opbrengen herhalen "
                           "bevestigen herbevestigen bekrachtigen interveniëren "
     "uiteenzetten toelichten verwoorden overbrengen antwoorden reageren verklaren opmerken ingaan "
     "vertellen meegeven aanstippen aanhalen "
     "noemen presenteren bekendmaken adresseren verzekeren schetsen belichten uitleggen typeren verduidelijken "
     "motiveren onderbouwen melden aankondigen mededelen zeggen uiten stilstaan memoreren afficheren articuleren "
     "ventileren bijpraten uitlaten polsen peilen betogen", ""),
    ("aim_raise", AIM, "", "wijzen", ""),
    ("view_conditional", VIEW, CONDITIONAL, "stellen verbinden", r"\b(?:rand)?voorwaarden?\b|\bals eis\b|\beisen\b"),
    ("view_favour", VIEW, FOR, "stellen", r"\bprijs op"),
    ("aim_raise", AIM, "", "stellen", r"\bdat\b|\bvoor\b|\bveilig|\bcentraal|\bvoorop"),
    ("view_opinion", VIEW, "", "stellen", r"\bstandpunt|\bvast\b"),
    ("aim_work", AIM, "", "werken samenwerken optrekken aansluiten bevorderen versterken stimuleren coördineren "
                          "initiëren voorbereiden opkomen waarborgen borgen "
     "beschermen bewaken bouwen uitwerken openstellen voortzetten bijdragen verbeteren", ""),
    ("aim_work", AIM, "", "lopen", r"\bvoorop\b"),
    ("aim_work", AIM, "", "nemen", r"\bvoortouw|\binitiatief|\bmaatregelen|\bverantwoordelijkheid"),
    ("aim_work", AIM, "", "trekken", r"\bop\b|\bkar\b|\baan de bel|\bsamen\b"),
    ("aim_work", AIM, "", "geven", r"\binvulling|\buitvoering|\bgevolg|\bgehoor"),
    ("aim_work", AIM, "", "indienen opstellen afleggen ondertekenen medeondertekenen tekenen verspreiden",
        r"\bverklaring|\bnon-paper|\bamendement|\bpledge|\bvoorstel"),
    ("aim_work", AIM, "", "afspreken overeenkomen bereiken", ""),
    ("aim_explore", AIM, "", "onderzoeken verkennen overwegen bekijken bezien nagaan", ""),
    ("aim_decide", AIM, "", "besluiten beslissen kiezen opteren", ""),
    ("aim_work", AIM, "", "weten", r"\bte (?:bereiken|behouden|overtuigen|krijgen|voorkomen|verkrijgen|bedingen)"),
    ("", "", "", "aanbieden bieden", r"\bu\b|\bkamers?\b|\bverslag|\bbrief\b"),
    ("aim_work", AIM, "", "aanbieden", ""),
    # opinions
    ("view_opinion", VIEW, "", "achten beschouwen menen oordelen hechten verwachten concluderen constateren "
                               "erkennen onderkennen betwijfelen geloven denken "
     "inzien ervaren beoordelen begrijpen prefereren verkiezen vasthouden beseffen realiseren herkennen twijfelen "
     "huldigen "
     "vaststellen uitgaan voorstaan respecteren inschatten aantekenen signaleren betwisten", ""),
    ("", "", "", "vinden zien", r"\bplaats\b"),
    ("view_favour", VIEW, FOR, "zien", r"\b(?:" + WORTH + r") (?:in|van|voor)\b"),
    ("view_opinion", VIEW, "", "vinden zien kijken", ""),
    ("view_opinion", VIEW, "", "houden", r"\bvast\b|\brekening\b|\bstaande\b|\bniet van\b|\bvan\b|\bzich aan\b"),
    ("view_opinion", VIEW, "", "gaan", r"\buit\b"),
    ("view_opinion", VIEW, "", "geven", r"\bvoorkeur\b|\bde voorkeur"),
    ("view_opinion", VIEW, "", "laten", r"\bleiden door"),
    ("view_opinion", VIEW, "", "voelen vertrouwen rekenen", r"\bvoor\b|\bop\b|\berop\b"),
    ("view_opinion", VIEW, "", "tonen", ""),
    ("view_opinion", VIEW, "", "zijn blijven staan", OPINION),
    ("view_interest", VIEW, "", "hebben", r"\bliever\b|\bgraag\b"),
    ("view_interest", VIEW, "", "hebben behouden",
        r"\bbelang(?:en)?\b|\bvertrouwen\b|\bbegrip\b|\bbehoefte\b|\bvoorkeur\b|\bvragen\b|\bhoop\b"
        r"|\bopen (?:houding|oog)|\boog voor"),
    ("view_opinion", VIEW, "", "behoren",
        r"\btot (?:de|een) (?:\w+ )?(?:groep|lidstaten|landen|voorstanders|tegenstanders|critici)\b"),
    ("view_opinion", VIEW, "", "innemen", r"\bstandpunt|\bpositie|\bhouding"),
    # neutral doings
    ("", "", "", "informeren berichten bijwonen reizen bezoeken ontmoeten spreken bespreken verwijzen bieden "
                 "aanbieden sturen zenden toesturen toezenden vertegenwoordigen "
     "deelnemen meedoen tellen kennen beschikken behoren liggen grenzen kampen exporteren importeren krijgen "
     "ontvangen uitvoeren invoeren implementeren "
     "omzetten ratificeren ondertekenen tekenen afronden invullen indienen voldoen lopen scoren profiteren "
     "ondervinden produceren huisvesten overnemen voorzitten "
     "organiseren beantwoorden praten overleggen kennismaken kennisnemen overhandigen fungeren komen voeren "
     "bezitten bedanken danken condoleren onderhouden meewegen opleveren kosten gaan nemen beschikken "
     "bestaan wonen vallen worden leren verstaan aannemen opvolgen wisselen uitwisselen gelden teruggeven "
     "rapporteren varen leiden", ""),
)  # fmt: skip


def _by_verb() -> dict[str, tuple[VerbRule, ...]]:
    table: dict[str, list[VerbRule]] = {}
    for name, kind, stance, verbs, needs in _ROWS:
        rule = VerbRule(name, kind, stance, re.compile(needs) if needs else None)
        for verb in verbs.split():
            table.setdefault(verb, []).append(rule)
    return {verb: tuple(rules) for verb, rules in table.items()}


RULES = _by_verb()
GIVEN = re.compile(FORCES + "|" + MONEY, re.IGNORECASE)  # what can be given: money, people, material


def rule_for(lemma: str, clause: str) -> VerbRule | None:
    """The meaning of a verb in its clause (lower case); None when no row knows it."""
    return next((rule for rule in RULES.get(lemma, ()) if rule.needs is None or rule.needs.search(clause)), None)
