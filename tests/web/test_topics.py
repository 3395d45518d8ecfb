"""The page of a topic: its positions through time, what changed, and what a stranger never sees of it."""

import re
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda_tracker.models import AgendaSeries, Kamerstuk, journalled
from tests import factories as make

pytestmark = pytest.mark.django_db
MOST_QUERIES, MOST_BYTES = 20, 60_000
TANKS = "Nederland levert Oekraïne {} Leopard-tanks voor het einde van het jaar."


@pytest.fixture
def topic():
    return make.make_topic("Oekraïne", slug="oekraine")


@pytest.fixture
def body():
    return make.make_formation("Raad Buitenlandse Zaken", abbreviation="RBZ", slug="rbz")


def make_agenda(body, start, *says, series=None, status="published", topic=None, paper=""):
    """A meeting of that day with a letter that says these texts, or (text, fields), on one item. `paper`: its Kamerstuk."""
    meeting = make.make_meeting(body, start, slug=f"{body.slug}-{start}")
    item = make.make_item(meeting, "Oekraïne", series=series)
    letter = make.make_letter(status, meeting, date=start)
    if paper:
        make.make_kamerstuk(paper, letter=letter)
    for said in says:
        text, fields = said if isinstance(said, tuple) else (said, {})
        make.make_position(letter, item, text, [topic], **fields)
    return meeting


