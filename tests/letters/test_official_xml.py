"""Official XML, old and new, becomes the same lines as the plain text of the paper."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda_tracker.letters.carriers.official_xml import looks_like_xml, read_xml
from agenda_tracker.letters.document import Document, UnreadableLetter
from agenda_tracker.letters.words import words

from .test_markup import printed, shown


def read(inside: str) -> Document:
    return read_xml(f"<kamerstuk><stuk>{inside}</stuk></kamerstuk>".encode())


PAPER = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE officiele-publicatie SYSTEM "http://voorbeeld.invalid/op.dtd"><?xml-stylesheet href="op.xsl"?>
<officiele-publicatie><metadata><meta name="titel" content="weg"/></metadata><kamerstuk>
<kamerstukkop><tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel>
<tekstregel inhoud="vergaderjaar">Vergaderjaar 2030-2031</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>21 501-02</dossiernr></dossiernummer><titel>Raad Algemene Zaken (fictief)</titel></dossier>
<dossier><dossiernummer><dossiernr>36 200</dossiernr><begrotingshoofdstuk>V</begrotingshoofdstuk></dossiernummer>
<titel>Begroting (fictief)</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">3418</ondernummer></stuknr><titel>BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN</titel>
<algemeen><vrije-tekst><tekst status="goed"><al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al>
<al>Den Haag, 29 januari 2030</al>
<al>Hierbij bied ik u het verslag aan<noot id="n1" type="voet"><noot.nr>1</noot.nr><noot.al>Zie <extref doc="kst-1">Kamerstuk
21 501-02, nr. 3391</extref>.</noot.al><noot.al>En <nadruk type="cur">verder</nadruk>.</noot.al></noot> van de Raad.</al>
</tekst></vrije-tekst><tekst-sluiting><ondertekening><functie>De Minister van Buitenlandse Zaken,</functie>
<naam><voornaam>E.J.</voornaam><achternaam>Vroonhoven-Kist</achternaam></naam></ondertekening></tekst-sluiting>
<bijlage><kop><label>Bijlage</label><nr>1</nr><titel>Verslag</titel></kop>
<divisie><kop><nr>1.</nr><titel>Introductie</titel></kop><tekst><tussenkop kopopmaak="vet">Oekra&#239;ne</tussenkop>
<al>Caf&eacute; van 40 km<sup>2</sup> in CO<inf>2</inf>.</al></tekst></divisie></bijlage>
</algemeen></stuk></kamerstuk></officiele-publicatie>"""


def test_a_paper_reads_like_its_plain_text():
    document = read_xml(PAPER.encode())
    assert shown(document) == [
        "Tweede Kamer der Staten-Generaal",
        "Vergaderjaar 2030-2031",
        "21 501-02   Raad Algemene Zaken (fictief)",
        "36 200 V   Begroting (fictief)",
        "Nr. 3418 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN",
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 29 januari 2030",
        "Hierbij bied ik u het verslag aan[1] van de Raad.",
        "De Minister van Buitenlandse Zaken,",
        "E.J. Vroonhoven-Kist",
        "Bijlage 1 Verslag",
        "1. Introductie",
        "Oekraïne",
        "Café van 40 km² in CO2.",
    ]
    assert [(note.marker, note.text) for note in document.notes] == [
        ("1", "Zie Kamerstuk 21 501-02, nr. 3391. En verder.")
    ]
    assert [line.level for line in printed(document)[10:]] == [1, 2, 3, 0]
    assert document.carrier == "xml"


OLD = """<kamerwrk kamer="2" publtype="kst"><kop><titel>Kamerstuk</titel></kop><frontm><versie dtd="1">9</versie>
<vergjaar>Vergaderjaar 2004-2005</vergjaar><onderw><nummer>21 501-02</nummer><naam>Raad (fictief)</naam></onderw></frontm>
<body><stuk><ltrlabel>Nr.</ltrlabel><nummer>12</nummer><titel>BRIEF VAN DE MINISTER</titel>
<al>Den Haag, 3 mei 2005</al><al>Dat staat er<voetref refid="v1" nr="1"/>.</al><witreg/><tuskop letat="vet">Visserij</tuskop>
<al>Tekst.</al><ondtek><functie>De minister van Proeven,</functie><naam>B. R. Naam</naam></ondtek></stuk></body>
<voetnoot id="v1" nr="1"><al>De noot.</al></voetnoot></kamerwrk>"""


