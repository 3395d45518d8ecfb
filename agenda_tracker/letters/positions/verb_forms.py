"""Dutch verbs by their principal parts, and from those every form they take in a clause."""

from __future__ import annotations

import re
from typing import NamedTuple

PRESENT, PAST, INFINITIVE, PARTICIPLE = "present", "past", "infinitive", "participle"


class Form(NamedTuple):
    """What one word can be: ``dringt`` is the present of ``aandringen`` when ``particle`` ``aan`` stands elsewhere."""

    lemma: str
    tense: str
    particle: str = ""


# Infinitive, first person, past, participle, and the past plural where it does not follow from the singular.
_PARTS = """
aanvaarden aanvaard aanvaardde aanvaard; accepteren accepteer accepteerde geaccepteerd; achten acht achtte geacht;
adresseren adresseer adresseerde geadresseerd; adviseren adviseer adviseerde geadviseerd;
afficheren afficheer afficheerde geafficheerd; agenderen agendeer agendeerde geagendeerd;
ambiëren ambieer ambieerde geambieerd; antwoorden antwoord antwoordde geantwoord;
appreciëren apprecieer apprecieerde geapprecieerd; articuleren articuleer articuleerde gearticuleerd;
attenderen attendeer attendeerde geattendeerd; baren baar baarde gebaard;
beantwoorden beantwoord beantwoordde beantwoord; bedanken bedank bedankte bedankt; begrijpen begrijp begreep begrepen;
begroten begroot begrootte begroot; behoren behoor behoorde behoord; behouden behoud behield behouden;
beijveren beijver beijverde beijverd; bekijken bekijk bekeek bekeken; beklemtonen beklemtoon beklemtoonde beklemtoond;
bekostigen bekostig bekostigde bekostigd; bekrachtigen bekrachtig bekrachtigde bekrachtigd;
bekritiseren bekritiseer bekritiseerde bekritiseerd; belichten belicht belichtte belicht;
benadrukken benadruk benadrukte benadrukt; benoemen benoem benoemde benoemd; benutten benut benutte benut;
beogen beoog beoogde beoogd; beoordelen beoordeel beoordeelde beoordeeld; bepalen bepaal bepaalde bepaald;
bepleiten bepleit bepleitte bepleit; beraden beraad beraadde beraden; bereiden bereid bereidde bereid;
bereiken bereik bereikte bereikt; berichten bericht berichtte bericht; beschermen bescherm beschermde beschermd;
beschikken beschik beschikte beschikt; beschouwen beschouw beschouwde beschouwd; beseffen besef besefte beseft;
beslissen beslis besliste beslist; besluiten besluit besloot besloten; bespreken bespreek besprak besproken;
bestaan besta bestond bestaan; besteden besteed besteedde besteed; bestemmen bestem bestemde bestemd;
bestrijden bestrijd bestreed bestreden; bestuderen bestudeer bestudeerde bestudeerd; betalen betaal betaalde betaald;
betogen betoog betoogde betoogd; betreuren betreur betreurde betreurd; betuigen betuig betuigde betuigd;
betwijfelen betwijfel betwijfelde betwijfeld; betwisten betwist betwistte betwist; bevallen beval beviel bevallen;
bevelen beveel beval bevolen; bevestigen bevestig bevestigde bevestigd; bevorderen bevorder bevorderde bevorderd;
bevragen bevraag bevroeg bevraagd; bewaken bewaak bewaakte bewaakt; bezien bezie bezag bezien;
bezinnen bezin bezon bezonnen; bezitten bezit bezat bezeten; bezoeken bezoek bezocht bezocht;
bezuinigen bezuinig bezuinigde bezuinigd; bezweren bezweer bezwoer bezworen; bieden bied bood geboden;
billijken billijk billijkte gebillijkt; blijven blijf bleef gebleven; blokkeren blokkeer blokkeerde geblokkeerd;
borgen borg borgde geborgd; bouwen bouw bouwde gebouwd; breiden breid breidde gebreid; brengen breng bracht gebracht;
buigen buig boog gebogen; cofinancieren cofinancier cofinancierde gecofinancierd;
committeren committeer committeerde gecommitteerd; complimenteren complimenteer complimenteerde gecomplimenteerd;
concentreren concentreer concentreerde geconcentreerd; concluderen concludeer concludeerde geconcludeerd;
condoleren condoleer condoleerde gecondoleerd; constateren constateer constateerde geconstateerd;
coördineren coördineer coördineerde gecoördineerd; danken dank dankte gedankt; delen deel deelde gedeeld;
denken denk dacht gedacht; detacheren detacheer detacheerde gedetacheerd; dienen dien diende gediend;
diepen diep diepte gediept; dingen ding dong gedongen; doen doe deed gedaan; doneren doneer doneerde gedoneerd;
draaien draai draaide gedraaid; dragen draag droeg gedragen; dringen dring drong gedrongen;
drukken druk drukte gedrukt; dulden duld duldde geduld; dwingen dwing dwong gedwongen; eisen eis eiste geëist;
erkennen erken erkende erkend; ervaren ervaar ervoer ervaren; exporteren exporteer exporteerde geëxporteerd;
feliciteren feliciteer feliciteerde gefeliciteerd; financieren financier financierde gefinancierd;
fungeren fungeer fungeerde gefungeerd; gaan ga ging gegaan; garanderen garandeer garandeerde gegarandeerd;
gebruiken gebruik gebruikte gebruikt; gedragen gedraag gedroeg gedragen; gelden geld gold gegolden;
geloven geloof geloofde geloofd; geven geef gaf gegeven; gevoelen gevoel gevoelde gevoeld;
grenzen grens grensde gegrensd; grijpen grijp greep gegrepen; gunnen gun gunde gegund; haken haak haakte gehaakt;
halen haal haalde gehaald; hameren hamer hamerde gehamerd; handelen handel handelde gehandeld;
handhaven handhaaf handhaafde gehandhaafd; hangen hang hing gehangen; hanteren hanteer hanteerde gehanteerd;
hebben heb had gehad; hechten hecht hechtte gehecht; hekelen hekel hekelde gehekeld;
herbevestigen herbevestig herbevestigde herbevestigd; herhalen herhaal herhaalde herhaald;
herinneren herinner herinnerde herinnerd; herkennen herken herkende herkend; hevelen hevel hevelde geheveld;
hoeven hoef hoefde gehoeven; hopen hoop hoopte gehoopt; horen hoor hoorde gehoord; houden houd hield gehouden;
huisvesten huisvest huisvestte gehuisvest; huldigen huldig huldigde gehuldigd; ijveren ijver ijverde geijverd;
implementeren implementeer implementeerde geïmplementeerd; importeren importeer importeerde geïmporteerd;
informeren informeer informeerde geïnformeerd; initiëren initieer initieerde geïnitieerd;
inspannen inspan inspande ingespannen; interveniëren intervenieer intervenieerde geïntervenieerd;
investeren investeer investeerde geïnvesteerd; jagen jaag jaagde gejaagd; juichen juich juichte gejuicht;
kaarten kaart kaartte gekaart; kampen kamp kampte gekampt; kanten kant kantte gekant; kennen ken kende gekend;
keren keer keerde gekeerd; keuren keur keurde gekeurd; kiezen kies koos gekozen; kijken kijk keek gekeken;
koersen koers koerste gekoerst; komen kom kwam gekomen; kondigen kondig kondigde gekondigd; kopen koop kocht gekocht;
koppelen koppel koppelde gekoppeld; kosten kost kostte gekost; krijgen krijg kreeg gekregen; kunnen kan kon gekund;
lachen lach lachte gelachen; laken laak laakte gelaakt; laten laat liet gelaten; leggen leg legde gelegd;
leiden leid leidde geleid; lenen leen leende geleend; leren leer leerde geleerd; leven leef leefde geleefd;
leveren lever leverde geleverd; lichten licht lichtte gelicht; liggen lig lag gelegen; lobbyen lobby lobbyde gelobbyd;
lopen loop liep gelopen; loven loof loofde geloofd; maken maak maakte gemaakt; manen maan maande gemaand;
markeren markeer markeerde gemarkeerd; melden meld meldde gemeld; memoreren memoreer memoreerde gememoreerd;
menen meen meende gemeend; merken merk merkte gemerkt; mikken mik mikte gemikt; misprijzen misprijs misprees misprezen;
moedigen moedig moedigde gemoedigd; moeten moet moest gemoeten; mogen mag mocht gemogen;
motiveren motiveer motiveerde gemotiveerd; nemen neem nam genomen; nodigen nodig nodigde genodigd;
noemen noem noemde genoemd; nuanceren nuanceer nuanceerde genuanceerd; oefenen oefen oefende geoefend;
omarmen omarm omarmde omarmd; onderbouwen onderbouw onderbouwde onderbouwd;
onderhouden onderhoud onderhield onderhouden; onderkennen onderken onderkende onderkend;
onderlijnen onderlijn onderlijnde onderlijnd; onderschrijven onderschrijf onderschreef onderschreven;
ondersteunen ondersteun ondersteunde ondersteund; onderstrepen onderstreep onderstreepte onderstreept;
ondertekenen onderteken ondertekende ondertekend; ondervinden ondervind ondervond ondervonden;
onderzoeken onderzoek onderzocht onderzocht; ontbreken ontbreek ontbrak ontbroken;
onthouden onthoud onthield onthouden; ontmoeten ontmoet ontmoette ontmoet; ontplooien ontplooi ontplooide ontplooid;
ontraden ontraad ontraadde ontraden; ontvangen ontvang ontving ontvangen; ontwikkelen ontwikkel ontwikkelde ontwikkeld;
ontzien ontzie ontzag ontzien; oordelen oordeel oordeelde geoordeeld; opereren opereer opereerde geopereerd;
opperen opper opperde geopperd; opteren opteer opteerde geopteerd; organiseren organiseer organiseerde georganiseerd;
overhandigen overhandig overhandigde overhandigd; overleggen overleg overlegde overlegd;
overtuigen overtuig overtuigde overtuigd; overwegen overweeg overwoog overwogen; parkeren parkeer parkeerde geparkeerd;
passen pas paste gepast; peilen peil peilde gepeild; perken perk perkte geperkt; plaatsen plaats plaatste geplaatst;
pleiten pleit pleitte gepleit; pogen poog poogde gepoogd; polsen pols polste gepolst; porren por porde gepord;
praten praat praatte gepraat; prefereren prefereer prefereerde geprefereerd;
presenteren presenteer presenteerde gepresenteerd; prijzen prijs prees geprezen; proberen probeer probeerde geprobeerd;
produceren produceer produceerde geproduceerd; profiteren profiteer profiteerde geprofiteerd;
raden raad raadde geraden; raken raak raakte geraakt; rapporteren rapporteer rapporteerde gerapporteerd;
ratificeren ratificeer ratificeerde geratificeerd; reageren reageer reageerde gereageerd;
realiseren realiseer realiseerde gerealiseerd; reizen reis reisde gereisd; rekenen reken rekende gerekend;
reserveren reserveer reserveerde gereserveerd; respecteren respecteer respecteerde gerespecteerd;
richten richt richtte gericht; roepen roep riep geroepen; ronden rond rondde gerond; ruimen ruim ruimde geruimd;
schaffen schaf schafte geschaft; schalen schaal schaalde geschaald; scharen schaar schaarde geschaard;
schatten schat schatte geschat; schenken schenk schonk geschonken; scherpen scherp scherpte gescherpt;
schetsen schets schetste geschetst; schorten schort schortte geschort; schrijven schrijf schreef geschreven;
schroeven schroef schroefde geschroefd; schromen schroom schroomde geschroomd; schuiven schuif schoof geschoven;
scoren scoor scoorde gescoord; signaleren signaleer signaleerde gesignaleerd; sluiten sluit sloot gesloten;
sommeren sommeer sommeerde gesommeerd; spannen span spande gespannen; spelen speel speelde gespeeld;
speuren speur speurde gespeurd; spiegelen spiegel spiegelde gespiegeld; spitsen spits spitste gespitst;
sporen spoor spoorde gespoord; spreken spreek sprak gesproken; springen spring sprong gesprongen;
staan sta stond gestaan; staken staak staakte gestaakt; stationeren stationeer stationeerde gestationeerd;
staven staaf staafde gestaafd; steigeren steiger steigerde gesteigerd; steken steek stak gestoken;
stellen stel stelde gesteld; stemmen stem stemde gestemd; steunen steun steunde gesteund;
stimuleren stimuleer stimuleerde gestimuleerd; stippen stip stipte gestipt; stoppen stop stopte gestopt;
storten stort stortte gestort; stoten stoot stootte gestoten; streven streef streefde gestreefd;
strijden strijd streed gestreden; stuiten stuit stuitte gestuit; sturen stuur stuurde gestuurd;
suggereren suggereer suggereerde gesuggereerd; tekenen teken tekende getekend; tellen tel telde geteld;
toetsen toets toetste getoetst; tonen toon toonde getoond; tornen torn tornde getornd;
trachten tracht trachtte getracht; trainen train trainde getraind; treden treed trad getreden;
treffen tref trof getroffen; trekken trek trok getrokken; twijfelen twijfel twijfelde getwijfeld;
typeren typeer typeerde getypeerd; uiten uit uitte geuit; vallen val viel gevallen; varen vaar voer gevaren;
varieren varieer varieerde gevarieerd; vatten vat vatte gevat; vechten vecht vocht gevochten;
ventileren ventileer ventileerde geventileerd; veranderen verander veranderde veranderd;
verbazen verbaas verbaasde verbaasd; verbeteren verbeter verbeterde verbeterd; verbinden verbind verbond verbonden;
verdedigen verdedig verdedigde verdedigd; verdubbelen verdubbel verdubbelde verdubbeld;
verduidelijken verduidelijk verduidelijkte verduidelijkt; verenigen verenig verenigde verenigd;
verheugen verheug verheugde verheugd; verhogen verhoog verhoogde verhoogd; verkennen verken verkende verkend;
verkiezen verkies verkoos verkozen; verklaren verklaar verklaarde verklaard; verlangen verlang verlangde verlangd;
verlenen verleen verleende verleend; verlengen verleng verlengde verlengd; vermelden vermeld vermeldde vermeld;
verminderen verminder verminderde verminderd; veroordelen veroordeel veroordeelde veroordeeld;
verplichten verplicht verplichtte verplicht; verspreiden verspreid verspreidde verspreid;
verstaan versta verstond verstaan; versterken versterk versterkte versterkt; verstrekken verstrek verstrekte verstrekt;
vertegenwoordigen vertegenwoordig vertegenwoordigde vertegenwoordigd; vertellen vertel vertelde verteld;
vertrouwen vertrouw vertrouwde vertrouwd; vervullen vervul vervulde vervuld; verwachten verwacht verwachtte verwacht;
verwelkomen verwelkom verwelkomde verwelkomd; verwerpen verwerp verwierp verworpen; verwijzen verwijs verwees verwezen;
verwoorden verwoord verwoordde verwoord; verzekeren verzeker verzekerde verzekerd; verzetten verzet verzette verzet;
verzoeken verzoek verzocht verzocht; verzorgen verzorg verzorgde verzorgd; vestigen vestig vestigde gevestigd;
vinden vind vond gevonden; voegen voeg voegde gevoegd; voelen voel voelde gevoeld; voeren voer voerde gevoerd;
voldoen voldoe voldeed voldaan; volgen volg volgde gevolgd; voorzien voorzie voorzag voorzien;
vormen vorm vormde gevormd; vragen vraag vroeg gevraagd; vrezen vrees vreesde gevreesd; vullen vul vulde gevuld;
waarborgen waarborg waarborgde gewaarborgd; waarderen waardeer waardeerde gewaardeerd;
waarschuwen waarschuw waarschuwde gewaarschuwd; wachten wacht wachtte gewacht; waken waak waakte gewaakt;
wegen weeg woog gewogen; weigeren weiger weigerde geweigerd; wensen wens wenste gewenst; werken werk werkte gewerkt;
werpen werp wierp geworpen; werven werf wierf geworven; weten weet wist geweten; wijden wijd wijdde gewijd;
wijzen wijs wees gewezen; willen wil wilde gewild; winnen win won gewonnen; wisselen wissel wisselde gewisseld;
wonen woon woonde gewoond; worden word werd geworden; zeggen zeg zei gezegd zeiden; zenden zend zond gezonden;
zetten zet zette gezet; zien zie zag gezien; zijn ben was geweest waren; zinspelen zinspeel zinspeelde gezinspeeld;
zitten zit zat gezeten; zoeken zoek zocht gezocht; zullen zal zou gezuld zouden;
zwengelen zwengel zwengelde gezwengeld
"""
# Particles and the verbs they are parted from in a main clause.
_SEPARABLE = """
aan: dringen sturen kaarten geven moedigen sporen stippen halen tekenen koersen jagen zetten bieden schaffen sluiten
aan: bevelen raden spreken tonen zien voeren kondigen nemen hangen haken houden zwengelen merken grijpen manen
op: geven leveren voeren roepen brengen merken werpen trekken komen volgen leiden bouwen schalen schorten leggen stellen nemen
op: zeggen vragen houden schroeven lopen
in: nemen zetten brengen stemmen zien gaan schrijven dienen leggen spannen vullen lichten schatten bouwen ruimen kopen
in: richten perken roepen scherpen voeren
uit: laten dragen trekken spreken zenden nodigen oefenen werken sluiten gaan leggen breiden geven voeren zien wisselen
uit: lenen diepen lopen roepen
voor: stellen houden staan zitten leggen bereiden stemmen nemen behouden komen lichten schrijven
bij: dragen wonen staan vallen praten sturen springen stellen komen
af: wijzen leggen keuren wachten nemen zien ronden stemmen stoten raden spreken schaffen bouwen dwingen houden keren
af: zetten
toe: zeggen juichen lichten zien werken dragen staan sturen zenden voegen spitsen treden komen kennen lachen
mee: geven delen doen werken gaan nemen brengen wegen denken dingen tekenen
mede: delen ondertekenen financieren
deel: nemen
tegen: stemmen houden gaan spreken werken
vast: houden leggen stellen staan
na: streven gaan leven komen denken laten
samen: werken gaan vatten
door: zetten gaan geven voeren schuiven vragen
over: brengen nemen maken dragen laten gaan hevelen leggen
terug: geven komen trekken brengen schroeven keren draaien dringen
vrij: maken geven
open: stellen staan houden
goed: keuren vinden
om: zetten buigen vormen zien
opzij: zetten leggen
uiteen: zetten
teleur: stellen
stil: staan
tegemoet: zien komen
gelijk: stellen
achter: blijven
weg: nemen dragen werken
naar: streven
rond: sturen
mis: lopen
klaar: staan zetten
beschikbaar: stellen
bekend: maken
vooruit: lopen
voort: zetten
overeen: komen
kennis: nemen maken
"""
# Forms that do not follow from the parts.
_ODD: dict[str, list[tuple[str, str]]] = {
    "zullen": [("zult", PRESENT)], "willen": [("wou", PAST)], "kunnen": [("kunt", PRESENT), ("konden", PAST)],
    "hebben": [("heeft", PRESENT), ("hadden", PAST)], "zijn": [("is", PRESENT), ("bent", PRESENT)],
    "zeggen": [("zegde", PAST), ("zegden", PAST)], "gaan": [("gaat", PRESENT)], "staan": [("staat", PRESENT)],
    "bestaan": [("bestaat", PRESENT)], "verstaan": [("verstaat", PRESENT)], "doen": [("doet", PRESENT)],
    "voldoen": [("voldoet", PRESENT)], "zien": [("ziet", PRESENT)], "bezien": [("beziet", PRESENT)],
    "voorzien": [("voorziet", PRESENT)], "houden": [("hou", PRESENT)],
}  # fmt: skip
Parts = tuple[str, str, str, str, str]
_OPEN_SYLLABLE = re.compile(r"(.*[^aeiou])?(ee|oo)([^aeiou])")
_SHORT_VOWEL = re.compile(r"[^aeiou][io][bdfgklmnprst]$")


