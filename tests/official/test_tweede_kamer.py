"""Open data of the Tweede Kamer: documents with their dossiers and cases, page by page, and forms that changed."""

import datetime
from urllib.parse import unquote

import pytest

from agenda_tracker.citations import Reference
from agenda_tracker.official import Changed, Getter, Redirected, Trouble, Truncated, TweedeKamer, WrongType
from agenda_tracker.official.connecting import origin_of

from .fictional import REPORT, document_row, dossier_row, odata
from .local_server import answers

NUMBER = Reference.parse("32317-1045")
JSON = "application/json; odata.metadata=minimal"


@pytest.fixture
def chamber(source) -> TweedeKamer:
    return TweedeKamer(Getter(frozenset({origin_of(source.base)}), "proef"), f"{source.base}/OData/v4/2.0/")


def test_a_document_comes_with_its_dossiers_and_cases(source, chamber):
    source.acts["/OData/v4/2.0/Document"] = answers(odata(document_row()), JSON)
    [found] = chamber.documents(NUMBER)
    assert (found.normal_form, found.chamber, found.date) == ("32317-1045", "TK", datetime.date(2031, 9, 29))
    assert (found.dossiers[0].title, found.dossiers[0].highest, found.cases[0].number) == (
        "JBZ-Raad (fictief)",
        1060,
        "2031Z00987",
    )
    asked = unquote(source.asked[0][0])
    assert "Volgnummer eq 1045 and Kamerstukdossier/any(d:d/Nummer eq 32317 and d/Toevoeging eq null)" in asked


def test_a_subdossier_is_asked_for_by_its_suffix(source, chamber):
    rows = odata(document_row(Kamerstukdossier=[dossier_row(21501, "02")]))
    source.acts["/OData/v4/2.0/Document"] = answers(rows, JSON)
    [found] = chamber.documents(Reference.parse("21501-02-1045"))
    assert found.normal_form == "21501-02-1045"
    assert "d/Toevoeging eq '02'" in unquote(source.asked[0][0])


def test_papers_of_the_senate_are_not_asked_for(source, chamber):
    assert (chamber.documents(Reference.parse("32317-KX")), source.asked) == ([], [])


def test_a_dossier_tells_its_title_and_highest_number(source, chamber):
    source.acts["/OData/v4/2.0/Kamerstukdossier"] = answers(odata(dossier_row()), JSON)
    found = chamber.dossier(NUMBER)
    assert (found.normal_form, found.title, found.highest) == ("32317", "JBZ-Raad (fictief)", 1060)
    source.acts["/OData/v4/2.0/Kamerstukdossier"] = answers(odata(), JSON)
    assert chamber.dossier(NUMBER) is None


def test_a_list_is_followed_to_its_end(source, chamber):
    more = f"{source.base}/OData/v4/2.0/meer"
    source.acts["/OData/v4/2.0/Document"] = answers(odata(document_row(), following=more), JSON)
    source.acts["/OData/v4/2.0/meer"] = answers(odata(document_row(REPORT)), JSON)
    found = chamber.letters_since(datetime.datetime(2031, 9, 1, tzinfo=datetime.UTC))
    assert [one.number for one in found] == ["1045", "1050"]


@pytest.mark.parametrize(
    ("answer", "media_type", "kind", "said"),
    [
        ("{}", JSON, Changed, "value ontbreekt"),
        ('{"value": [1]}', JSON, Changed, "value ontbreekt"),
        ('{"value": ', JSON, Truncated, "brak halverwege af"),
        ("[" * 100_000 + "}", JSON, Changed, "geen goede JSON"),
        ("<html/>", "text/html", WrongType, "een webpagina"),
        (odata({"Id": "1"}), JSON, Changed, "ontbreekt"),
        (odata(document_row(Datum="morgen")), JSON, Changed, "Datum is geen datum"),
        (odata(document_row(Onderwerp=5)), JSON, Changed, "Onderwerp is geen tekst"),
        (odata(document_row(Volgnummer="vijf")), JSON, Changed, "Volgnummer is geen getal"),
        (odata(document_row(Kamerstukdossier=None)), JSON, Changed, "Kamerstukdossier is geen lijst"),
        (odata(following="http://169.254.169.254/"), JSON, Redirected, "daar haalt Agendavolger niets op"),
    ],
)
def test_an_answer_in_another_form_is_told(source, chamber, answer, media_type, kind, said):
    source.acts["/OData/v4/2.0/Document"] = answers(answer, media_type)
    with pytest.raises(Trouble) as told:
        chamber.documents(NUMBER)
    assert type(told.value) is kind
    assert said in told.value.sentence


def test_a_list_without_end_is_left(source, chamber):
    source.acts["/OData/v4/2.0/Document"] = answers(
        odata(document_row(), following=f"{source.base}/OData/v4/2.0/Document"), JSON
    )
    with pytest.raises(Changed, match="geen einde"):
        chamber.documents(NUMBER)
