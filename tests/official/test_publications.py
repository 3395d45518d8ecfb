"""Official publications: what a search answer and a text tell, and every form that is not the known one."""

import datetime
from dataclasses import replace

import pytest

from agenda_tracker.citations import Reference
from agenda_tracker.official import (
    Changed,
    Failing,
    Getter,
    NotThere,
    Publications,
    Shelf,
    Trouble,
    Truncated,
    WrongType,
)
from agenda_tracker.official.connecting import origin_of

from .fictional import AGENDA, LETTER, REPORT, SENATE, diagnostic, metadata, publishes, record, sru
from .local_server import answers, kept_answers

NUMBER = Reference.parse("32317-1045")


@pytest.fixture
def publications(source) -> Publications:
    getter = Getter(frozenset({origin_of(source.base)}), "proef")
    return Publications(getter, f"{source.base}/sru", source.base)


def test_a_number_is_found_with_all_that_is_told_of_it(source, publications):
    publishes(source, AGENDA, REPORT, SENATE)
    [found] = publications.find(NUMBER)
    assert (found.identifier, found.title, found.dossier_title) == (
        "kst-32317-1045",
        "Geannoteerde agenda JBZ-Raad van 9 en 10 oktober 2031 (fictief)",
        "JBZ-Raad (fictief)",
    )
    assert (found.kind, found.chamber, found.number, found.dossiers) == (
        "Brief regering",
        "TK",
        "1045",
        ("32317", "19637"),
    )
    assert (found.date, found.available) == (datetime.date(2031, 9, 29), datetime.date(2031, 10, 1))
    assert found.reference == NUMBER
    asked = source.asked[0][0]
    assert "dt.identifier%3D%3Dkst-32317-1045" in asked
    assert "version=2.0" in asked


def test_reprints_come_along_and_annexes_do_not(source, publications):
    reprint, annex = AGENDA | {"identifier": "kst-32317-1045-h1"}, AGENDA | {"identifier": "blg-999001"}
    publishes(source, annex, reprint, AGENDA)
    assert [one.identifier for one in publications.find(NUMBER)] == ["kst-32317-1045", "kst-32317-1045-h1"]


def test_nothing_is_found_for_an_unknown_number(source, publications):
    publishes(source, REPORT)
    assert publications.find(NUMBER) == []


def test_without_a_search_service_the_metadata_tell_it(source, publications):
    publishes(source, AGENDA)
    alone = Publications(publications.getter, "", source.base)
    [found] = alone.find(NUMBER)
    [by_search] = publications.find(NUMBER)
    told = ("identifier", "title", "dossier_title", "kind", "chamber", "date", "available", "dossiers", "number")
    assert [getattr(found, name) for name in told] == [getattr(by_search, name) for name in told]
    assert alone.find(Reference.parse("32317-1")) == []


def test_lists_are_read_page_by_page_to_their_end(source, publications):
    many = [AGENDA | {"identifier": f"kst-32317-{number}", "number": str(number)} for number in range(1, 61)]

    def search(asked):
        start = int(asked.query["startRecord"])
        shown = many[start - 1 : start + 49]
        answers(sru(*map(record, shown), count=60))(asked)

    source.acts["/sru"] = search
    found = list(publications.since(datetime.date(2031, 9, 1)))
    assert [one.number for one in found] == [str(number) for number in range(1, 61)]
    assert len(source.asked) == 2


FORMS = [
    ("<html><body>Onderhoud</body></html>", Changed, "searchRetrieveResponse ontbreekt"),
    (sru(record(AGENDA))[:-40], Truncated, "brak halverwege af"),
    (sru(record(AGENDA | {"identifier": ""})), Changed, "identifier ontbreekt"),
    (sru(record(AGENDA | {"title": "", "dossier_title": ""})), Changed, "title ontbreekt"),
    (sru(record(AGENDA | {"date": "29 september"})), Changed, "een datum in een andere vorm"),
    (sru(count=3), Changed, "records ontbreken"),
    (sru(record(AGENDA)).replace("numberOfRecords", "aantal"), Changed, "numberOfRecords ontbreekt"),
    (sru(record(AGENDA)).replace("recordData", "inhoud"), Changed, "records ontbreken"),
    (diagnostic(10), Changed, "de zoekvraag wordt niet begrepen"),
    (diagnostic(2), Failing, "heeft een storing (melding 2)"),
]