def _parts() -> dict[str, Parts]:
    found: dict[str, Parts] = {}
    for entry in _PARTS.replace("\n", " ").split(";"):
        infinitive, stem, past, participle, *plural = entry.split()
        found[infinitive] = (infinitive, stem, past, participle, plural[0] if plural else _plural(past))
    return found


def _plural(past: str) -> str:
    """``benadrukte`` → ``benadrukten``, ``drong`` → ``drongen``, ``prees`` → ``prezen``, ``trok`` → ``trokken``."""
    if past.endswith("e"):
        return f"{past}n"
    if match := _OPEN_SYLLABLE.fullmatch(past):
        past = f"{match[1] or ''}{match[2][0]}{match[3]}"
    elif _SHORT_VOWEL.search(past):
        past += past[-1]
    if past[-1] in "fs" and past[-2] != past[-1]:
        past = past[:-1] + {"f": "v", "s": "z"}[past[-1]]
    return f"{past}en"


def _third(stem: str) -> str:
    return stem if stem.endswith("t") else f"{stem}t"


def _finite(parts: Parts) -> list[tuple[str, str]]:
    """Finite words with their tense: ``wijs wijst wijzen wees wezen``."""
    infinitive, stem, past, _, plural = parts
    regular = [(stem, PRESENT), (_third(stem), PRESENT), (infinitive, PRESENT), (past, PAST), (plural, PAST)]
    return regular + _ODD.get(infinitive, [])


