"""HTML of every origin becomes the paragraphs, headings and footnotes that a reader sees."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda_tracker.letters.carriers.markup import looks_like_html, read_html
from agenda_tracker.letters.document import Document, Line, UnreadableLetter
from agenda_tracker.letters.words import words
from tests.attack.growth import seconds


def shown(document: Document) -> list[str]:
    """The lines with text, with the marker of a note in brackets where its mark stands."""
    marks = {ord(note.key): f"[{note.marker}]" for note in document.notes}
    return [line.text.translate(marks) for line in printed(document)]


def printed(document: Document) -> list[Line]:
    return [line for line in document.lines if line.text]


def read(html: str) -> Document:
    return read_html(html.encode())


PUBLISHED = """<!DOCTYPE html><html><head><title>Kamerstuk</title><script>var x = "<p>weg</p>";</script></head><body>
<header><a href="/">Overheid</a><nav><ul><li>Zoeken</li></ul></nav></header>
<div class="kamerstuk"><p>Kamerstuk</p>
<table><tr><th>Datum publicatie</th><th>Organisatie</th><th>Vergaderjaar</th><th>Dossier- en ondernummer</th></tr>
<tr><td></td><td>Tweede Kamer der Staten-Generaal</td><td>2030-2031</td><td>21501-34 nr. 487</td></tr></table>
<h1><span>21&nbsp;501-34</span> Raad voor Onderwijs (FICTIEF)</h1>
<h2><span>Nr. 487</span> BRIEF VAN DE MINISTER VAN ONDERWIJS</h2>
<p>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</p><p>Den Haag, 25 april 2031</p>
<p>Hierbij bied ik u de agenda aan.<sup><a class="nootnum" href="#ID-a">1</a></sup></p>
<p><span>De Minister van Onderwijs,</span> <span>R.P. Dijkhuis</span></p>
<h2>GEANNOTEERDE AGENDA</h2><p class="tussenkop_cur">Korte opleidingen</p>
<p>De Raad sprak in april 2031<sup><a class="nootnum" href="#ID-b">2</a></sup> over diploma&shy;&#39;s.</p></div>
<div id="noten"><hr>
<div class="voet noot" id="note-ID-a"><h5><a href="#close-ID-a">X</a> Noot</h5><sup><span><a id="ID-a"></a>1</span></sup>
<p>Zie Kamerstuk 22 452, nr. 91.</p></div>
<div class="voet noot" id="note-ID-b"><h5><a href="#close-ID-b">X</a> Noot</h5><sup><span><a id="ID-b"></a>2</span></sup>
<p>2 juni 2030 is een andere dag.</p></div></div><p><a href="#top">Naar boven</a></p></body></html>"""


def test_a_published_page_reads_like_its_plain_text():
    document = read(PUBLISHED)
    assert shown(document) == [
        "Kamerstuk",
        "Organisatie   Tweede Kamer der Staten-Generaal",
        "Vergaderjaar   2030-2031",
        "Dossier- en ondernummer   21501-34 nr. 487",
        "21 501-34 Raad voor Onderwijs (FICTIEF)",
        "Nr. 487 BRIEF VAN DE MINISTER VAN ONDERWIJS",
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 25 april 2031",
        "Hierbij bied ik u de agenda aan.[1]",
        "De Minister van Onderwijs, R.P. Dijkhuis",
        "GEANNOTEERDE AGENDA",
        "Korte opleidingen",
        "De Raad sprak in april 2031[2] over diploma's.",
    ]
    assert [note.text for note in document.notes] == ["Zie Kamerstuk 22 452, nr. 91.", "2 juni 2030 is een andere dag."]
    lines = printed(document)
    assert [line.level for line in lines[4:6]] == [1, 2]
    assert (lines[11].level, lines[11].emphasis) == (3, True)
    assert all(line.whole for line in lines)
    assert document.carrier == "html"


BREAKS = [
    ("Aan de Voorzitter<br>Postbus 20018<br>Den Haag", ["Aan de Voorzitter", "Postbus 20018", "Den Haag"]),
    ("De Minister<br>van Proeven,<br>A. Naam", ["De Minister van Proeven,", "A. Naam"]),
    ("<b>Inzet</b><br>Nederland steunt dit.", ["Inzet", "Nederland steunt dit."]),
    ("Eerste alinea.<br><br>tweede alinea.", ["Eerste alinea.", "tweede alinea."]),
    ("Te bespreken:<br>vis;<br>vee.", ["Te bespreken:", "vis;", "vee."]),
    (
        "Nederland heeft in de Raad uitvoerig gesproken over de toekomst van de visserij op de<br>Noordzee en over vee.",
        ["Nederland heeft in de Raad uitvoerig gesproken over de toekomst van de visserij op de Noordzee en over vee."],
    ),
    (
        "Nederland heeft in de Raad uitvoerig gesproken over de toekomst van de visserij daar.<br>Daarna was er thee.",
        [
            "Nederland heeft in de Raad uitvoerig gesproken over de toekomst van de visserij daar.",
            "Daarna was er thee.",
        ],
    ),
    (
        "De Minister van X,&nbsp;&nbsp;&nbsp; De Minister van Y,<br>van A&nbsp;&nbsp;&nbsp;van B",
        ["De Minister van X,   De Minister van Y,", "van A   van B"],
    ),
]


@pytest.mark.parametrize(("html", "lines"), BREAKS)
def test_a_soft_break_counts_where_a_reader_sees_a_line(html, lines):
    assert shown(read(f"<p>{html}</p>")) == lines


def test_a_heading_over_two_lines_is_one_and_its_nature_another():
    document = read("<h3>Toekomst van<br>het Korps<br>(Beleidsdebat)</h3>")
    assert [(line.text, line.level) for line in document.lines] == [
        ("Toekomst van het Korps", 3),
        ("(Beleidsdebat)", 3),
    ]


def test_lines_of_one_width_are_left_as_printed():
    lines = ["woord " * 12 + "einde"] * 4 + ["kort slot."]
    for start, between in (("<div>", "<br>"), ("<pre>", "\n"), ('<div style="white-space: pre-wrap">', "\n")):
        document = read(start + between.join(lines))
        assert shown(document) == lines
        assert not any(line.whole for line in document.lines)


def test_paragraphs_stand_an_empty_line_apart_and_lines_of_one_do_not():
    html = "<h2>Kop</h2><p>een<br>Twee</p><ul><li>vis<li>vee</ul><table><tr><td>a<td>b<tr><td>c<td>d</table><p>&nbsp;<p>slot"
    lines = ["Kop", "", "een", "Twee", "", "- vis", "- vee", "", "a   b", "c   d", "", "slot"]
    assert [line.text for line in read(html).lines] == lines


LISTS = [
    ("<ul><li>vis<li>vee</ul>", ["- vis", "- vee"]),
    ("<ol start=3><li>vis</li><li><p>vee</p><p>meer</p></li></ol>", ["3. vis", "4. vee", "meer"]),
    (
        '<ol type="a"><li>vis<ol type="I"><li>rog</li></ol></li><li value="5">vee</li></ol>',
        ["a. vis", "I. rog", "e. vee"],
    ),
    ('<ol style="list-style-type: lower-roman"><li>vis</li></ol>', ["i. vis"]),
    ('<ul style="list-style:none"><li>vis</li></ul>', ["vis"]),
    ("<ul><li><span>1.</span> vis</li><li>– vee</li></ul>", ["1. vis", "- vee"]),
    (
        "<p>·&nbsp;&nbsp;&nbsp;&nbsp; vis</p><p>2.&nbsp;&nbsp;&nbsp;&nbsp; vee</p><p>• rog</p>",
        ["- vis", "2. vee", "- rog"],
    ),
    ("<ol><li><h2>Visserij</h2><p>Tekst.</p></li></ol>", ["1. Visserij", "Tekst."]),
]


@pytest.mark.parametrize(("html", "lines"), LISTS)
def test_bullets_and_numbers_are_printed(html, lines):
    assert shown(read(html)) == lines


PROSE = ("Nederland steunt dit. " * 6).strip()
TABLES = [
    ("<tr><td>Raad<td>Dag<tr><td>RBZ<td>9 mei<tr><td>RAZ<td>10 mei", ["Raad   Dag", "RBZ   9 mei", "RAZ   10 mei"]),
    ("<tr><td><b>Raad</b><td><b>Dag</b><tr><td>RBZ<td>9 mei", ["Raad   RBZ", "Dag   9 mei"]),
    (
        "<tr><td>De Minister,<td>De Minister,<tr><td>A. Een<td>B. Twee",
        ["De Minister,   De Minister,", "A. Een   B. Twee"],
    ),
    ("<tr><td><h2>Kop</h2><p>Alinea een.</p><p>Alinea twee.</p>", ["Kop", "Alinea een.", "Alinea twee."]),
    ("<tr><td>Datum<br>Betreft<td>3 mei 2030<br>Verslag", ["Datum   3 mei 2030", "Betreft   Verslag"]),
    (f"<tr><td>Inzet Nederland<td>{PROSE}", ["Inzet Nederland", PROSE]),
    ("<tr><td>Links<table><tr><td>a<td>b</table></td><td>rechts", ["Links", "a   b", "rechts"]),
    ("<caption>Titel</caption><tr><td>a<td><td>b", ["Titel", "a   b"]),
]


@pytest.mark.parametrize(("html", "lines"), TABLES)
def test_tables_give_a_line_per_row_and_layout_gives_paragraphs(html, lines):
    assert shown(read(f"<table>{html}</table>")) == lines


def test_a_definition_list_gives_label_and_value():
    html = "<dl><dt>Datum</dt><dd>3 mei</dd><div><dt>Betreft<dd>Verslag</div></dl>"
    assert shown(read(html)) == ["Datum   3 mei", "Betreft   Verslag"]


def test_what_is_not_printed_and_what_belongs_to_the_site_is_dropped():
    letter = f"<p>{'De brief zelf. ' * 30}</p>"
    page = (
        "<body><nav>Menu</nav><header>Site</header><form><input value=x>Zoek</form><p hidden>a</p><p style='display:none'>b</p>"
        "<span class='sr-only'>c</span><del>d</del><noscript>e</noscript><template>f</template><svg><text>g</text></svg>"
        f"<main>{letter}<button>h</button><p aria-hidden=true>i</p></main><aside>Zie ook</aside><footer>Privacy</footer></body>"
    )
    assert shown(read(page)) == [("De brief zelf. " * 30).strip()]
    assert shown(read(f"<form action=x><p>Kop</p>{letter}</form>")) == ["Kop", ("De brief zelf. " * 30).strip()]


def test_bold_italic_and_underlined_paragraphs_are_told_apart():
    html = "<p><b>Kop</b> <i>een</i><p><u>Kop</u>.<p>Half <b>vet</b><p><span style='font-weight:700'>Kop</span><sup>1</sup>"
    assert [line.emphasis for line in printed(read(html))] == [True, True, False, True]


SAME = "Oekraïne – € 5 mln."


@pytest.mark.parametrize(
    "data",
    [
        f"<p>{SAME}</p>".encode(),
        f"<p>{SAME}</p>".encode("utf-8-sig"),
        f"<p>{SAME}</p>".encode("cp1252"),
        f"<html><p>{SAME}</p>".encode("utf-16"),
        f"<html><p>{SAME} en de rest</p>".encode("utf-16-le"),
        f'<html><meta charset="iso-8859-1"><p>{SAME}</p>'.encode("cp1252"),
        f'<html><meta charset="iso-8859-1"><p>{SAME}</p>'.encode(),
        '<html><meta http-equiv=x content="text/html; charset=macintosh"><p>Oekraïne</p>'.encode("mac-roman"),
        f'<html><meta charset="punycode"><p>{SAME}</p>'.encode("cp1252"),
        f'<?xml version="1.0" encoding="windows-1252"?><html><body><p>{SAME}</p></body></html>'.encode("cp1252"),
        b"<p>Oekra&iuml;ne &ndash; &euro;&#160;5\r\nmln.</p>",
    ],
)
def test_every_encoding_is_read(data):
    assert looks_like_html(data)
    assert shown(read_html(data))[0].startswith(("Oekraïne – € 5 mln.", "Oekraïne"))


@pytest.mark.parametrize(
    ("data", "is_html"),
    [
        (b"<!DOCTYPE html><p>x", True),
        (b"<!-- opgeslagen --><div>x</div>", True),
        (b"Brief\r\n<b>x</b><br><br/>y</p>", True),
        (b'<?xml version="1.0"?><html xmlns="x"><p>x</p></html>', True),
        (b'<?xml version="1.0"?><kamerstuk><al>x</al></kamerstuk>', False),
        (b"<naam@voorbeeld.nl> schreef", False),
        (b"> Retouradres <Postbus 20701>", False),
        (b"3 < 5 en 7 > 6", False),
        (b"<!---->" * 600, False),
        (b"", False),
    ],
)
def test_html_is_told_by_its_content(data, is_html):
    assert looks_like_html(data) is is_html


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<script>alert('brief')</script><style>p{}</style>", "In het bestand staat geen leesbare tekst"),
        (b"<p>12 - 34</p><img alt='brief'>", "In het bestand staat geen leesbare tekst"),
        (b"", "In het bestand staat geen leesbare tekst"),
        (b"<div>" * 100_000 + b"tekst", "Het bestand is geen gewone webpagina"),
        (b"<p>" + b"woord " * 2_000_000, "Het bestand is geen gewone webpagina"),
    ],
)
def test_a_page_without_a_letter_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(UnreadableLetter) as caught:
        read_html(data)
    assert str(caught.value).startswith(sentence)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "piece", [b"<p>w", b"<br>woord", b"<li>w", b"<tr><td>a<td>b", b"<p>w<sup>1</sup>", b"<p id=a>w<a href='#a'>1</a>"]
)
def test_reading_takes_time_in_proportion(piece):
    def read(count: int) -> float:
        return seconds(read_html, b"<table><ol>" + piece * count)

    read(1000)
    assert read(16_000) < 40 * max(read(2000), 0.01)


# Blank-separated; `_` stands for a blank.
PIECES = """<p> </p> <br> <b> </b> <table> <tr> <td> </td> </table> <ol> <li> </ol> <h2> </h2> <sup>1</sup> <a_href=#a>1</a>
<sup><a_href=#a>1</a></sup> <a_name=a></a> <p_id=a> <div_id=a> <pre> </pre> X_Noot 1 Nr._4 BRIEF_VAN woord &nbsp; \x00 \U000f0000
<dl><dt> <dd> <form> <main> <!-- --> &x; <![CDATA[ ]]> <script> </script> \ufeff <svg> <math> <select> ( = <span_id=a> </span>
<div> </div>"""
PAGES = st.lists(st.sampled_from(sorted(words(PIECES))), max_size=40).map(
    lambda some: "".join(some).replace("_", " ").encode()
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(PAGES, st.binary(max_size=300)))
def test_any_bytes_read_or_are_refused(data):
    looks_like_html(data)
    try:
        document = read_html(data)
    except UnreadableLetter:
        return
    text = "".join(line.text for line in document.lines)
    assert not any(line.text != line.text.strip() for line in document.lines)
    assert {char for char in text if "\U000f0000" <= char <= "\U000ffffd"} <= {note.key for note in document.notes}
    assert not any(char >= "\U000f0000" for note in document.notes for char in note.text)
