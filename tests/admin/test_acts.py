"""The list of acts: who did what, which fields held what before and after, and the button that takes it back."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from agenda_tracker.intake.acts import act
from agenda_tracker.models import DeskAct, GovernmentPosition
from tests.factories import make_formation, make_item, make_letter, make_meeting, make_position, make_topic

pytestmark = pytest.mark.django_db
LIST = reverse("admin:agenda_tracker_deskact_changelist")
Verb = DeskAct.Verb


def page_of(done):
    return reverse("admin:agenda_tracker_deskact_change", args=[done.pk])


def differences(answer):
    return [
        (one.kind, one.fate, [(d.field, d.was, d.became) for d in one.differences]) for one in answer.context["altered"]
    ]


def change(record, by=None, what="Gewijzigd", verb=Verb.CHANGE, **fields):
    with act(verb, by, record, what=what):
        for name, value in fields.items():
            setattr(record, name, value)
        record.save()
    return DeskAct.objects.first()


@pytest.fixture
def clerk():
    return User.objects.create_user("griffie")


def test_the_list_says_when_who_and_what(chief, clerk):
    change(make_topic("Water"), clerk, what="Thema hernoemd", name="Water en bodem")
    text = re.sub(r"<[^>]+>", " ", chief.get(LIST).content.decode())
    assert re.search(r"griffie\s+gewijzigd\s+Thema hernoemd", text)


def test_the_list_is_filtered_by_verb_and_person(chief, clerk):
    change(make_topic(), clerk, what="Eerste", name="Een")
    change(make_topic(), None, what="Tweede", verb=Verb.MERGE, name="Twee")
    for chosen, expected in (({"verb__exact": "merge"}, "Tweede"), ({"actor__id__exact": clerk.pk}, "Eerste")):
        rows = chief.get(LIST, chosen).context["cl"].result_list
        assert [done.what for done in rows] == [expected]


def test_the_list_does_not_read_the_altered_rows(chief, django_assert_max_num_queries):
    for number in range(3):
        change(make_topic(), name=f"Thema {number} anders")
    with django_assert_max_num_queries(20) as queries:
        chief.get(LIST)
    assert [query for query in queries.captured_queries if '"deltas"' in query["sql"]] == []


def test_the_page_says_each_field_in_words(chief, clerk):
    meeting = make_meeting(make_formation("Ecofinraad"), place="Brussel")
    done = change(meeting, clerk, state="cancelled", released=True, place="", formation=make_formation("Eurogroep"))
    assert differences(chief.get(page_of(done))) == [
        (
            "vergadering",
            "gewijzigd",
            [
                ("gremium", "Ecofinraad", "Eurogroep"),
                ("stand", "gepland", "afgelast"),
                ("plaats", "Brussel", "–"),
                ("in de openbare kalender", "nee", "ja"),
            ],
        )
    ]


def test_days_and_moments_are_said_in_dutch(chief):
    letter = make_letter("draft")
    done = change(letter, date=date(2027, 3, 18), first_published_at=datetime(2027, 3, 18, 9, 5, tzinfo=UTC))
    assert differences(chief.get(page_of(done)))[0][2] == [
        ("datum van de brief", "3 oktober 2024", "18 maart 2027"), ("eerst gepubliceerd", "–", "18 maart 2027 10:05"),
    ]  # fmt: skip


def test_what_the_machine_keeps_of_a_letter_is_not_shown(chief):
    letter = make_letter("draft")
    done = change(letter, as_read={"kind": {"value": "other"}}, read_meetings=[{"formation": "rbz"}], subject="Anders")
    assert [field for field, _was, _became in differences(chief.get(page_of(done)))[0][2]] == ["onderwerp"]


def test_topics_that_came_and_went_are_named(chief):
    item = make_item()
    position = make_position(make_letter("draft", meeting=item.meeting), item, topics=[make_topic("Water")])
    with act(Verb.CHANGE, None, position, what="Thema’s", letter=position.letter):
        position.topics.set([make_topic("Lucht")])
    altered = chief.get(page_of(DeskAct.objects.get())).context["altered"]
    assert [(one.kind, one.name.rpartition(" – ")[2], one.fate) for one in altered] == [
        ("thema’s", "Water", "eraf"), ("thema’s", "Lucht", "erbij"),
    ]  # fmt: skip


def test_what_was_deleted_keeps_its_name(chief):
    topic = make_topic("Water", released=False)
    chief.post(reverse("admin:agenda_tracker_topic_delete", args=[topic.pk]), {"post": "yes"})
    one = chief.get(page_of(DeskAct.objects.get())).context["altered"][0]
    assert (one.kind, one.name, one.fate) == ("thema", "Water", "verwijderd")
    assert ("naam", "Water", "–") in [(d.field, d.was, d.became) for d in one.differences]


def test_the_button_undoes_and_comes_back_to_the_page(chief, clerk):
    done = change(make_topic("Water"), clerk, name="Water en bodem")
    page = chief.get(page_of(done)).content.decode()
    assert ">Ongedaan maken</button>" in page
    answer = chief.post(reverse("admin:agenda_tracker_deskact_undo", args=[done.pk]), {"next": page_of(done)})
    assert answer["Location"] == page_of(done)
    page = chief.get(page_of(done)).content.decode()
    assert "Dit is ongedaan gemaakt." in page
    assert ">Ongedaan maken</button>" not in page


def test_an_undo_offers_to_do_it_again(chief, clerk):
    done = change(make_topic("Water"), clerk, name="Water en bodem")
    chief.post(reverse("admin:agenda_tracker_deskact_undo", args=[done.pk]))
    page = chief.get(page_of(DeskAct.objects.first())).content.decode()
    assert ">Opnieuw doen</button>" in page


def test_a_large_act_is_shown_in_part(chief):
    letter, item = make_letter("draft"), make_item()
    make_position(letter, item)
    with act(Verb.CHANGE, None, letter, what="Veel", letter=letter):
        GovernmentPosition.objects.bulk_create(
            GovernmentPosition(letter=letter, wording=f"Standpunt {number}.") for number in range(103)
        )
    answer = chief.get(page_of(DeskAct.objects.get()))
    assert (len(answer.context["altered"]), answer.context["more"]) == (100, 3)
    assert "En nog 3 andere." in answer.content.decode()


def test_nobody_adds_changes_or_deletes_an_act(chief, clerk):
    done = change(make_topic("Water"), clerk, name="Water en bodem")
    assert chief.get(reverse("admin:agenda_tracker_deskact_add")).status_code == 403
    assert chief.post(page_of(done), {"what": "Niets"}).status_code == 403
    delete = reverse("admin:agenda_tracker_deskact_delete", args=[done.pk])
    assert chief.post(delete, {"post": "yes"}).status_code == 403


def test_invoerder_has_no_list_of_acts(invoerder):
    assert invoerder.get(LIST).status_code == 403