def page_of(client, address="/themas/oekraine/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_page_tells_how_much_and_since_when(client, topic, body):
    make_agenda(body, "2021-10-21", TANKS.format("tien"), topic=topic)
    make_agenda(body, "2024-10-17", TANKS.format("twintig"), "Het kabinet pleit voor sancties.", topic=topic)
    assert "3 standpunten bij 2 vergaderingen, oktober 2021 – oktober 2024" in words(page_of(client))


def test_changes_stand_beside_each_other_with_both_dates_and_sources(client, topic, body):
    make_agenda(body, "2024-06-13", TANKS.format("tien"), topic=topic)
    meeting = make_agenda(body, "2024-10-17", TANKS.format("twintig"), topic=topic)
    html = page_of(client)
    said = words(html[html.index(f'id="vergadering-{meeting.pk}"') :])
    assert "Vergeleken met de vorige keer, 13 juni 2024: 1 gewijzigd" in said
    assert "Vorige keer Raad Buitenlandse Zaken, 13 juni 2024" in said
    assert "Nederland levert Oekraïne vervallen: tien tot hier. Leopard-tanks" in said
    assert "geannoteerde agenda van 13 juni 2024, alinea 1" in said
    assert "Nederland levert Oekraïne nieuw: twintig tot hier. Leopard-tanks" in said
    assert "geannoteerde agenda van 17 oktober 2024, alinea 1" in said


def test_what_is_new_gone_and_unchanged_is_said_in_words(client, topic, body):
    make_agenda(body, "2024-06-13", TANKS.format("tien"), "Het kabinet pleit voor sancties tegen Rusland.", topic=topic)
    make_agenda(
        body, "2024-10-17", TANKS.format("tien"), "Nederland steunt de dronecoalitie van bondgenoten.", topic=topic
    )
    html = page_of(client)
    said = words(html)
    assert "17 oktober 2024 Vergeleken met de vorige keer, 13 juni 2024: 1 nieuw 1 vervallen 1 ongewijzigd" in said
    assert "Nieuw Nederland steunt de dronecoalitie van bondgenoten." in said
    assert "Vervallen : Het kabinet pleit voor sancties tegen Rusland." in said
    folded = html[html.index('<details class="unchanged">') :]
    assert "1 standpunt ongewijzigd" in words(folded)
    assert "Leopard-tanks" in folded[: folded.index("</details>")]


def test_what_is_gone_from_the_item_but_on_another_topic_is_not_told_here(client, topic, body):
    series = make.saved(AgendaSeries(name="Oekraïne"))
    before = make_agenda(body, "2024-06-13", TANKS.format("tien"), series=series, topic=topic)
    make.make_position(before.letters.get(), before.items.get(), "Het klimaat verdient aandacht.", [make.make_topic()])
    make_agenda(body, "2024-10-17", TANKS.format("tien"), series=series, topic=topic)
    assert "klimaat" not in page_of(client)


def test_what_belongs_to_another_topic_is_compared_but_not_shown(client, topic, body):
    """Else a position that moved from this topic to another would be told as gone."""
    other = make.make_topic("Materieel")
    series = make.saved(AgendaSeries(name="Oekraïne"))
    make_agenda(body, "2024-06-13", TANKS.format("tien"), series=series, topic=topic)
    now = make_agenda(body, "2024-10-17", "Het kabinet pleit voor sancties.", series=series, topic=topic)
    make.make_position(now.letters.get(), now.items.get(), TANKS.format("tien"), [other])
    said = words(page_of(client))
    assert "1 nieuw" in said
    assert "vervallen" not in said


def test_timeline_links_to_every_meeting_and_equals_its_table(client, topic, body):
    other = make.make_formation("NAVO-ministers van Defensie", abbreviation="DMM", organisation="navo", slug="dmm")
    meetings = [
        make_agenda(body, "2021-10-21", TANKS.format("tien"), topic=topic),
        make_agenda(other, "2023-02-14", TANKS.format("elf"), "Het kabinet pleit voor sancties.", topic=topic),
    ]
    html = page_of(client)
    svg = html[html.index('<svg class="timeline"') : html.index("</svg>")]
    assert re.findall(r'<a href="\?#vergadering-(\d+)"><title>([^<]+)</title>', svg) == [
        (str(meetings[1].pk), "NAVO-ministers van Defensie, 14 februari 2023: 2 standpunten"),
        (str(meetings[0].pk), "Raad Buitenlandse Zaken, 21 oktober 2021: 1 standpunt"),
    ]
    table = html[html.index('<table class="numbers">') : html.index("</table>")]
    assert "14 februari 2023, DMM 2 21 oktober 2021, RBZ 1" in words(table)


def test_charts_show_stance_by_year_and_amounts_and_equal_their_tables(client, topic, body):
    make_agenda(
        body, "2023-02-14", (TANKS.format("tien"), {"stance": "critical", "amount_eur": 150_000_000}), topic=topic
    )
    make_agenda(
        body, "2024-02-14", (TANKS.format("elf"), {"stance": "supportive", "amount_eur": 300_000_000}), topic=topic
    )
    html = page_of(client)
    said = words(html)
    assert "Jaar steunend kritisch samen 2024 1 0 1 2023 0 1 1" in said
    assert "14-2-2024 €\u00a0300\u00a0miljoen 14-2-2023 €\u00a0150\u00a0miljoen".replace("\u00a0", " ") in said
    assert html.count('class="stance supportive"') == 2  # the legend, and 2024


def test_nothing_is_drawn_where_there_is_nothing_to_draw(client, topic, body):
    make_agenda(body, "2024-02-14", TANKS.format("tien"), topic=topic)
    html = page_of(client)
    assert "Door de tijd" not in html
    assert "<svg" not in html


def test_topic_without_positions_says_so_and_what_to_do(client, topic):
    said = words(page_of(client))
    assert "Nog geen standpunten over dit thema" in said
    assert "kies een ander thema" in said


def test_period_body_kind_and_stance_narrow_pictures_and_list(client, topic, body):
    other = make.make_formation("Eurogroep", slug="eurogroep")
    make_agenda(body, "2022-02-14", ("Oud.", {"stance": "critical"}), topic=topic)
    make_agenda(body, "2023-02-14", ("Nieuw A.", {"stance": "supportive"}), topic=topic)
    make_agenda(other, "2024-02-14", ("Nieuw B.", {"stance": "supportive", "kind": "aim"}), topic=topic)
    expected = {
        "formation=rbz": "2 standpunten bij 2 vergaderingen",
        "year=2022": "1 standpunt bij 1 vergadering,",
        "date_from=2023-01-01&formation=rbz": "1 standpunt bij 1 vergadering,",
        "date_from=2023-01-01&date_to=2024-12-31": "2 standpunten bij 2 vergaderingen",
        "kind=aim": "1 standpunt bij 1 vergadering,",
        "stance=supportive": "2 standpunten bij 2 vergaderingen",
    }
    for query, sentence in expected.items():
        assert sentence in words(page_of(client, f"/themas/oekraine/?{query}")), query
    assert "Houding steunend , dit filter wissen" in words(page_of(client, "/themas/oekraine/?stance=supportive"))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("year=abc", "“abc” is geen jaar"),
        ("formation=nee", "“nee” is als gremium niet bekend"),
        ("date_from=2025-01-01&date_to=2024-01-01", "wissel de datums om"),
        ("page=99", "Pagina 99 bestaat niet: deze lijst heeft 1 pagina."),
        ("page=0", "is geen paginanummer"),
        ("stance=%00", "bevat een teken dat geen tekst is"),
    ],
)
def test_nonsense_is_explained_and_shows_nothing(client, topic, body, query, told):
    make_agenda(body, "2024-02-14", TANKS.format("tien"), topic=topic)
    html = page_of(client, f"/themas/oekraine/?{query}")
    assert told in words(html)
    assert "Leopard" not in html


