"""Words that say little about what a position is about: Dutch function words, and the fixed turns of letters to parliament."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILLERS = _words(
    "de het een en of in op te van voor aan met bij door over om tot uit naar als dat die dit deze er hier daar dan der des den"
    " zijn is was waren wordt worden werd werden zal zullen zou zouden kan kunnen kon konden moet moeten mag mogen wil willen"
    " heeft hebben had hadden blijft blijven bleef gaat gaan ging komt komen laat laten doet doen maakt maken ook nog al wel"
    " zich zelf haar hun zij ze hij wij we ik mij u men onze ons mijn uw elk elke alle allen andere ander dus want maar echter"
    " evenwel immers namelijk tevens voorts verder bovendien daarnaast daarbij daarom daartoe daarmee daarvan hiervan hierbij"
    " hiermee hiertoe hierover daarover waarbij waarin waarmee waarvan waarop waarvoor wat wie welke zo zoals ten ter tijdens"
    " onder binnen tussen tegenover rond rondom omtrent inzake betreffende via vanuit vanaf sinds per na nu thans momenteel"
    " nogmaals wederom opnieuw onverminderd steeds altijd eveneens evenals onlangs recent recente inmiddels aldus indertijd"
    " toe mee heen weer af eens reeds zeer heel erg vooral met name bijzonder nadrukkelijk graag derhalve hoe om zodat"
    " terwijl toen waar waarom hetgeen dergelijke zulke dezelfde hetzelfde eigen meer minder veel"
)
EVERYWHERE = _words(
    "nederland nederlandse nederlands kabinet kabinets regering minister ministers staatssecretaris bewindspersoon lidstaat"
    " lidstaten europa europees europese eu unie raad commissie navo bondgenoot bondgenoten kamer bijeenkomst vergadering"
    " inzet inzetten inzett inzetten standpunt positie opstelling lijn beleid voorstel voorstellen plan onderwerp punt agenda"
    " agendapunt discussie gedachtewisseling besluit besluiten belang belangrijk belangrijke belangrijkst wijze manier kader"
    " gebied terrein gelet gezien bijvoorbeeld eerste volgende komende afgelopen vorige jaar jaren maand maanden week"
    " weken dag dagen ministerieel"
    " pleit pleiten bepleit bepleiten benadruk benadrukk benadrukt benadrukken onderstreep onderstreept onderstrepen"
    " beklemtoont beklemtonen vraagt vragen vraag aandacht roept oproepen oproep dringt aandringen wijst wijzen noemt noemen"
    " acht achten vindt vinden hecht hechten streeft streven richt richten gericht stelt stellen staat staan zet zetten ziet"
    " zien meent menen uitspreekt spreekt spreken uitdragen uitdraagt brengt brengen geeft geven gaf aangeven geeft neemt"
    " nemen houdt houden werkt werken spant inspannen stuurt sturen wenst wensen overtuigd oordeel mening mogelijk"
    " inbreng inbrengen naar voren actief miljoen miljard euro procent betreft betref zaak volgens volstaan mate zin geval kant"
)
NEGATIONS = _words("niet geen nooit noch evenmin nergens niets nimmer")
CONDITIONS = _words(
    "mits tenzij voorwaarde voorwaarden randvoorwaarde randvoorwaarden indien zolang voorzover zodra pas"
)
# When: of these, what one letter has and the other has not is another term.
TIMES = _words(
    "januari februari maart april mei juni juli augustus september oktober november december voorjaar zomer najaar herfst"
    " winter zomerreces kerstreces meireces herfstreces voorzitterschap kwartaal"
)
# How far: of each group the first and the other words exclude one another.
DEGREES = (
    (_words("volledig volledige geheel gehele"), _words("gedeeltelijk gedeeltelijke deels")),
    (_words("verhoging verhogen verhoogd hoger hogere"), _words("verlaging verlagen verlaagd lager lagere daling")),
    (_words("verplicht verplichte verplichtend bindend bindende"), _words("vrijwillig vrijwillige")),
    (_words("minste minstens minimaal"), _words("hoogste hoogstens maximaal")),
    (_words("uitbreiding uitbreiden uitgebreid breidt verruiming"), _words("beperking beperken beperkt inperking")),
    (_words("versnelling versnellen versneld"), _words("vertraging uitstel uitstellen uitgesteld")),
    (
        _words("voortzetting voortzetten voortgezet verlenging verlengen"),
        _words("beeindiging beeindigen afbouw afbouwen"),
    ),
    (_words("permanent permanente definitief"), _words("tijdelijk tijdelijke")),
)
_FOR = (
    "steun steunt steunen gesteund ondersteun ondersteunt ondersteunen verwelkom verwelkomt verwelkomen positief voorstander"
    " onderschrijft onderschrijven waardeert waarderen instemmen stemt welkom eens akkoord juicht"
)
_AGAINST = (
    "kritisch tegen tegenstander terughoudend bezwaar bezwaren afwijzen afwijst verzet verzetten bezorgd zorgen"
    " zorgelijk onwenselijk onaanvaardbaar prematuur betreurt betreuren veroordeelt veroordelen verwerpt"
    " verwerpen af hand onacceptabel"
)
ATTITUDES = dict.fromkeys(_FOR.split(), "for") | dict.fromkeys(_AGAINST.split(), "against")
_DEGREES = frozenset().union(*(group for both in DEGREES for group in both))


def is_degree(word: str) -> bool:
    """Whether a folded word says how much or which way: `verlaging`, `volledig`."""
    return word in _DEGREES