def test_a_paper_of_before_2010_is_read():
    document = read_xml(OLD.encode())
    assert shown(document) == [
        "Kamerstuk",
        "Vergaderjaar 2004-2005",
        "21 501-02   Raad (fictief)",
        "Nr. 12 BRIEF VAN DE MINISTER",
        "Den Haag, 3 mei 2005",
        "Dat staat er[1].",
        "Visserij",
        "Tekst.",
        "De minister van Proeven,",
        "B. R. Naam",
    ]
    assert [(note.marker, note.text) for note in document.notes] == [("1", "De noot.")]


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        ("<stuknr><ondernummer>12</ondernummer></stuknr><titel>BRIEF VAN X</titel>", "Nr. 12 BRIEF VAN X"),
        ("<stuknr><ondernummer>F</ondernummer></stuknr><titel>BRIEF VAN X</titel>", "F BRIEF VAN X"),
        ('<tekstregel inhoud="ondernr">12</tekstregel><tekstregel>BRIEF VAN X</tekstregel>', "Nr. 12 BRIEF VAN X"),
        ("<dossiernummer><dossiernr>21 501</dossiernr><toevoeging>02</toevoeging> ab</dossiernummer>", "21 501-02 ab"),
        ("<dossiernummer><dossiernr>36 200</dossiernr><toevoeging>V</toevoeging></dossiernummer>", "36 200 V"),
        ("<dossiernummer><dossiernr>36 200</dossiernr>-<toevoeging>V</toevoeging></dossiernummer>", "36 200-V"),
        ("<dagtekening><plaats>Den Haag</plaats><datum>3 mei 2030</datum></dagtekening>", "Den Haag, 3 mei 2030"),
        ("<datumtekst>Ontvangen <datum isodatum='2030-05-03'>3 mei 2030</datum></datumtekst>", "Ontvangen 3 mei 2030"),
        ("<naam><voornaam>A.</voornaam><voorvoegsel>van</voorvoegsel><achternaam>B</achternaam></naam>", "A. van B"),
        ("<al>Een<nadruk type='vet'>woord</nadruk>, <onbekend>een</onbekend> twee.</al>", "Eenwoord, een twee."),
        ("<vak><een>Links</een><twee>Rechts</twee></vak>", "Links|Rechts"),
        ("<al-groep><al>Een.</al><al>Twee.</al></al-groep><slotformulier>Slot,</slotformulier>", "Een.|Twee.|Slot,"),
        ("<al>Een<!-- x --> <?break?>zin &lt; &amp;nbsp;</al><al><![CDATA[a < b]]></al>", "Een zin < &nbsp;|a < b"),
        ("<plaatje><illustratie naam='x'/></plaatje><al>Na.</al>", "Na."),
    ],
)
def test_parts_of_a_paper_stand_where_they_are_printed(xml, lines):
    assert shown(read(xml)) == lines.split("|")


@pytest.mark.parametrize(
    ("kind", "items", "lines"),
    [
        ("expliciet", "<li><li.nr>1.</li.nr><al>vis</al></li><li><li.nr>b)</li.nr><al>vee</al></li>", "1. vis|b) vee"),
        ("expliciet", "<li><li.nr>2</li.nr><al>vis</al></li><li><li.nr>–</li.nr><al>vee</al></li>", "2. vis|- vee"),
        ("ndash", "<li><al>vis</al><al>meer</al></li>", "- vis|meer"),
        ("a", "<li>vis<lijst><li><al>rog</al></li></lijst></li><li><al>vee</al></li>", "a. vis|- rog|b. vee"),
    ],
)
def test_lists_are_printed(kind, items, lines):
    assert shown(read(f"<lijst type='{kind}'>{items}</lijst>")) == lines.split("|")


def test_tables_are_printed():
    row = "<row><entry><al>RBZ</al></entry><entry>9 mei</entry></row>"
    head = "<thead><row><entry>Raad</entry><entry>Dag</entry></row></thead>"
    assert shown(read(f"<table><title>Tabel</title><tgroup><colspec/>{row}</tgroup></table>")) == [
        "Tabel",
        "RBZ   9 mei",
    ]
    assert shown(read(f"<table><tgroup>{head}<tbody>{row}</tbody></tgroup></table>")) == ["Raad   RBZ", "Dag   9 mei"]
    assert shown(read(row)) == ["RBZ", "9 mei"]


def test_subheadings_rank_by_how_heavy_they_are():
    xml = "".join(f'<tussenkop opmaak="{style}">Kop</tussenkop><al>x</al>' for style in ("vet", "vetcur", "cur", "rom"))
    assert [(line.level, line.emphasis) for line in printed(read(xml))[::2]] == [
        (1, True),
        (2, True),
        (3, True),
        (3, True),
    ]