@pytest.mark.parametrize(("answer", "kind", "said"), FORMS)
def test_an_answer_in_another_form_is_told(source, publications, answer, kind, said):
    source.acts["/sru"] = answers(answer)
    with pytest.raises(Trouble) as told:
        publications.find(NUMBER)
    assert type(told.value) is kind
    assert said in told.value.sentence


def test_metadata_of_another_paper_or_form_are_told(source, publications):
    alone = Publications(publications.getter, "", source.base)
    source.acts["/kst-32317-1045/metadata.xml"] = answers(metadata(REPORT))
    with pytest.raises(Changed, match="een ander stuk"):
        alone.find(NUMBER)
    source.acts["/kst-32317-1045/metadata.xml"] = answers("<gegevens/>")
    with pytest.raises(Changed, match="metadata ontbreekt"):
        alone.find(NUMBER)


def found(source, publications):
    publishes(source, AGENDA)
    return publications.find(NUMBER)[0]


def test_the_text_is_taken_as_xml_else_html_else_pdf(source, publications):
    paper = found(source, publications)
    name = paper.identifier
    text = publications.text(paper)
    assert (text.form, text.address, text.data) == ("xml", f"{source.base}/frbr/{name}/1/xml/{name}.xml", LETTER)
    del source.acts[f"/frbr/{name}/1/xml/{name}.xml"], source.acts[f"/{name}.xml"]
    source.acts[f"/{name}.pdf"] = answers(b"%PDF-1.7 fictief\n%%EOF\n", "application/pdf")
    assert publications.text(paper).form == "pdf"
    source.acts[f"/{name}.html"] = answers(f"<html><p>{name}</p></html>", "text/html")
    assert publications.text(paper).form == "html"


def test_an_address_at_another_source_is_not_asked(source, publications):
    source.acts["/sru"] = answers(sru(record(AGENDA, "https://elders.example/frbr")))
    source.acts["/kst-32317-1045.xml"] = answers(LETTER)
    assert publications.text(publications.find(NUMBER)[0]).address == f"{source.base}/kst-32317-1045.xml"


TEXTS = [
    ("xml", "application/xml", b"<html><body/></html>", WrongType, "een webpagina"),
    ("xml", "application/xml", b"<rss/>", WrongType, "XML van een andere soort (rss)"),
    ("xml", "application/xml", LETTER[:2000], Truncated, "brak halverwege af"),
    ("xml", "text/html", b"<html><h1>Storing</h1></html>", WrongType, "een webpagina"),
    ("html", "text/html", b"<html><h1>Storing</h1></html>", WrongType, "een andere webpagina"),
    ("html", "text/html", b"<html><p>kst-32317-1045</p><p>Nederland st", Truncated, "brak halverwege af"),
    ("pdf", "application/pdf", b"<html>Storing</html>", WrongType, "iets dat geen PDF is"),
    ("pdf", "application/pdf", b"%PDF-1.7 half", Truncated, "brak halverwege af"),
]


@pytest.mark.parametrize(("form", "media_type", "data", "kind", "said"), TEXTS)
def test_a_text_that_is_half_or_something_else_is_refused(source, publications, form, media_type, data, kind, said):
    paper = found(source, publications)
    source.acts = {f"/{paper.identifier}.{form}": answers(data, media_type)}
    with pytest.raises(kind) as told:
        publications.text(paper)
    assert said in told.value.sentence


def test_a_publication_without_text_is_not_there(source, publications):
    paper = found(source, publications)
    source.acts = {}
    with pytest.raises(NotThere):
        publications.text(paper)


def test_half_a_text_is_not_kept_under_the_mark_of_the_whole(source, publications, tmp_path):
    """Without a length only its form shows that it is half; the source would say ever after that it did not change."""
    keeping = Publications(replace(publications.getter, shelf=Shelf(tmp_path)), publications.sru, publications.pages)
    paper = found(source, publications)

    def half(asked):
        asked.head(200, "application/xml", ETag='"1"')
        asked.wfile.write(LETTER[:3000])

    source.acts = {f"/{paper.identifier}.xml": half}
    with pytest.raises(Truncated):
        keeping.text(paper)
    assert list(tmp_path.glob("*.answer")) == []
    source.acts = {f"/{paper.identifier}.xml": kept_answers(LETTER)}
    assert [keeping.text(paper).data for _round in range(2)] == [LETTER, LETTER]
    assert [headers.get("If-None-Match") for _path, headers in source.asked if _path.endswith(".xml")][-2:] == [
        None,
        '"1"',
    ]
