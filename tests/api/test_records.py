"""What the API tells of each kind of record, to the last field."""

import pytest

from tests import factories as make

from .world import get

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


def links(own, page):
    return {"self": {"href": f"{HERE}/api/v1{own}"}, "page": {"href": HERE + page}}


LETTER = {
    "slug": "agenda",
    "kind": "annotated_agenda",
    "subject": "Agenda oktober",
    "date": "2024-10-03",
    "href": f"{HERE}/api/v1/letters/agenda",
}
REPORT = {
    "slug": "verslag",
    "kind": "report",
    "subject": "Verslag",
    "date": "2024-10-25",
    "href": f"{HERE}/api/v1/letters/verslag",
}
MEETING = {
    "slug": "oktober",
    "title": "NAVO-ministers van Defensie",
    "formation": "dmm",
    "organisation": "navo",
    "startDate": "2024-10-17",
    "endDate": "2024-10-18",
    "href": f"{HERE}/api/v1/meetings/oktober",
}
TOPIC = {"slug": "lucht", "name": "Luchtverdediging", "href": f"{HERE}/api/v1/topics/lucht"}
PAPER = {
    "number": "28676-470",
    "display": "28 676, nr. 470",
    "officialUrl": "https://zoek.officielebekendmakingen.nl/kst-28676-470.html",
    "href": f"{HERE}/api/v1/kamerstukken/28676-470",
}
DOSSIER = {"number": "28676", "display": "28 676", "title": "NAVO", "href": f"{HERE}/api/v1/dossiers/28676"}


def item_link(item):
    return {
        "id": item.pk,
        "label": "I.a",
        "title": "Luchtverdediging",
        "href": f"{HERE}/api/v1/agenda-items/{item.pk}",
    }


def position_link(position):
    return {
        "id": position.pk,
        "wording": "Nederland levert luchtverdediging.",
        "kind": "commitment",
        "href": f"{HERE}/api/v1/positions/{position.pk}",
    }


def test_a_position_tells_what_it_rests_on(client, world):
    pk = world["position"].pk
    quote = "Nederland levert luchtverdediging, zoals gemeld in Kamerstuk 28 676, nr. 464."
    told = get(client, f"/positions/{pk}").json()
    assert told == {
        "id": pk,
        "wording": "Nederland levert luchtverdediging.",
        "isVerbatim": False,
        "kind": "commitment",
        "stance": "supportive",
        "amountEur": "300000000.00",
        "dueDate": "2024-10-25",
        "dueAsWritten": "voor november",
        "fulfilledBy": REPORT,
        "quotes": [
            {"text": quote, "paragraph": "1", "start": 0, "end": len(quote), "page": f"{HERE}/brieven/agenda/#p1"}
        ],
        "topics": [TOPIC],
        "agendaItem": item_link(world["item"]),
        "meeting": MEETING,
        "letter": LETTER,
        "kamerstukken": [PAPER],
        "citation": "Kamerstukken II 2024/25, 28676, nr. 470, alinea 1",
        "_links": links(f"/positions/{pk}", f"/standpunten/{pk}/"),
    }
    assert get(client, "/positions").json()["results"] == [told]


def test_a_letter_in_the_list_has_no_text(client, world):
    found = get(client, "/letters?dateTo=2024-10-03").json()
    head = {
        **{name: LETTER[name] for name in ("slug", "kind", "subject", "date")},
        "chambers": ["tk", "ek"],
        "signatories": [{"role": "signs", "office": "Minister van Defensie", "name": "A. de Vries"}],
        "kamerstukken": [PAPER],
        "dossiers": [DOSSIER],
        "meetings": [{"kind": "annotated_agenda", "meeting": MEETING}],
        "citation": "Kamerstukken II 2024/25, 28676, nr. 470",
        "_links": links("/letters/agenda", "/brieven/agenda/"),
    }
    assert (found["count"], found["results"]) == (1, [head])


def test_a_letter_alone_has_its_text(client, world):
    told = get(client, "/letters/agenda").json()
    written = {"start": 51, "end": 66, "asWritten": "28 676, nr. 464", "normalForms": ["28676-464"]}
    assert told["sections"] == [
        {
            "heading": "Luchtverdediging",
            "level": 1,
            "role": "content",
            "agendaItem": item_link(world["item"]),
            "paragraphs": [
                {
                    "number": "1",
                    "text": "Nederland levert luchtverdediging, zoals gemeld in Kamerstuk 28 676, nr. 464.",
                    "references": [
                        {**written, "start": 61, "end": 76, "status": "resolved"}
                        | {"href": f"{HERE}/api/v1/kamerstukken/28676-464"}
                    ],
                }
            ],
        }
    ]
    assert [note["references"][0] for note in told["footnotes"]] == [
        {
            "start": 0,
            "end": 3,
            "asWritten": "Zie",
            "normalForms": ["99999-1", "99999-2"],
            "status": "unknown",
            "href": None,
        }
    ]
    assert {name: told["footnotes"][0][name] for name in ("marker", "text", "paragraph", "offset")} == {
        "marker": "1",
        "text": "Zie ook dossier 28 676.",
        "paragraph": "1",
        "offset": 10,
    }
    assert told["positions"] == [position_link(world["position"])]
    assert (told["supplements"], told["replaces"], told["note"]) == (None, None, "")
    assert get(client, "/letters/verslag").json()["supplements"] == LETTER


