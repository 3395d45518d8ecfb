"""A calendar of meetings read in: every line's fate is told first, then exactly that is done, as one act."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.calendar import Outdated, carry_out, plan_calendar
from agenda_tracker.intake.calendar_file import EXAMPLE, Unreadable, read_date, read_file
from agenda_tracker.models import DeskAct, MinisterialMeeting, PublicChange
from tests.factories import make_formation, make_letter, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return User.objects.create_user("griffie")


@pytest.fixture
def ecofin():
    return make_formation("Ecofinraad", abbreviation="Ecofin", aliases="Raad Economische en Financiële Zaken")


@pytest.fixture(autouse=True)
def bodies(ecofin):
    make_formation("Raad Buitenlandse Zaken", abbreviation="RBZ")


def plan(text, may_publish=True):
    return plan_calendar(text.encode() if isinstance(text, str) else text, may_publish=may_publish)


def fates(text, **kwargs):
    return [(row.line.number, row.fate.value, row.says) for row in plan(text, **kwargs).rows]


def read_in(text, by, **kwargs):
    return carry_out(text.encode(), plan(text, **kwargs).fingerprint, by, may_publish=kwargs.get("may_publish", True))


def stored():
    rows = MinisterialMeeting.objects.order_by("start_date", "pk")
    return [(m.formation.short_name, str(m.start_date), str(m.end_date), m.place, m.state, m.released) for m in rows]


# Carried out


CALENDAR = """\
gremium;begin;einde;plaats;land;informeel;vorm;stand;openbaar
Ecofinraad;2027-03-18;;Brussel;België;nee;fysiek;gepland;ja
rbz;18-06-2027;19 juni 2027;Luxemburg;;ja;video;verplaatst;
"""


def test_a_calendar_is_read_in_as_one_act(by):
    assert fates(CALENDAR) == [(2, "nieuw", []), (3, "nieuw", [])]
    assert not MinisterialMeeting.objects.exists()
    done = read_in(CALENDAR, by)
    assert stored() == [
        ("Ecofin", "2027-03-18", "2027-03-18", "Brussel", "planned", True),
        ("RBZ", "2027-06-18", "2027-06-19", "Luxemburg", "moved", False),
    ]
    assert (done.what, done.actor, DeskAct.objects.count()) == ("Kalender ingelezen: 2 nieuw, 0 gewijzigd", by, 1)
    last = MinisterialMeeting.objects.get(formation__abbreviation="RBZ")
    assert [(line.history_type, line.history_user) for line in last.history.all()] == [("+", by)]
    assert (last.informal, last.mode, last.slug) == (True, "video", f"2027-06-18-{last.formation.slug}-informeel")


def test_reading_in_is_undone_at_once(by):
    undo(read_in(CALENDAR, by), by)
    assert stored() == []


def test_the_same_file_twice_makes_nothing(by):
    read_in(CALENDAR, by)
    before = stored()
    assert [fate for _line, fate, _says in fates(CALENDAR)] == ["ongewijzigd", "ongewijzigd"]
    assert read_in(CALENDAR, by) is None
    assert (stored(), DeskAct.objects.count()) == (before, 1)


def test_the_journal_tells_of_what_became_public(by):
    read_in(CALENDAR, by)
    lines = PublicChange.objects.filter(kind="meeting")
    public = MinisterialMeeting.objects.get(released=True)
    assert [(line.object_id, line.change) for line in lines] == [(public.pk, "became")]


def test_changed_fields_are_told_and_only_those_change(by, ecofin):
    meeting = make_meeting(ecofin, "2027-03-18", end_date=date(2027, 3, 19), country="België")
    text = "plaats,begin,gremium,stand,openbaar,land\nLuxemburg,2027-03-18,Ecofin,afgelast,ja,\n"
    assert fates(text) == [
        (2, "gewijzigd", ["plaats: Brussel → Luxemburg", "stand: gepland → afgelast", "openbaar: nee → ja"])
    ]
    done = read_in(text, by)
    meeting.refresh_from_db()
    assert stored() == [("Ecofin", "2027-03-18", "2027-03-19", "Luxemburg", "cancelled", True)]
    assert (meeting.country, meeting.history.first().history_change_reason) == ("België", "Kalender ingelezen")
    undo(done, by)
    assert stored() == [("Ecofin", "2027-03-18", "2027-03-19", "Brussel", "planned", False)]


def test_wrong_and_doubtful_lines_are_left_out(by):
    text = "gremium;begin\nEcofin;2027-03-18\nOnbekende raad;2027-03-18\n"
    read_in(text, by)
    assert [row[:2] for row in stored()] == [("Ecofin", "2027-03-18")]


def test_nothing_is_done_when_the_plan_is_outdated(by, ecofin):
    shown = plan(CALENDAR).fingerprint
    make_meeting(ecofin, "2027-03-18")
    with pytest.raises(Outdated, match="nog niets ingelezen"):
        carry_out(CALENDAR.encode(), shown, by, may_publish=True)
    assert (MinisterialMeeting.objects.count(), DeskAct.objects.count()) == (1, 0)


def test_a_colleague_who_is_faster_by_a_moment_is_told(by, ecofin, monkeypatch):
    shown = plan(CALENDAR).fingerprint
    from agenda_tracker.intake import calendar

    make_meeting(ecofin, "2027-03-18")
    stale = plan("gremium;begin\nEcofin;2027-03-18\n")
    stale.rows[0].fate, stale.rows[0].values = calendar.Fate.NEW, {"formation": ecofin, "start_date": date(2027, 3, 18)}
    monkeypatch.setattr(calendar, "plan_calendar", lambda data, may_publish: stale)
    with pytest.raises(Outdated, match="Een collega"):
        carry_out(CALENDAR.encode(), stale.fingerprint, by, may_publish=True)
    assert shown != stale.fingerprint
    assert DeskAct.objects.count() == 0


# Fates


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (";2027-03-18", "gremium: vul in wie er vergadert"),
        (
            "Vaderraad;2027-03-18",
            "gremium: “Vaderraad” is niet bekend; voeg het eerst toe bij Gremia, of als andere naam ervan",
        ),
        ("Ecofin;", "begin: vul de eerste dag in"),
        ("Ecofin;31 februari 2027", "begin: “31 februari 2027” is geen datum; schrijf 2027-03-18, 18-03-2027 of 18 maart 2027"),
        ("Ecofin;2027-02-30", "begin: “2027-02-30” is geen datum; schrijf 2027-03-18, 18-03-2027 of 18 maart 2027"),
        ("Ecofin;2027-03-18;2027-03-17", "einde: ligt vóór het begin"),
        ("Ecofin;2027-03-18;;misschien", "informeel: “misschien” is geen ja of nee; schrijf ja, nee of niets"),
        (
            "Ecofin;2027-03-18;;;op een schip",
            "vorm: “op een schip” is niet bekend; kies uit fysiek, videoconferentie, schriftelijke procedure",
        ),
        (
            "Ecofin;2027-03-18;;;;straks",
            "stand: “straks” is niet bekend; kies uit gepland, gehouden, verplaatst, afgelast",
        ),
        (f"Ecofin;2027-03-18;;;;;{'x' * 81}", "plaats: langer dan 80 tekens; kort het in"),
        (
            "Ecofin;2027-03-18;;;;;;nog;iets",
            "meer velden dan kolommen; zet een tekst met het scheidingsteken tussen aanhalingstekens",
        ),
    ],
)  # fmt: skip
def test_a_wrong_line_says_what_to_do(line, says):
    assert fates(f"gremium;begin;einde;informeel;vorm;stand;plaats\n{line}\n") == [(2, "fout", [says])]


def test_a_line_tells_everything_that_is_wrong_at_once():
    [(_line, fate, says)] = fates("gremium;begin;vorm\nVaderraad;ooit;vliegend\n")
    assert (fate, [sentence.partition(":")[0] for sentence in says]) == ("fout", ["gremium", "begin", "vorm"])


def test_a_name_that_two_bodies_have_is_asked(ecofin):
    make_formation("Ecofinberaad", abbreviation="Ecofin", organisation="overig")
    assert fates("gremium;begin\nECOFIN;2027-03-18\n") == [
        (2, "fout", ["gremium: “ECOFIN” kan zijn: Ecofinraad; Ecofinberaad. Schrijf de naam voluit"])
    ]


def test_bodies_are_known_by_alias_and_by_name_with_abbreviation():
    text = "gremium;begin\nraad economische en financiele zaken;2027-03-18\nEcofinraad (Ecofin);2027-04-18\n"
    assert [fate for _line, fate, _says in fates(text)] == ["nieuw", "nieuw"]


def test_an_overlapping_meeting_of_the_same_body_is_doubt(ecofin):
    known = make_meeting(ecofin, "2027-03-17", end_date=date(2027, 3, 18))
    rows = plan("gremium;begin\nEcofin;2027-03-18\nRBZ;2027-03-18\n").rows
    assert [(row.fate.value, row.meeting) for row in rows] == [("twijfel", known), ("nieuw", None)]
    assert rows[0].says == [f"valt samen met {known}; is dat deze, wijzig haar dan met de hand"]


def test_a_meeting_that_the_body_joins_is_doubt_too(ecofin):
    known = make_meeting(start="2027-03-18")
    known.also_with.add(ecofin)
    assert [row.fate.value for row in plan("gremium;begin\nEcofin;2027-03-18\n").rows] == ["twijfel"]


def test_a_cancelled_meeting_is_no_doubt(ecofin):
    make_meeting(ecofin, "2027-03-17", end_date=date(2027, 3, 18), state="cancelled")
    assert fates("gremium;begin\nEcofin;2027-03-18\n") == [(2, "nieuw", [])]


def test_lines_of_one_file_are_compared_with_each_other():
    text = "gremium;begin;einde\nEcofin;2027-03-18;2027-03-19\nEcofinraad;2027-03-18;\nEcofin;2027-03-19;\n"
    assert fates(text)[1:] == [
        (3, "fout", ["staat al op regel 2; haal er één weg"]),
        (4, "twijfel", ["valt samen met regel 2; haal een van beide weg"]),
    ]


def test_who_may_not_publish_leaves_the_public_calendar_alone(ecofin):
    public = make_meeting(ecofin, "2027-03-18")
    make_letter(meeting=public)
    make_meeting(ecofin, "2027-05-18")
    text = (
        "gremium;begin;plaats;openbaar\nEcofin;2027-03-18;Rome;\nEcofin;2027-05-18;;ja\n"
        "Ecofin;2027-06-18;;ja\nEcofin;2027-07-18;;nee\nEcofin;2027-03-18;Brussel;\n"
    )
    mine = "openbaar: een redacteur zet een vergadering in de openbare kalender; laat leeg of schrijf nee"
    assert fates(text, may_publish=False) == [
        (2, "fout", ["staat op de site; een redacteur wijzigt haar"]),
        (3, "fout", [mine]),
        (4, "fout", [mine]),
        (5, "nieuw", []),
        (6, "fout", ["staat al op regel 2; haal er één weg"]),
    ]


def test_the_plan_takes_as_many_queries_for_many_lines_as_for_few(ecofin):
    counts = []
    make_meeting(ecofin, "2027-01-01", end_date=date(2027, 12, 31))
    for lines in (1, 300):
        days = [date(2027, 1, 1).toordinal() + number for number in range(lines)]
        text = "gremium;begin\n" + "".join(f"Ecofin;{date.fromordinal(day)}\n" for day in days)
        with CaptureQueriesContext(connection) as queries:
            plan(text)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_any_encoding_and_separator_of_a_spreadsheet_is_read(encoding, mark):
    text = f'gremium{mark}begin{mark}land\r\n"Raad Economische en Financiële Zaken"{mark}2027-03-18{mark}België\r\n'
    [row] = plan(text.encode(encoding)).rows
    assert (row.fate.value, row.values["country"]) == ("nieuw", "België")


def test_the_hint_of_a_spreadsheet_on_the_first_line_is_skipped():
    assert fates("sep=;\r\nGremium;BEGIN\r\nEcofin;2027-03-18\r\n") == [(3, "nieuw", [])]


def test_empty_lines_are_skipped_and_numbers_are_those_of_the_file():
    text = 'gremium;begin;plaats\n;;\n\nEcofin;2027-03-18;"Den\nHaag"\nEcofin;2027-04-18;\n'
    assert [(row.line.number, row.values.get("place")) for row in plan(text).rows] == [(4, "Den Haag"), (6, None)]


def test_other_columns_are_named_and_not_used():
    assert plan("gremium;begin;Opmerking\nEcofin;2027-03-18;kan nog schuiven\n").unused == ["opmerking"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "mist de kolom gremium en begin"),
        (b"naam;datum\nEcofin;2027-03-18\n", "mist de kolom gremium en begin"),
        (b"gremium;plaats\nEcofin;Brussel\n", "mist de kolom begin"),
        (b"gremium;begin;begin\nEcofin;2027-03-18;\n", "De kolom begin staat er meer dan eens in"),
        (b"gremium;begin\n", "staat niets"),
        (b"gremium;begin\n\"Ecofin;2027-03-18\n", "Vanaf regel 2 is het bestand niet te lezen"),
        (b"PK\x03\x04\x00\x00", "geen CSV-bestand"),
        ("gremium;begin\n".encode("utf-16"), "geen CSV-bestand"),
        (b"gremium;begin\n\x81\x8d;2027-03-18\n", "niet te lezen"),
        (b"gremium;begin\n" + b"Ecofin;2027-03-18\n" * 2001, "meer dan 2000 regels"),
        (b"x" * (1024 * 1024 + 1), "groter dan 1 MB"),
        (b"gremium;begin\n\"" + b"x" * 200_000 + b"\";2027-03-18\n", "niet te lezen"),
    ],
)  # fmt: skip
def test_an_unusable_file_says_what_to_do(data, says):
    with pytest.raises(Unreadable, match=says):
        plan(data)


@pytest.mark.parametrize(
    "text", ["2027-03-18", "18-03-2027", "18 maart 2027", "18-3-2027", "donderdag 18 maart 2027", "18 mrt 2027"]
)
def test_dates_are_read_in_every_spelling(text):
    assert read_date(text) == date(2027, 3, 18)


def test_the_example_has_every_column_and_reads():
    file = read_file(EXAMPLE.encode())
    assert (len(file.lines), file.unused, len(file.lines[0].cells)) == (3, [], 9)
