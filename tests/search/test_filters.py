"""Every filter, on the list of positions and where it means something else on letters and meetings too."""

import pytest
from django.http import QueryDict

from agenda_tracker.models import GovernmentPosition, Letter, MinisterialMeeting, Ministry
from agenda_tracker.search import LetterFilter, MeetingFilter, PositionFilter
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    """Three letters: `rbz` (EU, Brussels, January), `dmm` (NATO with RBZ, May) and the report `verslag` on `dmm`."""
    rbz = make.make_formation("Raad Buitenlandse Zaken", abbreviation="RBZ", slug="rbz", aliases="Gymnich")
    dmm = make.make_formation("Ministers van Defensie", organisation="navo", slug="dmm")
    defence = make.make_topic("Defensie", slug="defensie")
    air = make.make_topic("Luchtverdediging", defence, slug="lucht")
    new = make.make_ministry("LVVN", slug="lvvn")
    old = make.make_ministry("LNV", slug="lnv", successor=new)
    make.make_ministry("Defensie", slug="defensie")
    first = make.make_meeting(rbz, "2024-01-22", slug="rbz")
    second = make.make_meeting(dmm, "2024-05-30", slug="dmm", place="Malmö")
    second.also_with.add(rbz)
    one = make.make_letter(meeting=first, slug="rbz", date="2024-01-10", subject="Agenda RBZ")
    two = make.make_letter(meeting=second, slug="dmm", date="2024-05-20", to_tk=False, to_ek=True, subject="Agenda Één")
    three = make.make_letter(slug="verslag", kind="report", date="2024-06-10")
    make.make_treatment(three, second, "report")
    make.make_signatory(one, make.make_office("Minister van LNV", old))
    make.make_signatory(two, make.make_office("Minister", Ministry.objects.get(slug="defensie")), role="on_behalf")
    item = make.make_item(second, "Oekraïne", label="2")
    item.topics.add(make.make_topic("Oekraïne", slug="oekraine"))
    make.make_position(
        one, make.make_item(first, "Sancties"), "Nederland steunt drones.", [air], kind="aim", stance="supportive"
    )
    make.make_position(two, item, "Het kabinet is tegen.", [defence, air], stance="opposed")
    make.make_position(three, item, "Nederland bracht in dat het kan.", kind="contribution")
    make.make_kamerstuk("28676-470", letter=one)
    two.dossiers.add(make.make_dossier("28676"))
    paragraph = make.make_paragraph(three.sections.first(), "Zie 28 676, nr. 464 en 36 600 X.")
    make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    make.make_reference(paragraph, "36 600 X", "dossier/36600-X")


LISTS = {
    "positions": (PositionFilter, GovernmentPosition, "letter__slug"),
    "letters": (LetterFilter, Letter, "slug"),
    "meetings": (MeetingFilter, MinisterialMeeting, "slug"),
}


def selected(name, query):
    """The slugs that a selection gives (for positions: of their letters), in its order."""
    filter_class, model, slug = LISTS[name]
    selection = filter_class(QueryDict(query), queryset=model.objects.public())
    assert selection.problems == []
    return list(selection.selection.values_list(slug, flat=True))


ALL = ["dmm", "verslag", "rbz"]


