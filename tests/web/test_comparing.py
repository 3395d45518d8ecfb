"""Any two positions beside each other; nonsense in the address is explained."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make.make_formation("Raad Buitenlandse Zaken", slug="rbz")


@pytest.fixture
def two(body):
    """Two positions on one topic, at two meetings."""
    topic = make.make_topic("Oekraïne")
    found = []
    for start, text, amount in (
        ("2024-06-13", "Nederland levert Oekraïne dit jaar tien tanks.", 10_000_000),
        ("2024-10-17", "Nederland levert Oekraïne dit jaar twintig tanks.", 20_000_000),
    ):
        item = make.make_item(make.make_meeting(body, start), "Oekraïne")
        letter = make.make_letter(meeting=item.meeting, date=start)
        found.append(make.make_position(letter, item, text, [topic], amount_eur=amount, stance="supportive"))
    make.make_kamerstuk("28676-470", letter=found[1].letter)
    return found


def words(response):
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def compare(client, **asked):
    return client.get("/standpunten/vergelijk/", asked)


def test_two_positions_stand_beside_each_other(client, two):
    response = compare(client, a=two[0].pk, b=two[1].pk)
    said = words(response).replace("\u00a0", " ")
    assert "13 juni 2024 Raad Buitenlandse Zaken" in said
    assert "dit jaar vervallen: tien tot hier. tanks." in said
    assert "dit jaar nieuw: twintig tot hier. tanks." in said
    assert "Bedrag € 10 miljoen anders" in said
    assert "Houding steunend Bedrag" in said
    assert "Brief van 13 juni 2024, “" in said
    assert "Kamerstukken II 2024/25, 28676, nr. 470, alinea 1" in said


def test_the_earlier_one_stands_left_whichever_was_asked_first(client, two):
    earlier, later = two
    assert words(compare(client, a=later.pk, b=earlier.pk)) == words(compare(client, a=earlier.pk, b=later.pk))
    assert "Wissel links en rechts om" not in words(compare(client, a=later.pk, b=earlier.pk))


def test_two_of_one_moment_stand_as_asked_and_can_change_sides(client, two):
    other = make.make_position(two[0].letter, two[0].agenda_item, "Nederland levert Oekraïne dit jaar dertig tanks.")
    html = compare(client, a=other.pk, b=two[0].pk).content.decode()
    assert f'href="/standpunten/vergelijk/?a={two[0].pk}&amp;b={other.pk}"' in html


def test_texts_with_little_in_common_are_shown_whole(client, two):
    other = make.make_position(text="Het kabinet waardeert vrije handel met partners in Azië.")
    response = compare(client, a=two[0].pk, b=other.pk)
    assert "ze staan hier in hun geheel" in words(response)
    assert "<del>" not in response.content.decode()


def test_equal_words_are_said_to_be_equal(client, two):
    other = make.make_position(text=two[0].wording)
    assert "De woorden zijn gelijk." in words(compare(client, a=two[0].pk, b=other.pk))


def test_one_position_offers_those_on_the_same_topic_and_any_other(client, two):
    stranger = make.make_position(text="Het kabinet waardeert vrije handel.")
    html = compare(client, a=two[0].pk).content.decode()
    assert re.findall(r'<option value="(\d+)">([^<]*)', html) == [
        (str(two[1].pk), f"17-10-2024, {two[1].agenda_item.meeting.formation.short_name}: {two[1].wording}")
    ]
    assert str(stranger.pk) not in re.findall(r'value="(\d+)"', html)
    response = client.get("/standpunten/vergelijk/", {"a": two[0].pk, "b": "", "b_other": stranger.pk})
    assert response["Location"] == f"/standpunten/vergelijk/?a={two[0].pk}&b={stranger.pk}"


@pytest.mark.parametrize("form", ["{}", "/standpunten/{}/", "https://example.nl/standpunten/{}/?x=1#top", " {} "])
def test_another_position_may_be_typed_as_number_or_address(client, two, form):
    asked = {"a": two[0].pk, "b_other": form.format(two[1].pk)}
    response = client.get("/standpunten/vergelijk/", asked)
    assert response["Location"] == f"/standpunten/vergelijk/?a={two[0].pk}&b={two[1].pk}"


def test_at_most_25_are_offered_the_nearest_in_time(client, two, body):
    topic = two[0].topics.get()
    for number in range(30):
        item = make.make_item(make.make_meeting(body, f"{1990 + number}-05-05"))
        make.make_position(make.make_letter(meeting=item.meeting), item, f"Plan {number}.", [topic])
    html = compare(client, a=two[0].pk).content.decode()
    offered = re.findall(r'<option value="\d+">([^,]*),', html)
    assert len(offered) == 25
    assert (offered[0], offered[-1]) == ("17-10-2024", "5-5-1996")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "Zet twee standpunten naast elkaar"),
        ({"a": "x"}, "“x” is geen standpunt"),
        ({"a": "1" * 19}, "is geen standpunt"),
        ({"a": "\x00"}, "is geen standpunt"),
        ({"a": "x" * 500}, "is geen standpunt"),
        ({"a": "-1", "b": "٣"}, "“٣” is geen standpunt"),
        ({"a": "999999999"}, "Standpunt 999999999 staat niet op deze site"),
        ({"a": "999999999999999999"}, "staat niet op deze site"),
        ({"a_other": "999999", "b_other": "nee"}, "“nee” is geen standpunt"),
    ],
)
def test_nonsense_is_explained(client, two, asked, told):
    assert told in words(compare(client, **asked))


def test_the_same_position_twice_is_explained(client, two):
    assert "twee keer hetzelfde standpunt" in words(compare(client, a=two[0].pk, b=two[0].pk))


def test_only_the_second_position_is_known(client, two):
    html = compare(client, b=two[1].pk).content.decode()
    assert f'<input type="hidden" name="b" value="{two[1].pk}">' in html
    assert 'name="a_other"' in html


@pytest.mark.parametrize(
    "hidden", [{"review": "suggested"}, {"review": "rejected"}, {"letter": "draft"}, {"letter": "withdrawn"}]
)
def test_stranger_compares_only_what_is_public(client, two, hidden):
    item = two[1].agenda_item
    letter = make.make_letter(hidden.get("letter", "published"), item.meeting)
    review = hidden.get("review", "confirmed")
    secret = make.make_position(letter, item, "Geheim standpunt.", [two[0].topics.get()], review=review)
    for asked in ({"a": secret.pk}, {"a": two[0].pk, "b": secret.pk}, {"a": two[0].pk}):
        assert "Geheim" not in compare(client, **asked).content.decode()
    assert "Geheim" not in client.get(two[0].get_absolute_url()).content.decode()


def test_position_page_and_rows_lead_to_comparing(client, two):
    html = client.get(two[0].get_absolute_url()).content.decode()
    assert f'<input type="hidden" name="a" value="{two[0].pk}">' in html
    assert f'<option value="{two[1].pk}">' in html
    assert f'href="/standpunten/vergelijk/?a={two[0].pk}"' in client.get("/standpunten/").content.decode()


def test_comparing_takes_few_queries(client, two):
    for asked in ({"a": two[0].pk}, {"a": two[0].pk, "b": two[1].pk}):
        with CaptureQueriesContext(connection) as queries:
            compare(client, **asked)
        assert len(queries) <= 9
