"""The words of the noise: subjects that no golden letter treats, sentences that all letters share."""

from pathlib import Path

# Formation, its name in the subject, and its usual office ('' for any).
BODIES = (
    ("eu-razeb", "Raad Algemene Zaken en Externe Betrekkingen", "minister-van-buitenlandse-zaken"),
    ("eu-raz", "Raad Algemene Zaken", "minister-van-buitenlandse-zaken"),
    ("eu-rbz", "Raad Buitenlandse Zaken", "minister-van-buitenlandse-zaken"),
    ("eu-rbz-handel", "Raad Buitenlandse Zaken Handel", ""),
    ("eu-ecofin", "Ecofinraad", "minister-van-financien"),
    ("eu-eurogroep", "Eurogroep", "minister-van-financien"),
    ("eu-jbz", "JBZ-Raad", "minister-van-justitie-en-veiligheid"),
    ("eu-wsbvc", "Raad WSBVC", "minister-van-sociale-zaken-en-werkgelegenheid"),
    ("eu-compet", "Raad voor Concurrentievermogen", "minister-van-economische-zaken-en-klimaat"),
    ("eu-transportraad", "Transportraad", "minister-van-infrastructuur-en-waterstaat"),
    ("eu-telecomraad", "Telecomraad", "minister-van-economische-zaken-en-klimaat"),
    ("eu-energieraad", "Energieraad", "minister-voor-klimaat-en-energie"),
    ("eu-landbouw-visserij", "Landbouw- en Visserijraad", ""),
    ("eu-milieuraad", "Milieuraad", "minister-van-infrastructuur-en-waterstaat"),
    ("eu-ojcs", "OJCS-Raad", "minister-van-onderwijs-cultuur-en-wetenschap"),
    ("eu-raz-cohesie", "Raad Algemene Zaken Cohesie", ""),
    ("benelux-comite-van-ministers", "Comité van Ministers van de Benelux", "minister-van-buitenlandse-zaken"),
    ("vn-hlpf", "High-Level Political Forum", ""),
)
OFFICES = (
    "minister-van-economische-zaken-en-klimaat",
    "minister-van-binnenlandse-zaken-en-koninkrijksrelaties",
    "minister-van-landbouw-natuur-en-voedselkwaliteit",
    "minister-van-volksgezondheid-welzijn-en-sport",
)