def test_a_meeting_has_its_letters_and_agenda(client, world):
    told = get(client, "/meetings/oktober").json()
    other = {
        "slug": "nog-een",
        "kind": "annotated_agenda",
        "subject": "Nog een brief",
        "date": "2024-10-04",
        "href": f"{HERE}/api/v1/letters/nog-een",
    }
    assert told == {
        "slug": "oktober",
        "title": "NAVO-ministers van Defensie",
        "formation": {
            "slug": "dmm",
            "name": "NAVO-ministers van Defensie",
            "abbreviation": "DMM",
            "organisation": "navo",
        },
        "alsoWith": [{"slug": "raad", "name": "Raad Defensie", "abbreviation": "", "organisation": "eu"}],
        "informal": False,
        "mode": "in_person",
        "state": "planned",
        "startDate": "2024-10-17",
        "endDate": "2024-10-18",
        "place": "Brussel",
        "country": "België",
        "positionCount": 1,
        "letters": [
            {"kind": "annotated_agenda", "letter": LETTER},
            {"kind": "annotated_agenda", "letter": other},
            {"kind": "report", "letter": REPORT},
        ],
        "_links": links("/meetings/oktober", "/vergaderingen/oktober/"),
        "agendaItems": [item_link(world["item"])],
    }
    listed = get(client, "/meetings").json()["results"]
    assert listed == [{name: value for name, value in told.items() if name != "agendaItems"}]


def test_an_agenda_item_tells_what_was_said_on_it(client, world):
    item = world["item"]
    told = get(client, f"/agenda-items/{item.pk}").json()
    head = {
        "id": item.pk,
        "order": 1,
        "label": "I.a",
        "title": "Luchtverdediging",
        "part": "",
        "nature": "",
        "summary": "",
        "series": "Luchtverdediging",
        "topics": [TOPIC],
        "meeting": MEETING,
        "_links": links(f"/agenda-items/{item.pk}", f"/vergaderingen/oktober/agendapunt/{item.pk}/"),
    }
    assert {name: told[name] for name in head} == head
    assert told["positions"] == [position_link(world["position"])]
    assert [one["letter"]["slug"] for one in told["letters"]] == ["agenda", "nog-een"]
    assert get(client, "/agenda-items").json()["results"] == [head]
    assert get(client, "/meetings/oktober/agenda-items").json()["results"] == [head]


def test_topics_are_a_tree(client, world):
    lucht = {
        "slug": "lucht",
        "name": "Luchtverdediging",
        "positionCount": 1,
        "children": [],
        "_links": links("/topics/lucht", "/themas/lucht/"),
    }
    tree = get(client, "/topics").json()
    assert tree == {
        "_links": {"self": {"href": f"{HERE}/api/v1/topics"}},
        "results": [
            {
                "slug": "defensie",
                "name": "Defensie",
                "positionCount": 1,
                "children": [lucht],
                "_links": links("/topics/defensie", "/themas/defensie/"),
            }
        ],
    }
    above = {"slug": "defensie", "name": "Defensie", "href": f"{HERE}/api/v1/topics/defensie"}
    assert get(client, "/topics/lucht").json() == {**lucht, "path": [above]}


def test_a_kamerstuk_tells_who_cites_it_and_where(client, world):
    told = get(client, "/kamerstukken/28676-464").json()
    own = f"{HERE}/api/v1/kamerstukken/28676-464"
    citing = {
        "letter": LETTER,
        "places": [
            {
                "paragraph": "1",
                "footnote": None,
                "asWritten": "28 676, nr. 464",
                "page": f"{HERE}/brieven/agenda/#p1",
            }
        ],
    }
    assert told == {
        "number": "28676-464",
        "display": "28 676, nr. 464",
        "officialUrl": "https://zoek.officielebekendmakingen.nl/kst-28676-464.html",
        "title": "Vorige agenda",
        "date": None,
        "citation": "Kamerstukken II, 28676, nr. 464",
        "dossier": DOSSIER,
        "alsoIn": [],
        "letter": None,
        "_links": {
            **links("/kamerstukken/28676-464", "/kamerstukken/28676-464/"),
            "citedBy": {"href": f"{own}/cited-by"},
        },
        "citedBy": {"count": 1, "results": [citing], "href": f"{own}/cited-by"},
    }
    assert get(client, "/kamerstukken/28676-464/cited-by").json()["results"] == [citing]
    assert get(client, "/kamerstukken/28676-470").json()["letter"] == LETTER
    assert [one["number"] for one in get(client, "/kamerstukken").json()["results"]] == ["28676-464", "28676-470"]


def test_a_kamerstuk_names_other_dossiers_that_are_public(client, world):
    make.make_letter(slug="derde").dossiers.add(make.make_dossier("21501-02"))
    also = get(client, "/kamerstukken/28676-464").json()["alsoIn"]
    assert [one["number"] for one in also] == ["21501-02"]


def test_more_letters_than_fit_beside_a_kamerstuk_are_counted(client, world):
    for number in range(11):
        letter = make.make_letter(slug=f"citeert-{number}")
        make.make_reference(
            make.make_paragraph(make.make_section(letter), "Zie 28 676, nr. 464."), "28 676", "28676-464"
        )
    told = get(client, "/kamerstukken/28676-464").json()["citedBy"]
    assert (told["count"], len(told["results"])) == (12, 10)


def test_a_dossier_tells_how_much_of_it_is_here(client, world):
    told = get(client, "/dossiers/28676").json()
    own = f"{HERE}/api/v1/dossiers/28676"
    assert told == {
        "number": "28676",
        "display": "28 676",
        "title": "NAVO",
        "officialUrl": "https://zoek.officielebekendmakingen.nl/dossier/28676",
        "kamerstukCount": 2,
        "_links": {
            **links("/dossiers/28676", "/kamerstukken/28676/"),
            "kamerstukken": {"href": f"{own}/kamerstukken"},
        },
    }
    assert get(client, "/dossiers").json()["results"] == [told]
    papers = get(client, "/dossiers/28676/kamerstukken").json()
    assert [one["number"] for one in papers["results"]] == ["28676-464", "28676-470"]
