"""Merging two records that are one: everything moves, old addresses lead on, and undoing brings every row back."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda_tracker.citations import Reference
from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.merge import (
    NeedsTick,
    Refused,
    merge_items,
    merge_kamerstukken,
    merge_meetings,
    merge_topics,
)
from agenda_tracker.models import (
    AgendaItem,
    DeskAct,
    FormerSlug,
    GovernmentPosition,
    Kamerstuk,
    MinisterialMeeting,
    Overtaken,
    PublicChange,
    Topic,
    journalled,
    kamerstuk_for,
)
from agenda_tracker.models.snapshot import take
from tests.factories import (
    make_dossier,
    make_formation,
    make_item,
    make_kamerstuk,
    make_letter,
    make_meeting,
    make_position,
    make_reference,
    make_section,
    make_topic,
    make_treatment,
)

pytestmark = pytest.mark.django_db
ASIDE = {"deskact", "publicchange", "journalhead"}


def everything():
    """Every row of every table, but for what the desk tells of itself."""
    tables = apps.get_app_config("agenda_tracker").get_models(include_auto_created=True)
    wanted = [table for table in tables if not table.__name__.startswith("Historical")]
    return take(table._base_manager.all() for table in wanted if table._meta.model_name not in ASIDE)


@pytest.fixture
def by():
    return User.objects.create_user("beheer")


def journal(kind, since):
    return [(line.object_id, line.change) for line in PublicChange.objects.filter(kind=kind, number__gt=since)]


def told_before(*records):
    """The journal knows that these are public; returns its head."""
    with journalled(*records):
        pass
    return PublicChange.objects.first().number


def undone_exactly(before, by):
    """Undoing the one act on record leaves every row as it was; doing it again succeeds, too."""
    done = DeskAct.objects.get(verb="merge")
    after = everything()
    undone = undo(done, by)
    assert everything() == before
    undo(undone, by)
    assert everything() == after


# Topics


@pytest.fixture
def waters():
    """`Water` is kept, `Waterbeheer` goes: it has a position of its own, shares one, and has a subtopic."""
    kept = make_topic("Water", keywords="dijken\nsluizen")
    gone = make_topic("Waterbeheer", slug="waterbeheer", keywords="Sluizen\ngemalen")
    item = make_item()
    make_position(None, item, topics=[kept, gone], wording="Beide.")
    make_position(None, item, topics=[gone], wording="Alleen beheer.")
    item.topics.add(gone)
    make_topic("Polders", gone)
    return kept, gone


def test_topics_become_one(waters, by):
    kept, gone = waters
    merge_topics(kept, gone, by)
    found = GovernmentPosition.objects.order_by("wording")
    assert [(one.wording, [topic.name for topic in one.topics.all()]) for one in found] == [
        ("Alleen beheer.", ["Water"]), ("Beide.", ["Water"]),
    ]  # fmt: skip
    assert [topic.name for topic in AgendaItem.objects.get().topics.all()] == ["Water"]
    assert Topic.objects.get(name="Polders").parent == kept
    assert Topic.objects.get(name="Water").keyword_list() == ["dijken", "sluizen", "Waterbeheer", "gemalen"]
    assert not Topic.objects.filter(name="Waterbeheer").exists()


def test_merging_topics_is_one_act_that_is_undone_exactly(waters, by):
    before = everything()
    merge_topics(*waters, by)
    done = DeskAct.objects.get()
    assert (done.actor, done.what, done.kind) == (by, "“Waterbeheer” samengevoegd met “Water”", "topic")
    undone_exactly(before, by)


def test_old_address_of_a_topic_leads_to_the_new_one_also_twice_removed(waters, by, client):
    kept, gone = waters
    merge_topics(kept, gone, by)
    answer = client.get("/themas/waterbeheer/")
    assert (answer.status_code, answer["Location"]) == (301, kept.get_absolute_url())
    last = make_topic("Water en bodem", slug="water-en-bodem")
    merge_topics(last, kept, by)
    assert client.get("/themas/waterbeheer/")["Location"] == "/themas/water-en-bodem/"
    assert client.get(f"/themas/{kept.slug}/").status_code == 301


def test_a_merge_under_another_merge_is_undone_last(waters, by):
    kept, gone = waters
    first = merge_topics(kept, gone, by)
    merge_topics(make_topic("Water en bodem"), kept, by)
    with pytest.raises(Overtaken):
        undo(first, by)


def test_the_journal_tells_which_topic_ceased_and_what_changed(waters, by):
    kept, gone = waters
    since, number = told_before(kept, gone), gone.pk
    merge_topics(kept, gone, by)
    assert journal("topic", since) == [(number, "ceased"), (kept.pk, "changed")]
    positions = {pk for pk, _change in journal("position", since)}
    assert positions == set(GovernmentPosition.objects.values_list("pk", flat=True))


def test_subtopics_of_the_same_name_become_one_at_every_depth(by):
    kept, gone = make_topic("Water"), make_topic("Waterbeheer")
    under_kept = make_topic("Dijken", make_topic("Polders", kept).parent)
    deep = make_topic("Sluizen", make_topic("dijken", gone))
    before = everything()
    merge_topics(kept, gone, by)
    deep.refresh_from_db()
    assert deep.parent == under_kept
    assert sorted(Topic.objects.values_list("name", flat=True)) == ["Dijken", "Polders", "Sluizen", "Water"]
    undone_exactly(before, by)


def test_a_subtopic_merges_into_the_topic_above_it(by):
    top = make_topic("Water")
    below = make_topic("Beheer", top)
    make_topic("Beheer", below, keywords="gemaal")
    before = everything()
    merge_topics(top, below, by)
    assert [(topic.name, topic.keyword_list()) for topic in Topic.objects.all()] == [
        ("Water", ["Beheer", "gemaal"])
    ]  # fmt: skip
    undone_exactly(before, by)


def test_a_topic_is_not_merged_into_one_below_it(by):
    top = make_topic("Water")
    below = make_topic("Dijken", make_topic("Waterkering", top))
    with pytest.raises(Refused, match="“Dijken” valt onder “Water”"):
        merge_topics(below, top, by)
    assert not DeskAct.objects.exists()


def test_each_position_remembers_the_merge_with_its_topics(waters, by):
    kept, gone = waters
    merge_topics(kept, gone, by)
    position = GovernmentPosition.objects.get(wording="Alleen beheer.")
    line = position.history.first()
    assert (line.history_change_reason, line.history_user) == ("Samengevoegd met Waterbeheer", by)
    assert [tie.topic_id for tie in line.topics.all()] == [kept.pk]


def test_undoing_a_merge_is_told_in_the_journal_and_in_each_history(waters, by):
    kept, gone = waters
    done = merge_topics(kept, gone, by)
    since = PublicChange.objects.first().number
    undo(done, by)
    position = GovernmentPosition.objects.get(wording="Alleen beheer.")
    line = position.history.first()
    assert {pk for pk, _change in journal("position", since)} == set(
        GovernmentPosition.objects.values_list("pk", flat=True)
    )
    assert line.history_change_reason == "Ongedaan gemaakt: “Waterbeheer” samengevoegd met “Water”"
    assert [tie.topic.name for tie in line.topics.all()] == ["Waterbeheer"]


def test_merging_a_topic_with_many_positions_takes_a_constant_number_of_queries(by):
    counts = []
    for many in (1, 1, 6):  # the very first act also makes the head of the journal
        kept, gone, item = make_topic(), make_topic(), make_item()
        letter = make_letter(meeting=item.meeting)
        for _number in range(many):
            make_position(letter, item, topics=[gone])
        with CaptureQueriesContext(connection) as queries:
            merge_topics(kept, gone, by)
        counts.append(len(queries))
    assert counts[1] == counts[2]


# Agenda items


@pytest.fixture
def items():
    meeting = make_meeting(slug="raad")
    kept, gone = make_item(meeting, "Oekraïne"), make_item(meeting, "Steun aan Oekraïne", label="3", nature="besluit")
    make_position(make_letter(meeting=meeting), kept, topics=[make_topic("Veiligheid")])
    make_position(make_letter(meeting=meeting), gone, wording="Nederland levert.")
    gone.topics.add(make_topic("Steun"))
    return kept, gone


def test_items_become_one_with_the_old_anchor_on_the_page(items, by, client):
    kept, gone = items
    number = gone.pk
    merge_items(kept, gone, by)
    kept.refresh_from_db()
    assert (kept.label, kept.nature, [topic.name for topic in kept.topics.all()]) == ("3", "besluit", ["Steun"])
    assert {position.agenda_item for position in GovernmentPosition.objects.all()} == {kept}
    page = client.get("/vergaderingen/raad/").content.decode()
    assert f'<span id="agendapunt-{number}"></span>' in page
    assert "Nederland levert." in page


def test_merging_items_is_undone_exactly(items, by):
    before = everything()
    merge_items(*items, by)
    undone_exactly(before, by)


def test_the_journal_tells_that_an_item_ceased(items, by):
    kept, gone = items
    since, number = told_before(kept, gone), gone.pk
    merge_items(kept, gone, by)
    assert journal("item", since) == [(number, "ceased"), (kept.pk, "changed")]


def test_items_of_different_meetings_are_refused(by):
    with pytest.raises(Refused, match="Voeg eerst de vergaderingen samen"):
        merge_items(make_item(), make_item(), by)


# Meetings


@pytest.fixture
def meetings():
    """Two records of one meeting: one letter treats both in the same way, and both have an item of the same title."""
    body = make_formation("Raad Algemene Zaken")
    kept = make_meeting(body, "2027-03-18", slug="raz", place="")
    gone = make_meeting(body, "2027-03-19", slug="raz-dubbel", place="Brussel", country="België", released=True)
    letter = make_letter(meeting=kept)
    make_treatment(letter, gone)
    make_treatment(make_letter(), gone, "report")
    make_position(letter, make_item(kept, "Uitbreiding"), wording="Eerst.")
    make_position(letter, make_item(gone, "uitbreiding", nature="besluit"), wording="Dan.")
    make_position(letter, make_item(gone, "Rechtsstaat"), wording="Ook.")
    gone.also_with.add(make_formation("Raad Buitenlandse Zaken"))
    return kept, gone


def test_meetings_become_one(meetings, by):
    kept, gone = meetings
    merge_meetings(kept, gone, by)
    kept.refresh_from_db()
    assert (kept.place, kept.country, kept.released) == ("Brussel", "België", True)
    assert [(item.order, item.title, item.nature) for item in kept.items.all()] == [
        (1, "Uitbreiding", "besluit"), (3, "Rechtsstaat", ""),
    ]  # fmt: skip
    assert sorted(treatment.kind for treatment in kept.treatments.all()) == ["annotated_agenda", "report"]
    found = GovernmentPosition.objects.order_by("pk").values_list("wording", "agenda_item__title")
    assert list(found) == [("Eerst.", "Uitbreiding"), ("Dan.", "Uitbreiding"), ("Ook.", "Rechtsstaat")]
    assert [body.name for body in kept.also_with.all()] == ["Raad Buitenlandse Zaken"]
    assert MinisterialMeeting.objects.count() == 1


def test_merging_meetings_is_undone_exactly(meetings, by):
    before = everything()
    merge_meetings(*meetings, by)
    undone_exactly(before, by)


def test_old_address_of_a_meeting_and_its_item_lead_to_the_new_one(meetings, by, client):
    kept, gone = meetings
    double = gone.items.get(title="uitbreiding").pk
    merge_meetings(kept, gone, by)
    answer = client.get("/vergaderingen/raz-dubbel/")
    assert (answer.status_code, answer["Location"]) == (301, "/vergaderingen/raz/")
    assert f'id="agendapunt-{double}"' in client.get("/vergaderingen/raz/").content.decode()


def test_meetings_far_apart_or_of_other_bodies_need_a_tick(by):
    body = make_formation("Ecofinraad")
    kept = make_meeting(body, "2027-03-01")
    late, other = make_meeting(body, "2027-03-16"), make_meeting(make_formation("Eurogroep"), "2027-03-01")
    with pytest.raises(NeedsTick, match="liggen 15 dagen uit elkaar"):
        merge_meetings(kept, late, by)
    with pytest.raises(NeedsTick, match="De gremia verschillen: Ecofinraad en Eurogroep"):
        merge_meetings(kept, other, by)
    merge_meetings(kept, other, by, sure=True)
    assert [body.name for body in kept.also_with.all()] == ["Eurogroep"]
    merge_meetings(kept, make_meeting(body, "2027-03-15"), by)
    assert MinisterialMeeting.objects.count() == 2


# Kamerstukken


@pytest.fixture
def papers():
    """`28676-464` is kept; `21501-28-46` is the same paper in another dossier, and is one of our letters."""
    letter = make_letter(subject="De brief zelf")
    citing = make_position()
    kept = make_kamerstuk("28676-464")
    paragraph = citing.evidence.get().paragraph
    make_reference(paragraph, "samenwerking", "21501-28-46")
    gone = make_kamerstuk("21501-28-46", title="Geannoteerde agenda", letter=letter)
    gone.also_in.add(kept.dossier, make_dossier("22112"))
    return kept, gone


def test_kamerstukken_become_one(papers, by):
    kept, gone = papers
    merge_kamerstukken(kept, gone, by)
    kept.refresh_from_db()
    assert (kept.title, kept.letter.subject) == ("Geannoteerde agenda", "De brief zelf")
    assert [dossier.normal_form for dossier in kept.also_in.all()] == ["21501-28", "22112"]
    assert [(one.kamerstuk, one.normal_form) for one in kept.citations.all()] == [(kept, "21501-28-46")]
    assert not Kamerstuk.objects.filter(normal_form="21501-28-46").exists()


def test_merging_kamerstukken_is_undone_exactly(papers, by):
    before = everything()
    merge_kamerstukken(*papers, by)
    undone_exactly(before, by)


def test_old_address_of_a_kamerstuk_leads_to_the_new_one(papers, by, client):
    merge_kamerstukken(*papers, by)
    answer = client.get("/kamerstukken/21501-28-46/")
    assert (answer.status_code, answer["Location"]) == (301, "/kamerstukken/28676-464/")


def test_a_later_citation_of_a_merged_number_means_the_paper_that_was_kept(papers, by):
    kept, gone = papers
    merge_kamerstukken(kept, gone, by)
    assert kamerstuk_for(Reference.parse("21501-28-46")) == kept


def test_papers_that_are_different_letters_are_refused(papers, by):
    kept, gone = papers
    kept.letter = make_letter(subject="Een andere brief")
    kept.save()
    with pytest.raises(Refused, match=r"28 676, nr\. 464 is de brief “Een andere brief”"):
        merge_kamerstukken(kept, gone, by)


# All


def test_a_record_that_a_colleague_threw_away_is_told(by):
    kept, gone = make_topic(), make_topic()
    Topic.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Refused, match="bestaat niet meer"):
        merge_topics(kept, gone, by)
    assert not FormerSlug.objects.exists()


def test_a_record_is_not_merged_with_itself(by):
    topic = make_topic()
    with pytest.raises(Refused, match="kies er twee"):
        merge_topics(topic, Topic.objects.get(pk=topic.pk), by)


def test_parts_of_letters_move_with_an_item(items, by):
    kept, gone = items
    section = make_section(make_letter(), gone, "Nog een deel")
    merge_items(kept, gone, by)
    section.refresh_from_db()
    assert section.agenda_item == kept