def test_filter_without_result_offers_the_way_back(client, topic, body):
    make_agenda(body, "2024-02-14", TANKS.format("tien"), topic=topic)
    assert "Haal hierboven een filter weg" in words(page_of(client, "/themas/oekraine/?year=1999"))


def test_what_is_taken_away_and_followed_is_the_selection(client, topic, body):
    make_agenda(body, "2024-02-14", TANKS.format("tien"), topic=topic)
    whole, chosen = page_of(client), page_of(client, "/themas/oekraine/?year=2024&page=1")
    assert 'href="/standpunten/?topic=oekraine&amp;format=csv"' in whole
    assert 'href="/feeds/themas/oekraine.atom"' in whole
    assert 'href="/standpunten/?year=2024&amp;topic=oekraine&amp;format=csv"' in chosen
    assert "?year=2024&amp;topic=oekraine" in chosen[chosen.index("application/atom+xml") :]


def test_long_topics_come_in_pages_and_the_timeline_leads_to_the_right_one(client, topic, body):
    meetings = [make_agenda(body, f"20{year}-02-14", TANKS.format("tien"), topic=topic) for year in range(10, 25)]
    first, second = page_of(client), page_of(client, "/themas/oekraine/?page=2")
    assert [f'id="vergadering-{one.pk}"' in first for one in meetings] == [False] * 7 + [True] * 8
    assert [f'id="vergadering-{one.pk}"' in second for one in meetings] == [True] * 7 + [False] * 8
    assert f'href="?page=2#vergadering-{meetings[0].pk}"' in first
    assert 'rel="next" href="?page=2"' in first
    assert 'rel="prev" href="?"' in second


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_stranger_sees_nothing_of_letters_that_are_not_public(client, topic, body, status):
    make_agenda(body, "2023-02-14", TANKS.format("tien"), topic=topic)
    make_agenda(body, "2024-02-14", TANKS.format("elf"), topic=topic)
    plain = page_of(client)
    hidden = ("Geheim.", {"amount_eur": 7, "stance": "opposed"})
    make_agenda(body, "2023-08-14", hidden, status=status, topic=topic)
    shown = make_agenda(body, "2024-08-14", hidden, status=status, topic=topic)
    for review in ("suggested", "rejected"):
        make.make_position(
            make.make_letter(meeting=shown), shown.items.get(), "Geheim.", [topic], review=review, stance="opposed"
        )
    assert page_of(client) == plain


def test_one_meeting_and_thirty_take_the_same_few_queries_and_the_page_stays_light(client, body, record_property):
    topic = make.make_topic("Oekraïne", parent=make.make_topic(), slug="oekraine")
    make.make_topic("Tanks", parent=topic)
    series = make.saved(AgendaSeries(name="Oekraïne"))
    extra = {"stance": "supportive", "amount_eur": 5}
    papers = (f"28676-{number}" for number in count(1))
    for start in ("2020-01-10", "2020-02-10"):
        make_agenda(body, start, (TANKS.format("tien"), extra), topic=topic, paper=next(papers))
        make_agenda(make.make_formation(), start, TANKS.format("elf"), series=series, topic=topic, paper=next(papers))
    few, _size = measured(client)
    for number in range(30):
        start = f"{2021 + number // 10}-{1 + number % 10:02}-15"
        says = [
            (f"{TANKS.format('tien')} Punt {number}, {place}. " + "Nederland hecht daaraan. " * 9, extra)
            for place in "abcd"
        ]
        make_agenda(body, start, *says, topic=topic, paper=next(papers))
        make_agenda(
            make.make_formation() if number % 5 == 0 else body,
            start.replace("-15", "-25"),
            *says[:2],
            series=series,
            topic=topic,
            paper=next(papers),
        )
    many, size = measured(client)
    assert many == few <= MOST_QUERIES
    assert size < MOST_BYTES
    Kamerstuk.objects.update(letter=None)
    assert measured(client)[0] == many + 1  # who signed letters that have no number to cite
    record_property("measured", f"topic page: {many} queries, {size / 1000:.0f} kB with 62 meetings")


