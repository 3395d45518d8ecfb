"""The index breaks while it is asked, at whichever question: the database answers, and that answer is kept by nobody."""

import pytest
from django.http import QueryDict
from django.test import Client

from agenda_tracker.models import GovernmentPosition, JournalHead, journalled
from agenda_tracker.search import PositionFilter, answers, catch_up
from agenda_tracker.search.answers import Unanswerable, guarded
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

ENGINE = [
    "agenda_tracker.search.index.Opened.best",
    "agenda_tracker.search.index.Opened.count",
    "agenda_tracker.search.index.Opened.stored",
    "agenda_tracker.search.answers.count_facets",
    "agenda_tracker.search.answers.by_day_from_the_front",
    "agenda_tracker.search.answers.place_by_day",
    "agenda_tracker.search.answers.named",
    "agenda_tracker.search.answers.count_by_meeting",
    "agenda_tracker.search.answers.count_by_year",
    "agenda_tracker.search.answers.which",
    "agenda_tracker.search.answers.Answer.kinds",
]
ADDRESSES = [
    "/standpunten/",
    "/standpunten/?q=drones",
    "/standpunten/?q=drones&sort=newest",
    "/standpunten/?q=garnalen",
    "/standpunten/?q=drones&format=csv",
    "/standpunten/?kind=view",
    "/brieven/?q=drones",
    "/vergaderingen/?q=drones",
    "/feeds/standpunten.atom?q=drones",
    "/zoeken/?q=drones",
    "/zoeken/?q=droness",
    "/themas/",
    "/themas/lucht/",
    "/",
]


def broken(*_args, **_named):
    raise Unanswerable from OSError("disk gone")


@pytest.fixture
def position(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(catch_up._process, "rests_until", 0.0)
    settings.SEARCH_DIR = tmp_path / "search"
    JournalHead.objects.get_or_create(pk=1)
    position = make.make_position(text="Nederland steunt drones.", topics=[make.make_topic(slug="lucht")])
    with journalled(position.letter):
        pass
    assert catch_up.current() is not None
    return position


def test_no_page_fails(position, monkeypatch):
    own = [f"/standpunten/{position.pk}/?q=drones", f"/standpunten/{position.pk}/?kind=view"]
    for engine in ENGINE:
        with monkeypatch.context() as patched:
            patched.setattr(engine, broken)
            # What an answer found before, others need not ask again.
            catch_up.current().known.clear()
            client = Client()  # with whole answers of its own
            for address in [*ADDRESSES, *own]:
                response = client.get(address, follow=True)
                assert response.status_code == 200, (engine, address)
                if response.streaming:
                    assert b"Nederland steunt drones." in b"".join(response.streaming_content)


@pytest.mark.parametrize("engine", ["agenda_tracker.search.answers.count_facets", ENGINE[4]])
def test_a_list_without_its_choices_is_kept_by_nobody(client, position, monkeypatch, engine):
    whole = client.get("/standpunten/")
    assert "Verfijnen" in whole.content.decode()
    assert "no-store" not in whole["Cache-Control"]
    monkeypatch.setattr(engine, broken)
    response = client.get("/standpunten/?kind=view")
    assert "Verfijnen" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_a_search_whose_tabs_cannot_be_told_is_kept_by_nobody(client, position, monkeypatch):
    assert "no-store" not in client.get("/zoeken/?q=drones")["Cache-Control"]
    monkeypatch.setattr("agenda_tracker.search.answers.Answer.kinds", broken)
    assert "no-store" in client.get("/zoeken/?q=drones&kind=view")["Cache-Control"]


def test_memory_that_ran_out_is_no_broken_index():
    with pytest.raises(MemoryError), guarded():
        raise MemoryError
    with pytest.raises(Unanswerable), guarded():
        raise OSError


def test_words_of_a_moment_ago_make_nothing_that_is_kept(client, position, monkeypatch):
    """With very many words the index is asked with those it had up to a minute ago, which may lack a new compound."""
    monkeypatch.setattr(answers, "MANY_WORDS", 1)
    assert "no-store" not in client.get("/standpunten/?q=visserij")["Cache-Control"]
    later = make.make_position(text="Nederland steunt garnalenvisserij.")
    with journalled(later.letter):
        pass

    def found():
        selection = PositionFilter(QueryDict("q=visserij"), queryset=GovernmentPosition.objects.public())
        return [row.pk for row in selection.cut().rows], selection.lacks_index

    assert found() == ([], True)
    for address in ("/standpunten/?q=visserij", "/zoeken/?q=visserij"):
        assert "no-store" in client.get(address)["Cache-Control"], address
    assert "no-store" not in client.get("/standpunten/")["Cache-Control"]
    monkeypatch.setattr(answers, "MINUTE", 0.0)
    assert found() == ([later.pk], False)
    assert "no-store" not in client.get("/standpunten/?q=visserij")["Cache-Control"]
