"""The value itself: normal form and back, shelf order, addresses, citations."""

import contextlib
import datetime
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_tracker.citations import Reference, parse_slug, session_year_of

from . import references


@settings(max_examples=300, deadline=None)
@given(references.every_reference)
def test_parse_inverts_the_normal_form(reference):
    again = Reference.parse(reference.normal)
    assert (again, again.normal, hash(again), again.kind) == (
        reference,
        reference.normal,
        hash(reference),
        reference.kind,
    )


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_parse_raises_value_error_or_returns_that_normal_form(text):
    with contextlib.suppress(ValueError):
        assert Reference.parse(text).normal == text


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "28676", "28676-0464", "28676-b", "36600-x-3", "kst-28676-464", "28676-464-3", "dossier/2867"),
        *("21501-35-1", "2024z12345", "dossier/36600-Q", "AH-TK-20242025-1", "ah-tk-20242026-1", "28676-464-H1"),
        *("05555-1", "kst-21501-02", "28676-464 "),
    ],
)
def test_parse_refuses_what_is_no_normal_form(text):
    with pytest.raises(ValueError):
        Reference.parse(text)


def test_attributes_are_not_identity():
    one = Reference("paper", 28676, "", "", "464", page="3", chamber="TK", session_year="20232024", rijkswet="R2114")
    assert one == Reference.parse("28676-464")
    assert len({one, Reference.parse("28676-464")}) == 1
    assert one != "28676-464"


def test_reference_is_frozen():
    with pytest.raises(FrozenInstanceError):
        Reference.parse("28676-464").number = "465"


FORMS = [
    ("28676-464", "28 676, nr. 464", "28676", "28676-464"),
    ("21501-02-2900", "21 501-02, nr. 2900", "21501-02", "21501-02-2900"),
    ("36600-X-3", "36 600 X, nr. 3", "36600-X", "36600-X-3"),
    ("36410-B", "36 410, B", "36410", "36410-B"),
    ("31700-VI-D", "31 700 VI, D", "31700-VI", "31700-VI-D"),
    ("19951996-23700-188b", "23 700, nr. 188b (1995/96)", "23700", "19951996-23700-188b"),
    ("CXXIV-G", "CXXIV, G", "CXXIV", "CXXIV-G"),
    ("dossier/36600-X", "36 600 X", "36600-X", "dossier/36600-X"),
    ("dossier/36600-XVI", "36 600 XVI", "36600-XVI", "36600-XVI"),
    ("dossier/28676", "28 676", "28676", "28676"),
    ("dossier/21501-02", "21 501-02", "21501-02", "21501-02"),
    ("dossier/CXXIV", "CXXIV", "CXXIV", "CXXIV"),
    ("26643-144-h1", "26 643, nr. 144 (herdruk)", "26643", "26643-144-h1"),
    ("32168-3-b2", "32 168, nr. 3 (bijlage 2)", "32168", "32168-3-b2"),
    ("kst-1043245", "kst-1043245", "", "kst-1043245"),
    ("ah-tk-20242025-1028", "Aanhangsel Handelingen II 2024/25, nr. 1028", "", "ah-tk-20242025-1028"),
    ("h-tk-20102011-108-5", "Handelingen II 2010/11, nr. 108, item 5", "", "h-tk-20102011-108-5"),
    ("h-tk-20072008-108", "Handelingen II 2007/08, nr. 108", "", "h-tk-20072008-108"),
    ("2024Z12345", "2024Z12345", "", "2024Z12345"),
]


@pytest.mark.parametrize(("normal", "display", "dossier", "slug"), FORMS)
def test_one_value_prints_one_way(normal, display, dossier, slug):
    reference = Reference.parse(normal)
    assert (reference.display, reference.dossier_normal, reference.slug) == (display, dossier, slug)
    assert reference in parse_slug(slug)


def test_work_and_dossier_of_a_reprint():
    reference = Reference.parse("36600-X-3-h1")
    assert reference.work.normal == "36600-X-3"
    assert reference.dossier_reference.normal == "dossier/36600-X"
    assert Reference.parse("2024Z12345").dossier_reference is None