@pytest.mark.parametrize(
    ("query", "positions", "letters", "meetings"),
    [
        ("", ALL, ["verslag", "dmm", "rbz"], ["dmm", "rbz"]),
        ("topic=defensie", ["dmm", "rbz"], ["dmm", "rbz"], ["dmm", "rbz"]),
        ("topic=lucht&stance=opposed", ["dmm"], ["dmm"], ["dmm"]),
        ("topic=oekraine", [], ["verslag", "dmm"], ["dmm"]),
        ("topic=oekraine&kind=view", [], [], []),
        ("organisation=navo", ["dmm", "verslag"], ["verslag", "dmm"], ["dmm"]),
        ("organisation=eu", ALL, ["verslag", "dmm", "rbz"], ["dmm", "rbz"]),
        ("formation=rbz", ALL, ["verslag", "dmm", "rbz"], ["dmm", "rbz"]),
        ("formation=dmm", ["dmm", "verslag"], ["verslag", "dmm"], ["dmm"]),
        ("ministry=lnv", ["rbz"], ["rbz"], ["rbz"]),
        ("ministry=lvvn", ["rbz"], ["rbz"], ["rbz"]),
        ("ministry=defensie", ["dmm"], ["dmm"], ["dmm"]),
        ("letter_kind=report", ["verslag"], ["verslag"], ["dmm"]),
        ("letter_kind=annotated_agenda", ["dmm", "rbz"], ["dmm", "rbz"], ["dmm", "rbz"]),
        ("letter_kind=supplement", [], [], []),
        ("kind=aim", ["rbz"], ["rbz"], ["rbz"]),
        ("kind=aim&stance=opposed", [], [], []),
        ("stance=supportive", ["rbz"], ["rbz"], ["rbz"]),
        ("chamber=EK", ["dmm"], ["dmm"], ["dmm"]),
        ("chamber=tk", ["verslag", "rbz"], ["verslag", "rbz"], ["dmm", "rbz"]),
        ("dossier=28676", ALL, ["verslag", "dmm", "rbz"], ["dmm", "rbz"]),
        ("dossier=28 676, nr. 464", ["verslag"], ["verslag"], ["dmm"]),
        ("dossier=kst-28676-470", ["rbz"], ["rbz"], ["rbz"]),
        ("dossier=36600-X", ["verslag"], ["verslag"], ["dmm"]),
        ("dossier=21501-02", [], [], []),
        ("year=2024", ALL, ["verslag", "dmm", "rbz"], ["dmm", "rbz"]),
        ("year=2023", [], [], []),
        ("date_from=2024-05-30", ["dmm", "verslag"], ["verslag"], ["dmm"]),
        ("date_from=2024-05-31", [], ["verslag"], []),
        ("date_to=2024-01-22", ["rbz"], ["rbz"], ["rbz"]),
        ("date_to=21-1-2024", [], ["rbz"], []),
        ("sort=oldest", ["rbz", "dmm", "verslag"], ["rbz", "dmm", "verslag"], ["rbz", "dmm"]),
        ("q=DRONES", ["rbz"], [], []),
        ("q=oekraine", ["dmm", "verslag"], ["verslag", "dmm"], ["dmm"]),
        ("q=oekraine+tegen", ["dmm"], [], []),
        ("q=een", [], ["dmm"], []),
        ("q=gymnich", [], [], ["dmm", "rbz"]),
        ("q=malm", [], [], ["dmm"]),
        # No number: letters of tests are numbered.
        ("q=geheel%25", [], [], []),
        ("onbekend=ja&utm_source=x", ALL, ["verslag", "dmm", "rbz"], ["dmm", "rbz"]),
    ],
)
def test_filter_selects(world, query, positions, letters, meetings):
    query = query.replace(" ", "%20")
    found = {name: selected(name, query) for name in LISTS}
    assert found == {"positions": positions, "letters": letters, "meetings": meetings}


def test_ministry_does_not_reach_the_other_predecessors_of_its_successor(world):
    new = Ministry.objects.get(slug="lvvn")
    make.make_ministry("Natuur", slug="natuur", successor=new)
    assert selected("letters", "ministry=natuur") == []
    assert selected("letters", "ministry=lvvn") == ["rbz"]


def test_unreleased_subtopic_counts_for_its_parent_and_cannot_be_chosen(world):
    parent = make.make_topic("Ruimte", slug="ruimte")
    hidden = make.make_topic("Verborgen", parent, slug="verborgen", released=False)
    Letter.objects.get(slug="rbz").positions.get().topics.add(hidden)
    assert selected("positions", "topic=ruimte") == ["rbz"]
    selection = PositionFilter(QueryDict("topic=verborgen"), queryset=GovernmentPosition.objects.public())
    assert selection.problems == ["“verborgen” is als thema niet bekend. Kies uit de lijst."]


@pytest.mark.parametrize("typed", ["malmo", "MALMÖ", "malm"])
def test_place_is_found_without_its_accents(world, typed):
    assert selected("meetings", f"q={typed}") == ["dmm"]