def _subjects() -> list[tuple[str, str, str]]:
    lines = (Path(__file__).parent / "noise_subjects.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(title, topic, words) for title, topic, words in rows]


SUBJECTS = _subjects()
# What stands before the position, in it, after it, and as the clerk's wording. * a word of the subject, + a rare compound.
FIRST = (
    "De Commissie heeft een voorstel gedaan over * en *, dat de lidstaten in werkgroepen hebben besproken.",
    "Het voorzitterschap wil in de Raad een akkoord bereiken over * en de +.",
    "Op de agenda staat een gedachtewisseling over *, waarbij ook * en veiligheid aan bod komen.",
    "In de Europese Unie verschilt het beleid voor * sterk van land tot land.",
    "De onderhandelingen met het Europees Parlement over * gaan in het najaar verder.",
    "Naar verwachting zal de Raad conclusies aannemen over *, * en +.",
    "Het effect van de energieprijzen op * en op de markt voor * is nog onzeker.",
    "Een meerderheid van de lidstaten steunt de tekst over *, al heeft een kleine groep bezwaren tegen de +.",
    "De oorlog in Oekraïne en de inflatie hebben gevolgen voor * en voor de handel in *.",
    "Het krachtenveld over * is verdeeld: het zuiden vraagt om geld, het noorden om minder regels.",
    "Duitsland en Polen hebben samen een plan voor * ingediend, waarover Griekenland nog twijfelt.",
    "Boeren, jongeren en vrouwen merken volgens het rapport het meest van veranderingen in *.",
    "De interne markt en de productie van * groeien sneller dan de begroting van de Unie.",
)
QUOTED = (
    "Nederland steunt het voorstel over *, mits de administratieve lasten voor * beperkt blijven.",
    "Het kabinet is terughoudend over nieuwe regels voor * en wijst op de nationale bevoegdheid.",
    "Nederland zet in op een goede balans tussen * en +.",
    "Nederland vraagt de Commissie om een analyse van de gevolgen voor * en *.",
    "Het kabinet hecht aan subsidiariteit bij * en pleit voor ruimte op nationaal niveau.",
    "Nederland verwelkomt de aandacht voor * en deelt zijn ervaring met +.",
    "Het kabinet acht Europese samenwerking bij * wenselijk, ook met het oog op klimaat en innovatie.",
    "Nederland zal vragen om een heldere definitie van * en om een overgangstermijn voor *.",
    "Het kabinet ziet geen meerwaarde in een Europees fonds voor *.",
    "Een verbod op * gaat het kabinet te ver zolang banken en bedrijven zelf maatregelen nemen.",
    "Nederland wil dat landbouw, water en migratie in het akkoord over * een plaats krijgen.",
    "Nederland heeft kanttekeningen bij de uitvoering van *, in het bijzonder bij de +.",
    "Ik zeg de Kamer toe haar over * te informeren zodra de evaluatie gereed is.",
)
LAST = (
    "Dit sluit aan bij eerdere brieven aan de Kamer.",
    "De meeste lidstaten delen deze lijn, al leggen zij bij * andere accenten.",
    "Over de + wordt later besloten.",
    "De Commissie komt hier in het voorjaar op terug met een mededeling over *.",
    "Ook de internationale samenwerking en de veiligheid van * zijn daarbij gebaat.",
    "Rusland en andere derde landen doen aan het overleg over * niet mee.",
    "De grens tussen publieke en andere financiering van * verschilt per lidstaat.",
    "Het parlement heeft hierover nog geen standpunt ingenomen.",
)
CLERK = (
    "Steun voor regels over *, zolang de lasten voor * laag blijven.",
    "Terughoudend over Europese bemoeienis met *.",
    "Nederland wil duidelijkheid over * en +.",
    "Het kabinet vraagt om een effectbeoordeling over *.",
    "Samenwerking bij * is gewenst.",
    "Voor * hoort ruimte te blijven in het nationale beleid.",
    "De Kamer hoort later meer over * en +.",
    "Geen nieuw fonds voor *.",
)
# Halves of compounds: none of them is a part of a word that a query asks for.
HEADS = (
    "beleids", "markt", "regel", "keten", "dossier", "kosten", "lasten", "termijn", "norm", "kader", "overleg",
    "toetsings", "uitvoerings", "beheers", "ontwerp", "sector", "branche", "doel", "register", "loket", "vraag",
    "proef", "gebruiks", "herkomst", "vergunning", "inspectie", "advies", "kwaliteits", "handels", "prijs",
    "aanvraag", "bedrijfs", "bestuurs", "bewijs", "contract", "dienst", "eigendoms", "gebieds", "gemeente", "groei",
    "huur", "informatie", "jaar", "klant", "leverings", "loon", "object", "omzet", "onderhouds", "opleidings",
    "project", "provincie", "rente", "risico", "schatting", "streek", "taak", "terrein", "transport", "verzekerings",
)  # fmt: skip
TAILS = (
    "afspraken", "kaders", "toets", "overzicht", "verdeling", "wijziging", "plannen", "stelsel", "documenten",
    "eisen", "ordening", "aanpak", "cyclus", "agenda", "gegevens", "voorschrift", "tafel", "instrument", "lijst",
    "monitor", "verslagen", "begrip", "periode", "analyse", "methode", "procedures", "model", "raming", "notitie",
    "beoordeling", "beschikking", "bijlage", "bureau", "categorie", "commissie", "controle", "drempel", "fase", "gids",
    "groep", "handboek", "indeling", "kaart", "logboek", "mandaat", "netwerk", "onderzoek", "partner", "portaal",
    "protocol", "reeks", "ruimte", "schema", "structuur", "tabel", "traject", "vormen", "wijzer", "zones",
)  # fmt: skip