def test_a_note_that_is_referred_to_elsewhere_and_one_in_a_table():
    apart = '<noot id="a"><noot.nr>*</noot.nr><noot.al>* Een noot.</noot.al></noot>'
    table = "<table><row><entry>x<noot type='tabel'><noot.al>In de tabel.</noot.al></noot></entry></row></table>"
    document = read(f'<al>Een<nootref refid="a"/> en twee<nootref refid="a"/>.</al>{apart}{table}')
    assert [(note.marker, note.text) for note in document.notes] == [("*", "Een noot."), ("2", "In de tabel.")]
    assert shown(document) == ["Een[*] en twee[*].", "x[2]"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15"])
def test_every_encoding_is_read(encoding):
    said = encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{said}"?><kamerstuk><al>Oekraïne: € 5</al></kamerstuk>'.encode(encoding)
    assert looks_like_xml(data)
    assert shown(read_xml(data)) == ["Oekraïne: € 5"]


@pytest.mark.parametrize(
    ("data", "is_xml"),
    [
        (b"<?xml version='1.0'?><rss><p>x</p></rss>", True),
        (b"\n<officiele-publicatie><metadata/></officiele-publicatie>", True),
        (b"<op:kamerstuk xmlns:op='x'><op:al>x</op:al></op:kamerstuk>", True),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'/>", False),
        (b"<?xml version='1.0'?><div><p>x</p></div>", False),
        (b"<p>x</p>", False),
        (b"<naam> schreef", False),
        (b"brief <kamerstuk>", False),
        (b"", False),
    ],
)
def test_xml_is_told_by_its_content(data, is_xml):
    assert looks_like_xml(data) is is_xml


LAUGHS = "<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {name} '&{below};&{below};'>" for below, name in ("ab", "bc", "cd"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (f"<!DOCTYPE k [{LAUGHS}]><kamerstuk><al>&d;</al></kamerstuk>", "bevat definities van entiteiten"),
        (
            "<!DOCTYPE k [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><kamerstuk><al>&x;</al></kamerstuk>",
            "bevat definities",
        ),
        ("<!DOCTYPE k [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/'> %x;]><kamerstuk/>", "bevat definities"),
        ("<!-- <al --><!DOCTYPE k [<!ENTITY x 'y'>]><kamerstuk><al>&x;</al></kamerstuk>", "is geen geldige XML"),
        ("<kamerstuk><al>afgebroken", "is geen geldige XML"),
        ("<kamerstuk><al>&onbekend;</al></kamerstuk>", "is geen geldige XML"),
        ("<?xml version='1.0'?>", "is geen geldige XML"),
        ("<a>" * 100_000 + "x" + "</a>" * 100_000, "is geen gewone XML"),
        (f"<kamerstuk>{'x' * 11_000_000}</kamerstuk>", "is geen gewone XML"),
        ("<kamerstuk><metadata>tekst</metadata></kamerstuk>", "staat geen leesbare tekst"),
        ("<w:wordDocument xmlns:w='x'><w:t>brief</w:t></w:wordDocument>", "is een Word-document in XML-vorm"),
    ],
)
def test_hostile_or_broken_xml_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(UnreadableLetter) as caught:
        read_xml(data.encode())
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")


NAMES = sorted(
    words(
        "al titel tekst tussenkop lijst li li.nr table tgroup thead row entry noot noot.nr noot.al voetref voetnoot naam"
        " functie voornaam dossier dossiernr toevoeging stuk stuknr ondernummer kop nr nadruk sup tekstregel onbekend bijlage"
        " datum plaats"
    )
)
TREES = st.recursive(
    st.sampled_from(
        ["", "woord", " ", "1", "Nr. 3", "BRIEF VAN X", "&amp;", "<!-- x -->", '<voetref refid="a"/>', "\u00a0"]
    ),
    lambda inner: st.builds(
        lambda name, attribute, parts: f"<{name}{attribute}>{''.join(parts)}</{name}>",
        st.sampled_from(NAMES),
        st.sampled_from(["", ' id="a"', ' type="a"', ' inhoud="ondernr"', ' refid="a"', ' nr="1"', ' xmlns="urn:x"']),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES)
def test_any_tree_reads_or_is_refused(inside):
    try:
        document = read(inside)
    except UnreadableLetter:
        return
    keys = {note.key for note in document.notes}
    text = "".join(line.text for line in document.lines)
    assert {char for char in text if "\U000f0000" <= char <= "\U000ffffd"} <= keys


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, len(PAPER)),
    st.integers(0, 40),
    st.sampled_from(["", "<", "</al>", "&", "\x00", "<noot>", "<!DOCTYPE a [", "é"]),
)
def test_a_damaged_paper_reads_or_is_refused(place, length, instead):
    data = (PAPER[:place] + instead + PAPER[place + length :]).encode()
    looks_like_xml(data)
    with contextlib.suppress(UnreadableLetter):
        read_xml(data)