def measured(client):
    with CaptureQueriesContext(connection) as queries:
        html = page_of(client)
    return len(queries), len(html.encode())


def test_meeting_with_very_many_positions_shows_some_and_leads_to_the_rest(client, topic, body):
    meeting = make_agenda(body, "2024-02-14", *(f"Nederland steunt plan {n}." for n in range(20)), topic=topic)
    html = page_of(client)
    assert html.count('<article class="position"') == 8
    assert "Bij deze vergadering nog 12 standpunten over dit thema" in words(html)
    assert f'<a class="more" href="{meeting.get_absolute_url()}">' in html


def test_index_and_database_draw_the_same_page(client, topic, body, search_index, settings):
    below = make.make_topic("Tanks", slug="tanks", parent=topic)
    make_agenda(
        body, "2023-02-14", (TANKS.format("tien"), {"stance": "critical", "amount_eur": 150_000_000}), topic=topic
    )
    make_agenda(
        body, "2024-02-14", (TANKS.format("elf"), {"amount_eur": 300_000_000}), "Nederland steunt dit.", topic=below
    )
    make_agenda(body, "2024-03-14", "Nog niet openbaar.", topic=topic, status="draft")
    search_index()
    addresses = ["/themas/oekraine/", "/themas/oekraine/?year=2024", "/themas/tanks/?stance=critical", "/themas/", "/"]
    by_index = [page_of(client, address) for address in addresses]
    settings.SEARCH_DIR = None
    assert [page_of(client, address) for address in addresses] == by_index
    assert "3 standpunten bij 2 vergaderingen" in words(by_index[0])


def test_many_years_are_all_in_the_tables_and_the_newest_in_the_chart(client, topic, body):
    for year in range(2001, 2022):
        for month in ("02", "06"):
            make_agenda(body, f"{year}-{month}-14", (f"Punt {year}.", {"stance": "supportive"}), topic=topic)
    html = page_of(client, "/themas/oekraine/?stance=supportive")
    said = words(html)
    assert "Houding per jaar, de nieuwste 10" in said
    assert "Jaar steunend samen 2021 2 2 2020 2 2" in said
    assert "2002 2 2 2001 2 2" in said
    assert "<title>steunend: 2</title>" in html
    assert html.count("<rect x=") == 10
    assert "Standpunten en vergaderingen per jaar, nieuwste eerst Jaar Standpunten Vergaderingen 2021 2 2" in said
    assert '<a href="?stance=supportive&amp;year=2001">2001</a>' in html
    assert "42 standpunten bij 42 vergaderingen" in said
    assert "2 standpunten bij 2 vergaderingen," in words(
        page_of(client, "/themas/oekraine/?stance=supportive&year=2001")
    )


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_of_a_topic_follows_every_change(client, topic, body):
    """Outside a transaction, as visitors read: what was drawn and written before is not shown after."""

    def told(letter):
        with journalled(letter):
            pass
        return [words(page_of(client, address)) for address in ("/themas/oekraine/", "/themas/oekraine/?year=2024")]

    make_agenda(body, "2023-02-14", TANKS.format("tien"), topic=topic)
    one, _none = told(make_agenda(body, "2024-02-14", TANKS.format("elf"), topic=topic).letters.get())
    assert "2 standpunten bij 2 vergaderingen" in one
    assert "vervallen: tien tot hier." in one
    letter = make_agenda(body, "2024-01-14", TANKS.format("twaalf"), topic=topic).letters.get()
    two, of_year = told(letter)
    assert "3 standpunten bij 3 vergaderingen" in two
    assert "2 standpunten bij 2 vergaderingen" in of_year
    for said in (two, of_year):
        assert "vervallen: twaalf tot hier. Leopard-tanks" in said
    letter.status = "withdrawn"
    letter.save()
    assert told(letter)[0] == one
