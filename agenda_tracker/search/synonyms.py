"""Words of policy that letters use for one another; each line is a group."""

_GROUPS = """
akkoord verdrag overeenkomst afspraak afspraken
norm normen standaard standaarden grenswaarde grenswaarden
uitgave uitgaven besteding bestedingen
heffing heffingen belasting belastingen accijns
subsidie subsidies steunmaatregel steunmaatregelen
verbod verbieden verboden uitbannen
plafond limiet maximum bovengrens
toezicht controle controles inspectie inspecties
handhaving handhaven naleving naleven nakomen
onderneming ondernemingen bedrijf bedrijven ondernemers
burger burgers inwoner inwoners
werknemer werknemers arbeider arbeiders personeel
bewapening wapens wapen materieel
leger krijgsmacht strijdkrachten
geld middelen financiering budget fonds gelden
begroting begrotingen meerjarenbegroting
schuld schulden lening leningen krediet kredieten
bezuiniging bezuinigen besparing besparen
regel regels voorschrift voorschriften regelgeving
wet wetgeving verordening richtlijn
termijn deadline periode
uitstel uitstellen verschuiven vertraging
beeindigen beeindiging stopzetten stoppen staken
beginnen starten aanvang start
publicatie publiceren uitbrengen openbaarmaking bekendmaken bekendmaking
rapportage rapporteren rapport verslag
vergunning vergunningen toestemming
bevoegdheid bevoegdheden competentie
afschaffen afschaffing schrappen loslaten opheffen opheffing
invoeren invoering introductie introduceren
vervoer transport
schip schepen zeeschepen scheepvaart scheeps
vliegtuig vliegtuigen luchtvaart vluchten
spoor spoorwegen trein treinen
auto autos voertuig voertuigen
landbouw agrarisch boeren landbouwers
visserij vissers visvangst
quotum quota vangst vangsthoeveelheid vangstmogelijkheden
geneesmiddel geneesmiddelen medicijn medicijnen
ziekte ziektes ziekten aandoening
onderwijs scholing opleiding opleidingen
onderzoek wetenschap
klimaat broeikasgas broeikasgassen emissie emissies uitstoot
stroom elektriciteit
hernieuwbare duurzame duurzaam
gratis kosteloos kosteloze
snel spoedig spoedige vaart tijdig
kosten lasten last
verplichten verplichting plicht
vluchteling vluchtelingen asielzoeker asielzoekers
terugkeer uitzetting terugkeren
migratie migranten
grens grenzen buitengrens buitengrenzen
misdaad criminaliteit criminele misdadigers
gegevens data
digitaal digitale digitalisering
internet online
privacy gegevensbescherming
mensenrechten grondrechten
lidmaatschap toetreding uitbreiding
eenparigheid unanimiteit
bijdrage bijdragen contributie contributies
hulp noodhulp ondersteuning bijstand
kind kinderen jongeren minderjarigen minderjarige jeugd
kwetsbaar kwetsbare
gevaar risico dreiging bedreiging
veiligheid beveiliging
samenwerken samenwerking coordinatie
onafhankelijk onafhankelijke zelfstandig autonomie
versterken versterking verbeteren verbetering
verminderen vermindering terugdringen reductie afbouwen afbouw
vergroten vergroting verruimen verruiming
gevaarlijk gevaarlijke schadelijk schadelijke
essentieel essentiele onmisbaar onmisbare kritiek kritieke
"""
# The number of the group of each folded word.
GROUP = {word: number for number, line in enumerate(_GROUPS.split("\n")) for word in line.split()}
