"""The comparison asks what is there, knows a wrong answer, and publishes nothing that is not public."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from agenda_tracker.models import GovernmentPosition
from tests import factories as make
from tests.bench import addresses, checks, floor, publish, scale, tables, visitor
from tests.bench.wrk import Load

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.only_on("sqlite"),  # what is published comes from it
]
DAYS = ("2022-03-10", "2023-03-10", "2024-03-10", "2025-03-10")
SEAS = ("noordzee", "oostzee", "waddenzee", "zwarte zee")
SAID = "Nederland steunt duurzame samenwerking tegen drones"
SECRET = "Geheim geldt geheimzinnig"


class InProcess:
    """Visits the site of the test."""

    def __init__(self, client):
        self.client = client

    def get(self, path):
        answer = self.client.get(path)
        body = b"".join(answer) if answer.streaming else answer.content
        return answer.status_code, body.decode()


@pytest.fixture
def public(search_index, tmp_path):
    """The published file of four letters about one theme, and of a draft and a rejected position that it must not have."""
    body = make.make_formation("Raad Defensie", slug="raad")
    theme = make.make_topic("Drones", slug="drones", parent=make.make_topic("Defensie", slug="defensie"))
    office = make.make_office(ministry=make.make_ministry("Defensie", slug="min-defensie"))
    for number, (day, sea) in enumerate(zip(DAYS, SEAS, strict=True)):
        letter = add_letter("published", make.make_meeting(body, day), office, [f"{SAID} {sea}"] * 2, theme)
        make.make_kamerstuk(f"28676-{number + 1}", letter=letter)
    add_letter("draft", make.make_meeting(body, "2021-03-10"), office, [SECRET], theme)
    add_position(letter, letter.sections.get().agenda_item, SECRET, review="rejected")
    search_index()
    target = tmp_path / "public.db"
    publish.write(connection.settings_dict["NAME"], target)
    return target


def add_letter(status, meeting, office, said, theme):
    letter = make.make_letter(status, meeting)
    make.make_signatory(letter, office)
    item = make.make_item(meeting, "Punt")
    section = make.make_section(letter, item)
    for words in said:
        paragraph = make.make_paragraph(section, f"{words}. Zie 28 676, nr. 1.")
        position = add_position(letter, item, words, review="confirmed")
        position.topics.add(theme)
        make.make_evidence(position, paragraph, words)
        make.make_reference(paragraph, "28 676, nr. 1", "28676-1")
    return letter


def add_position(letter, item, words, review):
    known = {"wording": words, "kind": "aim", "stance": "supportive", "order": letter.positions.count() + 1}
    return make.saved(GovernmentPosition(letter=letter, agenda_item=item, review=review, **known))


def drawn(public):
    return addresses.draw(public, connection.settings_dict["NAME"], seed=1, most=20)


def test_published_file_has_public_rows_only(public):
    rows = sqlite3.connect(public)
    names = [
        name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if "fts" not in name
    ]
    counts = {
        name: rows.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names if "sqlite" not in name
    }
    everything = str([rows.execute(f"SELECT * FROM {name}").fetchall() for name in counts]).lower()
    found = rows.execute("SELECT count(*) FROM standpunten_fts WHERE standpunten_fts MATCH 'geheimzinnig'").fetchone()
    rows.close()
    assert counts == {
        "brieven": 4, "standpunten": 8, "vergaderingen": 4, "standpunten_themas": 16, "kamerstukken": 4, "verwijzingen": 8,
        "alineas": 8,
    }  # fmt: skip
    assert "geheim" not in everything
    assert found == (0,)


def test_every_task_has_addresses_whose_answers_sql_counts(public, client):
    tasks = drawn(public)
    faults = [
        fault for task in tasks for fault in checks.check_site(InProcess(client), task, public, task.addresses).faults
    ]
    asked = {task.name: len(task.addresses) for task in tasks}
    assert faults == []
    assert {name for name, count in asked.items() if count == 0} == {"deep page"}  # eight rows have one page


def test_wrong_answer_is_a_fault(public, client):
    task = next(task for task in drawn(public) if task.name == "letter")
    one = task.addresses[0]
    other = addresses.Address("/brieven/bestaat-niet/", one.datasette, one.table, one.where, one.params)
    more = addresses.Address(one.site, one.datasette, one.table, "0")
    verdict = checks.check_site(InProcess(client), task, public, [other, more])
    assert verdict.faults == ["/brieven/bestaat-niet/: status 404", f"{one.site}: 2 rows, SQL counts 0"]


def test_same_seed_draws_the_same_addresses(public):
    assert drawn(public) == drawn(public)


def test_topics_with_many_rows_stand_apart(public, monkeypatch):
    monkeypatch.setattr(scale, "ONE_IN", 2)
    tasks = {task.name: task for task in scale.by_width(drawn(public), public)}
    together = next(task for task in drawn(public) if task.name == scale.TOPIC).addresses
    narrow, wide = tasks[scale.TOPIC].addresses, tasks[scale.WIDE_TOPIC].addresses
    assert {one.site for one in wide} == {"/themas/defensie/", "/themas/drones/"}  # eight of eight rows
    assert narrow
    assert len(narrow) + len(wide) == len(together)
    assert len(tasks) == len(drawn(public)) + 1


def test_visitor_asks_both_servers_by_turn_and_takes_only_answers(live_server):
    one, other = (visitor.Visitor(live_server.url, paths) for paths in (["/", "/themas/"], ["/over/"]))
    visitor.by_turn(one, other, 0)
    assert len(one.times) == len(other.times) == visitor.FEW
    assert min(one.times) <= one.p95 <= max(one.times)
    lost = visitor.Visitor(live_server.url, ["/bestaat-niet/"])
    with closing(lost.connection), pytest.raises(RuntimeError, match="/bestaat-niet/: 404"):
        lost.ask()


def test_bare_driver_fetches_the_rows_of_every_task(public):
    driver = floor.sqlite_driver(connection.settings_dict["NAME"], public)
    fetched = {task.name: floor.fetch(driver, task, task.addresses[0]) for task in drawn(public) if task.addresses}
    driver.close()
    assert {name for name, count in fetched.items() if count == 0} == set()
    assert fetched["Kamerstuk lookup"] == 8


def test_ratios_say_which_way_they_must_go():
    quick, slow = Load(1000, 5.0, 4.0, 9.5), Load(10, 5.0, 800.0, 1200.0)
    assert tables.ratio(quick, slow) == "100 ×"
    assert tables.load(quick) == "200 (4.0 / 9.5)"
    assert tables.load(Load(10, 5.0, 1.0, 2.0, refused=1)) == "2.0 (1.0 / 2.0) †"
    assert tables.Bar("cold", 4.2, 4, at_least=True).line() == ["cold", "4.20 ×", "≥ 4.00 ×", "yes"]
    assert tables.Bar("memory", 1.06, 1.05, at_least=False).line() == ["memory", "1.06 ×", "≤ 1.05 ×", "**no**"]


def test_figures_replace_those_between_the_marks(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- bench: comparison -->\nold\n<!-- /bench: comparison -->\nafter\n")
    tables.write(page, "comparison", "new \\1")
    assert page.read_text() == "Before\n<!-- bench: comparison -->\nnew \\1\n<!-- /bench: comparison -->\nafter\n"
    with pytest.raises(ValueError, match="no place for inside"):
        tables.write(page, "inside", "new")
