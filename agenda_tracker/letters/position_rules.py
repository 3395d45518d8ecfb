"""The rules of position-taking as tables: verbs with the government as subject, and fixed turns of phrase.

A verb rule reads: subject + ``finite`` (``Nederland pleit``, ``pleit Nederland``), or subject + auxiliary + ``inner``
(``zal ik bepleiten``); ``needs`` must stand behind the verb (``draagt … bij``). The first row that fits wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .words import words


@dataclass(frozen=True)
class VerbRule:
    """One meaning of verbs; forms are lower case, ``needs`` is a pattern searched behind the finite verb."""

    name: str
    kind: str
    stance: str
    confidence: float
    finite: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    needs: re.Pattern[str] | None = field(default=None)


@dataclass(frozen=True)
class PhraseRule:
    """A turn of phrase that takes a position whoever the grammatical subject is."""

    name: str
    kind: str
    stance: str
    confidence: float
    pattern: re.Pattern[str]


def _verb(
    name: str, kind: str, stance: str, confidence: float, finite: str = "", inner: str = "", needs: str = ""
) -> VerbRule:
    pattern = re.compile(needs, re.IGNORECASE) if needs else None
    return VerbRule(name, kind, stance, confidence, frozenset(finite.split()), frozenset(inner.split()), pattern)


def _phrase(name: str, kind: str, stance: str, confidence: float, pattern: str) -> PhraseRule:
    return PhraseRule(name, kind, stance, confidence, re.compile(pattern, re.IGNORECASE))


_BE = "is zijn ben was waren blijft blijven bleef staat staan stond"
VERB_RULES: tuple[VerbRule, ...] = (
    # contribution: who pays or sends says so in the same sentence
    _verb("contribute_deliver", "contribution", "", 0.85, "levert leveren leverde leverden", "leveren geleverd"),
    _verb("contribute_deliver", "contribution", "", 0.75, "handhaaft handhaafde verlengt verlengde", "handhaven verlengen",
          r"\bbijdrage|\bmilitair|\btroepen|\baanwezigheid|\binzet\b|\btraining|\bmissie|\bdeelname"),
    _verb("contribute_add", "contribution", "", 0.85, "draagt dragen droeg droegen draag", "bijdragen bijgedragen",
          r"\bbij\b|bijdragen|bijgedragen"),
    _verb("contribute_available", "contribution", "", 0.85, "stelt stellen stelde stel maakt maken maakte", "",
          r"\bbeschikbaar\b|\bter beschikking\b|\bvrij\b"),
    _verb("contribute_available", "contribution", "", 0.85, "", "vrijgemaakt vrijmaken uitgetrokken uittrekken",),
    _verb("contribute_spend", "contribution", "", 0.8,
          "vrijmaakt uittrekt investeert investeren investeerde "
          "financiert financieren financierde reserveert reserveerde besteedt doneert "
          "doneerde koopt schenkt",
          "investeren financieren reserveren doneren geïnvesteerd gefinancierd gereserveerd gedoneerd aangeschaft "
          "geschonken", r"\w"),
    _verb("contribute_spend", "contribution", "", 0.8, "trekt trekken trok schaft", "", r"\buit\b|\baan\b"),
    _verb("contribute_pledge", "contribution", "", 0.85, "", "toegezegd toezeggen aangekondigd besteed gecommitteerd"),
    _verb("contribute_send", "contribution", "", 0.8, "stuurt sturen stuurde zendt zond stationeert detacheert traint",
          "sturen uitzenden uitgezonden stationeren gestationeerd ontplooien ontplooid detacheren trainen getraind",
          r"\bmilitair|\beenhe|\bexpert|\btroepen|\bfregat|\bcompagnie|\bwaarnemers?|\btraine?|\bpersoneel|\bteam|\bsystem"),
    _verb("contribute_take_part", "contribution", "", 0.75, "neemt nemen nam doet deed", "deelnemen deelgenomen meedoen",
          r"\bdeel\b|\bmee\b|deelnemen|deelgenomen|meedoen"),
    _verb("contribute_active", "contribution", "", 0.65, _BE, "",
          r"^\W*(?:\w+\s){0,3}?(?:actief|betrokken|aangesloten|medeoprichter|trekker|kaderland|leidend)\b"),
    # opposed, reserved and critical come before supportive: `is geen voorstander`
    _verb("view_opposed", "view", "opposed", 0.85, _BE, "",
          r"^\W*(?!(?:\w+\s){0,2}?(?:niet|geen) (?:\w+ )?tegen)(?:\w+\s){0,3}?(?:tegen(?!\s(?:die|deze) achtergrond)"
          r"|geen\s(?:\w+\s)?voorstander|niet akkoord|tegenstander)\b"),
    _verb("view_opposed", "view", "opposed", 0.8, "verzet verzette wijst wees keert keerde stemt stemde", "afwijzen verzetten "
          "afgewezen tegenstemmen", r"\baf\b|\bzich\b.{0,60}\btegen\b|\bzich\b|\btegen\b|afwijzen|verzetten|afgewezen"),
    _verb("view_reserved", "view", "reserved", 0.8, "stelt stelde houdt hield behoudt bestudeert plaatst plaatste heeft", "",
          r"terughoudend|voorbehoud|afwachtend|bestudeert|in beraad"),
    _verb("view_reserved", "view", "reserved", 0.75, "bestudeert beraadt onthield", "bestuderen beoordelen onthouden"),
    _verb("view_reserved", "view", "reserved", 0.8, _BE, "",
        r"^\W*(?:\w+\s){0,4}?(?:terughoudend"
        r"|afwachtend|niet overtuigd)\b"),
    _verb("view_critical", "view", "critical", 0.8, "betreurt betreurde veroordeelt veroordeelde hekelt bekritiseert",
          "betreuren veroordelen veroordeeld bekritiseerd betreurd"),
    _verb("view_critical", "view", "critical", 0.8, "maakt maken maakte maak uit uitte heeft heb spreekt sprak", "",
          r"\bzorgen\b|\bbedenkingen\b|\bkritiek\b|\bbezwaren\b"),
    _verb("view_critical", "view", "critical", 0.8, _BE, "",
        r"^\W*(?:\w+\s){0,4}?(?:kritisch"
        r"|bezorgd|teleurgesteld|ontevreden)\b"),
    _verb("view_favour", "view", "supportive", 0.85, _BE, "",
          r"^\W*(?:\w+\s){0,5}?(?:(?:een\s)?(?:\w+\s)?voorstander|positief"
          r"|welwillend|akkoord|verheugd|tevreden|ingenomen)\b"
          r"|^\W*(?:(?:ook|zelf|sterk|zeer|nog|wel|niet|volledig) ){0,2}(?:achter|voor)\b"),
    _verb("view_favour", "view", "supportive", 0.85,
          "verwelkomt verwelkomen verwelkomde verwelkom onderschrijft onderschrijven onderschreef waardeert deelt deelde "
          "juicht apprecieert complimenteerde omarmt",
          "verwelkomen verwelkomd onderschrijven onderschreven omarmen toejuichen"),
    # separable verbs in one piece, as subordinate clauses have them
    _verb("view_opposed", "view", "opposed", 0.8, "afwijst afwees tegenstemt"),
    _verb("view_agree", "view", "supportive", 0.8, "instemt instemde"),
    _verb("aim_press", "aim", "", 0.8, "aandringt aandrong aanstuurt"),
    _verb("aim_call", "aim", "", 0.8, "oproept opriep"),
    _verb("contribute_add", "contribution", "", 0.8, "bijdraagt bijdroeg"),
    _verb("view_agree", "view", "supportive", 0.8, "stemt stem stemde", "instemmen ingestemd", r"\bin\b|instemmen|ingestemd"),
    _verb("view_agree", "view", "supportive", 0.8, "gaat ga gaan ging gingen kan kunnen kon zal zullen", "",
          r"\bakkoord\W*(?:gaan|$)|\bakkoord met\b|\bzich\b.{0,60}\bvinden\b"),
    _verb("aim_keep_supporting", "aim", "supportive", 0.85, "blijft blijven", "", r"steunen\b"),
    _verb("view_support", "view", "supportive", 0.85,
          "steunt steunen steunde steunden ondersteunt ondersteunen ondersteunde", "steunen ondersteunen gesteund ondersteund"),
    _verb("view_support", "view", "supportive", 0.8, "spreekt spreken sprak spraken betuigt geeft gaf heeft heb zal", "",
          r"\b(?:steun|waardering|dank)\b.{0,60}\b(?:uit|uitspreken|uitgesproken"
          r"|uitgesproken)\b|\bsteun uit\b|\bsteun aan\b.{0,80}\buitgesproken"),
    # aim: what the government will do or did at the table
    _verb("aim_plead", "aim", "", 0.9, "pleit pleiten pleitte pleitten bepleit bepleitte bepleiten",
          "pleiten bepleiten gepleit bepleit"),
    _verb("aim_emphasise", "aim", "", 0.9,
          "benadrukt benadrukken benadrukte benadruk onderstreept onderstreepte onderstreep beklemtoont beklemtoonde "
          "waarschuwt waarschuwde waarschuw",
          "benadrukken benadrukt onderstrepen onderstreept beklemtonen beklemtoond waarschuwen gewaarschuwd"),
    _verb("aim_commit", "aim", "", 0.85, "zet zetten zette", "inzetten ingezet",
          r"\bin (?:op|voor|tegen|om)\b|\bin\W*$|\bzich\b.{0,120}\bin\b"
          r"|\been .{0,20}stap\b|\bstappen\b|\bdoor\b|inzetten|ingezet|\bkoers\b"),
    _verb("aim_effort", "aim", "", 0.85, "spant spannen spande maakt maken", "inspannen ingespannen beijveren",
          r"\bin\b|\bsterk voor\b|\bhard voor\b|inspannen|ingespannen|beijveren"),
    _verb("aim_strive", "aim", "", 0.85, "streeft streven streefde beoogt beoogde wenst wenste hoopt",
          "streven nastreven gestreefd"),
    _verb("aim_press", "aim", "", 0.85, "dringt dringen drong stuurt sturen stuurde zoekt hamert hamerde",
          "hameren aandringen aangedrongen aansturen "
          "aangestuurd", r"\baan\b|\bop\b|hameren|aandringen|aangedrongen|aansturen|aangestuurd|\bsteun\b|\boplossing"),
    _verb("aim_call", "aim", "", 0.85, "roept roepen riep riepen moedigt verzoekt verzocht vroeg vraagt vraag vragen vroegen",
          "oproepen opgeroepen vragen gevraagd verzoeken aanmoedigen verzocht",
          r"\bop\b|\baan\b|\baandacht\b|\bom\b|\bnaar\b|oproepen|opgeroepen|\bCommissie\b|aanmoedigen|verzoeken"),
    _verb("aim_raise", "aim", "", 0.8, "brengt brengen bracht brachten geeft gaf gaven heeft had", "",
          r"\bonder de aandacht\b|\bnaar voren\b|\bter sprake\b"
          r"|\bprioriteit\b|\bvoorrang\b|\baan dat\b|\baan\W*$|\bop tafel\b"),
    _verb("aim_raise", "aim", "", 0.85, "intervenieerde kaart kaartte agendeert agendeerde "
          "noemde wees wijst bevestigde bevestigt "
          "herhaalde herhaalt markeerde presenteerde stelde opperde",
          "aangeven aangegeven uitspreken uitgesproken aangekondigd aankondigen uitdragen uitgedragen "
          "inbrengen ingebracht aankaarten aangekaart agenderen geagendeerd "
          "opbrengen opgebracht wijzen gewezen herhalen herhaald bevestigen bevestigd markeren interveniëren verdedigen"),
    _verb("aim_raise", "aim", "", 0.85, "zal zullen wil heb heeft hebben had zou blijft blijven", "",
          r"\baandacht\b.{0,80}\b(?:vragen|gevraagd)\b|\b(?:onder de aandacht"
          r"|naar voren|ter sprake)\b.{0,40}\b(?:brengen|gebracht)\b"
          r"|\b(?:steun|zorgen|waardering)\b.{0,60}\b(?:uitspreken|uitgesproken|uiten|geuit)\b"),
    _verb("aim_work", "aim", "", 0.65, "werkt werken werkte neemt nam richt richtte committeert ijvert", "",
          r"\b(?:aan|samen)\b|\b(?:voortouw|initiatief|maatregelen)\b|\bzich\b"),
    _verb("aim_work", "aim", "", 0.65, "", "afspreken afgesproken overeengekomen"),
    _verb("aim_work", "aim", "", 0.7, "trekt trekken trok", "optrekken", r"\bop\b|\bsamen\b|optrekken"),
    _verb("aim_want", "aim", "", 0.8, "wil willen wilde beoogt"),
    _verb("aim_remain", "aim", "", 0.75, "blijft blijven", "",
          r"\b(?:inzetten|pleiten|aandringen|benadrukken|werken|investeren"
          r"|volgen|hechten|streven|oproepen|agenderen|bijdragen)\b"),
    _verb("aim_effort", "aim", "", 0.8, "zal zullen wil gaat", "", r"\b(?:hard|sterk) maken\b"),
    # view: what the government thinks
    _verb("view_opinion", "view", "", 0.85,
          "vindt vinden vond vind acht achten achtte beschouwt beschouwen beschouwde meent meende hecht hechten hechtte "
          "verwacht oordeelt concludeert constateert erkent onderkent betwijfelt",
          "beschouwen beschouwd hechten"),
    _verb("view_opinion", "view", "", 0.8, "houdt houden hield houd", "vasthouden", r"\bvast\b|vasthouden"),
    _verb("view_opinion", "view", "", 0.75, "ziet zien zag zie", "",
          r"\b(?:als|kansen|graag|meerwaarde|uit naar|noodzaak|belang|ruimte"
          r"|risico|voordelen|toegevoegde|reden|nut|aanleiding|geen)\b"),
    _verb("view_opinion", "view", "", 0.8, _BE, "",
          r"^\W*(?:\w+\s){0,3}?(?:van mening|van oordeel|van opvatting"
          r"|bereid|gebaat|overtuigd|gecommitteerd|op het standpunt)\b"),
    _verb("view_interest", "view", "", 0.7, "heeft hebben heb had", "",
          r"^\W*(?:\w+\s){0,6}?(?:belang|vertrouwen|begrip|behoefte|voorkeur|twijfels?|vragen)\b"),
)  # fmt: skip

_GOVERNMENT = r"(?:Nederland|het (?:Nederlandse )?kabinet|de (?:Nederlandse )?regering)"
IMPORTANT = (
    r"(?:van (?:het grootste |groot |grote |essentieel |essentiële "
    r"|cruciaal |vitaal |wezenlijk )?belang|belangrijk|essentieel"
    r"|cruciaal|noodzakelijk|onmisbaar|onacceptabel|onaanvaardbaar|onwenselijk|wenselijk|zaak|urgent|prioritair"
    r"|(?:een |de |hoogste ){0,2}(?:topprioriteit|prioriteit))"
)
PHRASE_RULES: tuple[PhraseRule, ...] = (
    _phrase("phrase_dutch_aim", "aim", "", 0.7,
            r"\bNederlandse (?:\w+ )?(?:inzet|insteek|opstelling|wens(?:en)?)\b|\bonze (?:\w+ )?inzet\b"
            r"|\bkabinetsinzet\b|\binzet van (?:Nederland|het kabinet|dit kabinet)\b"),
    _phrase("phrase_dutch_view", "view", "", 0.75,
            r"\bstandpunt dat (?:Nederland|het kabinet)\b|\bop (?:Nederlandse steun|steun van (?:Nederland|het kabinet))\b"
            r"|\bNederlandse (?:standpunt|positie|visie|voorkeur|appreciatie)\b"
            r"|\bkabinets(?:standpunt|positie|appreciatie|visie)\b"
            r"|\b(?:standpunt|oordeel|visie) van (?:Nederland|het kabinet|de regering)\b"
            r"|\b(?:in de ogen|naar het oordeel|naar de mening|in de optiek) van (?:Nederland(?!\w)|het kabinet|de regering)\b"
            r"|\bvolgens (?:Nederland(?!\w)|het kabinet|de regering)\b|\b(?:van Nederlandse (?:zijde|kant)|zijdens Nederland)\b"),
    _phrase("phrase_dutch_interest", "view", "", 0.7,
            rf"\w*belang(?:en)? van {_GOVERNMENT}(?!\w)|\bNederlandse? (?:\w+ )?\w*belang(?:en)?\b|\bin ons belang\b"
            r"|\bin het belang van Nederland\b"),
    _phrase("phrase_important_for_dutch", "view", "", 0.8,
            rf"\bvoor {_GOVERNMENT}(?!\w) (?:is|zijn|blijft|blijven|was|staat|staan|geldt|gelden|vormt|vormen|weegt|telt|ligt)\b"
            rf"|\b(?:is|zijn|blijft|blijven|was|staat|geldt|gelden|ligt|liggen|weegt|telt)"
            rf" (?:het |dit |deze \w+ )?voor {_GOVERNMENT}(?!\w)"
            rf"|\bwat (?:{_GOVERNMENT}|ons|mij) betreft\b|\bvan \w*belang voor [^.;]{{0,60}}\bNederlandse?\b"),
    _phrase("phrase_dutch_policy", "aim", "", 0.7,
            r"\b(?:speerpunt|prioriteit|hoeksteen|uitgangspunt|kern|pijler"
            r"|rode draad|doel)(?:en)? (?:van|in|binnen) (?:het|ons|dit|de) "
            r"(?:Nederlandse|kabinetsbeleid|buitenlandbeleid|regeringsbeleid)\b|\bNederlandse prioriteit(?:en)?\b"),
    _phrase("phrase_at_dutch_request", "aim", "", 0.6,
            rf"\bop (?:\w+ )?(?:aandringen|verzoek|initiatief|voorstel) van {_GOVERNMENT}(?!\w)"),
    _phrase("phrase_by_government", "view", "supportive", 0.7,
            rf"\bdoor {_GOVERNMENT}(?!\w)[^,;]{{0,40}}\b(?:gesteund|ondersteund|verwelkomd|onderschreven|gedeeld)\b"),
    _phrase("phrase_paid_by_government", "contribution", "", 0.7,
            rf"\b(?:door|namens) (?:{_GOVERNMENT}|ons)(?!\w)[^;]{{0,120}}\b(?:toegezegd|geleverd|gefinancierd"
            r"|beschikbaar gesteld|bijgedragen|uitgetrokken|gedoneerd)\b"),
    _phrase("phrase_raised_by_government", "aim", "", 0.7,
            rf"\bdoor (?:{_GOVERNMENT}|ons|mij)(?!\w)[^;]{{0,80}}\b(?:opgebracht|bepleit|benadrukt|ingebracht"
            r"|aangekaart|onder de aandacht|naar voren|uitgedragen)\b"),
    _phrase("phrase_dutch_forces", "contribution", "", 0.65,
            r"\bNederlandse (?:militairen|troepen|eenheden|eenheid|marechaussees|fregat(?:ten)?|F-\d+\S*|Patriots?"
            r"|instructeurs|waarnemers|experts|bataljon|compagnie) (?:\w+ ){0,3}?(?:nemen|neemt|verzorg|lever|train|bewak"
            r"|bewaak|draag|opereer|oefen|versterk|zijn|is|maken|maakt)|\bZr\. ?Ms\."),
    _phrase("phrase_among_others", "view", "", 0.65,
            r"\bwaaronder (?:ook )?Nederland\b[^.;]{0,60}\b(?:ste(?:un|unt)(?:en"
            r"|den)?|pleit(?:t?en)|benadruk(?:ken|ten)|onderstreep(?:ten)"
            r"|onderstrepen|ri?oepen|vroegen|wezen|gaven|spraken|verwelkom(?:en|den)|drongen|uitten|waren|zijn)\b"
            r"|\b(?:is|was|steunt|pleit) Nederland, net als\b"
            r"|\bnet als [^,;]{3,60} (?:is|was|steunt|pleit|vindt) Nederland\b"),
    _phrase("phrase_impersonal", "view", "", 0.5,
            rf"\b(?:is|blijft) het (?:\w+ ){{0,3}}?{IMPORTANT} (?:\w+ ){{0,3}}?(?:dat"
            rf"|om)\b|^Het (?:is|blijft) (?:\w+ ){{0,3}}?{IMPORTANT} (?:dat|om)\b"),
)  # fmt: skip

COMMITMENT = re.compile(
    r"\b(?:zal|zullen)\b[^.]{0,160}?\b(?:uw|de|beide|Tweede|Eerste)? ?(?:Kamers?"
    r"|u)\b[^.]{0,200}?\b(?:informeren|berichten|rapporteren"
    r"|toesturen|sturen|toekomen|toezenden|ontvangen|geïnformeerd|betrekken|terugkomen|aanbieden)\b"
    r"|\b(?:zal|zullen|kom|komt|komen) (?:ik|wij|we|het kabinet)\b[^.]{0,120}?\b(?:terugkomen|terug)\b"
    r"|\b(?:ik|wij|we|het kabinet) (?:kom|komt|komen)\b[^.]{0,100}?\b(?:op|hierover|daarover)\b[^.]{0,30}?\bterug\b"
    r"|\b(?:informeer|bericht|stuur|zend) (?:ik|wij|het kabinet) (?:u|uw Kamer|de Kamer|beide Kamers)\b"
    r"|\b(?:ontvangt|ontvangen) (?:u|uw Kamer|de Kamer|de Tweede Kamer|de Eerste Kamer|beide Kamers)\b"
    r"|\b(?:wordt|worden) (?:u|uw Kamer|de Kamer|de Tweede Kamer"
    r"|de Eerste Kamer|beide Kamers)\b[^.]{0,120}?\b(?:geïnformeerd|bericht)\b"
    r"|\b(?:Uw Kamer|De (?:Tweede |Eerste )?Kamer) (?:wordt|ontvangt|zal)\b"
    r"|\bzeg(?:t|gen)? (?:ik|wij|het kabinet)\b[^.]{0,80}\btoe\b|\b(?:ik|wij|het kabinet) zeg(?:t|gen)?\b[^.]{0,80}\btoe\b",
    re.IGNORECASE,
)
NO_COMMITMENT = re.compile(
    r"\b(?:met|in|via|bij) deze (?:brief|geannoteerde agenda)|\bhierbij\b|\beerder\b|\bjongstleden\b|\bjl\b|\breeds\b",
    re.IGNORECASE,
)
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
DUE = re.compile(
    rf"\b(?:vóór|voor|uiterlijk(?: op| in| voor)?|op|per) \d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?"
    rf"|\b(?:uiterlijk |nog )?(?:vóór|voor|in|na) (?:het einde van |eind "
    rf"|begin )?(?:het |de )?(?:\w+ )?(?:zomer|winter|kerst|herfst|voorjaars)?"
    rf"(?:reces|zomer|voorjaar|najaar|winter|jaareinde)(?: van \d{{4}}| \d{{4}})?"
    rf"|\b(?:voor|vóór) (?:het einde|eind) van (?:het jaar|dit jaar|de maand|\d{{4}})"
    rf"|\bin (?:het )?(?:eerste|tweede|derde|vierde|laatste) (?:kwartaal|helft)(?: van (?:dit jaar|\d{{4}})| \d{{4}})?"
    rf"|\b(?:eind|begin|medio|in|voor eind|vóór eind) (?:(?:{_MONTHS})(?: \d{{4}})?|\d{{4}}|dit jaar|volgend jaar)",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\bmits\b|\bop voorwaarde dat\b|\bonder (?:de )?voorwaarde\b|\bvoor zover\b|\brandvoorwaarden?\b|\bals voorwaarde\b",
    re.IGNORECASE,
)
NEGATION = re.compile(r"\b(?:niet(?! alleen\b| slechts\b)|geen|nooit|noch)\b", re.IGNORECASE)
# What follows may take back a part of the support or the refusal before it.
CONTRAST = re.compile(
    r"(?:,|\)) (?:maar|echter|al (?!\w+de\b)|hoewel|zij het|doch)\b|\b(?:maar|echter)\b", re.IGNORECASE
)
EXTRA_RULES = {"commitment_chamber": 0.8, "position_section": 0.5, "view_importance": 0.65, "government_speaks": 0.45}
# Others as the subject of the main clause.
OTHERS = re.compile(
    r"^(?:(?:Volgens|Ook|Zo|Tevens|Daarnaast|Verder|Hierbij|Tijdens \w+ \w+)\s)?(?:\w+\s)?(?:de "
    r"|het |een |enkele |veel |meerdere |diverse |sommige )?(?:\w+[a-z] ){0,2}?"
    r"(?:Europese Commissie|Commissie|voorzitter\w*|voorzitterschap"
    r"|lidstaten|lidstaat|bondgenoten|landen|SG|secretaris-generaal|EDEO|"
    r"Hoge Vertegenwoordiger|Europees Parlement|Raad|Rusland|Verenigde Staten|VS|ministers|SACEUR|Oekraïne)\b",
    re.IGNORECASE,
)
# ``Rusland beschuldigt`` / ``De Commissie heeft`` right before Nederland: there it is the object.
OTHERS_ASK = re.compile(
    r"^(?:(?:De|Het|Enkele|Veel|Meerdere|Andere) )?(?:Europese )?(?:Commissie|lidstaten|landen|bondgenoten|voorzitterschap"
    r"|Rusland|Duitsland|Frankrijk|België|China|Oekraïne|Polen|Verenigde Staten|SG NAVO|NAVO|EU) \w+ $"
)
NEUTRAL_VERBS = words("was waren werd ging nam kwam kent telt behoort beschikt")
# What the government does without taking a position: telling, travelling, attending, having a history.
NEUTRAL = re.compile(
    r"\b(?:geïnformeerd|informeer\w*|verwijs\w*|bied|bieden (?:wij|we|u)|aangeboden|stuur|ontving\w*|ontvang\w*"
    r"|spreekt?|spreken|gesproken|sprak\w*|bespreekt?|bespreken|besproken|motie\w*|sinds \d{4}|uitgenodigd"
    r"|kennis genomen|nam kennis|organiseer\w*|georganiseerd|bijgewoond|bezocht\w*|bezoekt?|bezoeken"
    r"|vertegenwoordig\w*|lid van|een van de|ondertekend\w*|omgezet|geïmplementeerd|gegaan|voldoet|voldoen|reisde?"
    r"|ontmoet\w*|deel te nemen|(?:ga(?:at|an)?|ging) .{0,40}\bin op|bijwonen|gast(?:heer|land)"
    r"|loopt .{0,20}risico|verslag|voorzitter\w*)\b",
    re.IGNORECASE,
)


def rule_names() -> frozenset[str]:
    """Every rule name a position can carry."""
    rows = [rule.name for rule in VERB_RULES] + [rule.name for rule in PHRASE_RULES]
    return frozenset(rows) | frozenset(EXTRA_RULES)