SHELF = """dossier/10000 10000-1 dossier/21501 21501-F dossier/21501-02 21501-02-464 21501-02-1000 21501-02-BO
dossier/21501-20 21501-20-1 dossier/28676 28676-1 28676-464 28676-464-n1 28676-464-h1 28676-464-h2 28676-464-b1
28676-464-b12 28676-465 28676-1000 19951996-28676-46 19951996-28676-46a 19961997-28676-1 28676-A 28676-Z 28676-AA
28676-AB 28676-BA dossier/36600 36600-12 36600-V dossier/36600-I 36600-I-1 dossier/36600-II dossier/36600-IIA
dossier/36600-IIB dossier/36600-III 36600-IX-3 36600-IXA-3 36600-X-3 36600-XVI-3 dossier/36600-A 36600-A-3 36600-A-B
dossier/36600-M dossier/CXXIV CXXIV-G CXXIV-AA CXXV-A ah-tk-20232024-1028 ah-tk-20242025-9 ah-tk-20242025-1028
h-tk-20072008-108 h-tk-20192020-23-6 h-tk-20192020-23-10 2024D12345 2024Z12345 kst-1043245""".split()  # noqa: SIM905 - the order is the point, not the quotes


def test_sort_key_is_shelf_order_in_ascii_of_one_width():
    keys = [Reference.parse(normal).sort_key for normal in SHELF]
    assert sorted(keys) == keys
    assert len(set(keys)) == len(SHELF)
    assert {len(key) for key in keys} == {48}
    assert "".join(keys).isascii()


@settings(max_examples=200, deadline=None)
@given(references.every_reference, references.every_reference)
def test_sort_key_tells_references_apart(one, other):
    assert (one.sort_key == other.sort_key) == (one == other)
    assert len(one.sort_key) == 48


HOST = "https://zoek.officielebekendmakingen.nl/"
LINKS = [
    ("28676-464", HOST + "kst-28676-464.html"),
    ("21501-02-2900", HOST + "kst-21501-02-2900.html"),
    ("22112-3432", HOST + "kst-22112-3432.html"),
    ("36600-X-3", HOST + "kst-36600-X-3.html"),
    ("CXXIV-G", HOST + "kst-CXXIV-G.html"),
    ("19951996-23700-188b", HOST + "kst-19951996-23700-188b.html"),
    ("26643-144-h1", HOST + "kst-26643-144-h1.html"),
    ("dossier/36600-X", HOST + "dossier/36600-X"),
    ("ah-tk-20242025-1028", HOST + "ah-tk-20242025-1028.html"),
    ("h-tk-20192020-23-6", HOST + "h-tk-20192020-23-6.html"),
    ("h-tk-20072008-108", ""),
    ("blg-1043245", HOST + "blg-1043245.pdf"),
    ("kst-1043245", HOST + "kst-1043245.pdf"),
    ("kv-tk-2022Z01227", HOST + "kv-tk-2022Z01227.html"),
    ("18764-1", ""),
    ("dossier/19403", ""),
    ("19791980-15516-42e", ""),
    ("2024D40329", "https://www.tweedekamer.nl/kamerstukken/detail?id=2024D40329&did=2024D40329"),
    ("2024Z12345", "https://www.tweedekamer.nl/kamerstukken/detail?id=2024Z12345"),
    ("2024A02517", ""),
]


@pytest.mark.parametrize(("normal", "url"), LINKS)
def test_official_url(normal, url):
    assert Reference.parse(normal).official_url == url


@pytest.mark.parametrize(("year", "prefix"), [("20082009", "20082009-"), ("20092010", "20092010-"), ("20102011", "")])
def test_letter_papers_of_some_years_have_the_year_in_their_address_only(year, prefix):
    reference = Reference("paper", 31700, "", "VI", "D", session_year=year, chamber="EK")
    assert (reference.normal, reference.official_url) == ("31700-VI-D", f"{HOST}kst-{prefix}31700-VI-D.html")


