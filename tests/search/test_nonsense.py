"""Nonsense in the address: status 200, one Dutch explanation for each problem, an empty list, and no NUL in a query."""

from urllib.parse import quote

import pytest

from agenda_tracker.search import PositionFilter
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGES = ["/standpunten/", "/brieven/", "/vergaderingen/"]
LONG = "x" * 10_000
CASES = [
    ("topic=bestaatniet", ["“bestaatniet” is als thema niet bekend. Kies uit de lijst."]),
    ("formation=x", ["“x” is als gremium niet bekend. Kies uit de lijst."]),
    ("chamber=XX", ["“XX” is als Kamer niet bekend. Mogelijk zijn: tk (Tweede Kamer), ek (Eerste Kamer)."]),
    (
        "sort=xyz",
        [
            "“xyz” is als volgorde niet bekend. "
            "Mogelijk zijn: relevance (beste eerst), newest (nieuwste eerst), oldest (oudste eerst)."
        ],
    ),
    ("year=abc", ["“abc” is geen jaar. Schrijf vier cijfers, bijvoorbeeld 2024."]),
    ("year=0000", ["“0000” is geen jaar. Schrijf vier cijfers, bijvoorbeeld 2024."]),
    ("year=٢٠٢٤", ["“٢٠٢٤” is geen jaar. Schrijf vier cijfers, bijvoorbeeld 2024."]),
    (
        "date_from=2024-02-30",
        ["“2024-02-30” is geen datum. Schrijf jaar, maand en dag, bijvoorbeeld 2024-01-31."],
    ),
    ("date_to=gisteren", ["“gisteren” is geen datum. Schrijf jaar, maand en dag, bijvoorbeeld 2024-01-31."]),
    (
        "date_from=2024-02-02&date_to=2024-02-01",
        ["De periode begint op 2 februari 2024 en eindigt al op 1 februari 2024; wissel de datums om."],
    ),
    ("page=-1", ["“-1” is geen paginanummer. Gebruik een getal vanaf 1."]),
    ("page=0", ["“0” is geen paginanummer. Gebruik een getal vanaf 1."]),
    ("page=99999999999999999999", ["“99999999999999999999” is geen paginanummer. Gebruik een getal vanaf 1."]),
    ("page=7", ["Pagina 7 bestaat niet: deze lijst heeft 1 pagina. Ga terug naar pagina 1."]),
    ("size=7", ["“7” is geen aantal per pagina dat kan. Mogelijk zijn: 10, 25, 50 of 100."]),
    ("dossier=2867-464", ["“2867-464”: Een dossiernummer heeft vijf cijfers; u typte er vier."]),
    (
        "dossier=appel",
        ["“appel” is geen dossier- of Kamerstuknummer. Schrijf bijvoorbeeld 28676 of 28 676, nr. 464."],
    ),
    ("q=%CC%81", ["In “\u0301” staat geen woord om op te zoeken."]),
    ("q=" + "a+" * 21, [f"“{' '.join('a' * 21)}” heeft meer dan 20 woorden; gebruik er minder."]),
    ("year=abc&size=7", [
        "“abc” is geen jaar. Schrijf vier cijfers, bijvoorbeeld 2024.",
        "“7” is geen aantal per pagina dat kan. Mogelijk zijn: 10, 25, 50 of 100.",
    ]),
]  # fmt: skip
NAMES = list(PositionFilter.base_filters)


@pytest.fixture(autouse=True)
def world(db):
    make.make_position(make.make_letter(meeting=(item := make.make_item()).meeting), item)


def assert_explained(response, problems):
    assert response.status_code == 200
    assert response.context_data["problems"] == problems
    assert list(response.context_data["page"].rows) == []
    assert response.context_data["sentence"] == ""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("query", "problems"), CASES)
def test_nonsense_is_explained(client, page, query, problems):
    assert_explained(client.get(f"{page}?{query}"), problems)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", NAMES)
def test_nul_bytes_and_endless_values_are_explained(client, page, name):
    nul = "“a b” bevat een teken dat geen tekst is (NUL). Typ de waarde opnieuw."
    assert_explained(client.get(f"{page}?{name}=a%00b"), [nul])
    long = f"“{'x' * 60}…” is te lang: gebruik hoogstens 200 tekens."
    assert_explained(client.get(f"{page}?{name}={LONG}"), [long])


@pytest.mark.parametrize("page", PAGES)
def test_what_was_typed_is_escaped(client, page):
    response = client.get(f"{page}?topic=" + quote("<script>alert(1)</script>"))
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("query", ["page=-1", "page=abc", "page=99", "size=7", "page=%00", f"page={LONG}"])
@pytest.mark.parametrize("page", ["/kamerstukken/", "/kamerstukken/28676/", "/kamerstukken/28676-464/"])
def test_nonsense_on_the_shelf_is_explained(client, page, query):
    letter = make.make_letter()
    paragraph = make.make_paragraph(make.make_section(letter), "Zie 28 676, nr. 464.")
    make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    response = client.get(f"{page}?{query}")
    assert response.status_code == 200
    assert "Deze lijst is leeg, want er klopt iets niet" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/zoeken/?q=%00",
        f"/zoeken/?q={LONG}",
        "/zoeken/?q=%FF%FE",
        "/zoeken/?q=%22%5B(*",
        "/kamerstukken/28676-464/?zoek=%00",
    ],
)
def test_search_survives_anything(client, address):
    assert client.get(address, follow=True).status_code in (200, 404)


@pytest.mark.parametrize(
    "address",
    ["/kamerstukken/%00/", f"/kamerstukken/{'x' * 3000}/", "/kamerstukken/28676-464/x/", "/standpunten/99999999999999999999/",
     "/brieven/-/", "/themas/x/", "/vergaderingen/x/"],
)  # fmt: skip
def test_strange_addresses_are_not_found(client, address):
    assert client.get(address).status_code == 404