def _forms(parts: Parts, particle: str) -> list[tuple[str, Form]]:
    """Every word of a verb: apart from its particle in a main clause, in one word elsewhere."""
    lemma = particle + parts[0]
    found = [(lemma, Form(lemma, INFINITIVE)), (particle + parts[3], Form(lemma, PARTICIPLE))]
    for word, tense in _finite(parts):
        found.append((word, Form(lemma, tense, particle)))
        if particle:
            found.append((particle + word, Form(lemma, tense)))
    return found


def _table() -> dict[str, tuple[Form, ...]]:
    """Every word of every verb; verbs with a particle come first, so that ``dringt … aan`` is not just ``dringt``."""
    parts = _parts()
    pairs: list[tuple[str, Form]] = []
    for line in _SEPARABLE.strip().splitlines():
        particle, stems = line.split(":")
        for stem in stems.split():
            pairs.extend(_forms(parts[stem], particle))
    for of_verb in parts.values():
        pairs.extend(_forms(of_verb, ""))
    table: dict[str, dict[Form, None]] = {}
    for word, form in pairs:
        table.setdefault(word, {})[form] = None
    return {word: tuple(forms) for word, forms in table.items()}


def _persons() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Finite words that go with *ik*, with *Nederland* and with *wij*; a bare stem (``steun``) is no third person."""
    first, third, plural = set(_MODALS), set(_MODALS), set[str]()
    particles = [(line.split(":")[0], line.split(":")[1].split()) for line in _SEPARABLE.strip().splitlines()]
    for parts in _parts().values():
        odd = [word for word, _ in _ODD.get(parts[0], [])]
        before = ["", *(particle for particle, stems in particles if parts[0] in stems)]
        for particle in before:
            first.update(particle + word for word in (parts[1], parts[2]))
            third.update(particle + word for word in (_third(parts[1]), parts[2], *odd))
            plural.update(particle + word for word in (parts[0], parts[4]))
    return frozenset(first), frozenset(third), frozenset(plural)


_MODALS = ("zal", "zou", "kan", "kon", "mag", "mocht", "wil", "wilde", "is", "was", "had")
FORMS = _table()
FIRST, THIRD, PLURAL = _persons()