def test_citation_follows_aanwijzing_3_43():
    day = datetime.date(2024, 6, 24)
    cited = [
        Reference.parse("28676-464").citation("TK", date=day),
        Reference.parse("28676-464").citation(session_year="20242025"),
        Reference.parse("28676-464").citation("TK"),
        Reference("paper", 31700, "", "VI", "D", session_year="20082009", page="4").citation(),
        Reference.parse("19951996-23700-188b").citation(),
        Reference.parse("dossier/31945").citation(),
        Reference.parse("21501-02-2900").citation("TK", date=day),
        Reference.parse("h-tk-20102011-108-5").citation(),
        Reference.parse("ah-ek-20142015-12").citation(),
    ]
    assert cited == [
        "Kamerstukken II 2023/24, 28676, nr. 464",
        "Kamerstukken II 2024/25, 28676, nr. 464",
        "Kamerstukken II, 28676, nr. 464",
        "Kamerstukken I 2008/09, 31700 VI, D, p. 4",
        "Kamerstukken I 1995/96, 23700, nr. 188b",
        "Kamerstukken 31945",
        "Kamerstukken II 2023/24, 21501-02, nr. 2900",
        "Handelingen II 2010/11, nr. 108, item 5",
        "Aanhangsel Handelingen I 2014/15, nr. 12",
    ]


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2024-06-24", "20232024"),
        ("2024-09-16", "20232024"),
        ("2024-09-17", "20242025"),
        ("2019-09-16", "20182019"),
        ("2019-09-17", "20192020"),
        ("2026-09-15", "20262027"),
        ("2027-09-20", "20262027"),
        ("2027-09-21", "20272028"),
        ("1999-12-31", "19992000"),
    ],
)
def test_session_year_begins_on_prinsjesdag(date, year):
    assert session_year_of(datetime.date.fromisoformat(date)) == year


SLUGS = [
    ("28676-464", ["28676-464"]),
    ("28676", ["dossier/28676"]),
    ("36600-A", ["36600-A", "dossier/36600-A"]),
    ("36600-a", ["36600-A", "dossier/36600-A"]),
    ("36600-v", ["36600-V", "dossier/36600-V"]),
    ("36600-xvi", ["dossier/36600-XVI"]),
    ("36600-IV", ["dossier/36600-IV"]),
    ("dossier/36600-x", ["dossier/36600-X"]),
    ("36600-x-3", ["36600-X-3"]),
    ("36600-N", ["36600-N"]),
    ("36836-d", ["36836-D"]),
    ("32317-ix", ["32317-IX"]),
    ("21501-02", ["dossier/21501-02"]),
    ("21501-02-2900", ["21501-02-2900"]),
    ("cxxiv-g", ["CXXIV-G"]),
    ("cxxiv", ["dossier/CXXIV"]),
    ("2024z12345", ["2024Z12345"]),
    ("ah-tk-20242025-1028", ["ah-tk-20242025-1028"]),
    ("h-tk-20072008-108", ["h-tk-20072008-108"]),
    ("kst-1043245", ["kst-1043245"]),
    ("19951996-23700-188B", ["19951996-23700-188b"]),
    ("26643-144-h1", ["26643-144-h1"]),
    ("28676-464-3", []),
    ("05555-12", []),
    ("nonsens", []),
    ("", []),
    ("28676-464/x", []),
    ("２８６７６-464", []),
]


@pytest.mark.parametrize(("slug", "normals"), SLUGS)
def test_parse_slug_gives_every_meaning_of_an_address(slug, normals):
    assert [reference.normal for reference in parse_slug(slug)] == normals


@settings(max_examples=200, deadline=None)
@given(references.papers.filter(lambda reference: not references.decided_by_comma(reference)) | references.other_kinds)
def test_every_slug_leads_back(reference):
    assert parse_slug(reference.slug)[0] == reference


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_slug_is_answered(slug):
    assert len(parse_slug(slug)) <= 2
